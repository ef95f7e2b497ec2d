"""Learn the weights that choose between homographs, from labelled sentences.

    python .ci/data/homographs.py DATA narrate/text/en/homographs_learned.tsv

``DATA`` is the folder ``data/train`` of Google's Wikipedia Homograph Data (Gorman, Mazovetskiy and
Nikolaev, 2018, "Improving homograph disambiguation with supervised machine learning"; the labels
under the Apache License 2.0, the sentences from Wikipedia under CC BY-SA): a tab-separated file a
word, with the columns homograph, wordid, sentence, start and end (offsets in code points). The
column ``label`` of ``homographs.tsv`` says which sense a wordid is. The table holds weights of
features such as "the word before is a modal", no sentence.

A logistic regression a word, in which all words that are a verb or something else share a part;
trained by FTRL-proximal (McMahan et al., 2013), which leaves most weights at zero. The same input
gives the same bytes. ``--check N`` keeps the N-th fifth of the sentences aside and reports how many
of them are read right, by the learned weights alone and with the cues.
"""

import argparse
import csv
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from narrate.text.en.homographs import Homograph, homographs
from narrate.text.en.homographs_context import TOKEN, Context

FOLDS = 5
EPOCHS = 8
# Of the FTRL-proximal paper: how fast it learns, and how much a weight must help to be kept.
ALPHA, BETA, L1, L2 = 0.3, 1.0, 6.0, 0.5
SCALE = 20  # a weight in the table is in twentieths
Key = tuple[str, str]


class Example(NamedTuple):
    """A homograph in its sentence, and the sense it has."""

    homograph: Homograph
    sense: str
    context: Context
    at: int
    digest: bytes


def examples(folder: Path) -> Iterator[Example]:
    """Yield the labelled sentences; a wordid that the table has no sense for is an error."""
    files = sorted(folder.glob("*.tsv"))
    if not files:
        raise SystemExit(f"There is no .tsv file in {folder}.")
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                homograph = homographs()[row["homograph"].lower()]
                senses = {sense.label: sense.name for sense in homograph.senses}
                words = list(TOKEN.finditer(row["sentence"]))
                start = int(row["start"])
                at = next(n for n, word in enumerate(words) if word.end() > start)
                yield Example(
                    homograph,
                    senses[row["wordid"]],
                    Context([word[0] for word in words]),
                    at,
                    sha256(row["sentence"].encode()).digest(),
                )


def learn(found: Iterable[Example]) -> dict[Key, int]:
    """Return the weight of each scope and feature that has one."""
    numbers: dict[Key, int] = {}
    drawn: list[tuple[bytes, bool, list[int]]] = []
    for example in found:
        scopes = example.homograph.features(example.context, example.at)
        keys = [(scope, name) for scope, names in scopes.items() for name in names]
        second = example.sense == example.homograph.senses[1].name
        drawn.append((example.digest, second, [numbers.setdefault(k, len(numbers)) for k in keys]))
    model = _Ftrl(len(numbers))
    for epoch in range(EPOCHS):
        salt = bytes([epoch])
        for _, second, active in sorted(drawn, key=lambda one: sha256(salt + one[0]).digest()):
            model.learn(active, second=second)
    weights = {key: round(SCALE * model.weights[number]) for key, number in numbers.items()}
    return {key: weight for key, weight in weights.items() if weight}


class _Ftrl:
    """Logistic regression by FTRL-proximal, one example at a time."""

    def __init__(self, size: int) -> None:
        self.weights = [0.0] * size
        self._z = [0.0] * size
        self._squares = [0.0] * size

    def learn(self, active: Sequence[int], *, second: bool) -> None:
        """Take one step towards the sense that an example has."""
        weights, z, squares = self.weights, self._z, self._squares
        score = sum(weights[i] for i in active)
        gradient = 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - second
        for i in active:
            before = math.sqrt(squares[i])
            squares[i] += gradient * gradient
            after = math.sqrt(squares[i])
            z[i] += gradient - (after - before) / ALPHA * weights[i]
            excess = abs(z[i]) - L1
            scale = (BETA + after) / ALPHA + L2
            weights[i] = 0.0 if excess <= 0 else -math.copysign(excess, z[i]) / scale


def table(weights: dict[Key, int]) -> str:
    """Return the table: a line a feature, its weight in each scope."""
    lines: dict[str, list[str]] = {}
    for (scope, feature), weight in sorted(weights.items()):
        lines.setdefault(feature, []).append(f"{scope}={weight}")
    rows = [f"{feature}\t{' '.join(cells)}\n" for feature, cells in sorted(lines.items())]
    return "feature\tweights\n" + "".join(rows)


def check(found: Sequence[Example], weights: dict[Key, int]) -> str:
    """Return how many examples are read right: of all, and on average over the words."""
    right, cued, all_ = Counter[str](), Counter[str](), Counter[str]()
    for example in found:
        homograph, context, at = example.homograph, example.context, example.at
        scopes = homograph.features(context, at)
        score = sum(weights.get((s, name), 0) for s, names in scopes.items() for name in names)
        chosen = homograph.senses[score > 0]
        cue = homograph.cue(context, at) or chosen
        all_[homograph.word] += 1
        right[homograph.word] += chosen.name == example.sense
        cued[homograph.word] += cue.name == example.sense
    macro = sum(cued[word] / all_[word] for word in all_) / len(all_)
    return (
        f"{sum(all_.values())} sentences: learned alone {right.total() / all_.total():.4f}, "
        f"with the cues {cued.total() / all_.total():.4f} (a word on average {macro:.4f})"
    )


def main(arguments: Sequence[str]) -> None:
    """Write the table, or with --check report how good its making is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("--check", type=int, choices=range(FOLDS))
    options = parser.parse_args(arguments)
    found = list(examples(options.data))
    if options.check is None:
        options.table.write_text(table(learn(found)), encoding="utf-8")
        return
    aside = [one for one in found if one.digest[0] % FOLDS == options.check]
    kept = [one for one in found if one.digest[0] % FOLDS != options.check]
    print(check(aside, learn(kept)))


if __name__ == "__main__":
    main(sys.argv[1:])
