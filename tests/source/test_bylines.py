"""Who wrote an article, as publishers and site builders mark it: each page names one or two.

One file, over 300 lines: every case is a line and the names that it must give.
"""

import json
from collections.abc import Callable

import pytest
from lxml.html import document_fromstring

from narrate.source import Reading, persons
from narrate.source.byline import byline

ReadFile = Callable[..., Reading]

PROSE = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The lighthouse on the west pier has been dark since the storm tore its door off in May.",
        "Its keeper retired years ago, and since then a computer in the next town has watched it.",
        "The county wants to sell the tower, but nobody has yet asked how many stairs it has.",
        "A club of divers would like to keep its bottles in the cellar, which is dry and not cold.",
        "The fishermen say that they steer by the church anyway, and that the church is lit.",
    )
)
ONE, TWO = "Mila Roe", "Mila Roe, Jan Okafor"
PERSONS = [{"@id": "#m", "@type": "Person", "name": ONE}, {"@id": "#j", "name": "Jan Okafor"}]

SHOWN = {
    "words and photographs": ("<p class=a1>Words: Mila Roe. Photographs: Jan Okafor</p>", ONE),
    "a label in bold": ("<p class=firma>Texto <b>Mila Roe</b></p>", ONE),
    "a list of credits": ("<ul><li>Tekst: Mila Roe</li><li>Zdjęcia: Jan Okafor</li></ul>", ONE),
    "a label below a label": ("<div class=firma><p>Autor</p><p>Mila Roe</p></div>", ONE),
    "an English label": ("<div class=a1><span>Author:</span> <strong>Mila Roe</strong></div>", ONE),
    "a role and a colon": ("<p class=a1>Northport reporter: <b>Mila Roe</b> Sat 2 May</p>", ONE),
    "a role before the name": (
        "<p class=abc-by>By Coastal Reporter Mila Roe in Northport</p>",
        ONE,
    ),
    "a class that ends in by": (
        (
            "<div class=top-by><span>Exclusive</span> <span class=top-by-name>Mila Roe</span>"
            "<span>Tower Correspondent</span><span>m.roe@tower.example</span></div>"
        ),
        ONE,
    ),
    "a mail after the name": ("<p class=author>Mila Roe mila@tower.example</p>", ONE),
    "an officer": ("<p class=author>By Mila Roe, Programme Officer, Northport</p>", ONE),
    "a paper after two names": ("<p>By Mila Roe and Jan Okafor, Tower News</p>", TWO),
    "several kinds of work": ("<div>Reporting by Mila Roe; Editing by Jan Okafor</div>", ONE),
    "posted on a day": (
        "<p>posted <abbr>March 5</abbr> by <span>Mila Roe</span> in Coast</p>",
        ONE,
    ),
    "an interview": ("<p class=author>An interview with the poet Eva Holm, by Mila Roe</p>", ONE),
    "those who report": ("<p>Aus Nordhafen berichten Mila Roe und Jan Okafor</p>", TWO),
    "talks that two wrote down": ("<p>Propos recueillis par Mila Roe et Jan Okafor</p>", TWO),
    "an agency as the source": ("<p>Джерело: <a href=/u>Укрінформ</a></p>", "Укрінформ"),
    "a translator beside": (
        (
            "<p class=authors><span>by </span><a href=/author/m>Mila Roe</a><span>, translated by "
            "</span><a href=/author/j>Jan Okafor</a></p>"
        ),
        ONE,
    ),
    "links of a profile": (
        (
            "<p class=css-1>By <a class=last href=/by/mila>Mila Roe</a> and "
            "<a class=last href=/by/jan>Jan Okafor</a></p>"
        ),
        TWO,
    ),
    "two links and an office": (
        (
            "<address><a rel=author href=/p/m>Mila Roe</a> and <a rel=author href=/p/j>Jan Okafor"
            "</a> in Northport</address>"
        ),
        TWO,
    ),
    "a list of authors with offices": (
        (
            "<ol><li class='content-author vcard'><a class=fn rel=author>Mila Roe</a><p>Professor "
            "of Towers</p></li><li class='content-author vcard'><a class=fn rel=author>Jan Okafor"
            "</a><p>Lecturer, Northport</p></li></ol>"
        ),
        TWO,
    ),
    "a name for tests": (
        (
            "<div data-testid=byline-contributors><div><span>Mila Roe</span><div>Travel "
            "correspondent</div></div></div>"
        ),
        ONE,
    ),
    "lines without bars": (
        "<div class=Page-byline><div>BY <a>MILA ROE</a></div><div>Updated 6:12 AM</div></div>",
        "MILA ROE",
    ),
    "a date in the same line": (
        "<div class=c-byline><span>By <a>Mila Roe</a></span> <span>May 4, 2026</span></div>",
        ONE,
    ),
    "breaks": ("<div class=byline>By Mila Roe<br>Updated: May 4<br>mila@tower.example</div>", ONE),
    "for an agency": ("<p class=byline>By Mila Roe for Coastal News</p>", ONE),
    "an agency after the name": ("<p class=author>Von Mila Roe, dpa</p>", ONE),
    "a town after the name": ("<p class=author>Von Mila Roe, Hamburg</p>", ONE),
    "an office after the name": ("<p class=byline>By Mila Roe, Chief Political Critic</p>", ONE),
    "story and photographs": (
        "<p class=byline>Photographs by Jan Okafor | Story by Mila Roe</p>",
        ONE,
    ),
    "a photographer above": (
        (
            "<figure><img><figcaption>The tower. <b class=author>Jan Okafor</b></figcaption>"
            "</figure><b class=author>Mila Roe</b>"
        ),
        ONE,
    ),
    "a photographer's own line": (
        "<div class=photo-author>Jan Okafor</div><b class=author>Mila Roe</b>",
        ONE,
    ),
    "help by another": (
        "<p class=byline>Mila Roe, with additional reporting by Jan Okafor</p>",
        ONE,
    ),
    "no class": ("<p>By Mila Roe</p><p>May 4, 2026</p>", ONE),
    "no class and an office": ("<p><strong>By MILA ROE</strong><br>Staff Writer</p>", "MILA ROE"),
    "a guest": ("<p class=meta>Guest post by <a href=//roe.example>Mila Roe</a></p>", ONE),
    "a submission": ("<div><span>Submitted by <a>Mila Roe</a> on Mon, 05/04</span></div>", ONE),
    "small letters": ("<span class=by-line>By <a rel=author>mila roe</a></span>", "mila roe"),
    "a profile alone": ("<div class=x1><a href=/staff/1/mila>Mila Roe</a></div>", ONE),
    "an account's profile": ("<div><a data-testid=storyTitle href=/@mila>Mila Roe</a></div>", ONE),
    "initials and an apostrophe": (
        "<p class=byline>By J. R. McRoe and Jean-Luc d’Arc</p>",
        "J. R. McRoe, Jean-Luc d’Arc",
    ),
    "a suffix": ("<p class=byline>By Mila Roe Jr.</p>", "Mila Roe Jr."),
    "a reporter in Chinese": ("<div class=article-author>記者 王小明</div>", "王小明"),
    "a link in the lead": (
        "<p>The tower belonged to <a href=/people/sam>Sam Poe</a> until the storm came.</p>",
        "",
    ),
    "by the sea": ("<p>By Monday</p><p class=q>By the sea, all is well.</p>", ""),
}
BELOW = {
    "related articles": (
        (
            "<section class=read-next><article><h3>A tower</h3><b class=author>By Sam Poe</b>"
            "</article><article><h3>A pier</h3><b class=byline>By Cy Dow</b></article></section>"
        ),
        "",
    ),
    "comments": ("<div class=comment-author><cite class=author>Sam Poe</cite> says:</div>", ""),
    "responses": ("<div class=responses><span class=author>Sam Poe</span> Cold.</div>", ""),
    "a box": ("<div class=author-box><a rel=author href=/m>Mila Roe</a> lives here.</div>", ONE),
}
META = '<meta name="{}" content="{}">'
STATED = {
    "a person with two names": ([{"givenName": "Mila", "familyName": "Roe"}], ONE),
    "references": ([{"@id": "#m"}, {"@id": "#j"}], TWO),
    "both in one": ({"name": "Mila Roe and Jan Okafor"}, TWO),
    "the last with and": (["Mila Roe", "Jan Okafor, and Ada Lind"], f"{TWO}, Ada Lind"),
    "the publisher, too": ({"name": "Mila Roe, THE TOWER"}, ONE),
    "an office, too": ("By Mila Roe, Senior Reporter", ONE),
    "both in one name": ("José Ortega y Gasset", "José Ortega y Gasset"),
    "a mail address": ("mila@tower.example (Mila Roe)", ONE),
    "a mail address after it": ("Mila Roe <mila@tower.example>", ONE),
}


