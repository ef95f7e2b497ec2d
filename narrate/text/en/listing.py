"""Lines of shorthand: listings, results, notices. They allow readings that prose does not."""

import re

from narrate.text.en.grammar import alternatives, mentions, stop_of
from narrate.text.en.lines import tells, terse
from narrate.text.later import later
from narrate.text.rules import Rule, Style, telling, word_places
from narrate.text.table import rows

# A shorthand, its spoken form, the lines that it needs, and where its figure stands.
SHORTHAND: dict[str, list[tuple[str, str, str]]] = {}
for _key, *_reading in rows("en/listing.tsv"):
    SHORTHAND.setdefault(re.sub(r":[2-9]$", "", _key), []).append(
        (_reading[0], _reading[1], _reading[2])
    )
SHORT = later(
    rf"""
    (?<![\w.&/@#’']) (?<![^\W\d_]-) (?P<short>{alternatives(SHORTHAND)})
    (?: (?<!\.) \. (?=[,;:)]|[ ][a-z0-9£$€&(]) )?
    (?! \w | \.\w | [/&-]\w | [’'](?!s\b)\w )
    """,
    re.VERBOSE,
)
# What a time heads: "8.30 Panorama" in a program, "2.40 Ludlow" on a racecard.
HEADED = later(r"[ ][A-Z][\w'’]+(?![ ]?[%0-9])")
FOR = later(
    r"""
    (?P<hour>[1-9]|1[0-2])\.[0-5][0-9][ ]for[ ](?P<next>1?[0-9])(?:\.[0-5][0-9])?
    (?:[ap]m)?(?!\w|\.\w|[ ](?!start|sharp|in|at|on|and|with)[a-z])
    """,
    re.VERBOSE,
)
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
    "scored": (r"\)", r"(?:[0-9]['’]?|[A-Z][\w’'-]*)[ ,]*\(?$"),
    "going": (r"[ ](?:[a-z0-9£$€&]|[A-Z]{2}|[A-Z][a-z]+[A-Z])", ""),
    "kicked": ("", r"(?:[0-9]|\b[Ww]on|\b[Ww]in|\b[Ll]ost|\bout)[ ]on[ ]$"),
    "dated": (r"[ ][A-Z][a-z]{2}\b", ""),
    "small": (r"(?![ ][A-Z])", ""),
    "use": ("", r"(?<!\bno[ ])(?<!\bof[ ])(?<!\bany[ ])(?<!\blittle[ ])$"),
}
FOLLOWED = {place: later(after) for place, (after, _) in PLACES.items()}
PRECEDED = {place: later(before) for place, (_, before) in PLACES.items()}


def in_timetable(match: re.Match[str]) -> bool:
    """Return whether a figure with a point is a time in a line of programs, tides or services.

    >>> speakable("High water: Dover 01.37, Hull 6.20; charts £3.50.", "en")
    'High water: Dover oh one thirty-seven, Hull six twenty; charts three pounds and fifty pence.'
    >>> speakable("Come at 7.30 for 8; it fell from 7.41 for 3 years.", "en")
    'Come at seven thirty for eight; it fell from seven point four one for three years.'
    """
    text = match.string
    doors = FOR.match(text, match.start())
    if doors and int(doors["next"]) in {int(doors["hour"]), int(doors["hour"]) % 12 + 1}:
        return True
    priced = text[max(0, match.start() - 1) : match.start()] in PRICED
    if priced or match[0].startswith("0.") or not terse(text):
        return False
    headed = match.start() == 0 and HEADED.match(text, match.end()) is not None
    return headed or mentions("timetable", text)


def _short(match: re.Match[str], _: Style) -> str | None:
    """Say a shorthand of listings and results in their lines; prose keeps it as written.

    >>> speakable("Flat to let: 2 bed, furn, no pets, avail now.", "en")
    'Flat to let: two bed, furnished, no pets, available now.'
    >>> speakable("He saw that the adv of the gas was not 2.", "en")
    'He saw that the adv of the gas was not two.'
    >>> speakable("Yoga mats: £10. Gen. Hart (ret.) saw it (to no avail).", "en")
    'Yoga mats: ten pounds. General Hart (retired) saw it (to no avail).'
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
