"""Any program that turns text into WAV: flite, festival's text2wave, RHVoice, macOS's say.

It starts with a list of arguments and without a shell, so no text can be a command. In the list
{text} is a file with the text, {wav} the file that the program writes, {voice} the voice's id,
{speed} the speed as a factor, {stretch} its inverse, {rate} the speed in words a minute.

The program inherits the usual variables of the environment; ``options.environment`` lists others
that it reads.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from typing import Final

from narrate.engines import Synthesizer, letters, wav
from narrate.errors import EngineError
from narrate.model import Audio, SpokenRun, Voice

_OPTIONS: Final = {"run", "encoding", "environment"}
_NAMED: Final = re.compile(r"\{(text|wav|voice|speed|stretch|rate)\}")
_WORDS_PER_MINUTE = 175
_RATE_HZ = 22_050
_SHOWN = 200  # bytes of the program's last words
_SIMPLE: Final = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."}
)


class Command:
    """A program, ``options.run``: without {text} it reads stdin, without {wav} it writes stdout."""

    name = "command"
    version = f"2, {letters.EDITION}"
    deterministic = False
    forks = False
    abilities = ()

    def problem(self) -> str | None:
        """Return None: only loading a voice shows whether its program exists."""
        return None

    def voices(self) -> Sequence[Voice]:
        """Return no voices: voice files name the programs."""
        return []

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        """Return a synthesizer; EngineError names a program that does not exist."""
        arguments = _arguments(voice)
        with tempfile.TemporaryDirectory(prefix="narrate-") as folder:

            def synthesize(runs: Sequence[SpokenRun]) -> Audio:
                text = "".join(run.readable for run in runs).replace("\0", " ")
                text = letters.spoken(text, voice.language)
                if not any(map(str.isalnum, text)):
                    return Audio(b"", _RATE_HZ)
                data = _run(arguments, voice, _encoded(text, voice), Path(folder))
                return wav.amplified(wav.read(data, arguments[0]), voice.prosody.gain_db)

            yield synthesize


def _arguments(voice: Voice) -> list[str]:
    """Return the voice's list of arguments; EngineError names its fault."""
    if unknown := sorted(set(voice.options) - _OPTIONS):
        raise EngineError(f"there is no option {unknown[0]!r}; options: {sorted(_OPTIONS)}")
    run = voice.options.get("run")
    if not isinstance(run, list) or not run or not all(isinstance(text, str) for text in run):
        raise EngineError(
            f"the voice {voice.name!r} has no program: set run under [options] in its file, a list "
            'such as ["flite", "-f", "{text}", "-o", "{wav}"]'
        )
    if which(run[0]) is None:
        raise EngineError(f"there is no program {run[0]!r}; install it, or give its whole path")
    paced = any(name in {"speed", "stretch", "rate"} for name in _NAMED.findall(" ".join(run)))
    if voice.prosody.speed != 1 and not paced:
        raise EngineError(
            f"{run[0]} cannot follow the speed: its arguments have no {{speed}}. Add it to run in "
            "the voice's file, or set no speed"
        )
    if voice.prosody.pitch:
        raise EngineError("a program cannot change the pitch: remove the pitch from the settings")
    return run


def _encoded(text: str, voice: Voice) -> bytes:
    """Return the text in the program's encoding.

    Quotes and dashes that it lacks become simple, letters lose their accents.
    """
    encoding = str(voice.options.get("encoding", "utf-8"))
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return letters.encodable(text.translate(_SIMPLE), encoding).encode(encoding, "ignore")
    except LookupError as error:
        raise EngineError(f"there is no encoding {encoding!r}") from error


def _run(arguments: list[str], voice: Voice, text: bytes, folder: Path) -> bytes:
    """Return the WAV of one text; EngineError holds the last line that the program wrote."""
    source, target = folder / "text.txt", folder / "speech.wav"
    speed = voice.prosody.speed
    values = {
        "text": str(source),
        "wav": str(target),
        "voice": voice.id,
        "speed": f"{speed:g}",
        "stretch": f"{1 / speed:g}",
        "rate": f"{_WORDS_PER_MINUTE * speed:.0f}",
    }
    names = set(_NAMED.findall(" ".join(arguments)))
    source.write_bytes(text + b"\n")
    target.unlink(missing_ok=True)
    output, errors = (
        folder / "output",
        folder / "errors",
    )  # files, for a program may write gigabytes
    with output.open("wb") as out, errors.open("wb") as err:
        ended = subprocess.run(  # noqa: S603 - the voice file names the program; there is no shell
            [_NAMED.sub(lambda match: values[match.group(1)], text) for text in arguments],
            input=b"" if "text" in names else text + b"\n",
            stdout=out,
            stderr=err,
            check=False,
        )
    audio = target if "wav" in names else output
    if ended.returncode or not audio.exists():
        how = f"ended with {ended.returncode}" if ended.returncode else "wrote no audio"
        raise EngineError(f"{arguments[0]} {how}{_last_line(errors)}")
    if audio.stat().st_size > wav.LARGEST_BYTES:
        raise EngineError(
            f"{arguments[0]} wrote more than {wav.LARGEST_BYTES // 1_000_000} MB of audio"
        )
    return audio.read_bytes()


def _last_line(errors: Path) -> str:
    """Return the last line that a program wrote to stderr, in brackets; empty if there is none."""
    with errors.open("rb") as file:
        file.seek(max(0, errors.stat().st_size - _SHOWN))
        lines = file.read().decode(errors="replace").splitlines()
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return f" ({last})" if last else ""
