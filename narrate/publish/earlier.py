"""Read the narration in a folder from its manifest and its files."""

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
    """A narration, its folder and its files by role."""

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
    def intact(self) -> bool:
        """Whether all its files exist and are unchanged, byte for byte."""
        return all(_unchanged(self.folder, listed) for listed in self.files.values())


def earlier(folder: Path) -> Earlier | None:
    """Return the narration in a folder, or None if there is none that can be read."""
    try:
        manifest = shelf.story(folder).manifest
        narration = _narration(manifest, folder)
    except (PublishError, *_FOREIGN):
        return None
    if manifest.get("text_sha256") != text_sha256(narration):  # somebody changed it by hand
        return None
    return Earlier(folder, narration, manifest["files"])


def _unchanged(folder: Path, listed: _Plain) -> bool:
    try:
        return describe(folder / listed["name"]) == listed
    except OSError:
        return False


def _narration(values: _Plain, folder: Path) -> Narration:
    blocks = {values_["position"]: _block(values_) for values_ in values["blocks"]}
    article_blocks = (block for block in blocks.values() if block.kind is not Kind.DISCLOSURE)
    return Narration(
        article=_article(values, tuple(article_blocks), folder),
        voice=Voice.of(values["voice"]),
        cues=tuple(_cue(values_, blocks) for values_ in values["utterances"]),
        frames=values["frames"],
        sample_rate_hz=values["sample_rate_hz"],
        loudness=Loudness(**values["loudness"]),
        disclosure=values["disclosure"],
        disclosure_language=values["disclosure_language"],
        other_voices=tuple(Voice.of(voice) for voice in values.get("others", ())),
        fingerprint=Fingerprint(**values["made"]),
        composite=values.get("source_type", "").startswith("composite"),
    )


def _article(values: _Plain, blocks: tuple[Block, ...], folder: Path) -> Article:
    """Return the article as it was read, with the picture that was published with it.

    The skipped parts of spoken blocks are left out: the text stage skips them again. A picture that
    has become a link is left out, too: it may lead to any file.
    """
    listed, cover = values["article"], values["files"].get("cover")
    positions = {block.position for block in blocks}
    skipped = tuple(
        Skipped(_block({"text": "", **skip["block"]}), skip["reason"], skip.get("characters", 0))
        for skip in values["skipped"]
        if skip["block"]["position"] not in positions
    )
    pronunciations = tuple((term, spoken) for term, spoken in listed["pronunciations"])
    picture = folder / cover["name"] if cover else None
    return Article(
        # A member that a later version added has its default.
        **{name: listed[name] for name in ABOUT if name in listed},
        picture=str(picture) if picture and not picture.is_symlink() else "",
        blocks=blocks,
        skipped=skipped,
        pronunciations=pronunciations,
    )


def _block(values: _Plain) -> Block:
    hints = tuple(Hint(**hint) for hint in values.get("hints", ()))
    return Block(Kind(values["kind"]), values["text"], values["level"], values["position"], hints)


def _cue(values: _Plain, blocks: Mapping[int, Block]) -> Cue:
    edits = tuple(Edit(**edit) for edit in values["edits"])
    block = blocks[values["block"]["position"]]
    utterance = Utterance(block, values["written"], edits, values["pause_ms"])
    piece = values["piece"]
    share = Share(**piece["share"]) if piece["share"] else None
    return Cue(
        utterance,
        values["start_frame"],
        values["end_frame"],
        tuple(map(Word._make, values["words"])),
        share,
        piece["key"],
        piece["bytes"],
        tuple(values.get("faults", ())),
    )
