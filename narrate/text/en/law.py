"""Say the numbers of courts and parliaments: cases, reports of judgments, bills."""

import re

from narrate.text.en.grammar import cued, mentions, stop_of
from narrate.text.en.letters import spelled
from narrate.text.en.numbers import DIGITS, cardinal, figure_rule, house, pair, year
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
    r"""
    (?<![\w.'’]) s\.?[ ]? (?P<figures>[0-9]{1,3}) (?P<letter>[A-Z])?
    (?P<parts>(?:\([0-9a-z]{1,4}\)){1,4}) (?!\w)
    """,
    re.VERBOSE,
)
# "contrary to s18", "under s20": an offense, with nothing between the letter and its figure.
OFFENSE = later(
    r"\b(?:contrary[ ]to|[Uu]nder|breach[ ]of|guilty[ ]of)[ ](?P<it>s(?P<figures>[0-9]{1,3}))"
    rf"(?![\w(]|[ ](?!(?:{cued('after_offense')})\b)[a-z])",
    re.VERBOSE,
)
# Several sections as India prints them: "sections 25/27 of the Arms Act".
SEVERAL = later(
    r"\b(?:[Ss]ections|[Aa]rticles|[Ss]ecs?\.?|u/s)[ ]"
    r"(?P<it>[0-9]{1,4}[A-Z]?(?:/[0-9]{1,4}[A-Z]?){1,5})(?![\w/])",
    re.VERBOSE,
)
CIRCUIT = later(
    r"(?:(?<=[0-9](?:st|nd|rd|th)[ ])|(?<=\bD\.C\.[ ]))(?P<it>Circ?\.?)(?!\w)",
    re.VERBOSE,
)
COUNT = later(
    r"\b(?:an?|one|two|three|four|five|six|[1-9][0-9]?)[ ](?P<it>ct(?P<s>s)?\.)(?=[ ]of[ ])",
    re.VERBOSE,
)
SUSPICION = later(
    r"(?:\bon[ ](?=susp\.[ ]of[ ])|(?<=[a-z,)][ ])(?=susp\.[ ]for[ ]))"
    r"(?P<it>susp\.)(?=[ ](?P<of>of)?)",
    re.VERBOSE,
)
# A document of the United Nations: "S/2025/715", "A/RES/77/1".
DOCUMENT = later(
    r"(?<![\w/])(?P<organ>[AES]|A/RES|S/RES|S/PV|A/C)/(?P<parts>[0-9]{1,4}(?:/[0-9]{1,4}){1,2})(?![\w/])"
)
YEAR = later("(?:19|20)[0-9]{2}")
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
    (?:\.?[ ]|(?<=\.[RB])\.) (?P<figures>[0-9]{1,4}) (?![\w.,-]?[0-9%])
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
    letter = [match["letter"]] if match["letter"] else []
    return " ".join([f"section {cardinal(match['figures'])}", *letter, *words])


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

    >>> speakable("They passed H.R. 1319 and H.R.7521.", "en")
    'They passed H.R thirteen nineteen and H.R seventy-five twenty-one.'
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


def _offense(match: re.Match[str], _: Style) -> str:
    """Say "s18" as a section after "contrary to" or "under"; elsewhere it is a code.

    >>> speakable("It was contrary to s18 OAPA 1861.", "en")
    'It was contrary to section eighteen OAPA eighteen sixty-one.'
    >>> speakable("The s18 road, under s20 care.", "en")
    'The s eighteen road, under s twenty care.'
    """
    return f"section {cardinal(match['figures'])}"


def _several(match: re.Match[str], _: Style) -> str | None:
    """Say several sections of a law with a stroke between them; elsewhere it is a fraction.

    >>> speakable("Held under Sections 307/34, and sections 25/27 of the Act.", "en")
    'Held under Sections three oh seven and thirty-four, and sections twenty-five and \
twenty-seven of the Act.'
    >>> speakable("Sections 4/5 of the wall fell.", "en")
    'Sections four fifths of the wall fell.'
    >>> speakable("About 25/27 of it.", "en")
    'About twenty-five twenty-sevenths of it.'
    """
    if not mentions("of_sections", match.string):
        return None
    parts = re.findall("([0-9]+)([A-Z]?)", match["it"])
    *first, last = (f"{house(figures)} {letter}".strip() for figures, letter in parts)
    return f"{', '.join(first)} and {last}"


def _circuit(match: re.Match[str], _: Style) -> str:
    """Say "Cir." after an ordinal as a circuit of the federal courts.

    >>> speakable("The 2nd Cir. and the 11th Circ. split.", "en")
    'The second Circuit and the eleventh Circuit split.'
    >>> speakable("See Cir. 5.", "en")
    'See Cir. five.'
    """
    return "Circuit" + stop_of(match)


def _count(match: re.Match[str], _: Style) -> str:
    """Say "ct." between a number and "of" as a count; elsewhere it stays.

    >>> speakable("He faces one ct. of arson and 3 cts. of theft.", "en")
    'He faces one count of arson and three counts of theft.'
    >>> speakable("Another ct. of it.", "en")
    'Another ct. of it.'
    """
    return f"count{match['s'] or ''}"


def _suspicion(match: re.Match[str], _: Style) -> str:
    """Say "susp." between "on" and "of", and before "for" as "suspended"; elsewhere it stays.

    >>> speakable("He was held on susp. of arson.", "en")
    'He was held on suspicion of arson.'
    >>> speakable("The susp. is out.", "en")
    'The susp. is out.'
    """
    return "suspicion" if match["of"] else "suspended"


def _document(match: re.Match[str], _: Style) -> str:
    """Say the number of a document of the United Nations; a currency precedes one figure.

    >>> speakable("See S/2025/715 and A/RES/77/1.", "en")
    'See S twenty twenty-five, seven fifteen and A RES seventy-seven, one.'
    >>> speakable("It costs S/20 now.", "en")
    'It costs twenty soles now.'
    """
    parts = match["parts"].split("/")
    words = (year(part) if YEAR.fullmatch(part) else house(part) for part in parts)
    return f"{match['organ'].replace('/', ' ')} {', '.join(words)}"


RULES = (
    Rule("law.section", OFFENSE, _offense, DIGITS, frozenset("s")),
    Rule(
        "law.section",
        SEVERAL,
        _several,
        frozenset("/"),
        in_any_case("sections articles sec secs") | frozenset("u"),
    ),
    Rule("law.circuit", CIRCUIT, _circuit, words=frozenset(["Cir", "Circ"])),
    Rule("law.count", COUNT, _count, frozenset("."), frozenset(["ct", "cts"])),
    Rule("law.suspicion", SUSPICION, _suspicion, frozenset("."), frozenset(["susp"])),
    Rule("law.document", DOCUMENT, _document, frozenset("/"), frozenset("AES")),
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
