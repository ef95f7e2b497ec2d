"""Every fenced block of the documentation is run, covered by a test, or listed with a reason.

``test_docs.py`` runs blocks of ``sh`` and ``python`` and writes the files of others. The rest stand
in ``docs_blocks.tsv``: the file, the beginning of the block, and how it is known to be right.
"test" names a test of the same thing, "in" a file of the repository that holds each of its lines.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import Cli
from network import network
from playwright.sync_api import Browser
from serving import Serving
from test_docs import NAMED, WRITTEN

ROOT = Path(__file__).parent.parent
FENCED = re.compile(r"^ *```(\w*)[^\n]*\n(.*?)^ *```$", flags=re.DOTALL | re.MULTILINE)
ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("docs_blocks.tsv").read_text("utf-8").splitlines()[1:]
]
TEXTS = ("*.md", "docs/pages/*.md", "deploy/**/*.md", "narrate/**/*.md", "output/README.md")
PAGES = ROOT / "docs" / "pages"


def block(page: str, begins: str) -> str:
    [text] = [
        text for _, text in FENCED.findall((PAGES / page).read_text("utf-8")) if begins in text
    ]
    return str(text)


def unrun() -> Iterator[tuple[str, str]]:
    """Yield the file and the text of each block that test_docs.py neither runs nor writes."""
    for name in sorted(
        path.relative_to(ROOT).as_posix() for glob in TEXTS for path in ROOT.glob(glob)
    ):
        for language, text in FENCED.findall((ROOT / name).read_text("utf-8")):
            runs = language in {"sh", "python", *WRITTEN} or NAMED.match(text)
            if not (name.startswith("docs/pages/") and runs):
                yield name, text


def test_every_block_is_run_or_listed() -> None:
    blocks = list(unrun())
    unlisted = [
        (name, text.splitlines()[0])
        for name, text in blocks
        if not any(name == row[0] and text.lstrip().startswith(row[1]) for row in ROWS)
    ]
    assert unlisted == [], "run it in test_docs.py, or list it in docs_blocks.tsv"
    stale = [
        row
        for row in ROWS
        if not any(name == row[0] and text.lstrip().startswith(row[1]) for name, text in blocks)
    ]
    assert stale == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1][:20]}")
def test_its_row_is_right(row: list[str]) -> None:
    name, begins, how, reference = row
    if how == "test":
        path, _, function = reference.partition("::")
        assert f"def {function}(" in (ROOT / path).read_text("utf-8")
    elif how == "in":
        source = (ROOT / reference).read_text("utf-8")
        texts = [text for file, text in unrun() if file == name and text.startswith(begins)]
        missing = [line for text in texts for line in text.splitlines() if line not in source]
        assert missing == []
    else:
        assert how == "reason"
        assert reference


def test_a_failure_in_json_is_what_make_prints(cli: Cli) -> None:
    cli.write("empty.txt", "")
    printed = cli("make", "empty.txt", "--json", code=1).stdout
    assert json.loads(printed) == json.loads(block("command-line.md", '"empty.txt"'))


def test_front_matter_pronounces(cli: Cli) -> None:
    matter = block("pronunciation.md", "# front matter of an article")
    cli.write("names.md", f"---\n{matter}---\n\nMs. Wojciechowska met KSE.\n")
    shown = cli("script", "names.md").stdout.decode()
    assert "Kyiv School of Economics" in shown
    assert "Wojciechowska" not in cli("script", "names.md", "--names").stdout.decode()


def test_the_element_of_the_page_plays(cli: Cli, browser: Browser) -> None:
    """The markup of service.md works on a page of another origin than the service's."""
    markup = block("service.md", "<narrate-player")
    service = Serving(cli)
    service.put("mill")
    service.ended("mill")
    site = cli.folder / "site"
    site.mkdir()
    head = "<!DOCTYPE html><html lang=en><title>The mill</title><h1>The mill</h1>"
    here = markup.replace("https://narrate.paper.example", service.address)
    (site / "page.html").write_text(head + here)
    with network(site) as server:
        page = browser.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{server.url.rstrip('/')}/page.html", wait_until="commit")
        page.get_by_role("button", name="Play", exact=True).click()
        page.wait_for_function("document.querySelector('narrate-player').time > .1")
        page.close()
    assert service.end() == 0
