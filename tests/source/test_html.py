"""HTML as an article: every construct, and what it becomes.

One file, over 300 lines: every construct of HTML goes through one reader.
"""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.errors import SourceError
from narrate.model import Choices, Kind
from narrate.source import Reading, read

Outline = Callable[..., list[str]]
ReadFile = Callable[..., Reading]

HEAD = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Ferry returns after nine years - The Daily Post</title>
<meta property="og:title" content="Ferry returns after nine years">
<meta property="og:site_name" content="The Daily Post">
<meta name="author" content="Anna Kowal; Piet Claes">
<meta property="article:published_time" content="2026-05-04T10:00:00+02:00">
<meta property="article:modified_time" content="2026-05-05T09:30:00+02:00">
<link rel="canonical" href="https://example.org/news/ferry"></head>
"""
BODY = """
<h1>Ferry returns after nine years</h1>
<p>ANTWERP &mdash; The <b>ferry</b> that crossed the river for a <a href="/c">century</a> is
back<sup><a href="#note1">1</a></sup>,<br>and it is 40&nbsp;m<sup>2</sup> large.</p>
<h2>Who pays</h2>
<blockquote><p>“I waited nine years,” said Piet Claes.</p><p>“So did I.”</p></blockquote>
<ul><li>Adults pay two euros.</li><li>Children travel free.
<ul><li>Under twelve only.</li></ul></li></ul>
<ol><li><p>Buy a ticket.</p></li><li>Run <code>ferry now</code> to wait.</li></ol>
<table><tr><th>Year</th><th>Trips</th></tr><tr><td>2025</td><td>100</td></tr></table>
<pre><code>print(1)
print(2)</code></pre>
<p>Become a member</p>
<p>Another boat will follow in the autumn, when the new pier is finished.</p>
"""
OUTLINE = [
    "# Ferry returns after nine years",
    "¶ ANTWERP — The ferry that crossed the river for a century is back, and it is 40 m² large.",
    "## Who pays",
    "> “I waited nine years,” said Piet Claes.",
    "> “So did I.”",
    "- Adults pay two euros.",
    "- Children travel free.",
    "-- Under twelve only.",
    "- Buy a ticket.",
    "- Run ferry now to wait.",
    "(a table) Year Trips 2025 100",
    "(code) print(1) print(2)",
    "(a membership or donation appeal) Become a member",
    "¶ Another boat will follow in the autumn, when the new pier is finished.",
]


@pytest.mark.parametrize(
    "frame",
    [
        "<body><nav><a href=/>Home</a></nav><main><article>{}</article></main><footer>Bye</footer>",
        "<body>{}</body>",
        '<body><div id="page"><div class="x">{}</div></div><footer><p>The Post</p></footer>',
    ],
    ids=["article", "body", "nameless"],
)
def test_blocks_in_order_whatever_holds_them(outline: Outline, frame: str) -> None:
    said = outline(HEAD + frame.format(BODY), "story.html")
    assert said[: len(OUTLINE)] == OUTLINE
    assert set(said[len(OUTLINE) :]) <= {"(a footer) The Post", "(a footer) Bye"}


def test_a_page_says_what_it_is(read_file: ReadFile) -> None:
    reading = read_file(HEAD + f"<body><article>{BODY}</article>", "story.htm")
    article = reading.article
    assert reading.notes == ()
    assert article.title == "Ferry returns after nine years"
    assert article.byline == "Anna Kowal, Piet Claes"
    assert article.publisher == "The Daily Post"
    assert article.published.startswith("2026-05-04")
    assert article.modified == "2026-05-05T09:30:00+02:00"
    assert article.language == "en-GB"
    assert article.url == article.id == "https://example.org/news/ferry"


def test_no_date_is_made_up(read_file: ReadFile) -> None:
    page = "<html><body><p>On 3 May 2019 it rained in the town, all day long.</p></body></html>"
    assert read_file(page, "story.html").article.published == ""


def test_a_headline_outside_the_text_is_said_first(outline: Outline) -> None:
    page = HEAD + "<body><p>It rained in the town, all day long.</p></body>"
    assert outline(page, "story.html") == [
        "# Ferry returns after nine years",
        "¶ It rained in the town, all day long.",
    ]


def test_a_short_fragment_keeps_its_structure(outline: Outline) -> None:
    assert outline("<h1>Rain</h1><p>It rained.</p><ul><li>Twice</li></ul>", "story.html") == [
        "# Rain",
        "¶ It rained.",
        "- Twice",
    ]


def test_an_old_page_of_lines_and_breaks(outline: Outline) -> None:
    lines = "It rained in the town.<br><br>Then the sun came.<br><br>Nobody left."
    footer = "<div><p>The Daily Post, Harbor Street 1</p></div>"
    assert outline(f"<body><font size=2>{lines}</font>{footer}</body>", "story.html")[:3] == [
        "¶ It rained in the town.",
        "¶ Then the sun came.",
        "¶ Nobody left.",
    ]


def test_text_between_blocks_is_kept(outline: Outline) -> None:
    page = """<article>Loose <i>at</i> the start<p>In a paragraph.</p>and after it.
    <section><h2>Then</h2>Bare <a href="/x">words</a> here</section>
    <blockquote>Outer words<blockquote>Inner words</blockquote>Last words</blockquote>
    <p>He said <q>yes <b>or</b> no</q> and <q>no</q>.</p></article>"""
    assert outline(page, "story.html") == [
        "¶ Loose at the start",
        "¶ In a paragraph.",
        "¶ and after it.",
        "## Then",
        "¶ Bare words here",
        "> Outer words",
        "> Inner words",
        "> Last words",
        "¶ He said “yes or no” and “no”.",
    ]


def test_characters_that_no_tree_takes(outline: Outline) -> None:
    page = "<div>\x0cIt&#12; rained&#1;.<p>Then\x0b the sun\uffff came.</p>&#31;Good.</div>"
    assert outline(page, "story.html") == ["¶ It rained .", "¶ Then the sun came.", "¶ Good."]


@pytest.mark.parametrize("end", ["</body>", "</html>", "</BODY ></html>\n<html><body>"])
def test_text_after_the_end_is_kept(outline: Outline, end: str) -> None:
    page = f"<html><body><p>It rained.</p>{end}<p>Then the sun came.</p>Good."
    assert outline(page, "story.html") == ["¶ It rained.", "¶ Then the sun came.", "¶ Good."]


def test_sections_each_in_their_own_element(outline: Outline) -> None:
    text = "The harbor, the fish market and the long pier that the storm took twice."
    section = "<div><h2>{0}</h2><p>" + text + "</p><ul><li>{0} pier</li></ul></div>"
    page = "".join(map(section.format, ("North", "South", "East")))
    assert [line for line in outline(page, "story.html") if text not in line] == [
        "## North",
        "- North pier",
        "## South",
        "- South pier",
        "## East",
        "- East pier",
    ]


@pytest.mark.parametrize(
    "declaration",
    ['<html><head><meta charset="{}">', '<?xml version="1.0" encoding="{}"?><html><head>'],
)
@pytest.mark.parametrize(
    ("charset", "said"),
    [("windows-1251", "Windows-1251"), ("KOI8-U", "KOI8-U"), ("ISO-8859-5", "ISO-8859-5")],
)
def test_a_declared_encoding_is_used(
    read_file: ReadFile, declaration: str, charset: str, said: str
) -> None:
    page = declaration.format(charset) + "</head><body><p>Дощ падав увесь день.</p></body></html>"
    reading = read_file(page.encode(charset), "story.html")
    assert reading.article.blocks[0].text == "Дощ падав увесь день."
    assert reading.notes == (f"read as {said}",)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "rot13", "no-such-thing"])
def test_a_page_in_latin_1_is_read_whatever_it_declares(read_file: ReadFile, charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>Un café ici.</p></body></html>'
    reading = read_file(page.encode("latin-1"), "story.html")
    assert reading.article.blocks[0].text == "Un café ici."
    assert reading.notes == ("read as Windows-1252",)


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul", "b"])
def test_nesting_without_end_is_an_error(read_file: ReadFile, tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * 200_000}It rained."
    with pytest.raises(SourceError, match=r"cannot be read as HTML \(Excessive depth"):
        read_file(page, "story.html")


def test_a_page_of_paragraphs_without_end_is_an_error(read_file: ReadFile) -> None:
    page = "<html><body>" + "<p>It rained in the town.</p>" * 10_001
    with pytest.raises(SourceError, match="has 10,001 paragraphs, too many for an article"):
        read_file(page, "story.html")


def test_a_line_of_elements_without_end_is_an_error(read_file: ReadFile) -> None:
    page = "<html><body><p>" + "<kbd>It rained. </kbd>" * 5_001
    with pytest.raises(SourceError, match="more than 5,000 elements in a line"):
        read_file(page, "story.html")


def test_tables_are_read_row_by_row_where_that_is_chosen(tmp_path: Path) -> None:
    path = tmp_path / "story.html"
    path.write_text(HEAD + f"<body><article>{BODY}</article>")
    article = read(str(path), choices=Choices(tables=True)).article
    [row] = [block.text for block in article.blocks if block.kind is Kind.TABLE]
    assert row == "2025, Trips: 100."


def test_what_stands_in_a_sentence_but_is_not_said(outline: Outline) -> None:
    page = """<article><h1>Rain</h1><p>It rained <a href="#n1"><sup>1</sup></a>on all of
    <ruby>us<rt>uhs</rt></ruby>.<sup class="footnote-ref">[2]</sup> That is
    <math alttext="two m"><mn>2</mn><mi>m</mi></math> of water<a href="#n2">*</a>, or
    <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>.</p></article>"""
    assert outline(page, "story.html")[1:] == [
        "¶ It rained on all of us. That is two m of water, or .",
        "(a formula) 12",
    ]


def test_a_name_that_the_text_itself_has_is_no_furniture(outline: Outline) -> None:
    text = "The harbor, the fish market and the long pier that the storm took twice, {}."
    page = "<article><h1>Rain</h1>" + "".join(
        f'<div class="paywall"><p>{text.format(name)}</p></div>' for name in ("North", "South")
    )
    assert outline(page, "story.html")[1:] == [f"¶ {text.format(n)}" for n in ("North", "South")]


def test_what_the_page_itself_says_wins(outline: Outline) -> None:
    text = "It rained in the town all day long, and the ferry stayed in port until the evening."
    page = f"""<body><nav><p data-narrate="say">In the navigation.</p></nav><article><h1>Rain</h1>
    <p>{text}</p><p data-narrate="say">Become a member</p><div data-narrate="skip"><p>Not this.</p>
    <p data-narrate="say">But this.</p></div><blockquote class="pullquote" data-narrate="say">It
    rained in the town all day long</blockquote><p hidden data-narrate="say">Hidden.</p>
    <p>One <b data-narrate="skip">silent</b> word, <i data-narrate-as="doctor">Dr</i> Ann.</p>"""
    assert [line for line in outline(page, "story.html") if not line.startswith("  ")] == [
        "¶ In the navigation.",
        "# Rain",
        f"¶ {text}",
        "¶ Become a member",
        "(the page says so: data-narrate) Not this.",
        "¶ But this.",
        "> It rained in the town all day long",
        "¶ Hidden.",
        "¶ One word, Dr Ann.",
        "(the page says so: data-narrate) silent",
    ]


def test_a_pull_quote_is_told_by_its_words(outline: Outline) -> None:
    page = """<article><h1>Rain</h1><p>“I waited for nine long years in the rain,” she said, “and
    then it stopped.”</p><blockquote><p>I waited for nine long years in the rain</p><cite>Ann
    </cite></blockquote><blockquote>Nobody else has said this, at any time.</blockquote>"""
    assert outline(page, "story.html")[2:] == [
        "(a pull quote: the text has its words) I waited for nine long years in the rain",
        "(the author of a pull quote) Ann",
        "> Nobody else has said this, at any time.",
    ]


@pytest.mark.parametrize("page", ["<html></html>", "<!-- nothing -->", "<script>1</script>", "<p>"])
def test_a_page_without_text_is_an_error(read_file: ReadFile, page: str) -> None:
    with pytest.raises(SourceError, match=r"^(No article was found|Nothing to narrate) in .*html"):
        read_file(page, "story.html")


def test_the_log_stays_quiet(read_file: ReadFile, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SourceError):
        read_file("<html><body><script>1</script></body></html>", "story.html")
    assert logging.getLogger("trafilatura").hasHandlers()
    assert capfd.readouterr() == ("", "")


SUMMARY = "Seven of the nine towers on the coast are dark, and nobody knows who pays for the oil."
TOWERS = "".join(
    f"<p>Tower {at} has been dark since the storm in February, and the keeper of its "
    "light says that the county will not pay for the oil before the council has voted on it.</p>"
    for at in range(20)
)


def summarized(body: str) -> str:
    meta = f'<meta name="description" content="{SUMMARY}"><meta name="author" content="Ann Lee">'
    return f"<html lang=en><head>{meta}</head><body>{body}</body></html>"


def test_a_lead_apart_from_the_text_is_known_by_the_summary(outline: Outline) -> None:
    body = (
        f"<div><div><h1>Dark towers</h1><section><div><p>{SUMMARY}</p></div></section></div></div>"
        f"<div><div><article>{TOWERS}</article></div></div>"
    )
    lines = outline(summarized(body), "story.html")
    assert f"¶ {SUMMARY}" in lines[:2]


def test_a_byline_below_the_summary_is_no_part_of_the_text(outline: Outline) -> None:
    body = (
        f"<article><h1>Dark towers</h1><p>{SUMMARY}</p><p>By Ann Lee</p><p>4 May 2026</p>{TOWERS}"
        "</article>"
    )
    lines = outline(summarized(body), "story.html")
    assert lines[1:4] == [f"¶ {SUMMARY}", "(the byline) By Ann Lee", "(the date) 4 May 2026"]


SHORT = """<html lang="en"><body><header><p>The Harbor Post, since 1911</p></header>
<main><h1>Ferry late</h1><p>The ferry came in an hour late on Monday.</p></main>
<div><p>Buy the paper at the kiosk.</p></div></body></html>"""


def test_a_short_item_is_read_without_the_rest_of_its_page(read_file: ReadFile) -> None:
    article = read_file(SHORT).article
    assert [block.text for block in article.blocks] == [
        "Ferry late",
        "The ferry came in an hour late on Monday.",
    ]


@pytest.mark.parametrize("hidden", ["hidden", 'style="display:none"', 'aria-hidden="true"'])
def test_hidden_text_is_not_read_however_short_the_page_is(
    read_file: ReadFile, hidden: str
) -> None:
    text = f"<h1>Rain</h1><p>It rained.</p><p {hidden}>Nobody knows.</p>"
    page = f"<html><body><article>{text}</article></body></html>"
    assert [block.text for block in read_file(page).article.blocks] == ["Rain", "It rained."]


def test_a_hidden_copy_of_the_text_is_not_read(read_file: ReadFile) -> None:
    lines = "".join(
        f"<p>The ferry number {number} came in late, and nobody at the pier could say why.</p>"
        for number in range(9)
    )
    page = (
        f"<html><body><article><h1>Rain</h1><div>{lines}</div>"
        f'<div style="display: none">{lines}</div></article></body></html>'
    )
    assert len(read_file(page).article.blocks) == 10
