"""Work on all cores, results in order, and only a few of them waiting for an early slow one."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_AHEAD = 4


def in_order(
    work: Callable[[_Item], _Result],
    items: Iterable[_Item],
    jobs: int,
    known: Callable[[_Item], _Result | None] = lambda _: None,
) -> Iterator[_Result]:
    """Yield ``work(item)`` for each item in order; leaving early drops what has not begun.

    There is no work where the result is ``known``, which is asked in the caller's thread; so is
    the work where it is one job's.
    """
    if jobs == 1:  # a thread beside this one would only take turns with it
        for item in items:
            found = known(item)
            yield work(item) if found is None else found
        return
    executor = ThreadPoolExecutor(jobs)
    waiting: deque[Callable[[], _Result]] = deque()
    try:
        for item in items:
            if (found := known(item)) is None:
                waiting.append(executor.submit(work, item).result)
            elif waiting:
                waiting.append(repeat(found).__next__)
            else:
                yield found
            if len(waiting) > jobs * _AHEAD:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    finally:
        # Not waited for: what still runs ends when its engine does, which the caller sees to.
        executor.shutdown(wait=False, cancel_futures=True)
