"""Any program that takes text and gives WAV: flite, festival's text2wave, RHVoice, macOS's say.

It is started with a list of arguments, never through a shell, so no text can be a command. In the
list {text} stands for a file with the text, {wav} for the file that the program is to write,
{voice} for the voice's id; {speed} is the speed as a factor, {stretch} its inverse, {rate} the same
in words a minute.

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
from typing import Final, NoReturn

from narrate.engines import Synthesizer, wav
from narrate.errors import EngineError
from narrate.model import Audio, Run, Voice

_OPTIONS: Final = {"run", "encoding", "environment"}
_NAMED: Final = re.compile(r"\{(text|wav|voice|speed|stretch|rate)\}")
_WORDS_PER_MINUTE = 175
_RATE_HZ = 22_050
_SHOWN = 200
_PLAIN: Final = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."}
)


class Command:
    """``options.run`` is the list; without {text} it reads stdin, without {wav} writes stdout."""

    name = "command"
    version = "1"
    deterministic = False
    forks = False
    abilities = ()

    def problem(self) -> str | None:
        """Return None: whether a voice's program is there is known when it is started."""
        return None

    def voices(self) -> Sequence[Voice]:
        """Return nothing: which program there is, a voice's file says."""
        return []

    @contextmanager
    def load(self, voice: Voice) -> Iterator[Synthesizer]:
        """Return a synthesizer; EngineError names the program that is not there."""
        run = _checked(voice)
        with tempfile.TemporaryDirectory(prefix="narrate-") as folder:

            def synthesize(runs: Sequence[Run]) -> Audio:
                text = "".join(one.readable for one in runs).replace("\0", " ")
                if not any(map(str.isalnum, text)):
                    return Audio(b"", _RATE_HZ)
                data = _say(run, voice, _encoded(text, voice), Path(folder))
                return wav.louder(wav.read(data, run[0]), voice.prosody.gain_db)

            yield synthesize


def _checked(voice: Voice) -> list[str]:
    """Return the voice's list of arguments; EngineError says what is wrong with it."""
    if unknown := sorted(set(voice.options) - _OPTIONS):
        raise EngineError(f"there is no option {unknown[0]!r}; options: {sorted(_OPTIONS)}")
    run = voice.options.get("run")
    if not isinstance(run, list) or not run or not all(isinstance(one, str) for one in run):
        raise EngineError(
            f"the voice {voice.name!r} has no program: set run under [options] in its file, a list "
            'such as ["flite", "-f", "{text}", "-o", "{wav}"]'
        )
    if which(run[0]) is None:
        raise EngineError(f"there is no program {run[0]!r}; install it, or give its whole path")
    paced = any(name in {"speed", "stretch", "rate"} for name in _NAMED.findall(" ".join(run)))
    if voice.prosody.speed != 1 and not paced:
        raise EngineError(f"{run[0]} is not told a speed: its list has no {{speed}}; leave it out")
    if voice.prosody.pitch:
        raise EngineError("a program cannot be told a pitch; leave out the pitch")
    return run


def _encoded(text: str, voice: Voice) -> bytes:
    """Return the text as the program reads it; what another encoding lacks, in plain signs."""
    encoding = str(voice.options.get("encoding", "utf-8"))
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN).encode(encoding, "ignore")
    except LookupError as error:
        raise EngineError(f"there is no encoding {encoding!r}") from error


def _say(run: list[str], voice: Voice, text: bytes, folder: Path) -> bytes:
    """Return the WAV of one text; EngineError has the last line that the program wrote."""
    source, target = folder / "text.txt", folder / "speech.wav"
    speed = voice.prosody.speed
    given = {
        "text": str(source),
        "wav": str(target),
        "voice": voice.id,
        "speed": f"{speed:g}",
        "stretch": f"{1 / speed:g}",
        "rate": f"{_WORDS_PER_MINUTE * speed:.0f}",
    }
    named = set(_NAMED.findall(" ".join(run)))
    source.write_bytes(text + b"\n")
    target.unlink(missing_ok=True)
    done = subprocess.run(  # noqa: S603 - the voice's file names the program, and no shell reads it
        [_NAMED.sub(lambda found: given[found.group(1)], argument) for argument in run],
        input=b"" if "text" in named else text + b"\n",
        capture_output=True,
        check=False,
    )
    if done.returncode:
        _fail(run[0], done)
    if "wav" not in named:
        return done.stdout
    if not target.exists():
        _fail(run[0], done)
    return target.read_bytes()


def _fail(program: str, done: "subprocess.CompletedProcess[bytes]") -> NoReturn:
    lines = done.stderr.decode(errors="replace").split("\n")
    last = next((line.strip() for line in reversed(lines) if line.strip()), "")
    how = f"ended with {done.returncode}" if done.returncode else "wrote no audio"
    raise EngineError(f"{program} {how}" + (f" ({last[:_SHOWN]})" if last else ""))
