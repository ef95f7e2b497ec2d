"""Sites built by the real builders: their pages say the sentences of their sources.

Each builder gets a few articles in its own markup, and the lists that it makes of them.
"""

from collections.abc import Sequence
from pathlib import Path

from builders import run

from narrate.errors import ListPageError
from narrate.model import Article, Kind
from narrate.source import Item, Web, items, read

NOTE = "The bell rang twice on Sunday."
BOAT = "The white boat lay on the beach for a week. Nobody asked whose it was until Friday."
TOWER = """The lighthouse on the west pier has been *dark* since February.{note}

## Who wants it

The county wants to sell the tower, but [nobody]({link}) has yet asked how many stairs it has.

{box}

- The church is always lit.
- The pier is open until ten.

> The fishermen say that they steer by the church.

```python
stairs = 112
```

The council will vote in autumn, when the hall is warm again.
"""
SENTENCES = [
    "The dark tower",
    "The lighthouse on the west pier has been dark since February.",
    "Who wants it",
    "The county wants to sell the tower, but nobody has yet asked how many stairs it has.",
    NOTE,
    "The church is always lit.",
    "The pier is open until ten.",
    "The fishermen say that they steer by the church.",
    "The council will vote in autumn, when the hall is warm again.",
]
SHELL = (
    "<!DOCTYPE html><html lang=en><head><title>%s</title></head><body><header><nav>"
    "<a href=/>Riverton Notes</a> <a href=/about/>About</a></nav></header><main>%s</main>"
    "<footer><p>Built by hand in Riverton</p></footer></body></html>"
)


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def articles(folder: Path) -> tuple[dict[str, Article], list[str]]:
    """Return the articles of a folder by title, and the names of the pages that hold none."""
    by_title: dict[str, Article] = {}
    lists = []
    for item in items(str(folder), Web()):
        try:
            article = read(Item(item.name)).article
        except ListPageError:
            lists.append(Path(item.name).relative_to(folder).as_posix())
        else:
            by_title[article.title] = article
    return by_title, lists


def spoken(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.kind is not Kind.FURNITURE]


def compare(source: Path, site: Path, lists: Sequence[str]) -> None:
    """Check that sources and built pages hold the same articles, and the site its lists."""
    pages, skipped = articles(site)
    assert sorted(skipped) == sorted(lists)
    sources, _ = articles(source)
    assert sorted(pages) == sorted(sources) == ["A white boat", "The dark tower"]
    assert spoken(pages["The dark tower"]) == spoken(sources["The dark tower"]) == SENTENCES
    assert spoken(pages["A white boat"]) == spoken(sources["A white boat"])


def matter(title: str, *lines: str) -> str:
    return "\n".join(["---", f"title: {title}", "author: Mila Roe", *lines, "---", "", ""])


def test_hugo(tmp_path: Path) -> None:
    canonical = '<link rel=canonical href="{{ .Permalink }}"><title>'
    row = '<article><h2>{{ .Title }}</h2>{{ .Summary }}<a href="{{ .RelPermalink }}"></a></article>'
    tower = TOWER.format(
        note="[^1]",
        link='{{< ref "boat.md" >}}',
        box=f"{{{{< note >}}}}{NOTE}{{{{< /note >}}}}",
    )
    write(
        tmp_path,
        {
            "hugo.toml": 'baseURL = "https://riverton.example/"\ntitle = "Riverton Notes"\n',
            "layouts/_default/single.html": SHELL
            % ("{{ .Title }}", "<article><h1>{{ .Title }}</h1>{{ .Content }}</article>"),
            "layouts/_default/list.html": SHELL.replace("<title>", canonical)
            % (
                "{{ .Title }}",
                f"<h1>{{{{ .Title }}}}</h1>{{{{ range .Pages }}}}{row}{{{{ end }}}}",
            ),
            "layouts/shortcodes/note.html": "<div class=notice>{{ .Inner | markdownify }}</div>",
            "content/_index.md": "---\ntitle: Riverton Notes\n---\n",
            "content/posts/tower.md": matter("The dark tower", "tags: [coast]", "aliases: [/old/]")
            + f"{tower}\n[^1]: It has no door.\n",
            "content/posts/boat.md": matter("A white boat", "tags: [coast]") + BOAT,
        },
    )
    run("hugo", "--quiet", folder=tmp_path)
    folders = ["", "categories/", "old/", "posts/", "tags/", "tags/coast/"]
    compare(
        tmp_path / "content", tmp_path / "public", [f"{folder}index.html" for folder in folders]
    )


