"""Ukrainian dates, years and centuries in their cases."""

import re

from narrate.text.counting import DIGITS, FREE, stop
from narrate.text.numerals import roman
from narrate.text.rules import Rule, Style
from narrate.text.slavic.agreement import text_before
from narrate.text.slavic.dates import LIFETIME, YEAR, Dates
from narrate.text.uk.numbers import COUNTING, NUMERALS, nth, nth_in
from narrate.text.uk.times import RULES as TIMES

PREPOSITIONS = frozenset(
    [
        "на",
        "по",
        "за",
        "через",
        "про",
        "між",
        "перед",
        "під",
        "у",
        "в",
        "з",
        "із",
        "від",
        "до",
        "після",
    ]
)
JOINED = re.compile(r"(?:(?:[0-9]+|[IVXІХ]+) (?:\S+ )?(?:і|й|та|або|чи) |[0-9]{1,2}[-–—])\Z")
ANY_MONTH = (
    "(?:січ(?:ень|ня|ні|нем)|лют(?:ий|ого|ому|им)|берез(?:ень|ня|ні|нем)|квіт(?:ень|ня|ні|нем)"
    "|трав(?:ень|ня|ні|нем)|черв(?:ень|ня|ні|нем)|лип(?:ень|ня|ні|нем)|серп(?:ень|ня|ні|нем)"
    "|верес(?:ень|ня|ні|нем)|жовт(?:ень|ня|ні|нем)|листопад(?:а|і|ом)?|груд(?:ень|ня|ні|нем))"
)
DAY_MONTH = re.compile(
    r"""
    (?<![\w.,/:+-]) (?P<day>[0-3]?[0-9]) \. (?P<month>0[1-9]|1[0-2]) (?P<year>)
    (?! \w
      | [.,][0-9]
      | [ ]? (?:%|млн|млрд|тис|грн|бал) )
    """,
    re.VERBOSE,
)
ANCIENT = r"(?:[-–—][1-9][0-9]{0,2})?[ ]рр?\.[ ]до[ ]н"  # "350–330 рр. до н. е."
YEARS = re.compile(
    rf"""
    {FREE} (?P<year>{YEAR}|[1-9][0-9]{{2}}(?=[ ]р\.)|[1-9][0-9]{{0,2}}(?={ANCIENT}))
    (?P<high>[-–—/](?P<last>{YEAR}|[0-9]{{2}}(?=[ ]?рр\.)|[1-9][0-9]{{0,2}}(?=[ ]рр?\.[ ]до[ ]н)))?
    [ ]?
    (?P<word> році
            | року
            | роком
            | роки
            | років
            | рік
            | роках
            | роками
            | рр\.
            | р\.[ ]?[нв]\.
            | р\. )
    (?!\w)
    """,
    re.VERBOSE,
)
SEASON = re.compile(
    rf"""
    {FREE} (?P<it>(?P<first>20[0-9]{{2}})/(?P<last>20[0-9]{{2}}|[0-9]{{2}}))
    (?=[ ](?:навчальн\w+[ ])?(?P<noun>році|роки|року|рік|сезоні|сезону|сезон)\b)
    """,
    re.VERBOSE,
)
YEAR_PAIR = re.compile(
    rf"""
    {FREE} (?P<it>(?P<year>{YEAR}))
    (?=[ ](?:і|й|та|до|по|чи|або)[ ]{YEAR}(?![\w%]|[ ](?:грн|тис|осіб)))
    """,
    re.VERBOSE,
)
BARE_YEAR = re.compile(
    rf"""
    (?:(?P<month>\b{ANY_MONTH})|\b(?:[УуВвЗзДд]о?|[Вв]ід|[Пп]ісля|[Нн]а|[Зз]а|[Мм]іж)) [ ]
    (?P<it>(?P<year>19[0-9]{{2}}|20[0-4][0-9])) (?![\w%°]|[-–.,:/][0-9]|-[а-яіїє])
    (?P<next>[ ]?\S*)
    """,
    re.VERBOSE,
)
DECADE = re.compile(
    rf"""
    {FREE} (?:(?P<first>(?:1[0-9]|20)?[1-9]0)[-–—])?
    (?P<figures> (?:(?:1[0-9]|20)?[1-9]0)
               | 2000 )
    - (?P<ending>ті|х|ми|і) (?!\w) (?P<years>[ ]рр\.)?
    """,
    re.VERBOSE,
)
ROMAN_UK = r"(?=[IVXІХ])[XХ]{0,3}(?:[IІ][XХ]|[IІ]V|V?[IІ]{0,3})"
CENTURY = re.compile(
    rf"""
    (?<!\w) (?P<roman>{ROMAN_UK}) (?P<first>[-–—]{ROMAN_UK})? (?P<link>[ ])
    (?P<word> століття
            | столітті
            | століттю
            | століттям
            | століть
            | століттях
            | ст\.
            | сторіччя
            | тисячоліття )
    (?!\w)
    """,
    re.VERBOSE,
)
CYRILLIC = str.maketrans("ІХ", "IX")
# "датований 1985 р.", "датують знахідку V ст."
DATING = re.compile(r"\bдат(?:ова|ува|ує|ую)\w* (?:[^\W\d_]+ ){0,2}\Z", re.IGNORECASE)


