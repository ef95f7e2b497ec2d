"""Read WXR, WordPress's export of a site: its published posts and pages."""

from typing import TYPE_CHECKING

from narrate.errors import SourceError
from narrate.source import publication
from narrate.source.formats.document import Document, bare, document
from narrate.source.formats.xml import tree
from narrate.source.markup import root_of_bytes
from narrate.source.page import Facts, language_tag

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_EXPORT = b"http://wordpress.org/export/"
_WINDOW = 64_000  # bytes that hold the declarations of namespaces
_TEXTS = {"post", "page"}
_MOST_ARTICLES = 10_000
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"


def fits(source: bytes) -> bool:
    """Tell whether data is an export of WordPress."""
    return _EXPORT in source[:_WINDOW] and root_of_bytes(source) == "rss"


def documents(source: bytes, name: str) -> list[Document]:
    """Return the published posts and pages of an export; none for any other source.

    Raises SourceError, naming ``name``, where it holds too many, or none that is published.
    """
    if not fits(source):
        return []
    channel = tree(source, name).find("channel")
    posts = [] if channel is None else [post for post in channel.iterfind("item") if _is_out(post)]
    if channel is None or not posts:
        raise SourceError(f"{name} holds no published post: export the posts again.")
    if len(posts) > _MOST_ARTICLES:
        raise SourceError(
            f"{name} holds more than {_MOST_ARTICLES:,} posts: export a part of the site."
        )
    authors = {
        _text(author, "{*}author_login"): _text(author, "{*}author_display_name")
        for author in channel.iterfind("{*}author")
    }
    return [_post(post, channel, authors) for post in posts]


def _is_out(post: "Element") -> bool:
    """Tell whether an item is a post or a page with text that everybody may read."""
    return (
        _text(post, "{*}post_type") in _TEXTS
        and _text(post, "{*}status") == "publish"
        and not _text(post, "{*}post_password")
        and bool(_text(post, _CONTENT))
    )


def _post(post: "Element", channel: "Element", authors: dict[str, str]) -> Document:
    published = publication.moment(_text(post, "pubDate"))
    published = published or publication.moment(_text(post, "{*}post_date"))
    published = published or publication.moment(_text(post, "{*}post_date_gmt"))
    login = _text(post, _CREATOR)
    facts = Facts(
        title=bare(_text(post, "title")),
        summary=bare(_text(post, "{http://wordpress.org/export/1.2/excerpt/}encoded")),
        byline=authors.get(login) or login,
        publisher=bare(_text(channel, "title")),
        published=published,
        language=language_tag(_text(channel, "language")),
        url=_text(post, "link"),
        opens=(published,) if published else (),
    )
    return document(_text(post, _CONTENT), facts)


def _text(element: "Element", path: str) -> str:
    return (element.findtext(path) or "").strip()
