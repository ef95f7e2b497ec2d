"""The side of a run that narrates, in any process of any executor.

A process keeps its voices loaded from one article to the next. Work and results pass as pickles.
"""

import pickle
import threading
import warnings
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from narrate import voices
from narrate.batch.attempts import bug
from narrate.config import Settings
from narrate.errors import EngineWarning, NarrateError
from narrate.reuse import fingerprint
from narrate.runtime.packages import own_version
from narrate.speech.speakers import Speakers
from narrate.voices.install import install


class Outcome(NamedTuple):
    """The result or the exception of some work, the notes of its voices, damaged cache entries."""

    value: Any
    notes: list[str]
    damaged: int


class _Loaded:
    """The voices of some settings, and how many pieces of work use them now."""

    def __init__(self, settings: Settings) -> None:
        self.speakers, self.users = Speakers(settings), 0


_MOST_LOADED: Final = 2  # of settings: a cluster's worker outlives many clients
_lock = threading.Lock()
_loaded: dict[bytes, _Loaded] = {}
_notes: list[str] = []


def collect_notes() -> None:
    """Keep warnings of engines for the outcome: this process has nobody to tell them to."""
    warnings.showwarning = _keep_note


def _keep_note(
    message: Warning | str, category: type[Warning], *_: object, **_more: object
) -> None:
    if issubclass(category, EngineWarning):
        _notes.append(str(message))


def perform(settings: Settings, work: Callable[..., object]) -> Outcome:
    """Return the outcome of a picklable function, called with the ``speakers`` of this process.

    An exception is a result, too: one that is not a NarrateError becomes a BugError.
    """
    loaded = _load(settings)
    cache = loaded.speakers.cache
    damaged_before = cache.damaged
    try:
        value = work(speakers=loaded.speakers)
    except NarrateError as error:
        value = error
    except Exception as error:  # the outermost edge of this process
        value = bug(error)
    finally:
        with _lock:
            loaded.users -= 1
    notes, _notes[:] = _notes[:], []
    return Outcome(value, notes, cache.damaged - damaged_before)


def _load(settings: Settings) -> _Loaded:
    """Return the voices of some settings, for one more user; end those unused for longest."""
    key = pickle.dumps(settings)
    with _lock:
        loaded = _loaded.pop(key) if key in _loaded else _Loaded(settings)
        _loaded[key] = loaded  # the last of them
        loaded.users += 1
        unused = [earlier for earlier in _loaded if not _loaded[earlier].users]
        ended = [_loaded.pop(earlier) for earlier in unused[: max(0, len(_loaded) - _MOST_LOADED)]]
    for earlier in ended:
        earlier.speakers.__exit__()
    return loaded


def close() -> None:
    """End all voices, also those that some work uses."""
    with _lock:
        ended = list(_loaded.values())
        _loaded.clear()
    for loaded in ended:
        loaded.speakers.__exit__()


def decided(settings: Settings) -> Settings:
    """Return settings that name the voice which this machine would choose for them."""
    return voices.decide(settings, settings.language or "en")[0]


def identity(settings: Settings) -> Mapping[str, str]:
    """Return, by name, all that must be equal where an article may be narrated.

    The settings name their voice. Two machines with the same values write the same bytes. Raises
    NarrateError where a voice of the settings is not installed or was changed.
    """
    _, voice, role_voices = voices.chosen(settings, settings.language or "en")
    values = {
        "narrate": f"{own_version()} ({fingerprint.edition(*fingerprint.DECIDING)[:8]})",
        "the settings and their files": fingerprint.of_settings(settings)[:8],
    }
    for speaker in (voice, *role_voices.values()):
        values[f"the voice {speaker.name}"] = fingerprint.of_voice(speaker)[:8]
    return values


def difference(expected: Mapping[str, str], settings: Settings) -> str:
    """Return the sentence on the first difference of this process' identity, or nothing.

    A voice whose files are not on this machine is fetched first.
    """
    try:
        _fetch_voices(settings)
        present = identity(settings)
    except NarrateError as error:
        return str(error)
    for name, value in expected.items():
        if present.get(name) != value:
            return f"{name} is {present.get(name, 'missing')} there, and {value} here."
    return ""


def _fetch_voices(settings: Settings) -> None:
    """Download the files of the settings' voices that are not here; EngineError where that fails.

    Of several processes on a machine one downloads, and the others wait for it.
    """
    for name in dict.fromkeys((settings.voice, *settings.voices.values())):
        voice = voices.named(name)
        if voice.files and not voices.installed(voice):
            install(voice, tell=_notes.append, advance=_ignore, mirror=settings.voice_mirror)


def _ignore(_name: str, _done: int, _size: int) -> None:
    """Follow a download without showing it."""
