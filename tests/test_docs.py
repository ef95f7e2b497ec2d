"""The documentation is a site that builds without a warning, and does what it says.

Each page is a session of its own in an empty folder: blocks of ``sh`` run line by line, ``python``
runs, a block whose first line is a comment with a file's name becomes that file.
"""

import ast
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from command import STORY, Cli
from receiver import Receiver, receiving
from serving import Serving

from narrate.config import Settings

SERVICE = "http://127.0.0.1:8300"
ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "pages"
FENCED = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"(?:#|//|<!--) ([\w./-]+\.\w+)(?: -->)?\n")
RECEIVER = "https://cms.example/narrate"
WRITTEN = {"md": "texts/mill.md", "tsv": "lexicon.tsv"}  # the files that blocks of a language are
SOUNDS = ("opening.wav", "closing.wav", "bed.flac", "chime.wav")
ARTICLE = "<!DOCTYPE html><title>t</title><h1>The harbor opens</h1>"


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def desk(cli: Cli) -> Cli:
    """Return the command in a folder with the files that the pages speak of."""
    cli.environment |= {
        "NARRATE_VOICE": "tone",
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
    }
    cli.write("STORY.md", STORY)
    cli.write("desk/note.md", STORY)
    cli.write("page.html", ARTICLE)
    for name in SOUNDS:
        write_sound(cli.folder / "sounds" / name)
    return cli


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_a_page_does_what_it_says(
    desk: Cli, page: Path, monkeypatch: pytest.MonkeyPatch, receiver: Receiver
) -> None:
    text = page.read_text("utf-8").replace(RECEIVER, receiver.url)
    serving = None
    if SERVICE in text:
        desk.write("narrate.toml", "[serve]\nprivate_receivers = true\n")
        serving = Serving(desk)
        text = text.replace(SERVICE, serving.address)
    monkeypatch.chdir(desk.folder)
    for language, block in FENCED.findall(text):
        name = NAMED.match(block)
        if file := name[1] if name else WRITTEN.get(language):
            desk.write(file, block)
        if file == "narrate.toml":
            Settings.load()
        if language == "sh":
            for line in block.splitlines():
                run_line(desk, line)
        elif language == "python" and not name:
            run(desk, [sys.executable, "-c", block])
    if serving:
        assert serving.end() == 0


def write_sound(path: Path) -> None:
    """Write half a second of silence."""
    import soundfile

    path.parent.mkdir(exist_ok=True)
    soundfile.write(path, [0.0] * 11_025, 22_050)


def run_line(cli: Cli, line: str) -> None:
    """Run a line of a shell, as pasted; curl fails where the service refuses."""
    if line.strip() and not line.startswith("#"):
        run(cli, ["/bin/bash", "-c", line.replace("curl -sS ", "curl -sS --fail-with-body ")])


def run(cli: Cli, command: list[str]) -> None:
    done = subprocess.run(
        command,
        cwd=cli.folder,
        env=cli.environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout}\n{done.stderr}"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the site, built with every warning as an error."""
    folder = tmp_path_factory.mktemp("site")
    config = ROOT / "docs" / "mkdocs.yml"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    done = subprocess.run(
        [*command, "--config-file", config, "--site-dir", folder],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_stands_in_the_menu(site: Path) -> None:
    menu = (ROOT / "docs" / "mkdocs.yml").read_text("utf-8")
    for page in PAGES.glob("*.md"):
        assert f": {page.name}\n" in menu, page
        assert (site / page.stem / "index.html").is_file() or page.stem == "index"


def test_every_setting_command_and_public_name_is_described(site: Path) -> None:
    from dataclasses import fields

    import narrate
    from narrate import cli

    described = {
        page: (site / page / "index.html").read_text("utf-8")
        for page in ("settings", "command-line", "python")
    }
    for setting in fields(narrate.Settings):
        assert f'id="{setting.name}"' in described["settings"], setting.name
    for name in {**cli.COMMANDS, **cli.GROUPS}:
        assert f">narrate {name}" in described["command-line"], name
    for name in set(narrate.__all__) - {"__version__"}:
        assert f'id="narrate.{name}"' in described["python"], name


def test_every_voice_engine_and_exit_code_is_described(site: Path) -> None:
    from narrate import engines, voices
    from narrate.errors import Exit

    described = (site / "voices" / "index.html").read_text("utf-8")
    listed = {*(voice.name for voice in voices.catalog()), *engines.names()}
    assert [name for name in listed if f"<code>{name}</code>" not in described] == []
    described = (site / "command-line" / "index.html").read_text("utf-8")
    assert [code.value for code in Exit if f"<td>{code.value}</td>" not in described] == []


def test_every_message_of_an_error_has_an_anchor(site: Path) -> None:
    described = (site / "messages" / "index.html").read_text("utf-8")
    errors = Path(str(files("narrate"))) / "errors.py"
    names = {
        node.name for node in ast.parse(errors.read_text()).body if isinstance(node, ast.ClassDef)
    }
    sentences = set()
    for path in errors.parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names and node.args:
                text = node.args[0]
                if (
                    isinstance(text, ast.Constant)
                    and isinstance(text.value, str)
                    and " " in text.value
                ):
                    sentences.add(text.value)
    assert len(sentences) > 30
    plain = re.sub(r"<[^>]+>", "", described)
    from html import unescape

    missing = [
        text
        for text in sentences
        if " ".join(text.split()) not in " ".join(unescape(plain).split())
    ]
    assert missing == []
    assert "{ #" not in plain
    assert "{: #" not in plain
    assert described.count('<p id="') > 300
    # A function of the file words this one.
    assert "that could hold NAME: check the path." in plain
