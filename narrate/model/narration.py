"""The finished narration, and the values from which its files are written.

Lengths are integer frames; milliseconds stand only at the edges.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from narrate.model.article import Article, Kind
from narrate.model.label import COMPOSITE
from narrate.model.utterance import Utterance, Word
from narrate.model.voice import TRAINED, Voice


class Share(NamedTuple):
    """The share of an utterance in the loudness of the whole, before any gain.

    ``blocks`` of 400 ms above the narration's gate begin in it; ``power`` is the sum of their
    K-weighted mean powers, ``peak`` its true peak, both where full scale is 1.
    """

    blocks: int
    power: float
    peak: float


class Cue(NamedTuple):
    """The time of an utterance, in frames of the narration, and of its words where known.

    ``key`` names what it sounds like with its pause, ``bytes`` is how long that is in the file, 0
    where the file is not of pieces: so a correction finds what it can keep. ``faults`` are those of
    its audio, the best of a few takes.
    """

    utterance: Utterance
    start_frame: int
    end_frame: int
    words: Sequence[Word] = ()
    share: Share | None = None
    key: str = ""
    bytes: int = 0
    faults: tuple[str, ...] = ()


class Chapter(NamedTuple):
    """The part of a narration under a heading, in frames."""

    title: str
    start_frame: int
    end_frame: int


@dataclass(frozen=True, slots=True)
class Loudness:
    """Measured and aimed loudness: LUFS (ITU-R BS.1770), dBTP, and the one gain in dB.

    ``gate_lufs`` is the level under which a block of 400 ms did not count.
    """

    target_lufs: float
    measured_lufs: float
    gain_db: float
    true_peak_db: float
    gate_lufs: float = -70.0


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The hashes of everything that decided a narration: a later run sees which parts still hold.

    ``stamp`` is the hash of everything, ``terms`` of it without narrate's own edition and the
    dictionaries, ``reading`` of what decides how a text is said; ``encoding`` names how pieces
    became bytes. ``speed`` and ``pitch`` are what was asked for on top of the voice's own.
    """

    stamp: str = ""
    terms: str = ""
    reading: str = ""
    encoding: str = ""
    speed: float = 1.0
    pitch: float = 0.0


@dataclass(frozen=True, slots=True)
class Narration:
    """The finished narration: every value that its files are written from.

    ``disclosure`` is the label's words; ``cover`` the bytes of a JPEG or PNG, or nothing;
    ``composite``: recorded sounds stand around the words.
    """

    article: Article
    voice: Voice
    cues: Sequence[Cue]
    frames: int
    sample_rate_hz: int
    loudness: Loudness
    disclosure: str
    fingerprint: Fingerprint = Fingerprint()
    disclosure_language: str = "en"
    cover: bytes = b""
    other_voices: tuple[Voice, ...] = ()
    composite: bool = False

    @property
    def source_type(self) -> str:
        """The term for the whole: a trained model's voice among several decides.

        With other sounds it is the term for a composite (IPTC's digital source types).
        """
        terms = {voice.source_type for voice in (self.voice, *self.other_voices)}
        if self.composite:
            return "compositeWithTrainedAlgorithmicMedia" if TRAINED in terms else COMPOSITE
        return TRAINED if TRAINED in terms else self.voice.source_type

    @property
    def utterances(self) -> Iterator[Utterance]:
        """The spoken sentences, in order."""
        return (cue.utterance for cue in self.cues)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """A chapter a heading; before the first heading the article's title serves as one.

        The label, where it is spoken, belongs to the chapter beside it.
        """
        marks: list[tuple[str, int]] = []
        position = None
        for cue in self.cues:
            block = cue.utterance.block
            if block.kind is Kind.DISCLOSURE:
                continue
            if block.position != position and (block.kind is Kind.HEADING or not marks):
                heads = block.kind is Kind.HEADING
                marks.append((block.text if heads else self.article.title, cue.start_frame))
            position = block.position
        first = marks[0][0] if marks else self.article.title
        marks[:1] = [(first, cue.start_frame) for cue in self.cues[:1]]
        ends = [*(start for _, start in marks[1:]), self.frames]
        return tuple(
            Chapter(title, start, end) for (title, start), end in zip(marks, ends, strict=False)
        )

    @property
    def duration_s(self) -> float:
        """The playing time."""
        return self.frames / self.sample_rate_hz
