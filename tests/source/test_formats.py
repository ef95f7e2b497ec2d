"""The formats of newsrooms and offices are read as articles, with their facts and no furniture.

One file, over 300 lines: each format tells the same article.
"""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from narrate.errors import DoubtError, SourceError
from narrate.source import Reading, Web, items, read

ReadFile = Callable[..., Reading]
Outline = Callable[..., list[str]]
FIRST = (
    "The lighthouse keeper climbed the tower for the last time on Friday, thirty years after her "
    "first night on the rock."
)
SECOND = "A lamp without a keeper takes over in autumn, and the boat will come only once a month."
BODY = f"<p>{FIRST}</p><h2>The lamp</h2><p>{SECOND}</p>"
READ = ["# The last keeper", f"¶ {FIRST}", "## The lamp", f"¶ {SECOND}"]
PAST, FUTURE = "2024-05-03T08:00:00Z", "2999-05-03T08:00:00Z"


def wordpress(**changes: object) -> dict[str, object]:
    return {
        "date": "2024-05-03T10:00:00",
        "date_gmt": "2024-05-03T08:00:00",
        "link": "https://example.org/keeper",
        "status": "publish",
        "title": {"rendered": "The last keeper"},
        "content": {"rendered": BODY, "protected": False},
        "_embedded": {"author": [{"name": "Eva Holm"}]},
        **changes,
    }


def ghost(**changes: object) -> dict[str, object]:
    return {
        "title": "The last keeper",
        "html": BODY,
        "url": "https://example.org/keeper",
        "published_at": PAST,
        "status": "published",
        "authors": [{"name": "Eva Holm"}],
        **changes,
    }


def ninjs(**changes: object) -> dict[str, object]:
    return {
        "uri": "https://example.org/keeper",
        "pubstatus": "usable",
        "headline": "The last keeper",
        "body_html": BODY,
        "byline": "By Eva Holm",
        "firstcreated": PAST,
        **changes,
    }


def ans(**changes: object) -> dict[str, object]:
    return {
        "type": "story",
        "headlines": {"basic": "The last keeper"},
        "canonical_website_url": "https://example.org/",
        "canonical_url": "/keeper",
        "display_date": PAST,
        "credits": {"by": [{"type": "author", "name": "Eva Holm"}]},
        "content_elements": [
            {"type": "text", "content": FIRST},
            {"type": "header", "level": 2, "content": "The lamp"},
            {"type": "text", "content": SECOND},
        ],
        **changes,
    }


def feed_item(**changes: object) -> dict[str, object]:
    return {
        "id": "1",
        "url": "https://example.org/keeper",
        "title": "The last keeper",
        "content_html": BODY,
        "date_published": PAST,
        "authors": [{"name": "Eva Holm"}],
        **changes,
    }


def feed(*entries: dict[str, object]) -> dict[str, object]:
    return {"version": "https://jsonfeed.org/version/1.1", "language": "en", "items": entries}


NINJS_3 = {
    "headline": None,
    "body_html": None,
    "headlines": [{"role": "main", "value": "The last keeper"}],
    "bodies": [
        {"role": "main", "contenttype": "text/plain", "value": FIRST},
        {"role": "main", "contenttype": "text/html", "value": BODY},
    ],
}
ARTICLES = {
    "wordpress": wordpress(),
    "wordpress-list": [wordpress()],
    "ghost": {"posts": [ghost()]},
    "ghost-export": {"db": [{"data": {"posts": [ghost()]}}]},
    "ninjs": ninjs(),
    "ninjs-3": ninjs(**NINJS_3),
    "ans": ans(),
    "json-feed": feed(feed_item()),
}


