"""Roman numerals: a monarch's is an ordinal, a chapter's a cardinal, a letter stays a letter."""

import re

from narrate.text.en.grammar import alternatives, cued, cues
from narrate.text.en.letters import capitals, spelled
from narrate.text.en.numbers import cardinal, ordinal
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case, places
from narrate.text.table import rows

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
ROMAN = r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
SMALL_ROMAN = r"(?=[IVX]{2})X{0,3}(?:IX|IV|V?I{0,3})"
THINGS = frozenset(thing.casefold() for (thing,) in rows("en/numbered.tsv"))

after_word = places("[IVXLCDM](?<=[A-Za-z.][ ].)")
# After a name. One letter is a numeral only where it is I, V or X: "C." and "D." are initials.
NAMED = later(
    rf"(?<=[A-Za-z.][ ])(?P<it>(?![LCDM](?![IVXLCDM])){ROMAN})(?!\w|['’](?!s)|\.[ ][A-Z])"
)
# "Elizabeth I" is a queen, "as Mary I think" is not.
PRONOUN = later(rf"[ ](?:{cued('after_i')})\b")
# "the part I played", "the Book I love", but "Part I was dull"
SPEAKER = later(rf"[ ](?:{cued('i_verb')})\b")
NAME = later(rf"\b(?:{cued('of_class')})[ ]$")  # "Class I recalls", not "In Geneva I saw"
DEED = later(r"[ ](?:did|found|gave|got|made|read|take|took)\b")
DEFINED = later(rf"\b(?:{cued('determiner', opening=True)})[ ](?:[a-z]+[ ])?[a-z]+[ ]$")
# "taught Latin I", "an Algebra I class", not "in Latin I wrote".
COURSE = later(
    rf"""
    (?: (?P<taken>\b(?:{cued("taken")})[ ]) | (?<!\w) ) (?:{cued("subject")}) [ ] (?P<it>I)
    (?(taken) (?=[,.;:)]|$|[ ](?:{cued("after_course")})\b) | (?=[ ](?:{cued("course")})\b) )
    """,
    re.VERBOSE,
)
SUBJECTS = cues("subject")
SPAN = later(rf"(?<=[a-z.][ ])(?P<it>(?P<first>{ROMAN})[-–](?P<last>{ROMAN}))(?![\w-])")
CORPS = later(rf"(?<![\w.])(?P<it>{ROMAN})(?=[ ](?:[A-Z][a-z]+[ ]){{0,2}}(?:Corps|Amendment)\b)")
CENTURIES = frozenset(["century", "centuries", "Olympiad", "Olympic", "Winter", "Summer", "Games"])
CENTURY = later(
    rf"""
    (?<!\w) (?P<it>{SMALL_ROMAN}|[XV]) (?=[ ](?:{alternatives(CENTURIES)})\b)
    """,
    re.VERBOSE,
)
# "the IXth Legion", "the XIIth century", "IInd Corps".
ENDED = later(rf"(?<![\w.-])(?P<it>(?P<roman>{SMALL_ROMAN}|[XV])(?P<ending>th|nd|rd|st))(?!\w)")
# "stage IIIB", "a phase IIa trial", "type-II errors".
STAGE = later(
    r"\b(?i:category|clade|class|grade|level|phase|stage|tier|type)s?(?P<link>[ -])"
    r"(?P<it>(?P<roman>I{1,3}|IV|V)(?P<letter>[A-Da-d])?)(?!\w|['’])",
    re.VERBOSE,
)
# "clades Ia and Ib"
STAGE_NEXT = later(
    r"\b(?i:clade|class|grade|phase|stage|tier|type)(?:e?s)[ ][IV]+[A-Da-d][ ](?:and|or|to)[ ]"
    r"(?P<it>(?P<roman>I{1,3}|IV|V)(?P<letter>[A-Da-d]))(?P<link>(?!\w|['’]))",
    re.VERBOSE,
)
_STAGES = ("category", "clade", "class", "grade", "level", "phase", "stage", "tier", "type")
STAGES = in_any_case(*_STAGES, *(f"{stage}s" for stage in _STAGES))
DRIP = later(rf"(?<![\w.-])(?P<it>IV)(?=[ ](?:{cued('drip')})\b)")
# "Class X and XII", "Class X students": years of an Indian school.
SCHOOL = later(
    r"\b[Cc]lass(?:es)?[ ]X(?:(?:,|/|[ ](?:and|or|to))[ ]?(?:[XVI]{1,3}[IV]?\b)"
    r"|[ ](?:board|exams?|pupils?|results?|students?))",
    re.VERBOSE,
)
# Small letters, after a part of a play or a book: "Act III, Scene iv", "page xii".
SMALL = later(
    r"""
    \b
    (?: [Aa]ct
      | [Ss]cene
      | [Pp]ages?
      | pp?\.
      | [Vv]ol\.
      | [Cc]h\.
      | [Ss]c\.
      | [Cc]hapter
      | [Bb]ook
      | [Cc]anto
      | [Pp]art
      | [Ss]ection
      | [Ss]tanza
      | [Cc]lause )
    [ ] (?P<it>(?=[ivxl])x{0,3}(?:l?x{0,3})(?:ix|iv|v?i{0,3})) (?![\w'’])
    """,
    re.VERBOSE,
)
NUMERALS = cues("small_numeral")
ALONE = later(rf"(?<![\w.-])(?P<it>{SMALL_ROMAN})(?![\w-]|\.[A-Z]|(?<=XX)[ ](?:and[ ]XY|chromo))")


