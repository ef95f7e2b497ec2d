"""The disclosure: the label that says how the audio was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# The label, word for word, wherever a label can stand; a setting may put another in its place.
DISCLOSURE: Final = "This audio is created with AI assistance"

# Of several elements, one of which no person recorded.
COMPOSITE: Final = "compositeSynthetic"


def _labels() -> dict[str, str]:
    """Return the label by language: those of the European Union and of some neighbors."""
    text = Path(__file__).with_name("labels.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in text.splitlines()[1:])


# The same in other languages, for a publisher that sets no wording of its own.
DISCLOSURES: Final[Mapping[str, str]] = _labels()
# A tag of a language that names one of its written forms by another tag.
_WRITTEN_AS: Final = {"no": "nb"}


def wording(language: str) -> str:
    """Return the language of the label's wording for a BCP 47 tag; empty where there is none."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    primary = _WRITTEN_AS.get(primary, primary)
    return primary if primary in DISCLOSURES else ""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The label: its words, their language (BCP 47), and whether it is spoken.

    ``spoken`` is "no", "start" or "end".
    """

    words: str = DISCLOSURE
    language: str = "en"
    spoken: str = "no"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs: PEM, or the path of a file with it, and the address of a timestamp authority.

    The chain begins with the signer's own certificate (EC P-256); an empty ``key`` signs nothing.
    """

    key: str = ""
    chain: str = ""
    timestamps: str = ""
