"""Small advertisements and programs: "MOT 06/27", "2x USB-C", "Qt in G min, Op 74/3", "(+3)"."""

import re

from narrate.text.en.grammar import cued, cues, occurs
from narrate.text.en.notices import MONTHS
from narrate.text.en.numbers import cardinal, figure_rule, year
from narrate.text.en.registers import tells, terse
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure, in_any_case

# The month in which a certificate or a card ends.
VALID = later(
    rf"""
    \b(?:{cued("certificate")}) [ ] (?:(?:{cued("until")})[ ])?
    (?P<it>(?P<month>0[1-9]|1[0-2])/(?P<year>2[0-9]|3[0-9])) (?![\w/]|[-.,][0-9])
    """,
    re.VERBOSE,
)
# A count of things in a list: "2x USB-C"; "2x faster" is a factor.
COUNT = later(r"(?P<count>[1-9][0-9]?)[x×][ ](?=(?P<thing>[A-Z][\w.-]*|[a-z]{3,}s\b))")
LISTED = later(r"(?:^|[,;:+&(][ ]?)$")
KEY = later(
    r"""
    (?<=\bin[ ]) (?P<note>[A-G]) (?P<half>[ -]?(?:flat|sharp)|[♭♯])?
    [ ](?P<mode>maj|min)\b
    """,
    re.VERBOSE,
)
HALVES = {"♭": " flat", "♯": " sharp"}
OPUS = later(r"\b[Oo]p\.?[ ]?(?P<opus>[1-9][0-9]{0,2})/(?P<number>[1-9][0-9]?)(?![\w/]|[-.,][0-9])")
CHANGE = later(r"(?<=\()(?P<sign>[-−–+=])(?P<points>[0-9]{1,2})?(?=\))")
# "delays b/w 5 St & 9 St"; of a picture it is black and white.
BETWEEN = later(
    r"""
    (?<![\w/]) (?P<it>[Bb]/[wt])
    (?=[ ](?:the[ ])?[A-Z0-9$£€][^,;!?]{0,30}?[ ](?:&|and)[ ](?:the[ ])?[A-Z0-9$£€])
    """,
    re.VERBOSE,
)
# "grades 9-4": a span that falls is no score after its noun.
GRADES = later(
    rf"""
    \b (?:{cued("ranged", opening=True)}) \.? [ ]
    (?P<it>(?P<first>[1-9][0-9]?)[-–](?P<last>[0-9]{{1,2}})) (?![\w/]|[-.,:][0-9])
    """,
    re.VERBOSE,
)


# Doors, rooms and clues glued to their figure, months of a certificate: "5dr", "7dn", "12m MOT".
GLUED = later(r"(?P<count>[1-9][0-9]?)(?P<thing>dr|bth|brm?|ba|dn|ac)(?=[,;.)/ ]|$)")
THINGS = {"dr": "-door", "bth": " bath", "br": " bedroom", "brm": " bedroom", "ba": " bath"}
CLUES = {"dn": " down", "ac": " across"}
SIGN = later("[£€$]")
CERTIFIED = frozenset(["MOT", "NCT", "tax", "reg", "rego"])
# Tax stands alone in an advertisement: "6m tax, £900", but "5m tax credits".
MONTHLY = later(
    r"""
    (?P<months>[1-9]|1[0-2]) [ ]?(?:m|mths?\.?)
    (?= [ ](?: (?P<certified>MOT|NCT)\b (?![ ](?:tests?|certificates?|fail|checks?))
             | (?:rego?|tax)(?:[ ]?[,;.&+/)]|$) ) )
    """,
    re.VERBOSE,
)


def _between(match: re.Match[str], _: Style) -> str:
    """Say "b/w" before two places or figures as "between".

    >>> speakable("Road shut b/w Elm St & Oak Ave, calm b/w 2 and 4pm.", "en")
    'Road shut between Elm Street and Oak Avenue, calm between two and four P.M.'
    >>> speakable("A b/w photo and text.", "en")
    'A black and white photo and text.'
    """
    return "Between" if match["it"][0] == "B" else "between"


def _grades(match: re.Match[str], _: Style) -> str:
    """Say a span after the noun that it numbers with "to", whichever figure is larger.

    >>> speakable("Five GCSEs at grades 9-4, may apply; Leeds won.", "en")
    "Five G.C.S.E's at grades nine to four, may apply; Leeds won."
    >>> speakable("The striker made it 9-4, a win.", "en")
    'The striker made it nine four, a win.'
    """
    return f"{cardinal(match['first'])} to {cardinal(match['last'])}"


