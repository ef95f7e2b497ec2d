import io
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.errors import SourceError, UsageError
from narrate.source import Reading, read

ReadFile = Callable[..., Reading]
Outline = Callable[..., list[str]]


def fails(source: str | Path, match: str) -> None:
    with pytest.raises(SourceError, match=match):
        read(str(source))


def test_a_missing_file_offers_the_nearest_names(tmp_path: Path) -> None:
    for name in ("story.md", "storm.md", "notes.html"):
        (tmp_path / name).touch()
    fails(
        tmp_path / "stroy.md",
        r"There is no file .*stroy\.md: did you mean story\.md or storm\.md\?",
    )


def test_a_missing_file_with_nothing_near(tmp_path: Path) -> None:
    (tmp_path / "story.md").mkdir()
    fails(tmp_path / "story.md2", r"There is no file .*story\.md2: check the name\.")


def test_a_missing_folder(tmp_path: Path) -> None:
    fails(tmp_path / "no" / "story.md", r"There is no folder .*no that could hold story\.md")


def test_a_folder(tmp_path: Path) -> None:
    fails(tmp_path, "is a folder: name the article inside it")


@pytest.mark.usefixtures("nobody")
def test_a_file_that_may_not_be_read() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "story.txt")
        path.write_text("It rained.")
        path.chmod(0)
        fails(path, r"story\.txt' cannot be read \(Permission denied\): check its name and")


@pytest.mark.usefixtures("nobody")
def test_a_folder_that_may_not_be_listed() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o300)
        fails(Path(folder, "story.txt"), r"There is no file .*story\.txt: check the name\.")


def test_a_link_to_itself(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.symlink_to(path)
    fails(path, r"story\.txt' cannot be read \(Too many levels of symbolic links\): check its")


@pytest.mark.parametrize("name", ["a\0b.txt", "a" * 5000])
def test_a_name_that_no_file_can_have(name: str) -> None:
    fails(name, r"cannot be read \(.+\): check its name")


@pytest.mark.parametrize(
    ("content", "state"),
    [(b"", "is empty"), (b" \n\t\r\n\xc2\xa0\xe2\x80\x8b", "holds only white space")],
)
@pytest.mark.parametrize("name", ["story.txt", "story.md", "story.html", "story"])
def test_nothing_in_it(read_file: ReadFile, name: str, content: bytes, state: str) -> None:
    with pytest.raises(SourceError, match=f"{name} {state}: there is nothing to narrate"):
        read_file(content, name)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            "---\ntitle: Rain\n---\n",
            r"story\.md is held back since it holds settings .* and no text",
        ),
        ("[a]: https://example.org\n", r"Nothing to narrate in .*story\.md: it holds no text"),
    ],
)
def test_no_text_in_it(read_file: ReadFile, content: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read_file(content, "story.md")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("story.docx", "an office document"),
        ("story.PDF", "a PDF"),
        ("story.jpeg", "an image"),
        ("story.mp3", "audio"),
    ],
)
def test_other_formats_are_named(read_file: ReadFile, name: str, kind: str) -> None:
    with pytest.raises(SourceError, match=rf"{name} is {kind}. narrate reads text \(.txt\), Mark"):
        read_file("It rained.", name)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\nmostly letters", "a PDF"),
        (b"PK\x03\x04" + b"word" * 500, "a ZIP archive or an office document"),
        (b"{\\rtf1 It rained.}", "an office document"),
        (b"ID3\x04" + b"word" * 500, "audio"),
        (b"\xff\xfb\x90\x44" + b"UUUU" * 500, "audio"),
        (b"\x89PNG\r\n\x1a\n" + b"word" * 500, "an image"),
    ],
)
@pytest.mark.parametrize("name", ["story.txt", "story"])
def test_formats_under_another_name(
    read_file: ReadFile, name: str, content: bytes, kind: str
) -> None:
    with pytest.raises(SourceError, match=rf"{name} is {kind}\. narrate reads"):
        read_file(content, name)


def test_a_file_without_end() -> None:
    with Path("/dev/zero").open("rb") as endless, pytest.raises(SourceError) as caught:
        read("-", stdin=endless)
    assert str(caught.value) == (
        "standard input is larger than 20 MB, too large for an article: check the name."
    )


