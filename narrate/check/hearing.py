"""Whether a recognizer hears what was to be said: a word error rate for each sentence, and names.

It tells where to listen, and is no verdict on a voice: recognizers err, on names most of all.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from narrate.audio.length import hushed
from narrate.check.finding import Finding
from narrate.check.recognizers import Recognizer
from narrate.errors import PublishError
from narrate.model import Audio, Cue, Narration
from narrate.publish import Earlier
from narrate.text.names import undecided

HEARD: Final = "heard"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence as it was heard: errors against the words that were to be said, its names."""

    words: str
    errors: int
    of: int
    names: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def rate(self) -> float:
        """The word error rate: what is to be changed, added or left out, a word of the sentence."""
        return self.errors / self.of if self.of else float(bool(self.words))


def hearing(before: Earlier, recognizer: Recognizer, most: float) -> Iterator[Finding]:
    """Yield what is heard of a narration, and of each sentence; more errors are a problem.

    ``most`` is the highest word error rate that is none.
    """
    narration = before.narration
    said = [each._replace(edits=()) for each in narration.utterances]
    terms = undecided(said, narration.article.language)
    names = [term.text for term in terms if term.kind == "name"]
    with closing(_sentences(before, narration)) as sentences:
        found = [
            _heard(cue, recognizer(audio), names)
            for cue, audio in zip(narration.cues, sentences, strict=True)
        ]
    words, errors = sum(each.of for each in found), sum(each.errors for each in found)
    rate, spoken = errors / max(1, words), sum(len(each.names) for each in found)
    missed = sum(len(each.missed) for each in found)
    problem = f"more than {most:.2f} of the words are heard otherwise" if rate > most else ""
    yield Finding(
        HEARD, f"word error rate {rate:.2f}; names {spoken - missed} of {spoken}", problem
    )
    for number, (cue, each) in enumerate(zip(narration.cues, found, strict=True), 1):
        problem = f"it should be «{cue.utterance.spoken}»" if each.rate > most else ""
        missing = f"; not heard: {', '.join(each.missed)}" if each.missed else ""
        yield Finding(
            f"{HEARD} sentence {number}", f"{each.rate:.2f} «{each.words}»{missing}", problem
        )


def errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return how many words are to be changed, added or left out to get from one to the other."""
    row = list(range(len(heard) + 1))
    for at, word in enumerate(said, 1):
        before, row[0] = row[0], at
        for column, other in enumerate(heard, 1):
            before, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, before + (word != other)),
            )
    return row[-1]


def _heard(cue: Cue, words: str, names: Sequence[str]) -> Heard:
    said, heard = _words(cue.utterance.spoken), _words(words)
    here = tuple(name for name in names if name in cue.utterance.written)
    missed = tuple(name for name in here if not set(_words(name)) <= set(heard))
    return Heard(" ".join(heard), errors(said, heard), len(said), here, missed)


def _words(text: str) -> list[str]:
    return [word.replace("’", "'").casefold() for word in _WORD.findall(text)]


def _sentences(before: Earlier, narration: Narration) -> Generator[Audio, None, None]:
    """Yield the audio of each sentence, out of the published file."""
    import soundfile

    path = before.path("audio")
    try:
        with hushed(), soundfile.SoundFile(path) as file:
            at = 0
            for cue in narration.cues:
                file.read(cue.start_frame - at, dtype="int16")
                at = cue.end_frame
                pcm = file.read(cue.end_frame - cue.start_frame, dtype="int16")
                yield Audio(pcm.astype("<i2").tobytes(), file.samplerate)
    except (soundfile.SoundFileError, TypeError, OSError) as error:
        raise PublishError(f"{path} cannot be read: make the narration again.") from error
