"""The setting ``voice = "auto"``: the best voice that is ready for an article's language."""

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from narrate import engines
from narrate.model import TRAINED
from narrate.voices.catalog import catalog
from narrate.voices.models import installed

if TYPE_CHECKING:
    from narrate.config import Settings
    from narrate.model import Voice

AUTO: Final = "auto"
SYSTEM: Final = "system"
_BEST_ENGINES: Final = ("kokoro", "piper")  # by ear; the others follow


def choose(language: str, *, commercial: bool) -> "Voice | None":
    """Return the best neural voice that is ready for a language; None leaves it to the system.

    A voice of the article's own country comes first, then the better engine, then the order of the
    catalog. Voices of the working directory, of servers, and with a license that forbids the use
    do not count.
    """
    ready_voices = [
        voice
        for voice in catalog(trusted=True)
        if _speaks(voice, language)
        and voice.source_type == TRAINED
        and not voice.leaves_machine
        and (voice.commercial == "yes" or not commercial)
        and installed(voice)
        and problem_of(voice.engine) is None
    ]
    return min(ready_voices, key=lambda voice: _rank(voice, language), default=None)


def decide(settings: "Settings", language: str) -> "tuple[Settings, str]":
    """Return the settings with a voice's name in place of ``auto``, and a note that says why."""
    if settings.voice != AUTO:
        return settings, ""
    voice = choose(language, commercial=settings.commercial)
    if voice:
        name = voice.name
        note = f"The voice {name} speaks: the best that is ready for {language}."
        if voice.commercial != "yes":
            note += f" License: {voice.license or 'unknown'}."
    else:
        name = _fallback(language, commercial=settings.commercial)
        note = (
            f"The voice {name} speaks: no neural voice for {language} is ready"
            f"{' whose license allows commercial use' * settings.commercial}. "
            f"{_better(language, commercial=settings.commercial)}"
        )
    return replace(settings, voice=name), note


@lru_cache(maxsize=32)
def problem_of(engine: str) -> str | None:
    """Return the sentence with the remedy for an engine that cannot speak, or None."""
    return engines.find(engine).problem()


def _speaks(voice: "Voice", language: str) -> bool:
    return voice.language.partition("-")[0].lower() == language.partition("-")[0].lower()


def _rank(voice: "Voice", language: str) -> tuple[bool, int]:
    is_ranked = voice.engine in _BEST_ENGINES
    engine = _BEST_ENGINES.index(voice.engine) if is_ranked else len(_BEST_ENGINES)
    return voice.language.lower() != language.lower() and "-" in language, engine


def _fallback(language: str, *, commercial: bool) -> str:
    """Return the system's voice, or where its license does not do, the catalog's first that is."""
    if not commercial:
        return SYSTEM
    fitting = [
        voice
        for voice in catalog(trusted=True)
        if _speaks(voice, language)
        and voice.commercial == "yes"
        and not voice.files
        and not voice.leaves_machine
        and problem_of(voice.engine) is None
    ]
    exact = [voice for voice in fitting if voice.language.lower() == language.lower()]
    return (exact or fitting)[0].name if fitting else SYSTEM


def _better(language: str, *, commercial: bool) -> str:
    """Return how to hear a better voice in a language."""
    from narrate.runtime.packages import install_command

    if language.partition("-")[0].lower() == "en" and not commercial:
        return f"Hear one: {install_command('neural')}"
    names = [
        voice.name
        for voice in catalog(trusted=True)
        if _speaks(voice, language)
        and voice.source_type == TRAINED
        and voice.files
        and (voice.commercial == "yes" or not commercial)
    ]
    return f"Hear one: narrate voices install {names[0]}" if names else "The catalog has none."
