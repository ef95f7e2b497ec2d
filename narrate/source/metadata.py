"""A page's statements on its article: in JSON-LD, then in meta elements, then to its readers."""

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from narrate.source import jsonld
from narrate.source.languages import tag_of
from narrate.source.page import Facts, iso_date, joined, tidy, web_address

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_META_NAMES = ("property", "name", "itemprop", "http-equiv")
_LANGUAGE_NAMES = ("content-language", "language", "dc.language", "inlanguage")
_LINES = ("h1", "h2", "h3", "h4", "b", "strong", "font")
_PARTS = re.compile(r"\s?(?<![|—–:•])[|—–:•]++\s|\s-\s")  # of a tidy text
_SEPARATORS = (" | ", " — ", " – ", " - ", " :: ", " • ")


def facts(tree: "Element") -> Facts:
    """Return a page's statements about itself; a missing statement is an empty value."""
    data = jsonld.article(tree)
    meta = _meta(tree)
    publisher = _name(data.get("publisher")) or meta.get("og:site_name", "")
    url = _url(tree, data, meta)
    languages = _languages(tree, data, meta)
    return Facts(
        title=_text(data.get("headline")) or _title(tree, meta, publisher),
        summary=_text(data.get("description"))
        or meta.get("og:description", "")
        or meta.get("description", ""),
        byline=_byline(tree, data, meta),
        publisher=publisher or meta.get("application-name", ""),
        published=_date(
            data.get("datePublished"),
            meta.get("article:published_time"),
            meta.get("datepublished"),
            meta.get("parsely-pub-date"),
            meta.get("dc.date"),
            _time(tree),
        ),
        modified=_date(
            data.get("dateModified"),
            meta.get("article:modified_time"),
            meta.get("og:updated_time"),
            meta.get("datemodified"),
        ),
        language=next(iter(languages), ""),
        languages=languages,
        url=url,
        image=joined(url, _image(data.get("image")) or meta.get("og:image", "")),
        section=_text(data.get("articleSection")) or meta.get("article:section", ""),
        body=_body(data),
    )


def _languages(tree: "Element", data: dict[str, Any], meta: dict[str, str]) -> tuple[str, ...]:
    """Return the languages that a page declares: in attributes, structured data, meta elements."""
    outer = [tree.get("lang") or tree.get("xml:lang") or ""]
    outer += tree.xpath("//body/@lang | //main/@lang | //article[not(ancestor::article)]/@lang")
    named = [meta.get(name, "") for name in _LANGUAGE_NAMES]
    listed = [tag for name in named for tag in name.split(",")]
    declared = [*outer, _text(data.get("inLanguage")), meta.get("og:locale", ""), *listed]
    return tuple(dict.fromkeys(filter(None, map(tag_of, declared))))


def _meta(tree: "Element") -> dict[str, str]:
    """Return the contents of the meta elements by name, in small letters; the first of a name."""
    contents: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = next(filter(None, map(element.get, _META_NAMES)), "")
        content = tidy(element.get("content") or "")
        if name and content:
            key = name.lower()
            if key == "author" and key in contents:
                contents[key] += f", {content}"
            else:
                contents.setdefault(key, content)
    return contents


def _title(tree: "Element", meta: dict[str, str], publisher: str) -> str:
    """Return the headline: the title for sharing, the only h1, or the title without the site's."""
    if shared := meta.get("og:title") or meta.get("twitter:title"):
        return _without_site(shared, publisher)
    tops = [tidy("".join(top.itertext())) for top in tree.iter("h1")]
    if len(tops) == 1 and tops[0]:
        return tops[0]
    element = tree.find(".//title")
    title = tidy("".join(element.itertext())) if element is not None else ""
    return _shown(tree, title) or _without_site(title, publisher)


def _shown(tree: "Element", title: str) -> str:
    """Return the part of a page's title that the page itself shows, in bold if not as a heading."""
    parts = {part for part in _PARTS.split(title) if part != title}
    if not parts:
        return ""
    shown = (tidy("".join(line.itertext())) for line in tree.iter(*_LINES))
    return max((line for line in shown if line in parts), key=len, default="")


def _without_site(title: str, publisher: str) -> str:
    for separator in _SEPARATORS:
        head, split, tail = title.rpartition(separator)
        if split and head and publisher and tail.casefold() == publisher.casefold():
            return head
    return title


def _byline(tree: "Element", data: dict[str, Any], meta: dict[str, str]) -> str:
    authors = _names(data.get("author")) or meta.get("author") or meta.get("article:author", "")
    if not authors or authors.startswith("http"):
        links = tree.xpath("//*[@rel='author' or @itemprop='author']")
        authors = ", ".join(dict.fromkeys(tidy("".join(link.itertext())) for link in links[:5]))
    return tidy(authors.replace(";", ",")).removeprefix("By ")


def _names(data: object) -> str:
    people = data if isinstance(data, list) else [data]
    return ", ".join(dict.fromkeys(filter(None, map(_name, people))))


def _first(data: object) -> object:
    """Return the first element of lists at any depth; return other data unchanged."""
    while isinstance(data, list):
        data = data[0] if data else None
    return data


def _name(data: object) -> str:
    first = _first(data)
    return _text(first.get("name") if isinstance(first, dict) else first)


def _text(data: object) -> str:
    first = _first(data)
    return tidy(unescape(first)) if isinstance(first, str) else ""


def _body(data: dict[str, Any]) -> str:
    """Return the text of an article in its data, with its line ends."""
    text = data.get("articleBody")
    return unescape(text) if isinstance(text, str) else ""


def _date(*candidates: object) -> str:
    return next(filter(None, (iso_date(_text(candidate)) for candidate in candidates)), "")


def _time(tree: "Element") -> str:
    """Return the time that an element gives as the article's own."""
    times = tree.xpath(
        "//time[@pubdate or @itemprop='datePublished' or contains(@class, 'publish')"
        " or ancestor::header or preceding::h1]/@datetime"
        " | //abbr[@itemprop='datePublished' or contains(@class, 'published')]/@title"
    )
    return str(times[0]) if times else ""


def _url(tree: "Element", data: dict[str, Any], meta: dict[str, str]) -> str:
    link = tree.find(".//link[@rel='canonical']")
    main = data.get("mainEntityOfPage")
    candidates = (
        link.get("href") or "" if link is not None else "",
        meta.get("og:url", ""),
        _text(data.get("url")),
        _text(main.get("@id") if isinstance(main, dict) else main),
    )
    return next(filter(None, map(web_address, candidates)), "")


def _image(data: object) -> str:
    first = _first(data)
    return _text(first.get("url") if isinstance(first, dict) else first)