def page(top: str = "", bottom: str = "", head: str = "") -> str:
    body = f"<main><article><h1>The dark tower</h1>{top}<div>{PROSE}</div></article>{bottom}</main>"
    return (
        f"<html lang=en><head><title>The dark tower</title>{head}</head><body>{body}</body></html>"
    )


def data(**entry: object) -> str:
    graph = [{"@type": "NewsArticle", "headline": "The dark tower", **entry}, *PERSONS]
    script = '<script type="application/ld+json">{}</script>'
    return script.format(json.dumps({"@graph": graph}))


@pytest.mark.parametrize("case", SHOWN)
def test_a_line_beside_the_headline_names_the_authors(read_file: ReadFile, case: str) -> None:
    line, names = SHOWN[case]
    assert read_file(page(line), "a.html").article.byline == names


@pytest.mark.parametrize("case", BELOW)
def test_only_the_articles_own_author_is_taken_below_it(read_file: ReadFile, case: str) -> None:
    line, names = BELOW[case]
    assert read_file(page(bottom=line), "a.html").article.byline == names


def test_a_teaser_above_the_headline_names_no_author(read_file: ReadFile) -> None:
    top = "<header><div class=top><span class=author>Sam Poe</span></div></header>"
    text = page("<div class=c-byline>By <a>Mila Roe</a></div>").replace("<main>", f"{top}<main>")
    assert read_file(text, "a.html").article.byline == ONE
    assert read_file(page().replace("<main>", f"{top}<main>"), "a.html").article.byline == ""


