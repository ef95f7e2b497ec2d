"""An article as a stream of MP3 that plays while the rest of it is made.

The gain is set by the opening and holds to the end; a stream has no header that tells its length.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from narrate import audio, pipeline, voices
from narrate.config import Settings
from narrate.errors import UsageError
from narrate.model import Article, Audio, Narration, Utterance
from narrate.reuse import fingerprint
from narrate.runtime.parallel import in_order
from narrate.speech.cast import Cast
from narrate.speech.speakers import Speakers

if TYPE_CHECKING:
    from narrate.audio.measure import Measure
    from narrate.audio.sounds import Around

_OPENING = 3  # sentences: a voice's level shows soon


def stream(article: Article, settings: Settings, speakers: Speakers) -> Iterator[bytes]:
    """Yield a tag with the label, then each sentence in MP3 frames as soon as it is made."""
    if settings.format != "mp3":
        raise UsageError(f"Only MP3 streams, and the format is {settings.format}. Leave it out.")
    settings, voice, others = voices.chosen(settings, article.language)
    target_lufs = audio.loudness.aim(settings.loudness)
    speak = Cast(speakers, voice, others, settings.workers)
    article, utterances = pipeline.prepare(article, settings)

    sounds = audio.sounds.around(settings.sounds, utterances)

    def take(one: "tuple[Utterance, Around]") -> "tuple[Utterance, Around, Audio, Measure]":
        spoken = speak(one[0])
        return *one, spoken, audio.measure.measure(spoken)

    takes = in_order(take, zip(utterances, sounds, strict=True), settings.workers)
    opening = list(islice(takes, _OPENING))
    measures = [measure for *_, measure in opening]
    track = audio.stitch.stitch(utterances[: len(opening)], measures, settings.pauses.lead_ms)
    loudness = audio.loudness.level(track, target_lufs)
    rate_hz, made = (
        track.sample_rate_hz,
        fingerprint.made(article, settings, voice, ".mp3", others=others),
    )
    label = settings.label(article.language)
    about = Narration(
        article, voice, (), 0, rate_hz, loudness, label.words, made, label.language,
        others=tuple(others.values()), composite=any(sounds),
    )  # fmt: skip
    yield audio.tags.head(about)
    lead_ms = settings.pauses.lead_ms
    rest = chain(opening, takes)
    for size in (each.passage for each in sounds if each.passage):
        said, around, spoken, heard = zip(*islice(rest, size), strict=True)
        pieces = audio.stitch.stitch(said, heard, lead_ms, around=around).pieces
        amplified = [audio.loudness.amplify(one, loudness.gain_db) for one in spoken]
        pcm = audio.sounds.join(amplified, pieces, target_lufs)
        yield audio.mp3.piece(pcm, rate_hz, settings.bit_rate_kbps)
        lead_ms = 0
