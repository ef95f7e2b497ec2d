"""narrate doctor: show ready engines, remedies for the others, and where texts are sent."""

from typing import TYPE_CHECKING

import typer

from narrate.cli import options, output
from narrate.errors import Exit, NarrateError

if TYPE_CHECKING:
    from narrate.model import Jingles, Voice

EXAMPLE = "narrate doctor"
_TIMEOUT_S = 20.0


def command(json_: options.Json = False) -> None:
    """Let every engine speak a word, and list which are ready.

    Prints a remedy for each engine that is not ready, and the voices that send text to another
    machine. The exit code is 1 if the voice in the settings cannot speak, or if the sounds in the
    settings cannot be used.
    """
    from narrate import engines, voices
    from narrate.model import Jingles

    settings = options.settings()
    language = settings.language or "en"
    settings, _ = voices.decide(settings, language)
    chosen = voices.find(settings.voice, language, settings.prosody)
    problems = {name: _problem(name) for name in engines.names()}
    try:
        mine = _spoken_problem(voices.speaking(settings, language))
    except NarrateError as error:
        mine = str(error)
    problems[chosen.engine] = problems[chosen.engine] or mine
    if settings.sounds != Jingles():
        problems["sounds"] = _jingle_problem(settings.sounds)
    if json_:
        output.document(problems)
    else:
        for name, problem in problems.items():
            whose = f" (speaks for your voice {chosen.name!r})" if name == chosen.engine else ""
            print(f"{name:8}  {problem or 'ready'}{whose}")
        for voice in voices.catalog():
            if voice.leaves_machine:
                where = voice.options.get("address", "another machine")
                print(f"The text that {voice.name!r} says leaves this machine: {where}")
    if mine or problems.get("sounds"):
        raise typer.Exit(Exit.CANNOT)


def _problem(name: str) -> str | None:
    """Return None when the engine speaks a word, or has no voice yet; else the remedy."""
    from narrate import engines
    from narrate.engines import pool
    from narrate.model import TRAINED, Voice

    if problem := engines.find(name).problem():
        return problem
    try:
        if not (available := pool.voices(name)):
            return None
    except NarrateError as error:
        return str(error)
    neural_voice = available[0] if available[0].source_type == TRAINED else None
    return _spoken_problem(neural_voice or Voice(name=name, engine=name, language="en"))


def _jingle_problem(jingles: "Jingles") -> str | None:
    """Return None when the jingles can be decoded, else the reason."""
    from narrate import audio

    try:
        audio.jingles.read(jingles)
    except NarrateError as error:
        return str(error)
    return None


def _spoken_problem(voice: "Voice") -> str | None:
    """Return None when a voice speaks a word, else the reason why it does not."""
    from narrate.engines.pool import Pool
    from narrate.model import SpokenRun

    try:
        with Pool(voice, jobs=1, timeout_s=_TIMEOUT_S) as pool:
            pool([SpokenRun("Ready.")])
    except NarrateError as error:
        return str(error)
    return None
