"""Tell whether a source is meant for the public now: no draft, not before its date, not expired."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from narrate.source.page import Facts, iso_date

_YES = frozenset(("true", "yes", "on", "1", "y"))
_NO = frozenset(("false", "no", "off", "0", "n"))
# Names of front matter in small letters, without "_" and "-": Hugo, Jekyll, Eleventy, Zola, Astro,
# Hexo, Gatsby, Docusaurus, Ghost and WordPress.
_DRAFTS = ("draft", "drafts", "isdraft", "private", "unlisted", "eleventyexcludefromcollections")
_PUBLISHED = ("published", "publish", "public", "ispublished")
_STATUSES = ("status", "state", "poststatus", "visibility", "workflow")
_UNPUBLISHED = frozenset(
    (
        *("draft", "drafts", "autodraft", "pending", "pendingreview", "private", "future"),
        *("scheduled", "trash", "review", "inreview", "wip", "embargoed", "unpublished"),
        *("hidden", "withheld", "canceled", "password"),
        *("members", "paid", "tiers"),  # Ghost's posts for subscribers
    )
)
_OPENS = ("publishdate", "pubdate", "publishat", "publishedat", "publishon", "scheduled", "golive")
_EMBARGOES = (
    "embargo",
    "embargoed",
    "embargodate",
    "embargountil",
    "embargoeduntil",
    "releasedate",
)
_CLOSES = (
    *("expirydate", "expires", "expiredate", "expirationdate", "expiration", "expiresat", "expire"),
    *("unpublishdate", "unpublishat", "unpublishon", "publishuntil"),
)
_POST = re.compile(r"(\d{4}-\d\d-\d\d)-")
_LONGEST = 80  # characters of a date
_FORMATS = ("%b %d %Y", "%b %d, %Y", "%B %d, %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y", "%Y/%m/%d")


class Status(NamedTuple):
    """A source's statements on its own publication, as in ``Facts``."""

    draft: str = ""
    opens: tuple[str, ...] = ()
    closes: str = ""


def status(values: Mapping[str, object], text: Callable[[object], str]) -> Status:
    """Return the statements of front matter; ``text`` turns a value into a string."""
    written = {_bare(key): text(value) for key, value in values.items()}

    def dates(*keys: str) -> list[str]:
        return [date for key in keys if (date := moment(written.get(key, "")))]

    opens = dates(*_OPENS, "date", "published")[:1]
    return Status(
        _draft(written),
        (*opens, *dates(*_EMBARGOES)),
        next(iter(dates(*_CLOSES)), ""),
    )


def of_name(path: Path) -> Facts:
    """Return the facts in the name of a file: Jekyll's posts have a date, its drafts a folder."""
    draft = "as a draft" if "_drafts" in path.parent.parts else ""
    day = _POST.match(path.name) if "_posts" in path.parent.parts else None
    date = iso_date(day[1]) if day else ""
    return Facts(draft=draft, published=date, opens=(date,) if date else ())


def reason(facts: Facts, now: datetime) -> str:
    """Return why a source is held back at ``now``, a time with its zone; "" where it is not.

    A date without a zone is one of the zone of ``now``, and one without a time is its midnight.
    """
    if facts.draft:
        return facts.draft
    for opens in facts.opens:
        if _instant(opens, now) > now:
            return f"until its date, {opens}"
    if facts.closes and _instant(facts.closes, now) <= now:
        return f"since it expired on {facts.closes}"
    return ""


def moment(text: str) -> str:
    """Return a date, with its time if it has one, in ISO 8601; "" where it is not understood.

    >>> moment("Jul 08 2022"), moment("Mon, 04 May 2026 10:00:00 +0200")
    ('2022-07-08', '2026-05-04T10:00:00+02:00')
    """
    if iso := iso_date(text):
        return iso
    if not text or len(text) > _LONGEST:
        return ""
    for form in _FORMATS:
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date().isoformat()  # noqa: DTZ007 - a date
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(text).isoformat()
    return ""


def _draft(written: Mapping[str, str]) -> str:
    """Return how front matter marks a draft; "" where it marks none."""
    for key in _DRAFTS:
        if written.get(key, "").lower() in _YES:
            return "as a draft" if "draft" in key else f"by '{key}: true'"
    for key in _PUBLISHED:
        if written.get(key, "").lower() in _NO:
            return f"by '{key}: false'"
    for key in _STATUSES:
        if _bare(written.get(key, "")) in _UNPUBLISHED:
            stage = written[key].lower()
            return "as a draft" if "draft" in stage else f"by '{key}: {stage}'"
    return ""


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, str(name).lower()))


def _instant(stamp: str, now: datetime) -> datetime:
    """Return an ISO date as a time with its zone."""
    day_or_time = datetime.fromisoformat(stamp)
    return day_or_time if day_or_time.tzinfo else day_or_time.replace(tzinfo=now.tzinfo)
