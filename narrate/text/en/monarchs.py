"""Roman numerals after a person's name: "Charles III", "John Hart IV", "Charles I was beheaded"."""

import re
from functools import lru_cache

from narrate.text.en.grammar import FUNCTION_WORDS, cued, mentions
from narrate.text.en.numbers import cardinal, ordinal
from narrate.text.en.roman import (
    NAMED,
    PRONOUN,
    VALUES,
    after_word,
    counts_thing,
    previous_word,
    value,
)
from narrate.text.later import later
from narrate.text.rules import Rule, Style
from narrate.text.table import rows

REGNAL = frozenset(name.casefold() for (name,) in rows("en/regnal.tsv"))
# "It was Henry I liked": the name is the verb's object.
CHOSEN = later(r"\b[Ii]t(?:['’]s|[ ](?:is|was))[ ][A-Z][\w’'-]+[ ]$")
PAST_VERB = later(r"[ ][a-z]+ed\b")
CROWNED = later(rf"\b(?:{cued('crowned')})[ ][A-Z]\w+(?:[ ][A-Z]\w+)?[ ]$")
# "King Aldric III and his son, Aldric IV": a name that had a number before.
NAMESAKE = later(
    r"(?:King|Queen|Pope|Emperor|Tsar)[ ](?P<name>[A-Z][a-z]+)[ ][IVX]+\b.*\b(?P=name)[ ]$"
)
# "Charles I was beheaded": a subject, in a sentence about a reign or of a year long past.
THIRD = later(rf"[ ](?:{cued('of_third')})\b")
SUBJECT = later(
    r"(?:^|[,;:][ ]|\b(?i:and|when|while|until|because|that)[ ]|[0-9][ ])"
    r"(?P<first>[A-Z][\w’'-]+)[ ](?:[A-Z][\w’'-]+[ ]){0,3}$",
    re.VERBOSE,
)
# "Mary I had a fleet; Henry VIII had none": a sentence about another monarch.
REIGNS = later(r"\b([A-Z][a-z]+)[ ](?:I{2,3}|I?V|VI{1,3}|IX|XI{0,3}|XI?V|XVI{1,3})\b")
_CONJUNCTIONS = frozenset(["and", "but", "when", "while", "until", "because", "that"])
OPENING = (FUNCTION_WORDS | {"like", "unlike"}) - _CONJUNCTIONS
PAST = later(
    r"\b(?:1[0-8][0-9]{2}|190[0-9]|191[0-8])\b|\b[Ii]n[ ][1-9][0-9]{2}(?![\w,%]|[ ][a-z]+s\b)"
)
PERSON = later(
    r"\b(?:[A-Z][a-z]+[ ](?:[A-Z]\.[ ])?|(?:[A-Z]\.[ ]?){1,3}|[A-Z][a-z]+-)"
    r"[A-Z][a-z]+,?[ ](?P<it>III|II|IV)(?!\w)",
    re.VERBOSE,
)
CLOSED = frozenset('"”’')


def _monarch(match: re.Match[str], _: Style) -> str | None:
    """Say "Charles III", but not the "I" of "as Mary I think".

    >>> speakable("King Charles III sang.", "en")
    'King Charles the third sang.'
    >>> speakable("King Aldo III hid his son, Aldo IV.", "en")
    'King Aldo the third hid his son, Aldo the fourth.'
    >>> speakable("As Mary I think so; it was Mary I liked.", "en")
    'As Mary I think so; it was Mary I liked.'
    >>> speakable("In 1649 Charles I was beheaded. Like Charles I was late.", "en")
    'In sixteen forty-nine Charles the first was beheaded. Like Charles I was late.'
    """
    prefix = match.string[max(0, match.start() - 120) : match.start()]
    crowned = CROWNED.search(prefix[-30:])
    if previous_word(match) not in REGNAL and not crowned and not NAMESAKE.search(prefix):
        return None
    if match["it"] == "I" and (
        (CHOSEN.search(prefix) and PAST_VERB.match(match.string, match.end()))
        or (PRONOUN.match(match.string, match.end()) and not _reigned(match))
    ):
        return None
    return f"the {ordinal(str(value(match['it'])))}"


def _reigned(match: re.Match[str]) -> bool:
    """Return whether a verb after "Charles I" has the monarch as its subject."""
    if not THIRD.match(match.string, match.end()):
        return False
    before = match.string[max(0, match.start() - 80) : match.start()]
    subject = SUBJECT.search(before)
    if subject is None or subject["first"].casefold() in OPENING:
        return False  # "As Charles I was late"
    return _of_reigns(match.string)


@lru_cache(maxsize=8)
def _of_reigns(sentence: str) -> bool:
    """Return whether a sentence names another monarch, a court or a year long past."""
    several = any(name.casefold() in REGNAL for name in REIGNS.findall(sentence))
    return several or mentions("royal", sentence) or PAST.search(sentence) is not None


def _person(match: re.Match[str], _: Style) -> str | None:
    """Say III after a person's names or initials; after a thing it is a number.

    >>> speakable("Ask John Hart III, J. Hart III or Carl-Otto II now.", "en")
    'Ask John Hart the third, J Hart the third or Carl-Otto the second now.'
    >>> speakable("The film “Dune Sea II” is out.", "en")
    'The film “Dune Sea two” is out.'
    >>> speakable("The U.S. Phase III trial of the Mk IV. The Mk IV left.", "en")
    'The U.S Phase three trial of the mark four. The mark four left.'
    """
    if counts_thing(match) or match[0].split()[0].casefold() in FUNCTION_WORDS:
        return None
    number = str(value(match["it"]))
    if match.string[match.end() : match.end() + 1] in CLOSED:  # the title of a film
        return cardinal(number)
    return f"the {ordinal(number)}"


RULES = (
    Rule("roman.monarch", NAMED, _monarch, frozenset(VALUES), starts=after_word),
    Rule("roman.person", PERSON, _person, words=frozenset(["II", "III", "IV"])),
)
