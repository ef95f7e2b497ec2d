"""Where the narrations of a service are: a folder of this machine, or an object store."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from narrate.batch.mirror import Mirror, until_won
from narrate.config import Settings
from narrate.errors import UsageError
from narrate.runtime.store import is_store, takes_output

_Result = TypeVar("_Result")
_FEED_REST_S: Final = 10.0
_FEED_REST: Final = 20  # times the duration of the feed's writing


def with_base(settings: Settings, address: str) -> Settings:
    """Return settings with a base of players' files: the user's own, else a service's address.

    UsageError for a store whose public address is not in the settings: its files are not served.
    """
    if is_store(settings.output) and not settings.web_base:
        raise UsageError(
            f"Players need the public address of {settings.output}. Write it as base in "
            'narrate.toml, such as base = "https://audio.example.org".'
        )
    return replace(settings, base=settings.web_base or address)


def absolute(output: str) -> str:
    """Return the same output for any working directory: a store's address or an absolute path."""
    return output if takes_output(output) else str(Path(output).resolve())


def may_have(settings: Settings, name: str) -> bool:
    """Tell whether a file may lie at the root of the output; a store is not asked."""
    return is_store(settings.output) or Path(settings.output, name).is_file()


def feed_rest_s(duration_s: float) -> float:
    """Return the seconds from the end of the feed's writing, of some duration, to the next one.

    A store's feed fetches the manifest of every narration: it is at work a twentieth of the time.
    """
    return max(_FEED_REST_S, _FEED_REST * duration_s)


def changing(settings: Settings, folder: str, work: Callable[[Settings], _Result]) -> _Result:
    """Return the result of ``work`` on a narration's folder, called with settings for its output.

    A store's narration is copied near with the feed, which may name its files, and put back. Where
    another writer was faster the work starts over. Raises PublishError where others always are.
    """
    if not is_store(settings.output):
        return work(settings)

    def near(mirror: Mirror) -> _Result:
        mirror.bring(folder)
        mirror.fetch([settings.feed.file])
        result = work(replace(settings, output=str(mirror.root)))
        mirror.put_back(folder)
        return result

    return until_won(settings.output, near)


@contextmanager
def reading(settings: Settings, folder: str) -> Iterator[Path]:
    """Yield a narration's folder; of a store's narration a copy that has the manifest alone."""
    if not is_store(settings.output):
        yield Path(settings.output, folder)
        return
    with Mirror(settings.output) as mirror:
        yield mirror.bring(folder, with_files=False)
