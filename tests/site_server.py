"""A web server whose pages a test sets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from loopback import Handler, LoopbackServer, running


@dataclass
class Answer:
    """The server's answer to a request for one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Site:
    """The pages by path, the requests that came, and the address of the server."""

    def __init__(self, url: str) -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.url = url

    def page(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> str:
        """Set a page; return its address."""
        data = body if isinstance(body, bytes) else body.encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = Answer(data, status, {"content-type": "text/html", **named})
        return self.url + path


@contextmanager
def served() -> Iterator[Site]:
    """Serve a site while the block runs."""

    class SiteHandler(Handler):
        def answer(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            answer = site.pages.get(self.path, Answer(status=404))
            if answer.headers.get("etag") == self.headers.get("If-None-Match", ""):
                answer = Answer(status=304)
            self.reply(answer.status, answer.body, answer.headers)

    with running(LoopbackServer(SiteHandler)) as server:
        site = Site(server.url)
        yield site
