"""Say the numbers of courts and parliaments: cases, reports of judgments, bills."""

import re

from narrate.text.en.letters import spelled
from narrate.text.en.numbers import DIGITS, cardinal, figure_rule, house, pair
from narrate.text.later import later
from narrate.text.rules import Rule, Style, in_any_case

# A year of two figures and a number too high for a range: "No. 23-719", "Nos. 22-451 and 22-1219".
_CASE = r"[0-9]{2}-(?:[1-9][0-9]{2,4}|0[0-9]{1,4})"
DOCKET = later(
    rf"""
    \b (?:N[Oo]s?\.|[Cc]ases?|[Dd]ockets?) [ ] (?:[Nn]os?\.[ ])?
    (?P<it>{_CASE}(?:(?:,[ ]|,?[ ](?:and|&)[ ]){_CASE}){{0,9}}) (?![\w-])
    """,
    re.VERBOSE,
)
REPORT = later(
    r"""
    (?P<volume>[0-9]{1,3}) [ ]
    (?P<reporter> U\.?S\.?
                | S\.[ ]?Ct\.
                | F\.[ ]? (?:[23]d|4th) )
    [ ] (?P<page>[0-9]{1,4}) (?=[ ]\(|[ ][a-z]|,[ ]|[;.)]|$)
    """,
    re.VERBOSE,
)
SECTION = later(
    r"(?<![\w.'’])s\.?[ ]?(?P<figures>[0-9]{1,3})(?P<parts>(?:\([0-9a-z]{1,4}\)){1,4})(?!\w)"
)
REPORTERS = {"U": "U.S", "S": "Supreme Court", "F": "Federal"}
PUBLIC = later(
    r"""
    (?: \bP\.?[ ]?L\.?
      | \bPub\.[ ]?L\. (?:[ ]No\.)?
      | Public[ ]Law )
    [ ] (?P<it>(?P<congress>[0-9]{2,3})[-–](?P<number>[0-9]{1,3})) (?!\w)
    """,
    re.VERBOSE,
)
BILL = later(
    r"""
    (?<![\w.])
    (?P<house> H\.?R
             | S\.?B
             | H\.?B
             | A\.?B
             | S\.?R
             | L\.?D
             | S (?=\.[ ][0-9]{3,4}) )
    \.?[ ] (?P<figures>[0-9]{1,4}) (?![\w.,-]?[0-9%])
    """,
    re.VERBOSE,
)
RESOLVED = later(
    r"""
    (?<![\w.]) (?P<house>[HS]) \.?[ ]? (?P<kind>J\.?|Con\.?)? [ ]?Res\.?[ ]
    (?P<figures>[0-9]{1,4}) (?!\w)
    """,
    re.VERBOSE,
)
RESOLUTIONS = {"J": "Joint ", "C": "Concurrent "}


def _docket(match: re.Match[str], _: Style) -> str:
    """Say a case as a year and a number; figures after no such word are a range.

    >>> speakable("It is Case No. 23-719.", "en")
    'It is Case number twenty-three seven nineteen.'
    >>> speakable("In that case the vote was 52-48.", "en")
    'In that case the vote was fifty-two to forty-eight.'
    """
    return re.sub(_CASE, lambda case: _case(*case[0].split("-")), match["it"]).replace("&", "and")


def _case(filed: str, number: str) -> str:
    return f"{pair(filed)} {house(number)}"


def _section(match: re.Match[str], _: Style) -> str:
    """Say a section with its parts, as Britain prints it; a letter alone is a code.

    >>> speakable("It broke s17(1)(a) and s.2(3).", "en")
    'It broke section seventeen one A and section two three.'
    >>> speakable("The s17 road.", "en")
    'The s seventeen road.'
    """
    parts = re.findall(r"[a-z]+|[0-9]+", match["parts"])
    words = (cardinal(part) if part.isdecimal() else spelled(part) for part in parts)
    return " ".join([f"section {cardinal(match['figures'])}", *words])


def _report(match: re.Match[str], _: Style) -> str:
    """Say where a judgment is printed, as a court does.

    "410 US 113" without a word after it is not one.

    >>> speakable("They cited 410 U.S. 113 (1973).", "en")
    'They cited four ten U.S one thirteen (nineteen seventy-three).'
    >>> speakable("Some 410 U.S. troops left.", "en")
    'Some four hundred ten U.S troops left.'
    """
    reporter = match["reporter"]
    series = {"2d": " second", "3d": " third", "th": " fourth"}.get(reporter[-2:], "")
    words = f"{house(match['volume'])} {REPORTERS[reporter[0]]}{series} {house(match['page'])}"
    return words.replace("-", " ")


def _resolved(match: re.Match[str], _: Style) -> str:
    """Say a resolution of Congress; "Res." alone is an abbreviation.

    >>> speakable("H.J.Res. 7 passed.", "en")
    'House Joint Resolution seven passed.'
    >>> speakable("See Res. 7 today.", "en")
    'See Resolution seven today.'
    """
    chamber = "House" if match["house"] == "H" else "Senate"
    kind = RESOLUTIONS[match["kind"][0]] if match["kind"] else ""
    return f"{chamber} {kind}Resolution {house(match['figures'])}"


def _bill(match: re.Match[str], _: Style) -> str:
    """Say a bill of an American house as a name; "HR" before no number is a department.

    >>> speakable("They passed H.R. 1319.", "en")
    'They passed H.R thirteen nineteen.'
    >>> speakable("She runs HR at 1319 Main St.", "en")
    'She runs H.R at thirteen nineteen Main Street.'
    """
    return f"{spelled(match['house'].replace('.', ''))} {house(match['figures'])}"


def _public(match: re.Match[str], _: Style) -> str:
    """Say "P.L. 95-95" as two numbers; without the letters it is a range.

    >>> speakable("It is P.L. 95-95.", "en")
    'It is P.L ninety-five ninety-five.'
    >>> speakable("P.L. won 95-94.", "en")
    'P.L won ninety-five to ninety-four.'
    """
    return f"{house(match['congress'])} {house(match['number'])}"


RULES = (
    Rule("law.section", SECTION, _section, frozenset("("), frozenset("s")),
    Rule(
        "law.public", PUBLIC, _public, frozenset("-–"), frozenset(["P", "L", "PL", "Pub", "Public"])
    ),
    Rule(
        "law.docket",
        DOCKET,
        _docket,
        frozenset("-"),
        in_any_case("No Nos NO case cases docket dockets"),
    ),
    figure_rule("law.report", REPORT, _report, words=frozenset("USF")),
    Rule("law.resolution", RESOLVED, _resolved, DIGITS, frozenset(["Res"])),
    Rule("law.bill", BILL, _bill, DIGITS, frozenset("HSAL") | {"HR", "SB", "HB", "AB", "SR", "LD"}),
)
