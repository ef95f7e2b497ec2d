"""A changed dictionary, voice or rule reaches what was made before, a sentence at a time."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from command import Cli, manifest_in
from traces import consistent, state

from narrate import config
from narrate.batch.rebuild import rebuild
from narrate.batch.words import FILE
from narrate.speech.speakers import Speakers

# Enough of it that one sentence more or less leaves the loudness of the whole where it was.
MORE = "The boats came in with the tide. Nobody had seen so many at once. " * 4
STORIES = {
    "harbor.md": f"# The harbor\n\nMr. Koval was there. He waited for the ferry.\n\n{MORE}\n",
    "market.md": f"# The market\n\nBread was cheap. Fish was not.\n\n{MORE}\n",
    "mayor.md": f"# The mayor\n\nShe thanked Koval for his work.\n\n{MORE}\n",
}


@pytest.fixture
def archive(cli: Cli) -> Cli:
    for name, text in STORIES.items():
        cli.write(f"desk/{name}", text)
    cli("make", "desk", "--voice", "espeak-en-gb", "-o", "output")
    return cli


def manifest(cli: Cli, story: str) -> dict[str, Any]:
    plain: dict[str, Any] = manifest_in(cli.folder / f"output/{story}")
    return plain


def sounds(cli: Cli) -> set[Path]:
    return set((cli.folder / "home").rglob("*.utterance"))


def test_where_nothing_changed_nothing_is_touched(archive: Cli) -> None:
    before = state(archive.folder)
    done = archive("rebuild")
    assert done.stdout == b"0 of 3 articles are made again: 0 sentences, 0.0 minutes.\n"
    (archive.folder / "output" / FILE).unlink()  # the index of words is new
    assert state(archive.folder) == before


def test_a_dictionary_fix_costs_the_sentences_that_say_the_word(archive: Cli) -> None:
    archive.write("lexicon.tsv", "term\trespelling\nKoval\tkoh-VAHL\n")
    before, heard = state(archive.folder), sounds(archive)
    dry = archive("rebuild", "--dry-run").stdout.decode().splitlines()
    assert dry[:2] == ["output/harbor: 1 sentence", "output/mayor: 1 sentence"]
    assert dry[2].startswith("2 of 3 articles would be made again: 2 sentences, 0.")
    assert state(archive.folder) == before

    for path in heard:  # whatever became of the cache
        path.unlink()
    done = archive("rebuild", "--json").stdout.decode().splitlines()
    assert [json.loads(line)["sentences"] for line in done] == [1, 1]
    assert len(sounds(archive)) == 2
    said = [one["spoken"] for one in manifest(archive, "mayor")["utterances"]]
    assert said[1] == "She thanked koh-vahl for his work."
    assert manifest(archive, "mayor")["voice"]["name"] == "espeak-en-gb"
    assert all(consistent(archive.folder / f"output/{name[:-3]}") for name in STORIES)
    market = {name: data for name, data in before.items() if name.startswith("output/market")}
    assert market.items() <= state(archive.folder).items()
    assert archive("rebuild").stdout.startswith(b"0 of 3")


def test_another_voice_speaks_all_of_them(archive: Cli) -> None:
    archive("rebuild", "--voice", "tone")
    assert {manifest(archive, name[:-3])["voice"]["name"] for name in STORIES} == {"tone"}
    assert archive("rebuild").stdout.startswith(b"0 of 3")


def test_another_label_reaches_every_file_and_no_sentence(archive: Cli) -> None:
    before = sounds(archive)
    archive.write("narrate.toml", 'disclosure = "Read by a machine"\n')
    done = archive("rebuild").stdout.decode().splitlines()
    assert done[-1] == "3 of 3 articles are made again: 0 sentences, 0.0 minutes."
    assert {manifest(archive, name[:-3])["disclosure"] for name in STORIES} == {"Read by a machine"}
    assert sounds(archive) == before


def test_one_that_cannot_be_made_again_does_not_stop_the_rest(archive: Cli) -> None:
    path = archive.folder / "output/harbor/narrate.json"
    path.write_bytes(path.read_bytes().replace(b'"espeak-en-gb"', b'"nobody-at-all"'))
    archive.write("lexicon.tsv", "term\trespelling\nKoval\tkoh-VAHL\n")
    done = archive("rebuild", code=4)
    assert "output/harbor" in done.stderr.decode()
    assert "nobody-at-all" in done.stderr.decode()
    assert b"output/mayor/" in done.stdout


def test_one_that_cannot_be_read_is_named_and_a_withdrawn_one_passed_over(archive: Cli) -> None:
    archive("retract", "output/harbor")
    said = manifest(archive, "market")
    said["utterances"][0]["words"] = [{"start_ms": 0, "end_ms": 200}]
    archive.write("output/market/narrate.json", json.dumps(said))
    archive.write("output/old/narrate.json", json.dumps({**said, "schema_version": 0}))
    archive.write("output/.narrate-gone/narrate.json", "what a killed run left")
    archive.write("lexicon.tsv", "term\trespelling\nKoval\tkoh-VAHL\n")
    done = archive("rebuild", "output", str(archive.folder / "output/mayor"), code=4)
    told = done.stderr.decode().splitlines()
    assert "output/market/narrate.json is not what narrate writes: it.utterances[0]" in told[0]
    assert "is of version 0, and this narrate reads" in told[1]
    assert [line.partition("-")[0] for line in done.stdout.decode().splitlines()] == [
        "output/mayor/mayor",
        "1 of 1 articles are made again: 1 sentence, 0.0 minutes.",
    ]


def test_a_page_follows_what_a_killed_run_made_again(
    archive: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = archive.write("output/page.html", "<html><body><main><h1>The mayor</h1></main>\n")
    archive("embed", "output/mayor", "--into", "output/page.html")
    archive.write("lexicon.tsv", "term\trespelling\nKoval\tkoh-VAHL\n")
    monkeypatch.chdir(archive.folder)
    settings = config.Settings.load(Path(), archive.environment)
    with Speakers(settings) as speakers:  # killed before anything follows
        rebuilt = rebuild(Path("output/mayor"), settings, dry_run=False, speakers=speakers)
    assert rebuilt
    assert rebuilt.path
    assert rebuilt.path.name not in page.read_text("utf-8")
    done = archive("rebuild")
    assert done.stderr == b"narrate: output/page.html holds the new audio.\n"
    assert rebuilt.path.name in page.read_text("utf-8")
    assert consistent(archive.folder / "output/mayor")


KILLED = """
import os, signal
from contextlib import ExitStack
from pathlib import Path
from narrate import Settings, publish
from narrate.batch.words import Search
opened = ExitStack()
for name in ("mayor", "never-published"):
    opened.enter_context(publish.staged(publish.Target(Path("output", name), name)))
