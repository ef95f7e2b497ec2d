"""Work on all cores; results come in order, and few wait for a slow early one."""

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
    ready_result: Callable[[_Item], _Result | None] = lambda _: None,
) -> Iterator[_Result]:
    """Yield ``work(item)`` for each item in order; leaving early cancels work that has not begun.

    ``ready_result`` returns a result that needs no work, or None. It runs in the caller's thread.
    With one job, the work runs in the caller's thread, too.
    """
    if jobs == 1:  # a second thread would only take turns with this one
        for item in items:
            result = ready_result(item)
            yield work(item) if result is None else result
        return
    executor = ThreadPoolExecutor(jobs)
    waiting: deque[Callable[[], _Result]] = deque()
    try:
        for item in items:
            if (result := ready_result(item)) is None:
                waiting.append(executor.submit(work, item).result)
            elif waiting:
                waiting.append(repeat(result).__next__)
            else:
                yield result
            if len(waiting) > jobs * _AHEAD:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()
    finally:
        # Do not wait: running work ends with its engine, which the caller closes.
        executor.shutdown(wait=False, cancel_futures=True)