def test_a_logo_is_no_headline_of_a_byline(read_file: ReadFile) -> None:
    logo = f"<h1>Tower Post</h1><p>{PROSE}</p><main>"
    text = page("<p class=byline>By Mila Roe</p>").replace("<main>", logo)
    assert read_file(text, "a.html").article.byline == ONE


@pytest.mark.parametrize("case", STATED)
def test_authors_in_a_pages_data_are_persons(read_file: ReadFile, case: str) -> None:
    author, names = STATED[case]
    head = data(author=author, publisher={"name": "The Tower"})
    assert read_file(page(head=head), "a.html").article.byline == names


def test_an_author_stands_in_several_places_of_a_pages_data(read_file: ReadFile) -> None:
    several = META.format("article:author", ONE) + META.format("article:author", "Jan Okafor")
    label = META.format("twitter:label1", "Written by") + META.format("twitter:data1", ONE)
    for head, names in ((several, TWO), (label, ONE), (data(creator=[ONE]), ONE)):
        assert read_file(page(head=head), "a.html").article.byline == names


@pytest.mark.parametrize("account", ["admin", "mila_r", "roe", "Staff Writer", "Tower Post"])
def test_an_account_or_an_office_gives_way_to_a_person(read_file: ReadFile, account: str) -> None:
    head = META.format("author", account) + META.format("og:site_name", "Tower Post")
    text = page("<p class=byline>By Mila Roe</p>", head=head)
    assert read_file(text, "a.html").article.byline == ONE


ABOVE_THE_HEADLINE = {
    "<div><span class=writer>Mila Roe and Jan Okafor</span> <b>|</b> <i>Tue 6 May</i></div>": TWO,
    "<div><div class=asset-byline><b>MILA ROE</b> <a>m@tower.example</a></div></div>": "MILA ROE",
    "<div class=agency-name>PAP</div>": "PAP",
}


@pytest.mark.parametrize("line", ABOVE_THE_HEADLINE)
def test_a_line_above_the_headline_names_the_authors(read_file: ReadFile, line: str) -> None:
    text = page().replace("<h1>", f"{line}<h1>")
    assert read_file(text, "a.html").article.byline == ABOVE_THE_HEADLINE[line]


