"""The cast: which voice speaks which sentence.

An article has a main voice, and other voices by role: the kind of a block, the speaker in it, or
its language. The other voices are brought to the main voice's loudness and sample rate. How loud a
voice is shows in our paragraph in its language, which it speaks once and the cache keeps.
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
    """Yield the roles of an utterance, the most specific first, as the setting voices names them.

    A speaker is the name before a colon at the start of the block, as in an interview.
    """
    block = utterance.block
    name, colon, _ = block.text.partition(":")
    if colon:
        yield SPEAKER + name.strip()
    start = block.text.find(utterance.written)
    end = start + len(utterance.written)
    for hint in block.hints:
        if hint.kind == "lang" and start >= 0 and hint.start <= start and end <= hint.end:
            yield LANGUAGE + hint.value.lower()
            yield LANGUAGE + hint.value.partition("-")[0].lower()
    if block.kind is Kind.HEADING and block.level == 1:
        yield "headline"
    yield block.kind.value


class Cast:
    """A synthesizer of utterances, each in its voice."""

    def __init__(
        self, speakers: Speakers, voice: Voice, role_voices: Mapping[str, Voice], soon: int
    ) -> None:
        """Take the main voice and the other voices by role; ``soon`` is as in Speakers.voice."""
        self._voice, self._role_voices = voice, role_voices
        self._speakers = speakers
        self._first = speakers.voice(voice, soon)

    def __call__(self, utterance: Utterance) -> Audio:
        """Return the audio of an utterance, as loud as if the main voice had spoken it."""
        parts = self.parts(utterance)
        return _joined([(self._speak(part, voice), len(part.spoken)) for part, voice in parts])

    def key(self, utterance: Utterance) -> str:
        """Return the name of all that decides how an utterance sounds."""
        return " ".join(self._key(part, voice) for part, voice in self.parts(utterance))

    def voice(self, utterance: Utterance) -> Voice:
        """Return the voice that speaks an utterance."""
        for role in roles(utterance) if self._role_voices else ():
            if role in self._role_voices:
                return self._role_voices[role]
        return self._voice

    def parts(self, utterance: Utterance) -> list[tuple[Utterance, Voice]]:
        """Return an utterance cut into stretches, each with the voice that speaks its language."""
        main = self.voice(utterance)
        stretches, position = [], 0
        for start, end, voice in self._foreign(utterance, main):
            stretches += [(position, start, main), (start, end, voice)]
            position = end
        stretches.append((position, len(utterance.written), main))
        return [
            (_part(utterance, start, end), voice)
            for start, end, voice in _spoken(utterance, stretches)
        ]

    def _speak(self, part: Utterance, voice: Voice) -> Audio:
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

    def _foreign(self, utterance: Utterance, main: Voice) -> Iterator[tuple[int, int, Voice]]:
        """Yield the stretches of a sentence in a language that has its own voice, and that voice.

        A stretch whose edge lies inside an edit stays with the main voice.
        """
        block, length = utterance.block, len(utterance.written)
        offset = block.text.find(utterance.written) if self._role_voices else -1
        position = 0
        for hint in block.hints if offset >= 0 else ():
            start, end = max(position, hint.start - offset), min(length, hint.end - offset)
            voice = self._of_language(hint.value) if hint.kind == "lang" else None
            inside_edit = any(
                edit.start < edge < edit.end for edit in utterance.edits for edge in (start, end)
            )
            if voice and voice is not main and start < end and not inside_edit:
                yield start, end, voice
                position = end

    def _of_language(self, tag: str) -> Voice | None:
        primary, tag = tag.partition("-")[0].lower(), tag.lower()
        return self._role_voices.get(LANGUAGE + tag) or self._role_voices.get(LANGUAGE + primary)

    @cached_property
    def _level(self) -> tuple[float, int]:
        """The loudness of the main voice in LUFS, and its sample rate in Hz."""
        return _loudness(self._first, self._voice)

    def _gain_db(self, voice: Voice) -> float:
        level, _ = _loudness(self._speakers.voice(voice), voice)
        return round(self._level[0] - level + voice.loudness_db - self._voice.loudness_db, 1)


def _spoken(
    utterance: Utterance, stretches: Sequence[tuple[int, int, Voice]]
) -> list[tuple[int, int, Voice]]:
    """Return the stretches that have a word, each with the marks and spaces after it."""
    spoken: list[tuple[int, int, Voice]] = []
    for start, end, voice in stretches:
        has_word = any(map(str.isalnum, utterance.written[start:end]))
        if spoken and not has_word:
            spoken[-1] = (spoken[-1][0], end, spoken[-1][2])
        elif has_word:
            spoken.append((spoken[-1][1] if spoken else 0, end, voice))
    return spoken or [(0, len(utterance.written), stretches[0][2])]


def _part(utterance: Utterance, start: int, end: int) -> Utterance:
    """Return a part of an utterance, with the edits that lie completely inside it."""
    if (start, end) == (0, len(utterance.written)):
        return utterance
    edits = (
        edit._replace(start=edit.start - start, end=edit.end - start)
        for edit in utterance.edits
        if start <= edit.start and edit.end <= end
    )
    return utterance._replace(written=utterance.written[start:end], edits=tuple(edits))


def _joined(parts: Sequence[tuple[Audio, int]]) -> Audio:
    """Return the audio of parts end to end; each comes with the length of its spoken text."""
    [(first, _), *following] = parts
    if not following:
        return first
    pcm, words, faults, offset = b"", [], list[str](), 0
    for audio, length in parts:
        frame = len(pcm) // 2
        words += [
            Word(
                word.start_frame + frame,
                word.end_frame + frame,
                word.start + offset,
                word.end + offset,
                word.estimated,
            )
            for word in audio.words
        ]
        faults += [fault for fault in audio.faults if fault not in faults]
        pcm, offset = pcm + audio.pcm, offset + length
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
