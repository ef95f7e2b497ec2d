"""A third party's engine that fails, end to end: the sentence is named, nothing is left."""

import json

import broken_engine
import pytest
from command import Cli, wait_until
from traces import consistent, processes, state

SENTENCE = "This one will fail today."


@pytest.fixture
def plugin(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    cli.write("story.txt", f"All is well here.\n\n{SENTENCE}\n\nThis is the end.")
    return {"PYTHONPATH": broken_engine.installed(tmp_path_factory.mktemp("plugin") / "site")}


def test_a_failure_leaves_the_last_result_and_no_process(cli: Cli, plugin: dict[str, str]) -> None:
    cli("make", "story.txt", "-o", "made", "--voice", "tone")
    before = state(cli.folder)
    done = cli(
        "make", "story.txt", "-o", "made", "--voice", "broken:dies", code=1, environment=plugin
    )
    assert f"could not say «{SENTENCE}»" in done.stderr.decode()
    assert not done.stdout
    assert state(cli.folder) == before
    wait_until(lambda: not processes(cli.environment))


def test_it_spoils_its_article_and_no_other(cli: Cli, plugin: dict[str, str]) -> None:
    cli.write("fine.txt", "All is well.")
    arguments = ("make", "story.txt", "fine.txt", "--voice", "broken:dies")
    done = cli(*arguments, code=4, environment=plugin)
    assert SENTENCE in done.stderr.decode()
    assert b"1 of 2 articles failed: story.txt." in done.stderr
    assert {path.name for path in (cli.folder / "output").iterdir()} == {"fine"}
    assert consistent(cli.folder / "output" / "fine")


def test_what_was_said_before_the_failure_is_not_said_again(
    cli: Cli, plugin: dict[str, str]
) -> None:
    cli("make", "story.txt", "--voice", "broken:raises", code=1, environment=plugin)
    said = {path: path.read_bytes() for path in cli.folder.rglob("*.utterance")}
    assert said
    cli.write("story.txt", "All is well here.\n\nThis is the end.")
    cli("make", "story.txt", "-o", "made", "--voice", "broken:raises", environment=plugin)
    assert {path: path.read_bytes() for path in said} == said
    assert len(list(cli.folder.rglob("*.utterance"))) == 2


def test_the_doctor_sees_it(cli: Cli, plugin: dict[str, str]) -> None:
    assert json.loads(cli("doctor", "--json", environment=plugin).stdout)["broken"] is None
