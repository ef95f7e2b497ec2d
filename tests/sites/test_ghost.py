"""The partial for Ghost's themes, by Ghost's own Handlebars and its helper "has", and played.

The whole of Ghost was tried by hand: it takes seven minutes to install.
"""

import json
import os
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from browsers import watched
from builders import node_modules
from command import STORY, Cli
from network import network
from playwright.sync_api import BrowserContext

PARTIAL = files("narrate.publish") / "examples" / "ghost-theme.hbs"
POST = """<!DOCTYPE html><html lang="{{@site.locale}}"><head><meta charset="utf-8"></head><body>
{{#post}}<main><h1>{{title}}</h1>{{> narration}}{{{html}}}</main>{{/post}}</body></html>"""
# Ghost's logger, which is not here, would only say that "has" got no attribute.
RENDER = """
const hbs = require("express-hbs").create();
const [folder, given] = process.argv.slice(2), { partial, page, posts } = JSON.parse(given);
require("module")._cache["logger"] = { exports: console };
const resolve = require("module")._resolveFilename;
require("module")._resolveFilename = (name, ...rest) =>
  name === "@tryghost/logging" ? "logger" : resolve(name, ...rest);
hbs.registerHelper("has", require(`${folder}/has.js`));
hbs.registerPartial("narration", partial);
const render = hbs.compile(page);
const pages = posts.map(post => render({ post }, { data: { site: { locale: "en" } } }));
console.log(JSON.stringify(pages));
"""
PUBLIC = {"slug": "harbor", "title": 'Tom\'s "harbor"', "visibility": "public"}
TAGGED = {**PUBLIC, "tags": [{"name": "Coast"}, {"name": "#narrated"}]}


def rendered(partial: str, *posts: dict[str, Any]) -> list[str]:
    """Return the pages of posts in a theme with the partial."""
    helpers = os.environ.get("TEST_GHOST")
    if not helpers:
        pytest.skip("Ghost's helpers are missing: export TEST_GHOST=$(.ci/ghost)")
    packages = node_modules("express-hbs")
    given = json.dumps({"partial": partial, "page": POST, "posts": posts})
    outcome = subprocess.run(
        [shutil.which("node") or "node", "-", helpers, given],
        input=RENDER,
        env={**os.environ, "NODE_PATH": str(packages)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    pages: list[str] = json.loads(outcome.stdout)
    return pages


def test_a_theme_plays_the_posts_that_everybody_may_read(
    tmp_path: Path, context: BrowserContext
) -> None:
    cli = Cli(tmp_path)
    cli.write("harbor.md", STORY)
    cli.write("narrate.toml", 'hide = ["share"]\n')
    cli.narrate("harbor.md", "site/audio")
    text = PARTIAL.read_text("utf-8")
    for_members = ({**TAGGED, "visibility": visibility} for visibility in ("members", "paid"))
    with network(tmp_path / "site") as server:
        partial = text.replace("https://audio.example.org", f"{server.url}/audio")
        assert partial.count(server.url) == 2
        article = "<p>Mr. Koval was there.</p>"
        page, *others = rendered(partial, {**TAGGED, "html": article}, PUBLIC, *for_members)
        assert len(others) == 3
        assert not [other for other in others if "narrate" in other]
        cli.write("site/post.html", page)
        with watched(context.new_page()) as shown:
            shown.goto(f"{server.url}/post.html")
            shown.get_by_role("button", name="Play", exact=True).click()
            shown.wait_for_function(
                "document.querySelector('narrate-player').audio.currentTime > .1"
            )
            data = shown.locator("narrate-player").evaluate("player => ({ ...player.dataset })")
            assert (data["title"], data["hide"]) == ('Tom\'s "harbor"', "share")
