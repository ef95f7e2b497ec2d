"""The examples for site builders, built by the builders themselves, and played in a browser.

One file, over 300 lines: each builder gets the same narration and the same checks.
"""

import json
import shutil
import textwrap
from collections.abc import Callable
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from browsers import watched
from builders import node_modules, run
from command import STORY, Cli, manifest_in
from lxml import html
from network import network
from playwright.sync_api import BrowserContext

from narrate.check import check
from narrate.config import Settings

EXAMPLES = Path(str(files("narrate.publish") / "examples"))
TITLE = 'Tom\'s "<script>alert(1)</script>" & \u05e9\u05dc\u05d5\u05dd'
LABEL = 'Made with AI, "so" <it> says & means'


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a narration of a hostile title and label."""
    cli = Cli(tmp_path_factory.mktemp("examples"))
    cli.write("story.txt", STORY)
    cli.write("narrate.toml", f"disclosure = '{LABEL}'\nhide = ['share', 'here']\n")
    cli("make", "story.txt", "--title", TITLE, "--voice", "tone", "-o", "harbor")
    return cli.folder / "harbor" / "story"


@pytest.fixture
def about(story: Path) -> dict[str, Any]:
    plain: dict[str, Any] = manifest_in(story)
    return plain


def figure_of(page: str, about: dict[str, Any]) -> html.HtmlElement:
    """Return the page's one figure, which says what the manifest does."""
    [figure] = html.document_fromstring(page).xpath("//figure")
    assert figure.get("class").split()[0] == "narrate-player"
    assert figure.get("lang") == about["article"]["language"]
    assert figure.xpath("string(figcaption)") == about["figure"]["caption"]
    assert LABEL in about["figure"]["caption"]
    assert figure.xpath("string(figcaption/strong)") == "AI", "it stands out"
    assert figure.get("data-hide") == "share here"
    [audio] = figure.xpath("audio")
    assert audio.get("preload") == "none"
    assert "controls" in audio.attrib
    assert named(audio.get("src")) == about["files"]["audio"]["name"]
    assert not figure.xpath(".//script")
    if "data-label" in figure.attrib:
        assert figure.get("data-label") == LABEL
        assert float(figure.get("data-seconds")) == pytest.approx(about["duration_ms"] / 1000)
        if "data-text" in figure.attrib:
            data = {name[5:]: value for name, value in figure.attrib.items() if name[:5] == "data-"}
            assert data == {"narrate": "skip", **about["figure"]["data"]}
            [script] = html.document_fromstring(page).xpath("//script[@type='application/ld+json']")
            structured = json.loads(script.text)
            assert structured["headline"] == TITLE
            assert named(structured["audio"].pop("contentUrl")) == about["files"]["audio"]["name"]
        assert figure.get("data-narrate") == "skip"
        [track] = audio.xpath("track")
        assert track.get("kind") == "captions"
        assert track.get("srclang") == about["article"]["language"]
        assert named(track.get("src")) == about["files"]["captions"]["name"]
    return figure


@pytest.fixture
def plays(context: BrowserContext) -> Callable[..., None]:
    """Give what serves a built site, opens a page of it and plays the narration."""

    def plays(folder: Path, address: str) -> None:
        page = context.new_page()
        with network(folder) as server:
            page.goto(f"{server.url.rstrip('/')}/{address.lstrip('/')}", wait_until="commit")
            page.get_by_role("button", name="Play", exact=True).click()
            audio = "document.querySelector('audio')"
            page.wait_for_function(f"!{audio}.paused && {audio}.currentTime > .1")
            page.wait_for_function("CSS.highlights.get('narrate-sentence')?.size")
            page.evaluate(f"{audio}.pause()")

    return plays


TEXT = (
    "ODESA, Ukraine \u2014 The harbor opened at 6 a.m. on May 27 after 3 years. "
    "Mr. Koval was there."
)


def named(address: str) -> str:
    return unquote(urlsplit(address).path.rpartition("/")[2])


def withdrawn(folder: Path) -> None:
    plain = manifest_in(folder)
    left = {"schema_version": 1, "article": plain["article"], "files": {}, "retracted": "2026"}
    (folder / "narrate.json").write_text(json.dumps(left), "utf-8")


