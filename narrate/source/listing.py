"""List the articles behind a name: a file, a page, a folder, a feed, a sitemap, addresses."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from narrate.errors import SourceError
from narrate.runtime.store import is_store, parts
from narrate.source import feed, formats, sitemap
from narrate.source.files import ACCEPTED, read_bytes, stored_paths
from narrate.source.item import Item, Listing, unusable
from narrate.source.markup import root_of_bytes
from narrate.source.page import shown, web_address
from narrate.source.web import Fetched, Web, is_address

ARTICLES = frozenset(
    (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".odt")
)
_LISTS = frozenset((".xml", ".rss", ".atom"))
_FORMATS = frozenset((".json", ".eml", ".mht", ".mhtml", ".epub", ".nitf"))  # of newsrooms
_MAPS = frozenset(("urlset", "sitemapindex"))
_FEEDS = frozenset(("rss", "feed", "RDF"))
_NARRATION = "narrate.json"
_KINDS_SHOWN = 8


def items(source: str, web: Web, fetched: Fetched | None = None) -> Listing:
    """Return the articles behind a name, in order; raises SourceError where there are none.

    ``fetched`` is the answer of an address, where there is one already. The notes of the listing
    say which files of a folder are left out.
    """
    if not source:
        raise SourceError("No article is named: give a file, an address, or - for standard input.")
    if is_store(source):
        return _stored(source, web)
    if is_address(source):
        fetched = fetched or web.fetch(source)
        return _behind(fetched.data, fetched.url, web) or Listing([Item(source, fetched)])
    path = Path(source)
    try:
        if source != "-" and path.is_dir():
            return _folder(path)
        if path.suffix.lower() in {".txt", ".urls"} and path.is_file():
            return Listing(_addresses(path) or [Item(source)])
        if path.suffix.lower() not in ARTICLES and path.is_file():
            is_list = path.suffix.lower() in _LISTS
            return _behind(read_bytes(source), source, web, is_list=is_list) or Listing(
                [Item(source)]
            )
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise SourceError(
            f"{shown(source)} cannot be read ({why}): check its permissions."
        ) from error
    return Listing([Item(source)])


def _stored(address: str, web: Web) -> Listing:
    """Return the articles below the address of an object store, or the one that it names.

    The name of a folder may hold a dot, as "example.org" does: such a name is that of a file where
    nothing lies below it.
    """
    suffix = Path(parts(address)[1]).suffix.lower()
    if suffix in ARTICLES:
        return Listing([Item(address)])
    address = address.rstrip("/")
    is_file = suffix in _LISTS | _FORMATS
    names = [] if is_file else [Path(name) for name in stored_paths(address)]
    if suffix and not names:
        is_list = suffix in _LISTS
        return _behind(read_bytes(address), address, web, is_list=is_list) or Listing(
            [Item(address)]
        )
    narrations = {path.parent for path in names if path.name == _NARRATION}
    names = [
        path
        for path in names
        if not any(part.startswith(".") for part in path.parts)
        and narrations.isdisjoint((path.parent, *path.parent.parents))
    ]
    return _sorted_out(address, [(f"{address}/{path.as_posix()}", path.suffix) for path in names])


def _behind(data: bytes, name: str, web: Web, *, is_list: bool = True) -> Listing:
    """Return the articles of a feed or a sitemap (if ``is_list``), or of a newsroom's format."""
    root = root_of_bytes(data)
    if is_list and root in _MAPS | _FEEDS and not formats.is_export(data):
        return _listed(root, data, name, web)
    return _several(data, name)


def _several(data: bytes, source: str) -> Listing:
    """Return an item for each article of a newsroom's format that holds more than one.

    An article without its text is read from its address; it is left out where it has none.
    """
    try:
        articles = formats.documents(data, shown(source))
    except SourceError:  # reading the article says why
        return Listing()
    listing = Listing()
    if len(articles) == 1:
        return listing
    titles: Counter[str] = Counter()
    for number, (markup, facts) in enumerate(articles, 1):
        url = web_address(facts.url)
        if markup:
            name = url or f"{source}#{number}"
            titles[facts.title] += 1
            times = titles[facts.title]
            stem = f"{facts.title} {times}" if times > 1 else ""
            item = Item(name, content=markup, facts=facts, is_converted=True, stem=stem)
            listing.append(item)
        elif url:
            listing.append(Item(url, facts=facts, unasked=True))
    listing.notes = unusable(len(articles) - len(listing))
    return listing


def _folder(folder: Path) -> Listing:
    """Return a folder's articles; one for each folder in it that may not be entered, too."""
    problems = []

    def closed(error: OSError) -> None:
        name = str(error.filename)
        problem = f"{shown(name)} cannot be entered ({error.strerror}): check its permissions."
        problems.append(Item(name, problem=problem))

    files = [(str(path), path.suffix) for path in _files(folder, closed)]
    return _sorted_out(str(folder), files, problems)


def _sorted_out(
    place: str, files: Iterable[tuple[str, str]], problems: Iterable[Item] = ()
) -> Listing:
    """Return the articles among files, each with its suffix; SourceError where there are none."""
    listing = Listing(problems)
    left_out: Counter[str] = Counter()
    for name, suffix in files:
        if suffix.lower() in ARTICLES:
            listing.append(Item(name))
        else:
            left_out[suffix.lower() or "without extension"] += 1
    listing.sort(key=lambda item: Path(item.name))
    kinds = [f"{count} {suffix}" for suffix, count in left_out.most_common(_KINDS_SHOWN)]
    kinds += ["…"] if len(left_out) > _KINDS_SHOWN else []
    if not listing:
        contents = f" It holds {', '.join(kinds)}." if kinds else ""
        raise SourceError(f"{shown(place)} holds no article: {ACCEPTED}.{contents}")
    if kinds:
        listing.notes = (f"left out: {', '.join(kinds)}. {ACCEPTED}.",)
    return listing


def _files(folder: Path, closed: Callable[[OSError], None]) -> Iterator[Path]:
    """Yield the files of a folder, but no hidden ones and none of a narration that lies in it."""
    for parent, folders, names in os.walk(folder, onerror=closed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if _NARRATION not in names:
            yield from (Path(parent, name) for name in names if not name.startswith("."))


def _addresses(path: Path) -> list[Item]:
    """Return the articles of a file in which every line is an address; none where one is not."""
    data = read_bytes(str(path))
    start = data[:16].removeprefix(b"\xef\xbb\xbf").decode("ascii", "replace")
    if path.suffix.lower() != ".urls" and not is_address(start):
        return []
    lines = data.decode("utf-8-sig", "replace").splitlines()
    named = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if named and all(is_address(name) and " " not in name for name in named):
        return [Item(name) for name in dict.fromkeys(named)]
    return []


def _listed(root: str, data: bytes, name: str, web: Web) -> Listing:
    listing = sitemap.read(data, name, web) if root in _MAPS else feed.read(data, name)
    if not listing:
        raise SourceError(f"{shown(name)} lists no article: check that it is a feed or a sitemap.")
    return listing
