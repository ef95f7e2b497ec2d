"""The messages between an engine's process and its parent: a line of JSON, then PCM or nothing.

- An order, ``{"engine": name, "limit_s": s, "folder": path, "voice": {…}}``, loads the voice;
  without ``voice`` the engine lists its voices. The folder holds the engine's files.
- A request, ``{"runs": [[text, phonemes, respelling], …], "limit_s": s}``, asks for one utterance.
- An answer is ``{"ready": true}``, ``{"voices": [{…}, …]}``, ``{"error": sentence}``, or audio:
  ``{"rate": Hz, "bytes": n, "words": [[start_frame, end_frame, start, end, estimated], …]}`` and
  its PCM.
"""

import json
from collections.abc import Sequence
from typing import IO, Any

from narrate.model import Audio, SpokenRun, Word

Head = dict[str, Any]
_LONGEST_LINE = 16_000_000  # bytes; the word times of a long sentence take a hundredth of it


def send(stream: IO[bytes], head: Head, pcm: bytes = b"") -> None:
    """Write one message and flush it."""
    stream.write(json.dumps(head).encode() + b"\n")
    stream.write(pcm)  # separately: copying it would take longer
    stream.flush()


def receive(stream: IO[bytes]) -> Head | None:
    """Read one message without its PCM; None if the other side has gone."""
    line = stream.readline(_LONGEST_LINE)
    return json.loads(line) if line.endswith(b"\n") else None


def request(runs: Sequence[SpokenRun], limit_s: float) -> Head:
    """Return the request for an utterance with its time limit."""
    return {"runs": list(runs), "limit_s": limit_s}


def runs(head: Head) -> list[SpokenRun]:
    """Return the runs of a request."""
    return [SpokenRun(*run) for run in head["runs"]]


def answer(audio: Audio) -> Head:
    """Return the answer whose PCM follows."""
    head = {"rate": audio.sample_rate_hz, "bytes": len(audio.pcm), "words": audio.words}
    return {**head, "faults": audio.faults} if audio.faults else head


def audio(head: Head, pcm: bytes) -> Audio:
    """Return the audio of an answer."""
    words = tuple(Word(*word) for word in head["words"])
    return Audio(pcm, head["rate"], words, tuple(head.get("faults", ())))
