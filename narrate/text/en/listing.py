"""Lines of shorthand: listings, results, notices. They allow readings that prose does not."""

import re
from functools import lru_cache

from narrate.text.en.grammar import alternatives, mentions, stop_of
from narrate.text.en.lines import tells
from narrate.text.later import later
from narrate.text.rules import WORD, Rule, Style, telling, word_places
from narrate.text.table import rows

# Small words of running prose; articles, pronouns and auxiliaries weigh twice.
RUNNING = {word.casefold(): int(weight) for word, weight in rows("en/running.tsv")}
_LARGEST_SHARE = 0.3  # of the weights in the words of a line
MARKED = later(r"[0-9;:/(&@]")
# A shorthand, its spoken form, the lines that it needs, and where its figure stands.
SHORTHAND: dict[str, list[tuple[str, str, str]]] = {}
for _key, *_reading in rows("en/listing.tsv"):
    SHORTHAND.setdefault(re.sub(r":[2-9]$", "", _key), []).append(
        (_reading[0], _reading[1], _reading[2])
    )
SHORT = later(
    rf"""
    (?<![\w.&/@#’']) (?<![A-Za-z]-) (?P<short>{alternatives(SHORTHAND)})
    (?: (?<!\.) \. (?=[,;:)]|[ ][a-z0-9£$€&(]) )?
    (?! \w | \.\w | [/&-]\w | [’'](?!s\b)\w )
    """,
    re.VERBOSE,
)
# What a time heads: "8.30 Panorama" in a program, "2.40 Ludlow" on a racecard.
HEADED = later(r"[ ][A-Z][\w'’]+(?![ ]?[%0-9])")
FOR = later(r"[ ]for[ ][0-9]{1,2}(?:\.[0-9]{2})?(?:[ap]m)?(?![\w.])")
PRICED = frozenset("£$€+-−")
# Where a figure stands beside a shorthand: the pattern of the text after it, and of that before.
PLACES = {
    "": ("", ""),
    "before": (r"[.:]?[ ]?[+−-]?[£$€#]?[0-9½]", ""),
    "sum": (r"[ ](?:[£$€]|[+−-][0-9.]+%)", ""),
    "one": (r"[ ][1-9](?![.,]?[0-9])", ""),
    "after": ("", r"[0-9½¼¾][km]?[ -]?$"),
    "alone": (r"(?!\.?[ ]?[+−-]?[£$€#=/]?[0-9½])", ""),
    "word": (r"(?!\.?[ ]?[+−-]?[£$€#=/]?[ ]?[0-9½])", r"(?<![0-9])(?<![0-9] )$"),
    "closed": (r"\)", ""),
}
FOLLOWED = {place: later(after) for place, (after, _) in PLACES.items()}
PRECEDED = {place: later(before) for place, (_, before) in PLACES.items()}


@lru_cache(maxsize=64)
def terse(sentence: str) -> bool:
    """Return whether a sentence is a line of shorthand: a figure or a mark, hardly a small word.

    >>> terse("Flat to let, 2 bed, £900 pcm"), terse("The flat has 2 beds")
    (True, False)
    """
    if MARKED.search(sentence) is None:
        return False
    words = WORD.findall(sentence)
    small = sum(RUNNING.get(word.casefold(), 0) for word in words if word != "A")  # an initial
    return small <= _LARGEST_SHARE * len(words)


def in_timetable(match: re.Match[str]) -> bool:
    """Return whether a figure with a point is a time in a line of programs, tides or services.

    >>> speakable("High water: Dover 01.37, Hull 6.20; charts £3.50.", "en")
    'High water: Dover oh one thirty-seven, Hull six twenty; charts three pounds and fifty pence.'
    """
    text = match.string
    if FOR.match(text, match.end()):
        return True
    if not terse(text) or text[max(0, match.start() - 1) : match.start()] in PRICED:
        return False
    headed = match.start() == 0 and HEADED.match(text, match.end()) is not None
    return headed or mentions("timetable", text)


def _short(match: re.Match[str], _: Style) -> str | None:
    """Say a shorthand of listings and results in their lines; prose keeps it as written.

    >>> speakable("Flat to let: 2 bed, furn, no pets, avail now.", "en")
    'Flat to let: two bed, furnished, no pets, available now.'
    >>> speakable("He saw that the adv of the gas was not 2.", "en")
    'He saw that the adv of the gas was not two.'
    """
    text = match.string
    for spoken, desk, figure in SHORTHAND[match["short"]]:
        if not FOLLOWED[figure].match(text, match.end()):
            continue
        if not PRECEDED[figure].search(text, 0, match.start()):
            continue
        if desk == "any" or (terse(text) if desk == "terse" else tells(desk, text)):
            return spoken + stop_of(match)
    return None


RULES = (
    Rule(
        "listing",
        SHORT,
        _short,
        words=telling(*SHORTHAND),
        starts=word_places(SHORTHAND),
    ),
)
