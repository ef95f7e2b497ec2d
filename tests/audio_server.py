"""A web server that serves a folder, with byte ranges and heads or, as some do, without."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loopback import Handler, LoopbackServer, running

TYPES = {".mp3": "audio/mpeg", ".xml": "application/rss+xml"}


@contextmanager
def serving(folder: Path, *, ranges: bool = True, head: bool = True) -> Iterator[str]:
    """Serve a folder while the block runs; give its address."""

    class FolderHandler(Handler):
        def answer(self) -> None:
            path = folder / self.path.lstrip("/")
            if self.command == "HEAD" and not head:
                self.reply(405)
                return
            if not path.is_file():
                self.reply(404)
                return
            data = path.read_bytes()
            status, _, body, headers = self.part(data) if ranges else (200, 0, data, {})
            kind = {"Content-Type": TYPES.get(path.suffix, "text/plain")}
            self.reply(status, body, kind | headers)

    with running(LoopbackServer(FolderHandler)) as server:
        yield server.url
