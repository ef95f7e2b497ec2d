"""Spanish: dates, times, ordinals, centuries and monarchs; what else is counted, as everywhere."""

import re

from narrate.text import western
from narrate.text.counting import DIGITS, FREE, Counting
from narrate.text.numerals import ROMAN, roman, words
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs

_LAST_DAY = 31
_LAST_EVENT = 30
_DIVISIONS = {
    "s. ": "siglo ", "ss. ": "siglos ", "vol. ": "volumen ", "cap. ": "capítulo ", "t. ": "tomo ",
    "tít. ": "título ",
}  # fmt: skip
_APOCOPE = re.compile(r"(primer|tercer)o$")
TENTH = 10  # up to the tenth a monarch is an ordinal


def _whole(number: int, gender: str) -> str:
    """Return a number before a noun: "veintiún euros", "treinta y una mil personas"."""
    said = re.sub(r"veintiuno (?=mil)", "veintiún ", words(number, "es"))
    said = re.sub(r"\buno (?=mil)", "un ", said)
    if gender == "f":
        head, millions, tail = said.rpartition("ones ")
        tail = re.sub(r"cientos\b", "cientas", tail).replace("quinientos", "quinientas")
        tail = re.sub(r"veintiún mil", "veintiuna mil", re.sub(r"\by un mil", "y una mil", tail))
        return head + millions + re.sub(r"uno$", "una", tail)
    if gender == "m":
        return re.sub(r"veintiuno$", "veintiún", re.sub(r"\buno$", "un", said))
    return said


def _guess(noun: str) -> str:
    """Return the gender of a noun that a figure counts, by the table or its ending; else empty.

    >>> _guess("goles"), _guess("toneladas"), _guess("leyes"), _guess("periodistas"), _guess("de")
    ('m', 'f', 'f', 'm', '')
    """
    table = pairs("es/counted.tsv")
    forms = (noun, noun.removesuffix("s"), re.sub(r"c$", "z", noun.removesuffix("es")))
    if gender := next(filter(None, map(table.get, forms)), ""):
        return gender.strip("-")
    if re.search(r"\w{2}istas?$", noun):
        return "m"
    if re.search(r"\w{2}(?:as|[cs]i[oó]n(?:es)?|[td]ad(?:es)?|tud(?:es)?|umbres?|ices)$", noun):
        return "f"
    return "m" if re.search(r"\w{2}(?:os|es)$", noun) else ""


def _decimals(whole: str, part: str) -> str:
    zeros = len(part) - len(part.lstrip("0"))
    if len(part) > 3:  # noqa: PLR2004 - nobody counts further
        rest = [words(int(figure), "es") for figure in part.lstrip("0")]
    else:
        rest = [words(int(part), "es")] if part.strip("0") else []
    return " ".join([words(int(whole), "es"), "coma", *["cero"] * zeros, *rest])


