"""Read a source: bytes, text, page, article."""

import re
from dataclasses import fields, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple

from narrate.errors import SourceError, UsageError
from narrate.model import Article, Choices
from narrate.source import frontmatter, markdown, plain
from narrate.source.article import article
from narrate.source.encoding import charset, decode
from narrate.source.files import load, refuse
from narrate.source.item import Item
from narrate.source.languages import judge, recognized
from narrate.source.markup import root
from narrate.source.page import (
    Facts,
    Page,
    cleaned,
    language_tag,
    public_address,
    shown,
    sound,
    tidy,
)
from narrate.source.web import Fetched, Web, is_address

_FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_HTML = frozenset(("html", "head", "body", "main", "article", "section", "div", "h1", "p"))
_PICTURES = (".jpg", ".jpeg", ".png")
_MARKDOWN = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n|^#{1,6}[ \t]+\S", re.MULTILINE)


class Reading(NamedTuple):
    """An article as it was read, and short notes for the user, such as "read as UTF-16"."""

    article: Article
    notes: tuple[str, ...] = ()


def read(
    source: str | Item,
    *,
    language: str = "",
    title: str = "",
    stdin: BinaryIO | None = None,
    choices: Choices = Choices(),
    web: Web | None = None,
) -> Reading:
    """Read an article from a file, an address, or standard input for "-".

    ``language`` (BCP 47) and ``title`` win over the source's own; a source that declares no
    language is in the one that its text shows, else English. Raises SourceError for a source that
    cannot be read or holds nothing to say, and UsageError for a malformed language tag.
    """
    if language and not language_tag(language):
        raise UsageError(f"{language!r} is no language tag: write one such as en, en-GB or uk.")
    try:
        title.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"The title {title!a} is no text in UTF-8: write it again.") from error
    item = Item(source) if isinstance(source, str) else source
    name = "standard input" if item.name == "-" else shown(item.name)
    got = _got(item, name, stdin, web or Web())
    declared = got.charset or (charset(got.data) if got.data.lstrip().startswith(b"<") else "")
    text, encoding = decode(got.data, name=name, declared=declared)
    if not any(map(tidy, text)):
        state = "holds only white space" if got.data else "is empty"
        raise SourceError(f"{name} {state}: there is nothing to narrate.")
    nuls = text.count("\0")
    text = text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    form = _form(item, got, text)
    page = _page(text, form, language_tag(language), name, choices, got.url)
    own = page.facts if page.facts.url else replace(page.facts, url=public_address(got.url))
    facts = cleaned(_together(own, item.facts))
    page = replace(page, facts=facts)
    judgement = judge(page, language_tag(language), markup=form == "html")
    notes = (
        *([f"read as {encoding}"] if encoding != "UTF-8" else []),
        *([f"NUL characters left out: {nuls}"] if nuls else []),
        *page.notes,
        *judgement.notes,
    )
    made = article(
        page,
        name,
        language=judgement.language,
        title=tidy(title),
        stem="" if item.name == "-" or got.url else _stem(Path(item.name)),
    )
    local = not (got.url or item.content or item.name == "-")
    return Reading(
        replace(made, picture=_picture(item.name, facts.image)) if local else made, notes
    )


def _got(item: Item, name: str, stdin: BinaryIO | None, web: Web) -> Fetched:
    """Return an item's data; its ``url`` is empty where it is no page of the web."""
    if item.problem:
        raise SourceError(item.problem)
    if item.unasked and not is_address(item.name):
        raise SourceError(
            f"{name} is no address on the web: a feed or a sitemap opens no file of this machine."
        )
    if item.content:
        return Fetched(item.name, sound(item.content).encode(), "text/html", "utf-8")
    if not is_address(item.name):
        return Fetched("", load(item.name, name, stdin))
    permit(item, web)
    fetched = item.fetched or web.fetch(item.name, unasked=item.unasked)
    refuse(fetched.data, "", name)
    return fetched


def _stem(path: Path) -> str:
    """Return what names a file's article: of an index, its folder, as on the web."""
    return (path.stem.strip("_") == "index" and path.parent.name) or path.stem


def _picture(name: str, image: str) -> str:
    """Return the path of the picture that a local article names, if it lies in its own folder.

    Nothing outside that folder is copied beside the audio, whatever the article names.
    """
    if not image or "://" in image:
        return ""
    folder = Path(name).parent
    path = folder / image
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
        usable = inside and path.suffix.lower() in _PICTURES and path.is_file()
    except (OSError, ValueError, RuntimeError):  # a NUL in the name, a link to itself
        usable = False
    return str(path) if usable else ""


def permit(item: Item, web: Web) -> None:
    """Raise SourceError where a site's robots.txt closes a page that nobody named."""
    if item.unasked and not web.may(item.name):
        raise SourceError(
            f"{item.name} is closed to programs by its site's robots.txt: name the page itself, "
            "or ask the site."
        )


def _form(item: Item, got: Fetched, text: str) -> str:
    if got.url:
        return {"text/markdown": "markdown"}.get(got.media_type) or _sniffed(text)
    return _FORMATS.get(Path(item.name).suffix.lower()) or _sniffed(text)


def _together(own: Facts, listed: Facts) -> Facts:
    """Return what a page says of itself, and what its feed says where it says nothing."""
    silent = {
        field.name: getattr(listed, field.name)
        for field in fields(Facts)
        if not getattr(own, field.name)
    }
    return replace(own, **silent)


def _page(  # noqa: PLR0917 - each is another thing that a format may need
    text: str, form: str, language: str, name: str, choices: Choices, url: str
) -> Page:
    if form == "html":
        from narrate.source import html

        return html.read(text, name, choices, url)
    facts, notes, body = frontmatter.split(text, name)
    if form == "markdown":
        page = markdown.read(body, name)
    else:
        page = plain.read(body, language or facts.language or recognized(body) or "en")
    return replace(page, facts=facts, notes=notes)


def _sniffed(text: str) -> str:
    if root(text).lower() in _HTML:
        return "html"
    return "markdown" if _MARKDOWN.search(text) else "text"
