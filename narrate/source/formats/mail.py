"""Read mail and web archives (MIME): their part in HTML, as a page."""

import re
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from narrate.source.formats.document import Document
from narrate.source.page import Facts, tidy, web_address
from narrate.source.publication import moment

_HEADER = re.compile(rb"[A-Za-z][A-Za-z-]{1,60}:[ \t\r\n]")
_MIME = re.compile(rb"^(?:mime-version|content-type)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_TITLE = re.compile(r"<(?:title|h1)\b[^>]*+>\s*+[^<\s]", re.IGNORECASE)
_BLANK = re.compile(rb"\r?\n\r?\n")
_WINDOW = 64_000  # bytes that hold the headers
_MOST_PARTS = 2_000  # a boundary for each byte would take minutes


def documents(source: bytes, _name: str) -> list[Document]:
    """Return the page in a mail's or an archive's first part in HTML; none where it has no such.

    Files that are attached are no part of the article.
    """
    start = _BLANK.split(source[:_WINDOW].lstrip(), 1)[0]
    if not _HEADER.match(start) or not _MIME.search(start):
        return []
    if len(re.findall(rb"^--", source, re.MULTILINE)) > _MOST_PARTS:
        return []
    try:
        message = message_from_bytes(source.lstrip(), _class=EmailMessage, policy=default)
        markup = _markup(message)
        return [Document(markup, _facts(message, markup))] if markup.strip() else []
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return []  # the parser breaks on some headers in its own ways


def _markup(message: EmailMessage) -> str:
    for part in message.walk():
        if part.get_content_type() == "text/html" and not part.is_attachment():
            data = part.get_payload(decode=True)
            declared = part.get_content_charset("utf-8")
            return data.decode(declared, "replace") if isinstance(data, bytes) else ""
    return ""


def _facts(message: EmailMessage, markup: str) -> Facts:
    """Return the facts of a mail's headers: its subject where the page has no title of its own."""
    location = message.get("Snapshot-Content-Location") or message.get("Content-Location")
    return Facts(
        title="" if _TITLE.search(markup) else tidy(str(message.get("Subject", ""))),
        publisher=tidy(parseaddr(str(message.get("From", "")))[0]),
        published=moment(tidy(str(message.get("Date", "")))),
        url=web_address(str(location or "")),
    )
