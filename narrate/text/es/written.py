"""Spanish forms that stand only in writing: laws, telephones, postal codes, halves."""

import re
from functools import lru_cache

from narrate.text.counting import DIGITS, FREE
from narrate.text.es.numbers import COUNTING, cardinal, gender_of
from narrate.text.numerals import words
from narrate.text.rules import Rule, Style

HALF = re.compile(rf"{FREE}(?P<it>1/2|½)(?=[ ](?!de\b|del\b|y\b)(?P<noun>[a-záéíóúñ]{{3,}}))")
PHONE = re.compile(
    r"(?<![\w.,/+])(?P<it>[6-9][0-9]{2}[ ][0-9]{3}[ ][0-9]{3})(?![\w.,€$%]*\w|[ ]?[€$%])"
)
# "el 016": a short number that begins with a zero.
SHORT = re.compile(
    r"(?<![\w.,:/+-])(?<![0-9] )0(?P<figures>[1-9][0-9])(?![\w]|[.,:/-][0-9]|[ ][0-9])"
)
# "21 F-18": the names of things are masculine.
NAMED = re.compile(rf"{FREE}(?P<it>(?P<figures>[0-9]*1))(?=[ ][A-Z]{{1,4}}-?[0-9])")
# "21 de ellas", "1 de las granjas": the word after it tells the gender.
OF_THEM = re.compile(rf"{FREE}(?P<it>(?P<figures>[0-9]*1))(?=[ ]de[ ](?:ellas|las|estas|esas)\b)")
# "los 1/8 de la Champions"
ROUND = re.compile(r"\b[Ll]os[ ](?P<it>1/(?P<figures>4|8|16|32))(?=[ ]de\b)")
_ROUNDS = {"4": "cuartos", "8": "octavos", "16": "dieciseisavos", "32": "treintaidosavos"}
# "3/4 kg de tomates", "1/2 cdta. de comino"
MEASURED = re.compile(
    rf"""
    {FREE} (?P<part>1/2|½|1/4|¼|3/4|¾|1/3|⅓|2/3|⅔) [ ]
    (?P<unit> kg
            | l
            | litro
            | kilo
            | cdta\.
            | cda\.
            | taza
            | hora
            | km )
    (?!\w)
    """,
    re.VERBOSE,
)
_SPOONS = {"cdta.": "cucharadita", "cda.": "cucharada"}
# "las 3/4 partes": of equal parts.
PARTS = re.compile(rf"{FREE}(?P<it>(?P<over>[1-9])/(?P<under>[3-9]|10))(?=[ ]partes?\b)")
_PARTS = ("tercera", "cuarta", "quinta", "sexta", "séptima", "octava", "novena", "décima")
FLIGHT = re.compile(
    r"\b(?:vuelo(?:[ ]\w+)?[ ][A-Z]{2})[ ](?P<it>[1-9][0-9][1-9][0-9])(?!\w|[.,][0-9])"
)
_DAYS = {
    "lun": "lunes", "mar": "martes", "mié": "miércoles", "jue": "jueves", "vie": "viernes",
    "sáb": "sábado", "dom": "domingo",
}  # fmt: skip
_DAY = "|".join(_DAYS)
WEEKDAYS = re.compile(rf"\b(?P<first>{_DAY})\.?[ ]?(?:[-–]|[ ]a)[ ]?(?P<last>{_DAY})\b\.?")
DATED_DAY = re.compile(rf"\b(?P<it>(?P<day>{_DAY})\.)(?=[ ][0-9])")
SHOTS = re.compile(
    rf"{FREE}(?P<low>[0-9]{{1,2}})/(?P<high>[0-9]{{1,2}})(?=[ ](?:en|de[ ]tr|desde)\b)"
)
# "$2,300 millones" as the Americas write it; the dollar sign stands for pesos where they are named.
DOLLARS = re.compile(
    r"""
    (?<!\w) (?P<prefix>US|A|C|R|S)? \$[ ]?
    (?P<amount>[0-9]{1,3}(?:(?P<mark>[.,])[0-9]{3})(?:(?P=mark)[0-9]{3})*)
    (?P<part>[.,][0-9]{1,2})? (?P<magnitude>[ ](?:mil[ ])?millones)? (?![\w]|[.,][0-9])
    """,
    re.VERBOSE,
)
PESOS = re.compile(
    r"""
      \bpesos?\b
    | Bs\.[ ]As\.
    | \b
      (?: Buenos[ ]Aires
        | Argentina
        | México
        | Colombia
        | Chile
        | Uruguay
        | Milei
        | Bogotá
        | Santiago )
      \b
    | \b
      (?: UF
        | IPSA
        | Profeco
        | CLP
        | ARS
        | MXN
        | COP
        | Banxico
        | Edomex
        | CDMX )
      \b
    """,
    re.VERBOSE,
)
SHORT_SUM = re.compile(
    r"""
    (?<![\w]) \$[ ]? (?P<amount>[0-9]+(?:[.,][0-9]{1,2})?)
    (?P<magnitude>[ ](?:mil[ ])?millones)? (?![\w]|[.,][0-9])
    """,
    re.VERBOSE,
)
# "8,500 pesos", where pesos show that a comma parts thousands.
COMMAS = re.compile(
    r"""
    (?<![\w.,$]) (?P<it>[1-9][0-9]{0,2}(?:,[0-9]{3})+) (?![\w.,]*[0-9]) (?=[ ](?P<noun>\w+)?)
    """,
    re.VERBOSE,
)
LAW = re.compile(
    r"""
    \b
    (?i: art (?:ículos?|\.)?
       | arts\.
       | disposición
       | cláusula
       | epígrafe
       | sección )
    [ ] (?P<it>[0-9]{1,4}(?:\.[0-9]{1,2}){1,2}(?:\.[a-z])?) (?![\w,]|\.[0-9])
    """,
    re.VERBOSE,
)
# "línea 1 será", "las 101 participantes"
AFTER_NOUN = re.compile(
    r"""
    \b (?i:línea|número|zona|tipo|grupo|fase|nivel|sala|planta|puerta|vía|andén|dorsal|canal
          |distrito|fórmula|reactor|edificio|bloque|carril|pista|terminal|etapa|capítulo|opción)
    [ ] (?P<it>(?P<figures>[0-9]{0,2}1)) (?=[ ][a-záéíóú])
    """,
    re.VERBOSE,
)
AFTER_ARTICLE = re.compile(
    r"""
    \b (?:[Ll]as|[Ee]stas|[Ee]sas|[Uu]nas) (?:[ ](?:otras|primeras|últimas))? [ ]
    (?P<it>(?P<figures>[0-9]{1,3}(?:\.[0-9]{3})*)) (?=[ ][a-záéíóú])
    (?![ ](?:de[ ]la|horas|h|ha|km|kg|g|l|t|m|cm|mm|min)\b)
    """,
    re.VERBOSE,
)
ROAD = re.compile(r"\b(?P<it>km)(?=[ ][0-9])")
POSTAL_CODE = re.compile(r"(?<=[,;] )(?P<it>[0-9]{5})(?=[ ][A-ZÁÉÍÓÚ][a-záéíóú]+)")


