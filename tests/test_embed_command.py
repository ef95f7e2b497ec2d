"""narrate embed: what it prints, and what it does to a page."""

import json
from pathlib import Path

import pytest
from command import STORY, Cli, manifest_in

from narrate.config import Settings
from narrate.errors import UsageError
from narrate.model import Feed

PAGE = "<!DOCTYPE html><title>t</title><h1>The harbor opens</h1>\n<p>ODESA</p>\n"


@pytest.fixture
def narration_folder(cli: Cli) -> Path:
    cli.write("STORY.md", STORY)
    return cli.narrate("STORY.md", "out") / "story"


def test_make_writes_what_embed_prints(cli: Cli, narration_folder: Path) -> None:
    files = manifest_in(narration_folder)["files"]
    printed = cli("embed", "out/story").stdout.decode()
    assert (narration_folder / files["embed"]["name"]).read_text("utf-8") == printed
    assert cli("embed", "out/story/narrate.json").stdout.decode() == printed
    assert files["audio"]["name"] in printed
    assert (narration_folder / files["player"]["name"]).name == "narrate-player.js"


def test_a_page_finds_the_files_from_where_it_is(cli: Cli, narration_folder: Path) -> None:
    page = cli.write("site/news/page.html", PAGE)
    assert cli("embed", "out/story", "--into", "site/news/page.html").stdout.decode().strip()
    first = page.read_text()
    assert 'src="../../out/story/narrate-player.js"' in first
    assert narration_folder.joinpath("narrate-player.js").exists()
    cli("embed", "out/story", "--into", "site/news/page.html")
    assert page.read_text() == first
    cli("embed", "out/story", "--into", str(page), "--base", "https://cdn.example/a")
    assert 'src="https://cdn.example/a/story/narrate-player.js"' in page.read_text()
    assert page.read_text().count("<figure") == 1


def test_a_page_with_a_player_is_read_as_without(cli: Cli) -> None:
    cli.write("page.html", f"{PAGE}<p>All is well.</p>")
    cli("make", "page.html", "--voice", "tone", "-o", "story")
    before = (cli.folder / "story" / "page" / "narrate.json").read_bytes()
    cli("embed", "story/page", "--into", "page.html")
    cli("make", "page.html", "--voice", "tone", "-o", "story")
    after = (cli.folder / "story" / "page" / "narrate.json").read_bytes()
    written = [
        [said["written"] for said in json.loads(one)["utterances"]] for one in (before, after)
    ]
    assert written[0] == written[1] == ["The harbor opens", "ODESA", "All is well."]


def test_settings_name_the_player_and_what_it_does(cli: Cli, narration_folder: Path) -> None:
    cli.write(
        "narrate.toml",
        'player = "/js/narrate-player.js"\nstale = "hide"\nhide = ["share", "here"]\n',
    )
    printed = cli("embed", str(narration_folder)).stdout.decode()
    assert '<script type="module" src="/js/narrate-player.js">' in printed
    assert ' data-stale="hide"' in printed
    assert ' data-hide="share here"' in printed
    cli.narrate("STORY.md", "out")
    published = manifest_in(narration_folder)["figure"]["data"]
    assert (published["hide"], published["stale"]) == ("share here", "hide")
    cli.write("page.html", PAGE)
    cli("embed", str(narration_folder), "--into", "page.html")
    cli.write("narrate.toml", "")
    cli("embed", str(narration_folder), "--into", "page.html")
    assert "data-hide" not in (cli.folder / "page.html").read_text("utf-8"), "nobody set it by hand"
    printed = cli("embed", str(narration_folder)).stdout.decode()
    assert ("data-hide" in printed, "data-stale" in printed) == (False, False)
    printed = cli("embed", str(narration_folder), "--element").stdout.decode()
    assert ' data-hide="" data-stale=""' in printed, "the element reads narrate.json, too"
    cli.narrate("STORY.md", "out")
    assert "data-hide" not in cli("embed", str(narration_folder)).stdout.decode()
    cli.write("narrate.toml", 'hide = ["play"]\n')
    assert b"hide has no 'play'" in cli("embed", str(narration_folder), code=2).stderr


def test_the_element_and_the_epub(cli: Cli, narration_folder: Path) -> None:
    printed = cli("embed", str(narration_folder), "--element").stdout.decode()
    assert printed.startswith('<narrate-player src="narrate.json"')
    paths = cli("embed", str(narration_folder), "--epub", "book").stdout.decode().split()
    assert [Path(path).suffix for path in paths] == [".xhtml", ".smil", ".xml"]
    assert all((cli.folder / path).exists() for path in paths)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nothing"], 1, "narrate make STORY.md"),
        (["page.html"], 1, "page.html/narrate.json cannot be read: Not a directory"),
        (["out/story", "--into", "none.html"], 1, "none.html cannot be read"),
        (["out/story", "--into", "page.html", "--selector", "["], 2, "no CSS selector"),
        (["out/story", "--into", "page.html", "--element"], 2, "--into writes the figure only"),
        (["out/story", "--into", "empty.html"], 2, "Nothing on the page matches"),
    ],
)
def test_what_cannot_be_is_told(
    cli: Cli, narration_folder: Path, arguments: list[str], code: int, message: str
) -> None:
    page = cli.write("page.html", PAGE)
    cli.write("empty.html", "")
    assert narration_folder.exists()
    assert message in cli("embed", *arguments, code=code).stderr.decode()
    assert page.read_text() == PAGE


