"""The state of a watch between rounds: each article is narrated once a change.

A JSON file holds for each article the digest of all that decides its narration, and for each page
the validators (ETag, Last-Modified) that its server sent.
"""

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Final, Self

from platformdirs import user_state_path

from narrate.errors import PublishError
from narrate.runtime.files import write_whole
from narrate.runtime.store import is_store
from narrate.source import Fetched, Item, Web, is_address, items, permit

_SETTINGS: Final = "settings"
_LARGEST_BYTES: Final = 500_000_000


class WatchState:
    """The articles that were narrated, by name, and the validators of their servers.

    ``damaged`` says that the file of an earlier watch cannot be read.
    """

    def __init__(self, path: Path) -> None:
        """Read the state from a file; a missing file is an empty state."""
        self.path = path
        self._digests: dict[str, str] = {}
        self._stamps: dict[str, dict[str, str]] = {}
        self._lists: dict[str, Fetched] = {}
        self.damaged = self._changed = False
        try:
            with path.open("rb") as file:
                data = json.loads(file.read(_LARGEST_BYTES))
            self._digests, self._stamps = dict(data["articles"]), dict(data["pages"])
        except FileNotFoundError:
            pass
        except (OSError, ValueError, KeyError, TypeError):
            self.damaged = True

    @classmethod
    def of(cls, output: Path | str) -> Self:
        """Return the state of watches into an output folder, or into the address of a store.

        It stands in the user's state folder, readable by that user alone, never in the output
        folder, which a publisher uploads.
        """
        place = output if is_store(str(output)) else Path(output).resolve()
        digest = hashlib.sha256(os.fsencode(place)).hexdigest()
        return cls(user_state_path("narrate", appauthor=False) / f"watch-{digest[:32]}.json")

    def has(self, name: str) -> bool:
        """Whether an article was narrated, in this version or in an earlier one."""
        return name in self._digests

    def knows(self, name: str, digest: str) -> bool:
        """Whether this version of an article was narrated."""
        return self._digests.get(name) == digest

    def listed(self, source: str, web: Web, *, settings_digest: str) -> list[Item]:
        """Return the articles behind a source; none where it is as it was after a whole round."""
        answer = self.fetched(Item(source), web, settings_digest).fetched
        if answer is None:
            return items(source, web)
        if answer.unchanged:
            return []
        self._lists[source] = answer
        return items(source, web, answer)

    def fetched(self, item: Item, web: Web, settings_digest: str) -> Item:
        """Return an item with its page, or with the answer that this is as it was.

        ``settings_digest`` is that of the settings: under other settings the page is fetched anew.
        """
        if item.content or item.fetched or not is_address(item.name):
            return item
        permit(item, web)
        stamps = dict(self._stamps.get(item.name, {}))
        if stamps.pop(_SETTINGS, None) != settings_digest:
            stamps = {}
        return replace(item, fetched=web.fetch(item.name, stamps, unasked=item.unasked))

    def note(self, item: Item, digest: str, settings_digest: str) -> None:
        """Note that an article is narrated; ``keep`` writes it."""
        earlier = (self._digests.get(item.name), self._stamps.get(item.name))
        self._digests[item.name] = digest
        if item.fetched and item.fetched.stamps:
            self._stamps[item.name] = {**item.fetched.stamps, _SETTINGS: settings_digest}
        self._changed |= earlier != (digest, self._stamps.get(item.name))

    def keep(self, settings_digest: str, *, complete: bool) -> None:
        """Write the state; PublishError where that fails.

        After a ``complete`` round the validators of the lists' servers are kept, too: none of
        their articles is left to narrate.
        """
        stamps = {
            source: {**fetched.stamps, _SETTINGS: settings_digest}
            for source, fetched in self._lists.items()
            if complete and fetched.stamps
        }
        if self._changed or any(self._stamps.get(name) != stamp for name, stamp in stamps.items()):
            self._stamps |= stamps
            self._write()
            self._changed = False

    def _write(self) -> None:
        data = {"articles": self._digests, "pages": self._stamps}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, json.dumps(data, indent=1), private=True, durable=True)
        except OSError as error:
            raise PublishError(
                f"The watch cannot keep its state in {self.path}: {error.strerror or error}. "
                "Make room, or let XDG_STATE_HOME name another folder."
            ) from error