@pytest.mark.parametrize("article", ARTICLES.values(), ids=list(ARTICLES))
@pytest.mark.parametrize("name", ["story.json", "story.txt", "story"])
def test_json_of_a_newsroom_is_an_article(
    read_file: ReadFile, outline: Outline, article: object, name: str
) -> None:
    content = json.dumps(article)
    result = read_file(content, name).article
    assert outline(content, name) == READ
    assert (result.title, result.byline) == ("The last keeper", "Eva Holm")
    assert result.url == "https://example.org/keeper"
    assert result.published.startswith("2024-05-03T08:00:00")


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (wordpress(status="draft"), "as a draft"),
        (wordpress(date_gmt=FUTURE), "until its date"),
        (wordpress(content={"rendered": BODY, "protected": True}), "by its password"),
        ({"posts": [ghost(status="scheduled")]}, "status: scheduled"),
        ({"posts": [ghost(visibility="paid")]}, "visibility: paid"),
        ({"posts": [ghost(visibility="members")]}, "visibility: members"),
        ({"posts": [ghost(status="sent")]}, "status: sent"),
        ({"posts": [ghost(published_at=FUTURE)]}, "until its date"),
        (ninjs(pubstatus="withheld"), "status: withheld"),
        (ninjs(embargoed=FUTURE), "until its date"),
        (ninjs(expires=PAST), "since it expired"),
        (ans(revision={"published": False}), "as a draft"),
        (ans(display_date=FUTURE), "until its date"),
        (feed(feed_item(date_published=FUTURE)), "until its date"),
    ],
)
def test_an_article_that_is_not_for_the_public_is_held_back(
    read_file: ReadFile, article: object, reason: str
) -> None:
    with pytest.raises(DoubtError, match=reason):
        read_file(json.dumps(article), "story.json")


def test_elements_of_ans_keep_their_kinds(outline: Outline) -> None:
    elements = [
        {"type": "text", "content": FIRST},
        {"type": "list", "items": [{"type": "text", "content": "A lamp."}]},
        {
            "type": "quote",
            "content_elements": [{"type": "text", "content": SECOND}],
            "citation": {"content": "Eva Holm"},
        },
        {"type": "interstitial_link", "content": "Read more on lamps", "url": "/lamps"},
        {"type": "video"},
    ]
    lines = outline(json.dumps(ans(content_elements=elements)), "story.json")
    assert lines[1:3] == [f"¶ {FIRST}", "- A lamp."]
    assert f"> {SECOND}" in lines
    assert "(related links) Read more on lamps" in lines


