"""Polish: dates, ordinals and abbreviations in their cases; the rest is counted."""

import re

from narrate.text.counting import DIGITS, FREE, stop
from narrate.text.numerals import ROMAN, roman
from narrate.text.pl.compounds import RULES as COMPOUNDS, combined
from narrate.text.pl.dates import RULES as DATES
from narrate.text.pl.numbered import RULES as NUMBERED_NOUNS
from narrate.text.pl.numbers import COUNTING, NUMERALS, nth
from narrate.text.pl.written import ABBREVIATIONS, CODES, PARTS, SIZES
from narrate.text.rules import Rule, Style, as_written, in_any_case
from narrate.text.slavic.abbreviations import Place
from narrate.text.slavic.agreement import text_before
from narrate.text.table import pairs, rows

ORDINALS, REGNAL = pairs("pl/ordinals.tsv"), pairs("pl/regnal.tsv")
_PRICES = ("cena", "ceny", "cenę", "ceną", "cenie", "koszt", "kosztu", "koszty", "stawka", "stawki")
UNIT_ALONE = re.compile(
    rf"""
    (?: (?<=[zn]a[ ]) | \b (?P<of>(?i:{"|".join(_PRICES)}))[ ] )
    (?P<unit>m[ ]kw\.|m[ ]sześc\.|m³|m²|m2|kg|ha|km|godz\.|kWh|MWh) (?!\w)
    """,
    re.VERBOSE,
)
UNIT = re.compile(rf"{FREE}(?P<figures>[0-9]{{1,4}})\.[ ](?P<unit>km|min|godz\.|mies\.|m)(?!\w)")
ROMAN_OTHER = re.compile(rf"\b(?P<noun>[^\W\d_]{{3,}})[ ](?P<it>(?=[IVX]{{2}}){ROMAN})(?![\w-])")
ROMAN_FILE = re.compile(rf"(?<![\w.])(?P<it>{ROMAN})(?=[ ][A-Z][A-Za-z]{{0,3}}[ ][0-9])")
LEAST = re.compile(r"\b(?P<it>min\.|maks\.)(?=[ ][0-9])", re.IGNORECASE)
LEASTS = {"min.": "minimum", "maks.": "maksimum"}
NAMED = re.compile(
    rf"""
    \b
    (?P<noun> peron\w*
            | tom\w*
            | rozdział\w*
            | część
            | części
            | klas\w
            | grup\w
            | etap\w*
            | stop\w+
            | faz\w )
    [ ] (?P<it>{ROMAN}) (?![\w-])
    """,
    re.VERBOSE,
)
PLATFORM = re.compile(
    r"\b(?P<noun>peron(?:u|ie|em)?|tor(?:u|ze|em)?)[ ](?P<it>[1-9][0-9]?)(?![\w%]|[.,:][0-9])"
)
# "sztafeta była 5."
LAST_PREDICATE = re.compile(
    r"\b(?:(?P<she>była|została)|był|został)[ ](?P<it>(?P<figures>[0-9]{1,3})\.)\Z"
)
PAIRED = re.compile(
    rf"""
    {FREE} (?P<it>(?P<figures>[0-9]{{1,3}})\.)
    (?=[ ](?:i|oraz|lub|a)[ ][0-9]{{1,3}}\.[ ](?P<noun>[^\W\d_]+))
    """,
    re.VERBOSE,
)
FLAT = re.compile(r"(?<=[0-9] )(?P<it>m\.)(?=[ ][0-9]{1,4}(?![\w.,]*[0-9]))")  # "Długa 5 m. 7"
EACH = re.compile(r"\bco[ ]\Z", re.IGNORECASE)
OF_LIFE = re.compile(rf"{FREE}(?P<it>(?P<figures>[0-9]{{1,3}})\.)(?=[ ]r\.[ ]?ż\.)")
BORN = re.compile(r"(?<!\w)(?P<it>ur\.)(?=[ ](?:w[ ])?[0-9])")
_SHE = re.compile(r"\b(?:[A-ZŁŚŻ]\w+a[ ][A-ZŁŚŻ][\w-]+|[a-ząćęłńóśźż]+a),?[ ]\(?\Z")
PREDICATE = re.compile(
    r"""
    (?: \b
        (?: (?P<she>była|została|[A-ZŁŚŻ]\w+a[ ]jest)
          | jest
          | był
          | został
          | zajął
          | raz
          | [A-ZŁŚŻ]\w+
          | peronu ) )
    [ ] (?P<it>(?P<figures>[0-9]{1,3})\.)
    (?= [,;)]
      | [ ] (?:w|na|z|po|i|a|za|o|ze) [ ]
      | (?<=raz[ ][0-9].) )
    """,
    re.VERBOSE,
)
WEEKDAYS = {day: (gen, acc) for day, gen, acc in rows("pl/weekdays.tsv")}
_WEEKDAY = "|".join(map(re.escape, WEEKDAYS))
WEEKDAYS_SPAN = re.compile(
    rf"(?:\b[Ww]e?[ ])?(?<!\w)(?P<first>{_WEEKDAY})[ ]?[-–—][ ]?(?P<last>{_WEEKDAY})"
)
WEEKDAY = re.compile(rf"\b(?P<from>[Oo]d|[Dd]o|[Ww]e?|[Zz]|[Nn]a)[ ](?P<it>{_WEEKDAY})")
ADJECTIVES = pairs("pl/unit_adjectives.tsv")
ADJECTIVE = re.compile(
    rf"""
    {FREE} (?P<figures>[1-9][0-9]{{0,2}}) - (?P<unit>{"|".join(map(re.escape, ADJECTIVES))})
    (?!\w)
    """,
    re.VERBOSE,
)
ORDINAL = re.compile(rf"{FREE}(?P<it>(?P<figures>[0-9]{{1,4}})\.)(?=[ ](?P<noun>[^\W\d_]+))")
NUMBERED = re.compile(rf"(?<![\w.])(?P<it>{ROMAN})(?=[ ](?P<noun>\w+))")
MONARCH = re.compile(rf"\b(?P<name>{'|'.join(REGNAL)})[ ](?P<it>{ROMAN})(?!\w)")
# The cases of the tables: a case of a masculine noun, or a gender, or both.
CASES = {
    "n": ("nom", "n"),
    "pl": ("nom", "pl"),
    "pl-gen": ("gen", "pl"),
    "f": ("nom", "f"),
    "f-loc": ("loc", "f"),
    "f-acc": ("acc", "f"),
}
# Case and gender of an ordinal by the ending of its noun, where no table has the noun.
ENDINGS = {
    "ach": ("loc", "pl"),
    "ami": ("ins", "pl"),
    "ego": ("gen", "m"),
    "ej": ("gen", "f"),
    "cji": ("gen", "f"),
    "em": ("ins", "m"),
    "ym": ("loc", "m"),
    "im": ("loc", "m"),
    "ę": ("acc", "f"),
    "ą": ("ins", "f"),
    "a": ("nom", "f"),
    "y": ("gen", "f"),
    "i": ("gen", "f"),
    "o": ("nom", "n"),
    "cie": ("loc", "f"),
    "dzie": ("loc", "f"),
    "rze": ("loc", "m"),
    "wie": ("loc", "f"),
    "onie": ("loc", "m"),
    "ie": ("loc", "m"),
    "le": ("loc", "m"),
    "e": ("nom", "n"),
}
SHORT = 2  # letters of a word that is no noun
PLACED = frozenset(("w", "we", "na", "po", "przy", "o"))


