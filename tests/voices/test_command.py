"""narrate voices, as somebody uses it who looks for a voice."""

import json
import re
import shlex
from pathlib import Path

import pytest
from command import STORY, Cli, manifest_in
from depot import Offered
from meter import decoded

from narrate.cli.voices import EXAMPLES
from narrate.model import Voice
from narrate.voices.preview import Pace, recommended

OFFLINE = ("install", "remove")  # what these do is shown below, with a depot on loopback


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    cli = Cli(tmp_path)
    cli.environment["XDG_DATA_HOME"] = str(tmp_path / "home" / "data")
    return cli


@pytest.mark.parametrize("name", EXAMPLES)
def test_help_ends_with_the_example(cli: Cli, name: str) -> None:
    shown = " ".join(cli("voices", name, "--help").stdout.decode().split())
    assert shown.endswith(f"Example: {EXAMPLES[name]}")


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name not in OFFLINE])
def test_the_example_runs(cli: Cli, name: str) -> None:
    cli.write("STORY.md", STORY)
    program, *arguments = shlex.split(EXAMPLES[name])
    assert program == "narrate"
    done = cli(*arguments)
    assert done.stdout
    assert not done.stderr


def test_alone_it_lists_all_and_an_engine_s_own(cli: Cli) -> None:
    assert cli("voices").stdout == cli("voices", "list").stdout
    assert b"espeak:af" in cli("voices", "--engine", "espeak").stdout


def names(cli: Cli, *arguments: str) -> set[str]:
    return {
        line.split()[0] for line in cli("voices", "list", *arguments).stdout.decode().splitlines()
    }


def test_a_list_is_narrowed(cli: Cli) -> None:
    assert {"piper-de-thorsten", "espeak-de", "system"} <= names(cli, "--language", "de-AT")
    assert "piper-pl-gosia" not in names(cli, "--language", "de")
    free = names(cli, "--commercial")
    assert "kokoro-en-us-heart" in free
    assert not {"piper-en-us-lessac", "system"} & free
    assert not any(name.startswith(("piper", "kokoro")) for name in names(cli, "--installed"))


def test_a_voice_is_installed_used_and_removed(cli: Cli, offered: Offered) -> None:
    cli.write("voices/tiny.toml", offered.toml())
    cli.write("story.txt", "The harbor opened early.")
    told = cli("make", "story.txt", "--voice", "tiny", code=1).stderr.decode()
    assert "Install it with: narrate voices install tiny" in told
    installed = cli("voices", "install", "tiny").stdout.decode().splitlines()
    assert [Path(line).name for line in installed] == ["tiny.onnx", "tiny.onnx.json"]
    assert all(Path(line).is_file() for line in installed)
    cli("make", "story.txt", "--voice", "tiny", "-o", "made")
    manifest = manifest_in(cli.folder / "made" / "story")
    assert manifest["voice"]["model"] == "tiny.onnx"
    assert str(cli.folder) not in json.dumps(manifest)
    assert [word[2] for word in manifest["utterances"][0]["words"]] == [0, 4, 11, 18]
    assert cli("voices", "remove", "tiny").stdout.decode().splitlines() == installed
    cli("make", "story.txt", "--voice", "tiny", "-o", "other", code=1)


def test_a_model_that_was_changed_does_not_speak(cli: Cli, offered: Offered) -> None:
    cli.write("voices/tiny.toml", offered.toml())
    model = Path(cli("voices", "install", "tiny").stdout.decode().splitlines()[0])
    model.write_bytes(model.read_bytes() + b"0")
    cli.write("story.txt", "The harbor opened early.")
    said = cli("make", "story.txt", "--voice", "tiny", code=1).stderr.decode()
    assert re.match(
        r"narrate: .*tiny\.onnx was changed after its installation: its SHA-256 is", said
    )


def test_trust_on_first_use_is_told(cli: Cli, offered: Offered) -> None:
    cli.write("voices/tiny.toml", offered.toml(known=False))
    said = cli("voices", "install", "tiny").stderr.decode()
    assert (
        "narrate: nobody published the SHA-256 of tiny.onnx; narrate trusts this first download"
        in said
    )


