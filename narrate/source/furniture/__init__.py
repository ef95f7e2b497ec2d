"""Furniture: what a page says that is not its article, as patterns by language.

A table has one pattern a line, a tab, and the reason that a person reads. A pattern stands for a
whole block, or for one sentence of a block all of whose sentences are furniture; one without a
reason counts only beside one that has it, in a block or between blocks. Case does not matter.
Nothing is found inside a longer text: to speak a line of furniture is better than to lose a line
of an article.
"""

import re
from functools import cache
from importlib import resources

_LONGEST = 400
_MARKS = ".!?…|·•»›→"
_SENTENCES = re.compile(rf"(?<=[{_MARKS}])\s+")
_TYPEWRITER = str.maketrans("‘’“”", "''\"\"")


def reason(text: str, language: str) -> str:
    """Say why a block of text is furniture; empty where it is none."""
    return judge(text, language) or ""


def judge(text: str, language: str) -> str | None:
    """Say why a block of text is furniture: empty where only its neighbors tell, None where not."""
    text = text.translate(_TYPEWRITER)
    if len(text) > _LONGEST:
        return None
    patterns = _patterns("any") + _patterns(language.partition("-")[0])
    found = None
    for parts in ([text], _SENTENCES.split(text)):
        reasons = [_reason(part, patterns) for part in parts]
        if None not in reasons:
            found = next(filter(None, reasons), "") or found or ""
    return found


def _reason(text: str, patterns: tuple[tuple[re.Pattern[str], str], ...]) -> str | None:
    return next((why for pattern, why in patterns if pattern.fullmatch(text)), None)


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = resources.files(__name__) / f"{language}.tsv"
    if not table.is_file():
        return ()
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return tuple(
        (re.compile(rf"(?:{pattern})\s*[{_MARKS}]*", re.IGNORECASE), why) for pattern, why in rows
    )