COUNTING = Counting(
    "es",
    _whole,
    _decimals,
    groups=". ",
    of="de {}".format,
    cents=" con ",
    to=" a ",
    score=" a ",
    minus="menos",
    point="punto",
    guess=_guess,
)
MONTHS = COUNTING.months
MONTH = "|".join([*MONTHS, "setiembre"])
SHORT_MONTHS = {
    "ene": 0, "feb": 1, "mar": 2, "abr": 3, "may": 4, "jun": 5, "jul": 6, "ago": 7, "sep": 8,
    "sept": 8, "set": 8, "oct": 9, "nov": 10, "dic": 11,
}  # fmt: skip
SHORT_DATE = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])(?P<first>\.?[º°])?[ ](?:de[ ])?"
    rf"(?P<short>{'|'.join(sorted(SHORT_MONTHS, key=len, reverse=True))})\."
    r"(?:[ ](?P<link>del?)?[ ]?(?P<year>1[0-9]{3}|20[0-9]{2})(?![0-9]))?",
    re.IGNORECASE,
)
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
DATE = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])(?P<first>\.?[º°])?[ ](?:de[ ])?(?P<month>{MONTH})\b"
    rf"(?:[ ](?P<link>del?)[ ](?P<year>{YEAR})(?![0-9]))?",
    re.IGNORECASE,
)
# "abril 30", as newspapers in the Americas have it, where nothing follows that it could count.
MONTH_FIRST = re.compile(
    rf"\b(?P<month>{MONTH})[ ](?P<day>[0-3]?[0-9])(?P<first>)"
    rf"(?:,?[ ](?:(?P<link>del?)[ ])?(?P<year>{YEAR})(?![0-9])|(?=[,;)]|\.?$))",
    re.IGNORECASE,
)
DAYS = re.compile(
    rf"{FREE}(?P<first>[0-3]?[0-9])(?P<link>[ ]?[-–/][ ]?)(?P<day>[0-3]?[0-9])"
    rf"(?=[ ]de[ ](?:{MONTH})\b)"
)
ISO = re.compile(rf"{FREE}(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![\w-])")
FIGURES = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])(?P<mark>[/.-])(?P<month>0?[1-9]|1[0-2])(?P=mark)"
    rf"(?P<year>{YEAR})(?![\w/])"
)
TIME = re.compile(
    rf"(?P<at>\blas?[ ])?{FREE}(?P<it>(?P<hour>[01]?[0-9]|2[0-4])(?:[:.](?P<minute>[0-5][0-9]))?"
    rf"(?:[ ]?(?P<unit>h|hs|hrs|horas)\b\.?|[ ]?(?P<half>[ap])\.?[ ]?m\b\.?|(?<=:..)(?![:.]?[0-9])"
    rf"|(?<=\.[0-5][0-9])(?![:.,]?[0-9]|[ ]?(?:%|€|\$|mill))))"
)
ORDINAL = re.compile(
    rf"{FREE}(?P<figures>[0-9]{{1,3}})\.?(?P<ending>[ºª°]|er|ᵉʳ|os|as|[rdt][oa])(?!\w|[CF]\b)"
)
NAMES = (
    "Felipe|Alfonso|Carlos|Fernando|Isabel|Juan|Pablo|Pío|Benedicto|Juan Pablo|Luis"
    "|Enrique|León|Clemente|Francisco|Napoleón|Guillermo|Jorge|Eduardo|Catalina|Nicolás"
    "|Alejandro|Gregorio|Inocencio|Urbano|Sixto|Balduino|Alberto|Leopoldo|Víctor Manuel|Ramsés"
    "|Margarita|María|Jaime|Pedro|Sancho|Ramiro|Mohamed|Hasán"
)
MONARCH = re.compile(rf"\b(?P<name>{NAMES})[ ](?P<it>(?P<roman>{ROMAN}))(?!\w)")
CUED = re.compile(
    rf"(?:(?i:siglos?|capítulo|tomo|volumen|parte|acto|guerra mundial|título|libro|fase|grupo"
    r"|tipo|clase|anexo|tabla|vol\.|cap\.|t\.|tít\.)|(?<!\w)(?P<s>ss?\.))"
    rf"[ ](?P<first>{ROMAN})(?:(?P<link>[ ](?:y|al|a|o)[ ]|[-–])(?P<last>{ROMAN}))?(?!\w)"
)
ORDINALS = pairs("es/ordinals.tsv")
EVENT = re.compile(
    rf"(?<![\w.])(?P<it>{ROMAN})(?=[ ](?P<noun>{'|'.join(ORDINALS)})\b)", re.IGNORECASE
)
FEMININE = {"Isabel", "Catalina", "Margarita", "María"}
NOON, EVENING = 12, 8
_VERSIONS = r"versión|python|ios|android|industria|web|apartado|punto|windows|bluetooth|usb|tabla"
_RATES = {
    "mes": "al mes", "año": "al año", "día": "al día", "hora": "a la hora", "semana": "a la semana",
}  # fmt: skip
QUARTER = re.compile(r"(?<![\w.,])(?P<figures>[1-4])[TQ](?=[ ](?:de[ ])?[0-9]{4}|[ ]del?\b)")
# "el 8M", "el 23-F": a day and the letter of its month.
DATED = re.compile(r"\b(?:el|del|al)[ ](?P<it>(?P<figures>[0-9]{1,2})-?(?P<letter>[A-Z]))(?!\w)")
HALF = re.compile(rf"{FREE}(?P<it>1/2|½)(?=[ ](?!de\b|del\b|y\b)(?P<noun>[a-záéíóúñ]{{3,}}))")
PHONE = re.compile(
    r"(?<![\w.,/+])(?P<it>[6-9][0-9]{2}[ ][0-9]{3}[ ][0-9]{3})(?![\w.,€$%]*\w|[ ]?[€$%])"
)
_SIMPLE = {
    2: "medio", 3: "tercio", 4: "cuarto", 5: "quinto", 6: "sexto", 7: "séptimo", 8: "octavo",
    9: "noveno", 10: "décimo",
}  # fmt: skip
LAW = re.compile(
    r"\b(?i:art(?:ículos?|\.)?|arts\.|disposición|cláusula|epígrafe|sección)[ ]"
    r"(?P<it>[0-9]{1,4}(?:\.[0-9]{1,2}){1,2}(?:\.[a-z])?)(?![\w,]|\.[0-9])"
)
ROAD = re.compile(r"\b(?P<it>km)(?=[ ][0-9])")
POSTAL_CODE = re.compile(r"(?<=[,;] )(?P<it>[0-9]{5})(?=[ ][A-ZÁÉÍÓÚ][a-záéíóú]+)")


