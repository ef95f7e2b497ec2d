"""German numbers: the counting of all languages, and the numeral one in its case."""

import re

from narrate.text.counting import DIGITS, FREE, Counting
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs
from narrate.text.western import preceding

# Prepositions by the case that they govern where a figure follows: none says where to.
DATIVE = (
    r"mit|nach|bei|seit|von|zu|aus|vor|in|unter|ab|an|zwischen|nebst|samt|binnen|außer|gegenüber"
)
ACCUSATIVE = r"für|um|durch|gegen|ohne|pro|je|bis|über|auf|kostet|gewann|verlor|erhielt|gibt[ ]es"
GENITIVE = r"wegen|während|trotz|innerhalb|außerhalb|statt|anstelle"
GOVERNOR = rf"(?:(?P<dative>{DATIVE})|(?P<accusative>{ACCUSATIVE})|(?P<genitive>{GENITIVE}))"
_ONE = {
    "": {"m": "ein", "f": "eine", "n": "ein"},
    "dative": {"m": "einem", "f": "einer", "n": "einem"},
    "accusative": {"m": "einen", "f": "eine", "n": "ein"},
    "genitive": {"m": "eines", "f": "einer", "n": "eines"},
}
_ENDINGS = (
    (r"(?:kammer|nummer|mauer|feier|steuer|dauer|butter|oper|ziffer|schwester|tochter)", "f"),
    (r"(?:ung|heit|keit|schaft|tion|tät|enz|anz|ik|ur|in|quote|rate|phase|reihe)", "f"),
    (r"(?:chen|lein|tum|ment|jahr|spiel|land|haus|prozent|mal|ziel|tor|werk|[äei]um)", "n"),
    (r"(?:kind|bild|lied|fest|gehalt|jahrzehnt|nis|stück|amt|auto|team|gold|buch)", "n"),
    (
        r"(?:ling|ismus|tag|er|or|ant|ent|eur|ist|platz|rang|sieg|fall|punkt|satz|lauf|gang|band)",
        "m",
    ),
)
_FIRST_PART, _LAST_PART = 3, 5  # letters, at least, of the two parts of a compound


def cardinal(number: int, gender: str) -> str:
    """Return a whole number before a noun of a gender: "ein Euro", "eine Million"."""
    if number == 1:
        return {"f": "eine"}.get(gender, "ein") if gender != "-" else "eins"
    return plain_cardinal(number)


def plain_cardinal(number: int) -> str:
    """Return a number in words, "tausend" without "ein" before it."""
    return words(number, "de").removeprefix("ein") if 1000 <= number < 2000 else words(number, "de")


def _decimals(integer: str, part: str) -> str:
    figures = " ".join(words(int(figure), "de") for figure in part)
    return f"{plain_cardinal(int(integer))} Komma {figures}"


COUNTING = Counting("de", cardinal, _decimals, groups=". ’'", to=" bis ", score=" zu ")


def gender_of(noun: str) -> str:
    """Return a noun's gender, m, f or n, by the tables or its ending; empty where unknown.

    >>> gender_of("Stunde"), gender_of("Verhandlungstag"), gender_of("Zeitung"), gender_of("Xyz")
    ('f', 'm', 'f', '')
    >>> gender_of("Benefizkonzert")
    'n'
    """
    for table in (COUNTING.tables["counted"], pairs("de/ordinals.tsv")):
        for position in (0, *range(_FIRST_PART, len(noun) - _LAST_PART + 1)):
            if gender := table.get(noun[position:].capitalize() if position else noun):
                return gender
    endings = (gender for ending, gender in _ENDINGS if re.search(rf"\w{ending}$", noun))
    return next(endings, "")


# "nach 1 Stunde, 1 Minute und …": what follows is in the case of the first.
_FOLLOWS = re.compile(
    rf"\b(?i:{DATIVE})[ ][0-9]+[ ][\w-]+(?:,[ ][0-9]+[ ][\w-]+)*(?:,[ ]|[ ]und[ ])\Z"
)


