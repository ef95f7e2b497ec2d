"""Fetching, against a server on loopback.

One file, over 300 lines: every answer of a server meets one fetcher.
"""

import gzip
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from site_server import Site, served

from narrate.errors import SourceError
from narrate.source import Web, read
from narrate.source.web import fetch

PAGE = "<html><body><h1>Rain</h1><p>It rained in the town, all day long.</p></body></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


def knowing(site: Site) -> Web:
    """Return a web of a user who named the site."""
    web = Web(private=True)
    web.fetch(site.page("/", PAGE))
    return web


@contextmanager
def pouring(start: bytes, rest: bytes, pause_s: float = 0) -> Iterator[str]:
    """Serve an answer that never ends; give its address."""
    stop = threading.Event()

    def pour(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection, suppress(OSError):
            connection.sendall(start)
            while not stop.wait(pause_s):
                connection.sendall(rest)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=pour, args=(listening,))
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        stop.set()
        thread.join()


def test_a_page_is_read_from_its_address(site: Site) -> None:
    url = site.page("/rain", PAGE)
    article = read(url, web=Web(private=True)).article
    assert [block.text for block in article.blocks] == [
        "Rain",
        "It rained in the town, all day long.",
    ]
    assert (article.id, article.url) == (url, url)
    [(path, headers)] = site.asked
    assert path == "/rain"
    assert headers["User-Agent"].startswith("narrate/")


def test_a_private_address_is_refused_unless_it_is_allowed(site: Site) -> None:
    url = site.page("/rain", PAGE)
    with pytest.raises(SourceError, match=r"127\.0\.0\.1, an address of a private network"):
        fetch(url)
    assert site.asked == []
    assert fetch(url, private=True).data == PAGE.encode()


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://127.1/",
        "http://224.0.0.1/",
        "http://192.0.0.8/",
        "http://[64:ff9b:1::808:808]/",
        "http://[64:ff9b:1:fffe::a00:1]/",
        "http://[fec0::1]/",
        "http://[::8.8.8.8]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:0:8.8.8.8]/",
        "http://[::ffff:0:10.0.0.1]/",
        "http://[2606:4700::5efe:10.0.0.1]/",
        "http://[2606:4700::200:5efe:192.168.0.1]/",
        "http://[5f00::1]/",
        "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
        "http://[3fff::1]/",
        "http://[fd00::1]/",
        "http://168.63.129.16/",
    ],
)
def test_no_spelling_of_a_private_address_gets_through(url: str) -> None:
    with pytest.raises(SourceError, match=r"private network|no address is known"):
        fetch(url)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/", "http:///x", "http://"]
)
def test_only_the_web_is_fetched(url: str) -> None:
    with pytest.raises(SourceError, match="fetches http and https only"):
        fetch(url)


@pytest.mark.parametrize(
    "host",
    [
        *("169.254.169.254", "168.63.129.16", "100.100.100.200", "[fd00:ec2::254]", "2852039166"),
        *("[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[2002:a9fe:a9fe::]"),
        *("[::a9fe:a9fe]", "[::ffff:0:169.254.169.254]", "[fe80::5efe:a9fe:a9fe]"),
    ],
)
def test_a_clouds_keys_are_fetched_for_nobody(host: str) -> None:
    with pytest.raises(SourceError, match="a cloud keeps the keys of a machine, and is never"):
        fetch(f"http://{host}/latest/meta-data", private=True)


def test_only_the_named_host_of_a_private_network_is_opened(site: Site) -> None:
    with served() as other:
        other.page("/secret", PAGE)
        url = site.page("/old", "", 302, location=other.url + "/secret")
        web = Web(private=True)
        with pytest.raises(SourceError, match="name its address yourself and add --private"):
            web.fetch(url)
        with pytest.raises(SourceError, match="name its address yourself and add --private"):
            web.fetch(other.url + "/secret", unasked=True)
        assert other.asked == []
        assert web.fetch(other.url + "/secret").data == PAGE.encode()
        assert web.fetch(url).url == other.url + "/secret"


def test_redirects_are_followed_and_relative(site: Site) -> None:
    site.page("/new/rain", PAGE)
    url = site.page("/old", "", 301, location="new/rain")
    assert fetch(url, private=True).url == site.url + "/new/rain"


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://example.org/", "//:0/"])
def test_a_redirect_leads_nowhere_else(site: Site, where: str) -> None:
    url = site.page("/old", "", 302, location=where)
    with pytest.raises(SourceError, match=r"http and https only|cannot be fetched"):
        fetch(url, private=True)