def _nth(number: int, gender: str = "m") -> str:
    said = words(number, "es", "ordinal")
    said = said.replace("décimoprimero", "undécimo").replace("décimosegundo", "duodécimo")
    said = said.replace("quadra", "cuadra").replace("igentésimo", "ingentésimo")
    said = re.sub(r"^décimo (?=\w)", "decimo", said)
    return re.sub(r"o\b", "a", said) if gender == "f" else said


def _date(match: re.Match[str], _: Style) -> str | None:
    found = match.groupdict()
    day, month = int(match["day"]), found.get("month") or ""
    if not 1 <= day <= _LAST_DAY:
        return None
    if short := found.get("short"):
        name = MONTHS[SHORT_MONTHS[short.lower()]]
    else:
        name = MONTHS[int(month) - 1] if month.isdecimal() else month
    year = (
        f" {found.get('link') or 'de'} {words(int(match['year']), 'es')}" if match["year"] else ""
    )
    said = "primero" if found.get("first") and day == 1 else words(day, "es")
    return f"{said} de {name}{year}"


def _days(match: re.Match[str], _: Style) -> str | None:
    """Say "17-18 de junio" with "y", "5-10 de mayo" with "al"."""
    first, last = int(match["first"]), int(match["day"])
    if not 1 <= first < last <= _LAST_DAY:
        return None
    return f"{words(first, 'es')} {'y' if last == first + 1 else 'al'} {words(last, 'es')}"


def _time(match: re.Match[str], _: Style) -> str | None:
    """Say "las 8.30", "14:30 h", "5 p. m."; "8.30" alone may be anything."""
    if not (match["at"] or match["unit"] or match["half"] or ":" in match["it"]):
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    said = _whole(hour, "f") + (f" {words(minute, 'es')}" if minute else "")
    stop = (
        "." if match[0].endswith(".") and not match.string[match.end() :].strip("\"'”’»“) ") else ""
    )
    if match["half"] == "a":
        return f"{said} de la mañana{stop}"
    if match["half"]:
        late = EVENING <= hour < NOON
        return f"{said} de la {'noche' if late else 'tarde'}{stop}"
    if match["unit"] or not (match["at"] or minute):
        return f"{said} hora{'' if hour == 1 and not minute else 's'}{stop}"
    return said


