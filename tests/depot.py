"""A server of files on loopback that cuts, redirects, damages and refuses as it is told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from loopback import Handler, LoopbackServer, running

from narrate.model import File, Voice


class Depot(LoopbackServer):
    """``files`` by path; ``cut`` is after how many bytes an answer ends, that many times."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(_DepotHandler)
        self.files = dict(files)
        self.redirects: dict[str, str] = {}
        self.cut, self.cuts = 0, 0
        self.ranges = True
        self.asked: list[tuple[str, str]] = []


@dataclass
class Offered:
    """The voice that a depot offers, and its files' bytes by name."""

    depot: Depot
    model: bytes
    about: bytes

    def voice(self, *, known: bool = True, **changes: str) -> Voice:
        files = tuple(
            File(
                f"{self.depot.url}/voices/{name}",
                len(data) if known else 0,
                changes.get(name, sha256(data).hexdigest()) if known else "",
            )
            for name, data in (("tiny.onnx", self.model), ("tiny.onnx.json", self.about))
        )
        return Voice("tiny", "piper", model="tiny.onnx", language="en-US", files=files)

    def toml(self, *, known: bool = True, commercial: str = "yes", license_: str = "MIT") -> str:
        lines = [
            'engine = "piper"',
            'model = "tiny.onnx"',
            'language = "en-US"',
            f'license = "{license_}"',
            f'commercial = "{commercial}"',
        ]
        for file in self.voice(known=known).files:
            lines += ["[[files]]", f'address = "{file.address}"']
            lines += [f"size = {file.size}", f'sha256 = "{file.sha256}"'] if known else []
        return "\n".join(lines)


@contextmanager
def serving(files: Mapping[str, bytes]) -> Iterator[Depot]:
    with running(Depot(files)) as depot:
        yield depot


class _DepotHandler(Handler):
    server: Depot
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        depot = self.server
        depot.asked.append((self.path, self.headers.get("Range", "")))
        if self.path in depot.redirects:
            self.reply(302, headers={"Location": depot.redirects[self.path]})
        elif self.path not in depot.files:
            self.reply(404)
        else:
            self._give(depot.files[self.path])

    def _give(self, data: bytes) -> None:
        depot = self.server
        status, _, body, headers = self.part(data) if depot.ranges else (200, 0, data, {})
        self.send_head(status, len(body), {**headers, "ETag": '"one"'})
        if depot.cuts:
            depot.cuts -= 1
            body = body[: depot.cut]
            self.close_connection = True
        self.wfile.write(body)
