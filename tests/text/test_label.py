"""The label as it is spoken: once, first or last, in its own language, and accounted for."""

import json
from itertools import groupby
from pathlib import Path

import meter
import pytest
from command import STORY, Cli, manifest_in

from narrate.audio import tags
from narrate.config import Settings
from narrate.model import DISCLOSURE, DISCLOSURES, Article, Block, Kind, Skipped
from narrate.pipeline import prepare

ARTICLE = Article(
    "id",
    "Rain",
    "en",
    (Block(Kind.HEADING, "Rain", 1, 1), Block(Kind.PARAGRAPH, "It rains. It pours.", position=2)),
    skipped=(Skipped(Block(Kind.FURNITURE, "Share", position=3), "a share bar"),),
)


def said(settings: Settings) -> list[tuple[str, Kind, int]]:
    _, utterances = prepare(ARTICLE, settings)
    return [(one.written, one.block.kind, one.block.position) for one in utterances]


def test_it_is_not_spoken_unless_asked_for() -> None:
    assert DISCLOSURE not in [written for written, _, _ in said(Settings())]


def test_at_the_start_it_is_the_first_and_at_the_end_the_last() -> None:
    plain = said(Settings())
    assert said(Settings(disclosure_spoken="start")) == [
        (DISCLOSURE, Kind.DISCLOSURE, 0),
        *plain,
    ]
    assert said(Settings(disclosure_spoken="end")) == [*plain, (DISCLOSURE, Kind.DISCLOSURE, 4)]


LONG = Article(
    "id",
    "Rain",
    "en",
    tuple(
        Block(Kind.HEADING if position % 3 == 1 else Kind.PARAGRAPH, text, position=position)
        for position in range(1, 10)
        for text in ["It rains." if position % 3 == 1 else "It rains on the wide river. " * 16]
    ),
)


@pytest.mark.parametrize(("where", "speed"), [("start", 1.0), ("end", 1.0), ("start", 2.0)])
def test_it_is_said_again_between_the_blocks_of_a_long_article(where: str, speed: float) -> None:
    settings = Settings(disclosure_spoken=where, disclosure_every_min=1, speed=speed)
    article, utterances = prepare(LONG, settings)
    kinds = [kind for kind, _ in groupby(utterances, key=lambda utterance: utterance.block.kind)]
    labels = [place for place, kind in enumerate(kinds) if kind is Kind.DISCLOSURE]
    text = [Kind.HEADING, Kind.PARAGRAPH] * 3
    without = [kind for kind in kinds if kind is not Kind.DISCLOSURE]
    assert [kind for kind, _ in groupby(without)] == text
    assert len(labels) == (3 if speed == 1 else 2), "a section lasts for a little over a minute"
    assert all(kinds[place - 1] is not Kind.HEADING for place in labels if place)
    assert (kinds[0] is Kind.DISCLOSURE) == (where == "start")
    assert (kinds[-1] is Kind.DISCLOSURE) == (where == "end")
    positions = [block.position for block in article.blocks]
    assert len(set(positions)) == len(positions) == 9 + len(labels)


def test_a_script_lists_repeated_labels_where_they_are_spoken(cli: Cli) -> None:
    parts = (f"## Part {number}\n\n" + "It rains on the river. " * 40 for number in range(3))
    cli.write("story.md", "# Rain\n\n" + "\n\n![A quay](q.jpg)\n\n".join(parts))
    cli.write("narrate.toml", 'disclosure_spoken = "end"\ndisclosure_every_min = 1\n')
    fates = json.loads(cli("script", "story.md", "--account", "--json").stdout)
    part = ["heading", "paragraph", "disclosure"]
    spoken = [fate["kind"] for fate in fates if not fate["skipped"]]
    assert spoken == ["heading", *part * 3]
    skipped = [place for place, fate in enumerate(fates) if fate["skipped"]]
    assert skipped == [4, 8]
    shown = cli("script", "story.md").stdout.decode().splitlines()
    kinds = [line.strip("[]") for line in shown if line.startswith("[") and "skipped" not in line]
    assert kinds == spoken