def _half(match: re.Match[str], _: Style) -> str:
    """Say "1/2 litro" without an article."""
    return "media" if gender_of(match["noun"]) == "f" or match["noun"].endswith("a") else "medio"


def _phone(match: re.Match[str], _: Style) -> str:
    """Say a telephone number of Spain, figure by figure."""
    groups = match["it"].split()
    return ", ".join(" ".join(words(int(figure), "es") for figure in group) for group in groups)


def _law(match: re.Match[str], _: Style) -> str:
    """Say "artículo 14.2" and "artículo 5.1.b" with its points."""
    return " punto ".join(
        words(int(part), "es") if part.isdecimal() else part for part in match["it"].split(".")
    )


def _postal_code(match: re.Match[str], _: Style) -> str:
    return " ".join(words(int(figure), "es") for figure in match["it"])


@lru_cache(maxsize=8)
def _in_pesos(sentence: str) -> bool:
    """Return whether a sentence shows that its dollar signs are pesos."""
    return PESOS.search(sentence) is not None


def _short(match: re.Match[str], _: Style) -> str:
    """Say "016" as a zero and a number."""
    return f"cero {words(int(match['figures']), 'es')}"


def _of_them(match: re.Match[str], _: Style) -> str:
    return cardinal(int(match["figures"]), "f")


