"""The loaded voices of a run: their engine processes, and the cache of utterances."""

import threading
import warnings
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import TYPE_CHECKING

from narrate.audio import shape
from narrate.config import Settings
from narrate.engines import share
from narrate.engines.pool import Pool
from narrate.errors import EngineWarning
from narrate.model import Audio, SpokenRun, Voice
from narrate.speech.cache import Cache, Cached
from narrate.speech.shared_cache import SharedCache
from narrate.speech.takes import checked

if TYPE_CHECKING:
    from narrate.listening.judge import Judge


class Speakers(AbstractContextManager["Speakers"]):
    """The voices of one run; each is loaded once, for any number of articles.

    ``judge`` hears new takes where the settings ask for it.
    """

    def __init__(self, settings: Settings) -> None:
        """Take the settings; voices are loaded when they are first asked for."""
        self._settings = settings
        self._open = ExitStack()
        self._speakers: dict[Voice, Cached] = {}
        self._lock = threading.Lock()
        self.judge = _judge(settings)
        self.cache = Cache(settings.cache_path, settings.cache_mb, settings.cache_days)
        self._shared = SharedCache(settings.cache_store) if settings.cache_store else None

    def __exit__(self, *_: object) -> None:
        """End every process and close the cache."""
        self._open.close()

    @property
    def jobs(self) -> int:
        """The number of processes that may speak at once."""
        return self._settings.workers

    def tell(self, run_s: float) -> None:
        """Tell as a warning how the takes of the last ``run_s`` seconds were heard."""
        if self.judge and (report := self.judge.report(run_s)):
            warnings.warn(report, EngineWarning, stacklevel=2)

    def voice(self, voice: Voice, soon: int = 0) -> Cached:
        """Return the voice's cached synthesizer, whose audio is trimmed and has soft edges.

        ``soon`` processes, at most as many as the settings allow, start to load the voice now.
        """
        with self._lock:
            if not self._speakers:
                self._open.enter_context(self.cache)
            if voice not in self._speakers:
                jobs = share.processes(voice, self._settings.jobs, self._settings.workers)
                timeout_s = self._settings.timeout_s
                pool = self._open.enter_context(Pool(voice, jobs=jobs, timeout_s=timeout_s))
                pool.warm(soon)

                synthesize = checked(pool, voice, self.judge)

                def speak(runs: Sequence[SpokenRun]) -> Audio:
                    return shape.shape(synthesize(runs))

                self._speakers[voice] = self.cache.around(speak, voice, self._shared)
            return self._speakers[voice]


def open_speakers(
    settings: Settings, speakers: Speakers | None
) -> AbstractContextManager[Speakers]:
    """Return the speakers that are open already, or new ones for a single article."""
    return nullcontext(speakers) if speakers else Speakers(settings)


def _judge(settings: Settings) -> "Judge | None":
    """Return the judge of new takes where the settings ask for one; most runs never import it."""
    if not settings.listen:
        return None
    from narrate.listening.judge import Judge

    return Judge(settings.listen_with, settings.listen_limit)
