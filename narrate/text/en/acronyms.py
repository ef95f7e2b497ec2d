"""Acronyms: spelled, or said as a word; initials; words that are only shouted."""

import re
from functools import lru_cache
from string import ascii_letters

from narrate.text.en.grammar import cued, cues, stop_of
from narrate.text.en.letters import capitals, spelled
from narrate.text.later import later
from narrate.text.rules import WORD, Rule, Style, after_stop
from narrate.text.table import pairs, rows

SAID = pairs("en/acronyms.tsv")
PLAIN = frozenset(word for (word,) in rows("en/capitalized.tsv"))
LONGEST_UNKNOWN = 3
LONGEST_SPELLED = 5  # longer ones are words or names
_STATE = 2  # letters of "CA", which ends the place of a dateline
# Capitals that an English speaker can say as a word: no more than two vowels in a row, and
# between them clusters that start or end some word.
ONSET = (
    "(?:[BCDFGHJKLMNPQRSTVWXYZ]|[BCFGPK]L|[BCDFGKPT]R|S[CKLMNPTWQ]|S[CPT]R|SPL|[CSTPW]H|SHR|THR"
    "|[DGQST]W|QU|KN|WR)?"
)
CODA = (
    "(?:[BCDFGKLMNPRSTVWXYZH]|[BCDFGLMNPRSTWZ]S|LL|SS|FF|TT|ZZ|[CFLNPRSX]T|[LNR]D|[LNRS]K|CK|[LMRS]P|[LR]F"
    "|[LR]M|RN|RL|[CNLR]H|[STRG]H|NG|NC|[LNR]CE?|NTS|STS|NKS|NX)?"
)
SAYABLE = later(f"{ONSET}[AEIOUY]{{1,2}}(?:{CODA}{ONSET}[AEIOUY]{{1,2}})*{CODA}")

ENDING = r"(?P<ending>['’]?s|['’](?:S|LL|D|VE|RE))?(?!\w)"
# Acronyms that are ordinary words, too, and the words before "us" the pronoun.
AMBIGUOUS = frozenset(["IT", "US", "WHO", "UPS", "LED", "DOT", "ERA", "ICE", "AIDS", "PIN"])
BEFORE_US = frozenset(word for (word,) in rows("en/before_us.tsv"))
# "wah-HAH-kah": how a name sounds, its loud syllable in capitals.
RESPELLED = later(
    r"""
    (?: (?<=[(\[])
      | (?<=\bpronounced[ ])
      | (?<=\bpronounced[ ][“\"']) )
    (?P<it> (?=[A-Z-]*[a-z]) (?=[a-z-]*[A-Z]{2}) (?:[A-Z]{1,7}|[a-z]{1,7})
            (?:[- ](?:[A-Z]{1,7}|[a-z]{1,7})){1,6} )
    (?=[)\];,.”\"']|$)
    """,
    re.VERBOSE,
)
PREFIXES = frozenset(["anti", "non", "pro", "ex", "pre", "post", "mid", "sub", "un", "co", "the"])
DOTTED = later(r"(?<![\w.])(?P<letters>(?:[A-Za-z]\.){2,8})(?:(?P<ending>['’]?s)(?!\w))?(?!\w)")
INITIAL = later(r"(?<![\w.'’])(?P<letter>[A-Z])\.(?=[ ][A-Z]|-[A-Z])")
CAPITALS = later(rf"(?<![\w@#/.])(?P<letters>[A-Z]{{2,10}}){ENDING}")
# "LOS ANGELES (AP) —", "SAN JOSE, Calif. —": the place from which a report comes. A long word, the
# first word of many places or an agency shows it: "FIFA VAR —" has none.
DATELINE = later(
    r"""
    (?= [A-Z. ]*[A-Z]{5} | (?:ABU|DES|LAS|LOS|NEW|RIO|SAN|SAO|TEL)[ ] | [^()—–-]{4,60}[ ]\([A-Z] )
    (?P<place>[A-Z]{2,}\.?(?:[ ][A-Z]{2,}){1,3}) (?:,[ ][A-Z][A-Za-z. ]{1,24})?
    (?: [ ] \([A-Za-z/ ]{2,24}\) )?
    [ ](?:[—–-]|--)[ ]
    """,
    re.VERBOSE,
)
SLASHED = later(r"(?<![\w@#/.])(?P<one>[A-Z]{1,4})/(?P<other>[A-Z]{1,4})(?![\w/])")
JOINED = later(r"(?<!\w)(?P<one>[A-Z]{1,3})&(?P<other>[A-Z]{1,3})(?P<ending>['’]?s)?(?!\w)")
MIXED = later(
    rf"(?<!\w)(?P<letters>{cued('mixed_capitals')})(?P<plus>\+)?(?P<ending>['’]?s)?(?!\w)"
)
MIXED_WORDS = cues("mixed_capitals") | {f"{word}s" for word in cues("mixed_capitals")}


