"""Workers as their parent sees them: how they are started, asked, watched and ended."""

from __future__ import annotations

import atexit
import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import IO, Any

from exporter.workers import serving

_BEGIN = (
    "import sys; sys.path[:] = sys.argv[{after}:]; from exporter.workers import serving; serving.begin_{what}({words})"
)
_PATIENCE = 1.0  # seconds that a process may take to end by itself


@dataclass(slots=True, eq=False)
class Worker:
    """A process that does one task after another."""

    tasks: IO[bytes]
    answers: IO[bytes]
    number: int  # of the process; until it has said so, that of the starter that is to fork it
    connection: socket.socket | None = None  # to one that is forked
    process: subprocess.Popen[bytes] | None = None  # one that is not
    is_there: bool = False  # whether it ever said so
    is_large: bool = False  # whether it has grown much
    is_killed: bool = False
    is_given_up: bool = False
    _used: float | None = None  # seconds of processors, at the last look
    _idle: int = 0  # looks at which that was the same

    @property
    def is_forked(self) -> bool:
        """Whether it costs little to start another one."""
        return self.process is None

    def answer(self, surroundings: bytes, task: bytes) -> bytes | None:
        """Has it do a task, and waits for its answer; None where the process ends before."""
        self._used, self._idle = None, 0
        try:
            if not self.is_there:
                self.number, self.is_there = serving.greeted(self.answers), True
            serving.send(self.tasks, surroundings, task)
            answer, large = (serving.receive(self.answers) for _ in range(2))
        except (EOFError, OSError):
            if not (self.is_there or self.process or self.is_killed):
                _here.forks = False  # what could not be forked now will not be forked later
            return None
        self.is_large = bool(large)
        return answer

    def idled(self) -> int:
        """How many times in a row nobody saw it use a processor; each call is a look at it."""
        used = _used(self.number)
        self._idle = self._idle + 1 if used is not None and used == self._used else 0
        self._used = used
        return self._idle

    def kill(self) -> None:
        """Ends it and all that it started, whatever they do; who waits for its answer learns of that."""
        self.is_killed = True
        if self.connection:
            with contextlib.suppress(OSError):
                self.connection.shutdown(socket.SHUT_RDWR)
        if self.is_there or self.process:
            serving.kill(self.number)

    def give_up(self) -> None:
        """Ends it, or the starter that should have forked it and did not."""
        self.is_given_up = True
        self.kill()
        if not (self.is_there or self.process):
            serving.kill(self.number)

    def end(self) -> None:
        """Lets it end, as it does when nobody is there to give it tasks."""
        for stream in (self.tasks, self.answers):
            with contextlib.suppress(OSError):  # what could not be sent
                stream.close()
        if self.connection:
            self.connection.close()
        if self.process:
            _wait(self.process)


@dataclass(frozen=True, slots=True)
class Starter:
    """The process that forks workers, as this process and its workers order them."""

    orders: socket.socket
    number: int
    process: subprocess.Popen[bytes] | None = None  # where this process began it

    def order(self, modules: Sequence[str], connection: socket.socket | None = None) -> None:
        """Has it import modules, then fork the worker at the other end of a connection, if any; raises OSError."""
        message = " ".join([str(_here.group), *modules]).encode()
        if connection:
            socket.send_fds(self.orders, [message], [connection.fileno()])
        else:
            self.orders.send(message)


@dataclass(slots=True)
class _Here:
    """What this process knows of how it starts others."""

    forks: bool = sys.platform == "linux"  # whether workers are forked
    group: int = 0  # that workers of this process join; 0: each leads one of its own
    starter: Starter | None = None
    lock: Lock = field(default_factory=Lock)


_here = _Here()


def adopt(orders: socket.socket | None) -> None:
    """Lets this process, which is a worker, start others as it was started: by orders to its starter, or by itself."""
    _here.forks = orders is not None
    _here.group = os.getpgrp() if hasattr(os, "getpgrp") else 0
    _here.starter = Starter(orders, os.getppid()) if orders else None


def prepare(modules: Sequence[str]) -> None:
    """Has modules imported that workers will need, where workers are forked."""
    if starter := _starter():
        with contextlib.suppress(OSError):
            starter.order(modules)


def forked(modules: Sequence[str]) -> Worker | None:
    """A worker that is to be forked, with these modules imported; None where that cannot be.

    It may never come to be: then it ends before it is there.
    """
    if not (starter := _starter()):
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


def begun(modules: Sequence[str]) -> Worker | None:
    """A worker that is a Python of its own, and imports these modules at first; None where no process can start."""
    process = _python("worker", " ".join(modules), stdout=subprocess.PIPE)
    if not (process and process.stdin and process.stdout):
        return None
    return Worker(process.stdin, process.stdout, process.pid, process=process)


def _starter() -> Starter | None:
    """The starter of this process; None where workers are not forked."""
    with _here.lock:
        known = _here.starter
        if known and known.process and known.process.poll() is not None:
            known = None
        if known is None and _here.forks:
            known = _new_starter()
        _here.starter = known
        return known if _here.forks else None


def _new_starter() -> Starter | None:
    try:
        here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    except OSError:
        return None
    here.settimeout(None)
    with there:
        there.settimeout(None)
        ends = (there.fileno(), here.fileno())
        process = _python("starter", str(os.getpid()), *map(str, ends), stdout=subprocess.DEVNULL, pass_fds=ends)
    if not process:
        here.close()
        return None
    return Starter(here, process.pid, process)


def _python(what: str, *words: str, **options: Any) -> subprocess.Popen[bytes] | None:
    """Begins a Python that runs `serving.begin_what(*words)`; None where there is none or it cannot start.

    It imports from where this process does, and nothing before it knows that: no module of the current folder.
    """
    if getattr(sys, "frozen", False) or not sys.executable:  # the program is no Python, or nobody knows which
        return None
    arguments = ", ".join(f"sys.argv[{n}]" for n in range(1, 1 + len(words)))
    program = _BEGIN.format(after=1 + len(words), what=what, words=arguments)
    flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]
    command = [sys.executable, *flags, "-c", program, *words, *map(os.fspath, sys.path)]
    if sys.platform != "win32" and not _here.group:
        options["process_group"] = 0
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, **options)
    except OSError:
        return None


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Waits for a process that is about to end, and ends it where it does not."""
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        serving.kill(process.pid)
        process.wait()


@atexit.register
def _end_starter() -> None:
    starter, _here.starter = _here.starter, None
    if starter and starter.process and starter.process.stdin:
        starter.process.stdin.close()
        _wait(starter.process)


def _forget() -> None:
    """A process that somebody forks off this one has no starter."""
    _here.starter, _here.lock = None, Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _used(number: int) -> float | None:
    """Seconds of processors that a worker, and all that it started, have used; None where nobody can tell."""
    import psutil  # asked only of what takes long

    try:
        if hasattr(os, "getpgid"):
            group = os.getpgid(number)
            members = [each for each in psutil.process_iter() if serving.group(each.pid) == group]
        else:
            members = [psutil.Process(number), *psutil.Process(number).children(recursive=True)]
        return float(sum(sum(each.cpu_times()[:4]) for each in members))
    except (OSError, psutil.Error):
        return None
