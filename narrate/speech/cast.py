"""Who says which sentence: one voice, or by what a block is, who speaks in it, and its language.

The others are brought to the first voice's loudness and sample rate: how loud a voice is shows in
our paragraph in its language, which each says once and the cache keeps.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from narrate.errors import UsageError
from narrate.model import Audio, Kind, Run, Utterance, Voice, Word
from narrate.speech.speakers import Speakers

if TYPE_CHECKING:
    from narrate.speech.cache import Cached

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
        self, speakers: Speakers, voice: Voice, others: Mapping[str, Voice], soon: int
    ) -> None:
        """Take the voice of what has no other, and the others by role."""
        self._voice, self._others = voice, others
        self._speakers = speakers
        self._first = speakers.voice(voice, soon)

    def __call__(self, utterance: Utterance) -> Audio:
        """Return the audio of an utterance, as loud as if the first voice said it."""
        parts = self.parts(utterance)
        return _joined([(self._said(part, voice), len(part.spoken)) for part, voice in parts])

    def key(self, utterance: Utterance) -> str:
        """Return the name of all that decides how an utterance sounds."""
        return " ".join(self._key(part, voice) for part, voice in self.parts(utterance))

    def voice(self, utterance: Utterance) -> Voice:
        """Return who says an utterance."""
        for role in roles(utterance) if self._others else ():
            if role in self._others:
                return self._others[role]
        return self._voice

    def parts(self, utterance: Utterance) -> list[tuple[Utterance, Voice]]:
        """Return an utterance in the stretches that each voice says, by the language of each."""
        whole = self.voice(utterance)
        stretches, at = [], 0
        for start, end, voice in self._foreign(utterance, whole):
            stretches += [(at, start, whole), (start, end, voice)]
            at = end
        stretches.append((at, len(utterance.written), whole))
        return [
            (_part(utterance, start, end), voice)
            for start, end, voice in _spoken(utterance, stretches)
        ]

    def _said(self, part: Utterance, voice: Voice) -> Audio:
        if voice is self._voice:
            return self._first(part.runs)
        from narrate.audio import loudness, shape

        audio = shape.at_rate(self._speakers.voice(voice)(part.runs), self._level[1])
        return loudness.amplify(audio, self._gain_db(voice))

    def _key(self, part: Utterance, voice: Voice) -> str:
        if voice is self._voice:
            return self._first.key(part.runs)
        speaker = self._speakers.voice(voice)
        difference_db = round(voice.loudness_db - self._voice.loudness_db, 1)
        # The references decide the gain, which is measured only when the voice first speaks.
        references = f"{_reference(speaker, voice)} {_reference(self._first, self._voice)}"
        return f"{speaker.key(part.runs)} {references} {difference_db}"

    def _foreign(self, utterance: Utterance, whole: Voice) -> Iterator[tuple[int, int, Voice]]:
        """Yield what of a sentence is in a language that has a voice of its own, and the voice.

        Not what a rule or an entry says together with its surroundings.
        """
        block, length = utterance.block, len(utterance.written)
        at = block.text.find(utterance.written) if self._others else -1
        done = 0
        for hint in block.hints if at >= 0 else ():
            start, end = max(done, hint.start - at), min(length, hint.end - at)
            voice = self._of_language(hint.value) if hint.kind == "lang" else None
            cut = any(
                edit.start < place < edit.end for edit in utterance.edits for place in (start, end)
            )
            if voice and voice is not whole and start < end and not cut:
                yield start, end, voice
                done = end

    def _of_language(self, tag: str) -> Voice | None:
        primary, tag = tag.partition("-")[0].lower(), tag.lower()
        return self._others.get(LANGUAGE + tag) or self._others.get(LANGUAGE + primary)

    @cached_property
    def _level(self) -> tuple[float, int]:
        """How loud the first voice is in LUFS, and its sample rate."""
        return _loudness(self._first, self._voice)

    def _gain_db(self, voice: Voice) -> float:
        level, _ = _loudness(self._speakers.voice(voice), voice)
        return round(self._level[0] - level + voice.loudness_db - self._voice.loudness_db, 1)


def _spoken(
    utterance: Utterance, stretches: Sequence[tuple[int, int, Voice]]
) -> list[tuple[int, int, Voice]]:
    """Return the stretches that have a word, each with the marks and spaces after it."""
    found: list[tuple[int, int, Voice]] = []
    for start, end, voice in stretches:
        worded = any(map(str.isalnum, utterance.written[start:end]))
        if found and not worded:
            found[-1] = (found[-1][0], end, found[-1][2])
        elif worded:
            found.append((found[-1][1] if found else 0, end, voice))
    return found or [(0, len(utterance.written), stretches[0][2])]


def _part(utterance: Utterance, start: int, end: int) -> Utterance:
    """Return a stretch of an utterance."""
    if (start, end) == (0, len(utterance.written)):
        return utterance
    edits = (
        edit._replace(start=edit.start - start, end=edit.end - start)
        for edit in utterance.edits
        if start <= edit.start and edit.end <= end
    )
    return utterance._replace(written=utterance.written[start:end], edits=tuple(edits))


def _joined(parts: Sequence[tuple[Audio, int]]) -> Audio:
    """Return the audio of parts end to end, each with the length of what it says."""
    [(first, _), *others] = parts
    if not others:
        return first
    pcm, words, faults, said = b"", [], list[str](), 0
    for audio, length in parts:
        frame = len(pcm) // 2
        words += [
            Word(
                word.start_frame + frame,
                word.end_frame + frame,
                word.start + said,
                word.end + said,
                word.estimated,
            )
            for word in audio.words
        ]
        faults += [fault for fault in audio.faults if fault not in faults]
        pcm, said = pcm + audio.pcm, said + length
    return Audio(pcm, first.sample_rate_hz, tuple(words), tuple(faults))


def _loudness(speaker: "Cached", voice: Voice) -> tuple[float, int]:
    """Return how loud a voice speaks our paragraph, in LUFS, and its sample rate in Hz."""
    from narrate.audio import loudness, measure

    audio = speaker(_reference_runs(voice))
    return loudness.alone(measure.measure(audio)), audio.sample_rate_hz


def _reference(speaker: "Cached", voice: Voice) -> str:
    """Return the key of our paragraph in a voice, by which its loudness is measured."""
    return speaker.key(_reference_runs(voice))


def _reference_runs(voice: Voice) -> list[Run]:
    from narrate.voices.preview import paragraph

    try:
        return [Run(paragraph(voice.language))]
    except UsageError:
        return [Run(paragraph("en"))]
