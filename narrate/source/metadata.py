"""What a page says about its article: in JSON-LD, then in meta elements, then to its readers."""

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
    """Return what a page says about itself; what it does not say is empty."""
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
    """Return what the meta elements say, the first of each name, names in small letters."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = next(filter(None, map(element.get, _META_NAMES)), "")
        content = tidy(element.get("content") or "")
        if name and content:
            key = name.lower()
            if key == "author" and key in found:
                found[key] += f", {content}"
            else:
                found.setdefault(key, content)
    return found


def _title(tree: "Element", meta: dict[str, str], publisher: str) -> str:
    """Return the headline: what the page shares, its one h1, or its title without the site's."""
    if said := meta.get("og:title") or meta.get("twitter:title"):
        return _without_site(said, publisher)
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
        head, found, tail = title.rpartition(separator)
        if found and head and publisher and tail.casefold() == publisher.casefold():
            return head
    return title


def _byline(tree: "Element", data: dict[str, Any], meta: dict[str, str]) -> str:
    said = _names(data.get("author")) or meta.get("author") or meta.get("article:author", "")
    if not said or said.startswith("http"):
        links = tree.xpath("//*[@rel='author' or @itemprop='author']")
        said = ", ".join(dict.fromkeys(tidy("".join(link.itertext())) for link in links[:5]))
    return tidy(said.replace(";", ",")).removeprefix("By ")


def _names(data: Any) -> str:  # noqa: ANN401 - any JSON
    people = data if isinstance(data, list) else [data]
    return ", ".join(dict.fromkeys(filter(None, map(_name, people))))


def _name(data: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(data, list):
        return _name(data[0]) if data else ""
    return _text(data.get("name")) if isinstance(data, dict) else _text(data)


def _text(data: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(data, list):
        return _text(data[0]) if data else ""
    return tidy(unescape(data)) if isinstance(data, str) else ""


def _date(*said: Any) -> str:  # noqa: ANN401 - any JSON
    return next(filter(None, (iso_date(_text(one)) for one in said)), "")


def _time(tree: "Element") -> str:
    """Return the time that an element gives as the article's own."""
    found = tree.xpath(
        "//time[@pubdate or @itemprop='datePublished' or contains(@class, 'publish')"
        " or ancestor::header or preceding::h1]/@datetime"
        " | //abbr[@itemprop='datePublished' or contains(@class, 'published')]/@title"
    )
    return str(found[0]) if found else ""


def _url(tree: "Element", data: dict[str, Any], meta: dict[str, str]) -> str:
    link = tree.find(".//link[@rel='canonical']")
    main = data.get("mainEntityOfPage")
    said = (
        link.get("href") or "" if link is not None else "",
        meta.get("og:url", ""),
        _text(data.get("url")),
        _text(main.get("@id")) if isinstance(main, dict) else _text(main),
    )
    return next(filter(None, map(web_address, said)), "")


def _image(data: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(data, list):
        return _image(data[0]) if data else ""
    return _text(data.get("url")) if isinstance(data, dict) else _text(data)
