"""Read inside a block: hints of the page, marks of notes, stretches that are not read."""

import re
from typing import TYPE_CHECKING

from narrate.model import Hint
from narrate.source.marks import hidden, words
from narrate.source.page import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Stand for the start and the end of a hint until the text is tidy; no page means these characters.
OPEN, CLOSE = "\ue000", "\ue001"
LINE = "\ue002"  # stands for the end of a line
_MARKS = re.compile(f"{OPEN}|{CLOSE}")
SILENCED = "the page says so: data-narrate"
_STRUCK = {"del", "s", "strike"}
_NOTE_NAMES = re.compile(r" (footnote ref|footnote|fnref|noteref|note ref|footnote anchor) ")
_NOTE_MARK = re.compile(r"\s*(\[\w{1,3}\]|\(?\d{1,3}\)?|[*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|↩.?)\s*")
_LONGEST_MARK = 5
_BOX = re.compile(
    r"\b(tooltip|tool tip|popover|pop over|rollover content|hover box|hovercard|hover card"
    r"|glossary (?:text|definition|content)|infobox|info box|tippy)\b"
)
_FOR_SCREEN_READERS = re.compile(
    r"\b(sr only|screen reader text|visually hidden|visuallyhidden|a11y only|u hidden visually)\b"
)
_BARE_NOTE = re.compile(r"\s*(?:\[?\d{1,3}\]?(?:\s?[,;–-]\s?\[?\d{1,3}\]?){0,6}|[*†‡§]{1,3})\s*")
_AFTER_NOTED = (".", ",", ";", ":", "!", "?", "”", '"', "»", ")", "’")
_LONGEST_WORD = 40  # characters
_LONG_WORD = re.compile(r"[^\W\d_]{4}$")
_MEASURE = re.compile(r"\d\s?[^\W\d_]{1,20}$")
_NOTES_IN_TEXT = re.compile(
    r"(?<=[\w.,;:!?”\"»)])(?:(?:\[\d{1,3}\]){1,6}| \[\d{1,3}\](?=[.,;:!?]))"
    r"|\[\d{1,2}:\d\d(?::\d\d)?\]\s?"
)
# A word goes on in the next line; "pre- and post-war" does not.
_DIVISION = re.compile(
    rf"(?<=[^\W\d_]{{2}})-[ \t]*[\n{LINE}][\n{LINE} \t]*(?=([^\W\d_][\w-]{{0,30}}))"
)
_WORD_BEFORE = re.compile(r"(?<![\w'’-])[\w'’-]{2,}+$")
# Before and after these the hyphen is the word's own: "twenty-five", "est-ce".
_OWN_BEFORE = {
    *("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "self", "non"),
    *("well", "vingt", "trente", "quarante", "cinquante", "soixante", "quatre"),
}
_OWN_AFTER = {
    *("based", "led", "making", "year", "free", "term", "ce", "il", "elle", "ils", "elles"),
    *("je", "tu", "vous", "moi", "toi", "lui", "là", "même"),
}
_JOINTS = {"and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "i", "oraz", "та", "і"}
_TICK = re.compile(r"(?:[☐☑☒✓✔✗✘✅❌⬜🔲◻◽▢□■]\ufe0f? ?|\[[ xX]\] )(?=\w)")
_FEWEST_VERSES = 4
_LONGEST_VERSE, _MEAN_VERSE = 70, 50  # characters
_SUBSCRIPT = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NEAR = 8  # pieces of text before a link
_ENDS = (".", "!", "?", "…", "”", '"', "»")
_TERM = re.compile(r"\b(glossary|term|definition|tooltip|footnote)\b")
_EDIT = re.compile(r" (?:mw )?edit ?section ")
_LABEL = re.compile(r" (kicker|eyebrow|overline|dachzeile|spitzmarke|surtitre|antetitulo) ")


def apart(element: "Element") -> str:
    """Return why a stretch inside a block is not read with it; "" where it is."""
    if element.get("data-narrate") == "skip":
        return SILENCED
    if element.tag in _STRUCK:
        return "struck out"
    return _marked_apart(element) if element.attrib else ""


def _marked_apart(element: "Element") -> str:
    """Return why an element's names or marks take it out of its sentence, or ""."""
    names = words(element)
    unseen = _FOR_SCREEN_READERS.search(names) and not _replaces(element)
    if unseen or hidden(element):
        return "hidden on the page"
    if element.get("role") in {"tooltip", "dialog"} or _BOX.search(names):
        return "a box in the text"
    if _EDIT.search(names):
        return "a control of the page"
    followed = element.tail or element.getnext() is not None
    return "a label above the headline" if followed and _LABEL.search(names) else ""


def _replaces(element: "Element") -> bool:
    """Tell whether a text for screen readers stands for a neighbor that is hidden from them."""
    neighbors = (element.getprevious(), element.getnext())
    return any(
        neighbor is not None and neighbor.get("aria-hidden") == "true" for neighbor in neighbors
    )


def raised(element: "Element") -> str:
    """Return the text of ``sub`` or ``sup`` with its figures lowered or raised."""
    table = _SUBSCRIPT if element.tag == "sub" else _SUPERSCRIPT
    return (element.text or "").translate(table)


def is_term(button: "Element", texts: list[str]) -> bool:
    """Tell whether an element is a button that holds a word of its sentence: a term to explain."""
    if button.tag != "button" or not (button.tail or "").strip() or not "".join(texts[-_NEAR:]):
        return False
    named = button.get("aria-describedby") or button.get("aria-details")
    text = "".join(button.itertext()).strip()
    return bool(named) or text[:1].islower() or _TERM.search(words(button)) is not None


def is_reference(texts: list[str], link: "Element") -> bool:
    """Tell whether a link stands alone in parentheses after a sentence: "(Read our report.)"."""
    if not (link.tail or "").lstrip().startswith(")"):
        return False
    before = "".join(texts[-_NEAR:]).rstrip()
    return before.endswith("(") and before[:-1].rstrip().endswith(_ENDS)


def is_note_mark(element: "Element") -> bool:
    """Tell whether an element only points at a note: ¹, [1], * as a link, or so named."""
    if element.tag not in {"a", "sup", "span"} or not (element.attrib or len(element)):
        return False
    if element.get("role") == "doc-noteref" or _NOTE_NAMES.search(words(element)):
        return len("".join(element.itertext()).strip()) <= _LONGEST_MARK
    links = element.iter("a")
    if element.tag == "span" or not any((a.get("href") or "").startswith("#") for a in links):
        return False
    return element.tag == "sup" or _NOTE_MARK.fullmatch("".join(element.itertext())) is not None


def is_bare_note(texts: list[str], element: "Element") -> bool:
    """Tell whether a raised number without a link is a note: after a word or the end of a sentence.

    It is an exponent after a number with its unit ("40 m²") or after a short name ("x²").
    """
    if len(element) or not _BARE_NOTE.fullmatch(element.text or ""):
        return False
    before = "".join(texts[-_NEAR:])
    if before.endswith(_AFTER_NOTED):
        return True
    return _LONG_WORD.search(before[-_LONGEST_WORD:]) is not None and not _MEASURE.search(
        before[-_LONGEST_WORD:]
    )


def closed(text: str) -> str:
    """Return a text in which no line ends after a word's hyphen.

    A page's own line break divides a word, as in ``joined``. Where only its source's line ends,
    the hyphen is the word's: a page divides no words itself.
    """

    def whole_word(place: re.Match[str]) -> str:
        if LINE in place[0]:
            return _whole_word(place)
        return "-" if place[1] not in _JOINTS else place[0]

    return _DIVISION.sub(whole_word, text)


def joined(text: str) -> str:
    """Return wrapped lines in which a word that is divided at the end of a line is whole.

    Other words keep their hyphen: "UK-based", "state-of-the-art", "twenty-five".
    """
    return _DIVISION.sub(_whole_word, text)


def _whole_word(place: re.Match[str]) -> str:
    """Return the text that stands for a hyphen and the end of its line."""
    start, after = place.start(), place[1]
    word = _WORD_BEFORE.search(place.string[max(0, start - _LONGEST_WORD) : start])
    before = word[0] if word else "-"
    if after in _JOINTS:
        return place[0]
    is_compound = "-" in before + after or before in _OWN_BEFORE or after in _OWN_AFTER
    return "" if before[-1].islower() and after[0].islower() and not is_compound else "-"


def without_box(text: str) -> str:
    """Return an item of a list without the box in which it is ticked off.

    >>> without_box("☑ Buy a ticket"), without_box("[ ] Wait")
    ('Buy a ticket', 'Wait')
    """
    return _TICK.sub("", text, count=1)


def without_notes(text: str) -> str:
    """Return a text without the numbers of notes ("rain [3].") and the times of a transcript."""
    return _NOTES_IN_TEXT.sub("", text)


def verses(text: str, *, named: bool) -> list[str]:
    """Return the lines of a poem or a song; none of a text that only breaks its lines.

    A poem has four lines or more, all of them short; one that the page has ``named`` has two.
    """
    lines = [line for part in text.split(LINE) if (line := tidy(part))]
    short = max(map(len, lines), default=0) <= _LONGEST_VERSE
    mean = sum(map(len, lines)) / max(1, len(lines))
    fewest = 2 if named else _FEWEST_VERSES
    return lines if len(lines) >= fewest and short and mean <= _MEAN_VERSE else []


def is_parted(texts: list[str], element: "Element") -> bool:
    """Tell whether a style sheet keeps an element apart from the last: "LiveUpdated"."""
    previous = element.getprevious()
    if previous is None or previous.tail:
        return False
    if "time" in {previous.tag, element.tag}:
        return True
    if not (element.text or "")[:1].isupper():
        return False
    last = next(filter(None, reversed(texts)), "")[-1:]
    return last.islower() or last.isdigit() or last in set(".!?")


def number(item: "Element") -> int | None:
    """Return the number of an item as a browser shows it; None in a list without numbers."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return None
    items = [sibling for sibling in parent if sibling.tag == "li"]
    reverse = parent.get("reversed") is not None
    count = _whole(parent.get("start"), len(items) if reverse else 1)
    for sibling in items:
        count = _whole(sibling.get("value"), count)
        if sibling is item:
            return count
        count += -1 if reverse else 1
    return None


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else default


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
