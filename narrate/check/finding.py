"""A finding of a check, and the label with which it is compared."""

from dataclasses import dataclass
from typing import Final

HEARD: Final = "heard"
"""The first word of a finding by a recognizer, which errs: it fails no narration."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The content of one carrier of the label, and its problem, if any."""

    carrier: str
    holds: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Expected:
    """The label's words; whether there must be credentials, and the root by whom they are trusted.

    ``spoken`` is true where the settings ask for the label in the audio, too.
    ``root`` is PEM or the path of a file with it; empty, nobody vouches for a signer.
    """

    label: str
    root: str = ""
    signed: bool = False
    spoken: bool = False

    def same(self, carrier: str, words: str) -> Finding:
        """Return the finding on a carrier that should hold the label and nothing else."""
        problem = "" if words == self.label else f"it should hold «{self.label}»"
        return Finding(carrier, words, problem if words else "the label is missing")

    def within(self, carrier: str, words: str) -> Finding:
        """Return the finding on a carrier that should hold the label among other words."""
        problem = "" if self.label in words else f"it should hold «{self.label}»"
        return Finding(carrier, words, problem if words else "the label is missing")
