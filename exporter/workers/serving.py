"""Worker main loop: answers tasks one after another, until its parent closes the connection.

It does not import the program that uses it: it is a Python of its own that gets the path of this module, or it is
forked from one (see `starting`).
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import re
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import IO, NoReturn

PROTOCOL = pickle.HIGHEST_PROTOCOL  # both ends are the same Python
_HEAD = 8  # bytes before each message that say how long it is
_HELLO = b"\0worker "  # the first words of a worker, before its number
_NOISE = 1_000  # lines that a program may print before
_LARGE = 64 << 20  # bytes by which a worker has grown when a new one is better than one that tidies up
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has but the one, and it is as final


def send(stream: IO[bytes], *messages: bytes) -> None:
    """Writes messages; raises OSError if the other end is closed."""
    for message in messages:
        stream.write(len(message).to_bytes(_HEAD, "big"))
        stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Reads one message; raises EOFError where the other end was closed, in the middle of a message too."""
    head = stream.read(_HEAD)
    message = stream.read(int.from_bytes(head, "big")) if len(head) == _HEAD else b""
    if len(head) < _HEAD or len(message) < int.from_bytes(head, "big"):
        raise EOFError
    return message


def greet(stream: IO[bytes]) -> None:
    """Sends the id of this process, before any message; raises OSError if the other end is closed."""
    stream.write(_HELLO + b"%d\n" % os.getpid())
    stream.flush()


def greeted(stream: IO[bytes]) -> int:
    """The number of the process at the other end, whatever a Python may print when it starts; raises EOFError."""
    for _ in range(_NOISE):
        line = stream.readline(_HEAD << 10)
        if not line:
            break
        if found := re.search(_HELLO + rb"(\d+)\n", line):
            return int(found[1])
    raise EOFError


def kill(number: int) -> None:
    """Ends a process at once, and its group where it leads one."""
    for end in (os.killpg, os.kill) if hasattr(os, "killpg") else (os.kill,):
        with contextlib.suppress(OSError):
            end(number, _KILL)


def load(modules: Sequence[str]) -> None:
    """Imports modules ahead of their use; one that fails does so again, visibly, when it is used."""
    for module in modules:
        with contextlib.suppress(Exception):
            import_module(module)


def begin(modules: str) -> NoReturn:
    """The whole life of a worker that was not forked; tasks come by standard input, answers go by standard output."""
    tasks, answers = (os.fdopen(os.dup(number), mode) for number, mode in ((0, "rb"), (1, "wb")))
    silence()
    adopt(None)
    work(tasks, answers, modules.split())


def adopt(orders: socket.socket | None) -> None:
    from exporter.workers import starters  # which needs this module

    starters.adopt(orders)


def silence() -> None:
    """Takes standard input and output from what is done here: what it prints goes to where errors go."""
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    try:
        os.dup2(2, 1)
    except OSError:  # there is no such place
        os.dup2(nothing, 1)


def work(tasks: IO[bytes], answers: IO[bytes], modules: Sequence[str] = ()) -> NoReturn:
    """Sends the id of this process, then answers tasks until the connection is closed."""
    received: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(tasks, received), daemon=True).start()
    gc.set_threshold(100_000, 20, 20)  # see __main__
    with contextlib.suppress(OSError):
        greet(answers)
        load(modules)
        size = _size()
        while True:
            send(answers, _answer(received.get(), received.get()), b"large" if _size() - size > _LARGE else b"")
    _end()


def _listen(tasks: IO[bytes], received: SimpleQueue[bytes]) -> None:
    """Takes tasks in a thread of its own, so that this process ends with its parent, whatever it does just then."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            received.put(receive(tasks))
    _end()


def _end() -> NoReturn:
    """Ends this process, and where it leads a group all that it started."""
    kill(os.getpid())
    os._exit(0)


def _size() -> int:
    """The most memory that this process ever took, in bytes, where it may have been forked."""
    if sys.platform != "linux":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _answer(surroundings: bytes, task: bytes) -> bytes:
    """What a task gives, or the error that it raises, and which of the two it is."""
    try:
        _move(*pickle.loads(surroundings))
        return pickle.dumps((True, pickle.loads(task)()), PROTOCOL)
    except BaseException as error:
        return _failure(error)


def _move(environment: dict[str, str], folder: str, path: list[str]) -> None:
    """Makes the surroundings of this process what those of its parent were when the task was given."""
    if os.environ != environment:
        for name in os.environ.keys() - environment.keys():
            del os.environ[name]
        os.environ.update(environment)
    sys.path[:] = path
    with contextlib.suppress(OSError):
        os.chdir(folder)


def _failure(error: BaseException) -> bytes:
    said = "".join(traceback.format_exception(error))
    error.add_note(f"\nin another process:\n{said}")
    try:
        answer = pickle.dumps((False, error), PROTOCOL)
        pickle.loads(answer)
    except Exception:  # an error that cannot be sent
        return pickle.dumps((False, RuntimeError(said)), PROTOCOL)
    return answer