def value(roman: str) -> int:
    """Return the value of a Roman numeral.

    >>> value("XIV"), value("LXXV"), value("MCMXLV")
    (14, 75, 1945)
    """
    values = [VALUES[letter] for letter in roman]
    following = [*values[1:], 0]
    return sum(
        -current if current < successor else current
        for current, successor in zip(values, following, strict=True)
    )


def previous_word(match: re.Match[str]) -> str:
    """Return the word before a numeral, in lower case."""
    prefix = match.string[max(0, match.start("it") - 30) : match.start("it")]
    return prefix.split()[-1].lstrip("(“\"'‘-").casefold()


_LISTED = later(
    rf"""
    (?:(?<=^)|(?<=[ (“\"])) (?P<thing>[A-Za-z.]+) (?:[ ]{ROMAN},?)+ [ ] (?:and|or|to|through)
    [ ]$
    """,
    re.VERBOSE,
)


def counts_thing(match: re.Match[str]) -> bool:
    """Return whether a numbered thing precedes a numeral: "Act", "Titles", "Wars I and"."""
    word = previous_word(match)
    if word in {"and", "or", "to", "through"}:
        listed = _LISTED.search(match.string[max(0, match.start("it") - 40) : match.start("it")])
        word = listed["thing"].casefold() if listed else ""
    return word in THINGS or word.removesuffix("s") in THINGS


def _thing(match: re.Match[str], _: Style) -> str | None:
    """Say "Part IV"; "Series X" keeps its letter, and I before a verb is a person.

    >>> speakable("Part IV is out.", "en")
    'Part four is out.'
    >>> speakable("The Class X and XII exams are on.", "en")
    'The Class ten and twelve exams are on.'
    >>> speakable("Series X is out, and the part I had in it is small.", "en")
    'Series X is out, and the part I had in it is small.'
    """
    school = SCHOOL.search(match.string, max(0, match.start() - 8), match.end() + 20)
    if (match["it"] == "X" and school is None) or not counts_thing(match) or _speaks(match):
        return None
    return cardinal(str(value(match["it"])))


def _speaks(match: re.Match[str]) -> bool:
    """Return whether a verb makes the I after a thing a person, but not that of "World War I"."""
    if match["it"] != "I" or NAME.search(match.string, max(0, match.start() - 12), match.start()):
        return False
    defined = DEFINED.search(match.string[max(0, match.start() - 40) : match.start()])
    verbs = (SPEAKER, PRONOUN, DEED) if defined else (SPEAKER,)
    return any(verb.match(match.string, match.end()) for verb in verbs)


def _span(match: re.Match[str], _: Style) -> str | None:
    """Say a span of numbered things; after another word it stays.

    >>> speakable("Volumes I-III are out.", "en")
    'Volumes one to three are out.'
    >>> speakable("The serum I-V exam.", "en")
    'The serum I-V exam.'
    """
    if not counts_thing(match):
        return None
    return f"{cardinal(str(value(match['first'])))} to {cardinal(str(value(match['last'])))}"


