"""Notes of the editors, told by how they begin: corrections, updates, how an article came about.

``notes.tsv`` has a language and a pattern a line, for how a paragraph starts, in any case.
"""

import re
from functools import cache
from importlib import resources

_TYPEWRITER = str.maketrans("‘’", "''")


def is_note(text: str, language: str) -> bool:
    """Tell whether a paragraph is a note of the editors.

    >>> is_note("Correction, May 4: the bridge is 40 m long.", "en-GB")
    True
    """
    start = text.translate(_TYPEWRITER).lstrip("([* ")
    return any(pattern.match(start) for pattern in _patterns(language.partition("-")[0]))


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    text = resources.files("narrate.source").joinpath("notes.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return tuple(re.compile(pattern, re.IGNORECASE) for tag, pattern in rows if tag == language)
