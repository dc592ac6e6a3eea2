"""Worker processes, seen by their parent: starting, tasks, watching and ending."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

from exporter.workers import serving
from exporter.workers.here import HERE

_BEGIN = "import sys; sys.path[:] = sys.argv[{after}:]; from exporter.workers import {what}; {what}.begin({words})"
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
                HERE.forks = False  # what could not be forked now will not be forked later
            return None
        self.is_large = bool(large)
        return answer

    def idled(self) -> int:
        """The number of checks in a row at which it had used no processor time; each call is a check."""
        used = _used(self.number, starts=not (self.is_there or self.process))
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
        """Closes its connection, upon which it ends."""
        for stream in (self.tasks, self.answers):
            with contextlib.suppress(OSError):  # what could not be sent
                stream.close()
        if self.connection:
            self.connection.close()
        if self.process:
            wait(self.process)


def begun(modules: Sequence[str]) -> Worker | None:
    """A worker that is a Python of its own, and imports these modules at first; None where no process can start."""
    process = python("serving", " ".join(modules), stdout=subprocess.PIPE)
    if not (process and process.stdin and process.stdout):
        return None
    return Worker(process.stdin, process.stdout, process.pid, process=process)


def python(what: str, *words: str, **options: Any) -> subprocess.Popen[bytes] | None:
    """Begins a Python that runs `begin(*words)` of a module here; None where there is none or it cannot start.

    It imports from where this process does, and nothing before it knows that: no module of the current folder.
    """
    if getattr(sys, "frozen", False) or not sys.executable:  # the program is not a Python, or its path is unknown
        return None
    arguments = ", ".join(f"sys.argv[{n}]" for n in range(1, 1 + len(words)))
    program = _BEGIN.format(after=1 + len(words), what=what, words=arguments)
    flags = subprocess._args_from_interpreter_flags()  # type: ignore[attr-defined]
    command = [sys.executable, *flags, "-c", program, *words, *map(os.fspath, sys.path)]
    if sys.platform != "win32" and not HERE.group:
        options["process_group"] = 0
    try:
        return subprocess.Popen(command, stdin=subprocess.PIPE, **options)
    except OSError:
        return None


def wait(process: subprocess.Popen[bytes]) -> None:
    """Waits for a process that is about to end, and ends it where it does not."""
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        serving.kill(process.pid)
        process.wait()


def _used(number: int, starts: bool) -> float | None:
    """Seconds of processors that a worker, its helpers and all below it have used; None if unknown.

    Of a process that `starts` others what these use does not count.
    """
    try:
        import psutil  # only for what takes long

        members = [psutil.Process(number)]
        if not starts:
            group = _group_of(number)
            members += [each for each in psutil.process_iter() if group and _group_of(each.pid) == group]
            members += [below for each in members for below in each.children(recursive=True)]
        return float(sum(sum(each.cpu_times()[:4]) for each in set(members)))
    except Exception:  # where a process ended meanwhile, or the system hides what it knows
        return None


def _group_of(number: int) -> int:
    """The group of a process; 0 where there are none, or it ended."""
    try:
        return os.getpgid(number) if hasattr(os, "getpgid") else 0
    except OSError:
        return 0