def _case(left_context: str) -> str:
    """Return the case that a preposition or a verb before a date asks for, "" without one.

    "між 5 та 10 травня": the preposition of the first date is that of the second.
    """
    governing = JOINED.sub("", left_context)
    if DATING.search(governing):
        return "ins"
    words = governing.split()
    preposition = words and words[-1].casefold() in PREPOSITIONS
    return COUNTING.agreement.governor(governing, unit=True) if preposition else ""


def value(numeral: str) -> int:
    """Return the value of a Roman numeral in Latin or Cyrillic letters."""
    return roman(numeral.translate(CYRILLIC))


def _day_ending(case: str) -> str:
    """Return the ending of a day's ordinal: genitive, unless a preposition asks for another."""
    return {"acc": "е", "ins": "им", "dat": "ому"}.get(case, "ого")


def _span(day_words: str, match: re.Match[str]) -> str:
    """Return the first of two days: "з 5 до 10 травня", "5–10 травня"."""
    return f"{day_words} до " if match["from"] else f"{day_words} — "


def _years(match: re.Match[str], _: Style) -> str:
    """Say a year in the case of its noun: "у 1984 році", "1984 р."."""
    word = match["word"]
    case = _case(text_before(match))
    if match["last"] or word in {"роки", "рр.", "років", "роках", "роками"}:
        return _several_years(match, word, case)
    noun_case = {"році": "loc", "рік": "nom", "роком": "ins"}.get(word, "gen")
    if word.endswith(("н.", "в.")):
        noun = "народження" if word.endswith("н.") else "випуску"
        return f"{nth_in(int(match['year']), 'gen', 'm')} року {noun}{stop(match)}"
    if word == "р." and case in {"loc", "acc", "ins"}:
        noun_case = case
    noun = {"nom": "рік", "acc": "рік", "loc": "році", "ins": "роком"}.get(noun_case, "року")
    return f"{nth_in(int(match['year']), noun_case, 'm')} {noun}{stop(match)}"


def _several_years(match: re.Match[str], word: str, case: str) -> str:
    """Say "у 2014–2022 роках", "2014–2022 рр."; a single number counts years: "2000 років"."""
    if not match["last"] and word == "роками":
        return f"{nth_in(int(match['year']), 'ins', 'm')} роками"
    if not match["last"]:
        counted = NUMERALS.cardinal(int(match["year"]), case if case == "gen" else "nom", "m")
        return f"{counted} {'роки' if word == 'рр.' else word}{stop(match)}"
    if word == "рр.":
        of_noun = text_before(match)[-2:-1].isalpha()  # "звіт за 2023 рік", but "звіт 2023–24 рр."
        word = {"loc": "роках", "gen": "років"}.get(
            case, "років" if of_noun and not case else "роки"
        )
    noun_case = {"роках": "loc", "років": "gen", "році": "loc", "року": "gen", "роками": "ins"}.get(
        word, "nom"
    )
    first, last = match["year"], match["last"].rjust(4, " ")
    if len(first) == len(last):
        last = last if last.strip() == last else first[:2] + last.strip()
    years = (nth_in(int(year), noun_case, "m") for year in (first, last))
    return f"{', '.join(years)} {word}{stop(match)}"


