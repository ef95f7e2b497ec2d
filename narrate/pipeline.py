"""The story: an article goes in, a narration comes out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol, TypeVar

from narrate import publish, source, text, voices
from narrate.audio import encode, tags
from narrate.audio.loudness import aim, amplify, level
from narrate.audio.measure import measure
from narrate.audio.shape import join, shape
from narrate.audio.stitch import Piece, stitch
from narrate.cache import Cache
from narrate.config import Settings
from narrate.engines.pool import Pool
from narrate.errors import SourceError
from narrate.model import Article, Audio, Narration, Utterance
from narrate.parallel import in_order

_Item = TypeVar("_Item")


class Progress(Protocol):
    """Whoever wants to know how far a run is."""

    def __call__(self, stage: str, items: Iterable[_Item], total: int, /) -> Iterator[_Item]:
        """Yield the items of a stage as they come."""


def read(
    item: str | source.Item, settings: Settings, title: str = "", *, web: source.Web | None = None
) -> source.Reading:
    """Read an article from a path, an address, or standard input for ``-``."""
    return source.read(
        item, language=settings.language, title=title, choices=settings.choices, web=web
    )


def prepare(article: Article, settings: Settings) -> tuple[Article, tuple[Utterance, ...]]:
    """Return what will be said, and the article with all that will not be, and why."""
    prepared = text.prepare(
        article.blocks,
        article.language,
        lexicons=[
            *voices.lexicons(article.language, settings.lexicons, settings.desk_lexicons),
            text.Lexicon.of_article(article.pronunciations),
        ],
        pauses=settings.pauses,
        style=text.style_of(settings.style or article.language),
    )
    article = replace(
        article,
        skipped=(*article.skipped, *prepared.skipped),
        publisher=article.publisher or settings.publisher,
    )
    publish.check(article, prepared.utterances)
    if not prepared.utterances:
        raise SourceError("There is nothing to say: no sentence has a letter or a digit.")
    return article, prepared.utterances


def _quietly(_stage: str, items: Iterable[_Item], _total: int) -> Iterator[_Item]:
    return iter(items)


def make(
    article: Article,
    target: publish.Target,
    settings: Settings,
    progress: Progress = _quietly,
) -> publish.Published:
    """Narrate an article and publish the narration, whole or not at all."""
    article, utterances = prepare(article, settings)
    voice = voices.find(settings.voice, article.language, settings.prosody)
    target_lufs = aim(settings.loudness)
    total, jobs = len(utterances), settings.workers
    with (
        Cache(settings.cache_path, settings.cache_mb) as cache,
        Pool(voice, jobs=jobs, timeout_s=settings.timeout_s) as pool,
        publish.staged(target) as audio,
    ):
        synthesize = cache.around(pool, voice)

        def speak(utterance: Utterance) -> Audio:
            return shape(synthesize(utterance.runs))

        takes = in_order(lambda utterance: measure(speak(utterance)), utterances, jobs)
        track = stitch(utterances, progress("Speaking", takes, total), settings.pauses.lead_ms)
        loudness = level(track, target_lufs)
        with encode.encoder(audio, track, settings.bit_rate_kbps) as encoder:

            def encoded(piece: Piece) -> bytes:
                spoken = amplify(speak(piece.utterance), loudness.gain_db)
                return encoder.encode(join(spoken, piece))

            for data in progress("Encoding", in_order(encoded, track.pieces, jobs), total):
                encoder.write(data)
        narration = Narration(
            article=article,
            voice=voice,
            cues=tuple(piece.cue for piece in track.pieces),
            frames=track.frames,
            sample_rate_hz=track.sample_rate_hz,
            loudness=loudness,
            disclosure=settings.disclosure,
        )
        tags.write(audio, narration)
        return publish.publish(audio, narration, target)
