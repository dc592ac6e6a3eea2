"""`exporter serve`: the preview on localhost, rebuilt and reloaded whenever a document is saved."""

from __future__ import annotations

import mimetypes
import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from exporter import jsontypes, safefiles
from exporter.commands import watch
from exporter.commands.localserver import Handler, RequestError, Server, is_hidden
from exporter.commands.outcome import Event
from exporter.emitters import EMITTERS, preview
from exporter.errors import OutputError
from exporter.pipeline.store import files

if TYPE_CHECKING:
    from threading import Event as StopEvent

    from exporter.pipeline.options import Options

_STREAM = ".changes"
_PAGE = EMITTERS["preview"].path("")
_SCRIPT = f"""new EventSource("/{_STREAM}?%d").onmessage = () => location.reload();"""  # %d: builds when it was given
_PATIENCE = 15.0  # seconds after which a silent stream gets a sign of life: so a closed one is noticed


def serve(options: Options, port: int, tell: Callable[[Event], None], stop: StopEvent | None = None) -> None:
    """Builds and serves DIST until it is interrupted; `port` 0 takes any that is free. Raises OutputError."""
    news = News()
    server = server_of(options.out, port, news)
    address = f"http://localhost:{server.server_address[1]}/"
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def told(event: Event) -> None:
        tell(event)
        news.tell()

    try:
        table: jsontypes.Serving = {"schema": 1, "event": "serving", "address": address}
        tell(Event(f"The preview is at {address}", table))
        watch.watch(options, told, stop)
    finally:
        news.close()
        server.shutdown()
        server.server_close()


def server_of(out: Path, port: int, news: News) -> Server:
    """A server of a folder on a port of localhost; raises OutputError where the port is taken."""
    try:
        return Server(port, partial(_Handler, news, out))
    except OSError as error:
        raise OutputError(
            f"port {port}: {error.strerror}. Choose another one with --port, or any free one with --port 0."
        ) from error


class News:
    """A counter of builds; listeners can wait for the next one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.builds = 0
        self.closed = False

    def tell(self) -> None:
        """Counts a build and wakes the listeners."""
        with self._changed:
            self.builds += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Wakes the listeners for good."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def wait(self, seen: int) -> int:
        """The count of builds as soon as it is not `seen` any more, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: self.builds != seen or self.closed, _PATIENCE)
            return self.builds


class _Handler(Handler):
    """Serves the files of DIST; the preview gets a script that reloads it after a build."""

    def __init__(self, news: News, out: Path, *arguments: Any) -> None:
        self._news, self._out = news, out
        super().__init__(*arguments)

    def answer(self, name: str) -> None:
        """Serves the preview, a file, or the stream of builds; neither hidden files nor targets of links."""
        if name == _STREAM:
            self._stream()
        elif name in ("", _PAGE):
            builds = self._news.builds  # before the page is read: it may reload for its own build, but misses none
            page = reloading(self._read(_PAGE).decode("utf-8", "replace"), builds).encode()
            self.send("text/html; charset=utf-8", page, len(page))
        elif is_hidden(name):
            raise RequestError(404, "Not found")
        else:
            with self._opened(name) as file:
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                self.send(kind, file, os.fstat(file.fileno()).st_size)

    def _read(self, name: str) -> bytes:
        with self._opened(name) as file:
            return file.read()

    def _opened(self, name: str) -> BinaryIO:
        try:
            path = files.straight(self._out, name)
            if path:
                return safefiles.opened(path, self._out)
        except OSError:
            pass
        raise RequestError(404, "There is no preview yet" if name == _PAGE else "Not found")

    def _seen(self) -> int:
        """The number of builds that a listener knows: that of its page, else the present one."""
        told = self.path.partition("?")[2]
        return int(told) if told.isascii() and told.isdecimal() and len(told) < 10 else self._news.builds

    def _stream(self) -> None:
        seen = self._seen()  # before the response begins: its listener hears of every later build
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        while not self._news.closed:
            builds = self._news.wait(seen)
            self.wfile.write(b"data: built\n\n" if builds != seen else b": waiting\n\n")
            seen = builds


def reloading(page: str, builds: int) -> str:
    """The preview with a script that reloads it after more than this number of builds, and a policy that lets it
    ask this server."""
    script = _SCRIPT % builds
    page = page.replace("connect-src 'none'", "connect-src 'self'", 1)
    page = page.replace("script-src ", f"script-src '{preview.source_hash(script)}' ", 1)
    head, _, foot = page.rpartition("</body>")
    return f"{head}<script>{script}</script>\n</body>{foot}"
