"""narrate script: the desk's report, its exit code, and the trace that machines get."""

import json
import re
import time
from pathlib import Path

import pytest
from command import Cli

from narrate import engines
from narrate.cli import script
from narrate.model import Article, Block, Kind, Skipped, Utterance, Voice

STORY = """\
# Nkemelu wins again

ODESA, Ukraine — It was close. Ngozi Nkemelu met Oyelaran, and Nkemelu's friends ate żurek.
"""
LEXICON = """\
term\trespelling
Odesa\toh-DEH-sa
Nkemelu\tng-keh-MEH-loo
Ngozi\tng-GOH-zee
Oyelaran\toh-yeh-LAH-ran
żurek\tZHOO-rek
"""


@pytest.fixture
def names(cli: Cli) -> Path:
    return cli.write("names.md", STORY)


def test_names_are_listed_with_sound_place_and_number(cli: Cli, names: Path) -> None:
    done = cli("script", names.name, "--names", "--voice", "espeak-en-us")
    lines = done.stdout.decode().splitlines()
    assert [re.split("  +", line)[:3] for line in lines[:6:2]] == [
        ["uhng-GOH-zee ENGK-e-mil-oo", "3", "Ngozi Nkemelu"],
        ["OY-il-a-ruhn", "1", "Oyelaran"],
        ["ZHUHRK", "1", "żurek"],
    ]
    assert lines[1] == "    sentence 1: «Nkemelu wins again» (Ngozi 1, Nkemelu 3)"
    assert "/" in lines[2]
    assert "sentence 3: «" in lines[5]
    assert "żurek.»" in lines[5]
    assert max(map(len, lines)) <= 80
    assert lines[-1] == "narrate lexicon add Wojciechowska voy-cheh-HOF-skuh"
    assert not done.stderr


def test_names_as_json_carry_the_same(cli: Cli, names: Path) -> None:
    shown = json.loads(cli("script", names.name, "--names", "--json").stdout)
    first = shown["names"][0]
    assert (first["text"], first["kind"], first["count"]) == ("Ngozi Nkemelu", "name", 3)
    assert first["parts"][1] == {"word": "Nkemelu", "times": 3}
    assert (first["sentence"], first["start"]) == (1, 0)
    assert first["written"] == "Nkemelu wins again"
    assert all(term["ipa"] not in ("", "?") for term in shown["names"])


def test_an_engine_that_does_not_tell_gives_a_question_mark(cli: Cli, names: Path) -> None:
    shown = json.loads(cli("script", names.name, "--names", "--json", "--voice", "tone").stdout)
    assert {term["ipa"] for term in shown["names"]} == {"?"}


def test_the_sound_is_that_of_the_voice(cli: Cli) -> None:
    cli.write("story.md", "We met Waiss today.")
    sounds = {
        voice: json.loads(cli("script", "story.md", "--names", "--json", "--voice", voice).stdout)
        for voice in ("espeak-en-us", "espeak-de")
    }
    heard = {voice: shown["names"][0]["ipa"] for voice, shown in sounds.items()}
    assert heard["espeak-en-us"].startswith("w")
    assert heard["espeak-de"].startswith("v")


def test_a_long_word_does_not_widen_the_other_lines(cli: Cli) -> None:
    cli.write("story.md", f"He met {'Qzx' * 1000}. She met Oyelaran.")
    shown = cli("script", "story.md", "--names").stdout.decode()
    lines = [line for line in shown.splitlines() if "Oyelaran" in line and "Qzx" not in line]
    assert len(lines) == 2
    assert max(map(len, lines)) <= 80


def test_words_that_the_voice_cannot_say_and_spelled_names_come_first(cli: Cli) -> None:
    cli.write("story.md", "Oyelaran, Oyelaran and Dzhr said Привіт. The BBC came.")
    done = cli("script", "story.md", "--names", "--voice", "espeak-en-us")
    first, _, second, _, third, *_ = done.stdout.decode().splitlines()
    assert first.split()[:4] == ["cannot", "say", "it", "1"]
    assert "Привіт" in first
    assert "Dzhr" in second
    assert " letter by letter  /" in second
    assert third.startswith("OY-il-a-ruhn")
    assert "letter by letter" not in third
    shown = json.loads(
        cli("script", "story.md", "--names", "--json", "--voice", "espeak-en-us").stdout
    )
    assert shown["unreadable"] == [{"text": "Привіт", "sentence": 1}]
    assert [term["letter_by_letter"] for term in shown["names"]] == [True, False]
    assert cli("script", "story.md", "--strict", "--voice", "tone", code=4).stderr


