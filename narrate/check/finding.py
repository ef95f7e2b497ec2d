"""What is found, and what it is compared with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What one carrier holds, and what is wrong with it, if anything."""

    carrier: str
    holds: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The label's words; whether there must be credentials, and the root by whom they are trusted.

    ``root`` is PEM or the path of a file with it; empty, nobody vouches for a signer.
    """

    label: str
    root: str = ""
    signed: bool = False

    def same(self, carrier: str, words: str) -> Finding:
        """Return what a carrier holds that is to hold the label and nothing else."""
        problem = "" if words == self.label else f"it should hold «{self.label}»"
        return Finding(carrier, words, problem if words else "the label is missing")

    def within(self, carrier: str, words: str) -> Finding:
        """Return what a carrier holds that is to hold the label among other words."""
        problem = "" if self.label in words else f"it should hold «{self.label}»"
        return Finding(carrier, words, problem if words else "the label is missing")
