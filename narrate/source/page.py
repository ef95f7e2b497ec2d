"""What a reader makes of a file: its blocks in order, and what it says about itself."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from narrate.model import Block, Skipped

# Characters that are in a file but on no page: controls, soft hyphens, zero-width spaces, marks of
# byte order. The joiners U+200C and U+200D stay: Persian and emoji are spelled with them.
_UNSEEN = dict.fromkeys(
    [*range(9), *range(14, 28), *range(127, 133), *range(134, 160), 0xAD, 0x200B, 0x2060, 0xFEFF]
)
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Facts:
    """A source's statements about itself; what it does not state is empty.

    ``languages`` are all the tags that an HTML page declares, in the order of their weight.
    """

    title: str = ""
    summary: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    url: str = ""
    image: str = ""
    section: str = ""
    pronunciations: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """Every block of a source in order, the facts beside them, and notes for the user."""

    parts: tuple[Block | Skipped, ...]
    facts: Facts = Facts()
    notes: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Give text as a block holds it: NFC, seen characters only, single spaces, none at the ends."""
    plain = " ".join(text.split())
    if plain.isascii() and plain.isprintable():  # as most is, at a fifth of the time
        return plain
    return unicodedata.normalize("NFC", " ".join(text.translate(_UNSEEN).split()))


def iso_date(text: str) -> str:
    """Give a date, with its time if it has one, in ISO 8601; empty where it is not understood."""
    stamp = re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", text.strip())  # Jekyll puts a space there
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(stamp).isoformat()
        except ValueError:
            continue
    return ""


def web_address(text: str) -> str:
    """Give an absolute web address; empty where the text is none."""
    return text if text.startswith(("http://", "https://")) else ""


def language_tag(text: str) -> str:
    """Give a BCP 47 tag in its usual case (en, en-GB, zh-Hant); empty where the text is none."""
    if not _LANGUAGE_TAG.fullmatch(text):
        return ""
    primary, *others = re.split("[-_]", text)
    cased = {2: str.upper, 4: str.title}
    return "-".join([primary.lower(), *(cased.get(len(part), str.lower)(part) for part in others)])
