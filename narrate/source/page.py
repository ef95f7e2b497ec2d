"""A source as it was read: its blocks in order, and its statements about itself."""

import re
import unicodedata
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from narrate.model import Block, Skipped

# Characters that are in a file but on no page: controls, soft hyphens, zero-width spaces, marks of
# byte order. The joiners U+200C and U+200D stay: Persian and emoji are spelled with them.
_UNSEEN = dict.fromkeys(
    [*range(9), *range(14, 28), *range(127, 133), *range(134, 160), 0xAD, 0x200B, 0x2060, 0xFEFF]
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Names of parameters that open a page for one reader: a gift link, a signature, a session.
_SECRET = re.compile(
    r"token|secret|passw|pwd|signature|credential|session|nonce|jwt|hmac|api[-_]?key|access[-_]?key"
    r"|auth(?!or)|unlocked|gift|^(?:key|sig|sid|pass|_ppp)$",
    re.IGNORECASE,
)
OUTSIDE = "outside the article's text"  # why a block is not read that is on the page beside it
_LONGEST_SHOWN = 300
_LONGEST_DATE = 40
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Facts:
    """A source's statements about itself; a fact that it does not state is empty.

    ``languages`` are all the tags that an HTML page declares, in the order of their weight.
    ``draft`` says how a source marks itself as not published ("as a draft"); ``opens`` are the
    dates before which, and ``closes`` the one from which, it is not for the public. ``body`` is the
    article's text where a page's data states it, and ``voice`` the voice that a source asks for.
    """

    title: str = ""
    summary: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    url: str = ""
    image: str = ""
    section: str = ""
    pronunciations: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    draft: str = ""
    opens: tuple[str, ...] = ()
    closes: str = ""
    body: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Signs that a page is not the article, or not all of it.

    ``reasons`` are sentences about its structure; ``gated`` marks a page that says that it is not
    free to read, and ``words`` is the number of words that it says the article has, or 0.
    ``listing`` says why it is a page that only leads to others.
    """

    reasons: tuple[str, ...] = ()
    gated: bool = False
    words: int = 0
    listing: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Every block of a source in order, the facts beside them, and notes for the user."""

    parts: tuple[Block | Skipped, ...]
    facts: Facts = Facts()
    notes: tuple[str, ...] = ()
    evidence: Evidence = Evidence()


def tidy(text: str) -> str:
    r"""Return text as a block holds it: NFC, visible characters, single spaces, none at the ends.

    >>> tidy(" a\u00ad\n b ")
    'a b'
    """
    spaced = " ".join(text.split())
    if spaced.isascii() and spaced.isprintable():  # as most is, at a fifth of the time
        return spaced
    visible = sound(spaced).translate(_UNSEEN)
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def sound(text: str) -> str:
    r"""Return text that UTF-8 can hold: two halves of a character joined, a lone half as U+FFFD.

    JSON and YAML may spell such halves: ``"\ud83d"`` is the first half of an emoji.
    """
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def shown(text: str) -> str:
    r"""Return a stranger's text as a message quotes it: no control characters, 300 at most.

    Bytes of a file name that are not UTF-8 are spelled as ``\xe9``.
    """
    short = f"{text[:_LONGEST_SHOWN]}…" if len(text) > _LONGEST_SHOWN else text
    if short.isprintable():
        return short
    bare = (character if character.isprintable() else _escaped(character) for character in short)
    return "".join(bare)


def _escaped(character: str) -> str:
    byte = ord(character) - 0xDC00  # PEP 383 keeps a byte that is not UTF-8 as such a character
    return f"\\x{byte:02x}" if byte in range(0x100) else ascii(character)[1:-1]


def iso_date(text: str) -> str:
    """Return a date, with its time if it has one, in ISO 8601; "" where it is not understood."""
    stamp = text.strip()
    if len(stamp) > _LONGEST_DATE:
        return ""
    stamp = re.sub(r"(?<!\s)\s++(?=[+-]\d\d:?\d\d$)", "", stamp)  # Jekyll puts a space there
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(stamp).isoformat()
        except ValueError:
            continue
    return ""


def web_address(text: str) -> str:
    """Return an absolute address of the web; "" where the text is none or cannot be used.

    User name and password are dropped: no address that narrate publishes holds them.

    >>> web_address("https://ann:secret@example.org/a b"), web_address("http://[")
    ('https://example.org/a%20b', '')
    """
    address = text.strip().replace(" ", "%20")
    if not address.startswith(("http://", "https://")):
        return ""
    try:
        parts = urlsplit(address)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return ""
    if not usable or not address.isprintable() or "\ufffd" in address:
        return ""
    return (
        parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        if "@" in parts.netloc
        else address
    )


def joined(base: str, address: str) -> str:
    """Return the address of the web to which a link on ``base`` leads; "" where none."""
    try:
        return web_address(urljoin(base, tidy(address))) if address.strip() else ""
    except ValueError:
        return ""


def merged(first: Facts, second: Facts) -> Facts:
    """Return the ``first`` facts, with those of the ``second`` where they are silent."""
    silent = {
        field.name: getattr(second, field.name)
        for field in fields(Facts)
        if not getattr(first, field.name)
    }
    return replace(first, **silent)


def cleaned(facts: Facts) -> Facts:
    """Return facts with text that UTF-8 can hold, and with addresses that can be used or none."""
    texts: dict[str, Any] = {
        field.name: tidy(value)
        for field in fields(Facts)
        if isinstance(value := getattr(facts, field.name), str)
    }
    texts["url"] = web_address(texts["url"])
    terms = tuple((tidy(term), tidy(spoken)) for term, spoken in facts.pronunciations)
    return replace(facts, **texts, pronunciations=terms)


def public_address(url: str) -> str:
    """Return the address of a fetched page as it may be published: without keys to the page.

    Left out are user name and password, the fragment, and parameters that carry a key or a token.

    >>> public_address("https://example.org/story?page=2&access_token=8f2#top")
    'https://example.org/story?page=2'
    """
    address = web_address(url)
    if not address:
        return ""
    parts = urlsplit(address)
    open_parameters = (
        parameter
        for parameter in parts.query.split("&")
        if not _SECRET.search(unquote(parameter.partition("=")[0]))
    )
    return parts._replace(query="&".join(open_parameters), fragment="").geturl()


def language_tag(text: str) -> str:
    """Return a BCP 47 tag in its usual case (en, en-GB, zh-Hant); "" for any other text."""
    if not _LANGUAGE_TAG.fullmatch(text):
        return ""
    primary, *subtags = re.split("[-_]", text)
    cased = {2: str.upper, 4: str.title}
    return "-".join([primary.lower(), *(cased.get(len(part), str.lower)(part) for part in subtags)])