def test_the_mirror_is_a_setting_and_a_variable(cli: Cli, offered: Offered) -> None:
    toml = offered.toml().replace(offered.depot.url, "http://depot.invalid")
    cli.write("voices/tiny.toml", toml)
    mirror = {"NARRATE_VOICE_MIRROR": offered.depot.url}
    cli("voices", "install", "tiny", environment=mirror)
    cli("voices", "remove", "tiny")
    cli.write("narrate.toml", f'voice_mirror = "{offered.depot.url}"\n')
    cli("voices", "install", "tiny")


def test_commercial_refuses_a_voice_and_says_why(cli: Cli, offered: Offered) -> None:
    cli.write("voices/tiny.toml", offered.toml(commercial="no", license_="CC-BY-NC-4.0"))
    cli("voices", "install", "tiny")
    cli.write("story.txt", "The harbor opened early.")
    cli.write("narrate.toml", 'commercial = true\nvoice = "tiny"\n')
    said = cli("make", "story.txt", code=2).stderr.decode()
    assert "commercial = true: its license (CC-BY-NC-4.0) does not allow that" in said
    cli("make", "story.txt", "--voice", "espeak-en-us")


def test_files_that_others_need_are_not_removed(cli: Cli, offered: Offered) -> None:
    cli.write("voices/tiny.toml", offered.toml())
    cli.write("voices/twin.toml", offered.toml())
    cli("voices", "install", "tiny")
    said = cli("voices", "remove", "tiny", code=2).stderr.decode()
    assert "twin need these files, too. Delete them for all with --force." in said
    assert cli("voices", "remove", "tiny", "--force").stdout
    assert cli("voices", "remove", "tiny", "twin").stdout == b"There was nothing to delete.\n"


def test_show_says_where_the_text_goes(cli: Cli) -> None:
    cloud = (
        'engine = "openai"\nleaves_machine = true\n[options]\naddress = "https://a.example/v1"\n'
    )
    cli.write("voices/cloud.toml", cloud)
    assert "text goes to:   https://a.example/v1" in cli("voices", "show", "cloud").stdout.decode()
    assert "this machine only" in cli("voices", "show", "tone").stdout.decode()


def test_a_preview_is_a_page_with_every_voice_equally_loud(cli: Cli) -> None:
    cli.write("STORY.md", STORY)
    voices = ("espeak-en-us", "espeak-en-gb")
    page = cli("voices", "preview", *voices, "--text", "STORY.md", "-o", "heard").stdout.decode()
    content = (cli.folder / page.strip()).read_text("utf-8")
    sources = re.findall(r"src='(.*?)'", content)
    assert sources == ["espeak-en-us.mp3", "espeak-en-gb.mp3"]
    assert "This audio is created with AI assistance" in content
    assert "Mr. Koval was there" in content
    loud = [abs(decoded(cli.folder / "heard" / source)[0]).mean() for source in sources]
    assert max(loud) < 1.3 * min(loud)


def test_a_preview_without_names_takes_what_is_there(cli: Cli) -> None:
    cli("voices", "preview", "--language", "uk")
    made = {path.name for path in (cli.folder / "output" / "voices").glob("*.mp3")}
    assert made == {"espeak-uk.mp3", "system.mp3"}


def test_a_language_without_a_paragraph_asks_for_a_file(cli: Cli) -> None:
    said = cli("voices", "preview", "--language", "eo", code=2).stderr.decode()
    assert "give one: narrate voices preview --text FILE" in said


def test_bench_measures(cli: Cli) -> None:
    [one] = json.loads(cli("voices", "bench", "tone", "--json").stdout)
    assert one["voice"] == "tone"
    numbers = [trial["jobs"] for trial in one["trials"]]
    assert numbers[0] == 1
    assert one["recommended_jobs"] in numbers
    for trial in one["trials"]:
        assert trial["audio_s"] > 10
        factor = trial["speech_s"] / trial["audio_s"]
        assert trial["real_time_factor"] == pytest.approx(factor, abs=1e-3)
        assert trial["memory_mb"] > 10 * trial["jobs"]


def test_bench_recommends_the_fewest_processes_that_are_nearly_as_fast() -> None:
    voice = Voice("tone", "tone")
    paces = [
        Pace(voice, jobs, 1, speech_s, 100, 1, 1) for jobs, speech_s in ((1, 9), (2, 5.4), (4, 5))
    ]
    assert recommended(paces).jobs == 2