def _valid(match: re.Match[str], _: Style) -> str:
    """Say the month and the year in which a certificate ends; other strokes stay.

    >>> speakable("Ford Ka, MOT 06/27, 40k miles.", "en")
    'Ford Ka, M.O.T June twenty twenty-seven, forty thousand miles.'
    >>> speakable("On 06/27 it rained.", "en")
    'On June twenty-seventh it rained.'
    """
    return f"{MONTHS[int(match['month']) - 1]} {year('20' + match['year'])}"


def _count(match: re.Match[str], _: Style) -> str | None:
    """Say "2x" before a thing in a list as its number; else it is a factor.

    >>> speakable("Ports: 2x USB-C, 1x HDMI.", "en")
    'Ports: two U.S.B-C, one H.D.M.I.'
    >>> speakable("It is 2x faster.", "en")
    'It is two times faster.'
    """
    listed = LISTED.search(match.string[max(0, match.start() - 3) : match.start()])
    if not listed or match["thing"].casefold() in cues("multiplied"):
        return None
    return f"{cardinal(match['count'])} "


def _key(match: re.Match[str], _: Style) -> str:
    """Say the key of a piece of music; elsewhere "min" is short for another word.

    >>> speakable("A sonata in B flat min and a trio in C maj.", "en")
    'A sonata in B flat minor and a trio in C major.'
    >>> speakable("Done in 9 min now.", "en")
    'Done in nine minutes now.'
    """
    half = HALVES.get(match["half"], match["half"]) or ""
    return f"{match['note']}{half} {'major' if match['mode'] == 'maj' else 'minor'}"


def _opus(match: re.Match[str], _: Style) -> str:
    """Say a piece inside an opus by its number.

    >>> speakable("Play Op 74/3 now.", "en")
    'Play opus seventy-four number three now.'
    >>> speakable("Play Op 74 now.", "en")
    'Play opus seventy-four now.'
    """
    return f"opus {cardinal(match['opus'])} number {cardinal(match['number'])}"


def _change(match: re.Match[str], _: Style) -> str | None:
    """Say the change of a party in brackets, in a poll; elsewhere the sign is read.

    >>> speakable("Poll: Yes 54 (+3), No 39 (-2).", "en")
    'Poll: Yes fifty-four (up three), No thirty-nine (down two).'
    >>> speakable("A sum (+3) here.", "en")
    'A sum (plus three) here.'
    """
    if not tells("polls", match.string):
        return None
    if not match["points"]:
        return "no change" if match["sign"] == "=" else None
    return f"{'up' if match['sign'] == '+' else 'down'} {cardinal(match['points'])}"


def _glued(match: re.Match[str], _: Style) -> str | None:
    """Say doors and rooms after their figure, in an advertisement; a puzzle's clues likewise.

    >>> speakable("Audi A3, 5dr, £900; 4br house, 2bth.", "en").replace("four bedroom", "")
    'Audi A-three, five-door, nine hundred pounds;  house, two bath.'
    >>> speakable("Quick crossword: 7dn Vessel, 11ac Fool.", "en")
    'Quick crossword: seven down Vessel, eleven across Fool.'
    >>> speakable("It is the 2br of them.", "en")
    'It is the two br of them.'
    """
    words = CLUES if tells("crossword", match.string) else THINGS
    if match["thing"] not in words or not terse(match.string):
        return None
    return cardinal(match["count"]) + words[match["thing"]]


def _monthly(match: re.Match[str], _: Style) -> str | None:
    """Say m before a car's certificate as months in an advertisement; elsewhere it is million.

    >>> speakable("Polo, 12m MOT, £900.", "en")
    'Polo, twelve months M.O.T, nine hundred pounds.'
    >>> speakable("Some 12m tax returns are late.", "en")
    'Some twelve million tax returns are late.'
    """
    listed = match["certified"] or LISTED.search(
        match.string[max(0, match.start() - 3) : match.start()]
    )
    if not terse(match.string) or not (listed or occurs(SIGN, match.string)):
        return None
    return f"{cardinal(match['months'])} month{'' if match['months'] == '1' else 's'}"


RULES = (
    figure_rule("advert.glued", GLUED, _glued, after_figure("abd")),
    figure_rule("advert.months", MONTHLY, _monthly, words=CERTIFIED),
    Rule("advert.between", BETWEEN, _between, frozenset("/"), frozenset(["b", "B"])),
    Rule("advert.grades", GRADES, _grades, frozenset("-–")),
    Rule("advert.valid", VALID, _valid, after_figure("/")),
    figure_rule("advert.count", COUNT, _count, after_figure("x×")),
    Rule("advert.key", KEY, _key, words=frozenset(["maj", "min"])),
    Rule("advert.opus", OPUS, _opus, after_figure("/"), in_any_case("op")),
    Rule("advert.change", CHANGE, _change, frozenset("(")),
)
