"""Work for somebody who waits at a screen, in a worker's process: scripts, words and speech.

The sound goes into a file that the service sends on while it grows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from narrate import audio, pipeline, text, voices
from narrate.config import Settings
from narrate.errors import SourceError
from narrate.model import Article, Audio, Block, Kind, Loudness, Narration, Utterance
from narrate.service import reading
from narrate.service.progress import Stopped
from narrate.service.sound import writer
from narrate.service.submission import Json, settings_of
from narrate.speech.cast import Cast
from narrate.speech.speakers import Speakers

if TYPE_CHECKING:
    from narrate.pipeline import Plan

_LONGEST_TITLE = 60


class Phrase(NamedTuple):
    """A text to say. ``form`` is mp3, opus, flac, wav or pcm; ``path`` that of its sound.

    ``pronunciations`` hold for this text alone. Without ``normalize`` the engine gets the text as
    it is written.
    """

    text: str
    settings: Settings
    path: str
    form: str = "mp3"
    pronunciations: dict[str, str] = {}  # never changed in place
    normalize: bool = True


class Said(NamedTuple):
    """The words as they were spoken, and their times: word, start and end in seconds."""

    spoken: str
    words: list[tuple[str, float, float]]
    duration_s: float


def script(
    narration: str, submission: Json, decisions: Json, settings: Settings, *, speakers: Speakers
) -> Json:
    """Return what would be spoken and skipped of an article, and its undecided names."""
    from narrate.text import script as scripts
    from narrate.text.names import undecided
    from narrate.voices.transcription import transcribed

    del speakers  # nothing is spoken
    settings = settings_of(submission, settings)
    article, notes = reading.article(narration, submission, settings)
    article = reading.decided(article, decisions)
    article, utterances = pipeline.prepare(article, settings)
    terms = undecided(utterances, article.language)
    sounds = transcribed([term.text for term in terms], article.language, settings)
    return {
        **scripts.script(article, utterances),
        "undecided": scripts.names(terms, sounds, utterances),
        "notes": list(notes),
    }


def say(phrase: Phrase, *, speakers: Speakers) -> Said:
    """Write the sound of a text into its file, sentence by sentence; Stopped if told to."""
    settings = replace(phrase.settings, disclosure_spoken="no", jobs=speakers.jobs)
    language = settings.language or _language(phrase.text)
    article = _article(phrase, language)
    settings, _ = voices.decide(settings, language)
    decided = pipeline.plan(article, settings, ".mp3")
    utterances = _utterances(article, decided.settings, normalize=phrase.normalize)
    cast = Cast(speakers, decided.voice, decided.role_voices, 1)
    gain_db = decided.target_lufs - cast.loudness_lufs
    words: list[tuple[str, float, float]] = []
    time_s = 0.0
    with writer(phrase.path, phrase.form, settings.bit_rate_kbps, facts_for_tag(decided)) as write:
        for utterance, last in _marked(utterances):
            if Path(f"{phrase.path}.stop").exists():
                raise Stopped("Nobody listens any more.")
            spoken = audio.loudness.amplify(cast(utterance), gain_db)
            words += _times(spoken, utterance.spoken, time_s)
            spoken = _with_pause(spoken, 0 if last else utterance.pause_ms)
            time_s += spoken.frames / spoken.sample_rate_hz
            write(spoken)
    return Said(" ".join(utterance.spoken for utterance in utterances), words, time_s)


def _language(written: str) -> str:
    from narrate.source.languages import recognized

    return recognized(written) or "en"


def _article(phrase: Phrase, language: str) -> Article:
    paragraphs = [" ".join(part.split()) for part in phrase.text.split("\n\n")]
    blocks = [
        Block(Kind.PARAGRAPH, part, position=position)
        for position, part in enumerate(filter(None, paragraphs))
    ]
    title = " ".join(phrase.text.split())[:_LONGEST_TITLE]
    pronunciations = tuple(phrase.pronunciations.items())
    return Article("say", title, language, blocks, pronunciations=pronunciations)


def _utterances(article: Article, settings: Settings, *, normalize: bool) -> Sequence[Utterance]:
    """Return the sentences of a text; SourceError where none has a letter or a digit."""
    if normalize:
        return pipeline.prepare(article, settings)[1]
    sentences = [
        Utterance(block, written, (), settings.pauses.sentence_ms)
        for block in article.blocks
        for written in text.sentences(block.text, article.language)
        if any(map(str.isalnum, written))
    ]
    if not sentences:
        raise SourceError("There is nothing to say: no sentence has a letter or a digit.")
    return sentences


def _marked(utterances: Sequence[Utterance]) -> Iterator[tuple[Utterance, bool]]:
    """Yield each utterance, and whether it is the last."""
    for number, utterance in enumerate(utterances, start=1):
        yield utterance, number == len(utterances)


def _with_pause(spoken: Audio, pause_ms: int) -> Audio:
    return spoken._replace(pcm=spoken.pcm + bytes(2 * (pause_ms * spoken.sample_rate_hz // 1000)))


def _times(spoken: Audio, sentence: str, start_s: float) -> Iterator[tuple[str, float, float]]:
    """Yield the words of a sentence with their times, where the engine tells them."""
    for word in spoken.words:
        times: list[Any] = [
            round(start_s + frame / spoken.sample_rate_hz, 3)
            for frame in (word.start_frame, word.end_frame)
        ]
        yield sentence[word.start : word.end], times[0], times[1]


def facts_for_tag(decided: "Plan") -> Narration:
    """Return the facts for the tag of a stream: who speaks, and the label."""
    return Narration(
        article=decided.article,
        voice=decided.voice,
        cues=(),
        frames=0,
        sample_rate_hz=24_000,
        loudness=Loudness(decided.target_lufs, 0.0, 0.0, 0.0),
        disclosure=decided.label.words,
        disclosure_language=decided.label.language,
        fingerprint=decided.fingerprint,
    )
