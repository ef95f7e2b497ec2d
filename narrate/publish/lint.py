"""Check a feed as a podcast directory does: its form, its files and their server."""

import json
from collections import Counter
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from lxml import etree

from narrate.errors import PublishError
from narrate.model import Kind
from narrate.publish import lint_values, shelf
from narrate.publish.feed import base_of
from narrate.publish.manifest import Plain
from narrate.publish.rss import ATOM, ITUNES, PODCAST, TYPES

if TYPE_CHECKING:
    import httpx

_LONGEST_BYTES: Final = 4_000
_LARGEST_BYTES: Final = 10_000_000  # the most that directories fetch
_TIMEOUT_S: Final = 10
_REQUIRED: Final = ("title", "link", "description", "language", f"{{{ITUNES}}}explicit")
_ADVISED: Final = {
    f"{{{ITUNES}}}image": "Apple Podcasts lists no feed without a picture: set feed.image",
    f"{{{ITUNES}}}owner": "directories ask the owner before they list a feed: set feed.email",
}
_Element = Any


def lint(data: bytes, root: Path, server: str = "", *, spoken: bool = False) -> list[str]:
    """Return the faults of a feed whose files lie under a folder, a sentence each.

    ``server`` is an address that serves the folder now: it is asked for each file. ``spoken`` asks
    for a label in the audio of each item, which the manifest beside it tells.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        channel = etree.fromstring(data, parser).find("channel")
    except etree.XMLSyntaxError as error:
        return [f"it is no XML: {error}"]
    if channel is None:
        return ["it is no RSS: it has no channel"]
    items = channel.findall("item")
    base = base_of(data)
    problems = [*_channel(channel, data), *_pictures(channel, root, base)]
    guids = Counter(item.findtext("guid", "") for item in items)
    problems += [f"the GUID {guid!r} stands {n} times" for guid, n in guids.items() if n > 1]
    for number, item in enumerate(items, 1):
        name = f"item {number}, «{item.findtext('title', '')[:60]}»"
        problems += [f"{name}: {problem}" for problem in _item(item, root, base)]
        if spoken:
            problems += [f"{name}: {problem}" for problem in _unlabeled(item, root, base)]
    if server:
        problems += _served(items, base, server)
    return problems


def silent_problems(data: bytes, root: Path) -> list[str]:
    """Return for each item of a feed, in order, why its audio speaks no label, or nothing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    items, base = etree.fromstring(data, parser).iter("item"), base_of(data)
    return [" ".join(_unlabeled(item, root, base)) for item in items]


def _channel(channel: _Element, data: bytes) -> Iterator[str]:
    for name in _REQUIRED:
        if not channel.findtext(name, "").strip():
            yield f"{etree.QName(name).localname} is missing"
    yield from lint_values.problems(channel)
    for name, remedy in _ADVISED.items():
        if channel.find(name) is None:
            yield remedy
    if channel.find(f"{{{ATOM}}}link[@rel='self']") is None:
        yield "it does not name its own address (atom:link)"
    if not channel.findtext(f"{{{PODCAST}}}guid", ""):
        yield "podcast:guid is missing"
    if channel.find(f"{{{ITUNES}}}category") is None:
        yield "it has no category: set feed.categories"
    if len(data) > _LARGEST_BYTES:
        yield f"it is larger than {_LARGEST_BYTES // 1_000_000} MB: lower feed.limit"


def _pictures(channel: _Element, root: Path, base: str) -> Iterator[str]:
    """Look at the pictures of a feed and of its items that lie under its folder."""
    for picture in channel.iter(f"{{{ITUNES}}}image"):
        url = picture.get("href", "")
        yield from lint_values.picture_problems(url)
        if base and url.startswith(base):
            path, problem = _local(url, root, base)
            if path is None:
                yield problem.replace("write the feed again with narrate feed", "put it there")
            elif not lint_values.is_picture(path):
                yield f"the picture {path.name} is neither JPEG nor PNG: save it as one of them"


def _item(item: _Element, root: Path, base: str) -> Iterator[str]:
    if not item.findtext("title", "").strip():
        yield "it has no title"
    if not item.findtext("guid", "").strip():
        yield "it has no GUID"
    try:
        parsedate_to_datetime(item.findtext("pubDate", ""))
    except (TypeError, ValueError):
        yield f"its date {item.findtext('pubDate', '')!r} is none of RFC 2822"
    if len(item.findtext("description", "").encode()) > _LONGEST_BYTES:
        yield f"its description is longer than {_LONGEST_BYTES} bytes"
    if item.findtext(f"{{{PODCAST}}}txt[@purpose='ai-content']", "") != "true":
        yield "it is not marked as made with AI (podcast:txt)"
    enclosures = item.findall("enclosure")
    if len(enclosures) != 1:
        yield f"it has {len(enclosures)} enclosures, not one"
    for enclosure in enclosures:
        yield from _enclosure(enclosure, root, base)
    yield from _linked_files(item, root, base)


