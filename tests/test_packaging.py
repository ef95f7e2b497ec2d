"""The package: built twice it has the same bytes, and its metadata suit an index."""

import email
import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from narrate.runtime import packages as packages_of_narrate

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = PYPROJECT["project"]
HOOK = PYPROJECT["tool"]["hatch"]["metadata"]["hooks"]["custom"]
README = (ROOT / "README.md").read_text("utf-8")
COPIED = ("narrate", "voices", "docs", "deploy", ".ci", "output/README.md", "tests/command.py")


def copied(folder: Path, seconds: int) -> Path:
    """Return a copy of the project that was written at some time; the tests are one file."""
    folder.mkdir()
    for name in (*COPIED, *(path.name for path in ROOT.iterdir() if path.is_file())):
        source, target = ROOT / name, folder / name
        target.parent.mkdir(exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, target)
    for path in folder.rglob("*"):
        os.utime(path, (seconds, seconds))
    return folder


def script(path: str) -> Any:
    """Return a module of the repository that no package holds."""
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def built(folder: Path) -> list[Path]:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", "built"],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1700000000"},
        capture_output=True,
        timeout=120,
        check=True,
    )
    return sorted((folder / "built").iterdir())


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], list[Path]]:
    place = tmp_path_factory.mktemp("packages")
    first = built(copied(place / "first", 1_000_000_000))
    return first, built(copied(place / "a folder of another name", 1_600_000_000))


def test_two_builds_have_the_same_bytes(packages: tuple[list[Path], list[Path]]) -> None:
    digests = [
        {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
        for paths in packages
    ]
    assert [name.rpartition(".")[2] for name in digests[0]] == ["whl", "gz"]
    assert digests[0] == digests[1]


def test_the_sdist_builds_the_same_wheel(
    packages: tuple[list[Path], list[Path]], tmp_path: Path
) -> None:
    wheel, sdist = packages[0]
    with tarfile.open(sdist) as archive:
        # Python 3.11 before its fourth release has no filters.
        options = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        archive.extractall(tmp_path, **options)  # type: ignore[arg-type]  # noqa: S202 - ours
    [folder] = tmp_path.iterdir()
    [rebuilt] = [path for path in built(folder) if path.suffix == ".whl"]
    assert rebuilt.read_bytes() == wheel.read_bytes()


def test_the_index_gets_no_link_that_leads_nowhere(
    packages: tuple[list[Path], list[Path]],
) -> None:
    wheel, sdist = packages[0]
    with zipfile.ZipFile(wheel) as archive:
        [name] = [name for name in archive.namelist() if name.endswith("/METADATA")]
        text = archive.read(name).decode()
    metadata = email.message_from_string(text)
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata["Version"] == PROJECT["version"]
    readme = str(metadata.get_payload())
    assert "[the service and its API]" in README
    assert "the service and its API" in readme
    # Until the project has an address, nothing names one.
    assert HOOK["address"] == ""
    assert re.findall(r"\]\(|example/source", readme) == []
    assert metadata.get_all("Project-URL") is None
    with tarfile.open(sdist) as archive_of_source:
        names = {name.partition("/")[2] for name in archive_of_source.getnames()}
    assert {"docs/mkdocs.yml", "deploy/constraints.txt", ".ci/run", ".ci/metadata.py"} <= names


def test_with_an_address_the_index_gets_links_and_the_picture() -> None:
    module = script(HOOK["path"])
    metadata: dict[str, Any] = {}
    module.Links(str(ROOT), {"address": "https://forge.example/narrate/blob/1.0/"}).update(metadata)
    text = metadata["readme"]["text"]
    assert "](docs/" not in text
    assert "(https://forge.example/narrate/raw/1.0/docs/pages/images/player.png)" in text
    assert "[Install](https://forge.example/narrate/blob/1.0/docs/pages/install.md)" in text
    assert set(metadata["urls"]) == {"Source", "Documentation", "Changelog"}


def test_each_place_that_names_the_version_names_the_same() -> None:
    plugin = ROOT / "deploy" / "wordpress" / "narrate"
    program = (plugin / "narrate.php").read_text("utf-8")
    description = (plugin / "readme.txt").read_text("utf-8")
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    patterns = (
        (r"\* Version: +(\S+)", program),
        (r"const VERSION = '(.+)';", program),
        (r"Stable tag: (\S+)", description),
        (r"(?m)^## (\S+)", changes),
    )
    versions = [re.findall(pattern, text)[:1] for pattern, text in patterns]
    assert versions == [[PROJECT["version"]]] * len(patterns)


def test_the_extra_all_has_every_package_of_the_others() -> None:
    extras = PROJECT["optional-dependencies"]
    [line] = extras["all"]
    grouped = set(line.partition("[")[2].partition("]")[0].split(","))
    # The extra neural has the packages of piper.
    assert grouped == set(extras) - {"all", "docs", "test", "piper"}
    assert set(extras["piper"]) <= set(extras["neural"])


def test_where_there_is_no_pip_the_command_is_uv_s(monkeypatch: pytest.MonkeyPatch) -> None:
    assert packages_of_narrate.pip_install("av").endswith(" -m pip install av")
    monkeypatch.setattr(packages_of_narrate, "find_spec", lambda _: None)
    assert packages_of_narrate.pip_install("av>=1") == (
        f"uv pip install --python {shlex.quote(sys.executable)} 'av>=1'"
    )


def needed(name: str) -> set[str]:
    """Return the packages of a bare installation of another, without it."""
    names, waiting = set(), [name]
    while waiting:
        for line in distribution(waiting.pop()).requires or ():
            requirement = Requirement(line)
            marker = requirement.marker
            if requirement.name not in names and (not marker or marker.evaluate({"extra": ""})):
                names.add(requirement.name)
                waiting.append(requirement.name)
    return names


def content_mb(package: Distribution) -> float:
    """Return the size of a package's files, however large the blocks of the file system are."""
    paths = (Path(str(package.locate_file(path))) for path in package.files or ())
    found = (path for path in paths if path.suffix != ".pyc" and path.is_file())
    return sum(path.stat().st_size for path in found) / 1e6


def test_the_page_on_sizes_names_every_large_package() -> None:
    """A dependency that makes the bare installation larger is noticed, and explained."""
    page = (ROOT / "docs" / "pages" / "install.md").read_text("utf-8").casefold()
    packages = [distribution(name) for name in needed(PROJECT["name"])]
    sized = {package.name.casefold(): content_mb(package) for package in packages}
    assert len(sized) > 50
    missing = [name for name, mb in sized.items() if mb > 4 and f"| {name} |" not in page]
    assert missing == []
    # 163 MB; the rest is for editions to come.
    assert sum(sized.values()) < 200