def test_base_is_one_setting_of_the_output_folder(cli: Cli) -> None:
    cli.write("story.md", "# The ferry\n\nIt sails.\n")
    cli.write("narrate.toml", 'base = "https://cdn.example/audio/"\n')
    cli("make", "story.md", "--voice", "tone")
    [audio] = (cli.folder / "output" / "story").glob("*.mp3")
    url = f"https://cdn.example/audio/story/{audio.name}"
    printed = cli("embed", "output/story").stdout.decode()
    assert f'<audio controls preload="none" src="{url}">' in printed
    assert f'"contentUrl": "{url}"' in printed
    assert next(audio.parent.glob("*.embed.html")).read_text("utf-8") == printed
    cli("feed", "output")
    assert f'<enclosure url="{url}"' in (cli.folder / "output" / "feed.xml").read_text("utf-8")
    page = cli.write("page.html", PAGE)
    cli("embed", "output/story", "--into", "page.html")
    assert f'src="{url}"' in page.read_text()
    assert b"WRONG" not in cli("check", "page.html").stdout
    audio.rename(audio.with_name("moved.mp3"))
    assert f"{url}" in cli("check", "page.html", code=1).stdout.decode()


def test_a_relative_address_in_the_structured_data_is_told(
    cli: Cli, narration_folder: Path
) -> None:
    note = "narrate: the structured data name the audio by the relative address "
    assert note in cli("embed", str(narration_folder)).stderr.decode()
    cli.write("page.html", PAGE)
    embedded = cli("embed", "out/story", "--into", "page.html").stderr.decode()
    assert f"{note}out/story/story" in embedded
    canonical = '<link rel="canonical" href="https://riverton.example/harbor"><h1>'
    page = cli.write("page.html", PAGE.replace("<h1>", canonical))
    assert b"relative" not in cli("embed", "out/story", "--into", "page.html").stderr
    assert '"contentUrl": "https://riverton.example/out/story/story' in page.read_text()


@pytest.mark.usefixtures("narration_folder")
@pytest.mark.parametrize(
    ("page", "follows"),
    [
        ("page.html", False),
        ("out/page.html", True),
        ("out/page.php", False),
        ("out/story/page.html", True),
        ("out/story/link.html", True),
    ],
)
def test_a_page_that_no_correction_reaches_is_told(cli: Cli, page: str, *, follows: bool) -> None:
    path = cli.folder / page
    if path.stem == "link":
        path.symlink_to(cli.folder / "elsewhere.html")
    cli.write(page, PAGE)
    note = f"{page} does not follow a correction: only .html, .htm and .xhtml pages in the "
    assert (note in cli("embed", "out/story", "--into", page).stderr.decode()) is not follows
    before = path.read_text()
    cli.write("STORY.md", STORY.replace("Koval", "Kowal"))
    cli.narrate("STORY.md", "out")
    assert (path.read_text() != before) is follows


def test_base_as_a_flag_means_the_same_in_every_command(cli: Cli, narration_folder: Path) -> None:
    base = "https://cdn.example/audio/"
    cli.write("narrate.toml", 'feed = {base = "https://old.example/"}\n')
    url = f"{base}story/{next(narration_folder.glob('*.mp3')).name}"
    assert url in cli("embed", "out/story", "--base", base).stdout.decode()
    cli("feed", "out", "--base", base)
    assert url in (cli.folder / "out" / "feed.xml").read_text("utf-8")
    cli("embed", "out/story", "--base", base, "--into", str(cli.write("page.html", PAGE)))
    assert b"WRONG" not in cli("check", "page.html", "-o", "out", "--base", base).stdout


@pytest.mark.parametrize(
    "base", ["ftp://a.example/", "https://ann:secret@a.example/", "https://a b/", "a/", "//a/b"]
)
def test_a_base_that_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="base is"):
        Settings(base=base)


def test_two_bases_are_refused() -> None:
    with pytest.raises(UsageError, match="Both mean the same"):
        Settings(base="https://a.example/", feed=Feed(base="https://b.example/"))
    assert Settings(base="https://a.example/").feed.base == "https://a.example/"
    assert Settings(feed=Feed(base="https://a.example/")).web_base == "https://a.example/"
