"""The check by ear: a recognizer listens to each sentence of a narration.

It tells where to listen, and is no verdict on a voice: recognizers err, on names most of all.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from typing import Any

from narrate.audio.length import hushed
from narrate.check.finding import HEARD, Finding
from narrate.errors import PublishError
from narrate.listening.comparison import Comparer
from narrate.listening.recognizers import Recognizer, in_language
from narrate.model import Audio, Narration
from narrate.publish import Earlier
from narrate.text.names import undecided

Bar = Callable[[str, Iterable[Any], int], Iterable[Any]]


def hearing(
    earlier: Earlier, recognizer: Recognizer, most: float, bar: Bar | None = None
) -> Iterator[Finding]:
    """Yield a finding for a narration and one for each of its sentences, with its position.

    A word error rate above ``most`` is a problem; ``bar`` shows how far the recognizer is. Raises
    PublishError for unreadable audio.
    """
    narration = earlier.narration
    language = narration.article.language
    recognizer, compare = in_language(recognizer, language), Comparer(language)
    unedited = [utterance._replace(edits=()) for utterance in narration.utterances]
    names = [term.text for term in undecided(unedited, language) if term.kind == "name"]
    with closing(_sentences(earlier, narration)) as sentences:
        comparisons = [
            compare(cue.utterance, recognizer(audio), names)
            for cue, audio in zip(
                bar("Listening", narration.cues, len(narration.cues)) if bar else narration.cues,
                sentences,
                strict=True,
            )
        ]
    rate = sum(comparison.errors for comparison in comparisons) / max(
        1, sum(comparison.expected for comparison in comparisons)
    )
    spoken = sum(len(comparison.names) for comparison in comparisons)
    missed = sum(len(comparison.missed) for comparison in comparisons)
    problem = f"more than {most:.2f} of the words are heard otherwise" if rate > most else ""
    yield Finding(
        HEARD, f"word error rate {rate:.3f}; names {spoken - missed} of {spoken}", problem
    )
    for number, (cue, comparison) in enumerate(zip(narration.cues, comparisons, strict=True), 1):
        problem = f"it should be «{cue.utterance.spoken}»" if comparison.rate > most else ""
        missing = f"; not heard: {', '.join(comparison.missed)}" if comparison.missed else ""
        position = _clock(cue.start_frame / narration.sample_rate_hz)
        yield Finding(
            f"{HEARD} sentence {number}",
            f"{comparison.rate:.2f} at {position} «{comparison.words}»{missing}",
            problem,
        )


def _clock(seconds: float) -> str:
    """Return a position in the audio as minutes and seconds.

    >>> _clock(75.26)
    '1:15.3'
    """
    minutes, tenths = divmod(round(seconds * 10), 600)
    return f"{minutes}:{tenths // 10:02}.{tenths % 10}"


def _sentences(earlier: Earlier, narration: Narration) -> Generator[Audio, None, None]:
    """Yield the audio of each sentence from the published file."""
    import soundfile

    path = earlier.path("audio")
    try:
        with hushed(), soundfile.SoundFile(path) as file:
            frame = 0
            for cue in narration.cues:
                file.read(cue.start_frame - frame, dtype="int16")
                frame = cue.end_frame
                pcm = file.read(cue.end_frame - cue.start_frame, dtype="int16")
                yield Audio(pcm.astype("<i2").tobytes(), file.samplerate)
    except (soundfile.SoundFileError, TypeError, OSError) as error:
        raise PublishError(f"{path} cannot be read: make the narration again.") from error
