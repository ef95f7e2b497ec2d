"""Engines turn utterances into audio: one adapter each behind one protocol, in a literal registry.

A third party adds an engine through the entry point group ``narrate.engines``: the entry's name is
the engine's name, its object a class without arguments. ``narrate.testing`` holds the contract that
an engine must meet.
"""

import inspect
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from narrate.errors import UsageError
from narrate.model import Audio, SpokenRun, Voice

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

_BUILT_IN: Final = {
    "pyttsx3": "narrate.engines.system:Pyttsx3",
    "espeak": "narrate.engines.espeak:Espeak",
    "piper": "narrate.engines.piper:Piper",
    "kokoro": "narrate.engines.kokoro:Kokoro",
    "openai": "narrate.engines.openai:OpenAI",
    "command": "narrate.engines.command:Command",
    "tone": "narrate.engines.tone:Tone",
}
_MEMBERS: Final = (
    "name", "version", "deterministic", "forks", "abilities", "problem", "voices", "load",
)  # fmt: skip
_REMEDY: Final = "Update or remove the package that brings it."


class Ability(StrEnum):
    """An optional ability of an engine, which declares it in ``abilities``."""

    PHONEMES = "phonemes"
    """The IPA of a run decides how it sounds, not its text."""
    WORD_TIMES = "word times"
    """The audio tells when each word of the text is heard."""
    TRANSCRIPTION = "transcription"
    """The engine is a ``Transcriber``."""
    ANY_SCRIPT = "any script"
    """A voice reads words in any script, whatever its language."""


class Synthesizer(Protocol):
    """A loaded voice."""

    def __call__(self, runs: Sequence[SpokenRun]) -> Audio:
        """Return the complete audio of one utterance; no frames if it has nothing to say.

        Errors: EngineError, or any exception of the engine; each costs this utterance only.
        """


class Engine(Protocol):
    """A program or library that speaks."""

    name: str
    version: str
    """Part of the key of cached audio: another version sounds different."""
    deterministic: bool
    """Whether the same runs always give the same audio, after whatever came before."""
    forks: bool
    """Whether each utterance needs a fork of the loaded process, to find it as it was loaded."""
    abilities: Collection[Ability]

    def problem(self) -> str | None:
        """Return None if the engine can speak, else one sentence with the remedy."""

    def voices(self) -> Sequence[Voice]:
        """Return the voices that are installed; an engine with a problem has none."""

    def load(self, voice: Voice) -> AbstractContextManager[Synthesizer]:
        """Return a synthesizer for the voice; EngineError if there is no such voice."""


class Transcriber(Engine, Protocol):
    """An engine that tells how it pronounces a text."""

    def transcribe(self, texts: Sequence[str], voice: Voice) -> list[str]:
        """Return each text in IPA, as the voice pronounces it; EngineError without the voice."""


def names() -> list[str]:
    """Return the names of all engines, the built-in ones first."""
    return [*_BUILT_IN, *sorted(_entry_points().names)]


def is_known(name: str) -> bool:
    """Whether there is an engine of that name; it is not loaded."""
    return name in _BUILT_IN or name in _entry_points().names


def require(name: str) -> str:
    """Return the name of an engine; UsageError if there is none of that name.

    A name passes here before it becomes a path: a voice file could name a folder of the user's.
    """
    if not is_known(name):
        raise UsageError(f"There is no engine {name!r}. Engines: {', '.join(names())}.")
    return name


def find(name: str) -> Engine:
    """Return the engine of that name; UsageError names all engines, or the fault of this one."""
    if require(name) in _BUILT_IN:
        module, _, attribute = _BUILT_IN[name].partition(":")
        engine: Engine = getattr(import_module(module), attribute)()
        return engine
    [entry, *_] = _entry_points().select(name=name)
    return _third_party(entry)


def transcriber(engine: Engine) -> Transcriber | None:
    """Return an engine as a transcriber; None if it does not declare that ability."""
    return cast("Transcriber", engine) if Ability.TRANSCRIPTION in engine.abilities else None


def missing_members(engine: object) -> list[str]:
    """Return the members of the protocol that an engine lacks, with those of its abilities."""
    absent = object()
    members = list(_MEMBERS)
    if Ability.TRANSCRIPTION in (inspect.getattr_static(engine, "abilities", None) or ()):
        members.append("transcribe")
    return [name for name in members if inspect.getattr_static(engine, name, absent) is absent]


def _entry_points() -> "EntryPoints":
    from importlib.metadata import entry_points

    return entry_points(group="narrate.engines")


def _third_party(entry: "EntryPoint") -> Engine:
    try:
        engine: Engine = entry.load()()
    except Exception as error:  # a third party's code may raise anything
        reason = f"{type(error).__name__}: {error}"
        raise UsageError(f"The engine {entry.name!r} does not load: {reason}. {_REMEDY}") from error
    if missing := missing_members(engine):
        raise UsageError(
            f"The engine {entry.name!r} lacks {', '.join(missing)}, which narrate.engines.Engine "
            f"demands. {_REMEDY}"
        )
    return engine
