"""Fetch from the web: http and https, public addresses, within limits of time and size.

A name is resolved once, each of its addresses is checked, and the connection goes to the address
that was checked, so that no second answer of a name server leads elsewhere; again on every
redirect.
"""

import ipaddress
import re
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit

from narrate.errors import SourceError

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

    import httpx

_ACCEPT = (
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, text/*;q=0.8"
)
_REDIRECTS = 10
_TIMEOUT_S = 15.0  # for a connection, and for each piece of an answer
_DEADLINE_S = 60.0
_LARGEST_MB = 20
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_MOVED = {301, 302, 303, 307, 308}
_UNCHANGED = 304
_FAILS = 500
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What was fetched: where it was in the end, and what the server said of it.

    ``stamps`` are the headers that ask, the next time, only for something newer; ``unchanged`` is
    the answer to such a question, without data.
    """

    url: str
    data: bytes = b""
    media_type: str = ""
    charset: str = ""
    stamps: dict[str, str] = field(default_factory=dict)
    unchanged: bool = False


@cache
def _agent() -> str:
    from importlib.metadata import version

    return f"narrate/{version('narrate')} (article to audio, on a reader's request)"


def is_address(source: str) -> bool:
    """Whether a source is an address on the web."""
    return source.startswith(("http://", "https://"))


def fetch(url: str, *, private: bool = False, stamps: dict[str, str] | None = None) -> Fetched:
    """Fetch an address, redirects followed; ``private`` allows addresses of one's own network.

    ``stamps`` are those of an earlier answer. Raises SourceError for what cannot be had.
    """
    import httpx

    at = url
    with (
        httpx.Client(timeout=_TIMEOUT_S, trust_env=False, follow_redirects=False) as client,
        _Deadline(_DEADLINE_S) as deadline,
    ):
        for _ in range(_REDIRECTS + 1):
            try:
                request = _request(client, at, stamps or {}, private)
                request.extensions["trace"] = deadline.trace
                answer = client.send(request, stream=True)
                if answer.status_code not in _MOVED or "location" not in answer.headers:
                    return _fetched(at, answer, deadline)
                answer.close()
                at = urljoin(at, answer.headers["location"])
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
                if deadline.passed:
                    raise _too_slow(at) from error
                raise SourceError(
                    f"{at} cannot be fetched ({_cause(error)}): check the address and the "
                    "connection, or save the page and name that file."
                ) from error
    raise SourceError(f"{url} redirects more than {_REDIRECTS} times: name the page itself.")


class _Answered(SourceError):  # noqa: N818 - it is what a server did
    """A server answers, but with no page."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class _Deadline:
    """Ends a connection when its time is up, whatever the server is saying then."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True
        self._socket: socket.socket | None = None

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self._end

    def trace(self, event: str, details: dict[str, Any]) -> None:
        """Take the connection, when httpx says that there is one."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._socket = details["return_value"].get_extra_info("socket")

    def _hang_up(self) -> None:
        if self._socket is not None:
            with suppress(OSError):  # it may be closed already
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


def _too_slow(url: str) -> SourceError:
    return SourceError(f"{url} took longer than {_DEADLINE_S:.0f} s: try again later.")


def _request(
    client: "httpx.Client",
    url: str,
    stamps: dict[str, str],
    private: bool,  # noqa: FBT001 - named where a user gives it
) -> "httpx.Request":
    """Return a request to the address that a name stands for, checked, under that name."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SourceError(f"{url} is no address on the web: narrate fetches http and https only.")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    host = (
        parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    )
    address = _checked(host, port, url, private=private)
    literal = f"[{address}]" if isinstance(address, ipaddress.IPv6Address) else str(address)
    headers = {
        "Host": f"{host}:{parts.port}" if parts.port else host,
        "User-Agent": _agent(),
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
        **stamps,
    }
    at = parts._replace(netloc=f"{literal}:{port}", fragment="").geturl()
    # The server's certificate must stand for the name, not for the address.
    return client.build_request("GET", at, headers=headers, extensions={"sni_hostname": host})


def _checked(host: str, port: int, url: str, *, private: bool) -> _Address:
    """Return an address of a host; SourceError where one of them is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise SourceError(
            f"{url} cannot be fetched: no address is known for {host} ({why}). Check the name."
        ) from error
    addresses = [ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in found]
    if not private and (closed := [one for one in addresses if not is_public(one)]):
        raise SourceError(
            f"{url} leads to {closed[0]}, an address of a private network, and is not fetched. "
            "If it is your own site, allow it with --private."
        )
    return addresses[0]


def is_public(address: _Address) -> bool:
    """Whether an address, and every one embedded in it, is on the public internet.

    >>> [is_public(ipaddress.ip_address(a)) for a in ("93.184.216.34", "2606:2800:220:1::1")]
    [True, True]
    >>> hidden = "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "192.0.0.8"
    >>> any(is_public(ipaddress.ip_address(address)) for address in hidden)
    False
    """
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        return address.is_global and not address.is_multicast
    special = address in ipaddress.ip_network("192.0.0.0/24")
    return address.is_global and not address.is_multicast and not special


def _fetched(url: str, answer: "httpx.Response", deadline: _Deadline) -> Fetched:
    headers = answer.headers
    stamps = {
        name: headers[given]
        for name, given in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
        if given in headers
    }
    if answer.status_code == _UNCHANGED:
        return Fetched(url, stamps=stamps, unchanged=True)
    if not answer.is_success:
        raise _Answered(
            answer.status_code,
            f"{url} answers {answer.status_code} {answer.reason_phrase}: check the address, or "
            "save the page and name that file.",
        )
    kind = headers.get("content-type", "")
    charset = _CHARSET.search(kind)
    return Fetched(
        url,
        b"".join(_pieces(url, answer, deadline)),
        kind.partition(";")[0].strip().lower(),
        charset[1] if charset else "",
        stamps,
    )


def _pieces(url: str, answer: "httpx.Response", deadline: _Deadline) -> Iterator[bytes]:
    """Yield an answer's data, unpacked here, since a small answer can unpack to gigabytes."""
    packed = answer.headers.get("content-encoding", "").strip().lower()
    if packed not in {"", "identity", "gzip", "x-gzip"}:
        raise SourceError(f"{url} is packed as {packed}, which was not asked for: save the page.")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed.endswith("gzip") else None
    room = _LARGEST_MB * 1_000_000
    try:
        for raw in answer.iter_raw():
            piece = unpack.decompress(raw, room + 1) if unpack else raw
            room -= len(piece)
            if room < 0:
                raise SourceError(
                    f"{url} is larger than {_LARGEST_MB} MB, which is no article: check it."
                )
            yield piece
    except zlib.error as error:
        raise SourceError(f"{url} is packed wrongly ({error}): save the page.") from error
    if deadline.passed:  # without a length, a connection that ends looks like the end of a page
        raise _too_slow(url)
    if unpack and not unpack.eof and room < _LARGEST_MB * 1_000_000:
        raise SourceError(f"{url} broke off before its end: try again.")


def _cause(error: Exception) -> str:
    return str(error) or type(error).__name__


class Web:
    """The web as one run sees it; ``private`` allows addresses of one's own network."""

    def __init__(self, *, private: bool = False) -> None:
        """Know nothing of any site yet."""
        self._private = private
        self._robots: dict[str, RobotFileParser | None] = {}

    def fetch(self, url: str, stamps: dict[str, str] | None = None) -> Fetched:
        """Fetch an address, as ``fetch`` does."""
        return fetch(url, private=self._private, stamps=stamps)

    def may(self, url: str) -> bool:
        """Whether the site's robots.txt lets narrate read a page that nobody named."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._rules(f"{site}/robots.txt")
        rules = self._robots[site]
        return rules is None or rules.can_fetch(_agent(), url)

    def _rules(self, url: str) -> "RobotFileParser | None":
        """Return a site's rules; None where it has none.

        Where the server fails, everything is closed (RFC 9309, 2.3.1.4).
        """
        from urllib.robotparser import RobotFileParser

        rules = RobotFileParser()
        try:
            text = self.fetch(url).data.decode(errors="replace")
        except _Answered as error:
            if error.status < _FAILS:
                return None
            text = "User-agent: *\nDisallow: /"
        except SourceError:
            return None  # the page itself will say why it cannot be had
        rules.parse(text.splitlines())
        return rules
