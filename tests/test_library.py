"""narrate from Python: one line an article, and nothing that is not exported."""

import inspect
import re
from pathlib import Path

import pytest

import narrate
from narrate.errors import UsageError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "story.md").write_text("# Rain\n\nIt rained in Kyiv.\n", "utf-8")
    return tmp_path


def test_one_line_makes_a_file(folder: Path) -> None:
    published = narrate.make("story.md", "story.mp3", voice="tone")
    assert published.audio == Path("story.mp3")
    assert published.audio.stat().st_size > 1000
    assert [path.name for path in folder.glob("*.json")] == []


def test_a_folder_gets_everything_and_can_be_embedded_listed_checked_and_withdrawn(
    folder: Path,
) -> None:
    (folder / "narrate.toml").write_text(
        'voice = "tone"\nbase = "https://example.org/audio/"\n', "utf-8"
    )
    published = narrate.make("story.md")
    assert published.manifest == Path("output/story/narrate.json")
    assert 'src="https://example.org/audio/story/' in narrate.embed("output/story")
    assert narrate.feed("output") == "1 article"
    [findings] = narrate.findings("output/story").values()
    assert findings
    assert all(isinstance(finding, narrate.Finding) for finding in findings)
    assert published.audio.name in narrate.withdraw("output/story", "wrong")
    assert not published.audio.exists()


LINES = "The ferry came in late.", "Nobody at the pier could say why.", "The bridge was closed."


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("html", "".join(f"<p>{line}</p>" for line in LINES) + "<p hidden>Not this.</p>"),
        ("markdown", "\n\n".join(f"**{line}**" for line in LINES)),
        ("text", "\n\n".join(LINES)),
    ],
)
def test_text_of_a_content_management_system(format_: str, text: str) -> None:
    article = narrate.read_text(text, id="desk-17", format=format_, title="Rain").article
    assert article.id == "desk-17"
    assert [block.text for block in article.blocks] == ["Rain", *LINES]


def test_text_opens_no_file_of_this_machine(folder: Path) -> None:
    (folder / "private.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    text = "---\nimage: private.png\n---\n# Rain\n\nIt rained."
    article = narrate.read_text(text, id="desk-17", format="markdown").article
    assert article.picture == ""


def test_a_format_that_there_is_not() -> None:
    with pytest.raises(UsageError, match=r"no format 'docx'\. Formats: html, markdown, text"):
        narrate.read_text("It rained.", id="x", format="docx")


def test_every_name_is_there_and_every_type_of_a_signature_is_exported() -> None:
    assert set(dir(narrate)) == set(narrate.__all__)
    functions = [getattr(narrate, name) for name in narrate.__all__ if name.islower()]
    names = set[str]()
    for function in functions:
        if callable(function):
            for annotation in inspect.get_annotations(function).values():
                names |= set(re.findall(r"narrate\.[\w.]*?(\w+)(?=[\'\s|\]>,]|$)", str(annotation)))
    assert names >= {"Article", "Settings", "Published", "Reading", "Target", "Web", "Item"}
    assert names <= set(narrate.__all__)


def test_the_version_is_the_distributions() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", narrate.__version__)
