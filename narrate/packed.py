"""Long sequences in little room: of ten hours' 8,000 sentences only some are at hand at a time.

A sentence, its words and its place are 25 objects; packed they take a twelfth of the room.
"""

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, Generic, TypeVar, overload

_Item = TypeVar("_Item")
_FEW = 512  # most articles have fewer sentences: theirs stay as they are
_PAGE = 64  # what is pickled at once leaves a hole in memory, which is to be a small one
_LEVEL = 1  # the quickest


def packed(items: Iterable[_Item]) -> Sequence[_Item]:
    """Return items in a tuple, or packed where they are many: then each look makes equal ones."""
    rest = iter(items)
    first = tuple(islice(rest, _FEW))
    return first if len(first) < _FEW else _Packed(chain(first, rest))


class _Packed(Sequence[_Item], Generic[_Item]):
    """Pages of pickled items."""

    def __init__(self, items: Iterator[_Item]) -> None:
        """Take them all."""
        self._pages: list[bytes] = []
        self._length = 0
        while page := tuple(islice(items, _PAGE)):
            self._pages.append(_closed(page))
            self._length += len(page)

    def __len__(self) -> int:
        """How many there are."""
        return self._length

    def __iter__(self) -> Iterator[_Item]:
        """Yield them in order."""
        return chain.from_iterable(map(_opened, self._pages))

    @overload
    def __getitem__(self, at: int) -> _Item: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[_Item, ...]: ...
    def __getitem__(self, at: int | slice) -> _Item | tuple[_Item, ...]:
        """Return the item at a place, or those of a slice."""
        if isinstance(at, slice):
            return tuple(self[each] for each in range(self._length)[at])
        page, place = divmod(range(self._length)[at], _PAGE)
        item: _Item = _opened(self._pages[page])[place]
        return item


def _closed(page: tuple[object, ...]) -> bytes:
    return zlib.compress(pickle.dumps(page, pickle.HIGHEST_PROTOCOL), _LEVEL)


def _opened(page: bytes) -> Any:  # noqa: ANN401 - a tuple of what was packed
    return pickle.loads(zlib.decompress(page))  # noqa: S301 - our own, and it never left memory
