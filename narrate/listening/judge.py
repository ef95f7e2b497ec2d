"""The judge of takes: a recognizer hears each new take of a neural voice before it is published."""

import threading
import time
from collections.abc import Sequence
from typing import Final, NamedTuple

from narrate.listening import recognizers
from narrate.listening.comparison import Comparer, Comparison
from narrate.model import Audio, Block, Edit, Kind, SpokenRun, Utterance
from narrate.text.names import undecided

HEARD_AS: Final = "heard as"
"""The first words of a fault that a recognizer found."""
_LONGEST = 200  # characters of a fault


class Verdict(NamedTuple):
    """The word errors of a take with its missed names, and the fault if they pass the limit."""

    errors: int
    faults: tuple[str, ...]


class Judge:
    """A recognizer for the takes of a run; its counts are those since the last report."""

    def __init__(self, name: str, limit: float) -> None:
        """Take the recognizer as ``NAME[:MODEL]`` and the highest word error rate of a take."""
        self._name, self._limit = name, limit
        self._recognizer: recognizers.Recognizer | None = None
        self._comparers: dict[str, Comparer] = {}
        self._lock = threading.Lock()  # eSpeak NG, which tells sounds, has one state a process
        self._takes = self._repeated = self._wrong = 0
        self._seconds = 0.0

    def load(self) -> None:
        """Load the recognizer, if it is not loaded; UsageError for one that is missing."""
        with self._lock:
            self._recognizer = self._recognizer or recognizers.find(self._name)

    def __call__(self, audio: Audio, runs: Sequence[SpokenRun], language: str) -> Verdict:
        """Return how a take differs from its words; NarrateError if recognition fails."""
        self.load()
        with self._lock:
            start = time.perf_counter()
            comparison = self._compared(audio, runs, language)
            self._seconds += time.perf_counter() - start
            self._takes += 1
        errors = comparison.errors + len(comparison.missed)
        if comparison.rate <= self._limit and not comparison.missed:
            return Verdict(errors, ())
        return Verdict(errors, (_fault(comparison),))

    def count(self, takes: int, *, wrong: bool) -> None:
        """Count a sentence, the takes that it needed, and whether the kept take is wrong."""
        with self._lock:
            self._repeated += takes > 1
            self._wrong += wrong

    def report(self, run_s: float) -> str:
        """Return what was heard in a run of ``run_s`` seconds, empty for nothing; start anew."""
        with self._lock:
            takes, repeated, wrong = self._takes, self._repeated, self._wrong
            seconds, self._seconds = self._seconds, 0.0
            self._takes = self._repeated = self._wrong = 0
        if not takes:
            return ""
        share, recognizer = min(1.0, seconds / run_s), self._name.partition(":")[0]
        rest = f"; {wrong} still heard otherwise: run narrate check" if wrong else ""
        return (
            f"The recognizer {recognizer} heard {takes} new take{'s' * (takes > 1)} in "
            f"{seconds:.0f} s, {share:.0%} of the run; sentences spoken again: {repeated}{rest}."
        )

    def _compared(self, audio: Audio, runs: Sequence[SpokenRun], language: str) -> Comparison:
        assert self._recognizer is not None  # noqa: S101 - loaded above
        recognizer = recognizers.in_language(self._recognizer, language)
        compare = self._comparers.setdefault(language, Comparer(language))
        utterance = _utterance(runs)
        terms = undecided([utterance._replace(edits=())], language)
        names = [term.text for term in terms if term.kind == "name"]
        return compare(utterance, recognizer(audio), names)


def _utterance(runs: Sequence[SpokenRun]) -> Utterance:
    """Return the runs as an utterance whose edits are the runs with a decided sound."""
    edits, position = [], 0
    for run in runs:
        end = position + len(run.text)
        if run.phonemes or run.respelling:
            edits.append(Edit(position, end, run.text, "run", run.phonemes, run.respelling))
        position = end
    text = "".join(run.text for run in runs)
    return Utterance(Block(Kind.PARAGRAPH, text), text, tuple(edits))


def _fault(comparison: Comparison) -> str:
    words = comparison.words
    shown = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    missing = f", without {', '.join(comparison.missed)}" if comparison.missed else ""
    return f"{HEARD_AS} «{shown}»{missing}"
