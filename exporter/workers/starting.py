"""Starter process: imports the modules that workers need and forks workers, so that each starts at once.

It runs on Linux only, never imports the program that began it, and never has a thread: a fork of a process with threads
may wait for ever for what one of them held.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import socket
import sys
from typing import IO, NoReturn

from exporter.workers import serving

assert sys.platform != "win32"  # which has nothing of all this

_THREADS = "/proc/self/task"  # a folder for each thread of this process
_DESCRIPTORS = "/proc/self/fd"  # a link for each file descriptor of this process
_LONGEST = 65_536  # bytes of an order
_LOOK = 0.25  # seconds between two looks at whether the parent is still there


def can_fork() -> bool:
    """Whether this process can be forked with safety: on Linux, where it has no other thread.

    macOS forbids it to processes that use its frameworks; Windows has no such thing.
    """
    try:
        return sys.platform == "linux" and len(os.listdir(_THREADS)) == 1
    except OSError:
        return False


def begin(parent: str, orders: str, requests: str) -> NoReturn:
    """The whole life of a starter: it does what its parent and workers order, until its parent ends.

    An order holds the group of processes that a new worker joins (0: one of its own) and the modules to be imported
    before; with it comes the file descriptor of the connection to that worker, or none where nothing is to be forked
    yet. Orders are read from the descriptor `orders`; workers get `requests`, to send theirs.
    """
    lifeline = os.dup(0)  # a pipe that closes when the parent ends
    serving.silence()
    starter = _Starter(int(parent), lifeline, socket.socket(fileno=int(orders)), socket.socket(fileno=int(requests)))
    signal.signal(signal.SIGALRM, starter.look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)
    gc.disable()  # what is imported stays
    starter.serve()


def split(orders: socket.socket, requests: socket.socket) -> tuple[int, IO[bytes]]:
    """Forks a starter off this process, which must have no thread but this; its number, and the lifeline to it.

    It keeps nothing open of what this process has, but for where errors go. Raises OSError.
    """
    parent = os.getpid()
    read, write = os.pipe()
    number = os.fork()
    if number:
        os.close(read)
        return number, os.fdopen(write, "wb")
    try:
        os.setpgid(0, 0)
        os.dup2(read, 0)
        _close_all_but(0, 1, 2, orders.fileno(), requests.fileno())
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, signal.SIG_DFL)
        begin(str(parent), str(orders.detach()), str(requests.detach()))
    finally:
        os._exit(1)


def _close_all_but(*kept: int) -> None:
    """Closes all file descriptors but some."""
    for number in map(int, os.listdir(_DESCRIPTORS)):
        if number not in kept:
            with contextlib.suppress(OSError):  # the one that was used to list them
                os.close(number)


class _Starter:
    """Forks workers off a process in which all that they need is imported."""

    def __init__(self, parent: int, lifeline: int, orders: socket.socket, requests: socket.socket) -> None:
        self._parent, self._lifeline, self._orders, self._requests = parent, lifeline, orders, requests
        self._children: set[int] = set()
        for each in (orders, requests):
            each.set_inheritable(False)

    def serve(self) -> NoReturn:
        """Does what is ordered."""
        sources = (self._lifeline, self._orders.fileno())
        while self._lifeline not in select.select(sources, (), ())[0]:
            order, descriptors, _, _ = socket.recv_fds(self._orders, _LONGEST, 1)
            group, *modules = order.decode().split()
            serving.load(modules)
            for descriptor in descriptors:
                if can_fork():
                    self._fork(descriptor, int(group))
                os.close(descriptor)  # where nothing was forked, its other end learns of that
        self._end()

    def look(self, *_: object) -> None:
        """Ends where the parent did, even if a fork of it keeps the pipe open; forgets workers that ended."""
        if os.getppid() != self._parent:
            self._end()
        for child in list(self._children):
            if os.waitpid(child, os.WNOHANG)[0]:
                self._children.discard(child)

    def _end(self) -> NoReturn:
        """Ends this process, and all workers at once: one that is deep in a library does not listen."""
        for child in self._children:
            serving.kill(child)
        for child in self._children:
            os.waitpid(child, 0)
        os._exit(0)

    def _fork(self, descriptor: int, group: int) -> None:
        gc.freeze()  # collecting would look at all that is inherited, and so copy it
        try:
            child = os.fork()
        except OSError:  # no more processes, or no memory
            return
        if child:
            self._children.add(child)
        else:
            self._become_a_worker(descriptor, group)

    def _become_a_worker(self, descriptor: int, group: int) -> NoReturn:
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            os.close(self._lifeline)
            self._orders.close()
            os.setpgid(0, group)
            serving.adopt(self._requests)
            connection = socket.socket(fileno=descriptor)
            connection.set_inheritable(False)
            gc.enable()
            serving.work(connection.makefile("rb"), connection.makefile("wb"))
        finally:
            os._exit(1)
