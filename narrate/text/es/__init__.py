"""Spanish: dates, times, ordinals, centuries and monarchs; what else is counted, as everywhere."""

import re

from narrate.text.counting import DIGITS, FREE, Counting
from narrate.text.numerals import ROMAN, roman, words
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs

TENTH = 10  # up to the tenth a monarch is an ordinal


def _whole(number: int, gender: str) -> str:
    """Return a number before a noun: "veintiún euros", "doscientas personas"."""
    said = words(number, "es")
    if gender == "f":
        said = re.sub(r"cientos\b", "cientas", said).replace("quinientos", "quinientas")
        return re.sub(r"uno$", "una", said)
    if gender == "m":
        return re.sub(r"veintiuno$", "veintiún", re.sub(r"\buno$", "un", said))
    return said


def _guess(noun: str) -> str:
    """Return a noun's gender where its ending is sure: "casas", "naciones", "soldados"."""
    if re.search(r"\w{2}(?:[^m]as|[cs]i[oó]n(?:es)?|[td]ad(?:es)?)$", noun):
        return "f"
    return "m" if re.search(r"\w{2}(?:[^mn]os|ores)$", noun) else ""


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
    rf"(?:(?i:siglos?|capítulo|tomo|volumen|parte|acto|guerra mundial|título)|(?<!\w)(?P<s>ss?\.))"
    rf"[ ](?P<first>{ROMAN})(?:(?P<link>[ ](?:y|al|a|o)[ ]|[-–])(?P<last>{ROMAN}))?(?!\w)"
)
ORDINALS = pairs("es/ordinals.tsv")
EVENT = re.compile(
    rf"(?<![\w.])(?P<it>{ROMAN})(?=[ ](?P<noun>{'|'.join(ORDINALS)})\b)", re.IGNORECASE
)
FEMININE = {"Isabel", "Catalina", "Margarita", "María"}
NOON, EVENING = 12, 8


def _nth(number: int, gender: str = "m") -> str:
    said = words(number, "es", "ordinal")
    said = said.replace("décimoprimero", "undécimo").replace("décimosegundo", "duodécimo")
    said = said.replace("quadra", "cuadra").replace("igentésimo", "ingentésimo")
    said = re.sub(r"^décimo (?=\w)", "decimo", said)
    return re.sub(r"o\b", "a", said) if gender == "f" else said


def _date(match: re.Match[str], _: Style) -> str | None:
    day, month = int(match["day"]), match["month"]
    if not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        return None
    name = MONTHS[int(month) - 1] if month.isdecimal() else month
    found = match.groupdict()
    year = (
        f" {found.get('link') or 'de'} {words(int(match['year']), 'es')}" if match["year"] else ""
    )
    said = "primero" if found.get("first") and day == 1 else words(day, "es")
    return f"{said} de {name}{year}"


def _days(match: re.Match[str], _: Style) -> str | None:
    """Say "17-18 de junio" with "y", "5-10 de mayo" with "al"."""
    first, last = int(match["first"]), int(match["day"])
    if not 1 <= first < last <= 31:  # noqa: PLR2004 - days of a month
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
    return re.sub(r"(primer|tercer)o$", r"\1", said) if ending in {"er", "ᵉʳ"} else said


def _event(match: re.Match[str], _: Style) -> str:
    """Say "II Guerra Mundial", "XV aniversario"; beyond the twentieth a cardinal."""
    value, gender = roman(match["it"].upper()), ORDINALS[match["noun"].casefold()]
    if value > 2 * TENTH:
        return words(value, "es")
    said = _nth(value, gender)
    return re.sub(r"(primer|tercer)o$", r"\1", said) if gender == "m" else said


def _monarch(match: re.Match[str], _: Style) -> str:
    value = roman(match["roman"])
    gender = "f" if match["name"] in FEMININE else "m"
    return _nth(value, gender) if value <= TENTH else words(value, "es")


def _cued(match: re.Match[str], _: Style) -> str:
    """Say "siglo XX", "s. XX", "siglos XIX y XX"."""
    first = words(roman(match["first"]), "es")
    before = match[0][: match.start("first") - match.start()]
    before = {"s. ": "siglo ", "ss. ": "siglos "}.get(before, before)
    if not match["last"]:
        return before + first
    link = match["link"] if match["link"].strip().isalpha() else " a "
    return f"{before}{first}{link}{words(roman(match['last']), 'es')}"


RULES: tuple[Rule, ...] = (
    Rule("date.days", DAYS, _days, DIGITS),
    Rule("date", DATE, _date, DIGITS),
    Rule("date.month", MONTH_FIRST, _date, DIGITS),
    Rule("date.iso", ISO, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman.event", EVENT, _event, frozenset("IVX")),
    Rule("roman", CUED, _cued, frozenset("IVX")),
    *COUNTING.rules(),
)
