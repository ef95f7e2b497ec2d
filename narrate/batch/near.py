"""What reads a store without changing it: a feed that is checked, a narration that is shown."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from narrate.audio.encode import EXTENSIONS
from narrate.batch.mirror import Mirror
from narrate.config import Settings
from narrate.errors import PublishError
from narrate.publish import feedfile
from narrate.publish.feed import base_of
from narrate.publish.lint import lint
from narrate.publish.manifest import NAME
from narrate.runtime.store import is_store, parts

_URL_END: Final = r"[^\"<>\s]+"


@contextmanager
def narration(address: str, settings: Settings) -> Iterator[tuple[Path, Settings]]:
    """Yield a copy of a narration's manifest in its folder, and the settings for that place.

    ``address`` is that of its folder or of its narrate.json. PublishError where there is none.
    """
    address = address.rstrip("/").removesuffix(f"/{NAME}")
    root, name = parts(address)
    if is_store(settings.output) and address.startswith(f"{settings.output.rstrip('/')}/"):
        root = settings.output.rstrip("/")
        name = address.removeprefix(f"{root}/")
    with Mirror(root) as mirror:
        folder = mirror.bring(name, with_files=False)
        if not (folder / NAME).is_file():
            raise PublishError(f"There is no {address}/{NAME}: name the folder of a narration.")
        yield folder, replace(settings, output=str(mirror.root))


@contextmanager
def copies(address: str) -> Iterator[Path]:
    """Yield a folder with copies of all files below an address; PublishError where there are none.

    The copies are deleted at the end.
    """
    with Mirror(address) as mirror:
        paths = list(mirror.store.paths())
        if not paths:
            raise PublishError(f"There is nothing below {address}: check the address.")
        mirror.fetch(paths)
        yield mirror.root


def feed_problems(address: str, settings: Settings, server: str) -> list[str]:
    """Return the faults of a store's feed and of the files that it names, a sentence each.

    Of audio the size is compared, and nothing is read.
    """
    name = settings.feed.file
    with Mirror(address) as mirror:
        mirror.fetch([name])
        path = mirror.root / name
        if not path.exists():
            raise PublishError(
                f"There is no {address}/{name}: write it with narrate feed {address}"
            )
        data = feedfile.read(path)
        base = re.escape(base_of(data))
        urls = re.findall(f"{base}({_URL_END})", data.decode("utf-8", "replace"))
        named = {unquote(url) for url in urls}
        sizes = {path: size for path, size in mirror.store.sizes() if path in named - {name}}
        mirror.fetch(path for path in sizes if PurePosixPath(path).suffix not in EXTENSIONS)
        for file, size in sizes.items():
            place = mirror.root / file
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists():
                place.touch()
                os.truncate(place, size)
        manifests = {str(PurePosixPath(file).with_name(NAME)) for file in sizes}
        mirror.fetch(manifests.intersection(mirror.store.paths()))
        return lint(data, mirror.root, server, spoken=settings.spoken != "no")
