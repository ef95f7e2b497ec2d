"""An article as a stream of MP3 that plays while the rest of it is made.

The gain is set by the opening and holds to the end; a stream has no header that tells its length.
"""

from collections.abc import Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING

from narrate import audio, pipeline
from narrate.config import Settings
from narrate.errors import UsageError
from narrate.model import Article, Audio, Narration, Utterance
from narrate.runtime.parallel import in_order
from narrate.speech.cast import Cast
from narrate.speech.speakers import Speakers

if TYPE_CHECKING:
    from narrate.audio.jingles import Around
    from narrate.audio.measure import Measure

_OPENING = 3  # sentences: a voice's level shows soon


def stream(article: Article, settings: Settings, speakers: Speakers) -> Iterator[bytes]:
    """Yield a tag with the label, then each sentence in MP3 frames as soon as it is made."""
    if settings.format != "mp3":
        raise UsageError(f"Only MP3 streams, and the format is {settings.format}. Leave it out.")
    decided = pipeline.plan(article, settings, ".mp3")
    settings = decided.settings
    cast = Cast(speakers, decided.voice, decided.role_voices, settings.workers)
    script = pipeline.write_script(decided, cast.key)
    cast.tell(script.utterances)

    def take(part: "tuple[Utterance, Around]") -> "tuple[Utterance, Around, Audio, Measure]":
        spoken = cast(part[0])
        return *part, spoken, audio.measure.measure(spoken)

    parts = zip(script.utterances, script.jingles, strict=True)
    takes = in_order(take, parts, settings.workers)
    opening = list(islice(takes, _OPENING))
    measures = [measure for *_, measure in opening]
    track = audio.stitch.stitch(
        script.utterances[: len(opening)], measures, settings.pauses.lead_ms
    )
    loudness = audio.level.level(track, decided.target_lufs)
    rate_hz = track.sample_rate_hz
    yield audio.tags.head(
        Narration(
            article=script.article,
            voice=decided.voice,
            other_voices=tuple(decided.role_voices.values()),
            cues=(),
            frames=0,
            sample_rate_hz=rate_hz,
            loudness=loudness,
            disclosure=decided.label.words,
            disclosure_language=decided.label.language,
            fingerprint=decided.fingerprint,
            composite=any(script.jingles),
        )
    )
    lead_ms = settings.pauses.lead_ms
    passages = chain(opening, takes)
    for size in (jingle.passage for jingle in script.jingles if jingle.passage):
        utterances, jingles, spoken, measures = zip(*islice(passages, size), strict=True)
        pieces = audio.stitch.stitch(utterances, measures, lead_ms, around=jingles).pieces
        amplified = [audio.loudness.amplify(sentence, loudness.gain_db) for sentence in spoken]
        pcm = audio.mix.join(amplified, pieces, decided.target_lufs)
        yield audio.mp3.piece(pcm, rate_hz, settings.bit_rate_kbps)
        lead_ms = 0
