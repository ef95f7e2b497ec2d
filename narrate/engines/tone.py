"""A tone for every letter: deterministic, without a library, for tests and demonstrations."""

import math
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from narrate.engines import Ability, Synthesizer
from narrate.errors import EngineError
from narrate.model import Audio, Run, Voice, Word

_RATE_HZ = 22_050
_LETTER_MS = 60
_REST_MS = 10  # after the last letter, for what breaks off sounds cut
_LOWEST_HZ = 220.0
_AMPLITUDE = 6_000


class Tone:
    """Beeps: a letter's place in Unicode gives its pitch; what is no letter or digit is a rest."""

    name = "tone"
    version = "2"
    deterministic = True
    forks = False
    abilities = (Ability.WORD_TIMES,)

    def problem(self) -> str | None:
        """Return None: nothing can be missing."""
        return None

    def voices(self) -> Sequence[Voice]:
        """Return the one voice."""
        return [Voice(name="tone", engine=self.name, license="MIT", source_type="algorithmicMedia")]

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        """Return a synthesizer that minds speed, pitch and gain."""
        if voice.id:
            raise EngineError(f"the tone engine has no voice {voice.id!r}, only one without a name")

        def synthesize(runs: Sequence[Run]) -> Audio:
            text = "".join(run.text for run in runs)
            letter = round(_RATE_HZ * _LETTER_MS / 1000 / voice.prosody.speed)
            pcm = array("h")
            for character in text:
                pcm.extend(_beep(character, letter, voice))
            pcm.extend(_beep(" ", round(_RATE_HZ * _REST_MS / 1000), voice))
            return Audio(pcm.tobytes(), _RATE_HZ, tuple(_words(text, letter)))

        yield synthesize


def _beep(character: str, frames: int, voice: Voice) -> "array[int]":
    if not character.isalnum():
        return array("h", bytes(2 * frames))
    pitch_hz = _LOWEST_HZ * 2 ** ((ord(character.lower()) % 24 + voice.prosody.pitch) / 12)
    height = _AMPLITUDE * 10 ** (voice.prosody.gain_db / 20)
    step = 2 * math.pi * pitch_hz / _RATE_HZ
    return array("h", (round(height * math.sin(step * n)) for n in range(frames)))


def _words(text: str, letter: int) -> Iterator[Word]:
    at = 0
    for word in text.split():
        at = text.index(word, at)
        yield Word(at * letter, (at + len(word)) * letter, at, at + len(word))
        at += len(word)
