"""Put a narration into a page, and keep all other bytes of the file."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path
from typing import Final

from narrate.errors import PublishError, UsageError
from narrate.model.web import web_parts
from narrate.publish.embed import BEGIN, END, Embed, embed
from narrate.publish.jsonld import articles
from narrate.publish.manifest import Plain
from narrate.runtime.files import write_whole

_TOKEN: Final = "data-narrate-token"  # noqa: S105 - an attribute, by which a start tag is found
_HEADLINES: Final = ("main h1, article h1, [role=main] h1", "h1")
_OURS: Final = "narrate-player"
# Attributes of the figure that a person sets by hand, and that the next embed keeps.
_HAND_SET: Final = frozenset(("data-article", "data-hide", "data-next"))
# The last part of an address with one of these names a file; any other is the name of a folder.
_FILES: Final = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905
)


def put(
    page: bytes, manifest: Plain, site: Embed, selector: str = "", *, is_index: bool = False
) -> bytes:
    """Return a page with a narration in it.

    It replaces the markup of an earlier run, whose attributes ``data-article``, ``data-next`` and,
    unless the settings have one, ``data-hide`` it keeps. Otherwise, or with a selector, it follows
    the first element that matches, by default the headline. UsageError where none matches or the
    selector is no CSS. ``is_index`` is true for the page of a folder, whose address ends in a
    slash, whether its canonical address has that or not.
    """
    text, encoding = _decoded(page)
    newline = "\r\n" if "\r\n" in text else "\n"
    tags = _Tags(text)
    page_url = canonical_url(tags.canonical, is_index=is_index)
    site = site._replace(attributes=tags.hand_set, page_url=page_url)
    markup = embed(manifest, site, tags.article)
    if encoding != "utf-8":  # JSON has no references to characters, but escapes
        markup = "".join(
            line if "ld+json" not in line else _ascii(line)
            for line in markup.splitlines(keepends=True)
        )
    markup = markup.replace("\n", newline)
    if tags.ours and not selector:
        start, end = tags.ours
        text = text[:start] + markup + text[end:]
    else:
        if tags.ours:
            start, end = tags.ours
            text = text[:start].removesuffix(newline) + text[end:]
        place = _Tags(text).after(selector)
        text = text[:place] + newline + markup + text[place:]
    return text.encode(encoding, "xmlcharrefreplace")


def without(page: bytes) -> bytes:
    """Return a page without the narration that ``put`` put there; one without is as it was."""
    text, encoding = _decoded(page)
    ours = _Tags(text).ours
    if not ours:
        return page
    newline = "\r\n" if "\r\n" in text else "\n"
    return (text[: ours[0]].removesuffix(newline) + text[ours[1] :]).encode(encoding)


def canonical_url(canonical: str, *, is_index: bool) -> str:
    """Return a page's canonical address; that of a folder's page ends in a slash.

    An address that is relative or malformed is left out: the result is empty.
    """
    parts = web_parts(canonical)
    if parts is None:
        return ""
    if is_index and not parts.path.casefold().endswith(_FILES):
        path = f"{parts.path.rstrip('/')}/"
        return parts._replace(path=path, query="", fragment="").geturl()
    return canonical


def put_into(path: Path, manifest: Plain, site: Embed, selector: str = "") -> None:
    """Put a narration into a file, whole or not at all; PublishError where it cannot be written."""
    is_index = path.stem == "index"
    _rewrite(path, lambda page: put(page, manifest, site, selector, is_index=is_index))


def take_from(path: Path) -> None:
    """Take the narration out of a file, whole or not at all; PublishError as for ``put_into``."""
    _rewrite(path, without)


def _rewrite(path: Path, change: Callable[[bytes], bytes]) -> None:
    try:
        page = path.read_bytes()
        changed_page = change(page)
        if changed_page != page:
            write_whole(path.resolve(), changed_page)  # a link stays a link
    except OSError as error:
        raise PublishError(
            f"{path} cannot be read or written: {error.strerror or error}. It is as it was."
        ) from error


def _decoded(page: bytes) -> tuple[str, str]:
    """Return a page's text in an encoding that gives the same bytes back."""
    if page.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise PublishError("The page is in UTF-16; save it as UTF-8, as the web expects.")
    try:
        return page.decode(), "utf-8"
    except UnicodeDecodeError:
        return page.decode("latin-1"), "latin-1"


