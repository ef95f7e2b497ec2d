"""Find breaks that need no full stop: blank lines, bullets, line ends, list items."""

import re
from collections.abc import Iterator

_GAP = re.compile(
    r"""
    \n[ \t]*+\n\s*+ | \s(?=•)
    # A line with room for the next word ends where its writer meant it to: a heading, an item.
    | ^.{1,55} [^\s,;:–—-] [ \t]*+ \n [ \t]*+ (?= [(“"'‘]?[A-ZÀ-ÞЀ-Я] | [(] )
    """,
    re.VERBOSE | re.MULTILINE,
)
_SHORT_LINES = re.compile(r"[^\n.!?…]{1,40}(?:\n[^\n.!?…]{1,40})+\n?")
_ITEM = re.compile(
    r"""
    (?<!\S)
    (?: (?P<dotted>[0-9]{1,2}|[a-h])\.(?=\s)
      | \(?(?P<bracketed>[0-9]{1,2}|[a-h])\)(?=\s+[^\Wa-z]) )
    """,
    re.VERBOSE,
)
_NUMBERED = re.compile(r"\b(?:[Aa]rt|[Cc]h|[Ff]ig|[Nn]o|[Oo]p|[Vv]ol|p)\.\s\Z")  # "He is No. 1."
_FIRST_ITEM = re.compile("[1a][.)]")


def breaks(text: str, *, ordinal_dot: bool) -> list[int]:
    """Return the character positions of the breaks in order, the end of the text included.

    ``ordinal_dot``: the language writes "1. FC Köln", which opens no list.
    """
    positions = {len(text)}
    if "\n" in text or "•" in text:
        gaps = re.finditer("\n", text) if _SHORT_LINES.fullmatch(text) else _GAP.finditer(text)
        positions.update(gap.end() for gap in gaps)
    items = list(_ITEM.finditer(text)) if _FIRST_ITEM.search(text) else []
    for kind in ("bracketed",) if ordinal_dot else ("bracketed", "dotted"):
        positions.update(_openings(items, kind))
    return sorted(positions)


def _openings(items: list[re.Match[str]], kind: str) -> Iterator[int]:
    """Yield the start of each item in run-on lists: "1. Read it 2. Say it"."""
    run: list[int] = []
    for match in items:
        text = match.string
        if not (mark := match[kind]):
            continue
        number = int(mark) if mark.isdecimal() else ord(mark) - ord("a") + 1
        preceding = text[max(0, match.start() - 2) : match.start()].strip()
        numbered = _NUMBERED.search(text, max(0, match.start() - 6), match.start())
        if number == 1 and preceding[-1:] in "…:.!?;" and not numbered:
            run = [match.start()]
        elif run and preceding[-1:] in {";", ","}:
            run = []  # "1. cut costs; 2. raise prices", "1. Bay 9-4, 2. Cup 5-1": one sentence
        elif run and number == len(run) + 1:
            yield from (run[0], match.start()) if number == 2 else (match.start(),)
            run.append(match.start())
