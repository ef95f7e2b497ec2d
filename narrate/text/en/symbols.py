"""Signs that are said, and marks that are pauses."""

import re

from narrate.text.en.grammar import FUNCTION_WORDS
from narrate.text.en.numbers import VULGAR, cardinal, fraction
from narrate.text.en.pictures import pictured
from narrate.text.later import later
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs

SYMBOLS = pairs("en/symbols.tsv")
SYMBOL = later("[" + "".join(map(re.escape, SYMBOLS)) + "]")
SIGNED = later(r"[-−±.$€£]{1,4}[0-9]")
PRONOUNS = later(r"\b(?:he/him|she/hers?|they/them|he/they|she/they)\b", re.IGNORECASE)
FORUM = later(r"(?<![\w/.])(?P<it>[ru]/)(?=[A-Za-z]\w{2,})")
EITHER = later(
    r"""
    \b
    (?P<one> [Hh]e
           | [Hh]is
           | [Hh]im
           | [Hh]imself
           | [Aa]nd
           | [Ee]ither
           | [Ss]he
           | [Hh]er )
    /
    (?P<other> she
             | hers?
             | herself
             | or
             | he
             | his
             | they
             | him )
    \b
    """,
    re.VERBOSE,
)
EITHER_SIGN = later(r"[+]/[-−–][ ]?(?=[$€£]?[0-9.])")
STARRED = later(r"(?<=[IVX0-9])\*(?!\w)")
GRADE = later(r"(?<![\w*])(?P<letter>A)\*(?P<several>s)?(?![\w*])")
GRADES = later(r"(?<![\w*])(?=[A-E]*\*)(?:[A-E]\*?){2,4}(?![\w*])")
ACIDITY = later(r"(?<!\w)pH(?!\w)")
STARS = later(r"(?P<joined>(?<=[0-9]))?(?P<stars>★{1,10})(?P<half>½)?☆*")
BOX = later(r"(?:^|(?<=[-*•] ))\[[xX ]\][ ]")
# A part of one thing: "½ lemon" is half a lemon, "a ½ lemon" a half lemon.
PART = later(r"(?<!\b[Aa][ ])(?<!\w)(?P<sign>[½¼¾⅓⅔])(?=[ ](?P<noun>[a-z]{4,})\b)")
WITHOUT_ARTICLE = frozenset(["half", "marathon", "price", "term", "time"])
# A letter of Greek that stands alone: "a 3σ hint".
GREEK = later("(?<![Ͱ-Ͽἀ-῿])[Α-Ωα-ω](?![Ͱ-Ͽἀ-῿])")
GREEK_NAMES = pairs("en/greek.tsv")
# A stroke after a figure: "grade 7/A", "3BR/2BA".
ROADS = later(r".{0,2}?[AM][0-9]{1,2}/[AM][0-9]")
DOSE = later(r"[0-9][ ]?(?:mg|mcg|[µμ]g|g|IU)$")  # "120mg/5ml"
VOLUME = later(r"[0-9.]+[ ]?(?:ml|mL|l|L|dose)\b")
STROKE = later(
    r"""
    (?<=[0-9½¼¾a-z]) / (?=[0-9A-Za-z£$€])
    | (?<=[0-9][GT]B) / (?=[0-9])
    | (?<=[0-9][%KMB]) / (?=[-−+]?[$€£]?[0-9])
    | (?<=A\*) / (?=[A-E](?!\w))
    """,
    re.VERBOSE,
)
DASH = later(r"(?=[ —―–-])[ ]?(?:[—―]|(?<=[ ])–(?=[ ])|--)[ ]?")


def _symbol(match: re.Match[str], _: Style) -> str | None:
    """Say a sign by its name in the table, after "a" without its article.

    An address says its own; a suit without a card and an arrow without a figure are marks.

    >>> speakable("Tea & a ½ lime.", "en")
    'Tea and a half lime.'
    >>> speakable("See https://a.org/x?a=1&b=2 now.", "en")
    'See a dot org now.'
    >>> speakable("He bid 2♠ at ▲31.", "en"), speakable("I ♥ NY.", "en")
    ('He bid two spades at up thirty-one.', 'I ♥ NY.')
    """
    if pictured(match):
        return None
    text, name = match.string, SYMBOLS[match[0]]
    if text[max(0, match.start() - 3) : match.start()].casefold().strip() in {"a", "an"}:
        name = name.removeprefix("a ").removeprefix("an ")  # "a ½ lime"
    opened = match.start() == 0 or text[match.start() - 1] in " ([{“\"'"
    space_before = " " if name and not opened else ""
    joined = (
        name
        and match.end() < len(text)
        and (text[match.end()].isalnum() or SIGNED.match(text, match.end()))
    )
    space_after = " " if joined else ""
    return space_before + name + space_after


