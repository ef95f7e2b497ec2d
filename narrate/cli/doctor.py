"""narrate doctor: what is ready, and what to do about what is not."""

import json

import typer

from narrate.cli import options
from narrate.errors import Exit, NarrateError

NAME = "doctor"
EXAMPLE = "narrate doctor"
_TIMEOUT_S = 20.0


def command(json_: options.Json = False) -> None:
    """Let every engine say a word, and tell which are ready.

    An engine that is not ready comes with one sentence that says what to do. The exit code is 1
    when the voice that the settings name is among them.
    """
    from narrate import engines, voices  # noqa: PLC0415 - --help needs none of it

    settings = options.settings()
    voice = voices.find(settings.voice, settings.language or "en", settings.prosody)
    problems = {name: _problem(name) for name in engines.names()}
    if json_:
        print(json.dumps(problems, ensure_ascii=False, indent=1))
    else:
        for name, problem in problems.items():
            mine = f" (speaks for your voice {voice.name!r})" if name == voice.engine else ""
            print(f"{name:8}  {problem or 'ready'}{mine}")
    if problems[voice.engine]:
        raise typer.Exit(Exit.CANNOT)


def _problem(name: str) -> str | None:
    """Return None when the engine says a word, else one sentence with the remedy."""
    from narrate import engines  # noqa: PLC0415 - --help needs none of it
    from narrate.engines.pool import Pool  # noqa: PLC0415 - as above
    from narrate.model import Run, Voice  # noqa: PLC0415 - as above

    if problem := engines.find(name).problem():
        return problem
    voice = Voice(name=name, engine=name, language="en")
    try:
        with Pool(voice, jobs=1, timeout_s=_TIMEOUT_S) as pool:
            pool([Run("Ready.")])
    except NarrateError as error:
        return str(error)
    return None