def _numbered(match: re.Match[str], _: Style) -> str | None:
    """Say "1. miejsce", "II wojny światowej" in the case of a noun that the table knows."""
    noun, figures = match["noun"], match["it"].rstrip(".")
    number = int(figures) if figures.isdecimal() else roman(figures)
    code = ORDINALS.get(noun)
    dotted = match["it"].endswith(".")
    governor = COUNTING.agreement.governor(f"{noun} ")
    linking = len(noun) <= SHORT or (governor and not governor.endswith("+"))
    if not number or (
        code is None
        and (linking or not (noun.islower() or (len(figures) > 1 and not noun.isupper())))
    ):
        return None
    if code is None and not dotted and figures == "X":
        return None
    left_context = text_before(match)
    if EACH.search(left_context) and code is None:  # "co 3. ankietowany"
        return nth(number, "nom", "f" if noun.endswith("a") else "m")
    if code is None or (noun.endswith("u") and _inside(left_context)):
        return nth(number, *_by_ending(noun, left_context))
    return nth(number, *CASES.get(code, (code, "m")))


def _unit_alone(match: re.Match[str], _: Style) -> str:
    """Say "za m kw.", "za godz.", "cena kg" without a number."""
    noun = COUNTING.declined[match["unit"]]
    if match["of"]:
        return f"{match['of']} {noun.form('one', 'gen')}{stop(match)}"
    return noun.form("one", "acc") + stop(match)


def _inside(left_context: str) -> bool:
    """Return whether a preposition of place stands last in a text."""
    words = left_context.split()
    return bool(words) and words[-1].casefold() in PLACED


def _born(match: re.Match[str], _: Style) -> str:
    """Say "ur. w 1960 r." of a man or, by the name before it, of a woman."""
    return "urodzona" if _SHE.search(text_before(match)) else "urodzony"


def _predicate(match: re.Match[str], _: Style) -> str:
    """Say "jest 5.", "był 12. w finale": an ordinal without a noun."""
    case = "gen" if match[0].startswith("peronu") else "nom"
    ordinal = nth(int(match["figures"]), case, "f" if match["she"] else "m")
    return ordinal if match.string[match.end() :] else f"{ordinal}."


def _of_life(match: re.Match[str], _: Style) -> str:
    """Say "po 60. r.ż.", a year of life in the case of its preposition."""
    inside = _inside(text_before(match)) and "loc"
    return nth(int(match["figures"]), inside or "gen")


def _weekdays(match: re.Match[str], _: Style) -> str:
    """Say "w pon.–pt." as "od poniedziałku do piątku"."""
    first, last = (WEEKDAYS[match[end].casefold()][0] for end in ("first", "last"))
    return f"od {first} do {last}{stop(match)}"


