"""Ukrainian: dates, years, times, ordinals in their cases; what else is counted, as everywhere."""

import re

from narrate.text.counting import DIGITS, FREE, Counting
from narrate.text.numerals import roman, words
from narrate.text.rules import Rule, Style
from narrate.text.table import pairs

# The endings of an ordinal in "-ий" and of "третій" by case and gender.
ENDINGS = {
    "й": "ий",
    "ий": "ий",
    "го": "ого",
    "ого": "ого",
    "му": "ому",
    "ому": "ому",
    "м": "им",
    "им": "им",
    "а": "а",
    "га": "а",
    "ша": "а",
    "та": "а",
    "ма": "а",
    "ме": "е",
    "я": "а",
    "тя": "а",
    "ої": "ої",
    "ій": "ій",
    "ою": "ою",
    "у": "у",
    "ту": "у",
    "е": "е",
    "ше": "е",
    "те": "е",
    "тє": "е",
    "ге": "е",
    "і": "і",
    "ті": "і",
    "х": "их",
    "их": "их",
    "ми": "ими",
}
SOFT = {
    "ий": "ій",
    "ого": "ього",
    "ому": "ьому",
    "им": "ім",
    "а": "я",
    "ої": "ьої",
    "ою": "ьою",
    "у": "ю",
    "е": "є",
    "их": "іх",
    "ими": "іми",
}
FRACTIONS = ("десят", "сот", "тисячн")


def _plain(number: int, to: str = "cardinal") -> str:
    """Return a number as it is said: "тисяча", not "одна тисяча"."""
    return words(number, "uk", to).replace("'", "’").removeprefix("одна ")


def _whole(number: int, gender: str) -> str:
    """Return a number before a noun: "дві гривні", "двадцять одне"."""
    said = _plain(number)
    if gender == "f":
        return re.sub(r"\bдва$", "дві", re.sub(r"\bодин$", "одна", said))
    return re.sub(r"\bодин$", "одне", said) if gender == "n" else said


def _decimals(whole: str, part: str) -> str:
    """Say "2,5" as "два з половиною", "3,07" as "три цілих сім сотих"."""
    if part == "5" and whole != "0":
        return f"{_plain(int(whole))} з половиною"
    if len(part) > len(FRACTIONS):
        return f"{_plain(int(whole))} кома {' '.join(_plain(int(figure)) for figure in part)}"
    over = int(part)
    ones = str(over)[-1] == "1" and over % 100 != 11  # noqa: PLR2004 - eleven
    whole_part = "ціла" if whole[-1] == "1" and whole[-2:] != "11" else "цілих"
    name = FRACTIONS[len(part) - 1] + ("а" if ones else "их")
    return f"{_whole(int(whole), 'f')} {whole_part} {_whole(over, 'f')} {name}"


