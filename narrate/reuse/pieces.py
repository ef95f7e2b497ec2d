"""The pieces of an earlier narration in the same folder: a correction costs a sentence.

A piece is an utterance with its pause. Its key names how it sounds, not its place, and the
published file is the store of its pieces. A sentence that stays is neither spoken nor encoded
again, wherever it moves, and no other file is needed.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Self

from narrate import audio
from narrate.errors import AudioError, UsageError, WithdrawnError
from narrate.model import Article, Audio, Block, Cue, Fingerprint, Loudness, Utterance
from narrate.publish import Earlier, Published, Target, earlier, shelf, sweep
from narrate.runtime.parallel import in_order

if TYPE_CHECKING:
    from narrate.audio.encode import Encoder
    from narrate.audio.jingles import Around
    from narrate.audio.measure import Measure
    from narrate.audio.track import Piece, Track

Speak = Callable[[Utterance], Audio]


@dataclass(frozen=True)
class ReusablePieces:
    """The pieces that may be reused: by key, the cue and the offset of its bytes in the file."""

    loudness: Loudness | None = None
    sample_rate_hz: int = 0
    cues: Mapping[str, tuple[Cue, int]] = field(default_factory=dict)
    file: Path = Path()

    @classmethod
    def of(cls, earlier_narration: Earlier) -> Self:
        """Return the pieces of a narration whose files are unchanged; without audio none."""
        path = earlier_narration.path("audio")
        if path is None:
            return cls()
        narration, cues = earlier_narration.narration, {}
        try:
            with path.open("rb") as file:
                offset = audio.mp3.first_piece(file)
                for cue in narration.cues:
                    cues[cue.key] = (cue, offset)
                    offset += cue.bytes
                if not audio.mp3.is_frame(file, offset):  # the manifest's lengths are wrong
                    return cls()
        except (OSError, AudioError):
            return cls()
        return cls(narration.loudness, narration.sample_rate_hz, cues, path)

    def measure(self, key: str) -> "Measure | None":
        """Return the measure of a piece's utterance, or None for a piece that is not here."""
        cue, _ = self.cues.get(key, (None, 0))
        if cue is None or cue.share is None:
            return None
        return audio.measure.remembered(cue, self.sample_rate_hz, cue.share)

    def takes(
        self, utterances: Iterable[Utterance], keys: Iterable[str], speak: Speak, threads: int
    ) -> "Iterator[Measure]":
        """Yield the measure of each utterance; one whose piece is not here is spoken."""

        def take(utterance_and_key: tuple[Utterance, str]) -> "Measure":
            return audio.measure.measure(speak(utterance_and_key[0]))

        named = zip(utterances, keys, strict=True)
        return in_order(take, named, threads, ready_result=lambda pair: self.measure(pair[1]))

    def encoded(
        self, track: "Track", speak: Speak, loudness: Loudness, encoder: "Encoder", jobs: int
    ) -> Iterator[bytes]:
        """Yield the bytes of each piece in the file; one that is not here is encoded.

        A passage's bytes come with the first of its pieces.
        """

        def encode(passage: "Sequence[Piece]") -> bytes:
            spoken = [
                audio.loudness.amplify(speak(piece.utterance), loudness.gain_db, piece.measure.peak)
                for piece in passage
            ]
            return encoder.encode(audio.mix.join(spoken, passage, loudness.target_lufs))

        with self.file.open("rb") if self.cues else nullcontext() as file:

            def stored(passage: "Sequence[Piece]") -> bytes | None:
                if file is None or passage[0].key not in self.cues:
                    return None
                cue, offset = self.cues[passage[0].key]
                file.seek(offset)
                return file.read(cue.bytes)

            results = in_order(encode, track.passages, jobs, ready_result=stored)
            for data, passage in zip(results, track.passages, strict=True):
                yield from (data, *[b""] * (len(passage) - 1))

    def fits(self, loudness: Loudness, keys: Iterable[str]) -> bool:
        """Return whether the pieces of these keys, where any are here, have the whole's gain."""
        return (
            self.loudness is None
            or self.loudness.gain_db == loudness.gain_db
            or self.cues.keys().isdisjoint(keys)
        )


