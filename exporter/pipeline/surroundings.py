"""Process settings while an emitter prints: fixed clock, no garbage collection, room for deeply nested text."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import ParamSpec, TypeVar

from exporter.emitters import Edition, Emitter
from exporter.errors import OutputError
from exporter.workers import is_worker

Result = TypeVar("Result")
Given = ParamSpec("Given")

_DEEPEST = 20_000  # nested calls: about a thousand nested boxes


def of(emitter: Emitter, edition: Edition) -> AbstractContextManager[None]:
    """The process settings for an emitter."""
    return undisturbed(edition.changed_at) if emitter.printed else nullcontext()


@contextmanager
def undisturbed(now: int = 0) -> Iterator[None]:
    """Without clock but this one (fonts carry the time), without garbage collector (a layout is a million objects
    that all stay), and with room for deeply nested text; raises OutputError when it is nested too deeply."""
    before, collecting, deepest = dict(os.environ), gc.isenabled(), sys.getrecursionlimit()
    os.environ["SOURCE_DATE_EPOCH"] = str(max(0, now))
    sys.setrecursionlimit(max(deepest, _DEEPEST))
    gc.disable()
    try:
        yield
    except RecursionError as error:
        raise OutputError("A text is nested too deeply to be printed. Flatten its lists, quotes or HTML.") from error
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        os.environ.update(before)
        sys.setrecursionlimit(deepest)
        gc.unfreeze()
        if collecting and not is_worker():
            gc.enable()


class Helper(Executor):
    """An executor whose work is done in such surroundings."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, work: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Future[Result]:
        """Has some work done."""
        return self._executor.submit(_undisturbed, work, *args, **kwargs)


def _undisturbed(work: Callable[Given, Result], /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
    with undisturbed():
        return work(*args, **kwargs)
