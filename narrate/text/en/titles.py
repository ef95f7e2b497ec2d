"""Titles, ranks, companies and the other abbreviations that a full stop ends."""

import re

from narrate.text.en.grammar import FUNCTION_WORDS, alternatives, cued, cues, stop_of
from narrate.text.en.namesakes import names_no_day
from narrate.text.en.numbers import DIGITS
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case, telling, word_places, word_rule
from narrate.text.table import pairs

TITLES = pairs("en/titles.tsv")
ABBREVIATIONS = pairs("en/abbreviations.tsv")


TITLE = later(
    r"""
    (?<![\w.]) (?P<title>[A-Za-z]{2,7}+\.?)
    (?= (?!(?<=Gen\.)[ ](?:[XYZ]|Alpha)\b) [ ]?[A-Z“\"(]
      | [ ][0-9]
      | (?<=\.)-(?:Gen|Col|Adm|Cdr|Cmdr|Gov)\b
      | [ ](?:and|&)[ ] (?:Mrs|Ms|Dr) \b )
    """,
    re.VERBOSE,
)
# Titles without a full stop, as Britain writes them. Some are words and names, too: these ask for
# a first name and a surname after them.
RANKS = pairs("en/ranks.tsv")
RANK = later(
    rf"""
    (?: (?<![\w.'’-]) | (?<=\b[Ee]x-) ) (?P<it>{alternatives(RANKS)})
    (?= [ ] (?:\((?:[Rr]e?td|[Rr]et|NS)\.?\)[ ])?
        (?!(?:{cued("no_rank")})\b|[XYZ][ ])[A-ZÀ-Þ](?:[a-zß-ÿ]|['’]|\.?[ ][A-Z]|\.[ ]?[A-Z]\.) )
    (?: (?<!\bRep) (?<!\bRev) (?<!\bGov) (?<!\bDet) (?<!\bSen) (?<!\bHon)
      | (?=[ ][A-Z][\w’'.-]*[ ][A-Z]) )
    """,
    re.VERBOSE,
)
BEFORE_RANK = cues("before_rank") | RANKS.keys() | TITLES.keys()
SISTER = later(
    rf"""
    (?: ^ | (?<=[a-z,;][ ]) | (?<=[“"(]) ) Sr\.?
    (?= [ ] (?!{cued("senior")}) (?:[A-Z]\.[ ])?[A-Z][a-z]+ )
    """,
    re.VERBOSE,
)
# "The Gov. signed it": a title without a name.
PLACES = frozenset(["St.", "Ste.", "Mt.", "Ft.", "Pt.", "Const.", "Sts.", "Spec.", "Fr."])
ALONE = frozenset(title for title in TITLES if title.endswith(".")) - PLACES
NAMELESS = later(
    rf"""
    \b(?:{cued("determiner", opening=True)})[ ] (?:Lt\.[ ]|Maj\.[ ])?
    (?P<it>{alternatives(ALONE)}) (?=[ ][a-z]|[,;:])
    """,
    re.VERBOSE,
)
# "a pub nr Bath": a place follows.
NEAR = later(r"(?<=[a-z,)][ ])nr\.?(?=[ ][A-Z][a-z])")
WORDS = frozenset(["Lib.", "feat.", "prod.", "rev.", "temp.", "temps.", "trad."])
# The stop that "avg" lacks in the table goes with it inside a sentence.
ABBREVIATION = later(
    rf"""
    (?<![\w.&]) (?P<short>{alternatives(ABBREVIATIONS)})
    (?: (?<!\.) \. (?=[,;:)]|[ ][a-z0-9£$€&(]) )? (?!\w|\.\w)
    """,
    re.VERBOSE,
)
ELECT = later(rf"(?<![\w.])(?P<it>{alternatives(TITLES)})(?=-(?:elect|designate)\b)")
HONOURABLE = later(rf"\b[Tt]he[ ](?P<it>Hon\.?)(?=[ ](?:{cued('honourable', opening=True)})\b)")
ESTABLISHED = later(
    r"""
    (?<![\w.]) [Ee]st\. (?=[ ](?:1[5-9]|20)[0-9]{2}
        (?!\w | [.,][0-9] | [ ](?:people|men|women|children|[a-z]{2,}[^\Ws]s)\b) )
    """,
    re.VERBOSE,
)
# "SS Peter and Paul"; "the SS Great Britain" is a ship.
SAINTS = later(
    r"(?<!\b[Tt]he[ ])(?<![\w.-])(?:SS|Ss|Sts)\.?"
    r"(?=[ ][A-Z][a-z]+(?:,[ ][A-Z][a-z]+)*[ ](?:and|&)[ ][A-Z])",
    re.VERBOSE,
)
ESTIMATE = later(r"(?<![\w.])est\.(?=[ ](?:of|and|but|in|by|was)\b|[,;)]|$)")
ITS_ESTIMATE = later(r"\b(?:[Ii]ts|[Tt]heir)[ ](?P<it>est\.)(?=[ ](?P<next>[a-z]+)|[,;)]|$)")
EDITED = later(r"(?<=\()(?P<role>eds?|trans|tr|dir)\.(?=[ ][A-Z])")
EDITORS = {"ed": "edited by", "tr": "translated by", "di": "directed by"}
SECRETARY = later(r"(?<![\w.])Sec\.(?=[ ]of[ ]|-Gen|[ ][A-Z][a-z])")


