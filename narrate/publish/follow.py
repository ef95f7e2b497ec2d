"""Update the pages that hold a narration after a correction has renamed its files."""

import re
from collections.abc import Iterator
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from urllib.parse import quote

from narrate.publish import files, shelf
from narrate.publish.embed import BEGIN, Embed
from narrate.publish.manifest import NAME, dump

_PAGES = (".html", ".htm", ".xhtml")


def follow(folder: Path, site: Embed) -> list[Path]:
    """Replace a narration in the pages near it that hold one of its earlier files.

    Pages are those in its folder and in the one above, where ``narrate embed --into`` put it; each
    keeps the address by which it finds the files. Returns them. Errors: PublishError.
    """
    _, superseded = shelf.listed(folder / NAME)
    holding = list(_holding(folder, superseded))
    if holding:
        from narrate.publish.page import put_into

        manifest = shelf.load(folder)
        for page, base in holding:
            put_into(page, manifest, site._replace(base=base))
    return [page for page, _ in holding]


def follows(page: Path, folder: Path) -> bool:
    """Return whether ``follow`` finds a page of a narration's folder by itself."""
    near = (folder.resolve(), files.above(folder).resolve())
    return page.suffix in _PAGES and page.parent.resolve() in near


def release(folder: Path) -> None:
    """Delete the earlier files of a narration that no page or feed names.

    The text of skipped blocks, which earlier editions of narrate published, is deleted, too.
    """
    names, superseded = shelf.listed(folder / NAME)
    named = files.superseded(folder, names)
    if named == superseded and not _tells_skipped_text(folder / NAME):
        return
    manifest = shelf.load(folder)
    skipped = [
        {"characters": len(skip.get("text", "")), **skip, "text": None}
        for skip in manifest["skipped"]
    ]
    for skip in skipped:
        del skip["text"]
    with files.staged(files.Target(folder, "")) as staged:
        with (staged.parent / NAME).open("wb") as file:
            file.writelines(dump({**manifest, "superseded": named, "skipped": skipped}))
        files.put_in_place(staged.parent, folder)


def _tells_skipped_text(manifest: Path) -> bool:
    """Return whether a manifest holds the text of skipped blocks, which stand last in it."""
    try:
        with manifest.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            first = data.rfind(b'\n "skipped": ')
            return data.find(b', "text": "', max(0, first)) >= 0
    except (OSError, ValueError):  # mmap has a ValueError for an empty file
        return False


def _holding(folder: Path, names: list[str]) -> Iterator[tuple[Path, str]]:
    """Yield the pages that hold one of these files in a figure of ours, and its address before."""
    if not names:
        return
    either = "|".join(re.escape(quote(name)) for name in names)
    source = re.compile(rf'<audio [^>]*\bsrc="([^"]*?)/?(?:{either})"')
    for path in sorted((*files.texts(folder), *files.texts(files.above(folder)))):
        if path.suffix in _PAGES:
            text = ""
            with suppress(OSError):  # one that cannot be read cannot follow
                text = path.read_text("utf-8", "replace")
            if BEGIN in text and (match := source.search(text)):
                yield path, match[1]