@pytest.mark.parametrize(
    "where",
    ["127.0.0.2", "10.0.0.1", "[::1]", "[::ffff:127.0.0.2]", "169.254.169.254", "2130706434"],
)
def test_a_redirect_into_a_private_network_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    # As if the server's own address were public: only the redirect is not.
    url = site.page("/old", "", 302, location=f"http://{where}:1/secret")
    known = frozenset({"127.0.0.1"})
    monkeypatch.setattr("narrate.source.network.is_public", lambda address: str(address) in known)
    with pytest.raises(SourceError, match=r"leads to .*, an address of a private"):
        fetch(url)


def test_a_ring_of_redirects_ends(site: Site) -> None:
    url = site.page("/ring", "", 302, location="/ring")
    with pytest.raises(SourceError, match="redirects more than 10 times"):
        fetch(url, private=True)


def test_a_missing_page_says_so(site: Site) -> None:
    with pytest.raises(SourceError, match="answers 404 Not Found: check the address"):
        fetch(site.url + "/none", private=True)


def test_a_servers_reply_is_printed_short_and_bare() -> None:
    start = b"HTTP/1.1 404 \x1b]0;own\x07" + b"gone" * 5_000 + b"\r\nContent-Length: 0\r\n\r\n"
    with pouring(start, b"") as url, pytest.raises(SourceError) as caught:
        fetch(url, private=True)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 1_000


def test_a_redirect_is_printed_short_and_bare(site: Site) -> None:
    url = site.page("/old", "", 302, location="http://[" + "\x9b31m" * 5_000)
    with pytest.raises(SourceError) as caught:
        fetch(url, private=True)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 1_000


@pytest.mark.parametrize(
    ("at", "published"),
    [
        ("/rain?access_token=8f2c", "/rain"),
        ("/rain?page=2&sig=ab&Key=c", "/rain?page=2"),
        ("/rain?X-Amz-Signature=ab&author=ann", "/rain?author=ann"),
        ("/rain?unlocked_article_code=ab#token", "/rain"),
        ("/rain?id=7", "/rain?id=7"),
    ],
)
def test_what_opens_a_page_is_not_published(site: Site, at: str, published: str) -> None:
    site.page(at.partition("#")[0], PAGE)
    secret = site.url.replace("http://", "http://ann:secret@") + at
    article = read(secret, web=Web(private=True)).article
    assert (article.url, article.id) == (site.url + published, site.url + published)


@pytest.mark.parametrize(
    "fact",
    [
        '<link rel="canonical" href="https://ann:secret@example.org/rain">',
        '<meta property="og:url" content="https://ann@example.org/rain">',
        '<link rel="canonical" href="http://["><meta property="og:url" content="https://a:b@example.org/rain">',
    ],
)
def test_user_and_password_are_never_published(site: Site, fact: str) -> None:
    url = site.page("/rain", PAGE.replace("<body>", f"<head>{fact}</head><body>"))
    assert read(url, web=Web(private=True)).article.url == "https://example.org/rain"


def test_a_page_packed_twice_is_named(site: Site) -> None:
    twice = gzip.compress(gzip.compress(PAGE.encode()))
    url = site.page("/rain", twice, content_encoding="gzip")
    with pytest.raises(SourceError, match=r"is a packed file \(gzip\)"):
        read(url, web=Web(private=True))
    url = site.page("/rain", twice, content_encoding="gzip, gzip")
    with pytest.raises(SourceError, match="is packed as gzip, gzip, which narrate did not ask"):
        fetch(url, private=True)


def test_a_packed_page_is_unpacked(site: Site) -> None:
    url = site.page("/rain", gzip.compress(PAGE.encode()), content_encoding="gzip")
    assert fetch(url, private=True).data == PAGE.encode()


def test_a_small_answer_that_unpacks_to_gigabytes_is_refused(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000)
    url = site.page("/bomb", bomb, content_encoding="gzip")
    with pytest.raises(SourceError, match="larger than 20 MB"):
        fetch(url, private=True)


def test_a_page_of_50_mb_is_refused(site: Site) -> None:
    url = site.page("/big", b"word " * 10_000_000)
    with pytest.raises(SourceError, match="larger than 20 MB"):
        fetch(url, private=True)


