"""The cast: which voice speaks which sentence.

An article has a main voice, and other voices by role: the kind of a block, the speaker in it, or
its language. The other voices are brought to the main voice's loudness and sample rate. How loud a
voice is shows in our paragraph in its language, which it speaks once and the cache keeps.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from narrate.engines import scripts
from narrate.errors import EngineWarning, UsageError
from narrate.model import TRAINED, Audio, Kind, SpokenRun, Utterance, Voice, Word
from narrate.speech.reading import LANGUAGE, has_words, readable_runs, unreadable
from narrate.speech.speakers import Speakers

if TYPE_CHECKING:
    from narrate.speech.cache import Cached

_SHOWN = 5  # words in a message
_MOST_LEFT_OUT = 0.5  # share of the letters
_SILENT_S = 0.3  # a caption needs a length
SPEAKER, NAMED = "speakers.", "voice."


def roles(utterance: Utterance) -> Iterator[str]:
    """Yield the roles of an utterance, the most specific first, as the setting voices names them.

    A block may name its voice itself. A speaker is the name before a colon at the start of the
    block, as in an interview.
    """
    block = utterance.block
    for hint in block.hints:
        if hint.kind == "voice":
            yield NAMED + hint.value
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

    def threads(self, jobs: int) -> int:
        """Return how many threads keep ``jobs`` processes busy: one more measures meanwhile.

        One process of a fast voice needs no other: the threads would only take turns.
        """
        return jobs + (jobs > 1 or self._voice.source_type == TRAINED)

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
        foreign = sorted(
            [*self._foreign(utterance, main), *self._in_script(utterance, main)],
            key=lambda stretch: stretch[:2],
        )
        for start, end, voice in foreign:
            if start < position:  # the page names the language of words in another script
                continue
            stretches += [(position, start, main), (start, end, voice)]
            position = end
        stretches.append((position, len(utterance.written), main))
        return [
            (_part(utterance, start, end), voice)
            for start, end, voice in _spoken(utterance, stretches)
        ]

    def left_out(self, utterance: Utterance) -> list[str]:
        """Return the words of an utterance that no voice reads, for their script."""
        return [
            part.written[start:end]
            for part, voice in self.parts(utterance)
            for start, end, _ in unreadable(part, voice)
        ]

    def tell(self, utterances: Iterable[Utterance]) -> None:
        """Tell as a warning which words of an article no voice reads, for their script.

        Raises UsageError if these are the label, or more than half of the letters.
        """
        words: dict[str, None] = {}
        letters = missing = 0
        for utterance in utterances:
            left_out = self.left_out(utterance)
            words.update(dict.fromkeys(left_out))
            letters += len(utterance.written)
            missing += sum(map(len, left_out))
            if left_out and utterance.block.kind is Kind.DISCLOSURE:
                raise UsageError(
                    f"The voice {self._voice.name} does not read the script of the label "
                    f"«{utterance.written}». Set disclosure_language to the voice's language."
                )
        if missing > letters * _MOST_LEFT_OUT:
            raise UsageError(
                f"The voice {self._voice.name} does not read the script of this article "
                f"({', '.join(list(words)[:_SHOWN])} …). Choose a voice of its language: "
                "narrate voices list"
            )
        if words:
            shown = ", ".join(list(words)[:_SHOWN]) + (", …" if len(words) > _SHOWN else "")
            warnings.warn(
                f"The voice {self._voice.name} does not read the script of {shown}: left out. Add "
                "an entry to lexicon.tsv, or name a voice of the language in narrate.toml under "
                "[voices.languages].",
                EngineWarning,
                stacklevel=2,
            )

    def _speak(self, part: Utterance, voice: Voice) -> Audio:
        if unreadable(part, voice) and not has_words(readable_runs(part, voice)):
            return Audio(bytes(2 * round(_SILENT_S * self._level[1])), self._level[1])
        if voice is self._voice:
            return self._first(readable_runs(part, voice))
        from narrate.audio import loudness, shape

        audio = shape.at_rate(
            self._speakers.voice(voice)(readable_runs(part, voice)), self._level[1]
        )
        return loudness.amplify(audio, self._gain_db(voice))

    def _key(self, part: Utterance, voice: Voice) -> str:
        if voice is self._voice:
            return self._first.key(readable_runs(part, voice))
        speaker = self._speakers.voice(voice)
        difference_db = round(voice.loudness_db - self._voice.loudness_db, 1)
        # The references decide the gain, which is measured only when the voice first speaks.
        references = f"{_reference(speaker, voice)} {_reference(self._first, self._voice)}"
        return f"{speaker.key(readable_runs(part, voice))} {references} {difference_db}"

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

    def _in_script(self, utterance: Utterance, main: Voice) -> Iterator[tuple[int, int, Voice]]:
        """Yield the stretches in a script that the main voice does not read, and their voice."""
        if not self._role_voices:
            return
        for start, end, script in unreadable(utterance, main):
            role_voices = map(self._of_language, scripts.languages(script))
            if voice := next(filter(None, role_voices), None):
                yield start, end, voice

    def _of_language(self, tag: str) -> Voice | None:
        primary, tag = tag.partition("-")[0].lower(), tag.lower()
        return self._role_voices.get(LANGUAGE + tag) or self._role_voices.get(LANGUAGE + primary)

    @property
    def loudness_lufs(self) -> float:
        """The loudness of the main voice, as heard, before any gain."""
        return self._level[0]

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


def _reference_runs(voice: Voice) -> list[SpokenRun]:
    from narrate.voices.preview import paragraph

    try:
        return [SpokenRun(paragraph(voice.language))]
    except UsageError:
        return [SpokenRun(paragraph("en"))]
