"""Each article keeps its own folder, whatever it is called and on whatever system it lies."""

import json
from pathlib import Path

import pytest
from command import Cli
from site_server import served

from narrate.batch import places
from narrate.config import Settings
from narrate.model import Article, Block, Kind
from narrate.publish import shelf

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Weather</title></head><body><article>
<h1>Weather</h1><p>In {month} it rained on the harbor, and the ferries stayed at the quay.</p>
<p>Nobody minded, since the {month} market was open and the bread was cheap again.</p>
</article></body></html>"""


def titles(folder: Path) -> dict[str, str]:
    manifests = {
        path.parent.name: json.loads(path.read_bytes()) for path in folder.rglob(shelf.NAME)
    }
    return {name: about["utterances"][1]["written"] for name, about in manifests.items()}


@pytest.mark.parametrize("together", [True, False])
def test_pages_of_one_name_and_title_have_a_folder_each(cli: Cli, together: bool) -> None:  # noqa: FBT001 - a case
    with served() as site:
        urls = [site.page(f"/{m}/weather", PAGE.format(month=m)) for m in ("May", "June")]
        for _ in range(2):
            for sources in [urls] if together else [[url] for url in urls]:
                cli("make", *sources, "--private", "--voice", "tone")
            made = titles(cli.folder / "output")
            assert len(made) == 2
            assert made["weather"].startswith("In May")
            assert made[max(made)].startswith("In June")
    assert titles(cli.folder / "output") == made


def test_an_article_that_gets_an_address_keeps_its_folder(cli: Cli) -> None:
    cli.write("may.md", "# Weather\n\nIt rained in May.\n")
    cli("make", "may.md", "--voice", "tone", "-o", "made")
    cli.write("may.md", "---\nurl: https://riverton.example/may\n---\n# Weather\n\nIt rains.\n")
    cli("make", "may.md", "--voice", "tone", "-o", "made")
    assert titles(cli.folder / "made") == {"may": "It rains."}


@pytest.mark.parametrize(
    ("published", "article", "same"),
    [
        (("https://a.example/x", "X"), ("https://a.example/x", "Another"), True),
        (("https://a.example/x", "X"), ("http://www.a.example/x/", "X"), True),
        (("https://a.example/1/x", "X"), ("https://a.example/2/x", "X"), False),
        (("x", "X"), ("https://a.example/x", "X"), True),
        (("x", "X"), ("https://a.example/x", "Y"), False),
        (("x", "X"), ("y", "X"), False),
    ],
)
def test_an_address_says_which_article_it_is(
    published: tuple[str, str], article: tuple[str, str], *, same: bool
) -> None:
    assert shelf.is_same(published, article) is same


@pytest.mark.parametrize("name", ["con", "PRN", "aux", "Nul", "com1", "LPT9"])
@pytest.mark.parametrize("id_", ["{}", "https://riverton.example/{}"])
def test_no_folder_has_the_name_of_a_device(tmp_path: Path, name: str, id_: str) -> None:
    article = Article(id_.format(name), "X", "en", (Block(Kind.PARAGRAPH, "X"),))
    place = places.target(article, str(tmp_path), Settings())
    assert place.folder == tmp_path / f"{name.lower()}-"
    assert place.stem == f"{name.lower()}-"


def test_names_that_differ_by_case_are_one_name(tmp_path: Path) -> None:
    articles = [Article(f"https://a.example/{name}", "X", "en", ()) for name in ("Sea", "sea")]
    folders = [places.target(each, str(tmp_path), Settings()).folder for each in articles]
    assert folders == [tmp_path / "sea"] * 2
