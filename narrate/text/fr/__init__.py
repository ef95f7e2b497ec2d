"""French: dates, times, ordinals, centuries and monarchs; what else is counted, as everywhere."""

import re
import unicodedata

from narrate.text import western
from narrate.text.counting import DIGITS, FREE, Counting
from narrate.text.numerals import ROMAN, roman, words
from narrate.text.rules import Rule, Style

_LAST_DAY = 31
_SECOND = 2
_FEMININE = re.compile(
    r"\w{2}(?:[st]ions?|xions?|tés?|ettes?|[ae]nces?|ées?|esses?|euses?|iennes?|[rt]rices?|udes?|illes"
    r"|ies|ades?|ures|aines|ines|elles|ères|istes(?<!istes))$"
)
_NOT_FEMININE = re.compile(
    r"(?:comtés?|étés?|côtés?|comités?|traités?|députés?|arrêtés?|musées?|lycées?|trophées?"
    r"|employés?|blessés?|incendies|génies|parapluies|stades?|grades?|silences?|magazines|domaines"
    r"|capitaines|gorilles|crocodiles|modèles|carrés|décès|degrés|invités|cafés|marchés|décrets"
    r"|résultés|réfugiés|délégués|morts)$"
)


def _guess(noun: str) -> str:
    """Return a noun's gender where its ending is sure: f for "missions", else empty."""
    return "f" if _FEMININE.search(noun) and not _NOT_FEMININE.search(noun) else ""


def _whole(number: int, gender: str) -> str:
    said = words(number, "fr")
    return f"{said}e" if gender == "f" and said.endswith("un") else said


def _decimals(whole: str, part: str) -> str:
    zeros = len(part) - len(part.lstrip("0"))
    if len(part) > 3:  # noqa: PLR2004 - nobody counts further
        rest = [words(int(figure), "fr") for figure in part.lstrip("0")]
    else:
        rest = [words(int(part), "fr")] if part.strip("0") else []
    return " ".join([words(int(whole), "fr"), "virgule", *["zéro"] * zeros, *rest])


def _of(noun: str) -> str:
    return f"d’{noun}" if noun[0] in "aeiouhé" else f"de {noun}"


