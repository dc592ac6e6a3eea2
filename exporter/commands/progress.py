"""Progress on a terminal: one line that rewrites itself; nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from exporter.pipeline.produce import Progress


@contextmanager
def shown(*, quiet: bool = False) -> Iterator[Progress]:
    """A function that is told of each output, and shows it where somebody watches."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total, name: None
        return

    def show(done: int, total: int, name: str) -> None:
        sys.stderr.write(f"\r\x1b[K[{done}/{total}] {name}")
        sys.stderr.flush()

    sys.stderr.write("\r\x1b[Kreading …")
    sys.stderr.flush()
    try:
        yield show
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
