"""Pages of a site that hold no article: alone they are refused, among many they are skipped."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from narrate.errors import DoubtError, ListPageError
from narrate.source import LENIENT, Reading, read
from narrate.source.lists import of_markdown

ReadFile = Callable[..., Reading]

TITLES = {"tower": "The dark tower", "boat": "A boat for nobody", "fog": "Fog, again"}
SUMMARY = "The lighthouse on the west pier has been dark since the storm tore its door off."
TEXT = "".join(f"<p>Part {number}. {SUMMARY} {SUMMARY}</p>" for number in range(4))
NAV = "<header><nav><a href=/>Riverton Notes</a> <a href=/about/>About</a></nav></header>"


def page(body: str, head: str = "", names: str = "") -> str:
    return (
        f"<html lang=en><head><title>Riverton Notes</title>{head}</head>"
        f"<body class='{names}'>{NAV}<main>{body}</main><footer>2026</footer></body></html>"
    )


def each(row: str) -> str:
    return "".join(
        row.format(slug=slug, title=title, summary=SUMMARY) for slug, title in TITLES.items()
    )


LINK = "<a href=/{slug}/>{title}</a>"
OVERLAY = "<article><h2>{title}</h2><p>{summary}</p><a class=entry href=/{slug}/></a></article>"
EXCERPT = f"<li class='wp-block-post post'><h2>{LINK}</h2><div><p>{{summary}}</p></div></li>"
REFRESH = '<meta http-equiv="refresh" content="0; url=https://riverton.example/tower/">'
LISTS = {
    "a list of links": page(f"<ul>{each(f'<li>{LINK}</li>')}</ul>"),
    "links with dates": page(
        f"<h1>Posts</h1><ol>{each(f'<li>{LINK}<time>1 May 2026</time></li>')}</ol>"
        "<p>More are in <a href=/blog/>the archive</a>.</p>"
    ),
    "headings that are links": page(f"<h2>Posts</h2><ul>{each(f'<li><h3>{LINK}</h3></li>')}</ul>"),
    "an archive": page(
        "<h1>Archive</h1><h2>2026</h2>"
        + each("<div><h3>{title}</h3><p>1 May 2026</p><a href=/{slug}/></a></div>")
    ),
    "cards with a link over them": page(f"<h1>Posts</h1>{each(OVERLAY)}"),
    "a block theme's home": page(f"<ul>{each(EXCERPT)}</ul>", names="home blog wp-embed"),
    "a redirect": page("<h1>Moved</h1><p>Click here if nothing happens.</p>", REFRESH),
    "a page of data": page(
        each(OVERLAY),
        '<script type="application/ld+json">{"@type": "CollectionPage"}</script>'
        "<meta property=og:type content=article>",
    ),
    "a template": page("<h1>{{ page.title }}</h1><p>{{ content }}</p>"),
    "a template with front matter": "---\nlayout: x\n---\n<ul>{% for p in posts %}<li>{{ p }}</ul>",
}
FILES = {
    "404.html": page("<h1>Lost</h1><p>Nothing is here, but the river is where it always was.</p>"),
    "404.md": "# Lost\n\nNothing is here, but the river is where it always was.",
    "search.html": page("<h1>Search</h1><p>Searching…</p>"),
    "tags/index.html": page("<h1>Tags</h1><ul><li><a href=/tags/coast/>coast</a></ul>"),
    "tags/coast/index.html": page(
        f"<h1>coast</h1><article><h2><a href=/tower/>The tower</a></h2><p>{SUMMARY}</p></article>"
    ),
    "page/2/index.html": page(
        f"<article><h2><a href=/tower/>The dark tower</a></h2><p>{SUMMARY}</p></article>"
    ),
    "_index.md": "---\ntitle: Posts\n---\n",
    "map.md": "# Notes\n\n- [The tower](tower.md)\n- 2026-05-01: [[The white boat]]\n",
}
ARTICLES = {
    "a post of a category": page(f"<article><h1>The dark tower</h1>{TEXT}</article>"),
    "a home page with a text": page(f"<h1>Riverton</h1>{TEXT}{each(f'<li>{LINK}</li>')}"),
    "a text with cards below it": page(
        f"<article><h1>The dark tower</h1>{TEXT}</article><aside>{each(OVERLAY)}</aside>"
    ),
    "a short item beside links": page(
        f"<article><h1>The dark tower</h1><p>{SUMMARY}</p></article><ul>{each(LINK)}</ul>"
    ),
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_page_that_leads_to_articles_is_none(read_file: ReadFile, kind: str) -> None:
    with pytest.raises(ListPageError, match=r"a\.html is held back since .*: --anyway narrates it"):
        read_file(LISTS[kind], "a.html")


@pytest.mark.parametrize("name", FILES)
def test_a_place_tells_a_page_of_a_site(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FILES[name], "utf-8")
    with pytest.raises(ListPageError):
        read(str(path))


@pytest.mark.parametrize("kind", ARTICLES)
@pytest.mark.parametrize("name", ["story.html", "category/index.html"])
def test_an_article_is_no_list(tmp_path: Path, kind: str, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(ARTICLES[kind], "utf-8")
    assert len(read(str(path)).article.blocks) >= 2


def test_an_article_named_404_is_read_but_not_at_a_sites_root(tmp_path: Path) -> None:
    text = {
        ".html": page(f"<article><h1>Boat 404</h1>{TEXT}</article>"),
        ".md": f"{SUMMARY}\n\n" * 3,
    }
    for folder, suffix in product(("posts", "public"), text):
        path = tmp_path / folder / f"404{suffix}"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text[suffix], "utf-8")
        if folder == "posts":
            assert len(read(str(path)).article.blocks) >= 3
        else:
            with pytest.raises(ListPageError):
                read(str(path))
    for address, is_held_back in {
        "s3://a/404.md": True,
        "https://a.example/news/404": False,
    }.items():
        assert bool(of_markdown(text[".md"], text[".md"], address)) is is_held_back


def test_a_page_whose_text_is_missing_is_no_list(read_file: ReadFile) -> None:
    empty = page("<article><h1>The dark tower</h1><div id=root></div></article>")
    with pytest.raises(DoubtError, match="a headline alone") as failure:
        read_file(empty, "a.html")
    assert type(failure.value) is DoubtError


def test_a_list_is_narrated_where_the_user_says_so(tmp_path: Path) -> None:
    for name, text in {"map.md": FILES["map.md"], "a.html": LISTS["a redirect"]}.items():
        path = tmp_path / name
        path.write_text(text, "utf-8")
        assert read(str(path), overrides=LENIENT).article.blocks


def test_a_page_with_front_matter_is_read_without_it(read_file: ReadFile) -> None:
    text = f"---\ntitle: The dark tower\nauthor: Mila Roe\n---\n<div>{TEXT}</div>"
    article = read_file(text, "a.html").article
    assert (article.title, article.byline, len(article.blocks)) == ("The dark tower", "Mila Roe", 5)


def test_a_post_of_jekyll_has_the_date_of_its_name(tmp_path: Path) -> None:
    posts = tmp_path / "_posts"
    posts.mkdir()
    for date in ("2026-05-01", "2999-05-01"):
        (posts / f"{date}-tower.md").write_text("# The dark tower\n\nIt is dark.\n")
    assert read(str(posts / "2026-05-01-tower.md")).article.published == "2026-05-01"
    with pytest.raises(DoubtError, match="until its date, 2999-05-01"):
        read(str(posts / "2999-05-01-tower.md"))