def test_each_repeated_label_has_its_time_and_its_caption_and_no_chapter(cli: Cli) -> None:
    parts = (f"## Part {number}\n\n" + "It rains on the river. " * 40 for number in range(3))
    cli.write("story.md", "# Rain\n\n" + "\n\n".join(parts))
    cli.write("narrate.toml", 'disclosure_spoken = "start"\ndisclosure_every_min = 1\n')
    cli("make", "story.md", "--voice", "tone")
    folder = cli.folder / "output" / "story"
    about = manifest_in(folder)
    labels = [said for said in about["utterances"] if said["block"]["kind"] == "disclosure"]
    assert [said["written"] for said in labels] == [DISCLOSURE] * 3
    assert all(said["end_frame"] > said["start_frame"] for said in labels)
    captions = (folder / about["files"]["captions"]["name"]).read_text("utf-8")
    assert captions.count(DISCLOSURE[:20]) == 4, "the note, and a cue each"
    titles = [chapter["title"] for chapter in about["chapters"]]
    assert titles == ["Rain", "Part 0", "Part 1", "Part 2"]
    cli("check", "output")
    assert b"0 of 1 articles" in cli("rebuild").stdout


def test_no_label_comes_again_where_none_is_spoken() -> None:
    _, utterances = prepare(LONG, Settings(disclosure_spoken="no", disclosure_every_min=1))
    assert DISCLOSURE not in [utterance.written for utterance in utterances]


def test_it_is_said_by_the_rules_of_its_own_language() -> None:
    settings = Settings(
        disclosure_spoken="end", disclosure="Stand 3.5.2026: KI-Stimme.", disclosure_language="de"
    )
    _, utterances = prepare(ARTICLE, settings)
    assert "Mai" in utterances[-1].spoken


def test_several_sentences_are_an_utterance_each() -> None:
    settings = Settings(disclosure_spoken="start", disclosure="Made with AI.  Read by nobody.")
    assert [written for written, kind, _ in said(settings) if kind is Kind.DISCLOSURE] == [
        "Made with AI.",
        "Read by nobody.",
    ]


def test_an_article_without_words_is_not_saved_by_its_label(cli: Cli) -> None:
    cli.write("story.txt", "…")
    done = cli("make", "story.txt", environment={"NARRATE_DISCLOSURE_SPOKEN": "start"}, code=1)
    assert b"Nothing to narrate" in done.stderr


@pytest.mark.parametrize("where", ["start", "end"])
def test_it_is_heard_counted_captioned_and_in_no_chapter_of_its_own(cli: Cli, where: str) -> None:
    cli.write("story.md", STORY)
    cli.write("narrate.toml", f'disclosure_spoken = "{where}"\ndisclosure_language = "uk"\n')
    made = json.loads(cli("make", "story.md", "--voice", "espeak", "--json").stdout)
    about = json.loads((cli.folder / made["manifest"]).read_bytes())
    label = about["utterances"][0 if where == "start" else -1]
    assert label["written"] == about["disclosure"] == DISCLOSURES["uk"]
    assert about["disclosure_language"] == "uk"
    assert label["block"]["kind"] == "disclosure"
    captions = Path(cli.folder / made["captions"]).read_text("utf-8")
    assert captions.count(DISCLOSURES["uk"][:20]) == 2  # the note, and the cue
    wave, rate_hz = meter.decoded(cli.folder / made["audio"])
    heard = wave[label["start_frame"] : label["end_frame"]]
    assert len(heard) > rate_hz
    assert abs(heard).max() > 0.05
    assert [chapter["title"] for chapter in about["chapters"]] == [
        "The harbor opens",
        "What comes next",
    ]
    assert about["chapters"][0]["start_ms"] == about["utterances"][0]["start_ms"]


def test_a_phrase_is_said_without_it(cli: Cli) -> None:
    done = cli("say", "Good evening", environment={"NARRATE_DISCLOSURE_SPOKEN": "start"})
    assert done.stdout.decode().startswith("Good evening\n")


def test_a_rebuilt_narration_says_it_once_and_keeps_its_cover(cli: Cli) -> None:
    picture = b"\x89PNG\r\n\x1a\n"
    cli.write("quay.png", picture)
    cli.write("story.md", "---\nimage: quay.png\n---\n" + STORY)
    cli.write("narrate.toml", 'disclosure_spoken = "start"\n')
    cli("make", "story.md", "--voice", "espeak")
    assert b"0 of 1 articles" in cli("rebuild").stdout
    cli.write("lexicon.tsv", "term\talias\nships\tvessels\n")
    assert b"1 of 1 articles are made again: 1 sentence" in cli("rebuild").stdout
    folder = cli.folder / "output" / "story"
    about = manifest_in(folder)
    assert [said["written"] for said in about["utterances"]].count(DISCLOSURE) == 1
    assert "vessels" in about["utterances"][-4]["spoken"]
    assert (folder / about["files"]["cover"]["name"]).read_bytes() == picture
    assert tags.read(folder / about["files"]["audio"]["name"])["cover"] == picture
    assert str(cli.folder) not in (folder / "narrate.json").read_text("utf-8")
