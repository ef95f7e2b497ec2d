"""A folder into which anything is dropped: what belongs published is, the rest is named."""

import json
import os
from pathlib import Path

from command import Cli

WALL = (
    "<html lang=en><body><h1>Page not found</h1><p>Try the search of this site.</p></body></html>"
)


def dropped(cli: Cli) -> Path:
    desk = cli.write("desk/tower.txt", "The tower is dark.").parent
    cli.write("desk/draft.md", "---\ndraft: true\n---\nThe tower is for sale.")
    cli.write("desk/later.md", "---\ndate: 2999-01-01\n---\nThe tower is sold.")
    cli.write("desk/wall.html", WALL)
    cli.write("desk/data.json", "{}")
    cli.write("desk/data.txt", '{"title": "The tower"}')
    os.mkfifo(desk / "pipe.md")
    Path(os.fsdecode(os.fsencode(desk) + b"/caf\xe9.txt")).write_text("The café is open.")
    return desk


def test_one_line_for_each_that_is_held_back(cli: Cli) -> None:
    dropped(cli)
    outcome = cli("make", "desk", "--voice", "tone", "-qo", "made", code=4)
    assert sorted(path.split(b"/")[1].split(b"-")[0] for path in outcome.stdout.split()) == [
        b"caf",
        b"tower",
    ]
    lines = outcome.stderr.decode().splitlines()
    for name, words in (
        ("draft.md", "held back as a draft: --drafts narrates it"),
        ("later.md", "held back until its date, 2999-01-01: --drafts narrates it"),
        ("wall.html", "held back since it says that the page was not found"),
        ("data.txt", "is JSON"),
        ("pipe.md", "is a pipe or a device"),
        ("desk: left out", "1 .json"),
    ):
        assert [words in line for line in lines if name in line][:1] == [True], lines
    assert len(lines) == 7
    assert not [line for line in lines if line.count("desk/draft.md") > 1 and "failed" not in line]


def test_a_name_that_is_no_utf_8_is_told_to_machines(cli: Cli) -> None:
    [name] = [path.name for path in dropped(cli).iterdir() if path.name.startswith("caf")]
    outcome = cli("make", f"desk/{name}", "--voice", "tone", "-o", "made", "--json")
    assert json.loads(outcome.stdout.decode())["source"] == f"desk/{name}"


def test_a_watch_holds_the_same_back_and_says_it_once(cli: Cli) -> None:
    dropped(cli)
    watch = ("watch", "desk", "--once", "--voice", "tone", "-o", "made")
    assert len(cli(*watch, code=4).stdout.splitlines()) == 2
    assert cli(*watch, code=4).stdout == b""
    assert len(cli(*watch, "--drafts", "--anyway", code=4).stdout.splitlines()) == 3


def test_one_that_is_named_is_refused_unless_told_otherwise(cli: Cli) -> None:
    dropped(cli)
    for name, option in (("draft.md", "--drafts"), ("wall.html", "--anyway")):
        arguments = ("make", f"desk/{name}", "--voice", "tone", "-o", f"made{option}")
        assert f": {option} narrates it." in cli(*arguments, code=1).stderr.decode()
        assert not (cli.folder / f"made{option}").exists()
        assert cli(*arguments, option).stdout


def test_the_voice_that_an_article_asks_for_speaks_it(cli: Cli) -> None:
    cli.write("narrate.toml", 'voice = "espeak-en-us"')
    story = cli.write("маяк.md", "---\ntitle: The tower\nvoice: tone\n---\nThe tower is dark.")
    cli("make", story.name, "-o", "made")
    [manifest] = story.parent.glob("made/**/narrate.json")
    assert manifest.parent.name in {"made", "маяк"}
    assert json.loads(manifest.read_text("utf-8"))["voice"]["name"] == "tone"


def test_lists_of_a_site_are_counted_in_one_line(cli: Cli) -> None:
    titles = "".join(f"<li><a href=/{n}/>The tower, part {n}</a></li>" for n in range(5))
    cli.write("site/index.html", f"<html lang=en><body><ul>{titles}</ul></body></html>")
    cli.write("site/tags/index.html", f"<html lang=en><body><ul>{titles}</ul></body></html>")
    cli.write("site/404.html", WALL)
    cli.write("site/tower.txt", "The tower is dark.")
    make = ("make", "site", "--voice", "tone", "-o", "made")
    outcome = cli(*make)
    assert len(outcome.stdout.splitlines()) == 1
    [line] = [line for line in outcome.stderr.decode().splitlines() if "skipped" in line]
    assert line == (
        "narrate: skipped: 3 pages without an article of their own (site/404.html, "
        "site/index.html, site/tags/index.html). --anyway narrates them."
    )
    watch = cli("watch", "site", "--once", "--voice", "tone", "-o", "made")
    assert watch.stderr.decode().count("skipped: 3 pages") == 1
    assert b"skipped: 3 pages" in cli("plan", "site", "--voice", "tone").stderr
    lists = cli("make", "site/404.html", "site/tags", "--voice", "tone", "-o", "made", code=1)
    assert "None of the pages holds an article: they only lead" in lists.stderr.decode()
    alone = cli("make", "site/404.html", "--voice", "tone", "-o", "made", code=1)
    assert "held back since it is its site's page for errors" in alone.stderr.decode()
