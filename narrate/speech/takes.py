"""Retakes: an utterance whose audio is faulty is spoken again, and the best take is kept."""

from collections.abc import Sequence

from narrate import engines
from narrate.engines import Synthesizer
from narrate.model import Audio, Run, Voice

_TAKES = 3


def checked(synthesizer: Synthesizer, voice: Voice) -> Synthesizer:
    """Return a synthesizer that names the faults of its audio, the best of up to three takes.

    A deterministic engine is asked once.
    """
    takes = 1 if engines.find(voice.engine).deterministic else _TAKES

    def synthesize(runs: Sequence[Run]) -> Audio:
        from narrate.audio import signal

        text = "".join(run.readable for run in runs)
        best: Audio | None = None
        for _ in range(takes):
            audio = synthesizer(runs)
            audio = audio._replace(faults=signal.faults(audio, text, voice.prosody.speed))
            if best is None or len(audio.faults) < len(best.faults):
                best = audio
            if not best.faults:
                break
        assert best is not None  # noqa: S101 - there is one take at least
        return best

    return synthesize