def numeral_one(gender: str, match: re.Match[str]) -> str:
    """Return the numeral one in the case of the governor that a match has groups."""
    cases = (case for case in ("dative", "accusative", "genitive") if match[case])
    case = next(cases, "")
    if not case and _FOLLOWS.search(preceding(match, "it")):
        case = "dative"
    return _ONE[case][gender]


_SIGNS = sorted(
    (sign for sign, noun in COUNTING.nouns.items() if noun.kind != "coin" and sign != "Uhr"),
    key=len,
    reverse=True,
)
_SIGN = "|".join(map(re.escape, _SIGNS))
_ADVERB = (
    r"(?:rund|etwa|nur|über|jetzt|heute|nun|noch|im[ ]Schnitt|knapp|gut|derzeit|jeweils"
    r"|mindestens|bis[ ]zu)"
)
# "mit 1 Person", "um 1 Mio. Euro"; "1 bis 2 Grad", where the noun follows later.
ONE = re.compile(
    rf"""
    (?:\b(?i:{GOVERNOR})[ ](?:{_ADVERB}[ ])?)? {FREE}
    (?P<it> 1 (?P<cents>,[0-9]{{2}}(?=[ ]?(?:€|Euro)))?
            (?: [ ]? (?P<sign>{_SIGN}) (?:(?<=[nNrd.])[ ]?(?P<money>[€$£]))? (?![\w²³/-])
              | (?=[ ](?!Uhr\b)(?P<noun>(?:[A-Z][\w]*-)?[A-ZÄÖÜ][a-zäöüß]+)\b)
              | (?=[ ](?P<bent>[a-zäöüß]{{3,}}en)[ ][A-ZÄÖÜ])
              | (?= [ ] (?:bis|oder) [ ][0-9]+[ ]?
                    (?: (?P<later>{_SIGN}) (?![\w²³/])
                      | (?!Uhr\b) (?P<after>[A-ZÄÖÜ][a-zäöüß]+) \b ) ) ) )
    """,
    re.VERBOSE,
)


def _say_one(match: re.Match[str], _: Style) -> str | None:
    """Say "mit einer Person", "um einen Euro", "ein bis zwei Grad"."""
    if sign := match["sign"] or match["later"]:
        noun = COUNTING.nouns[sign]
        spoken = numeral_one(noun.gender, match)
        if match["cents"]:
            cents = words(int(match["cents"][1:]), "de")
            return f"{spoken} Euro {cents}" if int(match["cents"][1:]) else f"{spoken} Euro"
        if match["money"]:
            return f"{spoken} {noun.singular} {COUNTING.nouns[match['money']].many}"
        return f"{spoken} {noun.singular}" if match["sign"] else spoken
    if match["bent"]:  # "mit 1 weiteren Schritt"
        return _ONE["dative"]["m"] if match["dative"] else None
    noun_after = (match["noun"] or match["after"]).rpartition("-")[2]
    gender = gender_of(noun_after) or gender_of(noun_after.removesuffix("en").removesuffix("n"))
    if not gender:
        gender = "f" if noun_after.endswith("e") else "m"
    if gender == "m" and noun_after.endswith("ten"):  # "1 Toten", "1 Verletzten"
        return _ONE["dative" if match["dative"] else "accusative"]["m"]
    return numeral_one(gender, match)


# "mit 300 km/h", "von 5 km": the dative has an ending.
DATIVE_MEASURE = re.compile(
    rf"""
    \b (?i:mit|von|bei|nach|aus|zu|in|ab|seit|vor) [ ] (?:{_ADVERB}[ ])? {FREE}
    (?P<it>(?P<amount>{COUNTING.number})[ ]?(?P<unit>km/h|km²|km2|km)) (?![\w²³/-])
    """,
    re.VERBOSE,
)


def _dative_measure(match: re.Match[str], _: Style) -> str | None:
    """Say "von hundert Kilometern pro Stunde"."""
    figures, name = match["amount"], COUNTING.nouns[match["unit"]].many
    if figures == "1":
        return None
    return f"{COUNTING.in_words(figures)} {re.sub(r'er(?= |$)', 'ern', name, count=1)}"


MEASURE = Rule("measure", DATIVE_MEASURE, _dative_measure, frozenset("m"))
NUMERAL_ONE = Rule("one", ONE, _say_one, DIGITS)
