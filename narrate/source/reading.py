"""Read a source: bytes, text, page, article.

One file, over 300 lines: the steps from bytes to an article, in their order.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from narrate.errors import DoubtError, ListPageError, SourceError, UsageError
from narrate.model import Article, Choices
from narrate.runtime.store import is_store
from narrate.source import doubt, formats, frontmatter, kinds, lists, markdown, plain, publication
from narrate.source.article import article
from narrate.source.encoding import charset, damaged, decode
from narrate.source.files import load, refuse
from narrate.source.item import Item
from narrate.source.languages import judge, recognized
from narrate.source.markup import is_page, root
from narrate.source.page import (
    Evidence,
    Facts,
    Page,
    cleaned,
    language_tag,
    merged,
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
_REPLACEMENT = "\ufffd".encode()
_PICTURES = (".jpg", ".jpeg", ".png")
_MARKDOWN = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n|^#{1,6}[ \t]+\S", re.MULTILINE)


class Overrides(NamedTuple):
    """The doubts that a user overrides: about drafts, and about pages that are no article."""

    drafts: bool = False
    anyway: bool = False


STRICT: Final = Overrides()
LENIENT: Final = Overrides(drafts=True, anyway=True)


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
    overrides: Overrides = STRICT,
    now: datetime | None = None,
) -> Reading:
    """Read an article from a file, an address, or standard input for "-".

    ``language`` (BCP 47) and ``title`` win over the source's own; a source that declares no
    language is in the one that its text shows, else English. Raises SourceError for a source that
    cannot be read or holds nothing to say, and UsageError for a malformed language tag.

    A draft, or an article that is not for the public at ``now`` (the current time), is held back
    by DoubtError, unless ``overrides`` allow it; so is a page that is probably not the article.
    """
    _check(language, title)
    item = Item(source) if isinstance(source, str) else source
    name = "standard input" if item.name == "-" else shown(item.name)
    now = now or datetime.now().astimezone()
    if not overrides.drafts:
        _hold_back_draft(item.facts, name, now)
    fetched, item = _converted(_fetched(item, name, stdin, web or Web()), item, name)
    text, notes = _text(fetched, name)
    if (form := _form(item, fetched, text)) != "html":
        kinds.refuse(text, Path(item.name).suffix.lower(), fetched.media_type, name)
    page = _page(text, form, language_tag(language), name, choices, fetched.url)
    page = replace(page, facts=_facts(page.facts, item, fetched.url))
    _hold_back(page, name, now, overrides)
    judgement = judge(page, language_tag(language), markup=form == "html", served=fetched.language)
    is_file = not (fetched.url or item.name == "-")
    result = article(
        page,
        name,
        language=judgement.language,
        title=tidy(title),
        stem=_stem(Path(item.name)) if is_file else item.stem,
    )
    _refuse_damage(result, fetched.data, name, notes)
    if not overrides.anyway and (reason := doubt.reason(result, page.evidence)):
        raise DoubtError(name, reason, "--anyway")
    if is_file:
        result = replace(result, picture=_picture(item.name, page.facts.image))
        notes += _missing_picture(page.facts.image, result, form, item.name)
    return Reading(result, (*notes, *page.notes, *judgement.notes))


def _check(language: str, title: str) -> None:
    """Raise UsageError for a malformed language tag, or a title that UTF-8 cannot hold."""
    if language and not language_tag(language):
        raise UsageError(f"{language!r} is no language tag: write one such as en, en-GB or uk.")
    try:
        title.encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            f"The title {title!a} cannot be written in UTF-8: type it again."
        ) from error


def _text(fetched: Fetched, name: str) -> tuple[str, tuple[str, ...]]:
    """Return a source's text with plain line ends, and notes on its characters."""
    markup = fetched.data.lstrip().startswith(b"<")
    declared = fetched.charset or (charset(fetched.data) if markup else "")
    text, encoding = decode(fetched.data, name=name, declared=declared, mends=markup)
    if not any(map(tidy, text)):
        state = "holds only white space" if fetched.data else "is empty"
        raise SourceError(f"{name} {state}: there is nothing to narrate.")
    notes = [] if encoding == "UTF-8" else [f"read as {encoding}"]
    if encoding == "UTF-8" and (bad := text.count("\ufffd") - fetched.data.count(_REPLACEMENT)) > 0:
        notes.append(f"bytes that are no UTF-8, replaced outside the article: {bad}")
    if nuls := text.count("\0"):
        notes.append(f"NUL characters left out: {nuls}")
        text = text.replace("\0", "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, tuple(notes)


def _refuse_damage(result: Article, data: bytes, name: str, notes: Sequence[str]) -> None:
    """Raise SourceError where a byte that is no UTF-8 stands in the spoken text."""
    spoken = any("\ufffd" in block.text for block in result.blocks)
    other_encoding = any(note.startswith("read as") for note in notes)
    if spoken and not other_encoding and (damage := damaged(name, data)):
        raise damage


def _hold_back_draft(facts: Facts, name: str, now: datetime) -> None:
    """Raise DoubtError where a source is not meant for the public at ``now``."""
    if reason := publication.reason(facts, now):
        raise DoubtError(name, reason, "--drafts")


def _hold_back(page: Page, name: str, now: datetime, overrides: Overrides) -> None:
    """Raise DoubtError for a page that is not for the public at ``now``, or only lists others."""
    if not overrides.drafts:
        _hold_back_draft(page.facts, name, now)
    if page.evidence.listing and not overrides.anyway:
        raise ListPageError(name, page.evidence.listing, "--anyway")


def _fetched(item: Item, name: str, stdin: BinaryIO | None, web: Web) -> Fetched:
    """Return an item's data; its ``url`` is "" where it is no page of the web."""
    if item.problem:
        raise SourceError(item.problem)
    if item.unasked and not is_address(item.name):
        raise SourceError(
            f"{name} is no address on the web: a feed or a sitemap opens no file of this machine."
        )
    if item.content:
        return Fetched(item.name, sound(item.content).encode(), item.media_type, "utf-8")
    if item.data:
        refuse(item.data, "", name)
        return Fetched(item.name, item.data)
    if not is_address(item.name):
        return Fetched("", load(item.name, name, stdin))
    permit(item, web)
    fetched = item.fetched or web.fetch(item.name, unasked=item.unasked)
    refuse(fetched.data, "", name)
    return fetched


def _converted(fetched: Fetched, item: Item, name: str) -> tuple[Fetched, Item]:
    """Return a newsroom's format as a page; any other source as it is.

    Raises SourceError, with ``name`` for the source, where it holds several articles.
    """
    articles = [] if item.content else formats.documents(fetched.data, name)
    if not articles:
        return fetched, item
    if len(articles) > 1:
        raise SourceError(
            f"{name} holds {len(articles):,} articles: save one of them as a file of its own."
        )
    document = articles[0]
    if not document.markup:
        raise SourceError(f"{name} holds no text of its article: save it with its text.")
    page = replace(fetched, data=sound(document.markup).encode(), charset="utf-8")
    return page, replace(item, facts=document.facts, is_converted=True)


def _stem(path: Path) -> str:
    """Return the name for a file's article: of an index, its folder's, as on the web."""
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


def _missing_picture(image: str, result: Article, form: str, source: str) -> tuple[str, ...]:
    """Return the note on a picture that front matter names and that is not in the folder."""
    if (
        form != "markdown"
        or result.picture
        or not image
        or "://" in image
        or image.startswith(("//", "data:"))
    ):
        return ()
    if is_store(source):
        note = (
            f"The front matter names the picture {image!r}. Pictures are not read from a store, so "
            "the audio has no cover of its own: for one, narrate a copy of the folder."
        )
        return (note,)
    note = (
        f"The front matter names the picture {image!r}, which is no JPEG or PNG file in the "
        "article's folder. The audio has no cover of its own: put the file there."
    )
    return (note,)


def permit(item: Item, web: Web) -> None:
    """Raise SourceError where a site's robots.txt closes a page that nobody named."""
    if item.unasked and not web.may(item.name):
        raise SourceError(
            f"{item.name} is closed to programs by its site's robots.txt: name the page itself, "
            "or ask the site."
        )


def _form(item: Item, fetched: Fetched, text: str) -> str:
    """Return the form of a source: its name decides, but for a whole page under another name."""
    if item.is_converted:
        return "html"
    if fetched.url:
        if item.content and fetched.media_type == "text/plain":
            return "text"
        if item.content and fetched.media_type == "text/html" and "<" in text:
            return "html"  # a fragment, too, has hidden parts
        return {"text/markdown": "markdown"}.get(fetched.media_type) or _sniffed(text)
    named = _FORMATS.get(Path(item.name).suffix.lower(), "")
    return "html" if root(text).lower() in {"html", "body"} else named or _sniffed(text)


def _facts(stated: Facts, item: Item, url: str) -> Facts:
    """Return the facts that a page states, with those of its feed where it is silent.

    The facts of a newsroom's format come before those that its text seems to state.
    ``url`` is the address of a page that names none.
    """
    if not stated.url:
        stated = replace(stated, url=public_address(url))
    if not url:
        stated = merged(stated, publication.of_name(Path(item.name)))
    first, second = (item.facts, stated) if item.is_converted else (stated, item.facts)
    return cleaned(merged(first, second))


def _page(  # noqa: PLR0917 - each is another thing that a format may need
    text: str, form: str, language: str, name: str, choices: Choices, url: str
) -> Page:
    facts, notes, body = frontmatter.split(text, name)
    if form == "html":
        from narrate.source import html

        page = html.read(body, name, choices, url)
        return replace(page, facts=merged(facts, page.facts)) if body != text else page
    if form == "markdown":
        page = markdown.read(body, name, choices, facts)
    else:
        page = plain.read(body, language or facts.language or recognized(body) or "en")
    evidence = Evidence(listing=lists.of_markdown(text, body, name))
    return replace(page, facts=facts, notes=notes, evidence=evidence)


def _sniffed(text: str) -> str:
    if is_page(text):
        return "html"
    return "markdown" if _MARKDOWN.search(text) else "text"
