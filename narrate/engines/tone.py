"""Beep for every letter: deterministic and without a library, for tests and demonstrations."""

import math
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from narrate.engines import Ability, Synthesizer
from narrate.errors import EngineError
from narrate.model import Audio, SpokenRun, Voice, Word

_RATE_HZ = 22_050
_LETTER_MS = 60
_REST_MS = 10  # after the last letter: audio that breaks off counts as cut
_LOWEST_HZ = 220.0
_AMPLITUDE = 6_000


class Tone:
    """Beeps: the code point of a letter or digit decides its pitch, other characters are rests."""

    name = "tone"
    version = "2"
    deterministic = True
    forks = False
    abilities = (Ability.WORD_TIMES, Ability.ANY_SCRIPT)

    def problem(self) -> str | None:
        """Return None: the engine needs nothing."""
        return None

    def voices(self) -> Sequence[Voice]:
        """Return the one voice."""
        return [Voice(name="tone", engine=self.name, license="MIT", source_type="algorithmicMedia")]

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        """Return a synthesizer that follows speed, pitch and gain."""
        if voice.id:
            raise EngineError(f"the tone engine has no voice {voice.id!r}, only one without a name")

        def synthesize(runs: Sequence[SpokenRun]) -> Audio:
            text = "".join(run.text for run in runs)
            letter_frames = round(_RATE_HZ * _LETTER_MS / 1000 / voice.prosody.speed)
            pcm = array("h")
            for character in text:
                pcm.extend(_beep(character, letter_frames, voice))
            pcm.extend(_beep(" ", round(_RATE_HZ * _REST_MS / 1000), voice))
            return Audio(pcm.tobytes(), _RATE_HZ, tuple(_words(text, letter_frames)))

        yield synthesize


def _beep(character: str, frames: int, voice: Voice) -> "array[int]":
    if not character.isalnum():
        return array("h", bytes(2 * frames))
    pitch_hz = _LOWEST_HZ * 2 ** ((ord(character.lower()) % 24 + voice.prosody.pitch) / 12)
    height = _AMPLITUDE * 10 ** (voice.prosody.gain_db / 20)
    step = 2 * math.pi * pitch_hz / _RATE_HZ
    return array("h", (round(height * math.sin(step * n)) for n in range(frames)))


def _words(text: str, letter_frames: int) -> Iterator[Word]:
    end = 0
    for word in text.split():
        start = text.index(word, end)
        end = start + len(word)
        yield Word(start * letter_frames, end * letter_frames, start, end)
