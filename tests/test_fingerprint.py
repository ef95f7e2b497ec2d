"""The fingerprint: contents decide a narration, never the places and times of files."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.config import Settings
from narrate.model import Article, Block, Kind, Voice
from narrate.reuse import fingerprint
from narrate.runtime.packages import own_version

ARTICLE = Article("story", "Rain", "en", (Block(Kind.PARAGRAPH, "It rained."),))
VOICE = Voice("tone", "tone")


def stamp(settings: Settings, article: Article = ARTICLE, voice: Voice = VOICE) -> str:
    return fingerprint.fingerprint(article, settings, voice, ".mp3", role_voices={}).stamp


def test_files_count_by_content_not_by_path_or_time(tmp_path: Path) -> None:
    stamps = set()
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        for name in ("intro.wav", "model.onnx", "chain.pem", "names.tsv"):
            (tmp_path / folder / name).write_text("Kyiv\tKEEV\n" if name == "names.tsv" else name)
        path = tmp_path / folder / "model.onnx"
        os.utime(path, (1, 1) if folder == "one" else (2, 2))
        settings = Settings(
            cover=str(tmp_path / folder / "cover.jpg"),
            credentials_chain=str(tmp_path / folder / "chain.pem"),
            lexicons=(str(tmp_path / folder / "names.tsv"),),
            output=str(tmp_path / folder),
        )
        settings = replace(
            settings, sounds=replace(settings.sounds, intro=str(tmp_path / folder / "intro.wav"))
        )
        stamps.add(stamp(settings, voice=replace(VOICE, model=str(path))))
    assert len(stamps) == 1
    path.write_text("another model")
    assert stamp(settings, voice=replace(VOICE, model=str(path))) not in stamps


def test_the_version_alone_makes_nothing_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = stamp(Settings())
    monkeypatch.setattr("importlib.metadata.version", lambda _: "9.9.9")
    assert own_version() == "9.9.9"
    fingerprint.edition.cache_clear()
    assert stamp(Settings()) == before


def test_another_copy_of_the_same_package_agrees_and_an_update_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stamp(Settings())
    package = Path(fingerprint.__file__).parent.parent
    copy = tmp_path / "narrate"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(fingerprint, "__file__", str(copy / "reuse" / "fingerprint.py"))

    def stamp_of_copy() -> str:
        fingerprint.edition.cache_clear()
        return stamp(Settings())

    assert stamp_of_copy() == before
    (copy / "cli" / "make.py").write_text("# a command says something else\n")
    assert stamp_of_copy() == before
    with (copy / "text" / "en" / "units.tsv").open("a") as table:
        table.write("\n")
    assert stamp_of_copy() != before
    fingerprint.edition.cache_clear()


@pytest.mark.parametrize(
    "change",
    [{"bit_rate_kbps": 96}, {"style": "en-GB"}, {"loudness": "web"}, {"disclosure": "Made by AI"}],
    ids=str,
)
def test_a_setting_that_is_heard_or_read_changes_it(change: dict[str, object]) -> None:
    assert stamp(Settings(**change)) != stamp(Settings())  # type: ignore[arg-type]