def _bare_year(match: re.Match[str], _: Style) -> str | None:
    """Say a year without its noun: "у 2024", "до 2030", "у травні 2024"."""
    following = match["next"].strip()
    if COUNTING.agreement.form(f" {following}").case in {"gen", "adj-gen"}:
        return None  # "у 2000 осіб"
    case = "gen" if match["month"] else _case(text_before(match, "it"))
    return nth_in(int(match["year"]), case or "gen", "m")


def _season(match: re.Match[str], _: Style) -> str:
    """Say "у 2023/24 навчальному році"."""
    noun = match["noun"]
    case = "loc" if noun in {"році", "сезоні"} else "gen" if noun.endswith("у") else "nom"
    years = (nth_in(int(match[end]), case, "m") for end in ("first", "last"))
    return " — ".join(years)


def _year_pair(match: re.Match[str], _: Style) -> str:
    """Say the first of two years: "між 2014 і 2021 роками", "з 2014 до 2021"."""
    case = _case(text_before(match))
    return nth_in(int(match["year"]), case or "gen", "m")


def _decade(match: re.Match[str], _: Style) -> str:
    """Say "у 90-х", "у 1990-х рр.", with the noun in the case of its preposition."""
    ending = {"ми": "ими", "ті": "і", "і": "і"}.get(match["ending"], "их")
    first = f"{nth(int(match['first']), ending)} — " if match["first"] else ""
    noun = {"і": "роки", "ими": "роками"}.get(ending, "років")
    if ending == "их" and _case(text_before(match)) == "loc":
        noun = "роках"
    years = f" {noun}{stop(match)}" if match["years"] else ""
    return first + nth(int(match["figures"]), ending) + years


def _lifetime(match: re.Match[str], _: Style) -> str:
    """Say the years of a life, "(1936–2018)"."""
    return f"{nth(int(match['first']))} — {nth(int(match['last']))}"


def _century(match: re.Match[str], _: Style) -> str | None:
    """Say "у XX столітті", "XXI ст.", "XVIII–XIX століття" in their cases."""
    word = match["word"]
    if word == "ст.":
        governor = _case(text_before(match))
        word = {"loc": "столітті", "ins": "століттям"}.get(governor, "століття")
    case = {"столітті": "loc", "століттях": "loc", "століттю": "dat", "століттям": "ins"}.get(word)
    case = case or "gen"
    first = f"{nth_in(value(match['roman']), case, 'n')} "
    if match["first"]:
        return f"{first}{nth_in(value(match['first'][1:]), case, 'n')} {word}{stop(match)}"
    return f"{first}{word}{stop(match)}"


DATES = Dates(
    months=COUNTING.months,
    of_year=r"(?:року|р\.)",
    opening="[Зз]|[Іі]з|[Вв]ід|[Мм]іж",
    links="до|по|на|і|й|та|або|чи",
    day=lambda day, left_context: nth(day, _day_ending(_case(left_context))),
    year=lambda year: f"{nth(year, 'ого')} року",
    night=lambda day, last: f"з {nth(day, 'ого')} на {nth(last, 'е')}",
    span=_span,
    ending="(?:-го)?",
    short="січ лют бер квіт трав черв лип серп вер жовт лист груд",
)
RULES: tuple[Rule, ...] = (
    *DATES.rules(),
    Rule("year.lifetime", LIFETIME, _lifetime, frozenset("(")),
    Rule("year.season", SEASON, _season, frozenset("/")),
    Rule("year.pair", YEAR_PAIR, _year_pair, DIGITS),
    Rule("year", YEARS, _years, DIGITS),
    Rule("year.bare", BARE_YEAR, _bare_year, DIGITS),
    Rule("decade", DECADE, _decade, DIGITS),
    *TIMES,
    Rule("date.day", DAY_MONTH, DATES.date, DIGITS),
    Rule("roman.century", CENTURY, _century, frozenset("IVXІХ")),
)