TEASERS = (
    '<div itemscope itemtype="https://schema.org/Article"><b itemprop=author>Jan Okafor</b></div>',
    '<div itemscope itemtype="https://schema.org/Review"><b itemprop=author>Jan Okafor</b></div>',
    "<ul><li><h4><a href=/r>Fog</a></h4><span class=author>Jan Okafor</span></li></ul>",
)


@pytest.mark.parametrize("teaser", TEASERS)
def test_the_author_of_another_item_is_not_the_articles(read_file: ReadFile, teaser: str) -> None:
    assert read_file(page(bottom=teaser), "a.html").article.byline == ""


def test_a_line_with_the_stated_author_and_another_names_both(read_file: ReadFile) -> None:
    linked = "<p>By <a href=/author/m>Mila Roe</a>, <a href=/author/j>Jan Okafor</a></p>"
    named = {linked: TWO, "<p class=byline>Mila Roe and Jan Okafor · May 4</p>": TWO}
    for line, names in {**named, "<p>Mila Roe, Old Harbor · May 4</p>": ONE}.items():
        head = META.format("author", ONE)
        assert read_file(page(line, head=head), "a.html").article.byline == names


def test_a_line_that_is_no_byline_adds_no_author(
    read_file: ReadFile, outline: Callable[..., list[str]]
) -> None:
    links = "<div><a href=/by/m>Mila Roe</a> and <a href=/hall>Tower Hall</a></div>"
    head = META.format("author", ONE)
    assert read_file(page(links, head=head), "a.html").article.byline == ONE
    for title in ("Words That Matter", "Text Books At Sea", "Texto Sin Fin"):
        line = f"<p>{title}</p>"
        assert read_file(page(line), "a.html").article.byline == ""
        assert f"¶ {title}" in outline(page(line), "a.html")


def test_the_paper_and_its_desk_are_no_authors(read_file: ReadFile) -> None:
    paper = {"@type": "Organization", "name": "Tower Post"}
    for head in (data(author=paper, publisher=paper), META.format("author", "redaccion")):
        assert read_file(page(head=head), "a.html").article.byline == ""
    head = data(author=paper)
    text = page("<p class=byline>By Mila Roe</p>", head=head)
    assert read_file(text, "a.html").article.byline == ONE


def test_of_several_articles_in_the_data_the_page_shows_one(read_file: ReadFile) -> None:
    other = data(author="Sam Poe").replace("The dark tower", "The white boat")
    article = read_file(page(head=other + data(author=ONE)), "a.html").article
    assert (article.title, article.byline) == ("The dark tower", ONE)


NAMES = {
    "Carl Bildt": ["Carl Bildt"],
    "Eleni Fotopoulou": ["Eleni Fotopoulou"],
    "Ann Photopoulos": ["Ann Photopoulos"],
    "Ursula von der Leyen": ["Ursula von der Leyen"],
    "Von Anna von Bergen und Bo Lind": ["Anna von Bergen", "Bo Lind"],
    "Bo Lind und Anna von Bergen": ["Bo Lind", "Anna von Bergen"],
    "Ein Gastbeitrag von Anna von Bergen": ["Anna von Bergen"],
    "Aufgezeichnet von Bo Lind": ["Bo Lind"],
    "Propos recueillis par Ann Lee": ["Ann Lee"],
    "Escrito por Ann Lee": ["Ann Lee"],
    "Symbolbild: Bo Lind": [],
    "Fotos von Bo Lind": [],
    "Photographs by Bo Lind": [],
    "Фото: Bo Lind": [],
    "Übersetzt von Bo Lind": [],
}


@pytest.mark.parametrize("line", NAMES)
def test_a_name_is_whole_whatever_words_it_resembles(line: str) -> None:
    assert persons.shown(line) == NAMES[line]


