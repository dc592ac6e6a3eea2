"""`exporter serve`: the preview on this machine only, made again and reloaded whenever a document is saved.

Nothing but localhost is served, and only to requests that name it: a page of the web that guesses the port learns
nothing (DNS rebinding).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from exporter.build import watch
from exporter.emitters import EMITTERS, preview
from exporter.errors import OutputError

if TYPE_CHECKING:
    from threading import Event

    from exporter.build.options import Options

_HOST = "127.0.0.1"
_STREAM = "/.changes"
_PAGE = EMITTERS["preview"].path("")
_SCRIPT = f"""new EventSource("{_STREAM}").onmessage = () => location.reload();"""
_PATIENCE = 15.0  # seconds after which a silent stream gets a sign of life: so a closed one is noticed


def serve(options: Options, port: int, say: Callable[[str], None], stop: Event | None = None) -> None:
    """Builds and serves DIST until it is interrupted; `port` 0 takes any that is free. Raises OutputError."""
    news = News()
    server = server_of(options.out, port, news)
    address = f"http://localhost:{server.server_address[1]}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def told(line: str) -> None:
        say(line)
        news.tell()

    try:
        say(f"The preview is at {address}")
        watch.watch(options, told, stop)
    finally:
        news.close()
        server.shutdown()
        server.server_close()


def server_of(out: Path, port: int, news: News) -> ThreadingHTTPServer:
    """A server of a folder on a port of localhost; raises OutputError where the port is taken."""
    try:
        server = ThreadingHTTPServer((_HOST, port), partial(_Handler, news, out))
    except OSError as error:
        raise OutputError(f"port {port}: {error.strerror}. Choose another one with --port, 0 for any.") from error
    server.daemon_threads = True
    return server


class News:
    """Counts builds, and lets those who listen wait for the next one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.builds = 0
        self.closed = False

    def tell(self) -> None:
        """Something was built."""
        with self._changed:
            self.builds += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Nobody has to wait any longer."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def wait(self, seen: int) -> int:
        """The count of builds as soon as it is not `seen` any more, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.builds != seen or self.closed, _PATIENCE)
            return self.builds


class _Handler(SimpleHTTPRequestHandler):
    """Gives the files of DIST, the preview with a script that waits for changes."""

    protocol_version = "HTTP/1.0"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".apkg": "application/octet-stream"}

    def __init__(self, news: News, out: Path, *arguments: object) -> None:
        self._news, self._out = news, out
        super().__init__(*arguments, directory=str(out))  # type: ignore[arg-type]  # the server's own three

    def do_GET(self) -> None:  # the name that the library calls
        path = urlsplit(self.path).path
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in ("localhost", _HOST):
            self.send_error(403, "Only localhost is served")
        elif path == _STREAM:
            self._stream()
        elif path in ("/", f"/{_PAGE}"):
            self._page()
        elif "/." in path:
            self.send_error(404)
        else:
            super().do_GET()

    def do_HEAD(self) -> None:  # the name that the library calls
        self.send_error(405)

    def list_directory(self, path: object) -> None:
        """Folders are not listed."""
        self.send_error(404)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Requests are nobody's news."""

    def _page(self) -> None:
        try:
            text = (self._out / _PAGE).read_text(encoding="utf-8")
        except OSError:
            self.send_error(404, "There is no preview yet")
            return
        body = reloading(text).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        seen = self._news.builds
        try:
            while not self._news.closed:
                builds = self._news.wait(seen)
                self.wfile.write(b"data: built\n\n" if builds != seen else b": waiting\n\n")
                self.wfile.flush()
                seen = builds
        except OSError:  # the page was closed
            pass


def reloading(page: str) -> str:
    """The preview with a script that reloads it, and a policy that lets it ask this server."""
    page = page.replace("connect-src 'none'", "connect-src 'self'", 1)
    page = page.replace("script-src ", f"script-src '{preview.source_hash(_SCRIPT)}' ", 1)
    head, _, foot = page.rpartition("</body>")
    return f"{head}<script>{_SCRIPT}</script>\n</body>{foot}"