COUNTING = Counting("uk", _whole, _decimals, groups=" ", minus="мінус", cents=" ")
MONTHS = COUNTING.months
MONTH = "|".join(MONTHS)
YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
OF_YEAR = r"(?:року|р\.)"
DATE = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])(?:-го)?[ ](?P<month>{MONTH})\b"
    rf"(?:[ ](?P<year>{YEAR})(?![0-9])(?P<of>[ ]{OF_YEAR})?)?"
)
ISO = re.compile(rf"{FREE}(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3][0-9])(?![\w-])")
FIGURES = re.compile(
    rf"{FREE}(?P<day>[0-3]?[0-9])\.(?P<month>0?[1-9]|1[0-2])\.(?P<year>{YEAR})(?![\w])"
    rf"(?P<of>[ ]{OF_YEAR})?"
)
YEARS = re.compile(
    rf"{FREE}(?P<year>{YEAR})(?P<high>[-–](?P<last>{YEAR}))?[ ]?(?P<word>році|року|роком"
    rf"|роки|років|рік|роках|рр\.|р\.)(?!\w)"
)
DECADE = re.compile(rf"{FREE}(?P<figures>(?:1[0-9]|20)?[1-9]0)-х(?!\w)")
ORDINAL = re.compile(
    rf"{FREE}(?P<figures>[0-9]{{1,4}})[-–]"
    rf"(?P<ending>{'|'.join(sorted(ENDINGS, key=len, reverse=True))})(?!\w)"
)
FIRST_DAY = re.compile(
    rf"(?:\b(?P<from>[Зз]|[Іі]з|[Вв]ід)[ ])?{FREE}"
    rf"(?P<it>(?P<day>[0-3]?[0-9])(?P<link>[ ]?[-–][ ]?|[ ](?:до|по|і|й|та|або)[ ]))"
    rf"(?=(?P<last>[0-3]?[0-9])[ ](?:{MONTH})\b)"
)
TIME = re.compile(
    rf"(?:\b(?P<at>[Оо]б?|[Пп]ісля|[Дд]о|[Вв]ід|[Зз]|[Бб]лизько)[ ])?{FREE}"
    rf"(?P<it>(?P<hour>[01]?[0-9]|2[0-4])(?::(?P<minute>[0-5][0-9])(?![:.]?[0-9])"
    rf"|(?=[ ](?P<word>годині|години|год)\b)))"
)
HOUR = re.compile(r"\b[Оо]б?[ ](?:[01]?[0-9]|2[0-4])[ ](?P<it>год\b\.?)")
ORDINALS, REGNAL = pairs("uk/ordinals.tsv"), pairs("uk/regnal.tsv")
ROMAN_UK = r"(?=[IVXІХ])[XХ]{0,3}(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3})"
MONARCH = re.compile(rf"\b(?P<name>{'|'.join(REGNAL)})[ ](?P<it>{ROMAN_UK})(?!\w)")
NUMBERED = re.compile(rf"(?<![\w.])(?P<it>{ROMAN_UK})(?=[ ](?P<noun>[\w’']+))")
COMPOUND = re.compile(rf"{FREE}(?P<it>(?P<figures>100|[1-9][0-9]?)-)(?=[а-яіїєґ]{{4}})")
COMBINING = pairs("uk/combining.tsv")
CENTURY = re.compile(
    rf"(?<!\w)(?P<roman>{ROMAN_UK})(?P<link>[ ])"
    r"(?P<word>століття|столітті|століттю|століттям|ст\.|сторіччя|тисячоліття)(?!\w)"
)
ARTICLE = re.compile(r"(?P<of>\b(?:[Зз]і|[Зз]а|[Дд]о)[ ])?(?<!\w)(?P<it>[Сс]т\.)(?=[ ][0-9])")
CITY = re.compile(r"(?P<at>\b[уУвВ][ ])?(?<!\w)(?P<it>м\.)(?=[ ][А-ЯІЇЄҐ])")
CYRILLIC = str.maketrans("ІХ", "IX")


def nth(number: int, ending: str = "ий") -> str:
    """Return an ordinal with an ending.

    >>> nth(1984, "ому"), nth(3, "ого"), nth(2000, "ого")
    ('тисяча дев’ятсот вісімдесят четвертому', 'третього', 'двохтисячного')
    """
    said = _plain(number, "ordinal")
    if said.endswith("ій"):
        return said.removesuffix("ій") + SOFT.get(ending, ending)
    return said.removesuffix("ий") + ending


def _date(match: re.Match[str], _: Style) -> str | None:
    day, month = int(match["day"]), match["month"]
    if not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        return None
    name = MONTHS[int(month) - 1] if month.isdecimal() else month
    year = f" {nth(int(match['year']), 'ого')} року" if match["year"] else ""
    ending = "е" if match.string[: match.start()].endswith("по ") else "ого"
    return f"{nth(day, ending)} {name}{year}{_stop(match)}"


def _stop(match: re.Match[str]) -> str:
    ends = match[0].endswith(".") and not match.string[match.end() :].strip("\"'”’»“) ")
    return "." if ends else ""


def _years(match: re.Match[str], _: Style) -> str:
    """Say a year in the case of its noun: "у 1984 році", "1984 р."."""
    word = match["word"]
    if match["last"] or word in {"роки", "рр.", "років", "роках"}:
        if not match["last"]:
            return f"{_whole(int(match['year']), 'm')} {word}"
        ending, noun = {"роках": ("ому", "роках"), "років": ("ого", "років")}.get(
            word, ("ий", "роки")
        )
        years = nth(int(match["year"]), ending), nth(int(match["last"]), ending)
        return f"{years[0]}, {years[1]} {noun}{_stop(match)}"
    before = match.string[: match.start()].split()
    inside = bool(before) and before[-1].casefold() in {"у", "в"}
    ending, noun = {
        "році": ("ому", "році"),
        "рік": ("ий", "рік"),
        "роком": ("им", "роком"),
        "р.": ("ому", "році") if inside else ("ого", "року"),
    }.get(word, ("ого", "року"))
    return f"{nth(int(match['year']), ending)} {noun}{_stop(match)}"


