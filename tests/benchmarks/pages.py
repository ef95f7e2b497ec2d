"""How much of each article is read, and how much else: narrate beside trafilatura alone.

``python tests/benchmarks/pages.py FOLDER`` takes a folder of PAGE.html with the article's text in
PAGE.txt. Text is compared as overlapping runs of four words, as in scrapinghub's
article-extraction-benchmark: precision, recall and their harmonic mean, averaged over the pages.
A furniture sentence is one that is read though fewer than a quarter of its runs are in the text.
The headline, which is read and is in no page's text, is left out.
"""

import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import trafilatura
from lxml import html

from narrate.errors import SourceError
from narrate.model import Kind
from narrate.source import LENIENT, decode, read
from narrate.source.encoding import charset
from narrate.text import sentences

RUN = 4
_WORD = re.compile(r"\w+")


def by_narrate(page: Path) -> list[str]:
    """Return what narrate reads of a page."""
    try:
        article = read(str(page), overrides=LENIENT).article
    except SourceError:
        return []
    return [
        block.text
        for block in article.blocks
        if (block.kind, block.level) != (Kind.HEADING, 1) and block.text != article.title
    ]


def by_trafilatura(page: Path) -> list[str]:
    """Return what trafilatura alone takes for the text of a page, without its tables."""
    data = page.read_bytes()
    text, _ = decode(data, declared=charset(data))
    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    found = trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=False, with_metadata=False
    )
    return [] if found is None else (found.text or "").splitlines()


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Return a text's runs of words, each with how often it stands; a shorter text is one."""
    words = _WORD.findall(text.casefold())
    return Counter(
        tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)) if words
    )


def score(said: Iterable[str], expected: str) -> tuple[float, float, float]:
    """Return precision, recall and their harmonic mean."""
    got, right = runs(" ".join(said)), runs(expected)
    common = (got & right).total()
    precision = common / got.total() if got else 0.0
    recall = common / right.total() if right else 0.0
    return precision, recall, 2 * common / ((got.total() + right.total()) or 1)


def furniture(said: Iterable[str], expected: str) -> list[str]:
    """Return the sentences that are read and are not in the text."""
    right, whole = runs(expected), " ".join(_WORD.findall(expected.casefold()))
    return [
        sentence
        for block in said
        for sentence in sentences(block, "en")
        if (own := runs(sentence))
        and (own & right).total() * 4 < own.total()
        and " ".join(_WORD.findall(sentence.casefold())) not in whole
    ]


def seconds(read_one: Callable[[Path], object], pages: list[Path], rounds: int = 3) -> float:
    """Return the CPU time of reading all pages, the least of some rounds."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        for page in pages:
            read_one(page)
        spent.append(time.process_time() - start)
    return min(spent)


def main(folder: Path, *, verbose: bool) -> None:
    """Print the table; ``verbose`` adds each page and its furniture."""
    pages = [page for page in sorted(folder.glob("*.html")) if page.with_suffix(".txt").is_file()]
    print(f"{len(pages)} pages\n")
    print(
        "| | precision | recall | F1 | furniture sentences | pages/s |\n|---|---|---|---|---|---|"
    )
    for name, read_one in (("trafilatura", by_trafilatura), ("narrate", by_narrate)):
        said = {page: read_one(page) for page in pages}
        texts = {page: page.with_suffix(".txt").read_text("utf-8") for page in pages}
        scores = {page: score(said[page], texts[page]) for page in pages}
        other = {page: furniture(said[page], texts[page]) for page in pages}
        means = " | ".join(
            f"{statistics.fmean(part):.3f}" for part in zip(*scores.values(), strict=True)
        )
        speed = len(pages) / seconds(read_one, pages)
        print(f"| {name} | {means} | {sum(map(len, other.values()))} | {speed:.0f} |")
        for page in pages if verbose else ():
            print(
                page.stem, *(f"{part:.2f}" for part in scores[page]), other[page], file=sys.stderr
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), verbose="-v" in sys.argv)
