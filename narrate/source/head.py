"""The lines around a headline that are not the article: who wrote it, when, in which section."""

import re
from typing import Final

from narrate.source.kept import folded
from narrate.source.page import Facts

_LONGEST = 160
_REST = 40  # letters that may stand beside a name or a date: "Published on", "Paris correspondent"
_CLOSERS = r"""["'”’»)\]」』]*+"""
_SENTENCE = re.compile(rf"(?:[^\W\d]{{3}}{_CLOSERS}[.!?…:]|[。！？]){_CLOSERS}$")
_END = re.compile(rf"[.!?…]{_CLOSERS}$")
_SURE = 60  # characters that end as a sentence does, whatever stands before the end
_NAMES = re.compile(r",| and | und | et | y | i | та | & ")
# The starts of the months' names in English, German, French, Spanish, Polish and Ukrainian.
MONTH: Final = (
    r"\b(?:jan|ene|sty|січ|f[eé][bv]|lut|лют|m[aä]r|бер|a[pvb]r|kwi|кві|ma[yij]|тра|ju[nil]|cze|чер"
    r"|lip|лип|aug|aoû|ago|sie|сер|sep|wrz|вер|o[ck]t|paź|жов|nov|lis|лис|d[eéi][cz]|gru|гру)[^\W\d]*\.?"
)
_DATE = re.compile(
    rf"""\b\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?(?:\sde)?\s{MONTH},?(?:\sde)?\s(?:19|20)\d\d
    |{MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d
    |\b(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}
    |\b\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:(?:19|20)\d\d|\d\d)\b
    |(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日""",
    re.VERBOSE | re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_AGO = re.compile(
    r"(?:\w+:? )?(?:\d+|an?) (?:second|sec|minute|min|hour|day|week|month|year)s? ago"
    r"|vor \d+ \w+|il y a \d+ \w+|hace \d+ \w+|\d+ \w+ (?:temu|тому)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:at )?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?"
    r"(?: ?(?:[ap]\.?m\.?|uhr|h|et|e[ds]t|gmt|bst|ist|utc|ces?t))*",
    re.IGNORECASE,
)
# Words that stand beside a date and say nothing else: "Last updated on Monday, at".
_BESIDE_DATE = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|domingo|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|понеділок|вівторок"
    r"|середа|четвер|п['’]ятниця|субота|неділя|published|posted|updated|modified|last|first|on|at"
    r"|veröffentlicht|aktualisiert|stand|am|um|den|der|vom|publié|mis à jour|le|à|publicado"
    r"|actualizado|el|a las|opublikowano|aktualizacja|o|godz|опубліковано|оновлено|о|року|[ap]m)\b",
    re.IGNORECASE,
)
_SHARES = re.compile(
    r"share|tweet|facebook|twitter|x|linkedin|whatsapp|telegram|reddit|bluesky|threads|pinterest"
    r"|messenger|e-?mail|mail|copy( link)?|print|flipboard|instagram|youtube",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?i:by|von|par|por|przez|autor(?:ka|en)?|автор(?:ка)?)\b:?\s+(?=[^\W\d_])[^a-zа-яß-ÿ]"
)
_LONGEST_BYLINE = 60


def reason(text: str, facts: Facts) -> str:
    """Return why a line above the first paragraph is not read; "" where it is read."""
    if len(text) > _LONGEST or is_sentence(text):
        return ""
    line = folded(text)
    if line and line in {folded(facts.section), folded(facts.publisher)}:
        return "a label above the headline"
    if _SHARES.fullmatch(text):
        return "a share bar"
    if _AGO.fullmatch(text):
        return "the date"
    remainder = line
    for name in filter(None, map(folded, _NAMES.split(facts.byline))):
        remainder = remainder.replace(name, "")
    named = remainder != line
    dated = is_date(text)
    letters = sum(
        map(str.isalpha, folded(_DATE.sub("", text)) if dated and not named else remainder)
    )
    if (named or dated) and letters <= _REST:
        return "the byline" if named else "the date"
    by = _BY.match(text) and (named or len(text) <= _LONGEST_BYLINE)
    return "the byline" if by else ""


def is_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    end = _SENTENCE if len(text) < _SURE else _END
    return (end.search(text) or _SENTENCE.search(text)) is not None


def is_stamp(text: str) -> bool:
    """Tell whether a text is one day with its year, one time of the clock, or both alone."""
    remainder = _CLOCK.sub(" ", _DATE.sub(" ", text, count=1), count=1)
    return remainder != text and not any(map(str.isalnum, _BESIDE_DATE.sub(" ", remainder)))


def is_date(text: str) -> bool:
    """Tell whether a text holds a day with its year."""
    # Most texts have no figure, and the pattern for dates takes 25 times as long to find nothing.
    return _DIGIT.search(text) is not None and _DATE.search(text) is not None
