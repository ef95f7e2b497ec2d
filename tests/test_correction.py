"""A correction costs a sentence: what stays is not said or encoded again, and sounds as before."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from command import Cli, manifest_in
from hypothesis import HealthCheck, given, settings as hypothesis_settings, strategies as st
from narrations import narrated
from numpy.typing import NDArray
from traces import consistent, state

import narrate
from narrate.model import Block, Kind
from narrate.pipeline import make
from narrate.publish import Published

PARAGRAPHS = (
    "The ferry left Riverton at dawn. It was an hour late, and half empty.",
    "Nobody on the quay asked why. By noon the fog had lifted.",
    "The market smelled of bread and smoke.",
    "She shut the shop, and counted the coins twice.",
)
# What an MP3 decoder needs of the frames before: at a seam it is still the earlier piece's.
SEAM_FRAMES = 1_200


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> narrate.Settings:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return narrate.Settings(voice="espeak-en-us", cache=str(tmp_path / "cache"), jobs=2)


def story(*paragraphs: str) -> narrate.Article:
    blocks = (Block(Kind.PARAGRAPH, text, position=n) for n, text in enumerate(paragraphs))
    return narrate.Article("story", "The ferry", "en-US", tuple(blocks))


def manifest(published: Published) -> dict[str, Any]:
    assert published.manifest
    plain: dict[str, Any] = json.loads(published.manifest.read_bytes())
    return plain


def spoken(settings: narrate.Settings) -> set[str]:
    return {path.name for path in Path(settings.cache).glob("*/*.utterance")}


def wave(published: Published) -> NDArray[np.float64]:
    samples, _ = soundfile.read(published.audio)
    assert len(samples) == published.narration.frames
    return np.asarray(samples)


def heard(published: Published) -> Iterator[tuple[str, NDArray[np.float64]]]:
    """Yield each sentence and its sound, the seams left out."""
    whole = wave(published)
    for cue in published.narration.cues:
        inner = whole[cue.start_frame + SEAM_FRAMES : cue.end_frame - SEAM_FRAMES]
        assert len(inner)
        yield cue.utterance.written, inner


def test_where_nothing_changed_nothing_is_written(
    tmp_path: Path, settings: narrate.Settings
) -> None:
    first = narrated(tmp_path / "made", story(*PARAGRAPHS), settings)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "made").iterdir()}
    again = narrated(tmp_path / "made", story(*PARAGRAPHS), settings)
    assert again == first._replace(unchanged=True)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "made").iterdir()} == before


def test_a_long_article_stands_as_a_short_one_does(
    tmp_path: Path, settings: narrate.Settings
) -> None:
    def long() -> narrate.Article:
        return replace(story(), blocks=tuple(story(*(["Yes."] * 600)).blocks))

    first = narrated(tmp_path / "made", long(), settings)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "made").iterdir()}
    assert narrated(tmp_path / "made", long(), settings).audio == first.audio
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "made").iterdir()} == before


def test_one_word_costs_one_sentence(tmp_path: Path, settings: narrate.Settings) -> None:
    first = narrated(tmp_path / "made", story(*PARAGRAPHS), settings)
    before, old = spoken(settings), wave(first)
    for path in Path(settings.cache).glob("*/*.utterance"):
        path.unlink()  # the published file alone is the store of what stays
    corrected = (*PARAGRAPHS[:2], "The market smelled of fish and smoke.", PARAGRAPHS[3])
    second = narrated(tmp_path / "made", story(*corrected), settings)
    assert len(spoken(settings) - before) == len(spoken(settings)) == 1
    assert second.audio.name != first.audio.name
    assert not first.audio.exists()
    assert manifest(second)["loudness"]["gain_db"] == manifest(first)["loudness"]["gain_db"]
    start = second.narration.cues[4].start_frame
    assert wave(second)[: start - SEAM_FRAMES].tobytes() == old[: start - SEAM_FRAMES].tobytes()


def test_it_sounds_as_if_made_in_one_go(tmp_path: Path, settings: narrate.Settings) -> None:
    narrated(tmp_path / "made", story(*PARAGRAPHS), settings)
    corrected = story(PARAGRAPHS[2], "At last the bridge opened.", *PARAGRAPHS[:2])
    second = narrated(tmp_path / "made", corrected, settings)
    whole = narrated(
        tmp_path / "whole", corrected, replace(settings, cache=str(tmp_path / "other"))
    )
    louder_db = second.narration.loudness.gain_db - whole.narration.loudness.gain_db
    assert abs(louder_db) <= 0.5
    for (written, ours), (expected, theirs) in zip(heard(second), heard(whole), strict=True):
        assert written == expected
        scaled = theirs * 10 ** (louder_db / 20)
        noise = np.mean((ours - scaled) ** 2) / np.mean(scaled**2)
        assert 10 * np.log10(noise) < -20
    ours, theirs = manifest(second), manifest(whole)
    assert [said["spoken"] for said in ours["utterances"]] == [
        said["spoken"] for said in theirs["utterances"]
    ]
    for corrected_, full in zip(ours["utterances"], theirs["utterances"], strict=True):
        assert corrected_["words"] == full["words"]
        assert corrected_["start_frame"] == full["start_frame"]
        assert corrected_["piece"]["key"] == full["piece"]["key"]
    assert ours["loudness"]["measured_lufs"] == pytest.approx(
        theirs["loudness"]["measured_lufs"], abs=0.2
    )


@hypothesis_settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(orders=st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=5), min_size=2, max_size=3))
def test_whatever_order_of_corrections_the_last_one_is_heard(
    orders: list[list[int]], settings: narrate.Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    settings = replace(settings, voice="tone")
    folder = tmp_path_factory.mktemp("made")
    for order in orders:
        last = narrated(folder, story(*(PARAGRAPHS[n] for n in order)), settings)
    fresh = narrated(
        tmp_path_factory.mktemp("fresh"), story(*(PARAGRAPHS[n] for n in order)), settings
    )
    sounds = dict(heard(fresh))
    level = 10 ** ((last.narration.loudness.gain_db - fresh.narration.loudness.gain_db) / 20)
    assert [written for written, _ in heard(last)] == [written for written, _ in heard(fresh)]
    for written, sound in heard(last):
        expected = sounds[written] * level
        assert np.mean((sound - expected) ** 2) < 0.01 * np.mean(expected**2)


CHANGES: dict[str, dict[str, Any]] = {
    "voice": {"voice": "espeak-en-gb"},
    "speed": {"speed": 1.2},
    "bit rate": {"bit_rate_kbps": 48},
    "loudness": {"loudness": "broadcast"},
    "format": {"format": "flac"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_other_settings_make_it_anew(
    tmp_path: Path, settings: narrate.Settings, change: dict[str, Any]
) -> None:
    narrated(tmp_path / "made", story(*PARAGRAPHS), settings)
    other = replace(settings, **change)
    extension = f".{other.format}"
    again, fresh = (
        make(story(*PARAGRAPHS), narrate.Target(tmp_path / name, "story", extension), other)
        for name in ("made", "fresh")
    )
    assert again.audio.read_bytes() == fresh.audio.read_bytes()


def test_other_pauses_and_tags_keep_the_sounds(tmp_path: Path, settings: narrate.Settings) -> None:
    narrated(tmp_path / "made", story(*PARAGRAPHS), settings)
    before = spoken(settings)
    other = replace(settings, publisher="The Post")
    again = narrated(tmp_path / "made", story(*PARAGRAPHS), other)
    fresh = narrated(tmp_path / "fresh", story(*PARAGRAPHS), other)
    assert again.audio.read_bytes() == fresh.audio.read_bytes()
    assert spoken(settings) == before


@pytest.mark.parametrize("damage", [b"", b"ID3", b"\xff" * 3_000, b"not an MP3 at all" * 99])
def test_a_file_that_is_not_as_it_was_gives_nothing(
    tmp_path: Path, settings: narrate.Settings, damage: bytes
) -> None:
    first = narrated(tmp_path / "made", story(*PARAGRAPHS), settings)
    good = first.audio.read_bytes()
    first.audio.write_bytes(damage)
    assert narrated(tmp_path / "made", story(*PARAGRAPHS), settings).audio.read_bytes() == good


def test_a_damaged_manifest_gives_nothing(tmp_path: Path, settings: narrate.Settings) -> None:
    first = narrated(tmp_path / "made", story(*PARAGRAPHS), settings)
    assert first.manifest
    good = first.manifest.read_bytes()
    for damage in (b"", good[: len(good) // 2], good.replace(b'"blocks"', b'"x"')):
        first.manifest.write_bytes(damage)
        narrated(tmp_path / "made", story(*PARAGRAPHS), settings)
        assert first.manifest.read_bytes() == good


def test_the_old_file_stays_until_nothing_names_it(
    tmp_path: Path, settings: narrate.Settings
) -> None:
    settings = replace(settings, voice="tone")
    folder = tmp_path / "site" / "story"
    first = narrated(folder, story("One."), settings)
    page, feed = folder / "index.html", tmp_path / "site" / "feed.xml"
    page.write_text(f'<audio src="{first.audio.name}">')
    feed.write_text(f"<enclosure url='https://example.org/story/{first.audio.name}'/>")
    second = narrated(folder, story("One.", "Two."), settings)
    assert manifest(second)["superseded"] == [first.audio.name]
    assert first.audio.exists()
    page.write_text(f'<audio src="{second.audio.name}">')
    third = narrated(folder, story("One.", "Two.", "Three."), settings)
    assert manifest(third)["superseded"] == sorted([first.audio.name, second.audio.name])
    page.unlink()
    feed.unlink()
    last = narrated(folder, story("Four."), settings)
    assert manifest(last)["superseded"] == []
    assert {path.name for path in folder.iterdir()} == {
        "narrate.json",
        *(about["name"] for about in manifest(last)["files"].values()),
    }


def test_a_page_and_the_feed_follow_a_correction(cli: Cli) -> None:
    cli.write("narrate.toml", 'voice = "tone"\n[feed]\nbase = "https://example.org/audio/"\n')
    cli.write("story.md", "# The ferry\n\nOne boat came in.\n")
    page = cli.write("output/page.html", "<html><body><main><h1>The ferry</h1></main>\n")
    cli("make", "story.md")
    cli("embed", "output/story", "--into", "output/page.html")
    cli("feed", "output")
    [old] = (cli.folder / "output/story").glob("*.mp3")
    before = page.read_text("utf-8")
    cli.write("story.md", "# The ferry\n\nTwo boats came in.\n")
    done = cli("make", "story.md", "-q")
    assert done.stderr == b"narrate: output/page.html holds the new audio.\n"
    [new] = (cli.folder / "output/story").glob("*.mp3")
    assert new.name != old.name
    assert f'src="https://example.org/audio/story/{new.name}"' in page.read_text("utf-8")
    assert old.name in before
    assert old.name not in page.read_text("utf-8")
    feed = (cli.folder / "output/feed.xml").read_text("utf-8")
    assert new.name in feed
    assert old.name not in feed
    assert consistent(cli.folder / "output/story")


def test_a_folder_holds_one_article_or_many(cli: Cli) -> None:
    cli.write("a.md", "# The ferry\n\nOne boat came in.\n")
    cli.write("b.md", "# The market\n\nBread was cheap.\n")
    for source in ("a.md", "b.md"):
        cli("make", source, "--voice", "tone", "-o", "output")
    together = state(cli.folder / "output")
    cli("make", "a.md", "b.md", "--voice", "tone", "-o", "output")
    assert state(cli.folder / "output") == together
    assert {name.partition("/")[0] for name in together} == {"a", "b"}
    cli.write("a.md", "# The late ferry\n\nOne boat came in.\n")
    cli("make", "a.md", "--voice", "tone", "-o", "output/a")  # the folder of this article
    about = manifest_in(cli.folder / "output/a")
    assert about["article"]["title"] == "The late ferry"
    notes = cli("make", "b.md", "--voice", "tone", "-o", "output/a").stderr.decode()
    assert (
        "b.md: output/a is the folder of another article, so this one goes to output/a/b." in notes
    )
    assert (cli.folder / "output/a/b/narrate.json").exists()


@pytest.mark.parametrize(
    ("old", "new"), [('"Nobody', '"Somebody'), ('"bytes": 1', '"bytes": 2')], ids=["text", "bytes"]
)
def test_a_manifest_changed_by_hand_is_not_built_upon(
    tmp_path: Path, settings: narrate.Settings, old: str, new: str
) -> None:
    first = narrated(tmp_path / "made", story(*PARAGRAPHS), settings)
    assert first.manifest
    head, mark, lines = first.manifest.read_text("utf-8").partition(' "utterances"')
    assert old in lines
    first.manifest.write_text(head + mark + lines.replace(old, new), "utf-8")
    corrected = (*PARAGRAPHS[:3], "She shut the shop.")
    second = narrated(tmp_path / "made", story(*corrected), settings)
    whole = narrated(tmp_path / "whole", story(*corrected), settings)
    assert second.audio.read_bytes() == whole.audio.read_bytes()
    assert consistent(tmp_path / "made")
