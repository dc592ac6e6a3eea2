"""Starter process, seen by its parent: starting it, orders and ending. Its own code is in `starting`."""

from __future__ import annotations

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from exporter.workers import processes, serving
from exporter.workers.here import HERE
from exporter.workers.processes import Worker

_PATIENCE = 1.0  # seconds that it may take to end by itself


@dataclass(frozen=True, slots=True)
class Starter:
    """The process that forks workers, as this process and its workers order them."""

    orders: socket.socket
    number: int
    lifeline: IO[bytes] | None = None  # it ends when this closes; None where another process holds it

    def order(self, modules: Sequence[str], connection: socket.socket | None = None) -> None:
        """Has it import modules, then fork the worker at the other end of a connection, if any; raises OSError."""
        message = " ".join([str(HERE.group), *modules]).encode()
        if sys.platform != "win32" and connection:
            socket.send_fds(self.orders, [message], [connection.fileno()])
        else:
            self.orders.send(message)

    def is_gone(self) -> bool:
        """Whether it ended, as far as this process can know."""
        if sys.platform == "win32":
            return False
        try:
            return self.lifeline is not None and os.waitpid(self.number, os.WNOHANG)[0] != 0
        except ChildProcessError:
            return True

    def close(self) -> None:
        """Closes this process's connection to it."""
        for connection in (self.orders, self.lifeline):
            if connection:
                with contextlib.suppress(OSError):
                    connection.close()

    def end(self) -> None:
        """Ends it, and waits until it has."""
        self.close()
        if self.lifeline:
            until = time.monotonic() + _PATIENCE
            while not self.is_gone():
                if time.monotonic() > until:
                    serving.kill(self.number)
                time.sleep(0.002)


def adopt(orders: socket.socket | None) -> None:
    """Lets this process, which is a worker, start others as it was started: by orders to its starter, or by itself."""
    HERE.is_worker, HERE.forks = True, orders is not None
    HERE.group = os.getpgrp() if hasattr(os, "getpgrp") else 0
    HERE.starter = Starter(orders, os.getppid()) if orders else None


def prepare(modules: Sequence[str]) -> None:
    """Has modules imported that workers will need, where workers are forked."""
    if starter := _starter(()):
        with contextlib.suppress(OSError):
            starter.order(modules)


def forked(modules: Sequence[str]) -> Worker | None:
    """A worker that is to be forked, with these modules imported; None where that cannot be.

    It may never come to be: then it ends before it is there.
    """
    if not (starter := _starter(modules)):
        return None
    try:
        here, there = socket.socketpair()
    except OSError:
        return None
    with there:
        here.settimeout(None)
        there.settimeout(None)
        try:
            starter.order(modules, there)
        except OSError:
            here.close()
            return None
    return Worker(here.makefile("wb"), here.makefile("rb"), starter.number, here)


def _starter(modules: Sequence[str]) -> Starter | None:
    """The starter of this process; None where workers are not forked. `modules` are needed at once."""
    with HERE.lock:
        if HERE.starter and HERE.starter.is_gone():
            HERE.starter.close()
            HERE.starter = None
        if HERE.forks and not HERE.starter:
            HERE.starter = _new(modules)
        return HERE.starter if HERE.forks else None


def _new(modules: Sequence[str]) -> Starter | None:
    if sys.platform == "win32":
        return None
    try:
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    except OSError:
        return None
    with there:
        here.settimeout(None)
        there.settimeout(None)
        made = _split(here, there, modules) if _is_ours() else _begun(here, there)
    if not made:
        here.close()
    return made


def _is_ours() -> bool:
    """Whether this process runs our command and nothing else: then what it has imported can be shared by a fork."""
    spec = getattr(sys.modules["__main__"], "__spec__", None)
    return "exporter.__main__" in sys.modules or getattr(spec, "name", "") == "exporter.__main__"


def _begun(here: socket.socket, there: socket.socket) -> Starter | None:
    """A starter that is a Python of its own."""
    ends = (there.fileno(), here.fileno())
    words = (str(os.getpid()), *map(str, ends))
    process = processes.python("starting", *words, stdout=subprocess.DEVNULL, pass_fds=ends)
    if not process:
        return None
    process.returncode = 0  # it is this module that waits for it
    return Starter(here, process.pid, process.stdin)


def _split(here: socket.socket, there: socket.socket, modules: Sequence[str]) -> Starter | None:
    """A starter that is a fork of this process, which shares its imports; where this has threads, a Python of its own.

    Modules that are needed at once are imported before: this process takes part in the work, and needs them as well.
    """
    if sys.platform == "win32":
        return None
    from exporter.workers import starting

    serving.load(modules)
    if not starting.can_fork():
        return _begun(here, there)
    try:
        number, lifeline = starting.split(there, here)
    except OSError:
        return None
    return Starter(here, number, lifeline)


@atexit.register
def _end() -> None:
    starter, HERE.starter = HERE.starter, None
    if starter:
        starter.end()
