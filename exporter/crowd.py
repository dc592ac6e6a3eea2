"""Work shared among processes. They are forked: what is loaded is theirs at once, and need not be sent to them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, NoReturn, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_shared: list[Any] = []  # in a process of a pool: the work, and the items


def can_fork() -> bool:
    """Whether processes can be forked: macOS forbids it to those that use its frameworks."""
    return sys.platform.startswith("linux")


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def at_once(processes: int) -> int:
    """How many processes should work at once on what is long: one more than there are processors to be used, where all
    are, so that of three long tasks on two processors the last need not be alone."""
    return processes + 1 if processes >= processors() else processes


def spread(
    work: Callable[[Item], Result],
    items: Sequence[Item],
    processes: int,
    meanwhile: Callable[[], None] | None = None,
) -> list[Result]:
    """The results of some work on each item, in order; in this process where others are not wanted or not to be had.

    `meanwhile` is done here while others work, and not at all where there are none.
    """
    size = min(processes, len(items))
    if size < (1 if meanwhile and processes > 1 else 2) or not can_fork():
        return list(map(work, items))
    with pool(work, items, size) as workers:
        results = workers.map_async(done, range(len(items)), chunksize=1)
        if meanwhile:
            meanwhile()
        made: list[Result] = results.get()
        return made


def pool(work: Callable[[Item], Result], items: Sequence[Item], size: int, tasks: int | None = None) -> Any:
    """Processes that do `done(index)`, each for some tasks; a thread where they have no shared memory to meet in."""
    try:
        return multiprocessing.get_context("fork").Pool(size, _share, (work, items), maxtasksperchild=tasks)
    except OSError:
        from multiprocessing.pool import ThreadPool

        return ThreadPool(1, _share, (work, items))


@contextmanager
def aside(work: Callable[[Connection], None]) -> Iterator[Connection]:
    """A process that does some work beside this one, and the connection to talk to it; it ends with the block.

    Unlike one of multiprocessing's it may be begun by a process of a pool. An error there closes the connection.
    """
    here, there = multiprocessing.Pipe()
    child = os.fork()
    if not child:
        here.close()
        _work_and_end(work, there)
    there.close()
    try:
        yield here
    finally:
        here.close()
        os.waitpid(child, 0)


def _work_and_end(work: Callable[[Connection], None], connection: Connection) -> NoReturn:
    """Does some work, and ends this process without what it would do at its end: that is for the one it came from."""
    try:
        gc.freeze()
        work(connection)
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(0)


def done(index: int) -> Any:
    """The result of the shared work on the item of this index."""
    work, items = _shared
    return work(items[index])


def _share(*shared: object) -> None:
    _shared[:] = shared
    if multiprocessing.parent_process():
        gc.freeze()  # collecting would look at all that was inherited, and so copy it