def _part(match: re.Match[str], _: Style) -> str | None:
    """Say a part of one thing with its article; before a plural the sign is said alone.

    >>> speakable("Add ½ lemon, ¼ onion and ½ cups.", "en")
    'Add half a lemon, a quarter of an onion and a half cups.'
    >>> speakable("It is ½ price.", "en")
    'It is half price.'
    >>> speakable("Add ½ cups.", "en")
    'Add a half cups.'
    """
    noun, half = match["noun"], match["sign"] == "½"
    if noun in FUNCTION_WORDS or (noun[-1] == "s" and noun[-2:] != "ss"):
        return None
    if noun in WITHOUT_ARTICLE:
        return "half" if half else None
    article = "an" if noun[0] in "aeiou" else "a"
    return f"half {article}" if half else f"{fraction(*VULGAR[match['sign']])} of {article}"


def _either(match: re.Match[str], _: Style) -> str:
    """Say "he/she" and "and/or" without the stroke; other words keep theirs.

    >>> speakable("He/she came and/or left.", "en")
    'He or she came and or left.'
    >>> speakable("The cat/dog fight.", "en")
    'The cat/dog fight.'
    """
    return f"{match['one']}{' ' if match['other'] == 'or' else ' or '}{match['other']}"


def _either_sign(_match: re.Match[str], _: Style) -> str:
    """Say "+/-" before a figure; before a word it stays.

    >>> speakable("It is +/-5 points.", "en")
    'It is plus or minus five points.'
    >>> speakable("It is +/- fine.", "en")
    'It is plus/- fine.'
    """
    return "plus or minus "


def _grade(match: re.Match[str], _: Style) -> str:
    """Say "A*", the best mark of a British school; a star after a word is a mark.

    >>> speakable("She got an A* and two A*s.", "en")
    'She got an A star and two A stars.'
    >>> speakable("BA* is new.", "en")
    'B A star is new.'
    """
    return f"{match['letter']} star{match['several'] or ''}"


def _grades(match: re.Match[str], _: Style) -> str:
    """Say the marks that a British university asks for; a star after words is a mark.

    >>> speakable("They want A*AA.", "en")
    'They want A star A A.'
    >>> speakable("They do* it.", "en")
    'They do* it.'
    """
    return " ".join(re.findall("[A-E]|star", match[0].replace("*", "star")))


def _starred(match: re.Match[str], _: Style) -> str:
    """Say "Grade II*" with its star, and a batter's "64*" as "not out"; not "4*" before a noun.

    >>> speakable("A Grade II* hall. She made 64*.", "en")
    'A Grade two star hall. She made sixty-four not out.'
    >>> speakable("The e* is new.", "en")
    'The e* is new.'
    """
    previous_character = match.string[match.start() - 1]
    runs = re.search(r"(?<!\w)[0-9]{2,3}$", match.string[: match.start()][-4:])
    return " not out" if previous_character.isdecimal() and runs else " star"


def _acidity(_match: re.Match[str], _: Style) -> str:
    """Say pH as letters; after a hyphen and before letters it stays.

    >>> speakable("A pH of 7.", "en")
    'A P.H of seven.'
    >>> speakable("The pH2 file.", "en")
    'The pH two file.'
    """
    return "P.H"


def _stars(match: re.Match[str], _: Style) -> str:
    """Say "5★" and "★★★★☆" as a critic's stars; an empty star alone is a mark.

    >>> speakable("A 5★ inn, ★★★★☆.", "en")
    'A five star inn, four stars.'
    >>> speakable("A ☆ sign.", "en")
    'A ☆ sign.'
    """
    if match["joined"] is not None:
        return " star"
    many = len(match["stars"])
    half = " and a half" if match["half"] else ""
    return f"{cardinal(str(many))}{half} {'star' if many == 1 and not half else 'stars'}"


