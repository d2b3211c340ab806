"""Batches through a function, here or in worker processes, results in the order of the input."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TypeVar

__all__ = ["batched", "ordered"]

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")
_AHEAD = 2  # batches waiting for each worker: enough to keep it busy, few enough for memory


def batched(values: Iterable[_Given], size: int) -> Iterator[tuple[_Given, ...]]:
    """`values` in tuples of `size`, the last one shorter."""
    source = iter(values)
    while batch := tuple(islice(source, size)):
        yield batch


def ordered(
    function: Callable[[_Given], _Made], batches: Iterable[_Given], *, jobs: int
) -> Iterator[_Made]:
    """`function` of each batch, in order; `function` and its values must be picklable for jobs > 1.

    An exception of a worker is raised here; the other workers are stopped.
    """
    if jobs <= 1:
        yield from map(function, batches)
        return
    context = multiprocessing.get_context("spawn")  # a fork would copy the threads of a library
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_ignore_interrupts)
    waiting: deque[Future[_Made]] = deque()
    try:
        for batch in batches:
            waiting.append(pool.submit(function, batch))
            if len(waiting) >= jobs * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ignore_interrupts() -> None:
    """Ctrl-C goes to the whole group; the parent alone decides what it means."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