search = opened.enter_context(Search([Path("output")], Settings(), everything=True))
os.kill(os.getpid(), signal.SIGKILL)
"""


def leftovers(cli: Cli, folder: str) -> set[str]:
    """Return the hidden files below a folder, without the index of words."""
    return {path.name for path in (cli.folder / folder).rglob(".narrate-*")} - {FILE}


def test_what_killed_runs_left_is_deleted(archive: Cli) -> None:
    kill = partial(subprocess.run, [sys.executable, "-c", KILLED], cwd=archive.folder, check=False)
    kill(env=archive.environment)
    before = leftovers(archive, "output")
    assert len(before) == 6  # of two narrations and of a rebuild: a folder and its lock
    archive("rebuild", "--dry-run")
    assert leftovers(archive, "output") == before
    archive("rebuild")
    assert leftovers(archive, "output") == set()
    kill(env=archive.environment)
    archive.write("output/old/narrate.json", "of another program")
    archive("rebuild", "--all", code=4)
    assert leftovers(archive, "output/mayor") == set()


def test_a_folder_that_is_none(cli: Cli) -> None:
    assert b"nowhere is not a folder" in cli("rebuild", "nowhere", code=2).stderr


def test_an_entry_that_says_what_another_sentence_says_is_heard(cli: Cli) -> None:
    cli.write("story.md", "# Title\n\nDoktor Smith came. Doctor Smith came. Nobody else.\n")
    cli("make", "story.md", "--voice", "tone", "-o", "output")
    cli.write("lexicon.tsv", "term\talias\nDoktor\tDoctor\n")
    assert b"1 of 1 articles are made again: 0 sentences" in cli("rebuild").stdout
    spoken = [said["spoken"] for said in manifest(cli, "story")["utterances"]]
    assert spoken[1:3] == ["Doctor Smith came."] * 2


def test_audio_that_is_gone_is_made_again(archive: Cli) -> None:
    [audio] = (archive.folder / "output/harbor").glob("*.mp3")
    before = audio.read_bytes()
    audio.unlink()
    assert b"1 of 3 articles are made again" in archive("rebuild").stdout
    assert audio.read_bytes() == before


def test_a_voice_that_there_is_not_is_told_once(archive: Cli) -> None:
    told = archive("rebuild", "--voice", "nope", code=2).stderr.decode().splitlines()
    assert len(told) == 1
    assert told[0].startswith("narrate: There is no voice 'nope'.")
