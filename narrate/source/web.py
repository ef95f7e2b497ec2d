"""Fetch from the web: http and https, public addresses, within limits of time and size."""

import re
import socket
import threading
import time
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin, urlsplit

from narrate.errors import SourceError
from narrate.runtime.packages import own_version
from narrate.source.network import Place, place, resolved
from narrate.source.page import language_tag, shown

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
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_MOVED = {301, 302, 303, 307, 308}
_UNCHANGED = 304
_FAILS = 500


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: the address after all redirects, the data, and the server's description of it.

    ``stamps`` are the headers that ask, the next time, only for something newer; ``unchanged``
    marks the answer to such a question, without data. ``language`` is the tag that the server gives
    for the answer, "" where it gives none or several.
    """

    url: str
    data: bytes = b""
    media_type: str = ""
    charset: str = ""
    stamps: dict[str, str] = field(default_factory=dict)
    unchanged: bool = False
    language: str = ""


@cache
def _agent() -> str:

    return f"narrate/{own_version()} (article to audio, on a reader's request)"


def is_address(source: str) -> bool:
    """Tell whether a source is an address on the web."""
    return source.startswith(("http://", "https://"))


def fetch(url: str, *, private: bool = False, stamps: dict[str, str] | None = None) -> Fetched:
    """Fetch an address that the user named; see ``Web.fetch``."""
    return Web(private=private).fetch(url, stamps)


def _fetch(url: str, opened: Collection[Place], stamps: dict[str, str]) -> Fetched:
    """Fetch an address, redirects followed, each checked as the first."""
    import httpx

    address = url
    with (
        httpx.Client(timeout=_TIMEOUT_S, trust_env=False, follow_redirects=False) as client,
        _Deadline(_DEADLINE_S) as deadline,
    ):
        for _ in range(_REDIRECTS + 1):
            try:
                request = _request(client, address, stamps, opened)
                request.extensions["trace"] = deadline.trace
                answer = client.send(request, stream=True)
                if answer.status_code not in _MOVED or "location" not in answer.headers:
                    return _fetched(address, answer, deadline)
                answer.close()
                address = urljoin(address, answer.headers["location"])
            except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
                if deadline.passed:
                    raise _too_slow(address) from error
                raise SourceError(
                    f"{shown(address)} cannot be fetched ({_cause(error)}): check the address and "
                    "the connection, or save the page and name that file."
                ) from error
    raise SourceError(f"{shown(url)} redirects more than {_REDIRECTS} times: name the page itself.")


class _AnswerError(SourceError):
    """A server answered without a page; ``status`` is its code."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class _Deadline:
    """End a connection when its time is up, whatever the server is sending then."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._hang_up)
        self._timer.daemon = True
        self._socket: socket.socket | None = None

    @property
    def passed(self) -> bool:
        """Tell whether the time is up."""
        return time.monotonic() >= self._end

    def trace(self, event: str, details: dict[str, Any]) -> None:
        """Take the connection when httpx reports one."""
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
    return SourceError(f"{shown(url)} took longer than {_DEADLINE_S:.0f} s: try again later.")


def _request(
    client: "httpx.Client", url: str, stamps: dict[str, str], opened: Collection[Place]
) -> "httpx.Request":
    """Return a request to the checked address of a name, under that name."""
    parts, to = urlsplit(url), place(url)
    address = resolved(to, url, opened=opened)
    literal = f"[{address}]" if ":" in str(address) else str(address)
    headers = {
        "Host": f"{to.host}:{parts.port}" if parts.port else to.host,
        "User-Agent": _agent(),
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
        **stamps,
    }
    target = parts._replace(netloc=f"{literal}:{to.port}", fragment="").geturl()
    # The server's certificate must match the name, not the address.
    return client.build_request(
        "GET", target, headers=headers, extensions={"sni_hostname": to.host}
    )


def _fetched(url: str, answer: "httpx.Response", deadline: _Deadline) -> Fetched:
    headers = answer.headers
    stamps = {
        name: headers[header]
        for name, header in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
        if header in headers
    }
    if answer.status_code == _UNCHANGED:
        return Fetched(url, stamps=stamps, unchanged=True)
    if not answer.is_success:
        raise _AnswerError(
            answer.status_code,
            f"{shown(url)} answers {answer.status_code} {shown(answer.reason_phrase)}: check the "
            "address, or save the page and name that file.",
        )
    content_type = headers.get("content-type", "")
    charset = _CHARSET.search(content_type)
    return Fetched(
        url,
        b"".join(_pieces(url, answer, deadline)),
        content_type.partition(";")[0].strip().lower(),
        charset[1] if charset else "",
        stamps,
        language=language_tag(headers.get("content-language", "").strip()),
    )


def _pieces(url: str, answer: "httpx.Response", deadline: _Deadline) -> Iterator[bytes]:
    """Yield an answer's data, unpacked here, since a small answer can unpack to gigabytes."""
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip"}:
        raise SourceError(
            f"{shown(url)} is packed as {shown(packing)}, which narrate did not ask for: save the "
            "page and name that file."
        )
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if packing.endswith("gzip") else None
    room = _LARGEST_MB * 1_000_000
    try:
        for raw in answer.iter_raw():
            piece = unpack.decompress(raw, room + 1) if unpack else raw
            room -= len(piece)
            if room < 0:
                raise SourceError(
                    f"{shown(url)} is larger than {_LARGEST_MB} MB, too large for an article: "
                    "check the address."
                )
            yield piece
    except zlib.error as error:
        raise SourceError(
            f"{shown(url)} is packed wrongly ({error}): save the page and name that file."
        ) from error
    if deadline.passed:  # without a length, a connection that ends looks like the end of a page
        raise _too_slow(url)
    if unpack and not unpack.eof and room < _LARGEST_MB * 1_000_000:
        raise SourceError(f"{shown(url)} broke off before its end: try again.")


def _cause(error: Exception) -> str:
    return shown(str(error)) or type(error).__name__


class Web:
    """The web as one run sees it.

    ``private`` opens a private network, at the hosts that the user names and at no other.
    """

    def __init__(self, *, private: bool = False) -> None:
        """Know nothing of any site yet."""
        self._private = private
        self._opened: set[Place] = set()
        self._robots: dict[str, RobotFileParser | None] = {}

    def fetch(
        self, url: str, stamps: dict[str, str] | None = None, *, unasked: bool = False
    ) -> Fetched:
        """Fetch an address, redirects followed.

        ``stamps`` are those of an earlier answer. ``unasked`` marks an address that a list, a
        page or a server named, and no user: ``private`` does not open its host. Raises
        SourceError where nothing can be fetched.
        """
        if self._private and not unasked:
            with suppress(ValueError):  # the fetch itself will raise it
                self._opened.add(place(url))
        return _fetch(url, self._opened, stamps or {})

    def may(self, url: str) -> bool:
        """Tell whether the site's robots.txt lets narrate read a page that nobody named."""
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
            text = self.fetch(url, unasked=True).data.decode(errors="replace")
        except _AnswerError as error:
            if error.status < _FAILS:
                return None
            text = "User-agent: *\nDisallow: /"
        except SourceError:
            return None  # the page itself will fail with the reason
        rules.parse(text.splitlines())
        return rules
