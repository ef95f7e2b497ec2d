"""What an engine's process and its parent say to each other: a line of JSON, then PCM or nothing.

- an order, ``{"engine": name, "limit_s": s, "folder": path, "voice": {…}}``, loads the voice;
  without one the engine's voices are listed; the folder, for the engine's files, goes with it;
- a request, ``{"runs": [[text, phonemes, respelling], …], "limit_s": s}``, is to be said;
- an answer is ``{"ready": true}``, ``{"voices": [{…}, …]}``, ``{"error": sentence}``, or audio:
  ``{"rate": Hz, "bytes": n, "words": [[start_frame, end_frame, start, end, estimated], …]}`` and
  its PCM.
"""

import json
from collections.abc import Sequence
from typing import IO, Any

from narrate.model import Audio, Run, Word

Head = dict[str, Any]


def send(stream: IO[bytes], head: Head, pcm: bytes = b"") -> None:
    """Write one message and let it go."""
    stream.write(json.dumps(head).encode() + b"\n")
    stream.write(pcm)  # apart: a copy of it would take longer
    stream.flush()


def receive(stream: IO[bytes]) -> Head | None:
    """Read one message without its PCM; None where the other side has gone."""
    line = stream.readline()
    return json.loads(line) if line.endswith(b"\n") else None


def request(runs: Sequence[Run], limit_s: float) -> Head:
    """Return the request to say an utterance within a time."""
    return {"runs": list(runs), "limit_s": limit_s}


def runs(head: Head) -> list[Run]:
    """Return what a request asks to be said."""
    return [Run(*run) for run in head["runs"]]


def answer(audio: Audio) -> Head:
    """Return the answer whose PCM follows."""
    about = {"rate": audio.sample_rate_hz, "bytes": len(audio.pcm), "words": audio.words}
    return {**about, "faults": audio.faults} if audio.faults else about


def audio(head: Head, pcm: bytes) -> Audio:
    """Return the audio of an answer."""
    words = tuple(Word(*word) for word in head["words"])
    return Audio(pcm, head["rate"], words, tuple(head.get("faults", ())))
