"""Who says which sentence: one voice, or by what a block is, who speaks in it, and its language.

The others are brought to the first voice's loudness and sample rate: how loud a voice is shows in
our paragraph in its language, which each says once and the cache keeps.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from narrate.errors import UsageError
from narrate.model import Audio, Kind, Run, Utterance, Voice
from narrate.studio import Studio
from narrate.voices.preview import paragraph

if TYPE_CHECKING:
    from narrate.cache import Cached

SPEAKER, LANGUAGE = "speakers.", "languages."


def roles(utterance: Utterance) -> Iterator[str]:
    """Yield what an utterance is under, the most telling first, as the setting voices names it.

    A speaker is who stands before a colon at the start of the block, as interviews have it.
    """
    block = utterance.block
    name, colon, _ = block.text.partition(":")
    if colon:
        yield SPEAKER + name.strip()
    at = block.text.find(utterance.written)
    end = at + len(utterance.written)
    for hint in block.hints:
        if hint.kind == "lang" and at >= 0 and hint.start <= at and end <= hint.end:
            yield LANGUAGE + hint.value.lower()
            yield LANGUAGE + hint.value.partition("-")[0].lower()
    if block.kind is Kind.HEADING and block.level == 1:
        yield "headline"
    yield block.kind.value


class Cast:
    """A synthesizer of utterances, each by its voice."""

    def __init__(
        self, studio: Studio, voice: Voice, others: Mapping[str, Voice], soon: int
    ) -> None:
        """Take the voice of what has no other, and the others by role."""
        self._voice, self._others = voice, others
        self._studio = studio
        self._first = studio.voice(voice, soon)

    def __call__(self, utterance: Utterance) -> Audio:
        """Return the audio of an utterance, as loud as if the first voice said it."""
        voice = self.voice(utterance)
        if voice is self._voice:
            return self._first(utterance.runs)
        from narrate.audio import loudness, shape  # noqa: PLC0415 - numpy takes time

        audio = shape.at_rate(self._studio.voice(voice)(utterance.runs), self._level[1])
        return replace(loudness.amplify(audio, self._gain_db(voice)), faults=audio.faults)

    def key(self, utterance: Utterance) -> str:
        """Return the name of all that decides how an utterance sounds."""
        voice = self.voice(utterance)
        if voice is self._voice:
            return self._first.key(utterance.runs)
        said = self._studio.voice(voice).key(utterance.runs)
        return f"{said} {self._gain_db(voice)} {self._level[1]}"

    def voice(self, utterance: Utterance) -> Voice:
        """Return who says an utterance."""
        for role in roles(utterance) if self._others else ():
            if role in self._others:
                return self._others[role]
        return self._voice

    @cached_property
    def _level(self) -> tuple[float, int]:
        """How loud the first voice is in LUFS, and its sample rate."""
        return _loudness(self._first, self._voice)

    def _gain_db(self, voice: Voice) -> float:
        level, _ = _loudness(self._studio.voice(voice), voice)
        return round(self._level[0] - level + voice.loudness_db - self._voice.loudness_db, 1)


def _loudness(speaker: "Cached", voice: Voice) -> tuple[float, int]:
    from narrate.audio import loudness, measure  # noqa: PLC0415 - as above

    try:
        text = paragraph(voice.language)
    except UsageError:
        text = paragraph("en")
    audio = speaker([Run(text)])
    return loudness.alone(measure.measure(audio)), audio.sample_rate_hz
