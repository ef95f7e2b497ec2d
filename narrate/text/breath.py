"""Cut sentences that are too long for one utterance at a place to breathe."""

import re
from collections.abc import Iterator

LONGEST = 1_500
# The last of these in reach is where the cut goes: after a clause, else between words.
_PLACES = (re.compile(r".*[;:,—–](?=\s)", re.DOTALL), re.compile(r".*\S(?=\s)", re.DOTALL))


def breaths(sentence: str) -> Iterator[str]:
    """Yield a sentence in parts of at most 1,500 characters, without the spaces between parts.

    The longest sentences in newspapers have about 500 characters. A longer text is a list, or lacks
    full stops; an engine can need minutes, and much memory, to speak it in one piece.
    """
    sentence = sentence.strip()
    while len(sentence) > LONGEST:
        matches = (place.match(sentence, LONGEST // 2, LONGEST + 1) for place in _PLACES)
        end = next((match.end() for match in matches if match), LONGEST)
        yield sentence[:end]
        sentence = sentence[end:].lstrip()
    yield sentence