def _linked_files(item: _Element, root: Path, base: str) -> Iterator[str]:
    """Look at the transcripts and the chapters."""
    for name in ("transcript", "chapters"):
        for element in item.findall(f"{{{PODCAST}}}{name}"):
            path, problem = _local(element.get("url", ""), root, base)
            if problem or path is None:
                yield problem
            elif name == "chapters":
                yield from _chapters(path)


def _unlabeled(item: _Element, root: Path, base: str) -> Iterator[str]:
    """Look for the label in the audio of an item; audio without a manifest is left to others."""
    for enclosure in item.findall("enclosure"):
        path, _ = _local(enclosure.get("url", ""), root, base)
        if path is None:
            continue
        try:
            utterances = shelf.load(path.parent)["utterances"]
        except PublishError:
            continue
        if not speaks_label(utterances):
            yield (
                "its audio does not speak the label, which listeners of a podcast cannot see: make "
                "it again with narrate make, then write the feed again"
            )


def speaks_label(utterances: list[Plain]) -> bool:
    """Return whether one of the utterances of a manifest is the label."""
    return any(utterance["block"]["kind"] == Kind.DISCLOSURE.value for utterance in utterances)


def _enclosure(enclosure: _Element, root: Path, base: str) -> Iterator[str]:
    path, problem = _local(enclosure.get("url", ""), root, base)
    if problem or path is None:
        yield problem
        return
    if enclosure.get("length") != str(path.stat().st_size):
        yield f"its length is {enclosure.get('length')}, and {path.name} has {path.stat().st_size}"
    if enclosure.get("type") != TYPES.get(path.suffix):
        yield f"its type is {enclosure.get('type')}, not {TYPES.get(path.suffix)}"
    if path.suffix in (".opus", ".flac", ".wav"):
        yield f"Apple Podcasts plays no {path.suffix}: make MP3 for the feed"


def _local(url: str, root: Path, base: str) -> tuple[Path | None, str]:
    """Return the file that an address means, or the fault of the address."""
    name = unquote(url.removeprefix(base))
    if not url.isascii() or not name.isascii():
        return None, f"{url} is not ASCII, which Apple asks for: rename its folder"
    if not base or not url.startswith(base):
        return None, f"{url} is not below {base}: write the feed again with narrate feed"
    path = root / name
    if ".." in Path(name).parts or not path.is_file():
        return None, f"{name} is not there: write the feed again with narrate feed"
    return path, ""


def _chapters(path: Path) -> Iterator[str]:
    try:
        starts = [chapter["startTime"] for chapter in json.loads(path.read_bytes())["chapters"]]
        good = bool(starts) and starts == sorted(starts)
    except (OSError, ValueError, KeyError, TypeError):
        good = False
    if not good:
        yield f"{path.name} is no JSON of chapters in order"


def _served(items: list[_Element], base: str, server: str) -> Iterator[str]:
    """Ask a server for each enclosure as a player does: for its head, then for its first bytes."""
    import httpx

    with httpx.Client(timeout=_TIMEOUT_S, follow_redirects=True) as client:
        for enclosure in (enclosures for item in items for enclosures in item.findall("enclosure")):
            url = f"{server.rstrip('/')}/{enclosure.get('url', '').removeprefix(base)}"
            try:
                yield from _requested(client, url, enclosure.get("length", ""))
            except httpx.InvalidURL as error:
                raise PublishError(f"{url} is no address: {error}. Correct --server.") from error
            except httpx.HTTPError as error:
                raise PublishError(
                    f"{url} cannot be asked for: {error}. Is the server running?"
                ) from error


def _requested(client: "httpx.Client", url: str, length: str) -> Iterator[str]:
    head = client.head(url, headers={"accept-encoding": "identity"})
    if head.status_code != 200:
        yield f"{url}: HEAD is answered with {head.status_code}, not 200"
        return
    if head.headers.get("content-length") != length:
        yield f"{url}: its content-length is {head.headers.get('content-length')}, not {length}"
    if not head.headers.get("content-type", "").startswith("audio/"):
        yield f"{url}: its content-type is {head.headers.get('content-type')}, not audio/…"
    headers = {"range": "bytes=0-1", "accept-encoding": "identity"}
    with client.stream("GET", url, headers=headers) as part:
        if part.status_code != 206 or not part.headers.get("content-range", "").endswith(
            f"/{length}"
        ):
            yield f"{url}: a range of bytes is answered with {part.status_code}, not with the part"