def test_jekyll(tmp_path: Path) -> None:
    row = "<li><h3><a href={{ p.url }}>{{ p.title }}</a></h3></li>"
    posts = f"<ul>{{% for p in site.posts %}}{row}{{% endfor %}}</ul>"
    note = f"{NOTE}\n{{: .notice}}"
    tower = TOWER.format(note="[^1]", link="{% post_url 2020-05-02-boat %}", box=note)
    write(
        tmp_path,
        {
            "_config.yml": "title: Riverton Notes\npermalink: /:title/\n",
            "_layouts/post.html": SHELL
            % ("{{ page.title }}", "<article><h1>{{ page.title }}</h1>{{ content }}</article>"),
            "_layouts/home.html": SHELL % ("{{ site.title }}", posts),
            "index.md": "---\nlayout: home\n---\n",
            "archive/index.html": f"---\nlayout: home\n---\n<h1>Archive</h1>{posts}",
            "404.html": "---\npermalink: /404.html\n---\n<h1>Lost</h1><p>Nothing is here.</p>",
            "_posts/2020-05-01-tower.md": matter("The dark tower", "layout: post")
            + f"{tower}\n[^1]: It has no door.\n",
            "_posts/2020-05-02-boat.md": matter("A white boat", "layout: post") + BOAT,
        },
    )
    run("jekyll", "build", "--quiet", folder=tmp_path)
    compare(
        tmp_path / "_posts", tmp_path / "_site", ["404.html", "archive/index.html", "index.html"]
    )


def test_eleventy(tmp_path: Path) -> None:
    row = '<li><a href="{{ p.url }}">{{ p.data.title }}</a> <time>1 May 2026</time></li>'
    tower = TOWER.format(
        note="{# how long? #}",
        link='{{ "/posts/boat/" | url }}',
        box=f"{{% raw %}}{NOTE}{{% endraw %}}",
    )
    near = "<ul class=links-nextprev><li>← Previous <a href=/x/>The pier</a></li></ul>"
    write(
        tmp_path,
        {
            "package.json": '{"type": "module"}',
            "eleventy.config.js": "export const config = "
            '{ dir: { input: "src" }, markdownTemplateEngine: "njk" };',
            "src/_includes/post.njk": SHELL
            % ("{{ title }}", f"<h1>{{{{ title }}}}</h1>{{{{ content | safe }}}}{near}"),
            "src/index.njk": "<h1>Latest posts</h1><ol>{% for p in collections.post %}"
            f"{row}{{% endfor %}}</ol><p>More are in <a href=/tags/>the archive</a>.</p>",
            "src/tags.njk": "---\npermalink: /tags/\n---\n<h1>Tags</h1><a href=/x/>coast</a>",
            "src/posts/posts.json": '{"layout": "post.njk", "tags": ["post"]}',
            "src/posts/tower.md": matter("The dark tower") + tower,
            "src/posts/boat.md": matter("A white boat") + BOAT,
        },
    )
    run("eleventy", "--quiet", folder=tmp_path)
    compare(tmp_path / "src" / "posts", tmp_path / "_site", ["index.html", "tags/index.html"])


def test_mkdocs(tmp_path: Path) -> None:
    box = f'!!! note ""\n    {NOTE}'
    tower = TOWER.format(note="[^1]", link="boat.md", box=box)
    tower = tower.replace("## Who wants it", "## Who wants it { #who }")
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Riverton Notes\n"
            "markdown_extensions: [admonition, attr_list, footnotes, fenced_code]\n",
            "docs/index.md": "# Notes\n\n- [The dark tower](tower.md)\n- [A boat](boat.md)\n",
            "docs/tower.md": f"# The dark tower\n\n{tower}\n[^1]: It has no door.\n",
            "docs/boat.md": f"# A white boat\n\n{BOAT}\n",
        },
    )
    run("mkdocs", "build", "--quiet", "--strict", folder=tmp_path)
    compare(tmp_path / "docs", tmp_path / "site", ["404.html", "index.html"])
