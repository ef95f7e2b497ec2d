"""Many articles in one run: folders, feeds, pages, and one that fails among them."""

from collections.abc import Iterator

import pytest
from command import Cli, manifest_in
from site_server import Site, served

PAGE = """<html lang="en"><head><title>{0}</title></head><body><article><h1>{0}</h1>
<p>It rained in the town all day long, and the ferry stayed in port until the evening.</p>
<p class="share-bar"><a href="#">Share this</a></p></article></body></html>"""


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


def test_one_of_a_folder_fails_and_the_rest_are_made(cli: Cli) -> None:
    for name, content in (("a.md", "It rained."), ("b.txt", ""), ("deep/c.txt", "The sun came.")):
        cli.write(f"desk/{name}", content)
    done = cli("make", "desk", "--voice", "tone", "-o", "made", code=4)
    made = sorted(done.stdout.decode().split())
    assert [path.split("/")[1] for path in made] == ["a", "c"]
    message = done.stderr.decode()
    assert "desk/b.txt is empty" in message
    assert "1 of 3 articles failed: desk/b.txt." in message


def test_a_page_is_made_from_its_address(cli: Cli, site: Site) -> None:
    url = site.page("/news/rain", PAGE.format("Rain"))
    assert b"--private" in cli("make", url, "--voice", "tone", code=1).stderr
    cli("make", url, "--voice", "tone", "-o", "made", "--private")
    made = manifest_in(cli.folder / "made" / "rain")
    assert made["article"]["url"] == url
    assert [said["written"] for said in made["utterances"]] == [
        "Rain",
        "It rained in the town all day long, and the ferry stayed in port until the evening.",
    ]
    assert [skipped["reason"] for skipped in made["skipped"]] == ["a share bar"]


def test_a_feed_a_page_that_is_missing_and_a_file(cli: Cli, site: Site) -> None:
    items = "".join(
        f"<item><title>{name}</title><link>{site.url}/{name}</link></item>" for name in ("a", "b")
    )
    site.page("/feed", f"<rss><channel>{items}</channel></rss>", content_type="text/xml")
    site.page("/a", PAGE.format("Rain"))
    cli.write("c.txt", "The sun came.")
    done = cli(
        *("make", f"{site.url}/feed", "c.txt", "c.txt", "--private", "--voice", "tone"), code=4
    )
    made = [path.split("/")[1] for path in done.stdout.decode().split()]
    assert made == ["a", "c"]
    assert "/b answers 404 Not Found" in done.stderr.decode()
    assert "1 of 3 articles failed" in done.stderr.decode()


def test_a_source_that_cannot_be_listed_does_not_stop_the_others(cli: Cli) -> None:
    cli.write("c.txt", "The sun came.")
    done = cli("make", "http://127.0.0.1:1/feed", "c.txt", "--voice", "tone", code=4)
    assert done.stdout.decode().startswith("output/c/")


def test_the_account_says_what_becomes_of_each_block(cli: Cli) -> None:
    cli.write("rain.html", PAGE.format("Rain"))
    lines = cli("script", "rain.html", "--account").stdout.decode().splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "1 spoken",
        "1 spoken",
        "skipped: a share bar",
        "2 blocks spoken, 1 skipped.",
    ]


def test_a_check_counts_the_targets_that_it_cannot_read(cli: Cli) -> None:
    cli.write("c.txt", "The sun came.")
    cli("make", "c.txt", "--voice", "tone")
    part = cli("check", "output/c", "gone", code=4).stdout.decode()
    assert part.startswith("Read 1 target, ")
    assert part.endswith(": none of them is wrong. -v lists them. 1 of 2 targets cannot be read.\n")
    assert cli("check", "gone", "lost", code=1).stdout == b"2 of 2 targets cannot be read.\n"


def test_a_name_of_many_articles_is_undecided_once(cli: Cli) -> None:
    cli.write("desk/a.md", "# The ferry\n\nMs. Wojciechowska sails.\n")
    cli.write("desk/b.md", "# The pier\n\nMs. Wojciechowska waits for Mr. Brzezinski.\n")
    told = cli("make", "desk", "--voice", "tone").stderr.decode()
    assert "2 articles" in told
    assert told.rstrip().endswith("2 names undecided: narrate script desk/b.md --names")