def _title(match: re.Match[str], _: Style) -> str | None:
    """Say "St. Louis", not the "st" of "1st" nor that of capitals such as "SE ST".

    >>> speakable("Go to St. Louis.", "en")
    'Go to Saint Louis.'
    >>> speakable("Go to SE ST.", "en")
    'Go to S.E ST.'
    """
    written = match["title"]
    if written in TITLES:  # "St.George", too
        return TITLES[written] + " " * match.string[match.end() : match.end() + 1].isalpha()
    bare = not written.endswith(".") or written == "BP."  # "Shares in BP."
    if (written.isupper() and bare) or written == "bro.":
        return None
    return TITLES.get(written.capitalize())


def _rank(match: re.Match[str], _: Style) -> str | None:
    """Say a title without its full stop; after a name it is a surname.

    >>> speakable("Gen Sir Pat Hill.", "en")
    'General Sir Pat Hill.'
    >>> speakable("Rev P Orr met Brig H R Moss.", "en")
    'Reverend P Orr met Brigadier H R Moss.'
    >>> speakable("COAS Gen P. Orr met USAF Col Hart.", "en")
    'C.O.A.S General P Orr met U.S.A.F Colonel Hart.'
    >>> speakable("Lt Gen (retd) S.P. Orr met Cllr Zöe Hart.", "en")
    'Lieutenant General (retired) S.P Orr met Councillor Zöe Hart.'
    >>> speakable("An Amartya Sen Lecture.", "en")
    'An Amartya Sen Lecture.'
    """
    previous_words = match.string[max(0, match.start() - 20) : match.start()].split()
    last = previous_words[-1].lstrip("“\"'‘(") if previous_words else ""
    if match["it"] == "Col" and last.casefold() == "the":  # "the Col Agnel": a pass
        return None
    named = last[:1].isupper() and last[-1].isalpha() and not last.endswith(("'s", "’s"))
    if named and last not in BEFORE_RANK and not (len(last) > 1 and last.isupper()):
        return None
    return RANKS[match["it"]]


def _established(_match: re.Match[str], _: Style) -> str:
    """Say "est." before a year; before another figure, or a noun, it is an estimate.

    >>> speakable("The pub (est. 1874) shut.", "en")
    'The pub (established eighteen seventy-four) shut.'
    >>> speakable("It seats est. 300 or est. 1800 people.", "en")
    'It seats estimated three hundred or estimated one thousand eight hundred people.'
    """
    return "established"


def _elect(match: re.Match[str], _: Style) -> str:
    """Say a title before "-elect"; other hyphens leave it as it is.

    >>> speakable("Gov.-elect Hart won.", "en")
    'Governor-elect Hart won.'
    >>> speakable("They elect a co-gov. now.", "en")
    'They elect a co-gov. now.'
    """
    return TITLES[match["it"]]


def _sister(_match: re.Match[str], _: Style) -> str:
    """Say "Sr" before a name as "Sister"; before a job it is "Senior".

    >>> speakable("We met Sr. Ann then.", "en")
    'We met Sister Ann then.'
    >>> speakable("Our Sr. Editor left.", "en")
    'Our Senior Editor left.'
    """
    return "Sister"


def _abbreviation(match: re.Match[str], _: Style) -> str | None:
    """Say an abbreviation of the table; inside an address, and "temp." at the end, stays.

    >>> speakable("It was approx. right, etc.", "en")
    'It was approximately right, et cetera.'
    >>> speakable("See etc.example.org.", "en")
    'See etc dot example dot org.'
    >>> speakable("Her temp. fell.", "en"), speakable("She is a temp.", "en")
    ('Her temperature fell.', 'She is a temp.')
    """
    stop = stop_of(match)
    if (stop and match["short"] in WORDS) or names_no_day(match):
        return None
    return ABBREVIATIONS[match["short"]] + stop