def test_a_file_with_several_articles_lists_them(tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    other = wordpress(title={"rendered": "The pier &amp; the sea"}, link="https://example.org/pier")
    path.write_text(json.dumps([wordpress(), other]))
    listing = items(str(path), Web())
    assert [item.name for item in listing] == [
        "https://example.org/keeper",
        "https://example.org/pier",
    ]
    assert [read(item).article.title for item in listing] == [
        "The last keeper",
        "The pier & the sea",
    ]
    with pytest.raises(SourceError, match="holds 2 articles: save one of them"):
        read(str(path))


def test_items_of_a_feed_without_text_are_read_from_their_page(tmp_path: Path) -> None:
    path = tmp_path / "feed.json"
    silent = feed_item(content_html="", url="https://example.org/pier")
    plain = feed_item(content_html="", content_text=f"{FIRST}\n\n1 < 2", url="")
    nowhere = feed_item(content_html="", url="")
    path.write_text(json.dumps(feed(silent, plain, nowhere)))
    listing = items(str(path), Web())
    assert [(item.name, bool(item.content)) for item in listing] == [
        ("https://example.org/pier", False),
        (f"{path}#2", True),
    ]
    assert listing[0].unasked
    assert listing.notes == ("left out: 1 entry leads to no address of the web.",)
    assert [block.text for block in read(listing[1]).article.blocks][1:] == [FIRST, "1 < 2"]


def test_json_that_nests_too_deep_is_refused(read_file: ReadFile) -> None:
    with pytest.raises(SourceError, match="is JSON"):
        read_file('{"posts":' + "[" * 200_000, "story.json")


MAIL = f"""From: The Harbor Post <post@example.org>
To: desk@example.org
Subject: The last keeper
Date: Fri, 03 May 2024 08:00:00 +0000
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="part"

--part
Content-Type: text/plain; charset=utf-8

Only the plain part says this.

--part
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<html><body>{BODY}</body></html>
--part--
"""


@pytest.mark.parametrize("name", ["story.eml", "story.mhtml", "story"])
@pytest.mark.parametrize("kind", ["alternative", "related", "mixed"])
def test_a_mail_or_an_archive_is_its_page(
    read_file: ReadFile, outline: Outline, name: str, kind: str
) -> None:
    content = MAIL.replace("alternative", kind).replace("\n", "\r\n")
    article = read_file(content, name).article
    assert outline(content, name) == READ
    assert (article.publisher, article.published) == (
        "The Harbor Post",
        "2024-05-03T08:00:00+00:00",
    )


def test_an_attached_page_is_no_article(read_file: ReadFile) -> None:
    content = MAIL.replace("8bit", "8bit\nContent-Disposition: attachment")
    with pytest.raises(SourceError, match="is an e-mail"):
        read_file(content, "story.eml")


def test_a_mail_in_thousands_of_parts_is_refused(read_file: ReadFile) -> None:
    with pytest.raises(SourceError, match="is an e-mail"):
        read_file(MAIL + "--part\n\nx\n" * 3_000, "story.eml")


NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.4/specification/dtd/nitf-3-4.dtd">
<nitf><head><title>A working title</title><docdata management-status="usable">
<date.issue norm="20240503T080000Z"/></docdata></head>
<body xml:lang="en"><body.head><hedline><hl1>The last keeper</hl1></hedline>
<byline>By <person>Eva Holm</person></byline></body.head>
<body.content><block><p>{FIRST}</p>
<media media-type="image"><media-reference source="a.jpg"/></media>
<hl2>The lamp</hl2><p>{SECOND.replace("A lamp", "A&nbsp;<em>lamp</em>")}</p></block></body.content>
</body></nitf>
"""


@pytest.mark.parametrize("name", ["story.xml", "story.nitf", "story.txt"])
def test_nitf_is_an_article(read_file: ReadFile, outline: Outline, name: str) -> None:
    article = read_file(NITF, name).article
    assert outline(NITF, name) == READ
    assert (article.byline, article.published) == ("Eva Holm", "2024-05-03T08:00:00+00:00")


@pytest.mark.parametrize(
    ("mark", "change", "reason"),
    [
        ('"usable"', '"embargoed"', "status: embargoed"),
        ("20240503", "29990503", "until its date"),
        ("</docdata>", '<date.expire norm="20240504T080000Z"/></docdata>', "since it expired"),
    ],
)
def test_nitf_that_is_not_for_the_public_is_held_back(
    read_file: ReadFile, mark: str, change: str, reason: str
) -> None:
    with pytest.raises(DoubtError, match=reason):
        read_file(NITF.replace(mark, change), "story.xml")


@pytest.mark.parametrize(
    ("mark", "change", "problem"),
    [
        (".dtd", '.dtd" [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x y="', "declares entities"),
        ("</body.content>", "", "cannot be read as XML"),
        ("<block>", "<block>" * 300, "cannot be read as XML"),
    ],
)
def test_nitf_that_is_broken_or_a_bomb_is_refused(
    read_file: ReadFile, mark: str, change: str, problem: str
) -> None:
    content = NITF.replace(mark, change).replace('<x y="">', "")
    with pytest.raises(SourceError, match=problem):
        read_file(content, "story.xml")


def packed(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(path, content)
    return data.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


DOCX = {
    "word/document.xml": f"""<w:document {W}><w:body>{word("Titel", "The last keeper")}
{word("", FIRST)}{word("Heading2", "The lamp")}
<w:p><w:r><w:t xml:space="preserve">A lamp </w:t></w:r><w:del><w:r>
<w:delText>or two </w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr>
<w:t>hidden </w:t></w:r><w:ins><w:r>
<w:t>{SECOND.removeprefix("A lamp ")}</w:t></w:r></w:ins></w:p>
<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>The boat</w:t><w:tab/><w:t>&amp; the pier.</w:t></w:r></w:p>
</w:body></w:document>""",
    "word/styles.xml": f"""<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/>
</w:rPr></w:rPrDefault></w:docDefaults><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
</w:styles>""",
    "docProps/core.xml": """<p xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Template</dc:title>
<dc:creator>Eva Holm</dc:creator></p>""",
}
ODT = {
    "mimetype": "application/vnd.oasis.opendocument.text",
    "content.xml": f"""<o:document-content
xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><o:automatic-styles>
<style:style style:name="P1" style:parent-style-name="Title"/></o:automatic-styles><o:body><o:text>
<text:tracked-changes><text:p>deleted</text:p></text:tracked-changes>
<text:p text:style-name="P1">The last keeper</text:p><text:p>{FIRST}<text:note><text:note-body>
<text:p>A note.</text:p></text:note-body></text:note></text:p>
<text:h text:outline-level="2">The lamp</text:h><text:p><text:span>A</text:span><text:s/>
{SECOND[2:]}</text:p><text:list><text:list-item><text:p>The boat<text:tab/>&amp; the pier.</text:p>
</text:list-item></text:list></o:text></o:body></o:document-content>""",
    "meta.xml": """<o:document-meta
xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:dc="http://purl.org/dc/elements/1.1/"><o:meta><dc:title>Template</dc:title>
<dc:creator>Eva Holm</dc:creator><dc:language>en-GB</dc:language></o:meta></o:document-meta>""",
}


@pytest.mark.parametrize("files", [DOCX, ODT], ids=["docx", "odt"])
@pytest.mark.parametrize("name", ["story.docx", "story.odt", "story"])
def test_an_office_document_is_an_article(
    read_file: ReadFile, outline: Outline, files: dict[str, str], name: str
) -> None:
    article = read_file(packed(files), name).article
    assert outline(packed(files), name) == [*READ, "- The boat & the pier."]
    assert (article.byline, article.language) == ("Eva Holm", "en-GB")


@pytest.mark.parametrize("files", [DOCX, ODT], ids=["docx", "odt"])
def test_an_office_document_that_is_a_bomb_or_damaged_is_refused(
    read_file: ReadFile, files: dict[str, str]
) -> None:
    main = "word/document.xml" if files is DOCX else "content.xml"
    with pytest.raises(SourceError, match="unpacks to more than 20 MB"):
        read_file(packed({**files, main: files[main] + " " * 21_000_000}), "story")
    entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + files[main]
    with pytest.raises(SourceError, match="declares entities"):
        read_file(packed({**files, main: entity}), "story")
    with pytest.raises(SourceError, match="holds no text of its article"):
        read_file(packed({**files, main: "<a/>"}), "story")
    data = packed(files)
    start = data.index(main.encode()) + len(main) + 8
    with pytest.raises(SourceError, match="is damaged or protected by a password"):
        read_file(data[:start] + b"\xff" * 20 + data[start + 20 :], "story")


def export(*posts: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Harbor Post</title><language>en-GB</language>
<wp:author><wp:author_login>eva</wp:author_login>
<wp:author_display_name>Eva Holm</wp:author_display_name></wp:author>{"".join(posts)}
</channel></rss>"""


def post(title: str, status: str = "publish", kind: str = "post", password: str = "") -> str:
    return f"""<item><title>{title}</title><link>https://example.org/{title[-6:]}</link>
<pubDate>Fri, 03 May 2024 08:00:00 +0000</pubDate><dc:creator>eva</dc:creator>
<content:encoded><![CDATA[{BODY}]]></content:encoded><wp:post_type>{kind}</wp:post_type>
<wp:status>{status}</wp:status><wp:post_password>{password}</wp:post_password></item>"""


HIDDEN = (
    post("A draft", "draft"),
    post("A picture", "inherit", "attachment"),
    post("A menu", kind="nav_menu_item"),
    post("A secret", password="harbor"),  # noqa: S106 - a post's, in a test
)


def test_an_export_of_wordpress_lists_its_published_posts(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(export(post("The last keeper"), *HIDDEN, post("The first keeper")))
    articles = [read(item).article for item in items(str(path), Web())]
    assert [article.title for article in articles] == ["The last keeper", "The first keeper"]
    assert [block.text for block in articles[0].blocks][1:] == [FIRST, "The lamp", SECOND]
    assert (articles[0].byline, articles[0].publisher) == ("Eva Holm", "The Harbor Post")
    assert (articles[0].language, articles[0].published[:10]) == ("en-GB", "2024-05-03")


def test_an_export_with_one_published_post_is_an_article(
    tmp_path: Path, read_file: ReadFile
) -> None:
    assert read_file(export(*HIDDEN, post("The last keeper")), "export.xml").article.byline
    listing = items(str(tmp_path / "export.xml"), Web())
    assert [read(item).article.title for item in listing] == ["The last keeper"]


def test_an_export_without_published_posts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    path.write_text(export(*HIDDEN))
    (item,) = items(str(path), Web())
    with pytest.raises(SourceError, match="holds no published post"):
        read(item)


def chapter(title: str, body: str) -> str:
    return f"""<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>
<body><h2>{title}</h2>{body}</body></html>"""


BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": """<container><rootfiles><rootfile full-path="text/book.opf"/>
</rootfiles></container>""",
    "text/book.opf": """<package xmlns="http://www.idpf.org/2007/opf"
xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Harbor tales</dc:title>
<dc:creator>Eva Holm</dc:creator><dc:language>en</dc:language></metadata><manifest>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="part%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="part%20a.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="n"/><itemref idref="c"/><itemref idref="a"/><itemref idref="b"/></spine>
</package>""",
    "text/nav.xhtml": chapter("Contents", BODY),
    "text/cover.xhtml": chapter("Harbor tales", ""),
    "text/part a.xhtml": chapter("The last keeper", BODY.replace("h2", "h3")),
    "text/part b.xhtml": chapter("The first keeper", BODY.replace("h2", "h3")),
}


def test_a_book_lists_its_chapters(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(packed(BOOK))
    articles = [read(item).article for item in items(str(path), Web())]
    assert [article.title for article in articles] == ["The last keeper", "The first keeper"]
    assert [block.text for block in articles[0].blocks][1:] == [FIRST, "The lamp", SECOND]
    assert {article.byline for article in articles} == {"Eva Holm"}
    with pytest.raises(SourceError, match="holds 2 articles"):
        read(str(path))


def test_a_book_that_is_encrypted_or_empty_is_refused(read_file: ReadFile) -> None:
    lock = '<encryption><CipherReference URI="text/part%20a.xhtml"/></encryption>'
    with pytest.raises(SourceError, match="is encrypted"):
        read_file(packed({**BOOK, "META-INF/encryption.xml": lock}), "book.epub")
    empty = {path: text for path, text in BOOK.items() if "part" not in path}
    with pytest.raises(SourceError, match="holds no chapter with text"):
        read_file(packed(empty), "book.epub")
    bomb = {**BOOK, "text/part a.xhtml": chapter("The lamp", " " * 21_000_000)}
    with pytest.raises(SourceError, match="unpacks to more than 20 MB"):
        read_file(packed(bomb), "book.epub")


CONTENTS = {
    "xhtml": f"""<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html>
</inlineXML>""",
    "nitf": f"<inlineXML><nitf><body><body.content>{BODY}</body.content></body></nitf></inlineXML>",
    "plain": f"<inlineData>{FIRST}\n\n{SECOND}</inlineData>",
}


def newsml(content: str, status: str = "usable", embargo: str = PAST) -> str:
    return f"""<?xml version="1.0"?><newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">
<itemMeta><provider><name>The Harbor Post</name></provider><firstCreated>{PAST}</firstCreated>
<embargoed>{embargo}</embargoed><pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><by>By Eva Holm</by><headline>The last keeper</headline><language tag="en-GB"/>
</contentMeta><contentSet>{content}</contentSet></newsItem>"""


@pytest.mark.parametrize("kind", CONTENTS)
def test_newsml_is_an_article(read_file: ReadFile, kind: str) -> None:
    content = newsml(CONTENTS[kind])
    for text in (content, f"<newsMessage><itemSet>{content[21:]}</itemSet></newsMessage>"):
        article = read_file(text, "story.xml").article
        lines = [FIRST, SECOND] if kind == "plain" else [FIRST, "The lamp", SECOND]
        assert [block.text for block in article.blocks] == ["The last keeper", *lines]
        assert (article.byline, article.language) == ("Eva Holm", "en-GB")
        assert (article.publisher, article.published[:10]) == ("The Harbor Post", "2024-05-03")


def test_newsml_that_is_not_for_the_public_is_held_back(read_file: ReadFile) -> None:
    with pytest.raises(DoubtError, match="status: canceled"):
        read_file(newsml(CONTENTS["xhtml"], "canceled"), "story.xml")
    with pytest.raises(DoubtError, match="until its date"):
        read_file(newsml(CONTENTS["xhtml"], embargo=FUTURE), "story.xml")


def test_the_third_ninjs_writes_names_in_mixed_case(read_file: ReadFile) -> None:
    item = {
        "uri": "urn:x:1",
        "headlines": [{"value": "The last keeper"}],
        "bodies": [{"contentType": "text/html", "value": BODY}],
        "firstCreated": PAST,
        "pubStatus": "usable",
    }
    assert read_file(json.dumps(item), "a.json").article.published.startswith("2024-05-03")
    with pytest.raises(DoubtError, match="canceled"):
        read_file(json.dumps({**item, "pubStatus": "canceled"}), "a.json")


def test_an_office_is_no_part_of_a_byline(read_file: ReadFile) -> None:
    line = "<byline>By Eva Holm<byttl>Staff Writer</byttl></byline>"
    marked = "<byline>By <person>Eva Holm</person><byttl>Staff Writer</byttl></byline>"
    for byline in (line, marked):
        text = NITF.replace("<byline>By <person>Eva Holm</person></byline>", byline)
        assert read_file(text, "a.xml").article.byline == "Eva Holm"


@pytest.mark.parametrize("place", ["user", "post", "post_id", "author_id"])
def test_an_export_of_ghost_with_a_list_as_an_id_is_an_error(
    read_file: Callable[..., Reading], place: str
) -> None:
    wrong: list[str] = ["1"]
    link = {"post_id": "1", "author_id": "1"}
    data = {
        "posts": [{**ghost(), "id": wrong if place == "post" else "1"}],
        "users": [{"id": wrong if place == "user" else "1", "name": "Mila Roe"}],
        "posts_authors": [link | {place: wrong} if "_" in place else link],
    }
    with pytest.raises(SourceError, match=r"is no id of a post or an author\. Export the site"):
        read_file(json.dumps({"db": [{"data": data}]}), "site.json")


def test_an_export_of_ghost_gives_its_published_posts_and_their_authors(
    read_file: ReadFile,
) -> None:
    posts = [{**ghost(), "id": "1", "authors": None}, {**ghost(status="draft"), "id": "2"}]
    del posts[0]["authors"]
    site = {
        "posts": posts,
        "users": [{"id": "9", "name": "Eva Holm"}],
        "posts_authors": [{"post_id": "1", "author_id": "9"}],
    }
    article = read_file(json.dumps({"db": [{"data": site}]}), "a.json").article
    assert (article.title, article.byline) == ("The last keeper", "Eva Holm")


def test_an_author_in_the_data_of_a_plugin_is_read(read_file: ReadFile) -> None:
    post = wordpress(_embedded={}, yoast_head_json={"author": "Eva Holm"})
    assert read_file(json.dumps(post), "a.json").article.byline == "Eva Holm"


def test_articles_of_one_title_have_ids_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "posts.json"
    path.write_text(json.dumps([wordpress(link=""), wordpress(link="")]))
    articles = [read(item).article for item in items(str(path), Web())]
    assert [article.id for article in articles] == ["the-last-keeper", "the-last-keeper-2"]
