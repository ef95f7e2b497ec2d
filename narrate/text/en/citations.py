"""Say acts of the European Union, federal districts and delegates, as law reports print them."""

import re

from narrate.text.en.numbers import DIGITS, amount, cardinal, figure_rule, house, ordinal, year
from narrate.text.en.states import PARTIES, STATES
from narrate.text.later import later
from narrate.text.rules import Rule, Style, after_figure

# "Hart, D-3rd, said": a member by the number of a district.
PARTY_OF_DISTRICT = later(
    rf"""
    (?: (?<=,[ ]) | (?<=\() ) (?P<party>[DRI])-
    (?: (?P<figures>[1-9][0-9]?)(?:st|nd|rd|th)(?=[,;)]|[ ]Dist)
      | (?P<state>{"|".join(filter(str.isupper, STATES))})-(?P<number>[1-9][0-9]?)(?=[,;)]) )
    """,
    re.VERBOSE,
)
# "Del. Ann Hart, D-Fairfax", of Virginia, Maryland or West Virginia.
DELEGATE = later(
    r"(?<![\w.])(?<![a-z],[ ])(?P<it>Dels?\.)"
    r"(?=[ ][A-Z][\w’'-]+(?:[ ][A-Z][\w.’'-]*){0,2}(?:,[ ]|[ ]\()[DRI]-)",
    re.VERBOSE,
)
YEAR = later("(?:19|20)[0-9]{2}")
_BODY = r"E\.?U|E\.?C|EEC|JHA|CFSP|Euratom"
# "Regulation (EU) 2019/1150", "(EC) No 1/2003".
ACT = later(rf"\((?:{_BODY})\)[ ](?:N[Oo]\.?[ ])?(?P<it>[0-9]{{1,4}}/[0-9]{{1,4}})(?![\w/])")
# "Directive 2010/13/EU", "Decision 10/2024/EC".
ACT_FIRST = later(rf"(?<![\w/.,-])(?P<it>[0-9]{{1,4}}/[0-9]{{1,4}}/(?P<body>{_BODY}))(?![\w/])")
# "E.D. Va.", "the N.D. Cal. court", "(D. Mass.)".
_STATES = {**STATES, "Cal.": "California"}
_STATE = "|".join(sorted(map(re.escape, filter(lambda it: "." in it, _STATES)), key=len)[::-1])
DISTRICT = later(
    rf"""
    (?: (?<![\w.]) (?P<point>[NSEWCM]) \. D\. | (?<=\() D\. )
    [ ] (?P<state>{_STATE}) (?=[ ,;:)]|['’]s|$)
    """,
    re.VERBOSE,
)
POINTS = {
    "N": "Northern ",
    "S": "Southern ",
    "E": "Eastern ",
    "W": "Western ",
    "C": "Central ",
    "M": "Middle ",
}


def _act(match: re.Match[str], style: Style) -> str | None:
    """Say the number of an act of the European Union by its year; other strokes are fractions.

    >>> speakable("Regulation (EU) 2019/1150 and Directive 2010/13/EU apply.", "en")
    'Regulation (E.U) twenty nineteen slash eleven fifty and Directive twenty ten slash thirteen \
E.U apply.'
    >>> speakable("In EU states 3/4 agreed.", "en")
    'In E.U states three quarters agreed.'
    """
    first, second, *body = match["it"].split("/")
    dated = YEAR.fullmatch(first) is not None
    if not dated and YEAR.fullmatch(second) is None:
        return None
    if dated:
        number = house(second) if len(second) == len(first) else amount(second, style)
        words = f"{year(first)} slash {number}"
    else:
        words = f"{amount(first, style)} slash {year(second)}"
    initials = [part.replace(".", "") for part in body]
    return words + "".join(
        f" {name if name.islower() or name.istitle() else '.'.join(name)}" for name in initials
    )


def _district(match: re.Match[str], _: Style) -> str:
    """Say a district of the federal courts before its state; other initials stay.

    >>> speakable("The E.D. Va. court met.", "en"), speakable("The case (D. Mass.) is old.", "en")
    ('The Eastern District of Virginia court met.', 'The case (District of Massachusetts) is old.')
    >>> speakable("E.D. Hart met D. Mass then.", "en")
    'E.D Hart met D Mass then.'
    """
    return (
        f"{POINTS[match['point']] if match['point'] else ''}District of {_STATES[match['state']]}"
    )


def _party_of_district(match: re.Match[str], _: Style) -> str:
    """Say a party and a district after a name; other letters are a code.

    >>> speakable("Rep. Hart, D-3rd, won.", "en"), speakable("Plan D-3 won.", "en")
    ('Representative Hart, Democrat of the third, won.', 'Plan D three won.')
    >>> speakable("Hart (R-NC-11) won.", "en")
    'Hart (Republican of North Carolina eleven) won.'
    """
    if match["state"]:
        return f"{PARTIES[match['party']]} of {STATES[match['state']]} {cardinal(match['number'])}"
    return f"{PARTIES[match['party']]} of the {ordinal(match['figures'])}"


def _delegate(match: re.Match[str], _: Style) -> str:
    """Say "Del." before a name and a party as a delegate; after a town it is a state.

    >>> speakable("He met Del. Ann Hart, D-Fairfax, there.", "en").split(",")[0]
    'He met Delegate Ann Hart'
    >>> speakable("He met her in Dover, Del., then.", "en")
    'He met her in Dover, Delaware, then.'
    """
    return "Delegates" if match["it"] == "Dels." else "Delegate"


RULES = (
    Rule("title.party", PARTY_OF_DISTRICT, _party_of_district, DIGITS, frozenset("DRI")),
    Rule("title.delegate", DELEGATE, _delegate, frozenset("-"), frozenset(["Del", "Dels"])),
    figure_rule("law.act", ACT_FIRST, _act, after_figure("/")),
    Rule("law.act", ACT, _act, after_figure("/")),
    Rule("law.district", DISTRICT, _district, frozenset("."), frozenset("D")),
)
