"""narrate.json says what the narration holds, no more and no less."""

import itertools
import json
from fractions import Fraction
from typing import Any

from hypothesis import given, strategies as st

from narrate.model import (
    Article,
    Block,
    Chapter,
    Cue,
    Edit,
    Kind,
    Loudness,
    Narration,
    Prosody,
    Skipped,
    Utterance,
    Voice,
    Word,
)
from narrate.publish.manifest import SCHEMA_VERSION, dump, manifest

TEXT = st.text(max_size=12)
ARTICLE_KEYS = (
    "id", "title", "summary", "language", "byline", "publisher", "published", "modified", "url",
    "image", "section",
)  # fmt: skip


@st.composite
def utterances(draw: st.DrawFn) -> Utterance:
    written = draw(st.text(min_size=1, max_size=30))
    cuts = draw(st.lists(st.integers(0, len(written)), max_size=6, unique=True).map(sorted))
    edits = tuple(
        Edit(start, end, draw(TEXT), "rule", draw(st.sampled_from(["", "ˈkiːɪv"])))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    block = Block(draw(st.sampled_from(Kind)), written, draw(st.integers(0, 6)), 3)
    return Utterance(block, written, edits, draw(st.integers(0, 900)))


@st.composite
def narrations(draw: st.DrawFn) -> Narration:
    at, cues = 0, []
    for utterance in draw(st.lists(utterances(), max_size=4)):
        start = at + draw(st.integers(1, 50_000))
        at = start + draw(st.integers(1, 500_000))
        words = tuple(Word(n * 10, n * 10 + 9, n, n + 1) for n in range(draw(st.integers(0, 3))))
        cues.append(Cue(utterance, start, at, words))
    skipped = draw(st.lists(TEXT, max_size=2))
    return Narration(
        article=Article(
            **{key: draw(TEXT) for key in ARTICLE_KEYS},
            blocks=(),
            skipped=tuple(Skipped(Block(Kind.FURNITURE, text), "an appeal") for text in skipped),
        ),
        voice=Voice("anchor", "tone", prosody=Prosody(speed=0.9, pitch=-2)),
        cues=tuple(cues),
        frames=at + 1_152,
        sample_rate_hz=draw(st.sampled_from([8_000, 22_050, 44_100, 48_000])),
        loudness=Loudness(-16, -21.5, 2.5, -2.1),
        disclosure=draw(TEXT),
    )


def read_back(narration: Narration) -> dict[str, Any]:
    lines = dump(manifest(narration, {"audio": {"name": "a.mp3"}}))
    found: dict[str, Any] = json.loads(b"".join(lines))
    return found


@given(narrations())
def test_it_holds_the_narration(narration: Narration) -> None:
    found = read_back(narration)
    assert found["schema_version"] == SCHEMA_VERSION
    for key in ARTICLE_KEYS:
        assert found["article"][key] == getattr(narration.article, key)
    assert found["frames"] == narration.frames
    assert found["disclosure"] == narration.disclosure
    assert found["files"] == {"audio": {"name": "a.mp3"}}
    assert found["voice"]["prosody"] == {"speed": 0.9, "pitch": -2, "gain_db": 0.0}
    assert found["loudness"]["measured_lufs"] == -21.5
    assert [(skip["characters"], skip["reason"]) for skip in found["skipped"]] == [
        (len(skip.block.text), skip.reason) for skip in narration.article.skipped
    ]


@given(narrations())
def test_each_utterance_stands_where_it_is_heard(narration: Narration) -> None:
    found = read_back(narration)["utterances"]
    assert len(found) == len(narration.cues)
    for said, cue in zip(found, narration.cues, strict=True):
        assert (said["start_frame"], said["end_frame"]) == (cue.start_frame, cue.end_frame)
        assert said["block"]["kind"] == cue.utterance.block.kind
        for edge in ("start", "end"):
            exact = Fraction(said[f"{edge}_frame"] * 1000, narration.sample_rate_hz)
            assert abs(said[f"{edge}_ms"] - exact) <= Fraction(1, 2)
        assert [Word(*word) for word in said["words"]] == list(cue.words)


@given(narrations())
def test_the_edits_alone_make_the_written_the_spoken(narration: Narration) -> None:
    for said in read_back(narration)["utterances"]:
        spoken, at = "", 0
        for edit in said["edits"]:
            spoken += said["written"][at : edit["start"]] + edit["spoken"]
            at = edit["end"]
        assert spoken + said["written"][at:] == said["spoken"]


@given(narrations())
def test_chapters_follow_one_another_to_the_end(narration: Narration) -> None:
    chapters = read_back(narration)["chapters"]
    assert len(chapters) == len(narration.chapters) <= len(narration.cues)
    assert bool(chapters) is bool(narration.cues)
    for chapter, after in itertools.pairwise(chapters):
        assert chapter["end_ms"] == after["start_ms"]


def test_a_chapter_is_what_stands_under_a_heading() -> None:
    kinds = [Kind.PARAGRAPH, Kind.HEADING, Kind.HEADING, Kind.PARAGRAPH, Kind.HEADING]
    positions = [0, 1, 1, 2, 3]
    blocks = [Block(k, f"{k} {p}", 2, p) for k, p in zip(kinds, positions, strict=True)]
    cues = tuple(Cue(Utterance(b, b.text), n * 10, n * 10 + 9) for n, b in enumerate(blocks))
    article = Article("id", "The ferry", "en", ())
    loudness = Loudness(-16, -20, 4, -2)
    narration = Narration(article, Voice("v", "tone"), cues, 60, 8_000, loudness, "AI")
    assert narration.chapters == (
        Chapter("The ferry", 0, 10),
        Chapter("heading 1", 10, 40),
        Chapter("heading 3", 40, 60),
    )
