"""What of a page is its article, where extractors lose text or keep too much: a kind a test.

One file, over 300 lines: every case is a page and the blocks that it must give.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.errors import SourceError
from narrate.model import Block, Choices, Kind, Skipped
from narrate.source import Reading, read
from narrate.source.tails import _patterns, without_tail

Outline = Callable[..., list[str]]
ReadFile = Callable[..., Reading]

SENTENCES = [
    "The lighthouse on the west pier has been dark since the storm tore its door off in February.",
    "Its keeper retired years ago, and since then a computer in the next town has watched it.",
    "The county wants to sell the tower, but nobody has yet asked how many stairs it has inside.",
    "A club of divers would like to keep its bottles in the cellar, which is dry and not cold.",
    "The fishermen say that they steer by the church anyway, and that the church is always lit.",
    "The council will vote in autumn, when the last tourists have left and the hall is warm again.",
]
TAILS = Path(__file__).with_name("tails.tsv").read_text("utf-8").splitlines()
PROSE = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
LEAD = "Nobody wants the dark tower on the pier, and nobody wants to see it fall either."


def page(body: str, head: str = "", language: str = "en") -> str:
    title = "<title>The dark tower</title>"
    return (
        f"<!doctype html><html lang={language}><head>{title}{head}</head><body>{body}</body></html>"
    )


def long(count: int) -> str:
    """Return paragraphs so long that the page is no small one."""
    return "".join(
        f"<p>Part {number}. {' '.join(SENTENCES[number % 6 :])} {' '.join(SENTENCES)}</p>"
        for number in range(count)
    )


def spoken(lines: list[str]) -> list[str]:
    return [line for line in lines if not line.startswith("(")]


@pytest.mark.parametrize("head", ["<html lang=en>", ""])
def test_a_page_without_a_tag_for_its_body_is_read(outline: Outline, head: str) -> None:
    """HTML lets a page leave out the tags of head and body."""
    page = f"<!DOCTYPE html>{head}<title>t</title><article><h1>The tower</h1>{PROSE}</article>"
    lines = spoken(outline(page, "a.html"))
    assert lines == spoken(outline(page.replace("<article", "<body><article"), "b.html"))
    assert len(lines) == len(SENTENCES) + 1
    page = f"<!DOCTYPE html>{head}<title>t</title><main><h1>The tower</h1></main>{PROSE}"
    assert spoken(outline(page, "c.html")) == lines


def test_a_body_in_several_pieces_is_read_whole(outline: Outline) -> None:
    rest = [f"In the end {sentence.lower()}" for sentence in SENTENCES]
    pieces = "".join(
        f'<div class="row"><div class="article__body">{text}</div><div class=rail>Map</div></div>'
        for text in (long(3), "".join(f"<p>{sentence}</p>" for sentence in rest))
    )
    for frame in ("<article><h1>The dark tower</h1>{}</article>", "<h1>The dark tower</h1>{}"):
        lines = outline(page(frame.format(pieces)), "a.html")
        assert spoken(lines)[4:] == [f"¶ {sentence}" for sentence in rest]


@pytest.mark.parametrize(
    "top",
    [
        f"<article><header><h1>The dark tower</h1><div class=box><p>{LEAD}</p></div></header>",
        f"<header><div><h1>The dark tower</h1><div><p>{LEAD}</p></div></div></header><div>",
    ],
    ids=["in the article", "above it"],
)
def test_a_lead_between_headline_and_text_is_read_first(outline: Outline, top: str) -> None:
    lines = spoken(outline(page(f"{top}<div class=text>{long(6)}</div>"), "a.html"))
    assert lines[:2] == ["# The dark tower", f"¶ {LEAD}"]
    assert len(lines) == 8


@pytest.mark.parametrize("tag", ["figure", "aside", "footer"])
def test_no_lead_is_read_from_what_is_beside_the_text(outline: Outline, tag: str) -> None:
    top = f"<div><h1>The dark tower</h1><{tag}><div><p>{LEAD}</p></div></{tag}></div>"
    lines = outline(page(f"{top}<div class=text>{long(6)}</div>"), "a.html")
    assert any(LEAD in line for line in lines if line.startswith("("))


def test_all_that_stands_between_headline_and_text_is_listed(outline: Outline) -> None:
    top = "<div><h1>The dark tower</h1></div><div><div>Gallery</div></div>"
    lines = outline(page(f"{top}<div class=text>{long(6)}</div>"), "a.html")
    assert "(outside the article's text) Gallery" in lines


def test_a_short_item_ends_where_the_rest_of_the_page_begins(outline: Outline) -> None:
    rest = (
        '<div class="page-bottom"><p>The office is open on weekdays from nine to four, and letters '
        "to the paper are answered within a week, as long as they are signed.</p></div>"
        "<div><h3>From the archive</h3><div>7/archive/list</div></div>"
    )
    lines = outline(
        page(f"<div><h1>The dark tower</h1><p>{SENTENCES[0]}</p></div>{rest}"), "a.html"
    )
    assert spoken(lines) == ["# The dark tower", f"¶ {SENTENCES[0]}"]


def test_a_small_page_without_a_frame_keeps_its_sentences(outline: Outline) -> None:
    parts = "".join(f"<div><div>{sentence}</div></div>" for sentence in SENTENCES[:3])
    lines = outline(page(f"<h1>The dark tower</h1>{parts}"), "a.html")
    assert spoken(lines) == ["# The dark tower", *(f"¶ {sentence}" for sentence in SENTENCES[:3])]


DATA = '<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{}"}}</script>'
FALLBACKS = {
    "noscript": (f"<h1>The dark tower</h1><noscript>{PROSE}</noscript>", "", "noscript"),
    "data": ("<div id=root></div>", DATA.format("\\n\\n".join(SENTENCES)), "articleBody"),
    "data in markup": ("<h1>The dark tower</h1>", DATA.format(PROSE), "articleBody"),
    "pre": ("<h1>The dark tower</h1><pre>{}</pre>".format("\n".join(SENTENCES)), "", "pre"),
    "captions": (
        "<h1>The dark tower</h1>"
        + "".join(f"<figure><img><figcaption>{line}</figcaption></figure>" for line in SENTENCES),
        "",
        "captions",
    ),
    "comments": (
        "<h1>The dark tower</h1>"
        + "".join(f'<div class="comment"><p>{line}</p></div>' for line in SENTENCES),
        "",
        "comments",
    ),
}


@pytest.mark.parametrize("place", FALLBACKS)
def test_a_page_with_a_headline_alone_is_read_from_elsewhere(
    read_file: ReadFile, place: str
) -> None:
    body, head, note = FALLBACKS[place]
    reading = read_file(page(body, head), "a.html")
    texts = [block.text for block in reading.article.blocks if block.kind is not Kind.HEADING]
    assert texts == SENTENCES
    assert [note in line for line in reading.notes] == [True]


def test_code_and_the_comments_below_a_film_are_no_article(read_file: ReadFile) -> None:
    film = "<h1>The dark tower</h1><video></video>" + FALLBACKS["comments"][0]
    code = f"<h1>Towers</h1><pre>{'tower = light(9)' * 30}</pre>"
    for body in (film, code):
        with pytest.raises(SourceError, match="a headline alone"):
            read_file(page(body), "a.html")


def test_wrapped_lines_of_preformatted_text_are_joined(outline: Outline) -> None:
    text = " ".join(SENTENCES[:3])
    wrapped = re.sub(r"(.{50}\S*) ", r"\1\n", text)
    body = f"<h1>The dark tower</h1><pre>{wrapped}\n\n{SENTENCES[3]}</pre>"
    assert outline(page(body), "a.html")[1:] == [f"¶ {text}", f"¶ {SENTENCES[3]}"]


@pytest.mark.parametrize("sidebar", ['<aside class="sidebar">', '<div class="sidebar">'])
def test_an_article_inside_unclosed_furniture_is_read(outline: Outline, sidebar: str) -> None:
    body = f"{sidebar}<ul><li><a href=/>Home</a></ul><div><article><h1>The dark tower</h1><div>{{}}"
    end = f"</div></article></div></aside></div><div><p>{LEAD} {LEAD}</p></div>"
    for text in (PROSE, long(6), long(6) + end):
        lines = spoken(outline(page(body.format(text)), "a.html"))
        assert lines[0] == "# The dark tower"
        assert sum(SENTENCES[5] in line for line in lines) == text.count(SENTENCES[5] + "</p>")


def test_items_that_are_links_are_read_where_they_are_the_article(outline: Outline) -> None:
    intro = "<p>These are the best things that we saw in the shops by the pier this winter.</p>"
    parts = "".join(
        f"<h2>For {reader}</h2>"
        + "".join(
            f"<p><a href=/{at}>A {thing} made of driftwood in the harbor</a></p>" for at in "12"
        )
        for reader, thing in (("sailors", "stool"), ("children", "boat"), ("cooks", "spoon"))
    )
    lines = outline(page(f"<article><h1>The dark tower</h1>{intro}{parts}</article>"), "a.html")
    assert len(spoken(lines)) == 11
    more = "<h2>Most read</h2>" + "".join(f"<p><a href=/{at}>Part {at}</a></p>" for at in "123")
    lines = outline(page(f"<article><h1>The dark tower</h1>{PROSE}{more}</article>"), "a.html")
    assert len(spoken(lines)) == 7


def test_ingredients_in_a_table_are_a_list(outline: Outline) -> None:
    rows = "<tr><td>2 cups</td><td>oats</td></tr><tr><td>1 spoon</td><td>honey</td></tr>"
    steps = f"<h2>Steps</h2><p>{SENTENCES[0]}</p>"
    for table in (
        f"<h2>Ingredients</h2><table>{rows}</table>",
        f'<h2>You need</h2><table class="recipe-ingredients">{rows}</table>',
    ):
        lines = outline(page(f"<article><h1>Oat bread</h1>{table}{steps}</article>"), "a.html")
        assert spoken(lines)[2:4] == ["- 2 cups oats", "- 1 spoon honey"]


BAD = b"<p class='a\xff'>Caf\xc3\xa9, caf\xc3\xa9: %s</p><div class=comments>Gr\xff\xc3\xbc</div>"


def test_a_bad_byte_beside_the_text_is_replaced(read_file: ReadFile) -> None:
    text = BAD % SENTENCES[0].encode()
    reading = read_file(b"<html lang=en><body><article>" + text + b"</article>", "a.html")
    assert [block.text for block in reading.article.blocks] == [f"Café, café: {SENTENCES[0]}"]
    assert reading.notes == ("bytes that are no UTF-8, replaced outside the article: 2",)


def test_a_bad_byte_in_the_text_refuses_the_page(read_file: ReadFile) -> None:
    text = b"<html lang=en><body><article>\n<p>Caf\xc3\xa9, caf\xff: it was dark in there.</p>"
    with pytest.raises(SourceError, match="except for a byte in line 2: save it as UTF-8"):
        read_file(text, "a.html")


MORE = '<div class="more"><a rel="author" href="/x">Sam Poe</a> <a rel="author">Cy Dow</a></div>'
BYLINES = {
    '<p class="byline">By <a rel="author">Mila Roe</a></p>': "Mila Roe",
    "<div class='story-author'>Mila Roe, Science Editor</div>": "Mila Roe",
    "<span class=author>By Mila Roe and Jan van Eyk | May 4, 2026</span>": "Mila Roe, Jan van Eyk",
    '<p class="byline">Words by Mila Roe in Northport, 4 May 2026</p>': "Mila Roe",
    "<p class=c-byline>Von Mila Roe · mila@tower.example</p>": "Mila Roe",
    "<p class=byline>Updated 4 May 2026</p>": "",
    "": "",
}


@pytest.mark.parametrize("line", BYLINES)
def test_the_byline_is_that_of_the_article(read_file: ReadFile, line: str) -> None:
    body = f"<article><h1>The dark tower</h1>{line}{PROSE}</article>{MORE}"
    assert read_file(page(body), "a.html").article.byline == BYLINES[line]


def test_a_byline_that_names_the_paper_gives_way_to_a_person(read_file: ReadFile) -> None:
    head = (
        '<meta name=author content="Tower Post"><meta property=og:site_name content="Tower Post">'
    )
    body = "<article><h1>The dark tower</h1><p class=byline>{}</p>" + PROSE
    assert read_file(page(body.format("By Mila Roe"), head)).article.byline == "Mila Roe"
    assert read_file(page(body.format("4 May 2026"), head)).article.byline == "Tower Post"
    stated = '<meta name=author content="By Mila Roe; mila@tower.example; https://tower.example/m">'
    assert read_file(page(body.format(""), stated)).article.byline == "Mila Roe"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("date", "2026-05-04"),
        ("pubdate", "2026-05-04T10:00:00+00:00"),
        ("dc.date.issued", "2026-05-04"),
        ("sailthru.date", "2026-05-04T09:30:00Z"),
        ("DC.date.issued", "Mon, 04 May 2026 10:00:00 +0200"),
    ],
)
def test_a_date_is_found_under_its_names(read_file: ReadFile, name: str, content: str) -> None:
    head = f'<meta name="{name}" content="{content}">'
    article = read_file(page(f"<article><h1>The dark tower</h1>{PROSE}", head), "a.html").article
    assert article.published.startswith("2026-05-04")


TITLES = {
    "h1": ("<h1>The dark tower</h1>", ""),
    "title": ("", "<title>The dark tower</title>"),
    "span": ("<span class=headline>The dark tower</span>", "<title>Tower Post</title>"),
}


@pytest.mark.parametrize("place", TITLES)
@pytest.mark.parametrize("shared", ["The dark tower | Tower Post", "The dark tower - Tower Post"])
def test_the_sites_name_is_no_part_of_the_headline(
    read_file: ReadFile, place: str, shared: str
) -> None:
    body, title = TITLES[place]
    head = f'{title}<meta property="og:title" content="{shared}">'
    markup = f"<html lang=en><head>{head}</head><body>{body}<article>{PROSE}</article>"
    article = read_file(markup, "a.html").article
    assert article.title == article.blocks[0].text == "The dark tower"


def test_a_picture_with_a_line_is_no_text(outline: Outline) -> None:
    line = "The tower in May, seen from a boat."
    picture = f'<div class="story-photo"><img src=a.jpg><p>{line}</p></div>'
    text = f'<div class="image-text"><img src=b.jpg><p>{SENTENCES[1]}</p></div>'
    lines = outline(page(f"<article><h1>The dark tower</h1>{picture}{PROSE}{text}"), "a.html")
    assert lines[1] == f"(a caption) {line}"
    assert len(spoken(lines)) == 7


LABELED = {
    "<p>SEE: <a href=/a>The tower</a></p>": True,
    "<p><b>Series:</b> <a href=/a>The tower</a></p>": True,
    "<p>Compare: <a href=/a>How the church was lit again</a></p>": True,
    "<p>Website: <a href=/a>tower.example</a></p>": False,
    f"<p>Note: <a href=/a>The tower</a> {SENTENCES[0]}</p>": False,
    f"<p>THE KEEPER: {SENTENCES[0]}</p>": False,
}


@pytest.mark.parametrize("line", LABELED)
def test_a_label_and_nothing_but_a_link_leads_elsewhere(outline: Outline, line: str) -> None:
    lines = outline(page(f"<article><h1>The dark tower</h1>{PROSE}{line}{PROSE}"), "a.html")
    assert any(part.startswith("(a link to another article)") for part in lines) is LABELED[line]


def test_a_link_alone_in_parentheses_is_taken_out(outline: Outline) -> None:
    text = f"<p>{SENTENCES[0]} (<a href=/a>see the plans</a>) It was (<a>then</a>) late.</p>"
    lines = outline(page(f"<article><h1>The dark tower</h1>{text}{PROSE}"), "a.html")
    assert lines[1:3] == [
        f"¶ {SENTENCES[0]} It was (then) late.",
        "(a link to another article) see the plans",
    ]


def test_comments_and_notes_of_a_document_are_left_out(outline: Outline) -> None:
    notes = (
        '<div><p class=c1><a href="#ftnt_ref1">[1]</a><span> See the minutes.</span></p></div>'
        '<div><p class=c1><a href="#cmnt_ref1">[a]</a><span>Is this true?</span></p></div>'
    )
    title = '<p class="c2 title"><span>The dark tower</span></p>'
    markup = f"<html><body class=doc-content>{title}{PROSE}{notes}</body></html>"
    lines = outline(markup, "a.html")
    assert lines[-2:] == [
        "(a footnote) See the minutes.",
        "(a comment of the editors) Is this true?",
    ]
    assert lines[0] == "# The dark tower"


def test_an_article_inside_an_article_is_another(outline: Outline) -> None:
    inner = f"<article class=box><h3>The church</h3><p>{LEAD}</p></article>"
    body = f"<article class={{}}><h1>The dark tower</h1>{PROSE}{inner}</article>"
    lines = outline(page(body.format("story")), "a.html")
    assert "(another article) The church" in lines
    assert "### The church" in outline(page(body.format("live-blog")), "a.html")


def test_words_beside_a_byline_are_a_part_of_it(outline: Outline) -> None:
    meta = '<div><p>Written by</p><div class="author-name">Mila Roe</div><p>in</p></div>'
    lines = outline(page(f"<article><h1>The dark tower</h1>{meta}{PROSE}"), "a.html")
    assert lines[1:4] == ["(the byline) Written by", "(the byline) Mila Roe", "(the byline) in"]


def test_a_headline_is_no_furniture_whatever_its_class(outline: Outline) -> None:
    top = '<div class="post-meta"><h1 class="published">The dark tower</h1></div>'
    lines = outline(page(f"<article>{top}{PROSE}"), "a.html")
    assert lines[0] == "# The dark tower"
    assert len(lines) == 7


@pytest.mark.parametrize(
    ("language", "line"),
    [
        tuple(row.split("\t"))
        for row in Path(__file__).with_name("tails.tsv").read_text("utf-8").splitlines()
    ],
)
def test_an_authors_box_is_told_at_the_end_only(language: str, line: str) -> None:
    box, text = Block(Kind.PARAGRAPH, line), Block(Kind.PARAGRAPH, SENTENCES[0])
    assert without_tail([text, box], language, "", "") == [text, Skipped(box, "an author's box")]
    assert without_tail([text, box, text], language, "", "") == [text, box, text]
    assert without_tail([text, box], language, "Mila Roe, Міла Рой", "")[1] != box
    assert without_tail([text, box], language, "Sam Poe", "") == [text, box]


def test_every_pattern_of_the_end_has_a_line() -> None:
    for language in ("en", "de", "fr", "es", "pl", "uk"):
        lines = [row.split("\t")[1].casefold() for row in TAILS if row.startswith(language)]
        patterns = [pattern for pattern, _ in _patterns(language)]
        assert patterns
        assert all(any(map(pattern.fullmatch, lines)) for pattern in patterns)


def test_the_senders_address_below_a_mail_is_left_out(outline: Outline) -> None:
    reason = "You received this email because you like towers. Unsubscribe"
    foot = f"<p>{reason}</p><p>Tower Post, Pier 1</p>"
    lines = outline(page(f"<h1>The dark tower</h1>{PROSE}{foot}"), "a.html")
    assert lines[-1] == "(the foot of a mail) Tower Post, Pier 1"
    assert len(spoken(lines)) == 7


def test_headings_after_the_text_are_left_out_but_a_list_of_them(outline: Outline) -> None:
    story = f"<article><h1>The dark tower</h1>{PROSE}"
    assert len(spoken(outline(page(f"{story}<h3>The old church</h3>"), "a.html"))) == 7
    names = "".join(f"<h3>Tower {name}</h3>" for name in ("North", "South", "East"))
    assert len(spoken(outline(page(story + names), "a.html"))) == 10
    linked = names.replace("Tower", "<a href=/x>Tower</a>")
    assert len(spoken(outline(page(story + linked), "a.html"))) == 7


BOXES = {
    "inside": ('keeper<span class="tooltip">A man.</span> went', "keeper went", "A man."),
    "aside": ("keeper <aside>See: plans</aside> went", "keeper went", "See: plans"),
    "parser": ('keeper <div class="x">Two words</div> went', "keeper went", "Two words"),
    "figure": ("keeper <figure><figcaption>He</figcaption></figure> went", "keeper went", "He"),
    "hidden": ("keeper <span hidden>or not</span>went", "keeper went", "or not"),
    "new window": ('keeper<span class="sr-only"> (opens)</span> went', "keeper went", "(opens)"),
    "letters": (
        '<b aria-hidden="true">ke</b><b class="sr-only">keeper</b> went',
        "keeper went",
        "ke",
    ),
}


@pytest.mark.parametrize("shape", BOXES)
def test_a_box_inside_a_sentence_is_taken_out(outline: Outline, shape: str) -> None:
    markup, text, box = BOXES[shape]
    body = f"<p>In the rain the {markup} home, as he did on all days of that year.</p>"
    lines = outline(page(f"<article><h1>The dark tower</h1>{body}{PROSE}"), "a.html")
    assert f"¶ In the rain the {text} home, as he did on all days of that year." in lines
    assert [line for line in lines if line.startswith("(") and line.endswith(f") {box}")]


def test_blocks_between_sentences_are_no_boxes(outline: Outline) -> None:
    body = f"<div>{SENTENCES[0]}<div>{SENTENCES[1]}</div>and then {SENTENCES[2]}</div>"
    assert len(spoken(outline(page(f"<article><h1>The dark tower</h1>{body}"), "a.html"))) == 4


def test_a_shadow_root_is_read_in_its_place(outline: Outline) -> None:
    shadow = f'<div><slot name="top"></slot><p>{SENTENCES[1]}</p><slot></slot></div>'
    body = (
        f'<h1>The dark tower</h1><a-story><template shadowrootmode="open">{shadow}</template>'
        f'<p slot="top">{SENTENCES[0]}</p><p>{SENTENCES[2]}</p></a-story>'
    )
    lines = outline(page(body), "a.html")
    assert lines[1:] == [f"¶ {sentence}" for sentence in SENTENCES[:3]]


def test_a_transcript_with_a_span_for_each_word_is_read(read_file: ReadFile) -> None:
    words = "".join(f"<span data-at={at}>word{at} </span>" for at in range(5_001))
    article = read_file(page(f"<h1>The dark tower</h1><p>{words}</p>"), "a.html").article
    assert article.blocks[1].text.startswith("word0 word1 ")


def test_notes_are_left_out_and_exponents_stay(outline: Outline) -> None:
    text = (
        "The tower<sup>1</sup> has 40 m<sup>2</sup>, 90 feet<sup>3</sup> and x<sup>2</sup>.<sup>2"
        "</sup> It is dark.[3] So it stays [4]. In [12] towns it is so, and nobody minds it at all."
    )
    assert outline(page(f"<article><h1>The dark tower</h1><p>{text}</p>"), "a.html")[1] == (
        "¶ The tower has 40 m², 90 feet³ and x². It is dark. So it stays. "
        "In [12] towns it is so, and nobody minds it at all."
    )


def test_divided_words_of_wrapped_lines_are_joined(outline: Outline) -> None:
    text = "The light-\nhouse is dark since the\nstorm. Pre- \nand postwar towers\nwere not."
    body = f"<h1>The dark tower</h1><pre>{text}\n\n{SENTENCES[0]}\n\n{SENTENCES[1]}</pre>"
    assert outline(page(body), "a.html")[1] == (
        "¶ The lighthouse is dark since the storm. Pre- and postwar towers were not."
    )


@pytest.mark.parametrize("name", ["story.txt", "story.md"])
def test_compounds_keep_their_hyphen_at_the_end_of_a_line(outline: Outline, name: str) -> None:
    text = (
        "The UK-\nbased firm is US-\nled, and its state-of-the-\nart lamp cost twenty-\nfive "
        "pounds. Anna Kowalska-\nŁęcka, born in Nowy-\nŚwiat, asked: est-\nce clair? Pre-\nand "
        "postwar it was."
    )
    assert outline(f"{text}\n\nIt rained.", name, title="Rain")[1] == "¶ " + text.replace(
        "-\nand", "- and"
    ).replace("-\n", "-")


def test_a_line_break_of_the_page_divides_a_word_and_a_line_of_its_source_does_not(
    outline: Outline,
) -> None:
    text = "The fermen-<br>tation of the UK-<br>based firm took a decision-\nmaking week."
    body = f"<h1>The dark tower</h1><p>{text}</p><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>"
    assert outline(page(body), "a.html")[1] == (
        "¶ The fermentation of the UK-based firm took a decision-making week."
    )


def test_what_is_meant_to_stand_twice_is_read_twice(outline: Outline) -> None:
    refrain = "Dark is the tower, and dark is the sea, and dark is the road that leads you to me."
    song = f"<p>{refrain}</p><p>{SENTENCES[0]}</p><p>{refrain}</p><p>{SENTENCES[1]}</p>"
    days = "".join(
        f"<div><h2>{day}</h2><p>{refrain}</p></div>" for day in ("Monday", "Tuesday", "Friday")
    )
    for body, times in ((song, 2), (days, 3), (f"<div><p>{refrain}</p></div>{PROSE}" * 2, 1)):
        lines = spoken(outline(page(f"<article><h1>The dark tower</h1>{body}"), "a.html"))
        assert sum(refrain in line for line in lines) == times


POEM = ("Dark is the tower,", "dark is the sea,", "dark is the road", "that leads you to me.")


@pytest.mark.parametrize(
    "markup",
    [f"<p>{'<br>'.join(POEM)}</p>", "<pre class='wp-block-verse'>{}</pre>".format("\n".join(POEM))],
    ids=["lines", "verse"],
)
def test_a_poem_has_a_breath_at_each_line(read_file: ReadFile, markup: str) -> None:
    article = read_file(page(f"<article><h1>The dark tower</h1>{markup}{PROSE}"), "a.html").article
    lines = article.blocks[1:5]
    assert tuple(block.text for block in lines) == POEM
    assert [bool(block.hints) for block in lines] == [True, True, True, False]
    assert lines[0].hints[0] == (0, len(POEM[0]), "pause", "350")


def test_lines_of_prose_and_of_two_are_no_poem(outline: Outline) -> None:
    wrapped = f"<p>{'<br>'.join(SENTENCES[:3])}</p><p>Pier 1<br>Northport<br>AB1 2C</p>"
    lines = outline(page(f"<article><h1>The dark tower</h1>{wrapped}{PROSE}"), "a.html")
    assert lines[1:3] == [f"¶ {' '.join(SENTENCES[:3])}", "¶ Pier 1 Northport AB1 2C"]


def test_the_numbers_of_lists_are_read_where_that_is_chosen(tmp_path: Path) -> None:
    lists = "<ol start=3><li>Oil</li><li value=7><p>Wax</p></li></ol><ul><li>Salt</li></ul>"
    down = "<ol reversed><li>Two</li><li>One</li></ol>"
    story = tmp_path / "a.html"
    story.write_text(page(f"<article><h1>The dark tower</h1>{PROSE}{lists}{down}"), "utf-8")
    note = tmp_path / "a.md"
    note.write_text("The tower.\n\n4. Oil\n5. Wax\n   - Salt\n", "utf-8")

    def items(path: Path, *, numbers: bool) -> list[str]:
        blocks = read(str(path), choices=Choices(numbers=numbers)).article.blocks
        return [block.text for block in blocks if block.kind is Kind.ITEM]

    assert items(story, numbers=True) == ["3. Oil", "7. Wax", "Salt", "2. Two", "1. One"]
    assert items(note, numbers=True) == ["4. Oil", "5. Wax", "Salt"]
    assert items(story, numbers=False) == ["Oil", "Wax", "Salt", "Two", "One"]


def test_a_box_with_the_authors_name_ends_the_text(outline: Outline) -> None:
    top = "<p class=byline>By Mila Roe</p>"
    box = "<div>Written by</div><h2>Mila Roe</h2><div>Coasts and towers.</div>"
    body = f"<article><h1>The dark tower</h1>{top}{PROSE}{{}}</article>"
    lines = outline(page(body.format(box)), "a.html")
    boxed = [line for line in lines if line.startswith("(an author's box)")]
    assert [line.partition(") ")[2] for line in boxed] == [
        "Written by",
        "Mila Roe",
        "Coasts and towers.",
    ]
    assert "## Mila Roe" in outline(page(body.format(f"<h2>Mila Roe</h2>{long(2)}")), "a.html")


def test_a_speakers_name_on_a_line_of_its_own_ends_no_text() -> None:
    def kept(*lines: str) -> list[str]:
        blocks = [Block(Kind.PARAGRAPH, line) for line in (*SENTENCES[:4], *lines)]
        parts = without_tail(blocks, "en", "Mila Roe", "")[4:]
        return [part.text for part in parts if isinstance(part, Block)]

    first = ["Mila Roe", "Is it dark?", "Bo Lind", "Yes."]
    last = ["Mila Roe", "Will you sell the tower?", "Bo Lind", "No, I need the stairs."]
    assert kept(*first, *last) == first + last
    assert kept(*last) == last[1:]
    box = ["Mila Roe is a reporter for the Tower.", "Coasts and towers"]
    assert kept("Mila Roe", *box) == []


def test_a_sentence_in_a_box_of_its_own_is_read_in_its_place(outline: Outline) -> None:
    box = "<div class=notice>The bell rang twice on Sunday.</div><div class=ad>Boats</div>"
    lines = outline(page(f"<article><h1>The dark tower</h1>{PROSE}{box}{long(6)}"), "a.html")
    assert lines[7] == "¶ The bell rang twice on Sunday."
    assert "¶ Boats" not in lines


def test_times_of_a_transcript_and_controls_in_a_heading_are_left_out(outline: Outline) -> None:
    heading = "<h2>Why<span class=mw-editsection>[<a href=/e>edit</a>]</span></h2>"
    spans = f"<p><span>[00:01:12]</span> <b>Mila Roe:</b> {SENTENCES[0]} [2:30] It is dark.</p>"
    lines = outline(page(f"<article><h1>The dark tower</h1>{heading}{spans}{PROSE}"), "a.html")
    assert "## Why" in lines
    assert f"¶ Mila Roe: {SENTENCES[0]} It is dark." in lines


def test_a_line_in_a_box_is_no_footnote_of_its_neighbors(outline: Outline) -> None:
    note = '<p>It is old.<a href="#fnref:1">↩</a></p>'
    lines = outline(
        page(f"<article><h1>The dark tower</h1><div>{SENTENCES[0]}{PROSE}{note}</div>"), "a.html"
    )
    assert lines[1] == f"¶ {SENTENCES[0]}"
    assert lines[-1].startswith("(a footnote) It is old.")


TURNS = {
    "a compound at br": (
        "<p>The UK-<br>based firm and the twenty-<br/>five keepers.</p>",
        "¶ The UK-based firm and the twenty-five keepers.",
    ),
    "a compound in the source": (
        "<p>Its state-of-the-\n  art lamp is for decision-\nmaking, est-\nce clair ?</p>",
        "¶ Its state-of-the-art lamp is for decision-making, est-ce clair ?",
    ),
    "a double name": (
        "<p>Anna Kowalska-\nŁęcka saw the жовто-\nблакитний flag.</p>",
        "¶ Anna Kowalska-Łęcka saw the жовто-блакитний flag.",
    ),
    "a joint": ("<p>The pre-\nand post-war tower.</p>", "¶ The pre- and post-war tower."),
    "notes in a row": (
        "<p>It was dark.[3][4] It felt<sup>10, 11</sup> cold.</p>",
        "¶ It was dark. It felt cold.",
    ),
    "an exponent": ("<p>It has 40 m<sup>2</sup>.</p>", "¶ It has 40 m²."),
    "a box": ("<ul><li>☑ Light the lamp</li></ul>", "- Light the lamp"),
    "a box in brackets": ("<ul><li>[ ] Light the lamp</li></ul>", "- Light the lamp"),
    "a term": (
        "<p>The <button>gallery</button> is out of bounds.</p>",
        "¶ The gallery is out of bounds.",
    ),
}


@pytest.mark.parametrize("turn", TURNS)
def test_a_line_is_read_as_a_reader_sees_it(outline: Outline, turn: str) -> None:
    markup, line = TURNS[turn]
    assert (
        outline(page(f"<article><h1>The dark tower</h1>{PROSE}{markup}</article>"), "a.html")[-1]
        == line
    )


def test_a_button_beside_a_word_is_taken_out_of_its_sentence(outline: Outline) -> None:
    markup = "<p>The gallery <button>More on galleries</button> is out of bounds.</p>"
    lines = outline(page(f"<article><h1>The dark tower</h1>{PROSE}{markup}</article>"), "a.html")
    assert lines[-2:] == [
        "¶ The gallery is out of bounds.",
        "(a box in the text) More on galleries",
    ]


def test_a_poem_of_that_name_may_be_short(read_file: ReadFile) -> None:
    poem = "<p class=poem>An old dark tower<br>a keeper bends to the lamp<br>smell of oil</p>"
    blocks = read_file(page(f"<article><h1>The dark tower</h1>{PROSE}{poem}</article>")).article
    assert [block.text for block in blocks.blocks[-3:]] == [
        "An old dark tower",
        "a keeper bends to the lamp",
        "smell of oil",
    ]


LINKS = "".join(
    f"<li><a href=https://pier{number}.example/>Pier number {number}</a>" for number in "123"
)


@pytest.mark.parametrize(
    ("heading", "count"), [("Other piers", 3), ("Related articles", 0)], ids=["own", "related"]
)
def test_linked_items_amid_the_text_are_a_list(outline: Outline, heading: str, count: int) -> None:
    body = f"{PROSE}<h2>{heading}</h2><ul>{LINKS}</ul><p>{LEAD}</p>"
    lines = outline(page(f"<article><h1>The dark tower</h1>{body}</article>"), "a.html")
    assert sum(line.startswith("- Pier number") for line in lines) == count


def test_linked_items_that_end_the_text_or_lead_into_it_are_no_list(outline: Outline) -> None:
    inside = LINKS.replace("https://pier", "#pier")
    for rest in (f"<ul>{LINKS}</ul>", f"<ul>{inside}</ul><p>{LEAD}</p>"):
        body = f"{PROSE}<h2>Other piers</h2>{rest}"
        lines = outline(page(f"<article><h1>The dark tower</h1>{body}</article>"), "a.html")
        assert not any(line.startswith("- Pier number") for line in lines)


def test_a_label_with_a_bar_leads_elsewhere(outline: Outline) -> None:
    line = "<p>ALSO SEEN | <a href=/boat>The white boat is back on the river</a></p>"
    lines = outline(page(f"<article><h1>The dark tower</h1>{line}{PROSE}</article>"), "a.html")
    assert lines[1].startswith("(a link to another article)")


def test_the_times_of_posts_are_left_out_and_those_of_a_timeline_stay(outline: Outline) -> None:
    posts = "".join(
        f"<div><div class=post-time>1{number}:05</div><p>{sentence}</p></div>"
        for number, sentence in enumerate(SENTENCES)
    )
    body = f"<article><h1>The dark tower</h1>{posts}<p>10:30</p><p>{LEAD}</p></article>"
    lines = outline(page(body), "a.html")
    assert lines.count("(the date) 11:05") == 1
    assert "¶ 10:30" in lines


@pytest.mark.parametrize("name", ["font-times", "times", "time-item", "hora", "timestamp", "clock"])
def test_sentences_with_dates_are_read_whatever_their_class(outline: Outline, name: str) -> None:
    texts = [
        "The treaty of June 28, 1919 ended the war; the tower was dark until then.",
        "On 4 May 2020 the council voted",
        "4 May 2021: the lamp is lit",
        "At 11:05 the bell rang",
        *(f"On {day} June 1920 the keeper wrote: {LEAD}" for day in range(1, 9)),
    ]
    lines = "".join(f"<p class={name}>{text}</p>" for text in texts)
    read = outline(page(f"<article><h1>The dark tower</h1>{lines}</article>"), "a.html")
    assert read[1:] == [f"¶ {text}" for text in texts]


def test_a_heading_of_a_timeline_is_read_and_a_stamp_of_a_post_is_not(outline: Outline) -> None:
    stamp = "<p class=timestamp>Last updated on Monday, 4 May 2020 at 11:05 UTC</p>"
    body = f"<h2 class=time>28 June 1919</h2><p>{LEAD}</p>{stamp}{PROSE}"
    lines = outline(page(f"<article><h1>The dark tower</h1>{PROSE}{body}</article>"), "a.html")
    assert "## 28 June 1919" in lines
    assert "(the date) Last updated on Monday, 4 May 2020 at 11:05 UTC" in lines


@pytest.mark.parametrize("first", ["Pier Works is", "The Pier Works is", "It is"])
def test_a_press_release_ends_before_its_sender_presents_itself(
    outline: Outline, first: str
) -> None:
    about = f"<h3>About Pier Works</h3><p>{first} a firm of builders with nine cranes.</p>"
    label = "<p>FOR IMMEDIATE RELEASE</p>"
    body = f"<article>{label}<h1>The dark tower</h1>{PROSE}{about}</article>"
    lines = outline(page(body), "a.html")
    is_left_out = lines[-1].startswith("(a press release's note on its sender)")
    assert is_left_out == ("Pier Works" in first)


@pytest.mark.parametrize(
    ("heading", "body", "sign"),
    [
        ("About the bridge", "The bridge was built in 1874 by two brothers.", ""),
        ("About the bridge", "The bridge was built in 1874 by two brothers.", "###"),
        ("About Venice", "Venice has 118 islands and one long bridge.", ""),
        ("About Venice", "Venice has 118 islands and one long bridge.", "<h3>Its piers</h3>"),
        ("Über die Brücke", "Die Brücke wurde 1874 gebaut und steht noch heute.", ""),
        ("Über Bremen", "Bremen liegt an der Weser und hat einen Hafen.", ""),
        ("Про Київ", "Київ стоїть на Дніпрі, і в ньому багато мостів.", ""),
        ("À propos de Nantes", "Nantes a un port et un long pont sur la Loire.", ""),
    ],
)
def test_the_last_section_of_an_explainer_is_read(
    outline: Outline, heading: str, body: str, sign: str
) -> None:
    contact = "<p>Media contact: Mila Roe, mila@pier.example</p>" if "h3" in sign else ""
    about = f"{sign}<p>{LEAD}</p><h3>{heading}</h3><p>{body}</p>{contact}"
    lines = outline(page(f"<article><h1>The dark tower</h1>{PROSE}{about}</article>"), "a.html")
    assert [f"### {heading}", f"¶ {body}"] == [
        line for line in lines if line.endswith((heading, body))
    ]


@pytest.mark.parametrize(
    ("publisher", "contact"),
    [("Pier Works", ""), ("The Tower", ""), ("", "Press contact: Mila Roe, mila@pier.example")],
)
def test_a_sender_is_known_by_its_name_or_its_contact(publisher: str, contact: str) -> None:
    texts = ("It is dark.", "It is late.", "It is cold.", "It is over.", "About Pier Works")
    blocks = [Block(Kind.PARAGRAPH, text) for text in (*texts, "Pier Works is a firm.")]
    end = [Skipped(Block(Kind.PARAGRAPH, contact), "an address")] if contact else []
    result = without_tail([*blocks, *end], "en", "", publisher)
    assert isinstance(result[5], Skipped) == (publisher != "The Tower")
