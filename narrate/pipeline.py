"""The story: an article goes in, a narration comes out."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from narrate import audio, publish, source, voices
from narrate.config import Settings
from narrate.errors import SourceError
from narrate.model import (
    Article,
    Block,
    Cue,
    Disclosure,
    Fingerprint,
    Loudness,
    Narration,
    Utterance,
    Voice,
)  # fmt: skip
from narrate.reuse import fingerprint
from narrate.reuse.pieces import Correction, ReusablePieces, piece_keys
from narrate.speech.cast import NAMED, Cast
from narrate.speech.speakers import Speakers, open_speakers

_Item = TypeVar("_Item")


class Progress(Protocol):
    """Whoever follows how far a run is."""

    def __call__(self, stage: str, items: Iterable[_Item], total: int, /) -> Iterator[_Item]:
        """Yield the items of a stage as they come."""


class Plan(NamedTuple):
    """The decisions of a narration, made before its text is prepared; nothing is spoken yet.

    ``settings`` have the voice's pauses, ``role_voices`` are the other voices by role, ``cover`` is
    the bytes of a picture or nothing.
    """

    article: Article
    settings: Settings
    voice: Voice
    role_voices: Mapping[str, Voice]
    label: Disclosure
    cover: bytes
    target_lufs: float
    fingerprint: Fingerprint


class Script(NamedTuple):
    """The sentences of a narration in order, the jingles around each, and the key of its piece."""

    article: Article
    utterances: Sequence[Utterance]
    jingles: "Sequence[audio.jingles.Around]"
    keys: Sequence[str]


def read(
    item: str | source.Item,
    settings: Settings,
    title: str = "",
    *,
    web: source.Web | None = None,
    overrides: source.Overrides = source.STRICT,
) -> source.Reading:
    """Read an article from a path, an address, or standard input for ``-``; see ``source.read``."""
    return source.read(
        item,
        language=settings.language,
        title=title,
        choices=settings.choices,
        web=web,
        overrides=overrides,
    )


def plan(article: Article, settings: Settings, extension: str) -> Plan:
    """Decide the voices, the label, the cover and the fingerprint of a narration."""
    named = {hint.value for block in article.blocks for hint in block.hints if hint.kind == "voice"}
    if named:
        roles = {f"{NAMED}{name}": name for name in sorted(named)}
        settings = replace(settings, voices={**settings.voices, **roles})
    settings, voice, role_voices = voices.chosen(settings, article.language)
    cover = audio.cover.read(settings.cover or article.picture)
    return Plan(
        article=article,
        settings=settings,
        voice=voice,
        role_voices=role_voices,
        label=settings.label(article.language),
        cover=cover,
        target_lufs=audio.presets.aim(settings.loudness),
        fingerprint=fingerprint.fingerprint(
            article, settings, voice, extension, role_voices=role_voices, cover=cover
        ),
    )


def prepare(
    article: Article,
    settings: Settings,
    earlier_utterances: Mapping[Block, tuple[Utterance, ...]] | None = None,
) -> tuple[Article, Sequence[Utterance]]:
    """Return the article with every skipped block and its reason, and the sentences to speak."""
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
        style=text.style_of(settings.style) if settings.style else None,
        earlier_utterances=earlier_utterances or {},
    )
    article = replace(
        article,
        skipped=(*article.skipped, *prepared.skipped),
        publisher=article.publisher or settings.publisher,
    )
    if not prepared.utterances:
        raise SourceError("There is nothing to say: no sentence has a letter or a digit.")
    label = settings.label(article.language)
    article, utterances = labelled(
        article, prepared.utterances, label, settings.pauses, settings.speed
    )
    publish.check(article, utterances)
    return article, utterances


def write_script(
    decided: Plan,
    name: Callable[[Utterance], str],
    earlier_utterances: Mapping[Block, tuple[Utterance, ...]] | None = None,
) -> Script:
    """Prepare the text of a planned narration, and name its pieces; nothing is spoken.

    ``name`` returns the name of all that decides how an utterance sounds, as ``Cast.key`` does.
    """
    article, utterances = prepare(decided.article, decided.settings, earlier_utterances)
    jingles = audio.jingles.around(decided.settings.sounds, utterances)
    keys = piece_keys(name, utterances, decided.settings.pauses.lead_ms, jingles)
    return Script(article, utterances, jingles, keys)


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

    Sentences that an earlier narration there holds are kept where they are still right; a
    narration that is right as a whole stays as it is. ``speakers`` are open for many articles.
    """
    sign = publish.signer(settings.signing)
    decided = plan(article, settings, target.extension)
    correction = Correction(target, article, decided.fingerprint)
    if (published := correction.standing()) is not None:
        return published
    start = time.perf_counter()
    with open_speakers(settings, speakers) as loaded, publish.staged(target) as file:
        cast = Cast(loaded, decided.voice, decided.role_voices, correction.likely)
        script = write_script(decided, cast.key, correction.utterances)
        cast.tell(script.utterances)
        recording = _record(script, file, cast, decided, correction=correction, progress=progress)
        loaded.tell(time.perf_counter() - start)
        narration = _narration(decided, script.article, recording)
        audio.tags.write(file, narration)
        sign(file, narration)
        audio.tags.check(file, narration)
        return publish.publish(file, narration, target, settings.site_at(target.folder))


class _Recording(NamedTuple):
    """The facts of a narration's audio once it is in its file."""

    cues: Sequence[Cue]
    frames: int
    sample_rate_hz: int
    loudness: Loudness
    composite: bool


def _record(
    script: Script,
    file: Path,
    cast: Cast,
    decided: Plan,
    *,
    correction: Correction,
    progress: Progress,
) -> _Recording:
    """Speak, stitch, level and encode every piece that the earlier narration does not hold."""
    settings, keys, target_lufs = decided.settings, script.keys, decided.target_lufs
    for pieces in (correction.pieces(target_lufs), ReusablePieces()):
        takes = pieces.takes(script.utterances, keys, cast, cast.threads(settings.workers))
        takes = progress("Speaking", takes, len(script.utterances))
        track = audio.stitch.stitch(
            script.utterances, takes, settings.pauses.lead_ms, keys, script.jingles
        )
        loudness = audio.level.level(track, target_lufs, pieces.loudness)
        if pieces.fits(loudness, keys):
            break
    with audio.encode.encoder(file, track, settings.bit_rate_kbps) as encoder:
        encoded = pieces.encoded(track, cast, loudness, encoder, settings.workers)
        sizes = [encoder.write(piece) for piece in progress("Encoding", encoded, len(keys))]
    cues = audio.level.cues(track, loudness, sizes)
    return _Recording(cues, track.frames, track.sample_rate_hz, loudness, any(script.jingles))


def _narration(decided: Plan, article: Article, recording: _Recording) -> Narration:
    return Narration(
        article=article,
        voice=decided.voice,
        other_voices=tuple(dict.fromkeys(decided.role_voices.values())),
        cues=recording.cues,
        frames=recording.frames,
        sample_rate_hz=recording.sample_rate_hz,
        loudness=recording.loudness,
        disclosure=decided.label.words,
        disclosure_language=decided.label.language,
        cover=decided.cover,
        fingerprint=decided.fingerprint,
        composite=recording.composite,
    )
