"""Read inside a block: hints of the page, marks of notes, stretches that are not read."""

import re
from typing import TYPE_CHECKING

from narrate.model import Hint
from narrate.source.marks import words
from narrate.source.page import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Stand for the start and the end of a hint until the text is tidy; no page means these characters.
OPEN, CLOSE = "\ue000", "\ue001"
_MARKS = re.compile(f"{OPEN}|{CLOSE}")
SILENCED = "the page says so: data-narrate"
_STRUCK = {"del", "s", "strike"}
_NOTE_NAMES = re.compile(r" (footnote ref|footnote|fnref|noteref|note ref|footnote anchor) ")
_NOTE_MARK = re.compile(r"\s*(\[\w{1,3}\]|\(?\d{1,3}\)?|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|↩.?)\s*")
_LONGEST_MARK = 5
_NEAR = 8  # pieces of text before a link
_ENDS = (".", "!", "?", "…", "”", '"', "»")
_LABEL = re.compile(r" (kicker|eyebrow|overline|dachzeile|spitzmarke|surtitre|antetitulo) ")


def apart(element: "Element") -> str:
    """Return why a stretch inside a block is not read with it; "" where it is."""
    if element.get("data-narrate") == "skip":
        return SILENCED
    if element.tag in _STRUCK:
        return "struck out"
    if _LABEL.search(words(element)) and (element.tail or element.getnext() is not None):
        return "a label above the headline"
    return ""


def is_reference(texts: list[str], link: "Element") -> bool:
    """Tell whether a link stands alone in parentheses after a sentence: "(Read our report.)"."""
    if not (link.tail or "").lstrip().startswith(")"):
        return False
    before = "".join(texts[-_NEAR:]).rstrip()
    return before.endswith("(") and before[:-1].rstrip().endswith(_ENDS)


def is_note_mark(element: "Element") -> bool:
    """Tell whether an element only points at a note: ¹, [1], * as a link, or so named."""
    if element.tag not in {"a", "sup", "span"}:
        return False
    if element.get("role") == "doc-noteref" or _NOTE_NAMES.search(words(element)):
        return len("".join(element.itertext()).strip()) <= _LONGEST_MARK
    links = element.iter("a")
    if element.tag == "span" or not any((a.get("href") or "").startswith("#") for a in links):
        return False
    return element.tag == "sup" or _NOTE_MARK.fullmatch("".join(element.itertext())) is not None


def hint(element: "Element") -> tuple[str, str] | None:
    """Return the kind and the value of the page's own hint on how to say a stretch."""
    if reading := element.get("data-narrate-as"):
        return "as", tidy(reading)
    if element.tag in {"abbr", "acronym"} and (title := tidy(element.get("title") or "")):
        return "abbr", title
    if language := element.get("lang"):
        return "lang", language
    return None


def hinted(text: str, hints: list[tuple[str, str]]) -> tuple[str, tuple[Hint, ...]]:
    """Return a tidy text without its marks of hints, and the place of each hint in it."""
    if not hints:
        return text, ()
    clean = ""
    opened: list[tuple[int, tuple[str, str]]] = []
    placed: list[Hint] = []
    waiting = iter(hints)
    end_of_mark = 0
    for mark in _MARKS.finditer(text):
        clean += text[end_of_mark : mark.start()]
        end_of_mark = mark.end()
        if clean[-1:] == " " and text[end_of_mark : end_of_mark + 1] == " ":
            end_of_mark += 1
        if mark[0] == OPEN:
            opened.append((len(clean), next(waiting)))
        elif opened:
            start, (kind, value) = opened.pop()
            end = len(clean.rstrip())
            placed += [Hint(start, end, kind, value)] if end > start else []
    clean += text[end_of_mark:]
    return clean.strip(), tuple(sorted(placed, key=lambda hint: hint.start))