def _measured(match: re.Match[str], _: Style) -> str:
    """Say "3/4 kg" with "de", and "1/2 kg" without an article."""
    unit = match["unit"]
    noun = COUNTING.nouns.get(unit)
    name = noun.singular if noun else _SPOONS.get(unit, unit)
    if match["part"] in {"1/2", "½"}:
        return f"{'media' if name.endswith('a') else 'medio'} {name}"
    return f"{COUNTING.tables['fractions'][match['part']]} de {name}"


def _after_noun(match: re.Match[str], _: Style) -> str:
    """Say "línea 1 será": a name, which counts nothing."""
    return words(int(match["figures"]), "es")


def _after_article(match: re.Match[str], _: Style) -> str:
    """Say "las 101 participantes"."""
    return cardinal(int(match["figures"].replace(".", "")), "f")


def _flight(match: re.Match[str], _: Style) -> str:
    figures = match["it"]
    return f"{words(int(figures[:2]), 'es')} {words(int(figures[2:]), 'es')}"


def _weekdays(match: re.Match[str], _: Style) -> str:
    return f"{_DAYS[match['first']]} a {_DAYS[match['last']]}"


def _named(match: re.Match[str], _: Style) -> str:
    return cardinal(int(match["figures"]), "m")


def _shots(match: re.Match[str], _: Style) -> str:
    """Say "3/7 en triples"."""
    return f"{words(int(match['low']), 'es')} de {words(int(match['high']), 'es')}"


def _dollars(match: re.Match[str], _: Style) -> str | None:
    """Say "$2,300 millones", "$9.850", as dollars or as pesos."""
    if match["prefix"]:
        return None
    figures = int(re.sub(r"[.,]", "", match["amount"]))
    part = f" con {words(int(match['part'][1:]), 'es')} centavos" if match["part"] else ""
    return _sum(cardinal(figures, "m"), match) + part


def _commas(match: re.Match[str], _: Style) -> str | None:
    """Say "8,500 pesos" as Mexico writes it."""
    if not _in_pesos(match.string):
        return None
    return cardinal(int(match["it"].replace(",", "")), gender_of(match["noun"] or "") or "m")


def _short_sum(match: re.Match[str], _: Style) -> str | None:
    """Say "$500" as pesos where pesos are named."""
    if not _in_pesos(match.string):
        return None
    return _sum(COUNTING.in_words(match["amount"].replace(".", ","), "m"), match)


def _sum(spoken: str, match: re.Match[str]) -> str:
    coin = "pesos" if _in_pesos(match.string) else "dólares"
    return f"{spoken}{match['magnitude']} de {coin}" if match["magnitude"] else f"{spoken} {coin}"


def _parts(match: re.Match[str], _: Style) -> str:
    """Say "las 3/4 partes" as "tres cuartas", "la 1/3 parte" as "una tercera"."""
    over, under = int(match["over"]), _PARTS[int(match["under"]) - 3]
    return f"{cardinal(over, 'f')} {under}{'s' if over > 1 else ''}"


RULES: tuple[Rule, ...] = (
    Rule("fraction", PARTS, _parts, frozenset("/")),
    Rule("fraction", MEASURED, _measured, frozenset("/½¼¾⅓⅔")),
    Rule("fraction", HALF, _half, frozenset("2½")),
    Rule("number", SHORT, _short, frozenset("0")),
    Rule("number", NAMED, _named, frozenset("1")),
    Rule("number", AFTER_NOUN, _after_noun, frozenset("1")),
    Rule("number", AFTER_ARTICLE, _after_article, DIGITS),
    Rule("number", OF_THEM, _of_them, frozenset("1")),
    Rule("fraction", ROUND, lambda match, _: _ROUNDS[match["figures"]], frozenset("/")),
    Rule("code", FLIGHT, _flight, DIGITS),
    Rule("weekday", WEEKDAYS, _weekdays),
    Rule("weekday", DATED_DAY, lambda match, _: _DAYS[match["day"]], frozenset(".")),
    Rule("score", SHOTS, _shots, frozenset("/")),
    Rule("money", DOLLARS, _dollars, frozenset("$")),
    Rule("money", SHORT_SUM, _short_sum, frozenset("$")),
    Rule("number", COMMAS, _commas, frozenset(",")),
    Rule("phone", PHONE, _phone, DIGITS),
    Rule("law", LAW, _law, DIGITS),
    Rule("abbreviation", ROAD, lambda *_: "kilómetro", frozenset("k")),
    Rule("postal_code", POSTAL_CODE, _postal_code, DIGITS),
)