MARK = "<span class=author>{}</span>"
MANY = {
    "posts of a forum": ["<div>", MARK.format("Writer Nr 1"), "<p>It is dark.</p></div>"],
    "neighbors without a name": [MARK.format("12")],
    "neighbors with a name": [MARK.format("Mila Roe")],
    "empty elements": ["<span></span>"] * 8,
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("kind", MANY)
def test_no_number_of_authors_takes_long(kind: str) -> None:
    marks = f"<h1>The dark tower</h1><div class=author>{''.join(MANY[kind]) * 6_000}</div>"
    names = byline(document_fromstring(f"<body>{marks}{PROSE}</body>"), [], [])
    assert names == ("Mila Roe" if "Mila Roe" in marks else "")


ABOVE = {
    "BBC Travel correspondent": "an office",
    "TOWER POST": "the site's name",
    "2 hours ago": "a time",
    "Published in Tower Notes": "a publication",
    "Fact-checked by Ada Lind, MD": "a reviewer",
    "(Jan Okafor/For Tower Post)": "a credit",
    "Mila Roe is a senior reporter at the Tower who covers coasts.": "who she is",
}


@pytest.mark.parametrize("line", ABOVE)
def test_what_stands_with_a_byline_is_not_spoken(
    outline: Callable[..., list[str]], line: str
) -> None:
    lines = outline(page(f"<p class=byline>By Mila Roe</p><p>{line}</p>"), "a.html")
    assert lines[2].startswith("(")
    assert lines[2].endswith(f") {line}")
    assert len([read for read in lines if not read.startswith("(")]) == 6


ORGANIZATIONS = (
    *("Coastal Bureau", "Redazione", "Redazione Esteri", "Redakcja Wybrzeża", "Northport Zeitung"),
    *("Office of Harbor Affairs", "Ministerium für Häfen", "Université de Northport", "Tower.de"),
    *("The Tower", "Tower Post Online", "Agencja Morska", "Associated Press", "Harbour Gazette"),
    *("Northport City Council", "Diario del Faro", "Новини порту", "Редакція Порту"),
)


@pytest.mark.parametrize("organization", ORGANIZATIONS)
def test_an_organization_in_the_data_gives_way_to_a_person(
    read_file: ReadFile, organization: str
) -> None:
    head = META.format("author", organization) + META.format("og:site_name", "Tower")
    text = page("<p class=byline>By Mila Roe</p>", head=head)
    assert read_file(text, "a.html").article.byline == ONE


def test_a_person_in_the_data_is_surer_than_an_organization(read_file: ReadFile) -> None:
    head = META.format("author", "Coastal Bureau") + META.format("article:author", ONE)
    assert read_file(page(head=head), "a.html").article.byline == ONE


@pytest.mark.parametrize("logo", ["<a href=/>{}</a>", "<a class=site-logo href=//x.example>{}</a>"])
def test_the_name_on_the_way_home_is_the_papers(read_file: ReadFile, logo: str) -> None:
    head = META.format("author", "Abendglocke")
    text = page("<p class=byline>Von Mila Roe</p>", head=head)
    text = text.replace("<main>", f"<header>{logo.format('Abendglocke')}</header><main>")
    assert read_file(text, "a.html").article.byline == ONE


UNSIGNED = {
    "Redazione": ("Il Faro", ""),
    "Redakcja Faro": ("Faro", ""),
    "The Tower": ("The Tower", ""),
    "Harbor Gazette": ("Harbor Gazette", ""),
    "Amt für Häfen und Museum": ("Amt für Häfen und Museum Nord", ""),
    "Ministry of Piers": ("HM Ministry of Piers", ""),
    "Northport University": ("Northport University News", ""),
    "Associated Press": ("Tower Post", "Associated Press"),
    "dpa": ("Tower Post", "dpa"),
    "Institute of Fog": ("Tower Post", "Institute of Fog"),
    "Mila Roe": ("Mila Roe", ONE),
}


@pytest.mark.parametrize("author", UNSIGNED)
def test_an_organization_is_no_author_of_its_own_site(read_file: ReadFile, author: str) -> None:
    site, names = UNSIGNED[author]
    head = META.format("author", author) + META.format("og:site_name", site)
    assert read_file(page(head=head), "a.html").article.byline == names


IN_DATA = {
    "Roe, Mila": ["Mila Roe"],
    "Roe, Mila; Okafor, Jan": ["Mila Roe", "Jan Okafor"],
    "ROE, Mila": ["Mila ROE"],
    "Roe, Mila J.": ["Mila J. Roe"],
    "von Bergen, Anna": ["Anna von Bergen"],
    "O’Roe, Jean-Luc": ["Jean-Luc O’Roe"],
    "Барвінок, Ірина": ["Ірина Барвінок"],
    "Mila Roe, Jan Okafor": ["Mila Roe", "Jan Okafor"],
    "Mila Roe, Reuters": ["Mila Roe"],
    "Roe, Editor": ["Roe"],
    "by Mila Roe, Tower Press, and Jan Okafor, Bay Courier": ["Mila Roe", "Jan Okafor"],
    "Mila Roe, Associated Press": ["Mila Roe"],
    "Mila Roe, Evening Chronicle": ["Mila Roe"],
    "Jan Okafor, The Morning Post": ["Jan Okafor"],
    "Jan Okafor and Emily Post": ["Jan Okafor", "Emily Post"],
    "As told to Mila Roe": ["Mila Roe"],
    "Jan Okafor, as told to Mila Roe": ["Jan Okafor", "Mila Roe"],
    "Il Faro con ANSA": ["ANSA"],
    "Il Faro / dpa": ["dpa"],
    "dal nostro inviato Mila Roe": ["Mila Roe"],
    "dalla nostra inviata a Catania Mila Roe": ["Mila Roe"],
    "dal nostro corrispondente Mila Roe": ["Mila Roe"],
    "De notre correspondante à Kyiv, Mila Roe": ["Mila Roe"],
    "De notre envoyé spécial Mila Roe": ["Mila Roe"],
    "De nuestra corresponsal Mila Roe": ["Mila Roe"],
    "Von unserer Korrespondentin Mila Roe": ["Mila Roe"],
    "From our own correspondent Mila Roe": ["Mila Roe"],
    "Od naszego korespondenta, Mila Roe": ["Mila Roe"],
    "Від нашої кореспондентки Ірина Барвінок": ["Ірина Барвінок"],
    "Van onze verslaggever Mila Roe": ["Mila Roe"],
    "di Mila Roe": ["Mila Roe"],
    "Di Mila Roe": ["Mila Roe"],
    "Di Roe": ["Di Roe"],
    "a cura di Mila Roe": ["Mila Roe"],
    "Door Mila Roe": ["Mila Roe"],
    "Av Mila Roe": ["Mila Roe"],
}


@pytest.mark.parametrize("line", IN_DATA)
def test_the_names_of_a_stated_line_are_those_of_persons(line: str) -> None:
    assert persons.stated(line, ["Il Faro"]) == IN_DATA[line]


def test_each_author_of_a_catalog_has_an_element(read_file: ReadFile) -> None:
    for name in ("citation_author", "dc.creator"):
        head = META.format(name, "Roe, Mila") + META.format(name, "Okafor, Jan")
        assert read_file(page(head=head), "a.html").article.byline == TWO


GUESTS = {
    "<p><em>This is a guest post by Mila Roe, who keeps the light.</em></p>": ONE,
    "<p>Guest post by Mila Roe</p>": ONE,
    "<p>Today's guest author is Mila Roe.</p>": ONE,
    "<p>A guest column by Mila Roe of Northport</p>": ONE,
    "<p>Guest Post: Why Ferries Matter</p>": "Sam Poe",
    "<p>Ein Gastbeitrag von Mila Roe</p>": ONE,
    "<p>Gastautorin: Mila Roe</p>": ONE,
    "<div>Article invité par Mila Roe</div>": ONE,
    "<p>Autora invitada: Mila Roe</p>": ONE,
    "<p>Wpis gościnny: Mila Roe</p>": ONE,
    "<p class=byline>By Mila Roe</p>": ONE,
    "<p>Guest posts are welcome here, says Mila Roe.</p>": "Sam Poe",
    "<p>Read the guest post by Mila Roe, too.</p>": "Sam Poe",
    "<p class=byline>By Sam Poe and Mila Roe</p>": "Sam Poe, Mila Roe",
    "<p class=byline>By Mila Roe</p><p>Posted for her by Sam Poe</p>": "Sam Poe",
}


@pytest.mark.parametrize("line", GUESTS)
def test_a_guest_wrote_the_post_and_not_the_sites_owner(read_file: ReadFile, line: str) -> None:
    text = page(line, head=META.format("author", "Sam Poe"))
    assert read_file(text, "a.html").article.byline == GUESTS[line]


DATE = "<time datetime=2026-05-04>May 4, 2026</time>"
ALONE = {
    f"<p><strong>Mila Roe</strong></p>{DATE}": ONE,
    f"<p class=x1>Mila Roe</p>{DATE}": ONE,
    f"<span>Mila Anna Roe</span>{DATE}": "Mila Anna Roe",
    f"<div>J. R. McRoe</div>{DATE}": "J. R. McRoe",
    "<p>Mila Roe</p><p>May 4, 2026</p>": ONE,
    "<p>Mila Roe</p><div>4 May 2026</div>": ONE,
    f"<p><a href=/topics/fog>Fog Banks</a></p>{DATE}": "",
    f"<p>Opinion</p>{DATE}": "",
    f"<p>The tower and the sea</p>{DATE}": "",
    f"<p>Harbor News</p>{DATE}": "",
    f"<p>Press Release</p>{DATE}": "",
    f"<p>Reading Time</p>{DATE}": "",
    f"<p>Fog Banks</p>{DATE}<p><a href=/fog>Fog Banks</a></p>": "",
    f"<p>Mila Roe</p><p>Fog.</p>{DATE}": "",
}


@pytest.mark.parametrize("line", ALONE)
def test_a_name_alone_above_the_date_is_the_authors(read_file: ReadFile, line: str) -> None:
    assert read_file(page(line), "a.html").article.byline == ALONE[line]


AGENCIES = {
    "<span class=author>Il Faro con ANSA</span>": "ANSA",
    "<span class=author>Il Faro avec l'AFP</span>": "AFP",
    "<span class=author>Il Faro with Reuters</span>": "Reuters",
    "<span class=author>Il Faro mit dpa</span>": "dpa",
    "<span class=author>Il Faro (PAP)</span>": "PAP",
    "<span class=author>Mila Roe avec AFP</span>": ONE,
    "<span class=author>Mila Roe (PAP)</span>": ONE,
    "<div class=authorSource><span>Źródło:</span> <span>PAP</span></div>": "PAP",
    "<p>(PAP)</p>": "PAP",
    "<p>Quelle: dpa</p>": "dpa",
    "<p class=caption>Fog. <span>Quelle: dpa</span></p>": "",
}


@pytest.mark.parametrize("line", AGENCIES)
def test_the_agency_beside_the_paper_is_the_author(read_file: ReadFile, line: str) -> None:
    head = META.format("author", "Il Faro") + META.format("og:site_name", "Il Faro")
    assert read_file(page(line, head=head), "a.html").article.byline == (
        AGENCIES[line] or "Il Faro"
    )


def test_an_agency_signs_at_the_end(read_file: ReadFile) -> None:
    assert read_file(page(bottom="<p>(PAP)</p>"), "a.html").article.byline == "PAP"


FEET = (
    "<div class=post-footer>Posted by <span class=author>Mila Roe</span></div>",
    "<footer class=entry-footer><span class=author>Mila Roe</span></footer>",
    "<footer class=article-footer><a class=author href=/m>Mila Roe</a></footer>",
)


@pytest.mark.parametrize("foot", FEET)
def test_the_foot_of_a_post_names_its_author(read_file: ReadFile, foot: str) -> None:
    assert (
        read_file(page().replace("</article>", f"{foot}</article>"), "a.html").article.byline == ONE
    )
    other = foot.replace("post-", "site-").replace("entry-", "site-").replace("article-", "site-")
    assert read_file(page(bottom=other), "a.html").article.byline == ""


def test_a_post_of_microdata_is_headed_by_the_pages_title(read_file: ReadFile) -> None:
    post = (
        "<div itemscope itemtype=http://schema.org/BlogPosting><h3>{}</h3><div>Fog.</div>"
        "<p>Posted by <b itemprop=author>Mila Roe</b></p></div>"
    )
    for title, names in {"The dark tower": ONE, "A white boat": ""}.items():
        text = page(bottom=post.format(title)).replace("h1>", "h2>")
        assert read_file(text, "a.html").article.byline == names