@pytest.mark.parametrize(
    ("headers", "match"),
    [
        ({"content_encoding": "br"}, "packed as br"),
        ({"content_encoding": "gzip"}, "packed wrongly"),
        ({"content_length": "100000"}, "cannot be fetched"),
    ],
)
def test_a_broken_answer_is_an_error(site: Site, headers: dict[str, str], match: str) -> None:
    url = site.page("/odd", PAGE, **headers)
    with pytest.raises(SourceError, match=match):
        fetch(url, private=True)


def test_a_cut_gzip_is_an_error(site: Site) -> None:
    whole = gzip.compress(PAGE.encode())
    url = site.page("/cut", whole[: len(whole) // 2], content_encoding="gzip")
    with pytest.raises(SourceError, match="broke off"):
        fetch(url, private=True)


def test_a_server_that_says_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrate.source.web._TIMEOUT_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        with pytest.raises(SourceError, match=r"cannot be fetched \(timed out\)"):
            fetch(f"http://127.0.0.1:{port}/", private=True)


def test_a_server_that_drips_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrate.source.web._DEADLINE_S", 0.3)
    with (
        pouring(b"HTTP/1.1 200 OK\r\n\r\n", b"x", pause_s=0.05) as url,
        pytest.raises(SourceError, match="took longer than"),
    ):
        fetch(url, private=True)


def test_a_server_that_drips_its_headers_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrate.source.web._DEADLINE_S", 0.3)
    with (
        pouring(b"HTTP/1.1 200 OK\r\n", b"x: y\r\n", pause_s=0.05) as url,
        pytest.raises(SourceError, match="took longer than"),
    ):
        fetch(url, private=True)


def test_html_without_end_is_left() -> None:
    with (
        pouring(b"HTTP/1.1 200 OK\r\n\r\n<html><body>", b"<p>It rained.</p>" * 5_000) as url,
        pytest.raises(SourceError, match="larger than 20 MB"),
    ):
        fetch(url, private=True)


def test_nesting_without_end_is_an_error_from_the_web_too(site: Site) -> None:
    url = site.page("/deep", "<html><body>" + "<div>" * 200_000 + "It rained.")
    with pytest.raises(SourceError, match="cannot be read as HTML"):
        read(url, web=Web(private=True))


def test_what_is_unchanged_is_not_sent_again(site: Site) -> None:
    url = site.page("/rain", PAGE, etag='"1"', last_modified="Mon, 04 May 2026 10:00:00 GMT")
    first = fetch(url, private=True)
    assert first.stamps == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "Mon, 04 May 2026 10:00:00 GMT",
    }
    second = fetch(url, private=True, stamps=first.stamps)
    assert (second.unchanged, second.data) == (True, b"")


@pytest.mark.parametrize(
    ("header", "meta"),
    [
        ("; charset=windows-1251", ""),
        ("", '<meta charset="windows-1251">'),
        ("; charset=cp1251", ""),
    ],
)
def test_the_server_or_the_page_says_how_it_is_encoded(site: Site, header: str, meta: str) -> None:
    page = f"<html><head>{meta}</head><body><p>Дощ падав увесь день.</p></body></html>"
    url = site.page("/rain", page.encode("cp1251"), content_type=f"text/html{header}")
    reading = read(url, web=Web(private=True))
    assert reading.article.blocks[0].text == "Дощ падав увесь день."


def test_a_pdf_on_the_web_is_named(site: Site) -> None:
    url = site.page("/report", b"%PDF-1.7 ...", content_type="application/pdf")
    with pytest.raises(SourceError, match="is a PDF"):
        read(url, web=Web(private=True))


def test_robots_decide_for_pages_that_nobody_named(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /closed/\n", content_type="text/plain")
    web = knowing(site)
    assert web.may(site.url + "/open/a")
    assert not web.may(site.url + "/closed/a")
    assert [path for path, _ in site.asked] == ["/", "/robots.txt"]
    site.pages.pop("/robots.txt")
    assert knowing(site).may(site.url + "/closed/a")
    site.page("/robots.txt", "", 503)
    assert not knowing(site).may(site.url + "/open/a")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_of_byte_order_decides_over_the_header(site: Site, encoding: str) -> None:
    page = "<html><body><p>Дощ падав увесь день.</p></body></html>".encode(encoding)
    url = site.page("/rain", page, content_type="text/html; charset=windows-1251")
    assert read(url, web=Web(private=True)).article.blocks[0].text == "Дощ падав увесь день."
