"""What an earlier narration in the same folder gives a new one: a correction costs a sentence.

A piece, an utterance with its pause, is known by what it sounds like, not by where it stands; the
published file is the store of its pieces. So a sentence that stays is neither said nor encoded
again, wherever it has moved, and nothing but the narration itself need be kept.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Self

from narrate import audio
from narrate.errors import AudioError, UsageError, Withdrawn
from narrate.model import Article, Audio, Block, Cue, Loudness, Made, Utterance
from narrate.publish import Earlier, Published, Target, earlier, shelf, sweep
from narrate.runtime.parallel import in_order

if TYPE_CHECKING:
    from narrate.audio.encode import Encoder
    from narrate.audio.jingles import Around
    from narrate.audio.measure import Measure
    from narrate.audio.track import Piece, Track

Speak = Callable[[Utterance], Audio]


@dataclass(frozen=True)
class Kept:
    """The pieces that may be taken over, by key: their cues, and where their bytes are."""

    loudness: Loudness | None = None
    sample_rate_hz: int = 0
    cues: Mapping[str, tuple[Cue, int]] = field(default_factory=dict)
    file: Path = Path()

    @classmethod
    def of(cls, before: Earlier) -> Self:
        """Return the pieces of a narration whose files are whole; without audio there are none."""
        path = before.path("audio")
        if path is None:
            return cls()
        narration, cues = before.narration, {}
        try:
            with path.open("rb") as file:
                at = audio.mp3.first_piece(file)
                for cue in narration.cues:
                    cues[cue.key] = (cue, at)
                    at += cue.bytes
                if not audio.mp3.is_frame(file, at):  # the manifest does not count right
                    return cls()
        except (OSError, AudioError):
            return cls()
        return cls(narration.loudness, narration.sample_rate_hz, cues, path)

    def measure(self, key: str) -> "Measure | None":
        """Return the measure of a piece's utterance."""
        cue, _ = self.cues.get(key, (None, 0))
        return (
            audio.measure.remembered(cue, self.sample_rate_hz, cue.share)
            if cue and cue.share
            else None
        )

    def takes(
        self, utterances: Iterable[Utterance], keys: Iterable[str], speak: Speak, jobs: int
    ) -> "Iterator[Measure]":
        """Yield what the whole must know of each utterance; what is not kept is said."""

        def take(one: tuple[Utterance, str]) -> "Measure":
            return audio.measure.measure(speak(one[0]))

        named = zip(utterances, keys, strict=True)
        # One more than there are engines, which speak while it measures; one alone is one core's.
        threads = jobs + (jobs > 1)
        return in_order(take, named, threads, known=lambda one: self.measure(one[1]))

    def encoded(
        self, track: "Track", speak: Speak, loudness: Loudness, encoder: "Encoder", jobs: int
    ) -> Iterator[bytes]:
        """Yield each piece as it stands in the file; what is not kept is encoded.

        A passage stands with the first of its pieces.
        """

        def encoded(passage: "Sequence[Piece]") -> bytes:
            spoken = [
                audio.loudness.amplify(speak(each.utterance), loudness.gain_db, each.measure.peak)
                for each in passage
            ]
            return encoder.encode(audio.mix.join(spoken, passage, loudness.target_lufs))

        with self.file.open("rb") if self.cues else nullcontext() as file:

            def kept(passage: "Sequence[Piece]") -> bytes | None:
                if file is None or passage[0].key not in self.cues:
                    return None
                cue, at = self.cues[passage[0].key]
                file.seek(at)
                return file.read(cue.bytes)

            done = in_order(encoded, track.passages, jobs, known=kept)
            for data, passage in zip(done, track.passages, strict=True):
                yield from (data, *[b""] * (len(passage) - 1))

    def fits(self, loudness: Loudness, wanted: Iterable[str]) -> bool:
        """Whether the pieces that are wanted, where there are any, have the gain of the whole."""
        return (
            self.loudness is None
            or self.loudness.gain_db == loudness.gain_db
            or self.cues.keys().isdisjoint(wanted)
        )


class Correction:
    """What stands where a narration is to go, under what decides the new one."""

    def __init__(self, target: Target, article: Article, made: Made) -> None:
        """Look into the target's folder.

        Errors: Withdrawn where the article was withdrawn, UsageError where another one stands.
        """
        self._before = None if target.alone else earlier(target.folder)
        if self._before:
            _same(self._before.narration.article, article, target.folder)
        elif not target.alone and (why := shelf.withdrawn(target.folder)):
            raise Withdrawn(why)
        self._made = made
        # Hashed beside what comes before it is asked for: the text stage, a quarter of a run.
        executor = ThreadPoolExecutor(1)
        self._whole = executor.submit(lambda: bool(self._before and self._before.whole))
        executor.shutdown(wait=False)

    def standing(self) -> Published | None:
        """Return the earlier narration where nothing has changed; what killed runs left goes."""
        before = self._before
        if before is None or before.narration.made.stamp != self._made.stamp:
            return None
        if not self._whole.result():
            return None
        audio = before.path("audio")
        if audio is None:
            return None
        sweep(before.folder)
        return Published(
            before.narration, audio, before.manifest, before.path("captions"), unchanged=True
        )

    @cached_property
    def utterances(self) -> Mapping[Block, tuple[Utterance, ...]]:
        """What was said of each block, as if at position 0, where the same decides the text."""
        if self._before is None or self._before.narration.made.reading != self._made.reading:
            return {}
        groups = groupby(self._before.narration.utterances, key=lambda each: each.block)
        return {
            block._replace(position=0): said
            for block, said in ((block, tuple(group)) for block, group in groups)
            if _whole(block, said)
        }

    @property
    def likely(self) -> int:
        """How many processes are likely to be needed: one for a correction, else all."""
        return 1 if self.utterances else sys.maxsize

    def pieces(self, target_lufs: float) -> Kept:
        """Return the pieces that can be taken over."""
        before = self._before
        if (
            before is None
            or not self._made.encoding
            or before.narration.made.encoding != self._made.encoding
            or before.narration.loudness.target_lufs != target_lufs
            or not self._whole.result()
        ):
            return Kept()
        return Kept.of(before)


def keys(
    name: Callable[[Utterance], str],
    utterances: Sequence[Utterance],
    lead_ms: int,
    around: "Sequence[Around]",
) -> Sequence[str]:
    """Return what each piece is known by: the name of what is said, and what is around it.

    In a passage each is known by all of it.
    """
    leads = [lead_ms, *[0] * (len(utterances) - 1)]
    names = [
        f"{name(utterance)} {lead} {utterance.pause_ms} {sounds.name}".rstrip()
        for utterance, lead, sounds in zip(utterances, leads, around, strict=True)
    ]
    for at, sounds in enumerate(around):
        if sounds.passage > 1:
            passage = slice(at, at + sounds.passage)
            whole = " ".join(names[passage])
            names[passage] = [f"{number} {whole}" for number in range(sounds.passage)]
    return tuple(map(_digest, names))


def _same(there: Article, article: Article, folder: Path) -> None:
    """Raise UsageError where a folder holds the narration of another article."""
    if not shelf.is_same((there.id, there.title), (article.id, article.title)):
        raise UsageError(
            f"{folder} holds the narration of another article, «{there.title}» ({there.id}), and "
            "would lose it. Name another folder with -o, or remove that one."
        )


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=12).hexdigest()


def _whole(block: Block, said: Sequence[Utterance]) -> bool:
    """Whether a block was said in whole: of another it is not known what was left out."""
    return "".join("".join(each.written for each in said).split()) == "".join(block.text.split())
