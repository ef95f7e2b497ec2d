"""Retakes: an utterance whose audio is faulty is spoken again, and the best take is kept."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate import engines
from narrate.engines import Synthesizer
from narrate.model import TRAINED, Audio, SpokenRun, Voice

if TYPE_CHECKING:
    from narrate.listening.judge import Judge

_TAKES = 3


def checked(synthesizer: Synthesizer, voice: Voice, judge: "Judge | None" = None) -> Synthesizer:
    """Return a synthesizer that names the faults of its audio, the best of up to three takes.

    A deterministic engine is asked once. ``judge`` hears each take of a neural voice.
    """
    takes = 1 if engines.find(voice.engine).deterministic else _TAKES
    if judge and voice.source_type == TRAINED:
        judge.load()
    else:
        judge = None

    def synthesize(runs: Sequence[SpokenRun]) -> Audio:
        best = _take(synthesizer, runs, voice, judge)
        number = 1
        while best[1].faults and number < takes:
            number += 1
            best = min(best, _take(synthesizer, runs, voice, judge), key=lambda take: take[0])
        if judge:
            judge.count(number, wrong=bool(best[1].faults))
        return best[1]

    return synthesize


def _take(
    synthesizer: Synthesizer, runs: Sequence[SpokenRun], voice: Voice, judge: "Judge | None"
) -> tuple[tuple[int, int], Audio]:
    """Return a take with its faults, after the numbers of its faults and of its word errors."""
    from narrate.audio import signal

    audio = synthesizer(runs)
    faults = signal.faults(audio, "".join(run.readable for run in runs), voice.prosody.speed)
    is_audible = judge and any(map(str.isalnum, "".join(run.text for run in runs)))
    errors, otherwise = judge(audio, runs, voice.language) if judge and is_audible else (0, ())
    return (len(faults), errors), audio._replace(faults=(*faults, *otherwise))
