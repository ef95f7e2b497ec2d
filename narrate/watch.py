"""What a watch knows of its articles between rounds, so that each is narrated once a change.

The state is a JSON file in the output folder: for each article the digest of all that decides its
narration, and for each page what its server said to ask with the next time.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Final
from uuid import uuid4

from narrate.errors import PublishError
from narrate.source import Fetched, Item, Web, is_address, items, permit

FILE: Final = ".narrate-watch.json"
_SOUNDS: Final = "sounds"


class State:
    """What was narrated, by name; written whole or not at all after each article."""

    def __init__(self, folder: Path) -> None:
        """Read what an earlier watch left; ``damaged`` says that it cannot be read."""
        self._path = folder / FILE
        self._digests: dict[str, str] = {}
        self._stamps: dict[str, dict[str, str]] = {}
        self._lists: dict[str, Fetched] = {}
        self.damaged = False
        try:
            data = json.loads(self._path.read_text("utf-8"))
            self._digests, self._stamps = dict(data["articles"]), dict(data["pages"])
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError):
            self.damaged = True

    def has(self, name: str) -> bool:
        """Whether an article was narrated, as it is now or as it was."""
        return name in self._digests

    def knows(self, name: str, digest: str) -> bool:
        """Whether an article was narrated as it is now."""
        return self._digests.get(name) == digest

    def listed(self, source: str, web: Web, sounds: str) -> list[Item]:
        """Return the articles behind a source; none where it is as it was after a whole round."""
        got = self.fetched(Item(source), web, sounds).fetched
        if got is None:
            return items(source, web)
        if got.unchanged:
            return []
        self._lists[source] = got
        return items(source, web, got)

    def close_round(self, sounds: str) -> None:
        """Remember what the servers said of lists all of whose articles are narrated."""
        stamps = {
            source: {**got.stamps, _SOUNDS: sounds}
            for source, got in self._lists.items()
            if got.stamps
        }
        if any(self._stamps.get(source) != said for source, said in stamps.items()):
            self._stamps |= stamps
            self._write()

    def fetched(self, item: Item, web: Web, sounds: str) -> Item:
        """Return an item with its page, or with the answer that this is as it was.

        ``sounds`` are the settings that decide how it sounds: under others it is asked for anew.
        """
        if item.content or item.fetched or not is_address(item.name):
            return item
        permit(item, web)
        known = self._stamps.get(item.name, {})
        stamps = {name: said for name, said in known.items() if name != _SOUNDS}
        return replace(
            item, fetched=web.fetch(item.name, stamps if known.get(_SOUNDS) == sounds else None)
        )

    def keep(self, item: Item, digest: str, sounds: str) -> None:
        """Remember that an article is narrated; raises PublishError where it cannot be written."""
        before = (self._digests.get(item.name), self._stamps.get(item.name))
        self._digests[item.name] = digest
        if item.fetched and item.fetched.stamps:
            self._stamps[item.name] = {**item.fetched.stamps, _SOUNDS: sounds}
        if before != (digest, self._stamps.get(item.name)):
            self._write()

    def _write(self) -> None:
        data = {"articles": self._digests, "pages": self._stamps}
        beside = self._path.with_name(f".{uuid4().hex}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            try:
                beside.write_text(json.dumps(data, ensure_ascii=False, indent=1), "utf-8")
                beside.replace(self._path)
            finally:
                beside.unlink(missing_ok=True)
        except OSError as error:
            raise PublishError(
                f"{self._path} cannot be written: {error.strerror or error}. Make room, or name "
                "another folder with -o."
            ) from error
