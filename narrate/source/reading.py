"""Read a source: bytes, text, page, article."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from narrate.errors import SourceError, UsageError
from narrate.model import Article
from narrate.source import frontmatter, html, markdown, plain
from narrate.source.article import article
from narrate.source.encoding import decode
from narrate.source.files import load
from narrate.source.page import Page, language_tag, tidy

_FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
    r"<(!doctype\s+html|html|head|body|main|article|section|div|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n|^#{1,6}[ \t]+\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as it was read, and short notes for the user, such as "read as UTF-16"."""

    article: Article
    notes: tuple[str, ...] = ()


def read(
    source: str, *, language: str = "", title: str = "", stdin: BinaryIO | None = None
) -> Reading:
    """Read an article from a file, or from standard input for "-".

    ``language`` (BCP 47) and ``title`` win over what the source says; a source that names no
    language is English. Raises SourceError for what cannot be read or holds nothing to say, and
    UsageError for a language that is none.
    """
    if language and not language_tag(language):
        raise UsageError(f"{language!r} is no language tag: write one such as en, en-GB or uk.")
    name = "standard input" if source == "-" else source
    data = load(source, name, stdin)
    declared = html.charset(data) if data.lstrip().startswith(b"<") else ""
    text, encoding = decode(data, name=name, declared=declared)
    if not tidy(text):
        state = "holds only white space" if data else "is empty"
        raise SourceError(f"{name} {state}: there is nothing to narrate.")
    nuls = text.count("\0")
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    page = _page(text, Path(source).suffix.lower(), language_tag(language), name)
    notes = (
        *([f"read as {encoding}"] if encoding != "UTF-8" else []),
        *([f"NUL characters left out: {nuls}"] if nuls else []),
        *page.notes,
    )
    made = article(
        page,
        name,
        language=language_tag(language) or page.facts.language or "en",
        title=tidy(title),
        stem="" if source == "-" else Path(source).stem,
    )
    return Reading(made, notes)


def _page(text: str, suffix: str, language: str, name: str) -> Page:
    form = _FORMATS.get(suffix) or _sniffed(text)
    if form == "html":
        return html.read(text, name)
    facts, notes, body = frontmatter.split(text, name)
    if form == "markdown":
        page = markdown.read(body, name)
    else:
        page = plain.read(body, language or facts.language or "en")
    return replace(page, facts=facts, notes=notes)


def _sniffed(text: str) -> str:
    if _HTML.match(text):
        return "html"
    return "markdown" if _MARKDOWN.search(text) else "text"
