"""HTTP server on loopback for the command of one user: every request needs the token, and web pages are refused.

`GET /hello?NONCE` proves that this is the add-on that wrote the token; all else is `POST`, with the token.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import socket
import tempfile
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import BoundedSemaphore, Thread, Timer
from typing import Any

from exporter.push.addon import meeting, message

HOST = "127.0.0.1"
Action = Callable[[Path], Mapping[str, Any]]  # takes a message in a file, and answers with JSON

_MOST = 8  # connections at a time
_PATIENCE = 10.0  # seconds for the head of a request, and for each part of its body
_NONCE = range(16, 129)  # characters
_PART = 1 << 20  # bytes that are read at a time


class RefusedError(Exception):
    """A request that is refused, or a push that is not done: its status, and why, in whole sentences."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Server(ThreadingHTTPServer):
    """Listens on a free port of loopback until it is closed; a bounded number of connections, each with its thread."""

    daemon_threads = True
    request_queue_size = _MOST

    def __init__(self, actions: Mapping[str, Action]) -> None:
        """Begins to listen; `actions` are the paths that are posted to, such as "/push". Raises OSError."""
        super().__init__((HOST, 0), _Handler)
        self.actions = actions
        self.meeting = meeting.begun(self.server_address[1])
        self._slots = BoundedSemaphore(_MOST)

    def start(self) -> None:
        """Serves in a thread of its own."""
        Thread(target=self.serve_forever, name="exporter", daemon=True).start()

    def close(self) -> None:
        """Ends serving."""
        self.shutdown()
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Starts a thread for a connection, where there may be one more."""
        if self._slots.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Handles a connection to its end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._slots.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Silences clients that disconnect."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = _PATIENCE
    server_version, sys_version = "exporter", ""

    def setup(self) -> None:
        """Ends a connection whose head does not come in time, however slowly its bytes do."""
        super().setup()
        self._watch = Timer(_PATIENCE, self._hang_up)
        self._watch.daemon = True
        self._watch.start()

    def finish(self) -> None:
        """Closes a connection."""
        self._watch.cancel()
        super().finish()

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RDWR)

    def do_GET(self) -> None:
        """Proves that this is the add-on."""
        self._answer(self._hello)

    def do_POST(self) -> None:
        """Does what is asked by one who knows the token."""
        self._answer(self._act)

    def _answer(self, made: Callable[[], Mapping[str, Any]]) -> None:
        try:
            self._require_local()
            self._send(200, made())
        except RefusedError as error:
            self._send(error.status, {"error": str(error)})
        except (ValueError, OSError) as error:
            self._send(400, {"error": f"the request cannot be read: {error}"})

    def _require_local(self) -> None:
        """Refuses what a page of the web can send: another name of this machine (DNS rebinding), or an origin."""
        port = self.server.meeting.port
        if self.headers.get_all("Host", []) not in ([f"{HOST}:{port}"], [f"localhost:{port}"]):
            raise RefusedError(403, "only this machine is served")
        if any(self.headers.get_all(name) for name in ("Origin", "Referer", "Sec-Fetch-Site", "Cookie")):
            raise RefusedError(403, "pages are not served")

    def _hello(self) -> Mapping[str, Any]:
        path, _, nonce = self.path.partition("?")
        if path != "/hello" or len(nonce) not in _NONCE or not nonce.isalnum():
            raise RefusedError(404, "there is nothing here")
        return {"proof": self.server.meeting.proof(nonce)}

    def _act(self) -> Mapping[str, Any]:
        sent = self.headers.get("Authorization", "")
        if not hmac.compare_digest(sent.encode(), f"Bearer {self.server.meeting.token}".encode()):
            raise RefusedError(401, "the token is missing or wrong")
        action = self.server.actions.get(self.path)
        if action is None:
            raise RefusedError(404, "there is nothing here")
        size = self._size()
        self._watch.cancel()
        with tempfile.TemporaryDirectory(prefix="exporter-") as folder:
            received = Path(folder) / "message"
            self._receive(received, size)
            return action(received)

    def _size(self) -> int:
        lengths = self.headers.get_all("Content-Length", [])
        if self.headers.get_all("Transfer-Encoding") or len(lengths) != 1 or not lengths[0].isdecimal():
            raise RefusedError(411, "the length of the body has to be said")
        if len(lengths[0]) > len(str(message.LARGEST)) or int(lengths[0]) > message.LARGEST:
            raise RefusedError(413, f"the body is larger than {message.LARGEST} bytes")
        return int(lengths[0])

    def _receive(self, path: Path, size: int) -> None:
        with path.open("wb") as out:
            while size:
                part = self.rfile.read(min(size, _PART))
                if not part:
                    raise ValueError("it ended too early")
                out.write(part)
                size -= len(part)

    def _send(self, status: int, table: Mapping[str, Any]) -> None:
        data = json.dumps(table).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *arguments: object) -> None:
        """Silences request logging."""
