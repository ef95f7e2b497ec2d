"""How fast text becomes what is said: characters a second on one core, by how dense it is.

python tests/benchmarks/text.py [ROUNDS]

``plain`` is the lines that no rule changes, ``article`` the sample, ``dense`` the golden lines of
news copy, where nearly every word is a figure, a title or an abbreviation; ``hostile`` is 100 kB of
each line that was once slow, and what counts is the slowest.
"""

import sys
import time
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from narrate.text import sentences, speakable

CASES = Path(__file__).parents[1] / "text" / "cases"
HOSTILE = 100_000


def texts() -> dict[str, list[str]]:
    """Return the texts, as paragraphs."""
    article = files("narrate.cli").joinpath("bakery.md").read_text("utf-8").split("---\n")[2]
    written = [
        line.split("\t")[0]
        for name in ("news", "dense", "desk")
        for line in (CASES / f"{name}.tsv").read_text("utf-8").splitlines()[1:]
    ]
    return {
        "plain": (CASES / "must_not_change.txt").read_text("utf-8").splitlines(),
        "article": article.split("\n\n"),
        "dense": [" ".join(written[at : at + 4]) for at in range(0, len(written), 4)],
    }


def seconds(work: Callable[[str], object], paragraphs: Sequence[str], rounds: int) -> float:
    """Return the CPU time of some work on all paragraphs, the least of some rounds."""
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        for paragraph in paragraphs:
            work(paragraph)
        spent.append(time.process_time() - start)
    return min(spent)


def main(rounds: int) -> None:
    """Print the table."""
    print("| text | sentences, characters/s | said, characters/s |\n|---|---|---|")
    for name, paragraphs in texts().items():
        size = sum(map(len, paragraphs))
        split = size / seconds(lambda text: sentences(text, "en"), paragraphs, rounds)
        said = size / seconds(lambda text: speakable(text, "en"), paragraphs, rounds)
        print(f"| {name} | {split:,.0f} | {said:,.0f} |")
    units = (CASES / "hostile.txt").read_text("utf-8").splitlines()
    slowest = max(
        (seconds(lambda text: speakable(text, "en"), [unit * (HOSTILE // len(unit))], 1), unit)
        for unit in units
    )
    print(f"\nThe slowest of {len(units)} hostile texts: {slowest[0]:.2f} s, {slowest[1]!r}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 5)
