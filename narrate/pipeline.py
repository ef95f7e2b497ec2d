"""The story: an article goes in, a narration comes out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from narrate import audio, publish, source, voices
from narrate.config import Settings
from narrate.errors import SourceError
from narrate.model import Article, Block, Cue, Loudness, Narration, Utterance
from narrate.reuse import fingerprint
from narrate.reuse.pieces import Correction, Kept, keys as piece_keys
from narrate.speech.cast import Cast
from narrate.speech.speakers import Speakers, open_speakers

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


def prepare(
    article: Article,
    settings: Settings,
    known: Mapping[Block, tuple[Utterance, ...]] | None = None,
) -> tuple[Article, Sequence[Utterance]]:
    """Return what will be said, and the article with all that will not be, and why."""
    from narrate import text
    from narrate.text.label import labelled

    prepared = text.prepare(
        article.blocks,
        article.language,
        lexicons=[
            *voices.lexicons(article.language, settings.lexicons, settings.desk_lexicons),
            text.Lexicon.of_article(article.pronunciations),
        ],
        pauses=settings.pauses,
        style=text.style_of(settings.style or article.language),
        known=known or {},
    )
    article = replace(
        article,
        skipped=(*article.skipped, *prepared.skipped),
        publisher=article.publisher or settings.publisher,
    )
    if not prepared.utterances:
        raise SourceError("There is nothing to say: no sentence has a letter or a digit.")
    label = settings.label(article.language)
    article, utterances = labelled(article, prepared.utterances, label, settings.pauses)
    publish.check(article, utterances)
    return article, utterances


def _quietly(_stage: str, items: Iterable[_Item], _total: int) -> Iterator[_Item]:
    return iter(items)


def make(
    article: Article,
    target: publish.Target,
    settings: Settings,
    progress: Progress = _quietly,
    speakers: Speakers | None = None,
) -> publish.Published:
    """Narrate an article and publish the narration, whole or not at all.

    What an earlier narration there said and encoded is kept where it is still right; one that is
    right as a whole stands. A ``speakers`` is open for many articles.
    """
    settings, voice, others = voices.chosen(settings, article.language)
    label, sign = settings.label(article.language), publish.signer(settings.signing)
    picture = audio.cover.read(settings.cover or article.picture)
    made = fingerprint.made(
        article, settings, voice, target.extension, others=others, cover=picture
    )
    before = Correction(target, article, made)
    if (published := before.standing()) is not None:
        return published
    with open_speakers(settings, speakers) as loaded, publish.staged(target) as file:
        speak = Cast(loaded, voice, others, before.likely)
        target_lufs = audio.loudness.aim(settings.loudness)
        article, utterances = prepare(article, settings, before.utterances)
        recording = _record(
            utterances,
            file,
            speak,
            settings,
            target_lufs=target_lufs,
            before=before,
            progress=progress,
        )
        narration = Narration(
            article=article,
            voice=voice,
            others=tuple(dict.fromkeys(others.values())),
            cues=recording.cues,
            frames=recording.frames,
            sample_rate_hz=recording.sample_rate_hz,
            loudness=recording.loudness,
            disclosure=label.words,
            disclosure_language=label.language,
            cover=picture,
            made=made,
            composite=recording.composite,
        )
        audio.tags.write(file, narration)
        sign(file, narration)
        audio.tags.check(file, narration)
        return publish.publish(file, narration, target, settings.site)


class _Recording(NamedTuple):
    """What is known of a narration's audio once it is in its file."""

    cues: Sequence[Cue]
    frames: int
    sample_rate_hz: int
    loudness: Loudness
    composite: bool


def _record(
    utterances: Sequence[Utterance],
    file: Path,
    speak: Cast,
    settings: Settings,
    *,
    target_lufs: float,
    before: Correction,
    progress: Progress,
) -> _Recording:
    """Speak, stitch, level and encode what is not kept of what was there before."""
    lead_ms = settings.pauses.lead_ms
    sounds = audio.sounds.around(settings.sounds, utterances)
    keys = piece_keys(speak.key, utterances, lead_ms, sounds)
    for kept in (before.pieces(target_lufs), Kept()):
        takes = kept.takes(utterances, keys, speak, settings.workers)
        takes = progress("Speaking", takes, len(utterances))
        track = audio.stitch.stitch(utterances, takes, lead_ms, keys, sounds)
        loudness = audio.loudness.level(track, target_lufs, kept.loudness)
        if kept.fits(loudness, keys):
            break
    with audio.encode.encoder(file, track, settings.bit_rate_kbps) as encoder:
        pieces = kept.encoded(track, speak, loudness, encoder, settings.workers)
        sizes = [encoder.write(each) for each in progress("Encoding", pieces, len(keys))]
    cues = audio.loudness.cues(track, loudness, sizes)
    return _Recording(cues, track.frames, track.sample_rate_hz, loudness, any(sounds))