def test_a_large_file(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    fails(path, "story.txt is larger than 20 MB")


@pytest.mark.parametrize("name", ["story.txt", "story.md", "story.html"])
@pytest.mark.parametrize("word", ["word ", "word", "“word” — "])
def test_a_paragraph_without_a_full_stop(read_file: ReadFile, name: str, word: str) -> None:
    text = (word * (200_000 // len(word))).strip()
    article = read_file(f"<p>{text}" if name == "story.html" else text, name).article
    assert [block.text for block in article.blocks] == [text]
    assert len(article.title) <= 60


@pytest.mark.parametrize("name", ["story.txt", "story.md", "story.html"])
def test_the_end_of_the_file_ends_the_last_line(outline: Outline, name: str) -> None:
    assert outline("<p>It rained." if name == "story.html" else "It rained.", name) == [
        "¶ It rained."
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("<!DOCTYPE html>\n<p>It rained.</p>", "¶ It rained."),
        ("<!-- made by hand -->\n<h1>Rain</h1><p>It rained.</p>", "# Rain"),
        ("It rained.\n\n## Then\n\nSun.", "¶ It rained."),
        ("# Rain\n\nIt rained.", "# Rain"),
        ("---\ntitle: Rain\n---\nIt rained.", "# Rain"),
        ("#rain is all they\n* said*", "¶ #rain is all they * said*"),
        ("<3 is what she wrote.", "¶ <3 is what she wrote."),
    ],
)
def test_the_format_shows_in_the_content(outline: Outline, text: str, first: str) -> None:
    assert outline(text, "story.article")[0] == first


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(b"Rain again\n\nIt rained all day.")

    monkeypatch.setattr(sys, "stdin", Stdin)
    article = read("-").article
    assert (article.title, article.id) == ("Rain again", "rain-again")


def test_a_language_that_is_none() -> None:
    with pytest.raises(UsageError, match="'english' is no language tag: write one such as en,"):
        read("-", language="english", stdin=io.BytesIO(b"It rained."))


def test_a_file_of_short_furniture_alone_has_no_headline(read_file: Callable[..., Reading]) -> None:
    with pytest.raises(SourceError, match="all 2 blocks were skipped"):
        read_file("Share this article\n\nAdvertisement\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    os.mkfifo(path)
    fails(path, r"story\.txt is a pipe or a device and no file: send its text to standard input")
    fails("/dev/zero", "is a pipe or a device")


def test_a_name_that_is_no_utf_8_is_read_and_spelled(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    for name, content in ((b"caf\xe9.txt", b"It rained."), (b"th\xe9.txt", b"")):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(content)
    article = read(os.fsdecode(folder + b"/caf\xe9.txt")).article
    assert article.id.isascii()
    with pytest.raises(SourceError) as caught:
        read(os.fsdecode(folder + b"/th\xe9.txt"))
    assert "th\\xe9.txt is empty" in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        '---\ntitle: "Rain \\ud83d"\nauthor: "\\ud83d\\ude00"\n---\nIt rained.',
        '---\npronunciations: {"a\\ud83d": "b\\ude00"}\n---\nIt rained.',
    ],
)
def test_half_an_emoji_in_front_matter(read_file: ReadFile, content: str) -> None:
    article = read_file(content, "story.md").article
    assert str(article).encode()
    assert article.byline in {"", "\U0001f600"}
    assert article.title in {"Rain \ufffd", "It rained."}


def test_half_an_emoji_in_what_a_page_says_of_itself(read_file: ReadFile) -> None:
    data = (
        r'{"@type": "NewsArticle", "headline": "Rain \ud83d", "description": "\ud83d\ude00 all day"'
        r', "author": {"name": "Ann \ude00"}, "url": "https://example.org/\ud83d"}'
    )
    page = f"""<html><head><script type="application/ld+json">{data}</script>
    <meta property="og:url" content="http://["><meta property="og:image" content="//["></head>
    <body><article><p>It rained in the town, all day long.</p></article></body></html>"""
    article = read_file(page, "story.html").article
    assert str(article).encode()
    assert article.title == "Rain \ufffd"
    assert article.byline == "Ann \ufffd"
    assert article.summary == "\U0001f600 all day"
    assert (article.url, article.image) == ("", "")


@pytest.mark.parametrize(
    "image", ["../private.png", "deep/../../private.png", "{top}/private.png", "link.png"]
)
def test_no_picture_outside_the_folder_is_taken(tmp_path: Path, image: str) -> None:
    (tmp_path / "private.png").touch()
    folder = tmp_path / "site"
    (folder / "deep").mkdir(parents=True)
    (folder / "link.png").symlink_to(tmp_path / "private.png")
    (folder / "deep" / "own.png").touch()
    story = folder / "story.md"
    story.write_text(f"---\nimage: {image.format(top=tmp_path)}\n---\nIt rained.")
    assert read(str(story)).article.picture == ""
    story.write_text("---\nimage: deep/own.png\n---\nIt rained.")
    assert read(str(story)).article.picture == str(folder / "deep" / "own.png")


def test_lists_in_lists_in_what_a_page_says_of_itself(read_file: ReadFile) -> None:
    deep = "[" * 900 + '"Rain"' + "]" * 900
    fields = ", ".join(f'"{name}": {deep}' for name in ("headline", "author", "image", "url"))
    data = f'{{"@type": "NewsArticle", {fields}}}'
    page = f"""<html><head><script type="application/ld+json">{data}</script></head>
    <body><article><p>It rained in the town, all day long.</p></article></body></html>"""
    assert read_file(page, "story.html").article.title == "Rain"
