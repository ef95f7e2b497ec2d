"""The import law: which part may know which."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "narrate"
# The import table: what each room of the package may import of the others. Stages do not know one
# another. A module that has no row fails the test.
VALUES = {"model", "errors", "runtime"}
STAGES = {"source", "text", "engines", "audio", "publish"}
VOICES = VALUES | STAGES | {"config"}
LISTENING = VALUES | {"text", "engines", "audio"}
SPEECH = VOICES | {"voices", "listening"}
REUSE = SPEECH | {"speech"}
CHECK = REUSE | {"reuse"}
STORY = CHECK | {"check"}
BATCH = STORY | {"pipeline", "streaming"}
SERVICE = BATCH | {"batch"}
CLI = SERVICE | {"service"}
ALLOWED: dict[str, set[str]] = {
    "model": {"model"},
    "errors": set(),
    "runtime": VALUES,
    **{stage: VALUES | {stage} for stage in STAGES},
    "config": VALUES | {"publish", "config"},
    "voices": VOICES | {"voices"},
    "listening": LISTENING | {"listening"},
    "speech": SPEECH | {"speech"},
    "reuse": REUSE | {"reuse"},
    "check": CHECK | {"check"},
    "pipeline": STORY,
    "streaming": STORY | {"pipeline"},
    "batch": BATCH | {"batch"},
    "service": SERVICE | {"service"},
    "cli": CLI | {"cli"},
    "__init__": BATCH | {"batch"},
    "__main__": {"cli"},
    "testing": VALUES | {"engines"},
}
HEAVY = {"nltk", "numpy", "pydub", "pyttsx3", "soundfile", "soxr", "lameenc", "trafilatura", "lxml"}
HEAVY |= {
    "onnxruntime",
    "onnx",
    "piper",
    "kokoro_onnx",
    "httpx",
    "mutagen",
    "markdown_it",
    "yaml",
    "rich",
    "espeakng_loader",
    "filelock",
    "distributed",
    "obstore",
}


def names_imported(path: Path) -> Iterator[str]:
    """Yield each name of narrate that a file imports, wherever in it: "narrate.text.Lexicon"."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.startswith("narrate."))


def parts_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in names_imported(path)}


def file_of(name: str) -> Path:
    """Return the file of a module, or the one in which an imported name is."""
    folder = PACKAGE.parent.joinpath(*name.split("."))
    for path in (folder.with_suffix(".py"), folder / "__init__.py"):
        if path.exists():
            return path
    return file_of(name.rpartition(".")[0])


@pytest.mark.parametrize(
    "path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_a_part_imports_only_what_the_law_allows(path: Path) -> None:
    part = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert parts_imported(path) <= ALLOWED[part]


def test_no_files_import_each_other_in_a_circle() -> None:
    files = {path: set(map(file_of, names_imported(path))) for path in PACKAGE.rglob("*.py")}
    TopologicalSorter({path: files[path] - {path} for path in files}).prepare()


# Within audio/ each module imports only modules of a row above its own: no cycle can come back.
AUDIO = (
    {"cover", "grid", "length", "presets", "signal"},
    {"measure", "id3", "vorbis"},
    {"blocks", "shape", "mp3"},
    {"loudness"},
    {"jingles"},
    {"track"},
    {"stitch", "level", "mix"},
    {"encode", "tags"},
)


@pytest.mark.parametrize("row", range(len(AUDIO)))
def test_audio_has_no_cycle(row: int) -> None:
    above = set[str]().union(*AUDIO[:row])
    for name in AUDIO[row]:
        tree = ast.parse((PACKAGE / "audio" / f"{name}.py").read_text("utf-8"))
        imports = {
            part
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module
            for part in (
                [node.module.split(".")[2]]
                if node.module.startswith("narrate.audio.")
                else [alias.name for alias in node.names if node.module == "narrate.audio"]
            )
        }
        assert imports <= above, name


def test_every_module_of_audio_has_a_row() -> None:
    modules = {path.stem for path in (PACKAGE / "audio").glob("*.py")} - {"__init__"}
    assert modules == set[str]().union(*AUDIO)


def test_help_imports_no_optional_or_heavy_package() -> None:
    code = (
        "import sys; from narrate import cli\n"
        "try: cli.app()(['--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "make" in done.stdout
    assert not HEAVY & {name.partition(".")[0] for name in done.stderr.split()}


def test_help_works_with_every_heavy_package_missing() -> None:
    code = (
        "import sys\n"
        f"sys.modules.update(dict.fromkeys({sorted(HEAVY)!r}))\n"
        "from narrate import cli; cli.app()(['make', '--help'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "--voice" in done.stdout


def test_a_correction_imports_none_of_what_only_others_need(tmp_path: Path) -> None:
    code = (
        "import sys; from narrate import cli\n"
        "sys.argv = ['narrate', 'make', 'story.md', '--voice', 'tone', '-o', 'made']\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    for text in ("# News\n\nOne came.", "# News\n\nTwo came."):
        (tmp_path / "story.md").write_text(text)
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path
        )
    loaded = set(done.stderr.split())
    assert "narrate.pipeline" in loaded
    assert not loaded & {"pydantic", "nltk.data", "babel", "httpx", "lxml"}


def test_a_run_that_changes_nothing_needs_no_numpy() -> None:
    code = "import sys, narrate.batch.run; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
