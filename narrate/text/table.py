"""The packaged tables: one TSV file each, a header first, no row twice."""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a table without its header, each as wide as the header.

    ``name`` is a path below ``narrate/text``, such as ``en/units.tsv``. A first cell stands once:
    tables that contradict themselves do not load.
    """
    text = files("narrate.text").joinpath(name).read_text(encoding="utf-8")
    header, *lines = (tuple(line.split("\t")) for line in text.splitlines())
    seen: set[str] = set()
    for number, row in enumerate(lines, start=2):
        if len(row) != len(header) or row[0] in seen:
            raise ValueError(f"{name}:{number}: {row[0]!r} is a duplicate or has missing cells")
        seen.add(row[0])
    return tuple(lines)


def pairs(name: str) -> dict[str, str]:
    """Return a table's second column by its first."""
    return {row[0]: row[1] for row in rows(name)}
