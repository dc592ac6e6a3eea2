"""Processor time of a program with all that it starts."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from contextlib import suppress

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


def processor_seconds(work: Callable[[], object]) -> float | None:
    """The seconds that all processes take, which some work starts; None where the system does not tell.

    A system counts those of a process and of what it waited for (getrusage(2)). A browser leaves processes that nobody
    waits for: two thirds of its time. On Linux they become children of this process, which waits for them.
    """
    if not sys.platform.startswith("linux") or ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0):
        return None
    before = os.times()
    work()
    with suppress(ChildProcessError):
        while True:
            os.wait()
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system
