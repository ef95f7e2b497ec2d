"""narrate from Python: one line an article, and nothing that is not exported."""

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args, get_type_hints

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


@pytest.mark.parametrize("function", [narrate.make, narrate.read])
def test_many_articles_are_refused_by_what_takes_one(function: Callable[..., object]) -> None:
    with pytest.raises(UsageError, match=r"takes one article.*not a list.*narrate.Run"):
        function(["a.md", "b.md"])


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
    exported = {name: getattr(narrate, name) for name in narrate.__all__}
    names = {kind.__name__ for thing in exported.values() for kind in types_of(thing)}
    assert names >= {"Settings", "Pauses", "Published", "Reading", "Target", "Web", "Item", "Embed"}
    assert names <= exported.keys()


def types_of(exported: object) -> Iterator[type]:
    """Yield the types of narrate in the signatures of a function, or of a class and its members."""
    members = [exported]
    if inspect.isclass(exported):
        members += [member for name, member in inspect.getmembers(exported) if name[:1] != "_"]
        members.append(exported.__init__)
    for member in members:
        function = member.fget if isinstance(member, property) else member
        if inspect.isfunction(function) or inspect.isclass(function):
            hints = get_type_hints(function, localns={"Embed": narrate.Embed})
            yield from (kind for hint in hints.values() for kind in parts_of(hint))


def parts_of(hint: object) -> Iterator[type]:
    """Yield the types of narrate in a type hint: itself, and those in its brackets."""
    if isinstance(hint, type) and hint.__module__.startswith("narrate."):
        yield hint
    for part in get_args(hint):
        yield from parts_of(part)


def test_the_version_is_the_distributions() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", narrate.__version__)
