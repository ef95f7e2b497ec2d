"""Sentences too long to be one utterance, cut where a speaker would breathe."""

import re
from collections.abc import Iterator

LONGEST = 1_500
# The last of these in reach is where the cut goes: after a clause, else between words.
_PLACES = (re.compile(r".*[;:,—–](?=\s)", re.DOTALL), re.compile(r".*\S(?=\s)", re.DOTALL))


def breaths(sentence: str) -> Iterator[str]:
    """Yield a sentence whole, or in parts of at most 1,500 characters; only spaces are left out.

    Newspapers' longest sentences have some 500: what is longer is a list or lacks its full stops,
    and an engine that gets it whole may take minutes for it, and as much memory.
    """
    sentence = sentence.strip()
    while len(sentence) > LONGEST:
        found = (place.match(sentence, LONGEST // 2, LONGEST + 1) for place in _PLACES)
        end = next((match.end() for match in found if match), LONGEST)
        yield sentence[:end]
        sentence = sentence[end:].lstrip()
    yield sentence
