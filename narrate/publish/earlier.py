"""The narration that a folder holds already, read back from its manifest and its files."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from narrate.errors import PublishError
from narrate.model import (
    Article,
    Block,
    Cue,
    Edit,
    Fingerprint,
    Hint,
    Kind,
    Loudness,
    Narration,
    Share,
    Skipped,
    Utterance,
    Voice,
    Word,
)
from narrate.publish import shelf
from narrate.publish.files import describe
from narrate.publish.manifest import ABOUT, NAME, text_sha256

_Plain = Mapping[str, Any]
# Members that the schema leaves to later versions, and values that only older ones wrote.
_FOREIGN = (ValueError, KeyError, TypeError, AttributeError, OverflowError)


class Earlier(NamedTuple):
    """A narration, the folder that it stands in and its files by role."""

    folder: Path
    narration: Narration
    files: Mapping[str, _Plain]

    @property
    def manifest(self) -> Path:
        """The path of its manifest."""
        return self.folder / NAME

    def path(self, role: str) -> Path | None:
        """Return the path of one of its files."""
        return self.folder / self.files[role]["name"] if role in self.files else None

    @property
    def whole(self) -> bool:
        """Whether its files are there, byte for byte."""
        return all(_unchanged(self.folder, about) for about in self.files.values())


def earlier(folder: Path) -> Earlier | None:
    """Return the narration that a folder holds, or None where there is none that can be read."""
    try:
        manifest = shelf.story(folder).about
        narration = _narration(manifest, folder)
    except (PublishError, *_FOREIGN):
        return None
    if manifest.get("text_sha256") != text_sha256(narration):  # somebody changed it by hand
        return None
    return Earlier(folder, narration, manifest["files"])


def _unchanged(folder: Path, about: _Plain) -> bool:
    try:
        return describe(folder / about["name"]) == about
    except OSError:
        return False


def _narration(plain: _Plain, folder: Path) -> Narration:
    blocks = {each["position"]: _block(each) for each in plain["blocks"]}
    own = (block for block in blocks.values() if block.kind is not Kind.DISCLOSURE)
    return Narration(
        article=_article(plain, tuple(own), folder),
        voice=Voice.of(plain["voice"]),
        cues=tuple(_cue(each, blocks) for each in plain["utterances"]),
        frames=plain["frames"],
        sample_rate_hz=plain["sample_rate_hz"],
        loudness=Loudness(**plain["loudness"]),
        disclosure=plain["disclosure"],
        disclosure_language=plain["disclosure_language"],
        others=tuple(Voice.of(voice) for voice in plain.get("others", ())),
        fingerprint=Fingerprint(**plain["made"]),
        composite=plain["source_type"].startswith("composite"),
    )


def _article(plain: _Plain, blocks: tuple[Block, ...], folder: Path) -> Article:
    """Return the article as it was read, with the picture that was published with it.

    The text stage skips parts of blocks that are read again, so that only whole blocks are taken.
    A picture that is a link by now is not taken: it may lead to anything.
    """
    about, cover = plain["article"], plain["files"].get("cover")
    read = {block.position for block in blocks}
    skipped = tuple(
        Skipped(_block({"text": "", **skip["block"]}), skip["reason"], skip.get("characters", 0))
        for skip in plain["skipped"]
        if skip["block"]["position"] not in read
    )
    pronunciations = tuple((term, spoken) for term, spoken in about["pronunciations"])
    picture = folder / cover["name"] if cover else None
    return Article(
        **{name: about[name] for name in ABOUT},
        picture=str(picture) if picture and not picture.is_symlink() else "",
        blocks=blocks,
        skipped=skipped,
        pronunciations=pronunciations,
    )


def _block(plain: _Plain) -> Block:
    hints = tuple(Hint(**hint) for hint in plain.get("hints", ()))
    return Block(Kind(plain["kind"]), plain["text"], plain["level"], plain["position"], hints)


def _cue(plain: _Plain, blocks: Mapping[int, Block]) -> Cue:
    edits = tuple(Edit(**edit) for edit in plain["edits"])
    block = blocks[plain["block"]["position"]]
    utterance = Utterance(block, plain["written"], edits, plain["pause_ms"])
    piece = plain["piece"]
    share = Share(**piece["share"]) if piece["share"] else None
    return Cue(
        utterance,
        plain["start_frame"],
        plain["end_frame"],
        tuple(map(Word._make, plain["words"])),
        share,
        piece["key"],
        piece["bytes"],
        tuple(plain.get("faults", ())),
    )