COUNTING = Counting(
    "fr",
    _whole,
    _decimals,
    groups=" .",
    of=_of,
    to=" à ",
    score=" à ",
    minus="moins",
    by_pairs=True,
)
_VERSIONS = "version|python|ios|android|industrie|web|windows|bluetooth|usb|tableau|point"
MONTHS = COUNTING.months
MONTH = "|".join(MONTHS)
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
DATE = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])(?P<first>er)?[ ](?P<month>{MONTH})\b(?:[ ]"
    rf"(?P<year>{YEAR})(?![0-9]))?",
    re.IGNORECASE,
)
ISO = re.compile(
    rf"{FREE}(?P<first>)(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![\w-])"
)
FIGURES = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])(?P<first>)[/.](?P<month>0?[1-9]|1[0-2])[/.]"
    rf"(?P<year>{YEAR})(?![\w/])"
)
TIME = re.compile(
    rf"{FREE}(?P<hour>[01]?[0-9]|2[0-4])(?:[ ]?h[ ]?(?P<minute>[0-5][0-9])?(?!\w)|:"
    rf"(?P<after>[0-5][0-9])(?![:.]?[0-9]))"
)
ORDINAL = re.compile(
    rf"{FREE}(?P<figures>[0-9]{{1,4}})(?P<ending>ers?|re|ère|nde?|de?|e|es|ème|èmes|[ᵉʳᵈⁿˢ]+)(?!\w)"
)
DAYS = re.compile(
    rf"{FREE}(?P<first>[0-3]?[0-9])(?P<one>er)?(?P<link>[ ]?[-–/][ ]?|[ ](?:et|au|ou)[ ])"
    rf"(?P<day>[0-3]?[0-9])[ ](?P<month>{MONTH})\b(?:[ ](?P<year>{YEAR})(?![0-9]))?",
    re.IGNORECASE,
)
COINS = re.compile(rf"{FREE}(?P<whole>[0-9]{{1,3}})[ ]?€[ ]?(?P<cents>[0-9]{{2}})(?!\w|[.,][0-9])")
# "XIXe" is an ordinal wherever it stands; "Ve" and "Xe" only before what is numbered so.
CENTURY = re.compile(
    r"(?<!\w)(?P<roman>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))(?P<ending>ers?|re|ère|es?|ème|ᵉ)(?!\w)"
    r"(?:(?<=[IVX]{2}.)|(?<=[IVX]{2}..)|(?<=[IVX]{2}...)|(?=[ ](?:siècle|République|arrondissement"
    r"|dynastie|Reich|Internationale|congrès|édition|Empire|millénaire|s\.|Congrès|République|Corps|Symphonie|Festival|Plan)))"
)
NAMES = (
    "Louis|Henri|Charles|Philippe|François|Napoléon|Jean|Paul|Pie|Benoît|Jean-Paul|Élisabeth"
    "|Elizabeth|Georges|Léon|Clément|Grégoire|Guillaume|Frédéric|Nicolas|Alexandre|Albert|Léopold"
    "|Victor-Emmanuel|Jacques|Édouard|Catherine|Urbain|Innocent|Jules|Sixte|Alphonse|Ferdinand"
    "|Pierre|Boniface|Mohammed|Hassan|Ramsès|Margrethe|Isabelle|Marie|Felipe|Carlos|Juan Carlos"
)
AGE = re.compile(r"(?<=[IVX][eᵉ] )(?P<it>s\.)")
SHORT_MONTHS = {
    "janv": 0, "févr": 1, "fév": 1, "avr": 3, "juill": 6, "juil": 6, "sept": 8, "oct": 9, "nov": 10,
    "déc": 11,
}  # fmt: skip
SHORT_DATE = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])(?P<first>er)?[ ](?P<short>{'|'.join(SHORT_MONTHS)})\."
    rf"(?:[ ](?P<year>{YEAR})(?![0-9]))?",
    re.IGNORECASE,
)
NATIONAL_DAY = re.compile(
    rf"{FREE}(?P<it>(?P<day>[0-3]?[0-9])-)(?=(?:Juillet|Mai|Novembre|Septembre)\b)"
)
# "art. L. 310-2", "loi n° 2016-1691", "articles 5-1 et R123-4"
_PART = r"(?:(?P<code>[LRDA])\.?[ ]?\*?)?(?P<first>[0-9]{1,4})(?P<rest>(?:-[0-9]{1,4}){0,3})"
LAW = re.compile(
    rf"(?:\b(?i:art(?:icles?|\.)|loi|lois|décret|ordonnance|arrêté|directive|code|al(?:inéas?|\.))"
    rf"(?:[ ](?i:n°|nº|no|nos|n°s))?[ ]|(?P<bare>(?<![\w.])(?=[LRD]\.?[ ]?[0-9]{{2,4}}-[0-9])))"
    rf"(?P<it>{_PART})(?![\w%]|[.,][0-9])"
)
ROAD = re.compile(r"\b(?P<it>km)(?=[ ][0-9])")
LAP = re.compile(
    rf"{FREE}(?P<minute>[0-9]{{1,2}})(?:[ ]?(?:min|mn|')[ ]?)(?P<second>[0-5]?[0-9])"
    r"[ ]?(?:s|''|\")?(?P<part>[0-9]{1,3})?(?!\w)"
)
MONARCH = re.compile(
    rf"\b(?P<name>{NAMES})[ ](?P<it>(?P<roman>{ROMAN})(?P<ending>er|re|ère)?)(?!\w)"
)
CUED = re.compile(
    rf"(?i:guerre mondiale|chapitre|tome|volume|partie|article|acte|Vatican)[ ]"
    rf"(?P<it>{ROMAN})(?!\w)"
)


def _nth(number: int) -> str:
    said = words(number, "fr", "ordinal")
    return said.replace("vingtsième", "vingtième").replace("centsième", "centième")


def _gender(noun: str) -> str:
    return COUNTING.tables["counted"].get(noun) or _guess(noun)


def _date(match: re.Match[str], _: Style) -> str | None:
    groups = match.groupdict()
    day, month = int(match["day"]), groups.get("month") or ""
    if not 1 <= day <= _LAST_DAY:
        return None
    if short := groups.get("short"):
        name = MONTHS[SHORT_MONTHS[short.lower()]]
    else:
        name = MONTHS[int(month) - 1] if month.isdecimal() else month
    said = "premier" if day == 1 else words(day, "fr")
    year = f" {words(int(match['year']), 'fr')}" if match["year"] else ""
    return f"{said} {name}{year}"


