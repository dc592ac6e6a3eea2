"""HTTP server on localhost for one person, with strict parsing and timeouts: no client can block it.

It answers GET only, and only requests that name this machine: a page of the web that guesses the port learns nothing
(DNS rebinding, requests across origins).
"""

from __future__ import annotations

import contextlib
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Lock
from typing import Any
from urllib.parse import unquote

HOST = "127.0.0.1"
_NAMES = ("localhost", HOST, "[::1]")
_PATIENCE = 10.0  # seconds in which a request has to be whole, and in which a part of the answer has to be taken
_LONGEST = 64 * 1024  # bytes of a request: cookies of all that runs on localhost come along
_MOST = 128  # connections: each page that waits for changes holds one
_PART = 64 * 1024  # bytes that are sent at a time
_ENDS = (b"\r\n\r\n", b"\n\n")
_TOO_LARGE = b"HTTP/1.0 431 Request Header Fields Too Large\r\nConnection: close\r\n\r\n"
_TOO_MANY = b"HTTP/1.0 503 Service Unavailable\r\nConnection: close\r\n\r\n"


class RequestError(Exception):
    """A request that is not answered: its status, and why."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Server(ThreadingHTTPServer):
    """A thread for each connection, and a bounded number of them.

    Where there are too many, the one that has waited longest without asking anything gives way; where all have asked,
    the new one is refused.
    """

    daemon_threads = True
    request_queue_size = _MOST

    def __init__(self, port: int, handler: Any) -> None:
        self._lock = Lock()
        self._waiting: dict[socket.socket, None] = {}  # connections that have not asked yet, oldest first
        self._open = 0
        super().__init__((HOST, port), handler)

    def asked(self, connection: socket.socket) -> None:
        """Marks a connection as having sent its whole request."""
        with self._lock:
            self._waiting.pop(connection, None)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Starts a thread for a connection, where there may be one more."""
        if self._admits(request):
            super().process_request(request, client_address)
            return
        with contextlib.suppress(OSError):
            request.sendall(_TOO_MANY)
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Handles a connection to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self._lock:
                self._waiting.pop(request, None)
                self._open -= 1

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Logs a failed request in one line; a client that disconnects is not an error."""
        error = sys.exception()
        if not isinstance(error, OSError):
            print(f"serve: a request failed: {type(error).__name__}: {error}", file=sys.stderr)

    def _admits(self, connection: socket.socket) -> bool:
        with self._lock:
            if self._open >= _MOST:
                oldest = next(iter(self._waiting), None)
                if oldest is None:
                    return False
                del self._waiting[oldest]
                with contextlib.suppress(OSError):  # it ended by itself
                    oldest.shutdown(socket.SHUT_RDWR)
            self._waiting[connection] = None
            self._open += 1
            return True


class Handler(BaseHTTPRequestHandler):
    """A request: refused where it is not plainly one of this machine's own, else given to `answer`."""

    server: Server
    default_request_version = "HTTP/1.0"  # for requests that cannot be parsed: they get a response as well
    command = ""

    def answer(self, name: str) -> None:
        """Answers a request for this path, which is decoded and has no leading slash; may raise RequestError."""
        raise NotImplementedError

    def handle(self) -> None:
        """Reads the whole request before parsing it, so that a slow client is waited for only once."""
        try:
            head = _head(self.connection)
        except RequestError:
            self.wfile.write(_TOO_LARGE)
            _drain(self.connection)
            return
        self.server.asked(self.connection)
        self.connection.settimeout(_PATIENCE)
        self.rfile = BytesIO(head)
        self.raw_requestline = self.rfile.readline()
        if self.raw_requestline and self.parse_request():  # which answers what it cannot parse
            self._dispatch()
        if self.command != "GET":
            _drain(self.connection)

    def _dispatch(self) -> None:
        try:
            self._check()
            self.answer(path(self.path))
        except RequestError as error:
            self.send_error(error.status, str(error))

    def _check(self) -> None:
        if self.command != "GET":
            raise RequestError(405, "Expected GET")
        port = self.server.server_address[1]
        if not names_here(self.headers.get_all("Host", []), port):
            raise RequestError(403, f"Only localhost:{port} is served")
        origins = self.headers.get_all("Origin", [])
        if not all(origin.startswith("http://") and names_here([origin[7:]], port) for origin in origins):
            raise RequestError(403, "Only pages of this server are served")

    def send(self, kind: str, body: bytes | Any, size: int) -> None:
        """Sends bytes, or an open file of this size, in parts, each with a timeout."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(size))
        self.end_headers()
        file = BytesIO(body) if isinstance(body, bytes) else body
        while part := file.read(_PART):
            self.wfile.write(part)

    def end_headers(self) -> None:
        """Adds headers: no caching, no type sniffing, no framing by other pages, GET only."""
        self.send_header("Allow", "GET")
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Silences request logging."""


def names_here(hosts: Sequence[str], port: int) -> bool:
    """Whether the `Host` of a request names this machine: exactly one, without or with the port that is served."""
    allowed = {name for each in _NAMES for name in (each, f"{each}:{port}")}
    return len(hosts) == 1 and hosts[0].strip(" \t").lower() in allowed


def path(target: str) -> str:
    """The path that a request asks for, decoded once and without its leading slash; raises RequestError."""
    if not target.startswith("/") or not target.isascii():
        raise RequestError(400, "Expected a path, such as /index.html")
    try:
        name = unquote(target[1:].partition("#")[0].partition("?")[0], errors="strict")
    except UnicodeDecodeError as error:
        raise RequestError(400, "Expected a path in UTF-8") from error
    if not name.isprintable() or "\\" in name:
        raise RequestError(400, "Expected a path without control characters and backslashes")
    return name


def is_hidden(name: str) -> bool:
    """Whether a part of a path is hidden or is not the name of a file: empty, or one that leads upwards."""
    return any(not part or part.startswith(".") for part in name.split("/"))


def _head(connection: socket.socket) -> bytes:
    """A request up to the end of its headers; empty after a timeout. Raises RequestError if it is too large."""
    head = bytearray()
    for part in _received(connection, _PATIENCE):
        start = max(0, len(head) - max(map(len, _ENDS)))
        head += part
        if len(head) > _LONGEST:
            raise RequestError(431, "The request is too large")
        if any(head.find(end, start) >= 0 for end in _ENDS):
            return bytes(head)
    return b""


def _drain(connection: socket.socket) -> None:
    """Reads what a client still sends, for a moment: closing earlier would discard the response."""
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        for _ in _received(connection, 1.0):
            pass


def _received(connection: socket.socket, seconds: float) -> Iterator[bytes]:
    """Bytes that a client sends until it closes the connection or the time is up."""
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        connection.settimeout(left)
        try:
            part = connection.recv(4096)
        except TimeoutError:
            return
        if not part:
            return
        yield part