def test_each_name_can_be_heard_in_its_sentence(cli: Cli) -> None:
    cli.write("story.md", "Oyelaran <b>met</b> Dzhr's friend. Nobody came.\n\nNkemelu left.")
    done = cli("script", "story.md", "--names", "--listen", "--voice", "espeak-en-us")
    page = Path(cli.folder, done.stdout.decode().strip())
    html = page.read_text("utf-8")
    players = re.findall(
        r"<li><h2>(.+?)</h2> (.+?)<audio .*?src='(.+?)'></audio><p>(.*?)</p>", html
    )
    assert [(name, file) for name, _, file, _ in players] == [
        ("Dzhr", "1.mp3"),
        ("Oyelaran", "1.mp3"),
        ("Nkemelu", "3.mp3"),
    ]
    assert players[2][3] == "<mark>Nkemelu</mark> left."
    assert players[1][1] == "OY-il-a-ruhn"
    assert {path.name for path in page.parent.iterdir()} == {"index.html", "1.mp3", "3.mp3"}


@pytest.mark.parametrize("engine", ["piper", "kokoro"])
def test_neural_engines_tell_how_they_say_a_name(engine: str) -> None:
    voice = Voice("v", engine, id="nobody", language="en-US")
    transcriber = engines.transcriber(engines.find(engine))
    assert transcriber
    assert transcriber.transcribe(["Oyelaran"], voice) == ["ˈɔɪɪlˌæɹən"]


def test_a_model_of_letters_does_not_tell(tmp_path: Path) -> None:
    Path(tmp_path, "v.onnx.json").write_text('{"phoneme_type": "text"}')
    voice = Voice("v", "piper", model=str(tmp_path / "v.onnx"), language="uk")
    transcriber = engines.transcriber(engines.find("piper"))
    assert transcriber
    assert transcriber.transcribe(["Київ"], voice) == [""]


def test_strict_stops_a_story_until_all_is_decided(cli: Cli, names: Path) -> None:
    stopped = cli("script", names.name, "--strict", code=4)
    assert b"Oyelaran" in stopped.stdout
    assert stopped.stderr.decode().startswith("narrate: 3 terms are undecided (Ngozi Nkemelu, ")
    assert json.loads(cli("script", names.name, "--strict", "--json", code=4).stdout)["names"]
    cli.write("lexicon.tsv", LEXICON)
    passed = cli("script", names.name, "--strict")
    assert passed.stdout.decode().startswith("Nothing is undecided")
    assert len(passed.stdout.splitlines()) == 1
    assert not passed.stderr


def test_json_traces_every_spoken_word(cli: Cli, names: Path) -> None:
    cli.write("lexicon.tsv", LEXICON)
    script = json.loads(cli("script", names.name, "--json").stdout)
    first = script["utterances"][0]
    traced = [(w["spoken"], w["by"]) for w in first["words"]]
    assert traced == [
        ("ng-keh-meh-loo", "lexicon:house lexicon.tsv:3"),
        ("wins", "as written"),
        ("again", "as written"),
    ]
    for said in script["utterances"]:
        for word in said["words"]:
            assert said["spoken"][word["start"] : word["end"]] == word["spoken"]
            assert said["written"][word["written_start"] : word["written_end"]]


def test_a_long_article_takes_time_in_proportion() -> None:
    def seconds(count: int) -> float:
        block = Block(Kind.PARAGRAPH, "It rained.")
        blocks = tuple(block._replace(position=number) for number in range(count))
        article = Article("long", "Long", "en", blocks, tuple(Skipped(b, "no") for b in blocks))
        utterances = [Utterance(block, block.text) for block in blocks]
        start = time.process_time()
        lines = script._lines(article, utterances, explain=True)  # noqa: SLF001 - the work itself
        assert len(lines) == 3 * count
        return time.process_time() - start

    # Of four times as much; quadratic time is 16 times as long.
    assert min(seconds(8_000) for _ in range(3)) < 8 * max(0.01, seconds(2_000))
