"""The disclosure: the label that says how the audio was made."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

# The label, word for word, wherever a label can stand; a setting may put another in its place.
DISCLOSURE: Final = "This audio is created with AI assistance"

# Of several elements, one of which no person recorded.
COMPOSITE: Final = "compositeSynthetic"


def _labels() -> Iterator[tuple[str, str, str]]:
    """Yield language, label and its words for AI: the European Union's and some neighbors'."""
    text = Path(__file__).with_name("labels.tsv").read_text("utf-8")
    for line in text.splitlines()[1:]:
        language, label, ai = line.split("\t")
        yield language, label, ai


# The same in other languages, for a publisher that sets no wording of its own.
DISCLOSURES: Final[Mapping[str, str]] = {language: label for language, label, _ in _labels()}
# The short forms of AI in these languages, as a publisher's own wording may have them.
_SHORT: Final = r"\b(?:AI|DI|IA|KI|MI|SI|TI|UI|YZ|ИИ|ШІ|ΤΝ)\b|\b(?:A\. ?I|I\. ?A|K\. ?I)\."
# A tag of a language that names one of its written forms by another tag.
_WRITTEN_AS: Final = {"no": "nb"}


def wording(language: str) -> str:
    """Return the language of the label's wording for a BCP 47 tag; empty where there is none."""
    primary = language.replace("_", "-").partition("-")[0].lower()
    primary = _WRITTEN_AS.get(primary, primary)
    return primary if primary in DISCLOSURES else ""


def around_ai(label: str) -> tuple[str, str, str]:
    """Return the words before the first mention of AI in a label, the mention, and the rest.

    A label whose mention nobody knows is a mention as a whole, so that it always stands out.
    """
    mention = _mention().search(label)
    if mention is None:
        return "", label, ""
    return label[: mention.start()], mention[0], label[mention.end() :]


@cache
def _mention() -> "re.Pattern[str]":
    names = {"artificial intelligence", *(ai for _, _, ai in _labels() if not ai.isupper())}
    return re.compile(rf"(?i:{'|'.join(map(re.escape, sorted(names)))})|{_SHORT}")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The label: its words, their language (BCP 47), and where it is spoken.

    ``spoken`` is "no", "start" or "end". After each ``every_min`` minutes of a long article it is
    spoken again; 0 is never.
    """

    words: str = DISCLOSURE
    language: str = "en"
    spoken: str = "no"
    every_min: int = 0


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs: PEM, or the path of a file with it, and the address of a timestamp authority.

    The chain begins with the signer's own certificate (EC P-256); an empty ``key`` signs nothing.
    """

    key: str = ""
    chain: str = ""
    timestamps: str = ""