def _dotted(match: re.Match[str], _: Style) -> str | None:
    """Say "U.S." in letters and "N.A.T.O." as a word; two small letters stay.

    >>> speakable("The U.S. left N.A.T.O. then.", "en")
    'The U.S left Nato then.'
    >>> speakable("He came at 5 b.c. then.", "en")
    'He came at five b.c. then.'
    """
    letters = match["letters"].replace(".", "")
    if letters.islower() and len(letters) < 3:
        return None
    return _spoken(letters, match["ending"]) + stop_of(match)


def _initial(match: re.Match[str], _: Style) -> str:
    """Say an initial before a name without its stop; before a small letter it stays.

    >>> speakable("Ask J. Hart.", "en")
    'Ask J Hart.'
    >>> speakable("Plan B. it was.", "en")
    'Plan B. it was.'
    """
    return match["letter"]


def _capitals(match: re.Match[str], _: Style) -> str | None:
    """Say "FBI" in letters and "NATO" as a word; a word that is only shouted stays.

    >>> speakable("The FBI met NATO.", "en")
    'The F.B.I met Nato.'
    >>> speakable("You MIGHT be RIGHT.", "en"), speakable("SAN JOSE (AFP) — Rain.", "en")
    ('You MIGHT be RIGHT.', 'SAN JOSE (A.F.P), Rain.')
    >>> speakable("FIFA VAR — old.", "en"), speakable("LOS ANGELES CA — Rain.", "en")
    ('Fifa V.A.R, old.', 'LOS ANGELES CA, Rain.')
    """
    letters = match["letters"]
    reading = SAID.get(letters) or SAID.get(match[0])
    if letters in AMBIGUOUS and _is_word(match):
        return match[0].lower()
    longest = LONGEST_UNKNOWN + (match["ending"] == "s")  # a plural in capitals is an acronym
    if reading is None and (
        letters in PLAIN
        or match.end() <= _dateline(match.string) - (len(letters) == _STATE)
        or _shouted(match.string)
        or (len(letters) > longest and SAYABLE.fullmatch(letters) and not _bracketed(match))
        or len(letters) > LONGEST_SPELLED
    ):
        return None
    return _spoken(letters, match["ending"])


def _is_word(match: re.Match[str]) -> bool:
    """Return whether IT, US or WHO is a shouted word: "STOP IT!", "TELL US".

    It is an acronym after "the", and where the sentence shouts no other word.
    """
    previous_words = WORD.findall(match.string[max(0, match.start() - 20) : match.start()])[-1:]
    if match["letters"] == "US":
        return any(word.isupper() and word in BEFORE_US for word in previous_words)
    if _shouted(match.string):
        return True
    return previous_words[:1] != ["the"] and _emphatic(match.string)


def _respelled(match: re.Match[str], _: Style) -> str | None:
    """Say "(wah-HAH-kah)" as its syllables; "(non-EU)" holds an acronym.

    >>> speakable("Waka (WAH-kah) won.", "en")
    'Waka (wah-kah) won.'
    >>> speakable("Some (non-EU) goods.", "en")
    'Some (non-E.U) goods.'
    """
    parts = re.split("[- ]", match["it"])
    loud = [part for part in parts if part.isupper() and len(part) > 1]
    if parts[0] in PREFIXES or any(part in SAID or not SAYABLE.fullmatch(part) for part in loud):
        return None
    return match["it"].lower()