def _greek(match: re.Match[str], _: Style) -> str:
    """Say a letter of Greek that stands alone; one inside a Greek word stays as written.

    >>> speakable("An α ray.", "en")
    'An alpha ray.'
    >>> speakable("The word λογος is old.", "en")
    'The word λογος is old.'
    """
    previous = match.string[: match.start()][-1:]
    space_before = " " if previous.isalpha() else ""  # a figure brings its own space
    space_after = " " if match.string[match.end() :][:1].isalnum() else ""
    name = GREEK_NAMES.get(match[0].lower(), match[0])
    return f"{space_before}{name}{space_after}"


def _stroke(match: re.Match[str], _: Style) -> str | None:
    """Say a stroke beside a figure as "or" before a letter, else as a pause; not between words.

    >>> speakable("In grade 7/A and bed a/2.", "en")
    'In grade seven or A and bed a, two.'
    >>> speakable("The cat/dog fight.", "en")
    'The cat/dog fight.'
    """
    previous_character, next_character = match.string[match.start() - 1], match.string[match.end()]
    if previous_character.isalpha() and next_character.isalpha():
        return None
    if DOSE.search(match.string[max(0, match.start() - 6) : match.start()]) and VOLUME.match(
        match.string, match.end()
    ):
        return " per "
    road = ROADS.match(match.string, max(0, match.start() - 3))
    if road and road.end() > match.end():
        return " and "
    return " or " if next_character.isalpha() else ", "


def _pronouns(match: re.Match[str], _: Style) -> str:
    """Leave out the stroke between the pronouns of a person; "he/she" is a choice.

    >>> speakable("Ann Roe (she/her) met Sam (they/them).", "en")
    'Ann Roe (she her) met Sam (they them).'
    >>> speakable("If he/she agrees.", "en")
    'If he or she agrees.'
    """
    return match[0].replace("/", " ")


def _forum(match: re.Match[str], _: Style) -> str:
    """Say the stroke in the name of a forum or a member; elsewhere it is a pause.

    >>> speakable("Posts in r/AskLocals by u/roe.", "en")
    'Posts in r slash AskLocals by u slash roe.'
    >>> speakable("Tick a/b.", "en")
    'Tick a/b.'
    """
    return f"{match['it'][0]} slash "


def _box(_match: re.Match[str], _: Style) -> str:
    """Leave out the box of a list of things to do; brackets in a sentence stay.

    >>> speakable("[x] Buy milk.", "en")
    'Buy milk.'
    >>> speakable("Buy [x] milk.", "en")
    'Buy [x] milk.'
    """
    return ""


def _dash(match: re.Match[str], _: Style) -> str:
    """Make a dash inside a sentence a pause; a hyphen stays.

    >>> speakable("He came — late.", "en")
    'He came, late.'
    >>> speakable("A well-known man.", "en")
    'A well-known man.'
    """
    inside = match.start() > 0 and match.end() < len(match.string)
    return ", " if inside else match[0]


SIGNS = (
    Rule("symbol.grades", GRADES, _grades, frozenset("*")),
    Rule("symbol.plus-minus", EITHER_SIGN, _either_sign, frozenset("+")),
)
RULES = (
    Rule("symbol.box", BOX, _box, frozenset("[")),
    Rule("symbol.acidity", ACIDITY, _acidity, words=frozenset(["pH"])),
    Rule("symbol.starred", STARRED, _starred, frozenset("*")),
    Rule("symbol.grade", GRADE, _grade, frozenset("*")),
    Rule("symbol.stars", STARS, _stars, frozenset("★")),
    Rule("symbol.pronouns", PRONOUNS, _pronouns, frozenset("/")),
    Rule("symbol.forum", FORUM, _forum, frozenset("/")),
    Rule("symbol.either", EITHER, _either, frozenset("/")),
    Rule("symbol.greek", GREEK, _greek, frozenset("".join(GREEK_NAMES)) | frozenset("ΓΔΘΛΞΠΣΦΨΩ")),
    Rule("symbol.part", PART, _part, frozenset("½¼¾⅓⅔")),
    Rule("symbol.stroke", STROKE, _stroke, frozenset("/")),
    Rule("symbol", SYMBOL, _symbol, frozenset(SYMBOLS)),
    Rule("symbol.dash", DASH, _dash, frozenset("—―–-")),
)
