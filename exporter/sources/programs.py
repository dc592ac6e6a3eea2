"""Runs programs of others on a document, within bounds of time, memory and output.

A program ends when this process does, however that ends. All documents of a build share a budget of processor time.
"""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import IO

FREE = 2.0  # seconds of processor that each document has besides the budget
_BUDGET = 180.0  # seconds of processor for the documents of a build that take longer
_PATIENCE = 3  # times as long as a limit, by the clock: where other programs have the processors
_SAID = 4_000  # bytes of messages
_BLOCK = 512  # bytes, as a shell counts the size of files
_OVER_TIME, _OVER_OUTPUT, _KILLED = (128 + number for number in (24, 25, 9))  # exit codes: signals of limits
# A shell sets the limits, and kills the program when the pipe `/dev/fd/$1` does end: closed by this process, or by its
# death. Without such files nothing watches. macOS bounds no memory.
_SCRIPT = """
ulimit -c 0; ulimit -S -t {seconds}; ulimit -f {blocks}; ulimit -v {kilobytes} 2>/dev/null
watched=/dev/fd/$1; shift
[ -e "$watched" ] || exec "$@"
exec 3<&0; "$@" <&3 3<&- & child=$!; exec 3<&-
{{ read -r _ <"$watched"; kill -9 $child; }} 2>/dev/null & watch=$!
wait $child; code=$?; kill $watch 2>/dev/null; exit $code
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may use for one document."""

    seconds: int  # of processor
    kilobytes: int  # of memory
    output: int  # bytes


@dataclass(frozen=True, slots=True)
class Done:
    """What a program did."""

    code: int  # as a shell has it: 128 and the number of the signal that ended it
    said: str  # the beginning of its messages


class OverLimitError(Exception):
    """A program used more than it may. Its text says of what, as the end of a sentence, and what to do."""


class Budget:
    """Processor time that programs may use for the documents of a build, beyond what each has. Sent, it is a copy."""

    def __init__(self, seconds: float = _BUDGET) -> None:
        self._seconds = seconds
        self._spent: list[float] = []  # so that threads may add to it

    def __reduce__(self) -> tuple[type[Budget], tuple[float]]:
        return Budget, (self.left,)

    @property
    def left(self) -> float:
        """Seconds; none are left below 0."""
        return self._seconds - sum(self._spent)

    def spend(self, seconds: float) -> None:
        """Takes from what is left."""
        self._spent.append(seconds)

    @contextmanager
    def counted(self) -> Iterator[Callable[[], float]]:
        """What runs meanwhile is paid from it; gives what tells how much that was."""
        spent: list[float] = []
        token = _paying.set((self, spent))
        try:
            yield lambda: sum(spent)
        finally:
            _paying.reset(token)


_paying: ContextVar[tuple[Budget, list[float]] | None] = ContextVar("_paying", default=None)


def run(command: Sequence[str], given: IO[bytes], out: IO[bytes], limits: Limits) -> Done:
    """Runs a program with a file as its input and another one as its output; raises OverLimitError.

    The file may also be opened again, where `reopened` says.
    """
    paying = _paying.get()
    share = FREE + max(0.0, paying[0].left) if paying else math.inf
    seconds = max(1, math.ceil(min(limits.seconds, share)))
    given.seek(0)
    with tempfile.TemporaryFile() as err:
        before = _used()
        try:
            code = _called(command, given, out, err, limits, seconds)
        finally:
            if paying and (extra := _used() - before - FREE) > 0:
                paying[0].spend(extra)
                paying[1].append(extra)
        if fault := _fault(code, limits, is_budget=seconds < limits.seconds):
            raise OverLimitError(fault)
        err.seek(0)
        return Done(code, err.read(_SAID).decode("utf-8", "replace"))


def reopened() -> str:
    """The path under which a program can open its input again, and move in it."""
    return "/dev/fd/0" if os.name == "posix" else "-"


def _called(
    command: Sequence[str], given: IO[bytes], out: IO[bytes], err: IO[bytes], limits: Limits, seconds: int
) -> int:
    """The exit code; that of time where the clock ran out."""
    try:
        if os.name != "posix" or not shutil.which("sh"):
            done = subprocess.run(command, stdin=given, stdout=out, stderr=err, timeout=seconds, check=False)
            return done.returncode if done.returncode >= 0 else 128 - done.returncode
        return _watched(command, given, out, err, limits, seconds)
    except subprocess.TimeoutExpired:
        return _OVER_TIME


def _watched(
    command: Sequence[str], given: IO[bytes], out: IO[bytes], err: IO[bytes], limits: Limits, seconds: int
) -> int:
    reading, writing = os.pipe()
    blocks = limits.output // _BLOCK
    script = _SCRIPT.format(seconds=seconds, blocks=blocks, kilobytes=limits.kilobytes)
    try:
        return subprocess.run(
            ["sh", "-c", script, "sh", str(reading), *command],
            stdin=given,
            stdout=out,
            stderr=err,
            timeout=_PATIENCE * seconds,
            check=False,
            pass_fds=(reading,),
        ).returncode
    finally:
        os.close(reading)
        os.close(writing)  # upon which the program ends, where it has not


def _used() -> float:
    """Seconds that children of this process used of processors; by the clock where the system does not say."""
    try:
        import resource
    except ImportError:
        return time.monotonic()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _fault(code: int, limits: Limits, *, is_budget: bool) -> str:
    """Which limit an exit code tells of, and what to do; "" for none."""
    if code == _OVER_TIME and is_budget:
        return (
            f"more time than is left: documents of a build that take longer than {FREE:g} seconds share "
            f"{_BUDGET:g} seconds of processor. Split those that take long, or build again: what was read is kept."
        )
    if code == _OVER_TIME:
        return f"more than {limits.seconds} seconds of processor. Split the document."
    if code == _OVER_OUTPUT:
        return f"more than {limits.output // 1_000_000} MB of output. Split the document."
    if code == _KILLED:
        return f"more memory than it may have, {limits.kilobytes // 1_000_000} GB. Split the document."
    return ""
