"""A forecast of an archive: how much audio it gives, and the time and storage that it takes.

Articles are read and prepared as for narration. A part of one is narrated into a temporary folder
and timed, so that the voice's real-time factor is that of this machine, now.
"""

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from narrate import pipeline, voices
from narrate.batch.attempts import Attempts
from narrate.config import Settings
from narrate.errors import DoubtError, NarrateError, SourceError
from narrate.model import Article, Block, Kind, Utterance
from narrate.publish import Target, shelf
from narrate.source import Item, Reading
from narrate.speech.speakers import Speakers

_Item = TypeVar("_Item")
_TRIAL_CHARACTERS = 900  # about a minute: long enough to time, short enough to wait for
_TURNS = 4  # of the trial, at most
_ENOUGH_S = 3.0  # after so much time the next turn would tell little
_PLAYERS = ("player", "player_bar")  # of one size, whatever the article's length
_HOUR_S = 3600


class Trial(NamedTuple):
    """The measures of a narration that was made to be timed.

    ``seconds_per_character`` is of audio; ``factor`` is one core's time over the audio's time.
    ``bytes_per_second`` is of all files together, but for ``bytes_per_article``.
    """

    seconds_per_character: float
    factor: float
    bytes_per_second: float
    bytes_per_article: int


class Forecast(NamedTuple):
    """What an archive takes; figures of a sample are scaled to all ``articles``.

    ``shared`` is the part of the sentences that other articles have, too: the cache of a machine
    speaks them once. ``hours`` are of one worker without that saving.
    """

    articles: int
    read: int
    held_back: int
    failed: int
    sentences: int
    shared: float
    minutes: float
    real_time_factor: float
    hours: float
    megabytes: float
    voice: str

    def days(self, workers: int) -> float:
        """Return the days that some workers take, each as fast as this machine's core."""
        return self.hours / workers / 24


def sample(items: Sequence[_Item], size: int) -> Sequence[_Item]:
    """Return items at even distances; all of them where ``size`` is 0 or not smaller."""
    if not 0 < size < len(items):
        return items
    return [items[index * len(items) // size] for index in range(size)]


def forecast(
    items: Iterable[Item],
    settings: Settings,
    read: Callable[[Item], Reading],
    attempts: Attempts,
    *,
    scale: float = 1.0,
) -> Forecast:
    """Return the forecast for articles, each of which stands for ``scale`` articles.

    ``attempts`` reports those that cannot be read. Raises NarrateError where no article can be
    narrated, or the voice cannot speak.
    """
    count, characters = 0, 0
    sentences: Counter[int] = Counter()
    trial_article: Article | None = None
    for article, utterances in _prepared(items, settings, read, attempts):
        count += 1
        characters += sum(len(utterance.spoken) for utterance in utterances)
        sentences.update({hash(utterance.spoken) for utterance in utterances})
        if trial_article is None or len(article.blocks) > len(trial_article.blocks):
            trial_article = article
    if trial_article is None:
        raise SourceError("None of the articles can be narrated: there is nothing to plan.")
    settings = voices.decide(settings, trial_article.language)[0]
    trial = _trial(trial_article, settings)
    seconds = characters * trial.seconds_per_character * scale
    held_back = sum(isinstance(error, DoubtError) for error in attempts.failures.values())
    total, read_count = sentences.total(), count + len(attempts.failures)
    return Forecast(
        articles=round(read_count * scale),
        read=read_count,
        held_back=round(held_back * scale),
        failed=round((len(attempts.failures) - held_back) * scale),
        sentences=round(total * scale),
        shared=sum(number - 1 for number in sentences.values()) / total,
        minutes=seconds / 60,
        real_time_factor=trial.factor,
        hours=seconds * trial.factor / _HOUR_S,
        megabytes=(seconds * trial.bytes_per_second + count * scale * trial.bytes_per_article)
        / 1e6,
        voice=settings.voice,
    )


def _prepared(
    items: Iterable[Item],
    settings: Settings,
    read: Callable[[Item], Reading],
    attempts: Attempts,
) -> Iterator[tuple[Article, Sequence[Utterance]]]:
    """Yield the articles that can be narrated, with their sentences."""
    for item in items:

        def prepare(item: Item = item) -> tuple[Article, Sequence[Utterance]]:
            return pipeline.prepare(read(item).article, settings)

        if prepared := attempts.attempt(item.name, prepare):
            yield prepared


def _trial(article: Article, settings: Settings) -> Trial:
    """Narrate the beginning of an article by one process, and measure; NarrateError as ``make``.

    A fast voice does it several times, of which the fastest counts: the first takes twice as long
    as later ones, and a busy machine delays some.
    """
    with tempfile.TemporaryDirectory(prefix="narrate-") as place:
        cache = str(Path(place, "cache"))
        settings = replace(
            settings,
            jobs=1,
            cache=cache,
            cache_store="",
            credentials_key="",
            credentials_chain="",
        )
        with Speakers(settings) as speakers:
            first = replace(article, blocks=(Block(Kind.PARAGRAPH, "One.", position=0),))
            pipeline.make(first, Target(Path(place, "first"), "a"), settings, speakers=speakers)
            walls_s: list[float] = []
            while len(walls_s) < _TURNS and sum(walls_s) < _ENOUGH_S:
                for entry in speakers.cache.entries():
                    Path(entry.path).unlink()
                target = Target(Path(place, str(len(walls_s))), "a", f".{settings.format}")
                start = time.perf_counter()
                published = pipeline.make(_beginning(article), target, settings, speakers=speakers)
                walls_s.append(time.perf_counter() - start)
        narration = published.narration
        manifest = shelf.story(target.folder).manifest
        fixed = sum(manifest["files"][role]["bytes"] for role in _PLAYERS)
        size = sum(path.stat().st_size for path in target.folder.iterdir()) - fixed
    spoken = sum(len(utterance.spoken) for utterance in narration.utterances)
    duration_s = narration.duration_s
    if not spoken or not duration_s:
        raise NarrateError(f"The voice {settings.voice} says nothing. Try: narrate doctor")
    return Trial(duration_s / spoken, min(walls_s) / duration_s, size / duration_s, fixed)


def _beginning(article: Article) -> Article:
    blocks, length = [], 0
    for block in article.blocks:
        blocks.append(block)
        length += len(block.text)
        if length >= _TRIAL_CHARACTERS:
            break
    return replace(article, blocks=tuple(blocks))
