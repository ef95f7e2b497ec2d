"""The narration that stands in a folder already: what its manifest and its file still know."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from narrate.model import (
    Article,
    Block,
    Cue,
    Edit,
    Hint,
    Kind,
    Loudness,
    Made,
    Narration,
    Share,
    Skipped,
    Utterance,
    Voice,
    Word,
)
from narrate.publish.files import describe
from narrate.publish.manifest import ABOUT, NAME, text_sha256

_Plain = Mapping[str, Any]
_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError)


class Earlier(NamedTuple):
    """A narration, the folder that it stands in and its files by role."""

    folder: Path
    narration: Narration
    files: Mapping[str, _Plain]

    @property
    def manifest(self) -> Path:
        """Where it is described."""
        return self.folder / NAME

    def path(self, role: str) -> Path | None:
        """Return the path of one of its files."""
        return self.folder / Path(self.files[role]["name"]).name if role in self.files else None

    @property
    def whole(self) -> bool:
        """Whether its files are there, byte for byte."""
        try:
            return all(
                describe(self.folder / Path(about["name"]).name) == about
                for about in self.files.values()
            )
        except _DAMAGED:
            return False


def earlier(folder: Path) -> Earlier | None:
    """Return the narration that a folder holds; None where there is none that we can read."""
    try:
        plain = json.loads((folder / NAME).read_bytes())
        narration = _narration(plain, folder)
    except _DAMAGED:
        return None
    if plain.get("text_sha256") != text_sha256(narration):  # somebody changed it by hand
        return None
    return Earlier(folder, narration, plain["files"])


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
        made=Made(**plain["made"]),
        composite=plain["source_type"].startswith("composite"),
    )


def _article(plain: _Plain, blocks: tuple[Block, ...], folder: Path) -> Article:
    """Return the article as it was read: what the text stage skipped of a block is its own.

    Its picture is the one that was published with it.
    """
    about = plain["article"]
    read = {block.position for block in blocks}
    skipped = tuple(
        Skipped(_block({**each["block"], "text": each["text"]}), each["reason"])
        for each in plain["skipped"]
        if each["block"]["position"] not in read
    )
    said = tuple((term, spoken) for term, spoken in about["pronunciations"])
    own = {name: about[name] for name in ABOUT}
    picture = str(folder / plain["files"]["cover"]["name"]) if "cover" in plain["files"] else ""
    return Article(**own, picture=picture, blocks=blocks, skipped=skipped, pronunciations=said)


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
