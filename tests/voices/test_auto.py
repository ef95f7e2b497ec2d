"""The voice "auto": the best that is ready speaks, and one line says why; files from packages."""

import base64
import hashlib
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from command import Cli, manifest_in

from narrate import voices
from narrate.config import Settings
from narrate.errors import EngineError, UsageError
from narrate.model import File, Voice
from narrate.runtime.packages import install_command
from narrate.voices import auto, models
from narrate.voices.choice import use
from narrate.voices.install import install, remove

STYLE = bytes(522_240)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(here: Path, name: str) -> None:
    """Put files of the right names where the voice is looked for; nothing opens them."""
    for file in voices.named(name).files:
        path = here / "XDG_DATA_HOME" / "narrate" / "voices" / voices.named(name).engine / file.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def chosen(language: str, **settings: object) -> str:
    return auto.decide(Settings(**settings), language)[0].voice  # type: ignore[arg-type]


def test_without_a_neural_voice_the_system_speaks_and_says_how_to_hear_a_better_one() -> None:
    settings, note = auto.decide(Settings(), "en-GB")
    assert settings.voice == "system"
    assert "no neural voice for en-GB is ready" in note
    assert note.endswith(f"Hear one: {install_command('neural')}")
    note = auto.decide(Settings(), "fr")[1]
    assert note.endswith("Hear one: narrate voices install kokoro-fr-siwis")
    assert auto.decide(Settings(), "eo")[1].endswith("The catalog has none.")
    note = auto.decide(Settings(commercial=True), "en-US")[1]
    assert note.endswith(
        "no neural voice for en-US is ready whose license allows commercial use. "
        "Hear one: narrate voices install kokoro-en-us-heart"
    )


def test_the_better_engine_then_the_order_of_the_catalog(here: Path) -> None:
    put(here, "piper-en-us-lessac")
    assert chosen("en-US") == "piper-en-us-lessac"
    put(here, "kokoro-en-us-michael")
    assert chosen("en-US") == "kokoro-en-us-michael"
    put(here, "kokoro-en-us-heart")
    assert chosen("en-US") == chosen("en") == "kokoro-en-us-heart"
    assert chosen("de") == "system"


def test_a_voice_of_the_article_s_country_comes_first(here: Path) -> None:
    put(here, "kokoro-en-us-heart")
    assert chosen("en-GB") == "kokoro-en-us-heart"
    put(here, "piper-en-gb-alan")
    assert chosen("en-GB") == "piper-en-gb-alan"
    assert chosen("en-US") == "kokoro-en-us-heart"


def test_a_license_that_forbids_it_does_not_count(here: Path) -> None:
    put(here, "piper-en-us-lessac")
    assert chosen("en-US", commercial=True) == "espeak-en-us"
    assert "License: research" in auto.decide(Settings(), "en-US")[1]
    put(here, "kokoro-en-us-heart")
    assert chosen("en-US", commercial=True) == "kokoro-en-us-heart"


def test_a_named_voice_stays(here: Path) -> None:
    put(here, "kokoro-en-us-heart")
    named = Settings(voice="tone")
    assert auto.decide(named, "en") == (named, "")
    with pytest.raises(EngineError, match=r"not installed\. Install it with"):
        voices.speaking(Settings(voice="piper-de-thorsten"), "de")


def test_the_working_directory_offers_no_voice_of_itself(here: Path) -> None:
    (here / "voices").mkdir()
    (here / "voices" / "a.toml").write_text(
        'engine = "command"\nlanguage = "en"\nsource_type = "trainedAlgorithmicMedia"\n'
        '[options]\nrun = ["./steal"]\n'
    )
    assert chosen("en") == "system"


def test_a_run_says_once_which_voice_speaks(cli: Cli) -> None:
    for number in (1, 2):
        cli.write(f"desk/{number}.txt", f"Boat {number} came in.")
    done = cli("make", "desk", "-o", "made")
    assert done.stderr.decode().count("The voice system speaks") == 1
    again = cli("make", "desk/1.txt", "-o", "made", "--voice", "espeak-en-us")
    assert b"speaks" not in again.stderr


def package(folder: Path, version: str = "1.0", content: bytes = b"a voice") -> File:
    """Install a package as pip does, with code that must not run; return its file."""
    (folder / "voicelet").mkdir(parents=True, exist_ok=True)
    (folder / "voicelet" / "__init__.py").write_text("raise SystemExit('imported')")
    (folder / "voicelet" / "v.onnx").write_bytes(content)
    about = folder / f"voicelet-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: voicelet\nVersion: {version}\n")
    hashed = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
    (about / "RECORD").write_text(f"voicelet/v.onnx,sha256={hashed},{len(content)}\n")
    sha256 = hashlib.sha256(b"a voice").hexdigest()
    return File("package://voicelet/1.0/voicelet/v.onnx", 7, sha256)


def fetch(voice: Voice, folder: Path | None = None) -> list[Path]:
    return install(voice, tell=print, advance=lambda *_: None, folder=folder)