class Correction:
    """The narration that a folder holds already, against the fingerprint of the new one."""

    def __init__(self, target: Target, article: Article, fingerprint: Fingerprint) -> None:
        """Look into the target's folder.

        Raises WithdrawnError where the article was withdrawn, UsageError where the folder holds
        another article.
        """
        self._earlier = None if target.alone else earlier(target.folder)
        if self._earlier:
            _refuse_another(self._earlier.narration.article, article, target.folder)
        elif not target.alone and (reason := shelf.withdrawn(target.folder)):
            raise WithdrawnError(reason)
        self._fingerprint = fingerprint

    def standing(self) -> Published | None:
        """Return the earlier narration where nothing has changed, and delete leftovers of kills."""
        current = self._earlier
        if current is None or current.narration.fingerprint.stamp != self._fingerprint.stamp:
            return None
        path = current.path("audio")
        if path is None or not self._unchanged:
            return None
        sweep(current.folder)
        return Published(
            current.narration, path, current.manifest, current.path("captions"), unchanged=True
        )

    @cached_property
    def _unchanged(self) -> bool:
        """Whether every file of the earlier narration is present and unchanged."""
        return self._earlier is not None and self._earlier.intact

    @cached_property
    def utterances(self) -> Mapping[Block, tuple[Utterance, ...]]:
        """The utterances of each block, as if at position 0, where the same rules read the text."""
        current = self._earlier
        if current is None or current.narration.fingerprint.reading != self._fingerprint.reading:
            return {}
        groups = groupby(current.narration.utterances, key=lambda utterance: utterance.block)
        return {
            block._replace(position=0): utterances
            for block, utterances in ((block, tuple(group)) for block, group in groups)
            if _is_complete(block, utterances)
        }

    @property
    def likely(self) -> int:
        """The number of processes that are likely to be needed: one for a correction, else all."""
        return 1 if self.utterances else sys.maxsize

    def pieces(self, target_lufs: float) -> ReusablePieces:
        """Return the pieces that can be reused."""
        current = self._earlier
        if (
            current is None
            or not self._fingerprint.encoding
            or current.narration.fingerprint.encoding != self._fingerprint.encoding
            or current.narration.loudness.target_lufs != target_lufs
            or not self._unchanged
        ):
            return ReusablePieces()
        return ReusablePieces.of(current)


def piece_keys(
    name: Callable[[Utterance], str],
    utterances: Sequence[Utterance],
    lead_ms: int,
    jingles: "Sequence[Around]",
) -> Sequence[str]:
    """Return the key of each piece: a digest of the utterance's name, its pause and its jingles.

    ``name`` returns the name of all that decides how an utterance sounds. The key of a piece of a
    passage covers the whole passage.
    """
    leads = [lead_ms, *[0] * (len(utterances) - 1)]
    names = [
        f"{name(utterance)} {lead} {utterance.pause_ms} {jingle.name}".rstrip()
        for utterance, lead, jingle in zip(utterances, leads, jingles, strict=True)
    ]
    for first, jingle in enumerate(jingles):
        if jingle.passage > 1:
            passage = slice(first, first + jingle.passage)
            passage_name = " ".join(names[passage])
            names[passage] = [f"{number} {passage_name}" for number in range(jingle.passage)]
    return tuple(map(_digest, names))


def _refuse_another(published: Article, article: Article, folder: Path) -> None:
    """Raise UsageError where a folder holds the narration of another article."""
    if not shelf.is_same((published.id, published.title), (article.id, article.title)):
        raise UsageError(
            f"{folder} holds the narration of another article, «{published.title}» "
            f"({published.id}), and would lose it. Name another folder with -o, or remove that one."
        )


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=12).hexdigest()


def _is_complete(block: Block, utterances: Sequence[Utterance]) -> bool:
    """Return whether utterances are all of a block: the words left out of another are not known."""
    written = "".join("".join(utterance.written for utterance in utterances).split())
    return written == "".join(block.text.split())
