"""Read JSON of content systems: WordPress, Ghost, JSON Feed, ninjs and Arc's ANS."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from narrate.errors import SourceError
from narrate.source import publication
from narrate.source.formats import ans, ninjs
from narrate.source.formats.document import (
    Document,
    bare,
    document,
    names,
    paragraphs,
    picture,
)
from narrate.source.page import Facts, language_tag, shown

_Json = dict[str, Any]
_MOST_ARTICLES = 10_000
_STARTS = (b"{", b"[", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0")  # the last in UTF-16


def documents(source: bytes, name: str) -> list[Document]:
    """Return the articles of JSON in a format that is known; none for any other source.

    Raises SourceError, naming ``name``, where it holds too many articles or an id is no text.
    """
    if not source.lstrip()[:3].startswith(_STARTS):
        return []
    try:
        content = json.loads(source)
    except (ValueError, RecursionError):  # no JSON, or deeper than any article
        return []
    try:
        articles, read = _articles(content)
    except ValueError as error:
        raise SourceError(f"{name} cannot be read: {error}. Export the site once more.") from error
    if len(articles) > _MOST_ARTICLES:
        raise SourceError(
            f"{name} holds more than {_MOST_ARTICLES:,} articles: save a part of them as one file."
        )
    return [read(article) for article in articles]


def _articles(content: object) -> tuple[list[_Json], Callable[[_Json], Document]]:
    """Return the articles of JSON, and the function that reads them."""
    rows = _objects(content if isinstance(content, list) else [content])
    for fits, read in _READERS:
        if rows and all(map(fits, rows)):
            return rows, read
    if len(rows) != 1:
        return [], _wordpress
    holder = rows[0]
    if str(holder.get("version", "")).startswith("https://jsonfeed.org/version/"):
        items = _objects(holder.get("items"))
        return items, lambda item: _feed_item(item, holder)
    exports = _objects(holder.get("db"))
    is_export = len(exports) == 1  # of a whole site, by Ghost
    holder = _object(exports[0].get("data")) if is_export else holder
    posts = _objects(holder.get("posts")) or _objects(holder.get("pages"))
    if is_export:
        posts = _exported(posts, holder)
    if posts and all(map(_is_ghost, posts)):
        return posts, _ghost
    return [], _ghost


def _exported(posts: list[_Json], site: _Json) -> list[_Json]:
    """Return the published posts of an export with their authors; all of them if none is.

    Raises ValueError where an id is neither a text nor a number.
    """
    links, people = _objects(site.get("posts_authors")), _objects(site.get("users"))
    ids = [row.get("id") for row in (*people, *posts)]
    ids += [link.get(key) for link in links for key in ("author_id", "post_id")]
    for entry in ids:
        if entry is not None and not isinstance(entry, str | int):
            raise ValueError(f"{shown(json.dumps(entry))} is no id of a post or an author")
    users = {user.get("id"): user for user in people}
    writers: dict[object, list[_Json]] = {}
    for link in links:
        if user := users.get(link.get("author_id")):
            writers.setdefault(link.get("post_id"), []).append(user)
    published = [post for post in posts if post.get("status") == "published"] or posts
    return [{"authors": writers.get(post.get("id"), []), **post} for post in published]


def _is_wordpress(post: _Json) -> bool:
    return "rendered" in _object(post.get("title")) and "rendered" in _object(post.get("content"))


def _wordpress(post: _Json) -> Document:
    """Return a post of WordPress's REST API."""
    content = _object(post.get("content"))
    published = _stamp(post, "date")
    embedded = _object(post.get("_embedded"))
    url = bare(post.get("link"))
    title = bare(_object(post.get("title")).get("rendered"))
    status = publication.status({"status": post.get("status", "")}, bare)
    facts = Facts(
        title=title,
        summary=bare(_object(post.get("excerpt")).get("rendered")),
        byline=names(_objects(embedded.get("author")))
        or bare(_object(post.get("yoast_head_json")).get("author")),
        published=published,
        modified=_stamp(post, "modified"),
        language=language_tag(bare(post.get("lang"))),
        url=url,
        draft="by its password" if content.get("protected") is True else status.draft,
        opens=(published,) if published else (),
    )
    return document(_markup(content.get("rendered")), facts)


def _stamp(post: _Json, key: str) -> str:
    """Return a time of WordPress: that in UTC, else the one of its site's clock."""
    universal = publication.moment(bare(post.get(f"{key}_gmt")))
    if "T" in universal and universal.count("-") == 2:  # a date and no offset
        return f"{universal.removesuffix('+00:00')}+00:00"
    return publication.moment(bare(post.get(key)))


def _is_ghost(post: _Json) -> bool:
    return isinstance(post.get("title"), str) and "html" in post


def _ghost(post: _Json) -> Document:
    """Return a post of Ghost's Content or Admin API, or of its export."""
    published = publication.moment(bare(post.get("published_at")))
    url = bare(post.get("url"))
    states = {key: post.get(key, "") for key in ("status", "visibility")}
    mailed = bare(post.get("status")) == "sent"
    authors = _objects(post.get("authors")) or _objects([post.get("primary_author")])
    facts = Facts(
        title=bare(post.get("title")),
        summary=bare(post.get("custom_excerpt") or post.get("excerpt")),
        byline=names(authors),
        published=published,
        modified=publication.moment(bare(post.get("updated_at"))),
        language=language_tag(bare(post.get("locale"))),
        url=url,
        image=picture(url, post.get("feature_image")),
        section=bare(_object(post.get("primary_tag")).get("name")),
        draft="by 'status: sent'" if mailed else publication.status(states, bare).draft,
        opens=(published,) if published else (),
    )
    return document(_markup(post.get("html")), facts)


def _feed_item(item: _Json, feed: Mapping[str, Any]) -> Document:
    """Return an item of a JSON Feed, with the feed's facts where it states none."""
    published = publication.moment(bare(item.get("date_published")))
    url = bare(item.get("url"))
    people = next(
        filter(None, (_people(holder) for holder in (item, feed))),
        [],
    )
    facts = Facts(
        title=bare(item.get("title")),
        summary=bare(item.get("summary")),
        byline=names(people),
        publisher=bare(feed.get("title")),
        published=published,
        modified=publication.moment(bare(item.get("date_modified"))),
        language=language_tag(bare(item.get("language") or feed.get("language"))),
        url=url,
        image=picture(url, item.get("image")),
        opens=(published,) if published else (),
    )
    body = _markup(item.get("content_html")) or paragraphs(_markup(item.get("content_text")))
    return document(body, facts)


def _people(holder: Mapping[str, Any]) -> list[_Json]:
    return _objects(holder.get("authors")) or _objects([holder.get("author")])


def _markup(value: object) -> str:
    return value if isinstance(value, str) else ""


def _object(value: object) -> _Json:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[_Json]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


_READERS: tuple[tuple[Callable[[_Json], bool], Callable[[_Json], Document]], ...] = (
    (_is_wordpress, _wordpress),
    (ans.fits, ans.read),
    (ninjs.fits, ninjs.read),
)
