"""A page's statements on its article: in JSON-LD, then in meta elements, then to its readers."""

import re
from html import unescape
from itertools import repeat
from typing import TYPE_CHECKING, Any

from narrate.source.byline import byline
from narrate.source.languages import tag_of
from narrate.source.page import Facts, joined, tidy, web_address
from narrate.source.publication import moment

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_META_NAMES = ("property", "name", "itemprop", "http-equiv")
_AUTHORS = (
    *("author", "byl", "parsely-author", "sailthru.author", "article.author", "dc.creator"),
    *("dcterms.creator", "article:author", "creator", "citation_author", "authors"),
)
_JOINED = (
    "author",
    "article:author",
    "dc.creator",
    "citation_author",
)  # one element for each author
_WRITTEN = re.compile(
    r"written by|author|by|von|verfasst von|geschrieben von|autor(?:a|in)?|écrit par|auteur"
    r"|escrito por|publicado por|napisane przez|автор|написано",
    re.IGNORECASE,
)
_PUBLISHED = (
    *("article:published_time", "datepublished", "parsely-pub-date", "dc.date", "dc.date.issued"),
    *("dcterms.date", "dcterms.issued", "dcterms.created", "sailthru.date", "date", "pubdate"),
    *("publishdate", "publish-date", "publish_date", "article.published", "og:published_time"),
    *("og:article:published_time", "article_date_original", "cxenseparse:recs:publishtime"),
)
_MODIFIED = (
    *("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
    *("last-modified", "article.updated"),
)
_LANGUAGE_NAMES = ("content-language", "language", "dc.language", "inlanguage")
_LINES = ("h1", "h2", "h3", "h4", "b", "strong", "font")
_TITLES = (
    "//*[self::span or self::div or self::p][contains(@class, 'title') or contains(@class, 'ttl')"
    " or contains(@class, 'headline')]"
)
_PARTS = re.compile(r"\s?(?<![|—–:•])[|—–:•]++\s|\s-\s")  # of a tidy text
_SEPARATORS = (" | ", " — ", " – ", " - ", " :: ", " • ")


def facts(tree: "Element", data: dict[str, Any]) -> Facts:
    """Return a page's statements about itself; a missing statement is an empty value.

    ``data`` is the article that its JSON-LD describes.
    """
    meta = _meta(tree)
    publisher = _name(data.get("publisher")) or meta.get("og:site_name", "")
    named = map(meta.get, ("og:site_name", "application-name", "publisher", "dc.publisher"))
    sites = tuple(filter(None, (publisher, *named, _organization(data))))
    url = _url(tree, data, meta)
    languages = _languages(tree, data, meta)
    return Facts(
        title=_title(tree, _text(data.get("headline")), meta, publisher),
        summary=_text(data.get("description"))
        or meta.get("og:description", "")
        or meta.get("description", ""),
        byline=byline(tree, _bylines(data, meta), sites),
        publisher=publisher or meta.get("application-name", ""),
        published=_date(
            data.get("datePublished"),
            *map(meta.get, _PUBLISHED),
            _time(tree),
        ),
        modified=_date(
            data.get("dateModified"),
            *map(meta.get, _MODIFIED),
        ),
        language=next(iter(languages), ""),
        languages=languages,
        url=url,
        image=joined(url, _image(data.get("image")) or meta.get("og:image", "")),
        section=_text(data.get("articleSection")) or meta.get("article:section", ""),
        body=_body(data),
    )


def _bylines(data: dict[str, Any], meta: dict[str, str]) -> tuple[str, ...]:
    """Return the bylines of a page's data, the surest first."""
    labels = (
        number for number in "12" if _WRITTEN.fullmatch(meta.get(f"twitter:label{number}", ""))
    )
    labeled = (meta.get(f"twitter:data{number}", "") for number in labels)
    stated = _names(data.get("author")) or _names(data.get("creator"))
    if stated and stated == _organization(data) == _name(data.get("publisher")):
        stated = ""
    return (stated, *map(meta.get, _AUTHORS, repeat("")), *labeled)


def _organization(data: dict[str, Any]) -> str:
    """Return the name of the stated author where that is a paper or an office, and no person."""
    author = _first(data.get("author"))
    is_office = isinstance(author, dict) and "Organization" in str(author.get("@type", ""))
    return _name(author) if is_office else ""


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
            if key in _JOINED and key in contents:
                contents[key] += f"; {content}"
            else:
                contents.setdefault(key, content)
    return contents


def _title(tree: "Element", headline: str, meta: dict[str, str], publisher: str) -> str:
    """Return the headline: the stated one, the only h1, or the title without the site's name.

    A stated ``headline``, or title for sharing, that is the h1 and more is the h1.
    """
    tops = [tidy("".join(top.itertext())) for top in tree.iter("h1")] or _document_titles(tree)
    top = tops[0] if len(tops) == 1 else ""
    element = tree.find(".//title")
    title = tidy("".join(element.itertext())) if element is not None else ""
    if shared := headline or meta.get("og:title") or meta.get("twitter:title"):
        whole = (line for line in (top, title) if line and _begins(shared, line))
        return next(whole, "") or _shown(tree, shared) or _without_site(shared, publisher)
    return top or _shown(tree, title) or _without_site(title, publisher)


def _begins(shared: str, line: str) -> bool:
    """Tell whether a title for sharing is a line of the page and the site's name."""
    after = shared.removeprefix(line)
    return shared == line or (after != shared and _PARTS.match(after) is not None)


def _document_titles(tree: "Element") -> list[str]:
    """Return the paragraphs that an exported document calls its title."""
    titles = tree.xpath(
        "//p[contains(concat(' ', @class, ' '), ' title ')"
        " or contains(concat(' ', @class, ' '), ' MsoTitle ')]"
    )
    return [tidy("".join(title.itertext())) for title in titles]


def _shown(tree: "Element", title: str) -> str:
    """Return the part of a page's title that the page itself shows, in bold if not as a heading."""
    parts = {part for part in _PARTS.split(title) if part != title}
    if not parts:
        return ""
    lines = (*tree.iter(*_LINES), *tree.xpath(_TITLES))
    shown = (tidy("".join(line.itertext())) for line in lines)
    return max((line for line in shown if line in parts), key=len, default="")


def _without_site(title: str, publisher: str) -> str:
    for separator in _SEPARATORS:
        head, split, tail = title.rpartition(separator)
        if split and head and publisher and tail.casefold() == publisher.casefold():
            return head
    return title


def _names(data: object) -> str:
    people = data if isinstance(data, list) else [data]
    return "; ".join(dict.fromkeys(filter(None, map(_name, people))))


def _first(data: object) -> object:
    """Return the first element of lists at any depth; return other data unchanged."""
    while isinstance(data, list):
        data = data[0] if data else None
    return data


def _name(data: object) -> str:
    first = _first(data)
    if not isinstance(first, dict):
        return _text(first)
    parts = (_text(first.get("givenName")), _text(first.get("familyName")))
    return _text(first.get("name")) or " ".join(filter(None, parts))


def _text(data: object) -> str:
    first = _first(data)
    return tidy(unescape(first)) if isinstance(first, str) else ""


def _body(data: dict[str, Any]) -> str:
    """Return the text of an article in its data, with its line ends."""
    text = data.get("articleBody")
    return unescape(text) if isinstance(text, str) else ""


def _date(*candidates: object) -> str:
    """Return the first date that is understood, in ISO 8601; "" where none is."""
    return next(filter(None, (moment(_text(candidate)) for candidate in candidates)), "")


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
