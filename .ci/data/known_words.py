"""Make the list of known English words from SCOWL's, and from names checked by hand.

    python .ci/data/known_words.py /usr/share/dict/scowl narrate/text/en/known.txt.gz

A line is a word in lower case, or a name. SCOWL (Kevin Atkinson's Spell Checker Oriented Word
Lists, version 2020.12.07, Debian's package ``scowl``) gives the ordinary words and the contractions
up to size 60, its default for spelling, in American and British spellings; and, up to size 40, the
capitalized words that everyone knows: days, months, faiths, peoples. Larger sizes hold surnames and
places, which a desk wants to see.

``checked.txt`` beside this file adds countries, their peoples, American states, great cities and a
few words of today; and the first and last names that one American in a thousand bears (US Census
Bureau, 1990). What eSpeak NG misreads of these is left out. The same input gives the same list.
"""

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

LISTS = ("english", "american", "british", "british_z", "variant_1", "british_variant_1")
LARGEST = {"words": 60, "contractions": 60, "upper": 40}
CHECKED = Path(__file__).with_name("checked.txt")


def known(scowl: Path) -> Iterator[str]:
    """Yield the words; possessives follow from them, and single letters are no words."""
    files = [
        path
        for path in scowl.iterdir()
        if (match := re.fullmatch(r"(\w+)-(\w+)\.(\d+)", path.name))
        and match[1] in LISTS
        and int(match[3]) <= LARGEST.get(match[2], 0)
    ]
    if not files:
        raise SystemExit(f"There is no SCOWL in {scowl}. Install it: apt-get install scowl")
    for path in (*files, CHECKED):
        for word in path.read_text("utf-8").split():
            if len(word) > 1 and not word.endswith("'s"):
                yield word


def make(scowl: Path, to: Path) -> None:
    """Write the list, sorted by code point."""
    text = "".join(f"{word}\n" for word in sorted(set(known(scowl))))
    to.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
