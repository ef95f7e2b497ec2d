"""A server with OpenAI's /v1/audio/speech on loopback, which beeps as the tone engine does.

The voice asked for says how it behaves; ``asked`` keeps what came.
"""

import gzip
import io
import json
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from loopback import Handler, LoopbackServer, running

from narrate.engines.tone import Tone
from narrate.model import Prosody, SpokenRun, Voice

HTML = b"<!doctype html><title>502 Bad Gateway</title><h1>Bad Gateway</h1>"


class Server(LoopbackServer):
    def __init__(self) -> None:
        super().__init__(_SpeechHandler)
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []

    @property
    def address(self) -> str:
        return f"{self.url}/v1"


@contextmanager
def serving() -> Iterator[Server]:
    with running(Server()) as server:
        yield server


def beeps(text: str, speed: float = 1.0) -> bytes:
    voice = Voice(name="tone", engine="tone", prosody=Prosody(speed=speed))
    with Tone().load(voice) as synthesize:
        audio = synthesize([SpokenRun(text)])
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(audio.sample_rate_hz)
        out.writeframes(audio.pcm)
    return file.getvalue()


class _SpeechHandler(Handler):
    server: Server
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append({**asked, "path": self.path})
        self.server.keys.append(self.headers.get("Authorization", ""))
        how = str(asked["voice"])
        speech = beeps(asked["input"], asked["speed"])
        if how.startswith("busy") and (how != "busy-once" or len(self.server.asked) == 1):
            after = "3600" if how == "busy-for-an-hour" else "0.1"
            self.reply(429, b"{}", {"Retry-After": after})
        elif how == "compresses":
            twice = gzip.compress(gzip.compress(bytes(1_000_000)))
            self.reply(200, twice, {"Content-Encoding": "gzip, gzip"})
        elif how == "closes":
            self.send_head(200, len(speech))
            self.wfile.write(speech[: len(speech) // 2])
            self.close_connection = True
        else:
            if how == "slow":
                time.sleep(30)
            if how == "clipped" or (how == "clipped-once" and len(self.server.asked) == 1):
                wave = np.frombuffer(speech[44:], "<i2") * 10.0
                speech = speech[:44] + wave.clip(-32_768, 32_767).astype("<i2").tobytes()
            self.reply(*_ANSWERS.get(how, lambda speech: (200, speech))(speech))


_ANSWERS: dict[str, Callable[[bytes], tuple[int, bytes]]] = {
    "html": lambda _: (200, HTML),
    "gateway": lambda _: (502, HTML),
    "shouts": lambda _: (
        400,
        json.dumps({"error": {"message": "no\x1b[2J\x9b1m voice\n" + "sorry " * 999}}).encode(),
    ),
    "refuses": lambda _: (400, json.dumps({"error": {"message": "no such voice"}}).encode()),
    "truncated": lambda speech: (200, speech[: len(speech) // 2]),
    "empty": lambda _: (200, b""),
    # As servers do that begin before they know how long it will be.
    "streams": lambda speech: (
        200,
        speech[:4] + b"\xff" * 4 + speech[8:40] + b"\xff" * 4 + speech[44:],
    ),
}