def _decade(match: re.Match[str], _: Style) -> str:
    return nth(int(match["figures"]), "их")


def _ordinal(match: re.Match[str], _: Style) -> str:
    """Say "5-й", "2-га", "20-го" by the ending that is written."""
    return nth(int(match["figures"]), ENDINGS[match["ending"]])


def _time(match: re.Match[str], _: Style) -> str | None:
    """Say "о 14:30" as "о чотирнадцятій тридцять", "о 8 годині" as "о восьмій годині"."""
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    at = (match["at"] or "").casefold()
    if match["word"] and at not in {"о", "об"}:
        return None
    ending = {"": "а", "о": "ій", "об": "ій"}.get(at, "ої")
    said = nth(hour, ending) if hour else "нуль годин"
    if not minute:
        return said
    return f"{said} {_whole(minute, 'f')}" if minute > 9 else f"{said} нуль {_whole(minute, 'f')}"  # noqa: PLR2004


def _hour(match: re.Match[str], _: Style) -> str:
    return f"годині{_stop(match)}"


def _first_day(match: re.Match[str], _: Style) -> str | None:
    """Say the first of two days: "з 5 до 10 травня", "5–10 травня"."""
    day, link = int(match["day"]), match["link"].strip()
    if not 1 <= day <= 31:  # noqa: PLR2004 - days of a month
        return None
    said = nth(day, "ого")
    if link.isalpha():
        return f"{said} {link} "
    if int(match["last"]) == day + 1:
        return f"{said} та "
    return f"{said} до " if match["from"] else f"з {said} до "


def _numbered(match: re.Match[str], _: Style) -> str | None:
    """Say "II світової війни" in the case of a noun that the table knows."""
    ending = ORDINALS.get(match["noun"].replace("'", "’"))
    return nth(roman(match["it"].translate(CYRILLIC)), ending) if ending else None


def _monarch(match: re.Match[str], _: Style) -> str:
    return nth(roman(match["it"].translate(CYRILLIC)), REGNAL[match["name"]])


def _compound(match: re.Match[str], _: Style) -> str:
    """Say "7-річний", "25-річчя" as one word."""
    figures = match["figures"]
    return COMBINING.get(figures) or COMBINING[f"{figures[0]}0"] + COMBINING[figures[1]]


def _century(match: re.Match[str], _: Style) -> str | None:
    value = roman(match["roman"].translate(CYRILLIC))
    word = match["word"]
    before = match.string[: match.start()].split()
    inside = bool(before) and before[-1].casefold() in {"у", "в"}
    if word == "ст.":
        word = "столітті" if inside else "століття"
    ending = {"столітті": "ому", "століттю": "ому", "століттям": "им"}.get(word, "ого")
    return f"{nth(value, ending)} {word}{_stop(match)}"


def _city(match: re.Match[str], _: Style) -> str:
    return "місті" if match["at"] else "місто"


def _article(match: re.Match[str], _: Style) -> str:
    said = "статті" if match["of"] else "стаття"
    return said.capitalize() if match["it"][0] == "С" else said


RULES: tuple[Rule, ...] = (
    Rule("date.days", FIRST_DAY, _first_day, DIGITS),
    Rule("date", DATE, _date, DIGITS),
    Rule("date.iso", ISO, _date, DIGITS),
    Rule("date.figures", FIGURES, _date, DIGITS),
    Rule("year", YEARS, _years, DIGITS),
    Rule("decade", DECADE, _decade, DIGITS),
    Rule("ordinal", ORDINAL, _ordinal, DIGITS),
    Rule("compound", COMPOUND, _compound, DIGITS),
    Rule("time.hour", HOUR, _hour, DIGITS),
    Rule("time", TIME, _time, DIGITS),
    Rule("roman.century", CENTURY, _century, frozenset("IVXІХ")),
    Rule("roman.monarch", MONARCH, _monarch, frozenset("IVXІХ")),
    Rule("roman", NUMBERED, _numbered, frozenset("IVXІХ")),
    Rule("abbreviation.article", ARTICLE, _article, frozenset("сС")),
    Rule("abbreviation.city", CITY, _city, frozenset("м")),
    *COUNTING.rules(),
)
