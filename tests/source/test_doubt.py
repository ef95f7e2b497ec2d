"""Pages that are not the article are held back with a reason; ordinary pages never are.

One file, over 300 lines: each reason stands beside the page that must not have it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from golden import PAGES

from narrate.errors import DoubtError, Exit
from narrate.model import Article, Block, Kind, Skipped
from narrate.source import Overrides, Reading, doubt, read
from narrate.source.page import Evidence
from narrate.source.region import OUTSIDE

ReadFile = Callable[..., Reading]
WALLS = Path(__file__).with_name("walls.tsv")
_TABLE = Path(read.__code__.co_filename).with_name("walls.tsv")
SENTENCES = [
    "The lighthouse on the west pier has been dark since the storm in February.",
    "Its keeper retired in 1988, and since then a computer in the next town has watched it.",
    "The county wants to sell the tower, but nobody has yet asked for the stairs.",
    "A club of divers would like to keep its bottles in the cellar, which is dry.",
    "The fishermen say that they steer by the church anyway.",
    "The council will vote in autumn, after the tourists have left the harbour.",
]
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>"


def refused(read_file: ReadFile, content: str, why: str, name: str = "story.html") -> DoubtError:
    with pytest.raises(DoubtError, match=why) as caught:
        read_file(content, name)
    assert str(caught.value).endswith(": --anyway narrates it.")
    assert caught.value.exit_code is Exit.CANNOT
    return caught.value


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (page("<h1>The dark tower</h1><div id=root></div>"), "story.html"),
        (page("<h1>The dark tower</h1><noscript><p>Turn on scripts.</p></noscript>"), "story.html"),
        (page(f"<h1>The dark tower</h1><template>{PROSE}</template>"), "story.html"),
        (page("<h1>The dark tower</h1><pre>tower = light(9)\nprint(tower)</pre>"), "story.html"),
        ("# The dark tower\n\n```\ntext\n```\n", "story.md"),
        ("---\ntitle: The dark tower\n---\n\n## Later\n", "story.md"),
    ],
)
def test_a_headline_alone_is_held_back(read_file: ReadFile, content: str, name: str) -> None:
    refused(read_file, content, "since it would speak a headline alone", name)


def outlying(count: int, text: str, reason: str) -> Article:
    """Return an article of ten paragraphs beside which some more were left out."""
    spoken = tuple(Block(Kind.PARAGRAPH, f"{SENTENCES[0]} {at}.") for at in range(10))
    skipped = tuple(Skipped(Block(Kind.PARAGRAPH, text), reason) for _ in range(count))
    return Article("tower", "The dark tower", "en", spoken, skipped)


def test_much_text_beside_the_article_is_held_back() -> None:
    why = doubt.reason(outlying(3, SENTENCES[0], OUTSIDE), Evidence())
    assert why == (
        "since 3 paragraphs beside the article, 29% of its spoken text, would be left out"
    )


@pytest.mark.parametrize(
    ("count", "text", "reason"),
    [
        (2, SENTENCES[0], OUTSIDE),
        (3, "Ann saw it.", OUTSIDE),
        (9, "More about towers in the harbour and the light that they give", OUTSIDE),
        (9, SENTENCES[0], "related links"),
    ],
)
def test_little_text_beside_the_article_is_no_doubt(count: int, text: str, reason: str) -> None:
    assert doubt.reason(outlying(count, text, reason), Evidence()) == ""


@pytest.mark.parametrize(
    ("structured", "prose", "why"),
    [
        ('"isAccessibleForFree": false', PROSE, r"since \d+ words of an article for subscribers"),
        ('"hasPart": {"isAccessibleForFree": false}', PROSE, r"since \d+ words of an article for"),
        ('"isAccessibleForFree": "False"', PROSE, r"since \d+ words of an article for subscr"),
        (
            '"isAccessibleForFree": false, "wordCount": 400',
            PROSE * 2,
            r"of 400 words of an article",
        ),
    ],
)
def test_a_stub_is_held_back(read_file: ReadFile, structured: str, prose: str, why: str) -> None:
    data = f'{{"@type": "NewsArticle", "headline": "The dark tower", {structured}}}'
    head = f'<script type="application/ld+json">{data}</script>'
    body = f"<article><h1>The dark tower</h1>{prose}</article>"
    refused(read_file, page(body, head), why)
    read_file(page(body, head.replace("false", "true").replace('"False"', "true")), "story.html")


def test_a_whole_article_for_subscribers_is_read(read_file: ReadFile) -> None:
    data = '{"@type": "NewsArticle", "headline": "The tower", "isAccessibleForFree": false}'
    head = f'<script type="application/ld+json">{data}</script>'
    prose = "".join(
        f"<p>{sentence} So says report {at}.</p>" for at in range(4) for sentence in SENTENCES
    )
    assert read_file(page(f"<article><h1>The tower</h1>{prose}</article>", head), "a.html").article


@pytest.mark.parametrize(
    "content", [part.split("\t") for part in WALLS.read_text("utf-8").splitlines()[1:]]
)
def test_each_wall_is_held_back(read_file: ReadFile, content: list[str]) -> None:
    kind, place, sample = content
    title, text = (sample, SENTENCES[0]) if place == "title" else ("The dark tower", sample)
    if (kind, place) == ("login", "text"):
        title = "Login"
    head = "<title>Tower</title>"
    refused(read_file, page(f"<h1>{title}</h1><p>{text}</p>", head), "is held back since it ")


def test_each_row_of_the_walls_has_its_golden_line() -> None:
    rows = [row.split("\t")[:2] for row in _TABLE.read_text("utf-8").splitlines()]
    golden = [row.split("\t")[:2] for row in WALLS.read_text("utf-8").splitlines()]
    assert golden == rows


OTHER_WALLS = """
Cookies on Harbour News|We use them to make this site work. Accept them, or choose.
Wir verwenden Cookies|Bitte stimmen Sie zu, oder lesen Sie unser Blatt ohne Werbung im Abo.
Verify you are human|Press and hold the button below until it is full.
Sorry, you have been blocked|This site uses a service that protects it from attacks.
DDoS protection by Shield|The page will load in a moment.
503 Service Unavailable|The server is being looked after. Please come back later.
Whoops!|That address leads nowhere.
404 – Seite nicht gefunden | Hafenblatt|Versuchen Sie es mit der Suche.
Sorry, this page isn’t available|The link may be broken. See more on our front page.
The requested page could not be found|Go back to the front page.
Die gesuchte Seite existiert nicht mehr|Zur Startseite.
La página que buscas no existe|Vuelve a la portada.
Subscriber login|Enter your name and your password.
Log in or create an account|It takes one minute and is free.
Subscribe to continue reading|Already a subscriber? The first month costs one euro.
Bitte melden Sie sich an|Mit Ihrem Zugang lesen Sie alle Texte.
"""


@pytest.mark.parametrize("wall", OTHER_WALLS.strip().splitlines())
def test_other_walls_are_held_back(read_file: ReadFile, wall: str) -> None:
    title, _, text = wall.rpartition("|")
    refused(read_file, page(f"<h1>{title}</h1><p>{text}</p>"), "is held back since it ")


BRIEFS = """
Sign up to run along the harbour|The club opens its list on Monday. Two hundred places are free.
Painting may have been moved|The police say that the painting may have been moved by boat.
Un momento histórico|El faro vuelve a lucir tras diez años. El pueblo lo celebró con música.
Вхід до метро закрито|Станцію відкриють завтра о шостій ранку, каже міська рада.
Sorry, wrong number|The keeper dialed the wrong number and woke the mayor, who laughed.
Anmeldung zum Hafenlauf beginnt|Die Liste öffnet am Montag. Zweihundert Plätze sind frei.
Behörde darf Daten speichern|Das Gericht erlaubt der Stadt, personenbezogene Daten zu speichern.
Access to the pier|The pier opens on Sunday. Access is free, and dogs are welcome.
Cookies for the keeper|The school baked forty cookies and carried them up the tower.
Privacy law passes|The council passed a law on privacy. It begins in May.
"""


@pytest.mark.parametrize("brief", BRIEFS.strip().splitlines())
def test_a_brief_is_read(read_file: ReadFile, brief: str) -> None:
    title, text = brief.split("|")
    assert read_file(page(f"<article><h1>{title}</h1><p>{text}</p></article>"), "brief.html")


@pytest.mark.parametrize(
    "headline",
    ["Just a moment: how patience left the tower", "The 404 tower", "Sign in the tower window"],
)
def test_an_article_that_mentions_a_wall_is_read(read_file: ReadFile, headline: str) -> None:
    aside = "<p>He wrote: “Checking your browser”, and laughed at the screen.</p>"
    assert read_file(page(f"<article><h1>{headline}</h1>{PROSE}{aside}</article>"), "a.html")


@pytest.mark.parametrize("introduction", ["", f"<h1>News</h1><p>{SENTENCES[0]}</p>"])
def test_teasers_are_held_back(read_file: ReadFile, introduction: str) -> None:
    cards = "".join(
        f'<article><h3><a href="/{at}">Story {at}</a></h3><p>{sentence}</p></article>'
        for at, sentence in enumerate(SENTENCES)
    )
    refused(read_file, page(f"<main>{introduction}{cards}</main>"), r"since 6 teasers of other art")
    declared = '<meta property="og:type" content="article">'
    assert read_file(page(f"<main>{introduction}{cards}</main>", declared), "a.html")


def test_teasers_without_cards_are_held_back(read_file: ReadFile) -> None:
    rows = "".join(
        f'<div><h2><a href="/{at}">Story {at}</a></h2><p>{sentence}</p></div>'
        for at, sentence in enumerate(SENTENCES)
    )
    refused(read_file, page(f"<main>{rows}</main>"), r"since 6 teasers of other articles are 100%")


HEAD = '<h3><a href="/{at}">Tower {at}</a></h3>'
SHAPES = {
    "list": '<ul><li><a href="/{at}">The story of tower {at}</a><p>{text}</p></li></ul>',
    "link": '<a href="/{at}"><h3>Tower {at}</h3><p>{text}</p></a>',
    "bold": '<div><a href="/{at}"><b>The story of tower {at}</b></a><p>{text}</p></div>',
    "card": '<div class="card"><a href="/{at}">The story of tower {at}</a><div>{text}</div></div>',
    "more": f"<article>{HEAD}<p>{{text}}</p><a href='/{{at}}'>More</a></article>",
    "long": f"<article>{HEAD}<p>{{text}} {{text}} {{text}}</p><p>{{text}} {{text}}</p></article>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_teasers_of_any_shape_are_held_back(read_file: ReadFile, shape: str) -> None:
    teasers = "".join(
        SHAPES[shape].format(at=at, text=f"{sentence} So it is at tower {at}.")
        for at, sentence in enumerate(SENTENCES)
    )
    refused(read_file, page(f"<main><h1>Towers</h1>{teasers}</main>"), "is held back since")


def test_links_between_the_paragraphs_are_no_teasers(read_file: ReadFile) -> None:
    nav = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("News", "Sport", "Sea"))
    text = "".join(
        f'<p>{sentence}</p><p><a href="/{at}">The story of tower {at}</a></p>'
        for at, sentence in enumerate(SENTENCES)
    )
    assert read_file(page(f"<ul>{nav}</ul><div><h1>Six towers</h1>{text}</div>"), "a.html")


def test_headings_that_link_to_themselves_are_no_teasers(read_file: ReadFile) -> None:
    parts = "".join(
        f'<h2><a href="#tower-{at}">Tower {at}</a></h2><p>{sentence}</p>'
        for at, sentence in enumerate(SENTENCES)
    )
    assert read_file(page(f"<main>{parts}</main>"), "a.html")


def test_an_article_with_linked_headings_is_read(read_file: ReadFile) -> None:
    parts = "".join(
        f'<h2><a href="/{at}">Tower {at}</a></h2><p>{sentence}</p>'
        for at, sentence in enumerate(SENTENCES)
    )
    body = f"<article><h1>Six towers</h1><p>{SENTENCES[0]} We saw six.</p>{parts}</article>"
    assert read_file(page(body), "a.html")


CANONICAL = '<link rel="canonical" href="https://example.org/{}">'
NEXT = '<link rel="next" href="https://example.org/{}">'
ARTICLE = f"<article><h1>The dark tower</h1>{PROSE}</article>"


@pytest.mark.parametrize(
    ("body", "head", "why"),
    [
        (ARTICLE + "<p>Page 1 of 3</p>", "", "since it is page 1 of 3"),
        (ARTICLE + "<nav>Seite 2 von 4</nav>", "", "since it is page 2 of 4"),
        (ARTICLE + '<div class="pagination"><b>1</b> / <a href="x">3</a></div>', "", "page 1 of 3"),
        (ARTICLE, '<link rel="next" href="?page=2">', r"since the article goes on at \?page=2"),
        (
            ARTICLE,
            CANONICAL.format("tower.html") + NEXT.format("tower-2.html"),
            "since the article goes on at",
        ),
        (
            ARTICLE + '<div class="page-links">Pages: 1 <a href="/tower/2/">2</a></div>',
            '<link rel="canonical" href="https://example.org/tower/">',
            "since the article goes on at /tower/2/",
        ),
        (
            ARTICLE + '<ol class="pager"><li>1<li><a href="?page=2">2</a></ol>',
            CANONICAL.format("tower"),
            r"since the article goes on at \?page=2",
        ),
        (
            ARTICLE + '<p><a href="/tower,2.html">Nächste Seite »</a></p>',
            CANONICAL.format("tower.html"),
            "since the article goes on at /tower,2.html",
        ),
    ],
)
def test_one_page_of_several_is_held_back(
    read_file: ReadFile, body: str, head: str, why: str
) -> None:
    refused(read_file, page(body, head), why)


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (ARTICLE + "<p>Page 1 of 1</p>", ""),
        (ARTICLE.replace("<p>", "<p>On page 1 of 3 the report says so. ", 1), ""),
        (
            ARTICLE,
            CANONICAL.format("2026/tower") + NEXT.format("2026/another-story"),
        ),
        (
            ARTICLE,
            CANONICAL.format("2026/tower") + NEXT.format("2027/harbour-2"),
        ),
        (ARTICLE + '<a rel="next" href="/story/17">Next</a>', ""),
        (ARTICLE + '<div class="pagination"><a href="comment-page-2/">2</a></div>', ""),
        (ARTICLE + '<a href="/?p=12">Next</a>', CANONICAL.format("?p=11")),
        (f'<div class="page">{ARTICLE}<a href="?page=2">2</a></div>', CANONICAL.format("tower")),
        (ARTICLE + '<p><a href="/harbour-2">Continue</a></p>', CANONICAL.format("tower")),
    ],
)
def test_a_link_to_another_article_is_no_doubt(read_file: ReadFile, body: str, head: str) -> None:
    assert read_file(page(body, head), "story.html")


def test_anyway_overrides(tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    path.write_text(page("<h1>Page not found</h1><p>Try the search.</p>"))
    article = read(str(path), overrides=Overrides(anyway=True)).article
    assert [block.text for block in article.blocks] == ["Page not found", "Try the search."]


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_no_ordinary_page_is_held_back(path: Path) -> None:
    if path.stem == "paywall_teaser":  # three paragraphs of an article for subscribers
        with pytest.raises(DoubtError, match="words of an article for subscribers"):
            read(str(path))
    else:
        assert read(str(path))
