"""Read RSS and Atom: an item for each entry that leads to a page of the web."""

import re
from calendar import timegm
from datetime import UTC, datetime
from html import unescape
from time import struct_time
from typing import Any

from narrate.errors import SourceError
from narrate.source.item import Item, Listing, unusable
from narrate.source.markup import without_tags
from narrate.source.page import Facts, joined, language_tag, shown, sound, tidy

_Entry = dict[str, Any]  # feedparser's own, which warns of some names
_FULL_TEXT = 600  # letters: an entry with fewer holds the summary only
_MOST_ENTRIES = 10_000
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]")


def read(data: bytes, name: str) -> Listing:
    """Return an item for each entry of a feed, in the feed's order.

    Raises SourceError, naming ``name``, where no feed can be read or it has too many entries.
    """
    import feedparser

    if len(_ENTRY.findall(data)) > _MOST_ENTRIES:
        raise SourceError(
            f"{name} has more than {_MOST_ENTRIES:,} entries, too many for a feed of articles: "
            "name a shorter one."
        )
    try:
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # a feed can break the parser in any way
        raise SourceError(
            f"{name} cannot be read as a feed ({shown(str(error))}): name its pages."
        ) from error
    language = language_tag(tidy(str(feed.feed.get("language", ""))))
    publisher = tidy(str(feed.feed.get("title", "")))
    listing, dropped = Listing(), 0
    addresses: set[str] = set()
    for entry in feed.entries:
        try:
            item = _item(entry, name, Facts(publisher=publisher, language=language))
        except Exception as error:  # noqa: BLE001 - one broken entry costs one article
            link = joined(name, str(dict.get(entry, "link", "")))
            problem = f"An entry of {name} cannot be read ({shown(str(error))}): name its page."
            item = Item(link or name, unasked=True, problem=problem)
        if item is None:
            dropped += bool(dict.get(entry, "link"))
        elif item.name not in addresses:
            addresses.add(item.name)
            listing.append(item)
    listing.notes = unusable(dropped)
    return listing


def _item(entry: _Entry, name: str, feed: Facts) -> Item | None:
    """Return an entry's item; None where it leads to no page of the web."""
    url = joined(name, str(entry.get("link", "")))
    if not url:
        return None
    published = _time(entry.get("published_parsed"))
    facts = Facts(
        title=_text(str(entry.get("title", ""))),
        byline=tidy(str(entry.get("author", ""))),
        publisher=feed.publisher,
        published=published,
        # Not by entry.get: that warns, and answers with the date of publication.
        modified=_time(dict.get(entry, "updated_parsed")),
        language=language_tag(str(entry.get("language", ""))) or feed.language,
        url=url,
        draft="as a draft" if _is_draft(entry) else "",
        opens=(published,) if published else (),
    )
    return Item(url, content=_full_text(entry), facts=facts, unasked=True)


def _is_draft(entry: _Entry) -> bool:
    """Tell whether an entry says that it is not published: Atom's control, WordPress's status."""
    drafted = str(entry.get("app_draft", "")).strip().lower() == "yes"
    return drafted or str(entry.get("wp_status", "")).strip().lower() not in {"", "publish"}


def _full_text(entry: _Entry) -> str:
    """Return an entry's text where the feed holds all of it; a summary is none."""
    texts = [str(part.get("value", "")) for part in entry.get("content", [])]
    text = sound(max(texts, key=len, default=""))
    return text if sum(map(str.isalpha, without_tags(text))) >= _FULL_TEXT else ""


def _text(text: str) -> str:
    return tidy(unescape(without_tags(text)))


def _time(parsed: struct_time | None) -> str:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat() if parsed else ""
    except (ValueError, OverflowError, OSError):
        return ""
