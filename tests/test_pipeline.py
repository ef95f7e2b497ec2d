"""The story from Python: read, prepare, make; what is made holds together."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import meter
import pytest
from command import STORY
from hypothesis import given, settings as examples, strategies as st
from narrations import narrated

import narrate
from narrate import pipeline
from narrate.errors import SourceError, UsageError
from narrate.model import Block, Kind, Pauses
from narrate.runtime.parallel import in_order

Item = TypeVar("Item")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own, with a cache and a configuration of its own."""
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.md").write_text(STORY, "utf-8")
    return tmp_path


def published(
    settings: narrate.Settings, name: str = "made", publisher: str = ""
) -> narrate.Published:
    article = replace(narrate.read("story.md", settings).article, publisher=publisher)
    return narrated(Path(name), article, settings)


TONE = narrate.Settings(voice="tone")


def test_what_is_prepared_is_what_is_made() -> None:
    article, utterances = narrate.prepare(narrate.read("story.md", TONE).article, TONE)
    narration = published(TONE).narration
    assert tuple(narration.utterances) == utterances
    assert narration.article == article
    assert [said.written for said in utterances] == [
        "The harbor opens",
        "ODESA, Ukraine — The harbor opened at 6 a.m. on May 27 after 3 years.",
        "Mr. Koval was there.",
        "What comes next",
        "12 ships;",
        "$1.5 million in fees.",
        '"We waited," he said.',
        '"Now we work."',
    ]


def test_the_pauses_are_at_least_those_of_the_settings_and_a_frame_of_mp3_more() -> None:
    pauses = Pauses(lead_ms=1_000, sentence_ms=200, paragraph_ms=800, heading_ms=1_500, item_ms=400)
    narration = published(replace(TONE, pauses=pauses)).narration
    rate_hz = narration.sample_rate_hz
    assert narration.cues[0].start_frame == rate_hz
    ends = [*(cue.start_frame for cue in narration.cues[1:]), narration.frames]
    silences = [(end - cue.end_frame) / rate_hz * 1000 for cue, end in
                zip(narration.cues, ends, strict=True)]  # fmt: skip
    wanted = [1_500, 200, 800, 1_500, 400, 400, 200, 800]
    for silence, pause in zip(silences, wanted, strict=True):
        assert pause <= silence + 1
        assert silence < pause + 2 * 1_152 / rate_hz * 1000


@pytest.mark.parametrize("format_", ["mp3", "wav", "flac", "opus"])
def test_every_format_plays_as_long_as_the_narration(format_: str) -> None:
    one = published(replace(TONE, format=format_))
    wave, rate_hz = meter.decoded(one.audio)
    assert len(wave) / rate_hz == pytest.approx(one.narration.duration_s, abs=1e-4)
    for cue in one.narration.cues:
        scale = rate_hz / one.narration.sample_rate_hz
        heard = wave[round(cue.start_frame * scale) : round(cue.end_frame * scale)]
        assert abs(heard).max() > 0.02


@pytest.mark.parametrize("voice", ["tone", "espeak"])
def test_as_many_jobs_as_you_like_give_the_same_bytes(voice: str) -> None:
    one, three = (
        published(replace(TONE, voice=voice, jobs=jobs, cache=f"cache-{jobs}"), f"jobs-{jobs}")
        for jobs in (1, 3)
    )
    for path in (one.audio, one.manifest, one.captions):
        assert path
        assert path.read_bytes() == (three.audio.parent / path.name).read_bytes()


def test_words_stand_in_their_utterance_and_in_what_is_spoken() -> None:
    for cue in published(replace(TONE, voice="espeak")).narration.cues:
        assert cue.words
        length = cue.end_frame - cue.start_frame
        at = 0
        for word in cue.words:
            assert at <= word.start_frame <= word.end_frame <= length
            at = word.start_frame
            assert 0 <= word.start < word.end <= len(cue.utterance.spoken)


def test_the_publisher_of_the_article_goes_before_that_of_the_settings() -> None:
    settings = replace(TONE, publisher="The House")
    assert published(settings).narration.article.publisher == "The House"
    assert published(settings, publisher="The Guest").narration.article.publisher == "The Guest"


def test_progress_hears_of_every_sentence_in_both_stages() -> None:
    heard: dict[str, tuple[int, int]] = {}

    def progress(stage: str, items: Iterable[Item], total: int, /) -> Iterator[Item]:
        done = 0
        for done, item in enumerate(items, 1):  # noqa: B007 - counted for what follows
            yield item
        heard[stage] = (done, total)

    article = narrate.read("story.md", TONE).article
    pipeline.make(article, narrate.Target(Path("made"), "story"), TONE, progress)
    assert heard == {"Speaking": (8, 8), "Encoding": (8, 8)}


def test_nothing_to_say_is_an_error_and_no_file(here: Path) -> None:
    article = narrate.Article("id", "…", "en", (Block(Kind.PARAGRAPH, "* * *"),))
    with pytest.raises(SourceError, match="nothing to say"):
        narrate.make(article, narrate.Target(Path("made"), "story"), TONE)
    assert not (here / "made").exists()


@pytest.mark.parametrize("setting", [{"voice": "nobody"}, {"loudness": "loud"}, {"loudness": -5.0}])
def test_a_wrong_setting_is_told_before_anything_is_said(
    here: Path, setting: dict[str, str | float]
) -> None:
    with pytest.raises(UsageError):
        published(replace(TONE, **setting))  # type: ignore[arg-type] # wrong on purpose
    assert not (here / "made").exists()
    assert not list((here / "home").rglob("*.utterance"))


def test_the_public_door_holds_what_it_names() -> None:
    assert all(getattr(narrate, name) for name in narrate.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        narrate.nothing  # noqa: B018 - reading it is the test


@examples(max_examples=25)
@given(st.lists(st.integers(), max_size=40), st.integers(1, 5))
def test_work_on_all_cores_keeps_the_order(numbers: list[int], jobs: int) -> None:
    assert list(in_order(lambda number: -number, numbers, jobs)) == [-one for one in numbers]


def test_only_a_few_results_wait_for_a_slow_first_one() -> None:
    go = threading.Event()
    taken = 0

    def numbers() -> Iterator[int]:
        nonlocal taken
        for number in range(1_000):
            taken += 1
            yield number

    results = in_order(lambda number: number or go.wait(10), numbers(), 2)
    threading.Timer(0.3, go.set).start()
    assert next(results)
    assert taken < 20
