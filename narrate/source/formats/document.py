"""An article of a newsroom's format, as the markup of a page."""

import re
from collections.abc import Iterable
from html import escape, unescape
from typing import NamedTuple

from narrate.source.markup import without_tags
from narrate.source.page import Facts, joined, tidy


class Document(NamedTuple):
    """The markup of an article, "" where only its facts are known, and these facts."""

    markup: str
    facts: Facts


def document(body: str, facts: Facts, standfirst: str = "") -> Document:
    """Return a document: the headline of ``facts``, a standfirst (text), and a body (markup)."""
    if not body.strip():
        return Document("", facts)
    language = f' lang="{escape(facts.language)}"' if facts.language else ""
    headline = f"<h1>{escape(facts.title)}</h1>" if facts.title else ""
    lead = f"<p>{escape(standfirst)}</p>" if standfirst else ""
    markup = (
        f"<!DOCTYPE html><html{language}><body><main><article>{headline}{lead}{body}"
        "</article></main></body></html>"
    )
    return Document(markup, facts)


def paragraphs(text: str) -> str:
    """Return plain text as markup: a paragraph for each part between blank lines."""
    parts = filter(str.strip, re.split(r"\n\s*\n", text.replace("\r\n", "\n")))
    return "".join(f"<p>{escape(part)}</p>" for part in parts)


def bare(markup: object) -> str:
    """Return the text of a line of markup; "" where it is no text."""
    return tidy(unescape(without_tags(markup))) if isinstance(markup, str) else ""


def names(people: Iterable[object]) -> str:
    """Return the names of people, each an object with a ``name``, with commas between them."""
    found_names = [bare(person.get("name")) for person in people if isinstance(person, dict)]
    return ", ".join(dict.fromkeys(filter(None, found_names)))


def picture(url: str, image: object) -> str:
    """Return the absolute address of a picture that an article at ``url`` names, or ""."""
    return joined(url, image) if isinstance(image, str) else ""
