"""Find who wrote the article of a page: in its data, else in the lines beside its headline."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from narrate.source import marks
from narrate.source.page import tidy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LONGEST = 120  # characters of a line with a byline
_LONGEST_STATED = 1_000  # characters
_LONGEST_DENSE = 20  # characters of a name in a script without capitals
_MOST_WORDS = 5  # of a name
_MOST_MARKS = 40
_TEXT = 100  # characters of a paragraph of the text
_BY = re.compile(
    r"(?:(?:written|words|text|story|posted|reported|report|review|interview) )?\b"
    r"(?:by|von|vom|par|por|przez|autor(?:ka|en|in)?|autora|auteure?|автор(?:ка|и)?)\b ?:? ?",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"(?:[|•·—–/]|\s-\s|\d|@|https?:|\(|\b(?:in|for the|updated|published|posted|publié"
    r"|mis à jour|aktualisiert|veröffentlicht|publicado|actualizado|opublikowano|follow)\b)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[,;&]|\b(?:and|und|et|y|i|та|і|with|mit|avec|con)\b")
_PARTICLES = {
    *("de", "da", "di", "del", "della", "der", "den", "des", "dos", "du", "van", "von", "zu", "la"),
    *("le", "el", "al", "bin", "ben", "ibn", "af", "ter", "e"),
}
_ROLES = re.compile(
    r"\b(?:editors?|reporters?|correspondents?|writers?|staff|columnist|critic|producer|redaktion"
    r"|redakteur\w*|admin|administrator|webmaster|photo\w*|contributor|contributing|print|share)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\b(?:byline|by line|authors?|writer|creator|vcard)\b")
_OTHERS = re.compile(
    r"\b(?:comments?|related|recommended|sidebar|footer|teasers?|cards?|nav|menu|popular|more)\b"
)
_OFF_TEXT = {"aside", "footer", "nav", "form"}


def byline(tree: "Element", stated: Iterable[str], publisher: str) -> str:
    """Return the names of an article's authors, with commas between them; "" where none is found.

    ``stated`` are the bylines of a page's data, the surest first. One that names only the
    ``publisher`` gives way to a name beside the headline.
    """
    bylines = [names for line in stated if (names := _stated(line))]
    persons = (names for names in bylines if names.casefold() != publisher.casefold())
    shown = next(persons, "") or _shown(_beside_headline(tree)) or _only(tree)
    return shown or next(iter(bylines), "")


def _stated(line: str) -> str:
    """Return the names in a byline that a page states, whatever they look like."""
    text = tidy(line)[:_LONGEST_STATED]
    if start := _BY.match(text):
        text = text[start.end() :]
    names = (name.strip() for name in re.split("[,;]", text))
    return ", ".join(
        dict.fromkeys(
            name
            for name in names
            if name
            and "@" not in name
            and "://" not in name
            and name.casefold() not in {"admin", "administrator", "webmaster"}
        )
    )


def _shown(elements: "Iterable[Element]") -> str:
    """Return the names in the first of the elements that holds a byline; "" where none does."""
    for element in elements:
        line = tidy("".join(element.itertext()))
        if line and len(line) <= _LONGEST and (names := ", ".join(_persons(line))):
            return names
    return ""


def _only(tree: "Element") -> str:
    """Return the author whom all of a page's own marks of authors name, if it is one."""
    marked = tree.xpath("//*[@rel='author' or @itemprop='author']")
    names = {_shown([element]) for element in marked[:_MOST_MARKS]} - {""}
    return next(iter(names)) if len(names) == 1 else ""


def _beside_headline(tree: "Element") -> "Iterator[Element]":
    """Yield the elements of authors before the text, then those in the headline's own article."""
    headline = next(tree.iter("h1"), None)
    frame = None if headline is None else next(headline.iterancestors("article"), None)
    late: list[Element] = []
    begun = headline is None
    texts = 0
    for element in tree.iter():
        begun |= element is headline
        if element.tag == "p" and begun:
            texts += len("".join(element.itertext())) >= _TEXT
        if not _is_author(element):
            continue
        if texts <= 1:
            yield element
        elif frame is not None and frame in element.iterancestors("article"):
            late.append(element)
    yield from late


def _is_author(element: "Element") -> bool:
    """Tell whether an element is called an author's, and not that of another article."""
    if not isinstance(element.tag, str) or element.tag in {"meta", "link", "script"}:
        return False
    named = (
        "author" in (element.get("rel") or "").split()
        or (element.get("itemprop") or "") in {"author", "creator"}
        or _NAMES.search(marks.words(element)) is not None
    )
    return named and not any(
        outer.tag in _OFF_TEXT or _OTHERS.search(marks.words(outer))
        for outer in (element, *element.iterancestors())
        if outer.tag not in {"body", "html", "main", "article"}
    )


def _persons(line: str) -> Iterator[str]:
    """Yield the names of persons in a byline: "By Ann Lee and Bo Lind | May 4" has two."""
    start = _BY.search(line)
    if start and start.start() <= _LONGEST // 4:
        line = line[start.end() :]
    if cut := _CUT.search(line):
        line = line[: cut.start()]
    for name in dict.fromkeys(part.strip(" .:") for part in _BETWEEN.split(line)):
        if _is_name(name):
            yield name
        elif name:
            return


def _is_name(text: str) -> bool:
    words = text.split()
    if not words or len(words) > _MOST_WORDS or _ROLES.search(text):
        return False
    if not any(character.isupper() or character.islower() for character in text):
        return len(text) <= _LONGEST_DENSE and any(map(str.isalpha, text))
    return all(word[0].isupper() or word.casefold() in _PARTICLES for word in words)