def _ordinal(match: re.Match[str], _: Style) -> str:
    ending = match["ending"]
    said = _nth(int(match["figures"]), "f" if ending in {"ª", "as", "ra", "da", "ta"} else "m")
    if ending in {"os", "as"}:
        return f"{said}s"
    return _APOCOPE.sub(r"\1", said) if ending in {"er", "ᵉʳ"} else said


def _event(match: re.Match[str], _: Style) -> str:
    """Say "II Guerra Mundial", "XXV aniversario"; beyond the thirtieth a cardinal."""
    value, gender = roman(match["it"].upper()), ORDINALS[match["noun"].casefold()]
    if value > _LAST_EVENT:
        return words(value, "es")
    said = _nth(value, gender)
    return _APOCOPE.sub(r"\1", said) if gender == "m" else said


def _monarch(match: re.Match[str], _: Style) -> str:
    value = roman(match["roman"])
    gender = "f" if match["name"] in FEMININE else "m"
    return _nth(value, gender) if value <= TENTH else words(value, "es")


def _cued(match: re.Match[str], _: Style) -> str:
    """Say "siglo XX", "s. XX", "siglos XIX y XX"."""
    first = words(roman(match["first"]), "es")
    before = match[0][: match.start("first") - match.start()]
    before = _DIVISIONS.get(before.lower(), before)
    if not match["last"]:
        return before + first
    link = match["link"] if match["link"].strip().isalpha() else " a "
    return f"{before}{first}{link}{words(roman(match['last']), 'es')}"


def _denominator(low: int, high: int) -> str:
    name = _SIMPLE.get(high) or re.sub(r"[aeo]$", "", words(high, "es").replace("é", "e")) + "avo"
    return f"{name}{'' if low == 1 else 's'}"


def _quarter(match: re.Match[str], _: Style) -> str:
    """Say "3T de 2024"."""
    ordinal = _APOCOPE.sub(r"\1", _nth(int(match["figures"])))
    return f"{ordinal} trimestre"


def _dated(match: re.Match[str], _: Style) -> str:
    return f"{words(int(match['figures']), 'es')} {match['letter']}"


def _half(match: re.Match[str], _: Style) -> str:
    """Say "1/2 litro" without an article."""
    return "media" if _guess(match["noun"]) == "f" or match["noun"].endswith("a") else "medio"


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


RULES: tuple[Rule, ...] = (
    Rule("date.days", DAYS, _days, DIGITS),
    Rule("date", DATE, _date, DIGITS),
    Rule("date", SHORT_DATE, _date, DIGITS),
    Rule("date.month", MONTH_FIRST, _date, DIGITS),
    Rule("date.iso", ISO, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman.event", EVENT, _event, frozenset("IVX")),
    Rule("roman", CUED, _cued, frozenset("IVX")),
    Rule("quarter", QUARTER, _quarter, frozenset("TQ")),
    Rule("date.letter", DATED, _dated, DIGITS),
    Rule("fraction", HALF, _half, frozenset("2½")),
    Rule("phone", PHONE, _phone, DIGITS),
    Rule("law", LAW, _law, DIGITS),
    Rule("abbreviation", ROAD, lambda *_: "kilómetro", frozenset("k")),
    Rule("postal_code", POSTAL_CODE, _postal_code, DIGITS),
    western.versions(COUNTING, _VERSIONS, "punto"),
    western.per(COUNTING, "por", _RATES),
    western.after_year(COUNTING),
    western.fractions(COUNTING, _denominator),
    western.codes(COUNTING),
    western.ranges(COUNTING, _guess),
    *western.signs(COUNTING, "por"),
    *COUNTING.rules(),
    *western.leftovers(COUNTING, "barra"),
)
