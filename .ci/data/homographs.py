"""Learn the weights that choose between homographs, from labelled sentences.

    python .ci/data/homographs.py DATA .ci/data/homographs.tsv \
        narrate/text/en/homographs_learned.tsv

``DATA`` is the folder ``data/train`` of Google's Wikipedia Homograph Data (Gorman, Mazovetskiy and
Nikolaev, 2018, "Improving homograph disambiguation with supervised machine learning"; the labels
under the Apache License 2.0, the sentences from Wikipedia under CC BY-SA): a tab-separated file a
word, with the columns homograph, wordid, sentence, start and end (offsets in code points). The
column ``label`` of the packaged ``homographs.tsv`` says which sense a wordid is. The file
``homographs.tsv`` beside this one holds sentences of our own, as news copy has them, with the rarer
senses; each counts as ``OWN`` others.
The table holds weights of features such as "the word before is a modal", no sentence.

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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from narrate.text.en.homographs import Homograph, Sense, homographs, stem
from narrate.text.en.homographs_context import TOKEN, Context

FOLDS = 5
EPOCHS = 8
# Of the FTRL-proximal paper: how fast it learns, and how much a weight must help to be kept.
ALPHA, BETA, L1, L2 = 0.6, 1.0, 7.0, 2.0
OWN = 3.0  # by cross-validation, as the four above
COMMENT = "#"
SCALE = 20  # a weight in the table is in twentieths
Key = tuple[str, str]


class Example(NamedTuple):
    """A homograph in its sentence, and the sense it has."""

    homograph: Homograph
    sense: Sense
    context: Context
    at: int
    digest: bytes
    is_ours: bool

    @classmethod
    def of(cls, sentence: str, sense: Sense, at: int, *, is_ours: bool) -> "Example":
        """Return the example of a sentence, whose word begins or goes on at an offset."""
        homograph = homographs()[sense.name.partition(":")[0]]
        words = list(TOKEN.finditer(sentence))
        index = next(n for n, word in enumerate(words) if word.end() > at)
        context = Context([word[0] for word in words])
        return cls(homograph, sense, context, index, sha256(sentence.encode()).digest(), is_ours)

    def weighed(self) -> Iterator[tuple[Sense, list[Key]]]:
        """Yield the senses that weights decide on, with the scopes and the features that tell.

        A third sense has a scope of its own.
        """
        homograph = self.homograph
        names = homograph.features(self.context, self.at)
        if third := homograph.third:
            yield third, [(third.name, name) for name in names]
        keys = [(scope, name) for scope in homograph.scopes for name in names]
        yield homograph.senses[1], keys

    def chosen(self, weights: Mapping[Key, int]) -> Sense:
        """Return the sense that the weights choose."""
        scores = ((sense, sum(weights.get(k, 0) for k in keys)) for sense, keys in self.weighed())
        homograph = self.homograph
        return next(
            (sense for sense, score in scores if score > homograph.bar), homograph.senses[0]
        )


def examples(folder: Path) -> Iterator[Example]:
    """Yield the labelled sentences; a wordid that the table has no sense for is an error."""
    files = sorted(folder.glob("*.tsv"))
    if not files:
        raise SystemExit(f"There is no .tsv file in {folder}.")
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                homograph = homographs()[row["homograph"].lower()]
                senses = {sense.label: sense for sense in homograph.senses}
                sense = senses[row["wordid"]]
                yield Example.of(row["sentence"], sense, int(row["start"]), is_ours=False)


def common_examples(folder: Path) -> Iterator[Example]:
    """Yield the first sense of words without a label, as the sentences about other words have it.

    A cue that finds another sense is believed. Words with a verb sense are not among them: the
    verb is not rare.
    """
    unlabelled = {
        word: homograph
        for word, homograph in homographs().items()
        if not homograph.verbal and not any(sense.label for sense in homograph.senses)
    }
    for path in sorted(folder.glob("*.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                for word in TOKEN.finditer(row["sentence"]):
                    homograph = unlabelled.get(stem(word[0].lower()))
                    if homograph:
                        first = homograph.senses[0]
                        example = Example.of(row["sentence"], first, word.start(), is_ours=False)
                        sense = homograph.cue(example.context, example.at) or first
                        yield example._replace(sense=sense)


def own_examples(path: Path) -> Iterator[Example]:
    """Yield our own sentences; each holds its word once."""
    senses = {s.name: s for homograph in homographs().values() for s in homograph.senses}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(COMMENT):
            continue
        name, sentence = line.split("\t")
        word = name.partition(":")[0]
        (at,) = (m.start() for m in TOKEN.finditer(sentence) if stem(m[0].lower()) == word)
        yield Example.of(sentence, senses[name], at, is_ours=True)


def learn(examples: Iterable[Example]) -> dict[Key, int]:
    """Return the weight of each scope and feature that has one."""
    numbers: dict[Key, int] = {}
    drawn = [
        (
            example,
            sense.ipa == example.sense.ipa,
            [numbers.setdefault(k, len(numbers)) for k in keys],
        )
        for example in examples
        for sense, keys in example.weighed()
    ]
    model = _Ftrl(len(numbers))
    for epoch in range(EPOCHS):
        salt = bytes([epoch])
        for example, right, active in sorted(
            drawn, key=lambda row: sha256(salt + row[0].digest).digest()
        ):
            model.learn(active, OWN if example.is_ours else 1.0, right=right)
    weights = {key: round(SCALE * model.weights[number]) for key, number in numbers.items()}
    return {key: weight for key, weight in weights.items() if weight}


class _Ftrl:
    """Logistic regression by FTRL-proximal, one example at a time."""

    def __init__(self, size: int) -> None:
        self.weights = [0.0] * size
        self._z = [0.0] * size
        self._squares = [0.0] * size

    def learn(self, active: Sequence[int], weight: float, *, right: bool) -> None:
        """Take one step of some weight, up where the sense is right."""
        weights, z, squares = self.weights, self._z, self._squares
        score = sum(weights[i] for i in active)
        gradient = weight * (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - right)
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


def check(examples: Sequence[Example], weights: dict[Key, int]) -> str:
    """Return how many examples are read right: of all, and on average over the words."""
    right, cued, all_ = Counter[str](), Counter[str](), Counter[str]()
    for example in examples:
        homograph, context, at = example.homograph, example.context, example.at
        chosen = example.chosen(weights)
        cue = homograph.cue(context, at) or chosen
        all_[homograph.word] += 1
        right[homograph.word] += chosen.ipa == example.sense.ipa
        cued[homograph.word] += cue.ipa == example.sense.ipa
    macro = sum(cued[word] / all_[word] for word in all_) / len(all_)
    return (
        f"{sum(all_.values())} sentences: learned alone {right.total() / all_.total():.4f}, "
        f"with the cues {cued.total() / all_.total():.4f} (a word on average {macro:.4f})"
    )


def main(arguments: Sequence[str]) -> None:
    """Write the table, or with --check report how good its making is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("own", type=Path)
    parser.add_argument("table", type=Path)
    parser.add_argument("--check", type=int, choices=range(FOLDS))
    options = parser.parse_args(arguments)
    data = options.data
    labelled = [*examples(data), *common_examples(data), *own_examples(options.own)]
    if options.check is None:
        options.table.write_text(table(learn(labelled)), encoding="utf-8")
        return
    aside = [example for example in labelled if example.digest[0] % FOLDS == options.check]
    weights = learn(example for example in labelled if example.digest[0] % FOLDS != options.check)
    for is_ours in (False, True):
        print(check([example for example in aside if example.is_ours == is_ours], weights))


if __name__ == "__main__":
    main(sys.argv[1:])