@pytest.mark.parametrize("name", ["wordpress-block.html", "ghost.html"])
def test_what_is_pasted_is_filled_in(name: str, about: dict[str, Any]) -> None:
    values = {
        "audio": "https://riverton.example/a/" + about["files"]["audio"]["name"],
        "captions": "https://riverton.example/a/" + about["files"]["captions"]["name"],
        "language": about["article"]["language"],
        "label": LABEL,
        "hide": about["figure"]["data"]["hide"],
        **dict(zip(("before", "ai", "after"), about["figure"]["caption_parts"], strict=True)),
        "download": about["figure"]["download"],
        "seconds": about["duration_ms"] / 1000,
    }
    filled = Template((EXAMPLES / name).read_text("utf-8")).substitute(
        {key: escape(str(value)) for key, value in values.items()}
    )
    first, *_, last = filled.strip().splitlines()
    assert (first[:5], last[:5]) == ("<!--" + first[4], "<!--" + last[4])
    figure_of(filled, about)


MKDOCS = "site_name: Riverton\nsite_url: https://riverton.example/x/\nhooks: [narrate_hook.py]\n"


def test_mkdocs_builds_it(
    story: Path, about: dict[str, Any], tmp_path: Path, plays: Callable[..., None]
) -> None:
    shutil.copytree(story, tmp_path / "docs" / "audio" / "harbor")
    shutil.copy(EXAMPLES / "mkdocs.py", tmp_path / "narrate_hook.py")
    (tmp_path / "mkdocs.yml").write_text(MKDOCS)
    page = f"---\nnarrate: audio/harbor\n---\n# The harbor\n\n{TEXT}\n"
    (tmp_path / "docs" / "index.md").write_text("---\nnarrate: audio/none\n---\n# Home\n")
    for name in ("a/story.md", "b.md"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(page)
    site = ("build", "--quiet", "--strict")
    run("mkdocs", *site, folder=tmp_path)
    for name in ("a/story", "b"):
        built = tmp_path / "site" / name / "index.html"
        figure = figure_of(built.read_text("utf-8"), about)
        assert '"contentUrl": "https://riverton.example/x/audio/' in built.read_text("utf-8")
        assert (built.parent / figure.xpath("audio")[0].get("src")).is_file()
        assert figure.getprevious().tag == "h1"
    assert "<figure" not in (tmp_path / "site" / "index.html").read_text("utf-8")
    plays(tmp_path / "site", "a/story/index.html")
    withdrawn(tmp_path / "docs" / "audio" / "harbor")
    run("mkdocs", *site, folder=tmp_path)
    assert "<figure" not in (tmp_path / "site" / "b" / "index.html").read_text("utf-8")


def test_hugo_builds_it(
    story: Path, about: dict[str, Any], tmp_path: Path, plays: Callable[..., None]
) -> None:
    write(tmp_path / "layouts" / "_default" / "single.html", "<h1>x</h1>{{ .Content }}")
    write(
        tmp_path / "hugo.toml", 'baseURL = "https://riverton.example/"\ndisableKinds = ["home"]\n'
    )
    shortcode = tmp_path / "layouts" / "shortcodes" / "narrate.html"
    write(shortcode, (EXAMPLES / "hugo.html").read_text("utf-8"))
    page = f'---\ntitle: x\n---\n{{{{< narrate "audio/one" >}}}}\n\n{TEXT}\n'
    write(tmp_path / "content" / "posts" / "one.md", page)
    narration = tmp_path / "static" / "audio" / "one"
    shutil.copytree(story, narration)
    silent = page.replace("audio/one", "audio/none")
    write(tmp_path / "content" / "posts" / "silent.md", silent)
    built = tmp_path / "public" / "posts" / "one" / "index.html"
    assert "/posts/silent/: there is no static/audio/none" in run("hugo", folder=tmp_path)
    figure = figure_of(built.read_text("utf-8"), about)
    assert '"contentUrl":"https://riverton.example/audio/one/' in built.read_text("utf-8")
    address = figure.xpath("audio")[0].get("src")
    assert (tmp_path / "public" / unquote(address).lstrip("/")).is_file()
    plays(tmp_path / "public", "posts/one/index.html")
    withdrawn(narration)
    run("hugo", "--quiet", folder=tmp_path)
    assert "<figure" not in built.read_text("utf-8")


def test_eleventy_builds_it(
    story: Path, about: dict[str, Any], tmp_path: Path, plays: Callable[..., None]
) -> None:
    site = tmp_path / "site"
    shutil.copytree(story, site / "audio" / "harbor")
    shutil.copy(EXAMPLES / "eleventy.js", site / "narrate.js")
    write(site / "package.json", '{"type": "module"}')
    setup = """
    import narrate from "./narrate.js";
    export default config => config.addPlugin(narrate);
    export const config = { pathPrefix: "/blog/", dir: { output: "../public/blog" } };
    """
    write(site / "eleventy.config.js", setup)
    write(site / "story.md", f'# x\n\n{{% narrate "audio/harbor" %}}\n\n{TEXT}\n')
    write(site / "silent.md", '{% narrate "audio/none" %}')
    assert "story.md: the structured data have no whole" in run("eleventy", "--quiet", folder=site)
    public = tmp_path / "public"
    figure = figure_of((public / "blog" / "story" / "index.html").read_text("utf-8"), about)
    address = unquote(figure.xpath("audio")[0].get("src"))
    assert address.startswith("/blog/audio/")
    assert (public / address.lstrip("/")).is_file()
    pages = [path for path in public.rglob("index.html") if "audio" in path.parts]
    assert pages == [], "narrate's own HTML is no page"
    plays(public, "blog/story/index.html")


def test_eleventy_builds_it_without_a_module_type(
    story: Path, about: dict[str, Any], tmp_path: Path
) -> None:
    shutil.copytree(story, tmp_path / "audio" / "harbor")
    article = {**about["article"], "url": "https://riverton.example/news/harbor"}
    plain = json.dumps({**about, "article": article})
    (tmp_path / "audio" / "harbor" / "narrate.json").write_text(plain, "utf-8")
    shutil.copy(EXAMPLES / "eleventy.js", tmp_path / "narrate.mjs")
    setup = (
        'import narrate from "./narrate.mjs";\n'
        'export default config => config.addPlugin(narrate, { site: "riverton.example" });'
    )
    write(tmp_path / "eleventy.config.mjs", setup)
    write(tmp_path / "package.json", "{}")
    write(tmp_path / "story.md", '{% narrate "audio/harbor" %}')
    assert 'site is "riverton.example"' in run("eleventy", "--quiet", folder=tmp_path)
    page = (tmp_path / "_site" / "story" / "index.html").read_text("utf-8")
    figure_of(page, about)
    assert '"contentUrl":"https://riverton.example/audio/harbor/' in page


def test_jekyll_builds_it(
    story: Path, about: dict[str, Any], tmp_path: Path, plays: Callable[..., None]
) -> None:
    site = tmp_path / "site"
    shutil.copytree(story, site / "audio" / "harbor")
    write(site / "_includes" / "narrate.html", (EXAMPLES / "jekyll.html").read_text("utf-8"))
    for slug in ("harbor", "withdrawn"):
        (site / "_data" / "narrate").mkdir(parents=True, exist_ok=True)
        shutil.copy(story / "narrate.json", site / "_data" / "narrate" / f"{slug}.json")
    gone = json.dumps({"files": {}, "retracted": "2026"})
    write(site / "_data" / "narrate" / "withdrawn.json", gone)
    layout = "<!DOCTYPE html><h1>x</h1>{% include narrate.html slug=page.slug %}{{ content }}"
    write(site / "_layouts" / "post.html", layout)
    write(
        site / "_config.yml",
        "url: https://riverton.example\nbaseurl: /blog\npermalink: /:title.html\n",
    )
    for slug in ("harbor", "withdrawn", "silent"):
        head = f"---\nlayout: post\nslug: {slug}\n---\n"
        write(site / "_posts" / f"2020-01-01-{slug}.md", f"{head}\n{TEXT}\n")
    built = str(tmp_path / "public" / "blog")
    run("jekyll", "build", "--quiet", "--destination", built, folder=site)
    public = tmp_path / "public"
    page = (public / "blog" / "harbor.html").read_text("utf-8")
    figure = figure_of(page, about)
    assert '"contentUrl":"https://riverton.example/blog/audio/harbor/' in page
    audio = about["files"]["audio"]["name"]
    assert figure.xpath("audio")[0].get("src") == f"/blog/audio/harbor/{audio}"
    for slug in ("withdrawn", "silent"):
        assert "<figure" not in (public / "blog" / f"{slug}.html").read_text("utf-8")
    plays(public, "blog/harbor.html")


ASTRO = """
---
import Narration from "../components/Narration.astro";
---
<!DOCTYPE html><html lang="en"><body><h1>x</h1>
<Narration folder="audio/harbor" /><p>TEXT</p></body></html>
"""


def test_astro_builds_it(
    story: Path, about: dict[str, Any], tmp_path: Path, plays: Callable[..., None]
) -> None:
    site, public = tmp_path / "site", tmp_path / "public"
    narration = site / "public" / "audio" / "harbor"
    shutil.copytree(story, narration)
    example = (EXAMPLES / "astro.astro").read_text("utf-8")
    write(site / "src" / "components" / "Narration.astro", example)
    write(site / "src" / "pages" / "story.astro", ASTRO.strip().replace("TEXT", TEXT))
    silent = ASTRO.strip().replace("audio/harbor", "audio/none")
    write(site / "src" / "pages" / "silent.astro", silent)
    setup = (
        'export default { site: "https://riverton.example", base: "/blog", '
        'outDir: "../public/blog" };'
    )
    write(site / "astro.config.mjs", setup)
    write(site / "package.json", '{"type": "module"}')
    (site / "node_modules").symlink_to(node_modules("astro"))
    run("astro", "build", "--silent", folder=site)
    built = public / "blog" / "story" / "index.html"
    figure = figure_of(built.read_text("utf-8"), about)
    assert '"contentUrl":"https://riverton.example/blog/audio/' in built.read_text("utf-8")
    address = unquote(figure.xpath("audio")[0].get("src"))
    assert address.startswith("/blog/audio/harbor/")
    assert (public / address.lstrip("/")).is_file()
    plays(public, "blog/story/index.html")
    withdrawn(narration)
    run("astro", "build", "--silent", folder=site)
    assert "<figure" not in built.read_text("utf-8")


NEXT = {
    "app/layout.jsx": """
        const Layout = ({ children }) => <html lang="en"><body>{children}</body></html>;
        export default Layout;
    """,
    "app/page.jsx": """
        import Link from "next/link";
        const Home = () => <Link href="/story">Story</Link>;
        export default Home;
    """,
    "app/story/page.jsx": """
        import { Narration } from "../../narration.jsx";
        import about from "../../public/audio/harbor/narrate.json";
        import Counter from "../../counter.jsx";
        const Story = () => (
          <main><h1>x</h1>
            <Narration about={about} base="/audio/harbor" site="https://riverton.example" />
            <p>TEXT</p><Counter />
          </main>
        );
        export default Story;
    """,
    "app/relative/page.jsx": """
        import { Narration } from "../../narration.jsx";
        import about from "../../public/audio/harbor/narrate.json";
        const Page = () => <Narration about={about} base="/audio/harbor" site="riverton.example" />;
        export default Page;
    """,
    "counter.jsx": """
        "use client";
        import { useEffect, useState } from "react";
        import { Narration } from "./narration.jsx";
        const GONE = { retracted: "2026" };
        export default function Counter() {
          const [count, setCount] = useState(0), [ready, setReady] = useState(false);
          useEffect(() => setReady(true), []);
          const button = (
            <button disabled={!ready} onClick={() => setCount(count + 1)}>Count {count}</button>
          );
          return <>{button}<Narration about={GONE} /></>;
        }
    """,
    "next.config.mjs": 'export default { output: "export", eslint: { ignoreDuringBuilds: true } };',
    "package.json": '{"type": "module"}',
}


def test_next_builds_it_and_react_keeps_the_player(
    story: Path, about: dict[str, Any], tmp_path: Path, context: BrowserContext
) -> None:
    shutil.copytree(story, tmp_path / "public" / "audio" / "harbor")
    shutil.copy(EXAMPLES / "react.jsx", tmp_path / "narration.jsx")
    for name, text in NEXT.items():
        write(tmp_path / name, text.replace("TEXT", TEXT))
    (tmp_path / "node_modules").symlink_to(node_modules("next"))
    assert 'site is "riverton.example"' in run("next", "build", folder=tmp_path)
    assert '"contentUrl":"/audio/' in (tmp_path / "out" / "relative.html").read_text("utf-8")
    built = (tmp_path / "out" / "story.html").read_text("utf-8")
    figure_of(built, about)
    assert '"contentUrl":"https://riverton.example/audio/harbor/' in built
    audio = "document.querySelector('figure.narrate-player > audio')"
    players = "document.querySelectorAll('figure > narrate-player').length"
    with network(tmp_path / "out") as server, watched(context.new_page()) as page:

        def plays() -> None:
            page.get_by_role("button", name="Play", exact=True).click()
            page.wait_for_function(f"!{audio}.paused && {audio}.currentTime > .1")
            page.wait_for_function("CSS.highlights.get('narrate-sentence')?.size")
            page.get_by_role("button", name="Count 0").click()
            page.get_by_role("button", name="Count 1").wait_for()
            assert page.evaluate(f"[{audio}.paused, {players}]") == [False, 1]

        page.goto(f"{server.url}/story.html")
        plays()
        page.goto(f"{server.url}/index.html")
        page.evaluate("window.kept = true")
        page.get_by_role("link", name="Story").click()
        plays()
        page.evaluate(f"window.played = {audio}")
        page.go_back()
        page.get_by_role("link", name="Story").wait_for()
        assert page.evaluate("[kept, played.paused]") == [True, True], "released, on the same page"
        page.go_forward()
        plays()


OEMBED = """<?php
$_GET = {get};
$_SERVER = ['HTTPS' => 'on', 'HTTP_HOST' => 'riverton.example'];
$_SERVER['SCRIPT_NAME'] = '/audio/oembed.php';
require 'oembed.php';
"""


def test_oembed_answers_by_the_article_s_address(
    story: Path, about: dict[str, Any], tmp_path: Path
) -> None:
    shutil.copy(EXAMPLES / "oembed.php", tmp_path)
    shutil.copytree(story, tmp_path / "harbor")
    about["article"]["url"] = "https://riverton.example/harbor"
    (tmp_path / "harbor" / "narrate.json").write_text(json.dumps(about), "utf-8")

    def asked(get: str) -> str:
        write(tmp_path / "ask.php", OEMBED.replace("{get}", get))
        return run("php", "ask.php", folder=tmp_path)

    found = json.loads(asked("['url' => 'https://riverton.example/harbor', 'maxwidth' => '400']"))
    assert (found["version"], found["type"], found["width"]) == ("1.0", "rich", 400)
    assert found["title"] == TITLE
    [frame] = html.fragments_fromstring(found["html"])
    assert (frame.tag, frame.get("width")) == ("iframe", "400")
    assert frame.get("src") == "https://riverton.example/audio/oembed.php?play=harbor"
    page = asked("['play' => 'harbor']")
    [figure] = html.document_fromstring(page).xpath("//figure")
    assert figure.xpath("string(figcaption)") == about["figure"]["caption"]
    assert figure.xpath("string(figcaption/strong)") == "AI"
    assert figure.get("data-hide") == "follow share here", "there is no text to follow"
    audio = about["files"]["audio"]["name"]
    assert figure.xpath("string(audio/@src)") == f"https://riverton.example/audio/harbor/{audio}"
    assert (story / "narrate-player.js").read_text("utf-8").strip() in page
    for get in ("['url' => 'https://riverton.example/']", "[]", "['play' => '../harbor/..']"):
        assert "no " in json.loads(asked(get))["error"]
    assert "Only JSON" in asked("['format' => 'xml']")
    withdrawn(tmp_path / "harbor")
    for get in ("['url' => 'https://riverton.example/harbor']", "['play' => 'harbor']"):
        assert "no " in json.loads(asked(get))["error"]


def test_every_example_stands_in_their_readme() -> None:
    readme = (EXAMPLES / "README.md").read_text("utf-8")
    names = [path.name for path in EXAMPLES.iterdir() if path.suffix not in {".md", ".pyc"}]
    names = [name for name in names if name != "__pycache__"]
    assert len(names) == 10
    assert [name for name in names if f"`{name}`" not in readme] == []


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text), "utf-8")


def test_check_reads_the_label_of_a_page_that_was_built(
    story: Path, about: dict[str, Any], tmp_path: Path
) -> None:
    shutil.copytree(story, tmp_path / "harbor")
    scope: dict[str, Any] = {}
    source = (EXAMPLES / "mkdocs.py").read_text("utf-8")
    exec(compile(source, "mkdocs.py", "exec"), scope)  # noqa: S102 - our own example
    page = tmp_path / "page.html"
    page.write_text(scope["figure"](about, "harbor/"), "utf-8")
    [findings] = check(str(page), Settings()).values()
    assert {each.carrier: bool(each.problem) for each in findings} == {
        "caption": False,
        "JSON-LD": False,
        "audio": False,
        "script": False,
        "sync file": False,
    }