def test_a_package_brings_a_voice_and_its_code_does_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = package(tmp_path / "site")
    voice = Voice("v", "piper", model="v.onnx", files=(file,))
    assert not voices.installed(voice)
    with pytest.raises(EngineError, match=r"comes with a Python package.*install voicelet==1\.0"):
        fetch(voice)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    place = tmp_path / "site" / "voicelet" / "v.onnx"
    assert voices.installed(voice)
    assert voices.ready(voice).model == str(place)
    assert fetch(voice) == [place]
    assert remove(voice) == []
    assert place.is_file()


def test_a_package_with_another_model_does_not_speak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice = Voice("v", "piper", files=(package(tmp_path / "site", content=b"another"),))
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    with pytest.raises(EngineError, match="was changed after its installation"):
        voices.ready(voice)
    with pytest.raises(EngineError, match=r"voicelet==1\.0 has another v\.onnx"):
        fetch(voice)


def test_another_version_of_a_package_is_not_the_voice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = package(tmp_path / "site", version="2.0")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    assert models.packaged(file) is None


def test_the_file_of_a_package_comes_from_a_folder_too(tmp_path: Path) -> None:
    file = File("package://voicelet/1.0/voicelet/v.onnx", 7, hashlib.sha256(b"a voice").hexdigest())
    (tmp_path / "v.onnx").write_bytes(b"a voice")
    [place] = fetch(Voice("v", "piper", files=(file,)), tmp_path)
    assert place.parent.name == "piper"


def test_an_engine_that_is_not_there_is_named_before_the_download(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("narrate.engines.library.package_version", lambda *_: "")
    with pytest.raises(EngineError, match=r"needs its engine first\. Kokoro .*-m pip install"):
        fetch(voices.named("kokoro-en-us-heart"))


def test_a_file_of_another_size_is_not_trusted_on_first_use(tmp_path: Path) -> None:
    style = replace(voices.named("kokoro-en-us-bella").files[1], sha256="")
    (tmp_path / style.name).write_bytes(b"short")
    voice = Voice("v", "kokoro", files=(style,))
    with pytest.raises(
        EngineError, match=r"af_bella\.bin should have 522,240 bytes and has 5"
    ) as e:
        fetch(voice, tmp_path)
    assert str(e.value).endswith(f"Put the right file into {tmp_path}.")
    assert (tmp_path / style.name).read_bytes() == b"short"
    (tmp_path / style.name).write_bytes(STYLE)
    assert fetch(voice, tmp_path)[0].read_bytes() == STYLE


def test_use_changes_one_line_of_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "narrate.toml"
    use("tone", path)
    assert tomllib.loads(path.read_text()) == {"voice": "tone"}
    path.write_text('# ours\nspeed = 1.1\nvoice="a" # why\n[voices]\nquote = "tone"\n')
    use("system", path)
    assert path.read_text() == '# ours\nspeed = 1.1\nvoice = "system"\n[voices]\nquote = "tone"\n'
    path.write_text('[voices]\nvoice = "x"\n')
    use("auto", path)
    assert path.read_text() == 'voice = "auto"\n[voices]\nvoice = "x"\n'
    path.write_text('disclosure = """\nvoice = 1\n"""\nvoice = "a"\n')
    with pytest.raises(UsageError, match="cannot be changed safely"):
        use("tone", path)
    path.write_text("voice = ")
    with pytest.raises(UsageError, match="cannot be read"):
        use("tone", path)


def test_use_takes_only_a_voice_that_speaks(cli: Cli) -> None:
    cli("voices", "use", "kokoro-en-us-heart", code=1)
    cli("voices", "use", "nobody", code=2)
    assert not (cli.folder / "narrate.toml").exists()
    assert cli("voices", "use", "espeak-en-us").stdout == b"narrate.toml\n"
    cli.write("story.txt", "The harbor opened early.")
    cli("make", "story.txt", "-o", "made")
    about = manifest_in(cli.folder / "made" / "story")
    assert about["voice"]["name"] == "espeak-en-us"
    cli("voices", "use", "auto")


def test_the_list_says_what_hinders_a_voice(cli: Cli, tmp_path: Path) -> None:
    rows = cli("voices", "list").stdout.decode().splitlines()
    states = {row.split()[0]: row for row in rows if row[0] != " "}
    assert "93 MB" in states["kokoro-en-us-heart"]
    assert "needs a package" in states["piper-en-us-joe"]
    license_of_joe = rows[rows.index(states["piper-en-us-joe"]) + 1]
    assert license_of_joe.startswith("    data CC0; fine-tuned from lessac")
    assert license_of_joe.endswith("licensed for research")
    ready = [" ready " in row for row in states.values()]
    assert ready == sorted(ready, reverse=True)
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.metadata as m\nreal = m.version\n"
        "def version(name):\n    if name == 'kokoro-onnx':\n"
        "        raise m.PackageNotFoundError(name)\n    return real(name)\nm.version = version\n"
    )
    without = cli("voices", "list", environment={"PYTHONPATH": str(tmp_path)}).stdout.decode()
    assert without.count("needs kokoro") == 42