def _ascii(line: str) -> str:
    units = ((character, character.encode("utf-16-be").hex()) for character in line)
    return "".join(
        character
        if character.isascii()
        else "".join(f"\\u{code[n : n + 4]}" for n in range(0, len(code), 4))
        for character, code in units
    )


@dataclass(slots=True)
class _Tag:
    """A tag and its offsets; ``start`` is true if it begins an element."""

    name: str
    place: int
    end: int
    start: bool


class _Tags(HTMLParser):
    """A page's tags by their offsets, the place of our markup, and the page's own article."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self._lines = [0, *accumulate(len(line) for line in text.split("\n"))]
        self._begun, self._data = -1, ""
        self._is_data, self._pasted = False, -1
        self.tags: list[_Tag] = []
        self.ours: tuple[int, int] | None = None
        self.article: Plain | None = None
        self.canonical = ""
        self.hand_set: dict[str, str] = {}
        self.feed(text)
        self.close()
        if self.ours is None and self._pasted >= 0:  # by hand, without the comments
            self.ours = self.tags[self._pasted].place, self._end(self._pasted)

    def after(self, selector: str) -> int:
        """Return the offset after the first matching element, by default the headline."""
        return self._end(self._match([selector] if selector else _HEADLINES))

    def _end(self, number: int) -> int:
        tag, depth = self.tags[number], 1
        if tag.name in _VOID:
            return tag.end
        for other in self.tags[number + 1 :]:
            if other.name == tag.name:
                depth += 1 if other.start else -1
                if not depth:
                    return other.end
        raise UsageError(
            f"The <{tag.name}> after which the narration should stand has no end tag. "
            "Name another element with --selector."
        )

    def _match(self, selectors: "list[str] | tuple[str, ...]") -> int:
        from cssselect import SelectorError
        from lxml.cssselect import CSSSelector
        from lxml.html import document_fromstring

        marked, place = "", 0
        for number, tag in enumerate(self.tags):
            if tag.start:
                end = tag.place + 1 + len(tag.name)
                marked += f'{self._text[place:end]} {_TOKEN}="{number}"'
                place = end
        page = f"{marked}{self._text[place:]}" if self.tags else "<html>"  # lxml takes no empty one
        tree = document_fromstring(page.encode())
        for selector in selectors:
            try:
                elements = CSSSelector(selector, translator="html")(tree)
            except SelectorError as error:
                raise UsageError(f"{selector!r} is no CSS selector: {error}.") from error
            for element in elements:
                if number := element.get(_TOKEN):
                    return int(number)
        raise UsageError(
            f"Nothing on the page matches {selector!r}. Name the element after which the "
            "narration should stand with --selector."
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        place = self._offset()
        self.tags.append(_Tag(tag, place, place + len(self.get_starttag_text() or ""), start=True))
        if (
            self.ours is None
            and self._begun < 0
            and _OURS in (dict(attrs).get("class") or "").split()
        ):
            self._pasted = len(self.tags) - 1
        if not self.hand_set and _OURS in (tag, *(dict(attrs).get("class") or "").split()):
            self.hand_set = {name: value or "" for name, value in attrs if name in _HAND_SET}
        if tag == "link" and "canonical" in (dict(attrs).get("rel") or "").casefold().split():
            self.canonical = self.canonical or (dict(attrs).get("href") or "").strip()
        self._is_data = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_endtag(self, tag: str) -> None:
        place = self._offset()
        self.tags.append(_Tag(tag, place, self._text.find(">", place) + 1, start=False))
        if self._is_data and self._begun < 0:
            self._name(self._data)
        self._is_data, self._data = False, ""

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self._data += data

    def handle_comment(self, data: str) -> None:
        comment = f"<!--{data}-->"
        if comment == BEGIN:
            self._begun = self._offset()
        elif comment == END and self._begun >= 0:
            self.ours = self._begun, self._offset() + len(END)
            self._begun = -1

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + line - 1 + column

    def _name(self, data: str) -> None:
        try:
            nodes = list(articles(json.loads(data)))
        except (ValueError, RecursionError):
            return
        known_id = self.article is not None and isinstance(self.article.get("@id"), str)
        for node in nodes:
            if self.article is None or (not known_id and isinstance(node.get("@id"), str)):
                self.article = node
                known_id = isinstance(node.get("@id"), str)
