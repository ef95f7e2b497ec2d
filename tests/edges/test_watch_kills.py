"""A watch over a folder, a feed and a sitemap with good and hostile entries, killed forty times.

In the end each good article is published once and current on its page and in the feed, each bad
one is named in one line, and no file outside the output folder has changed.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from command import COMMAND, Cli, manifest_in, wait_until
from forking import Forking
from site_server import Site, served
from traces import consistent, processes, state

GOOD = {name: f"The {name} came in late. Nobody at the pier could say why." for name in "abc"}
PAGE = (
    '<html lang="en"><head><title>{0}</title>{1}</head><body><article><h1>{0}</h1><p>The boat {0} '
    "came in, and it stayed in port until the evening.</p></article></body></html>"
)


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


def sources(cli: Cli, site: Site) -> tuple[str, ...]:
    for name, text in GOOD.items():
        cli.write(f"desk/{name}.txt", text)
    cli.write("desk/draft.md", "---\ndraft: true\n---\nNot yet.")
    cli.write("desk/empty.md", "")
    cli.write("desk/money.md", "# Money\n\nIt cost £10\N{NO-BREAK SPACE}000 and ₹1,00,000.")
    (cli.folder / "desk" / os.fsdecode(b"caf\xe9.txt")).write_text("The café is open.")
    site.page("/robots.txt", "", status=404)
    for name in ("one", "two"):
        site.page(f"/{name}", PAGE.format(name, ""))
    half = '<meta property="og:url" content="http://["><script type="application/ld+json">'
    site.page("/half", PAGE.format("half", half + '{"headline": "\\ud83d"}</script>'))
    site.page("/wall", "<html><title>Just a moment...</title><p>Checking your browser.</p></html>")
    links = ("/one", "/wall", "/gone", "/half")
    items = "".join(f"<item><title>x</title><link>{site.url}{link}</link></item>" for link in links)
    site.page("/feed", f"<rss><channel>{items}</channel></rss>", content_type="text/xml")
    entries = ("/etc/passwd", "-", "file:///etc/passwd", f"{site.url}/two")
    locations = "".join(f"<url><loc>{entry}</loc></url>" for entry in entries)
    site.page("/sitemap.xml", f"<urlset>{locations}</urlset>", content_type="text/xml")
    return ("desk", f"{site.url}/feed", f"{site.url}/sitemap.xml")


@pytest.mark.timeout(400)
def test_killed_forty_times_it_ends_as_if_undisturbed(cli: Cli, site: Site) -> None:
    places = sources(cli, site)
    watch = ("watch", "--once", "--private", "--voice", "tone", "-o", "made")
    desk = state(cli.folder / "desk")
    cli.write("narrate.toml", '[feed]\nbase = "https://example.org/audio/"\ntitle = "Harbor"\n')
    cli(*watch, places[0], code=4)
    cli.write("made/page.html", "<html><body><h1>a</h1></body></html>")
    cli("embed", "made/a", "--into", "made/page.html")
    cli("feed", "made")
    moments = random.Random(2)  # noqa: S311 - the same moments each time
    run, killed, usual_s = Forking(cli, *watch, *places), 0, 0.0
    run({})
    for attempt in range(150):
        cli.write("desk/a.txt", f"The ferry came in {attempt} minutes late.")  # there is work
        start = time.monotonic()
        seconds = moments.uniform(0.05, 0.8) * usual_s if attempt > 1 else 0.0
        if run({}, seconds) == -signal.SIGKILL:
            killed += 1
        else:  # a run that ends before its moment tells how long one takes by now
            usual_s = min(usual_s or 60.0, time.monotonic() - start)
        if killed == 40:
            break
    run.end()
    assert killed == 40
    wait_until(lambda: not processes(cli.environment))  # one may finish what it publishes
    cli.write("desk/a.txt", "The ferry came in on time.")
    desk |= state(cli.folder / "desk")

    outcome = cli(*watch, *places, code=4)
    lines = outcome.stderr.decode().splitlines()
    for words in ("draft.md", "empty.md", "/wall", "/gone"):
        assert sum(words in line for line in lines) >= 1, (words, lines)
    assert not any("bug" in line for line in lines), lines
    folders = sorted((cli.folder / "made").glob("*/narrate.json"))
    titles = [json.loads(path.read_bytes())["article"]["title"] for path in folders]
    assert sorted(titles) == sorted({*titles})
    assert {"Money", "one", "two", "half"} <= set(titles)
    assert len(titles) == len(GOOD) + 5
    assert all(consistent(path.parent) for path in folders if path.parent.name != "a")

    manifest = manifest_in(cli.folder / "made/a")
    audio = manifest["files"]["audio"]["name"]
    assert "on time" in json.dumps(manifest)
    for name in ("page.html", "feed.xml"):
        assert audio in (cli.folder / "made" / name).read_text("utf-8")
    assert state(cli.folder / "desk") == desk
    assert "passwd" not in json.dumps(titles)
    assert peak_kb(cli, *watch, *places) < 500_000


def peak_kb(cli: Cli, *arguments: str) -> int:
    """Return the largest memory of a command, measured apart from all other tests."""
    program = (
        "import resource, subprocess, sys;"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(COMMAND), *arguments],
        cwd=cli.folder,
        env=cli.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return int(ended.stdout)
