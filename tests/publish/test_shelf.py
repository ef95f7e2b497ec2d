"""One reader of narrate.json: whatever somebody made of it, one sentence, and no other file."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command import STORY, Cli, manifest_in

from narrate.errors import PublishError
from narrate.publish import Embed, earlier, follow, shelf

SECRETS = ("Is this libel", "struck words", "print(1)", "A hidden note")
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>The harbor</title></head><body><article>
<h1>The harbor</h1>
<p>The harbor opened at six in the morning, and twelve ships left it before noon on Friday.</p>
<!-- {SECRETS[0]}? -->
<p>Nobody knew <del>{SECRETS[1]}</del> when the next ship would come to the town again.</p>
<p hidden>{SECRETS[3]} that the editors wrote for themselves.</p>
<pre><code>{SECRETS[2]}</code></pre>
<p>The crews waited for three years, and the mayor thanked each of them on the quay.</p>
</article></body></html>"""
MARKDOWN = f"""# The harbor

The harbor opened ~~{SECRETS[1]}~~ at six.

<!-- {SECRETS[0]}? -->

```
{SECRETS[2]}
```

It stays open.
"""


@pytest.mark.parametrize(("name", "text"), [("story.html", PAGE), ("story.md", MARKDOWN)])
def test_no_text_that_was_left_out_is_published(cli: Cli, name: str, text: str) -> None:
    cli.write(name, text)
    cli.write("narrate.toml", 'feed = {base = "https://riverton.example/"}')
    cli("make", name, "--voice", "tone")
    cli("feed", "output")
    account = cli("script", name, "--account").stdout.decode()
    hidden = [secret for secret in SECRETS if secret in account]
    assert "print(1)" in hidden  # a person is told what was left out
    for path in (cli.folder / "output").rglob("*.*"):
        data = path.read_bytes()
        assert [secret for secret in SECRETS if secret.encode() in data] == [], path
    [manifest] = cli.folder.glob("output/*/narrate.json")
    skipped = json.loads(manifest.read_bytes())["skipped"]
    assert len("print(1)") in [skip["characters"] for skip in skipped]
    assert all(skip["reason"] for skip in skipped)


@pytest.fixture
def folder(cli: Cli) -> Path:
    cli.write("story.md", MARKDOWN + STORY)
    cli("make", "story.md", "--voice", "tone")
    return cli.folder / "output" / "story"


def rewrite(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = folder / "narrate.json"
    about = json.loads(path.read_bytes())
    change(about)
    path.write_text(json.dumps(about), "utf-8")


def test_a_correction_keeps_the_lengths(folder: Path, cli: Cli) -> None:
    before = manifest_in(folder)["skipped"]
    cli.write("lexicon.tsv", "term\trespelling\nKoval\tkoh-VAHL\n")
    cli("rebuild", "output", environment={"NARRATE_LEXICONS": "lexicon.tsv"})
    assert manifest_in(folder)["skipped"] == before


def test_text_that_an_earlier_edition_published_is_deleted(folder: Path, cli: Cli) -> None:
    rewrite(folder, lambda about: about["skipped"][0].update(text="Is this libel?"))
    data = manifest_in(folder)
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(data[name])}" for name in data)
    (folder / "narrate.json").write_text(f"{{\n{lines}\n}}\n")
    cli("rebuild", "output")
    assert "libel" not in (folder / "narrate.json").read_text("utf-8")
    assert earlier(folder)


NAMES = ["/etc/passwd", "../secret.png", "a/b", "a\\b", "C:x", ".hidden", "", "..", "x\n"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", ["audio", "cover"])
def test_a_name_that_leaves_the_folder_is_refused_by_every_command(
    folder: Path, cli: Cli, name: str, role: str
) -> None:
    digest = "0" * 64
    rewrite(
        folder,
        lambda about: about["files"].update({role: {"name": name, "bytes": 1, "sha256": digest}}),
    )
    with pytest.raises(PublishError, match=r"is not what narrate writes: it\.files"):
        shelf.story(folder)
    assert earlier(folder) is None
    if name == "/etc/passwd":
        for command in (
            ("embed", "output/story"),
            ("embed", "output/story", "--epub", "book"),
            ("check", "output/story"),
            ("retract", "output/story"),
            ("feed", "output", "--base", "https://riverton.example/"),
            ("rebuild", "output"),
        ):
            code = 4 if command[0] in {"feed", "rebuild"} else 1
            done = cli(*command, code=code)
            assert (
                b"not what narrate writes" in done.stdout + done.stderr or command[0] == "rebuild"
            )
            assert b"Traceback" not in done.stderr
        assert not (cli.folder / "book").exists()


def test_a_cover_that_became_a_link_is_not_copied(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "private.png"
    secret.write_bytes(b"\x89PNG\r\n\x1a\n private")
    (folder / "cover.png").symlink_to(secret)
    listed = {"name": "cover.png", "bytes": 1, "sha256": "0" * 64}
    rewrite(folder, lambda about: about["files"].update(cover=listed))
    before = earlier(folder)
    assert before
    assert before.narration.article.picture == ""


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"3",
        b"{}",
        b"\xff",
        b'{"schema_version": 1}',
        b'{"schema_version": NaN}',
        b"[" * 100_000,
        b'{"schema_version": 1, "article": {"id": "\\ud83d"}}',
        b"9" * 5_000,
    ],
    ids=lambda content: content[:20],
)
def test_anything_else_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "narrate.json").write_bytes(content)
    for head in (True, False):
        with pytest.raises(PublishError, match="is not what narrate writes"):
            shelf.story(tmp_path, head=head)


def test_a_pipe_or_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "narrate.json"
    os.mkfifo(path)
    with pytest.raises(PublishError, match="is not what narrate writes"):
        shelf.story(tmp_path)
    path.unlink()
    with path.open("wb") as file:
        file.truncate(shelf.LARGEST_BYTES + 1)
    with pytest.raises(PublishError, match="is not what narrate writes"):
        shelf.story(tmp_path)


def test_markup_goes_nowhere_through_a_level(folder: Path) -> None:
    level = "1><script>alert(1)</script"
    rewrite(folder, lambda about: about["utterances"][0]["block"].update(level=level))
    with pytest.raises(PublishError, match=r"utterances\[0\]\.block\.level is no integer"):
        shelf.load(folder)


def test_a_head_is_the_manifest_without_what_is_long(folder: Path) -> None:
    whole = shelf.story(folder).manifest
    head = shelf.story(folder, head=True).manifest
    assert head == {name: whole[name] for name in whole if name not in shelf.LONG}
    rewrite(folder, lambda _: None)  # in one line, as another program writes it
    assert shelf.story(folder, head=True).manifest == whole
    assert follow(folder, Embed()) == []
