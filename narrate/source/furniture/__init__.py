"""Furniture: lines of a page that are not its article, as patterns by language.

A table has one pattern a line, a tab, and the reason that a person reads. A pattern stands for a
whole block, or for one sentence of a block all of whose sentences are furniture; one without a
reason counts only beside one that has it, in a block or between blocks. Case does not matter.
Nothing is found inside a longer text: to speak a line of furniture is better than to lose a line
of an article.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources
from itertools import takewhile

_LONGEST = 400
_MARKS = ".!?…|·•»›→"
_SENTENCES = re.compile(rf"(?<=[{_MARKS}])\s+")
_Table = tuple[re.Pattern[str], tuple[tuple[str, str], ...]]
_TYPEWRITER = str.maketrans("‘’“”", "''\"\"")


def reason(text: str, language: str) -> str:
    """Return the reason why a block of text is furniture; "" where it is none."""
    return judge(text, language) or ""


def judge(text: str, language: str) -> str | None:
    """Return why a block of text is furniture: "" if its neighbors decide, None if it is none."""
    return None if len(text) > _LONGEST else _judge(text.translate(_TYPEWRITER), language)


@lru_cache(maxsize=1024)  # an article's blocks are judged alone, then beside both neighbors
def _judge(text: str, language: str) -> str | None:
    tables = _patterns("any"), _patterns(language.partition("-")[0])
    verdict = None
    for parts in dict.fromkeys(((text,), tuple(_SENTENCES.split(text)))):
        judged = (_reason(part, tables) for part in parts)
        reasons = list(takewhile(lambda reason: reason is not None, judged))
        if len(reasons) == len(parts):
            verdict = next(filter(None, reasons), "") or verdict or ""
    return verdict


def _reason(text: str, tables: Iterable[_Table]) -> str | None:
    return next(
        (
            why
            for any_of, patterns in tables
            if any_of.match(text)
            for pattern, why in patterns
            if re.fullmatch(pattern, text, re.IGNORECASE)
        ),
        None,
    )


@cache
def _patterns(language: str) -> _Table:
    """Return one pattern that matches whenever any of a language's patterns does, and all those."""
    table = resources.files(__name__) / f"{language}.tsv"
    lines = table.read_text(encoding="utf-8").splitlines() if table.is_file() else []
    rows = [line.split("\t") for line in lines]
    any_of = "|".join(pattern for pattern, _ in rows)
    complete = tuple((rf"(?:{pattern})\s*[{_MARKS}]*", why) for pattern, why in rows)
    return re.compile(rf"(?:{any_of})\s*[{_MARKS}]*\Z", re.IGNORECASE), complete