def _days(match: re.Match[str], style: Style) -> str | None:
    """Say "les 17-18 juin" with "et", "5-10 mai" with "au"."""
    first, later = int(match["first"]), _date(match, style)
    if later is None or not 1 <= first <= _LAST_DAY:
        return None
    link = match["link"].strip()
    if not link.isalpha():
        link = "et" if int(match["day"]) == first + 1 else "au"
    return f"{'premier' if first == 1 else words(first, 'fr')} {link} {later}"


def _coins(match: re.Match[str], _: Style) -> str:
    return COUNTING.sum(f"{match['whole']},{match['cents']}", COUNTING.nouns["€"])


def _time(match: re.Match[str], _: Style) -> str:
    hour, minute = int(match["hour"]), int(match["minute"] or match["after"] or 0)
    said = f"{_whole(hour, 'f')} heure{'s' if hour > 1 else ''}"
    return f"{said} {_whole(minute, 'f')}" if minute else said


def _ordinal(match: re.Match[str], _: Style) -> str | None:
    number, ending = int(match["figures"]), unicodedata.normalize("NFKC", match["ending"])
    if number == 1:
        return {
            "er": "premier", "ers": "premiers", "re": "première", "ère": "première",
        }.get(ending)  # fmt: skip
    if ending in {"nd", "nde", "d", "de"}:
        return f"second{'e' if ending.endswith('e') else ''}" if number == _SECOND else None
    if ending in {"er", "ers", "re", "ère"}:
        return None
    return _nth(number) + ("s" if ending.endswith("s") else "")


def _century(match: re.Match[str], _: Style) -> str:
    value, ending = roman(match["roman"]), match["ending"]
    said = _nth(value) if value > 1 else "première" if ending in {"re", "ère"} else "premier"
    return said + ("s" if ending.endswith("s") else "")


def _monarch(match: re.Match[str], _: Style) -> str:
    value = roman(match["roman"])
    if value == 1:
        return "première" if match["ending"] in {"re", "ère"} else "premier"
    return words(value, "fr")


def _cued(match: re.Match[str], _: Style) -> str:
    return words(roman(match["it"]), "fr")


def _law(match: re.Match[str], _: Style) -> str:
    """Say "L. 310-2" as "L trois cent dix tiret deux"."""
    parts = [match["first"], *match["rest"].split("-")[1:]]
    said = " tiret ".join(words(int(part), "fr") for part in parts)
    return f"{match['code']} {said}" if match["code"] else said


def _lap(match: re.Match[str], _: Style) -> str:
    """Say "10 min 32 s", "9 min 58 s 4"."""
    minute, second = int(match["minute"]), int(match["second"])
    minutes = f"{_whole(minute, 'f')} minute{'s' if minute > 1 else ''}"
    part = f" {words(int(match['part']), 'fr')}" if match["part"] else ""
    return f"{minutes} {_whole(second, 'f')} seconde{'s' if second > 1 else ''}{part}"


def _denominator(low: int, high: int) -> str:
    return _nth(high) + ("" if low == 1 else "s")


RULES: tuple[Rule, ...] = (
    Rule("date.days", DAYS, _days, DIGITS),
    Rule("date", DATE, _date, DIGITS),
    Rule("date", SHORT_DATE, _date, DIGITS),
    Rule("date", NATIONAL_DAY, lambda match, _: f"{words(int(match['day']), 'fr')} ", DIGITS),
    Rule("date.iso", ISO, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("money.coins", COINS, _coins, DIGITS),
    Rule("law", LAW, _law, DIGITS),
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
    Rule("roman.century", CENTURY, _century, frozenset("IVX")),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVX")),
    Rule("roman", CUED, _cued, frozenset("IVX")),
    Rule("roman.century", AGE, lambda *_: "siècle", frozenset("IVX")),
    Rule("abbreviation", ROAD, lambda *_: "kilomètre", frozenset("k")),
    western.versions(COUNTING, _VERSIONS, "point"),
    western.per(COUNTING, "par"),
    western.after_year(COUNTING),
    western.fractions(COUNTING, _denominator),
    western.codes(COUNTING),
    western.ranges(COUNTING, _gender),
    *western.signs(COUNTING, "fois"),
    *COUNTING.rules(),
    *western.leftovers(COUNTING),
)
