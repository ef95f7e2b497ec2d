"""What is handed in: encodings, kinds of file, standard input; what is read is what is said."""

from pathlib import Path

import pytest
from command import Cli, manifest_in
from traces import consistent, state

SENTENCE = "Café society grows in Łódź."
ENCODINGS = {
    "UTF-8 with a mark": ("utf-8-sig", ""),
    "UTF-16": ("utf-16", "read as UTF-16"),
    "UTF-16 without a mark": ("utf-16-be", "read as UTF-16"),
    "UTF-32": ("utf-32", "read as UTF-32"),
}


def said(folder: Path) -> list[str]:
    manifest = manifest_in(folder)
    return [utterance["written"] for utterance in manifest["utterances"]]


@pytest.mark.parametrize(("codec", "note"), ENCODINGS.values(), ids=ENCODINGS.keys())
def test_an_encoding_is_read_right_and_told(cli: Cli, codec: str, note: str) -> None:
    cli.write("story.txt", SENTENCE.encode(codec))
    done = cli("make", "story.txt", "-qo", "made", "--voice", "tone")
    assert done.stderr.decode() == (f"narrate: story.txt: {note}\n" if note else "")
    assert said(cli.folder / "made" / "story") == [SENTENCE]


def test_nul_bytes_are_left_out_and_counted(cli: Cli) -> None:
    cli.write("story.txt", b"The har\0bor opened.\0\n")
    done = cli("make", "story.txt", "-o", "made", "--voice", "espeak")
    assert b"NUL characters left out: 2" in done.stderr
    assert said(cli.folder / "made" / "story") == ["The harbor opened."]


REFUSED = {
    "a PNG": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is an image"),
    "a ZIP": (b"PK\x03\x04" + b"word/document.xml" * 30, "is a ZIP archive"),
    "a PDF": (b"%PDF-1.7\nmuch text\n", "is a PDF"),
    "a marked UTF-8 that is damaged": (b"\xef\xbb\xbfCaf\xe9 society.", "but damaged"),
    "one bad byte": ("Привіт, світе. ".encode() * 20 + b"\xff", "except for a byte in line 1"),
    "marks only": ("\ufeff".encode(), "only white space"),
}


@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_text_is_named_and_the_last_result_stays(
    cli: Cli, content: bytes, says: str
) -> None:
    cli.write("made/story/narrate.json", b"the last good one")
    cli.write("story.txt", content)
    before = state(cli.folder)
    done = cli("make", "story.txt", "-o", "made", "--voice", "tone", code=1)
    message = done.stderr.decode()
    assert "story.txt" in message
    assert says in message
    assert message.count("\n") == 1
    assert not done.stdout
    assert state(cli.folder) == before


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("stroy.md", "did you mean story.md?"),
        ("lost/story.md", "There is no folder lost"),
        ("loop.md", "Too many levels of symbolic links"),
        ("http://127.0.0.1:1/story", "an address of a private network"),
        ("/dev/zero", "is a pipe or a device"),
        ("", "No article is named"),
    ],
)
def test_what_cannot_be_opened(cli: Cli, story: Path, source: str, says: str) -> None:
    (cli.folder / "loop.md").symlink_to("loop.md")
    done = cli("make", source, code=1)
    assert says in done.stderr.decode()
    assert not done.stdout
    assert {path.name for path in cli.folder.iterdir()} <= {story.name, "loop.md", "home"}


def test_standard_input_has_a_folder_of_its_own(cli: Cli) -> None:
    cli("make", "-", "--voice", "tone", stdin=b"The harbor opened.")
    (made,) = (cli.folder / "output").iterdir()
    assert consistent(made)
    assert said(made) == ["The harbor opened."]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00\xd8", bytes(range(256)) * 9])
def test_standard_input_that_cannot_be_narrated(cli: Cli, content: bytes) -> None:
    done = cli("make", "-", "-o", "-", stdin=content, code=1)
    assert b"standard input" in done.stderr
    assert not done.stdout
    assert not state(cli.folder)


@pytest.mark.parametrize("name", ["a b's «ü».md", "-dash.md", "новини.txt", "...md", "x" * 240])
def test_a_file_of_any_name(cli: Cli, name: str) -> None:
    cli.write(name, SENTENCE)
    cli("make", "--voice", "tone", "--", name)
    (made,) = (cli.folder / "output").iterdir()
    assert consistent(made)
    assert not any(set('"*:<>?|\\') & set(path.name) for path in made.iterdir())


def test_when_all_fail_each_is_named(cli: Cli) -> None:
    cli.write("empty.txt", "")
    before = state(cli.folder)
    done = cli("make", "empty.txt", "lost.md", "--voice", "tone", "-o", "made", code=4)
    lines = done.stderr.decode().splitlines()
    assert lines[0].startswith("narrate: empty.txt is empty")
    assert lines[1].startswith("narrate: lost.md")
    assert lines[2] == "narrate: 2 of 2 articles failed: empty.txt, lost.md."
    assert state(cli.folder) == before