def _weekday(match: re.Match[str], _: Style) -> str:
    """Say "od pn. do pt.", "w sob."."""
    genitive, accusative = WEEKDAYS[match["it"].casefold()]
    return genitive if match["from"].casefold() in {"od", "do", "z"} else accusative


def _adjective(match: re.Match[str], _: Style) -> str:
    """Say "75-min", "50-mld" as an adjective that agrees with the noun beside it."""
    left_context, after = text_before(match), match.string[match.end() :]
    noun = COUNTING.agreement.form(after).noun or (left_context.split() or [""])[-1]
    ending = ABBREVIATIONS.ending(
        "adjective", Place(left_context, f" {noun}", (left_context.split() or [""])[-1], "")
    )
    return f"{combined(int(match['figures']))}{ADJECTIVES[match['unit']]}{ending}"


def _file(match: re.Match[str], _: Style) -> str:
    """Say the number of a court's division: "XVIII C 412/22"."""
    return NUMERALS.cardinal(roman(match["it"]))


def _other(match: re.Match[str], _: Style) -> str:
    """Say a numeral after a name that no table has: "Sobór Watykański II"."""
    return nth(roman(match["it"]), "nom", "f" if match["noun"].endswith("a") else "m")


def _named(match: re.Match[str], _: Style) -> str:
    """Say "peron III", "tom II": an ordinal after its noun."""
    code, figures = ORDINALS.get(match["noun"]), match["it"]
    number = int(figures) if figures.isdecimal() else roman(figures)
    if code:
        return nth(number, *CASES.get(code, (code, "m")))
    return nth(number, *_by_ending(match["noun"], text_before(match)))


def _unit(match: re.Match[str], _: Style) -> str:
    """Say "na 214. km", "w 35. min": an ordinal before a unit."""
    left_context = text_before(match)
    governor = COUNTING.agreement.governor(left_context).removesuffix("+")
    case = "loc" if _inside(left_context) else governor or _after_noun(left_context)
    noun = COUNTING.declined[match["unit"]]
    return f"{nth(int(match['figures']), case, noun.gender)} {noun.form('one', case)}"


def _after_noun(left_context: str) -> str:
    """Return the case of an ordinal that no word governs: a genitive after a noun, or none."""
    noun = re.search(r"[ ][a-ząćęłńóśźż]{4,}[ ]\Z", left_context)
    return "gen" if noun and not ABBREVIATIONS.verb.search(noun[0].strip()) else "nom"


def _by_ending(noun: str, left_context: str) -> tuple[str, str]:
    """Return case and gender of a noun after an ordinal figure by its ending."""
    if noun.endswith("u"):
        return ("loc" if _inside(left_context) else "gen"), "m"
    for length in (4, 3, 2, 1):
        if agreement := ENDINGS.get(noun[-length:]):
            return agreement
    return "nom", "m"


def _monarch(match: re.Match[str], _: Style) -> str:
    code = REGNAL[match["name"]]
    return nth(roman(match["it"]), *CASES.get(code, (code, "m")))


SHARE = re.compile(r"(?<![\w.,])(?P<it>1)(?=[ ]na[ ][0-9]+[ ])")  # "1 na 5 Polaków"
RULES: tuple[Rule, ...] = (
    Rule("share", SHARE, lambda *_: "jeden", frozenset("1")),
    *CODES.rules()[:2],
    *DATES,
    Rule("born", BORN, _born, words=as_written("ur.")),
    Rule("ordinal.life", OF_LIFE, _of_life, DIGITS),
    Rule("flat", FLAT, lambda *_: "mieszkanie"),
    *NUMBERED_NOUNS,
    Rule("ordinal.pair", PAIRED, _numbered, DIGITS),
    Rule("ordinal.predicate", PREDICATE, _predicate, DIGITS),
    Rule("ordinal.predicate", LAST_PREDICATE, _predicate, DIGITS),
    Rule("weekday", WEEKDAYS_SPAN, _weekdays, frozenset(".")),
    Rule("weekday", WEEKDAY, _weekday, frozenset(".")),
    Rule("adjective.unit", ADJECTIVE, _adjective, frozenset("-")),
    Rule("ordinal.unit", UNIT, _unit, DIGITS),
    Rule("ordinal", ORDINAL, _numbered, DIGITS),
    *COMPOUNDS,
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman.file", ROMAN_FILE, _file, frozenset("IVX")),
    Rule("least", LEAST, lambda match, _: LEASTS[match["it"].casefold()]),
    *PARTS.rules(),
    *CODES.rules(),
    Rule("unit.alone", UNIT_ALONE, _unit_alone, words=in_any_case("za", "na", *_PRICES)),
    SIZES,
    *COUNTING.fixed(),
    *ABBREVIATIONS.rules(),
    Rule("roman.named", NAMED, _named, frozenset("IVX")),
    Rule("ordinal.platform", PLATFORM, _named, DIGITS),
    Rule("roman", NUMBERED, _numbered, frozenset("IVX")),
    *COUNTING.rules(),
    CODES.slash_rule(),
    Rule("roman.other", ROMAN_OTHER, _other, frozenset("IVX")),
)
