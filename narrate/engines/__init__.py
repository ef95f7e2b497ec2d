"""Who says it: engines behind one seam, found in a literal registry.

A third party adds an engine through the entry point group ``narrate.engines``; its name there is
the engine's name, its object a class that takes no argument.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from narrate.errors import UsageError
from narrate.model import Audio, Run, Voice

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint, EntryPoints

_BUILT_IN = {
    "pyttsx3": "narrate.engines.system:Pyttsx3",
    "espeak": "narrate.engines.espeak:Espeak",
    "piper": "narrate.engines.piper:Piper",
    "kokoro": "narrate.engines.kokoro:Kokoro",
    "openai": "narrate.engines.openai:OpenAI",
    "command": "narrate.engines.command:Command",
    "tone": "narrate.engines.tone:Tone",
}
_MEND = "Update or remove the package that brings it."


class Synthesizer(Protocol):
    """A loaded voice."""

    def __call__(self, runs: Sequence[Run]) -> Audio:
        """Return the audio of one utterance, whole; of nothing to say, no frames.

        Errors: EngineError, or any exception of the engine's own: each costs this utterance only.
        """


@runtime_checkable
class Engine(Protocol):
    """A program or library that speaks."""

    name: str
    version: str
    """Part of what a cached utterance is known by: audio of another version is another's."""
    deterministic: bool
    """Whether the same runs give the same audio, whatever was said before."""
    forks: bool
    """Whether each utterance is said in a fork of the process, which stays as it was once loaded.

    It is asked when the voice is loaded, on which it may depend.
    """

    def problem(self) -> str | None:
        """Return None when ready to speak, else one sentence with the remedy."""

    def voices(self) -> Sequence[Voice]:
        """Return the voices that are there now; an engine with a problem has none."""

    def load(self, voice: Voice) -> AbstractContextManager[Synthesizer]:
        """Return a synthesizer for the voice; EngineError when there is no such voice."""


def names() -> list[str]:
    """Return the names of all engines, the built-in ones first."""
    return [*_BUILT_IN, *sorted(_others().names)]


def is_known(name: str) -> bool:
    """Whether there is an engine of that name, which is not loaded for it."""
    return name in _BUILT_IN or name in _others().names


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
    [entry, *_] = _others().select(name=name)
    return _third_party(entry)


def _others() -> "EntryPoints":
    from importlib.metadata import entry_points

    return entry_points(group="narrate.engines")


def _third_party(entry: "EntryPoint") -> Engine:
    try:
        engine = entry.load()()
    except Exception as error:  # whatever a third party's code raises
        why = f"{type(error).__name__}: {error}"
        raise UsageError(f"The engine {entry.name!r} does not load: {why}. {_MEND}") from error
    if not isinstance(engine, Engine):
        raise UsageError(
            f"{entry.name!r} is no engine: it lacks a part of narrate.engines.Engine. {_MEND}"
        )
    return engine