def _nameless(match: re.Match[str], _: Style) -> str:
    """Say a title after "the" before a small letter.

    >>> speakable("The Gov. signed it.", "en")
    'The Governor signed it.'
    >>> speakable("A gov. signed it.", "en")
    'A gov. signed it.'
    """
    return TITLES[match["it"]]


def _near(_match: re.Match[str], _: Style) -> str:
    """Say "nr" before a place as "near"; before a small letter it stays.

    >>> speakable("She has a farm nr Bath.", "en"), speakable("The nr of it.", "en")
    ('She has a farm near Bath.', 'The nr of it.')
    """
    return "near"


def _secretary(_match: re.Match[str], _: Style) -> str:
    """Say "Sec." before "of" or a name; before a figure it is a section.

    >>> speakable("The Sec. of State met Sec. Hart.", "en")
    'The Secretary of State met Secretary Hart.'
    >>> speakable("See Sec. 5 now.", "en")
    'See Section five now.'
    """
    return "Secretary"


def _edited(match: re.Match[str], _: Style) -> str:
    """Say who edited or translated a book; after an ordinal it is an edition.

    >>> speakable("His letters (ed. Ann Hart).", "en")
    'His letters (edited by Ann Hart).'
    >>> speakable("His letters (2nd ed.).", "en")
    'His letters (second edition).'
    """
    return EDITORS[match["role"][:2]]


def _estimate(match: re.Match[str], _: Style) -> str:
    """Say "est." as a noun after an article or at an end; before a figure it is an adjective.

    >>> speakable("It beat an est. of $2 by an est. 4%.", "en")
    'It beat an estimate of two dollars by an estimated four percent.'
    >>> speakable("It cost est. $2 in all.", "en")
    'It cost estimated two dollars in all.'
    """
    return "estimate" + stop_of(match)


def _its_estimate(match: re.Match[str], _: Style) -> str | None:
    """Say "est." after "its" as a noun, unless a noun follows.

    >>> speakable("It made twice its est. in May.", "en")
    'It made twice its estimate in May.'
    >>> speakable("Its est. cost fell.", "en")
    'Its estimated cost fell.'
    """
    if match["next"] and match["next"] not in FUNCTION_WORDS:
        return None
    return "estimate" + stop_of(match)


def _saints(_match: re.Match[str], _: Style) -> str:
    """Say "SS" before several names as saints; after "the" it is a ship or a guard.

    >>> speakable("The feast of SS Cyril and Methodius.", "en")
    'The feast of Saints Cyril and Methodius.'
    >>> speakable("The SS Cyril and a tug left.", "en")
    'The S.S Cyril and a tug left.'
    """
    return "Saints"


def _honourable(_match: re.Match[str], _: Style) -> str:
    """Say "Hon" in the British parliament; before a name it is a title.

    >>> speakable("The Hon Member sat.", "en")
    'The honourable Member sat.'
    >>> speakable("Hon Ann Hart sat.", "en")
    'Honourable Ann Hart sat.'
    """
    return "honourable"


CAPITALS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
# Before the shorthand of listings.
ESTIMATES = (
    Rule("title.estimate", ITS_ESTIMATE, _its_estimate, frozenset("."), frozenset(["est"])),
)
RULES = (
    Rule("title.elect", ELECT, _elect, frozenset("-"), frozenset(["elect", "designate"])),
    Rule("title.honourable", HONOURABLE, _honourable, words=frozenset(["Hon"])),
    Rule("title.established", ESTABLISHED, _established, DIGITS, frozenset(["est", "Est"])),
    Rule("title.estimate", ESTIMATE, _estimate, frozenset("."), frozenset(["est"])),
    Rule(
        "title.edited",
        EDITED,
        _edited,
        frozenset("("),
        frozenset(["ed", "eds", "trans", "tr", "dir"]),
    ),
    Rule("title.nameless", NAMELESS, _nameless, frozenset("."), in_any_case(*ALONE)),
    Rule("title.near", NEAR, _near, words=frozenset(["nr"])),
    Rule("title.saints", SAINTS, _saints, words=frozenset(["SS", "Ss", "Sts"])),
    Rule("title.secretary", SECRETARY, _secretary, words=frozenset(["Sec"])),
    Rule("title.sister", SISTER, _sister, words=frozenset(["Sr"])),
    word_rule("title.rank", RANK, _rank, in_any_case(*RANKS)),
    word_rule("title", TITLE, _title, in_any_case(*TITLES)),
    Rule(
        "title.abbreviation",
        ABBREVIATION,
        _abbreviation,
        words=telling(*ABBREVIATIONS),
        starts=word_places(ABBREVIATIONS),
    ),
)