def _slashed(match: re.Match[str], _: Style) -> str | None:
    """Say "AC/DC" without the stroke; in a shouted line it stays.

    >>> speakable("AC/DC play.", "en")
    'A.C D.C play.'
    >>> speakable("READ AND/OR WRITE NOW.", "en")
    'READ AND/OR WRITE NOW.'
    """
    if _shouted(match.string):
        return None
    return f"{_spoken(match['one'], None)} {_spoken(match['other'], None)}"


def _joined(match: re.Match[str], _: Style) -> str:
    """Say "AT&T" in letters; a sign between words is "and".

    >>> speakable("AT&T had a Q&A.", "en")
    'A.T and T had a Q and A.'
    >>> speakable("Hart & Co. had it.", "en")
    'Hart and Company had it.'
    """
    return f"{spelled(match['one'])} and {spelled(match['other'], match['ending'] or '')}"


def _mixed(match: re.Match[str], _: Style) -> str:
    """Say "PhD" in letters; before a figure it is another name.

    >>> speakable("She has two PhDs and an MSc.", "en")
    "She has two P.H.D's and an M.S.C."
    >>> speakable("He has a DPhil.", "en")
    'He has a D Phil.'
    >>> speakable("The PhD2 file.", "en")
    'The PhD two file.'
    """
    degree, phil = match["letters"].removesuffix("Phil"), match["letters"].endswith("Phil")
    if phil:
        return f"{degree} Phil{match['ending'] or ''}"
    return spelled(match["letters"], match["ending"] or "") + (" plus" if match["plus"] else "")


def _spoken(letters: str, ending: str | None) -> str:
    reading = SAID.get(letters, "letters")
    if reading == "word":
        return letters.capitalize() + _small(ending)
    if reading != "letters":
        return reading + _small(ending)
    return spelled(letters, _small(ending))


def _small(ending: str | None) -> str:
    return (ending or "").replace("’", "'").lower()


def _bracketed(match: re.Match[str]) -> bool:
    """Return whether capitals stand alone in brackets, as a ticker or a new acronym does: "(AAPL)".

    After a word in small letters they tell how it sounds: "the lute (LOOT)".
    """
    prefix, end = match.string[: match.start()], match.end()
    word = WORD.findall(prefix[-30:])[-1:]
    named = not word or not word[0].islower()
    return named and prefix.endswith("(") and match.string.startswith(")", end)


@lru_cache(maxsize=8)
def _dateline(sentence: str) -> int:
    """Return the end of the place from which a sentence reports, 0 where it opens with none."""
    dateline = DATELINE.match(sentence)
    return dateline.end("place") if dateline else 0


@lru_cache(maxsize=8)
def _emphatic(sentence: str) -> bool:
    """Return whether a sentence shouts an ordinary word: "I have NO idea"."""
    return any(len(word) > 1 and _ordinary(word) for word in WORD.findall(sentence))


def _ordinary(word: str) -> bool:
    """Return whether capitals are a word: a listed one, or a long one that can be said."""
    long = len(word) > LONGEST_UNKNOWN and word.isupper() and word not in SAID
    return word in PLAIN or (long and SAYABLE.fullmatch(word) is not None)


@lru_cache(maxsize=8)
def _shouted(sentence: str) -> bool:
    """Return whether a sentence is mostly capitals, so that capitals say nothing."""
    upper = sum(map(str.isupper, sentence))
    if upper * 2 <= sum(map(str.isalpha, sentence)) or " " not in sentence:
        return False
    words = WORD.findall(sentence)
    return sum(map(str.islower, words)) * 5 < len(words)  # "WWE and UFC" is not


LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
RULES = (
    Rule("acronym.dotted", DOTTED, _dotted, after_stop(ascii_letters)),
    Rule("acronym.initial", INITIAL, _initial, frozenset("."), LETTERS),
    Rule("acronym.respelled", RESPELLED, _respelled, frozenset("([")),
    Rule("acronym.respelled", RESPELLED, _respelled, words=frozenset(["pronounced"])),
    Rule("acronym.slashed", SLASHED, _slashed, frozenset("/")),
    Rule("acronym.joined", JOINED, _joined, frozenset("&")),
    Rule("acronym.mixed", MIXED, _mixed, words=MIXED_WORDS),
    Rule("acronym", CAPITALS, _capitals, LETTERS, starts=capitals),
)