def _course(_match: re.Match[str], _: Style) -> str:
    """Say I after a subject as its first course; after another verb it is a person.

    >>> speakable("She taught Latin I to girls, and an Algebra I class.", "en")
    'She taught Latin one to girls, and an Algebra one class.'
    >>> speakable("In Latin I failed.", "en")
    'In Latin I failed.'
    """
    return "one"


def _stage(match: re.Match[str], _: Style) -> str | None:
    """Say the numeral and letter of a stage, or a numeral after a hyphen.

    >>> speakable("A stage IIIB tumor, a phase IIa trial and type-II errors.", "en")
    'A stage three B tumor, a phase two A trial and type-two errors.'
    >>> speakable("It is clade Ib; clades Ia and IIb spread.", "en")
    'It is clade one B; clades one A and two B spread.'
    >>> speakable("A stage IBM built.", "en")
    'A stage I.B.M built.'
    """
    if not match["letter"] and match["link"] == " ":
        return None
    letter = f" {match['letter'].upper()}" if match["letter"] else ""
    return cardinal(str(value(match["roman"]))) + letter


def _bare_ordinal(match: re.Match[str], _: Style) -> str:
    """Say a corps, an amendment or a century; other things are said elsewhere.

    >>> speakable("In the XIX century the V Corps left.", "en")
    'In the nineteenth century the fifth Corps left.'
    >>> speakable("Part V of the Corps.", "en")
    'Part five of the Corps.'
    """
    return ordinal(str(value(match["it"])))


def _ended(match: re.Match[str], _: Style) -> str | None:
    """Say a numeral with the ending of an ordinal; another ending makes it none.

    >>> speakable("The IXth Legion of the XIIth century.", "en")
    'The ninth Legion of the twelfth century.'
    >>> speakable("The VIst.", "en")
    'The VIst.'
    """
    number = str(value(match["roman"]))
    return ordinal(number) if ordinal(number).endswith(match["ending"]) else None


def _letters(match: re.Match[str], _: Style) -> str:
    """Say "IV drip" in letters; after a king it is an ordinal.

    >>> speakable("He had an IV drip.", "en")
    'He had an I.V drip.'
    >>> speakable("Henry IV had it.", "en")
    'Henry the fourth had it.'
    """
    return spelled(match["it"])


def _cardinal(match: re.Match[str], _: Style) -> str:
    """Say a numeral that nothing else claims; one letter stays a letter.

    >>> speakable("It was pact VII again.", "en")
    'It was pact seven again.'
    >>> speakable("It was pact V again.", "en")
    'It was pact V again.'
    """
    return cardinal(str(value(match["it"])))


def _small(match: re.Match[str], _: Style) -> str:
    """Say small numerals after a part of a book; elsewhere they are letters.

    >>> speakable("Act III, scene iv, page xii.", "en")
    'Act three, scene four, page twelve.'
    >>> speakable("The x axis, not v.", "en")
    'The x axis, not versus.'
    """
    return cardinal(str(value(match["it"].upper())))


RULES = (
    Rule("roman.stage", STAGE_NEXT, _stage, frozenset("IV"), STAGES),
    Rule("roman.stage", STAGE, _stage, frozenset("IV"), STAGES),
    Rule("roman.small", SMALL, _small, words=NUMERALS),
    Rule("roman.corps", CORPS, _bare_ordinal, words=frozenset(["Corps", "Amendment"])),
    Rule("roman.course", COURSE, _course, words=SUBJECTS),
    Rule("roman.drip", DRIP, _letters, words=frozenset(["IV"])),
    Rule("roman.span", SPAN, _span, frozenset("-–")),
    Rule("roman.thing", NAMED, _thing, frozenset(VALUES), starts=after_word),
    Rule("roman.ended", ENDED, _ended, frozenset("IVX")),
    Rule("roman.century", CENTURY, _bare_ordinal, words=CENTURIES),
)
# After the names of persons.
ALONE_RULES = (Rule("roman.alone", ALONE, _cardinal, frozenset("IVX"), starts=capitals),)
