"""The disclosure: the label that says how the audio was made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

# The label, word for word, wherever a label can stand; a setting may put another in its place.
DISCLOSURE: Final = "This audio is created with AI assistance"

# Of several elements, one of which no person recorded.
COMPOSITE: Final = "compositeSynthetic"

# The same in other languages, for a publisher that sets no wording of its own.
DISCLOSURES: Final[Mapping[str, str]] = {
    "en": DISCLOSURE,
    "de": "Dieses Audio wurde mit Unterstützung von KI erstellt",
    "es": "Este audio se ha creado con ayuda de inteligencia artificial",
    "fr": "Cet audio a été créé avec l’aide de l’intelligence artificielle",
    "pl": "To nagranie powstało z pomocą sztucznej inteligencji",
    "uk": "Це аудіо створено за допомогою штучного інтелекту",
}


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
