"""Cache files in DIST, with checksums: disposable, and never trusted.

A file holds lines: a checksum, a space, and a JSON object of some entries. The checksum is of the line and of what the
file is for: its name and what its maker adds, such as the version of this tool. A line that was damaged, cut off, or
made for something else is not there, and its entries are made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from exporter import safefiles
from exporter.errors import OutputError
from exporter.pipeline import resources
from exporter.pipeline.store import files

Entries = Iterable[tuple[str, Any]]
_TOGETHER = 32  # entries of a line: few are lost with it, and checking and parsing cost as little as for a whole file


def load(out: Path, name: str, *purpose: str) -> dict[str, Any]:
    """The entries of a cache file in DIST; none if it is missing or made for another purpose."""
    try:
        data = safefiles.read(out / name, safefiles.KEPT, out)
    except OSError:
        return {}
    seed = _seed(name, purpose)
    kept: dict[str, Any] = {}
    for line in data.split(b"\n"):
        checksum, _, body = line.partition(b" ")
        if checksum == _checksum(seed, body):
            with contextlib.suppress(ValueError, TypeError, RecursionError):  # made up by somebody
                kept.update(json.loads(body))
    return kept


def save(out: Path, name: str, entries: Entries, *purpose: str, together: int = _TOGETHER) -> None:
    """Saves entries; if they cannot be written, the next build makes them again."""
    with contextlib.suppress(OutputError):
        write(out, name, entries, *purpose, together=together, durable=False)


def write(
    out: Path, name: str, entries: Entries, *purpose: str, together: int = _TOGETHER, durable: bool = True
) -> None:
    """Writes entries, `together` of them to a line; raises OutputError."""
    files.write_output(out, name, _lines(entries, _seed(name, purpose), together), durable=durable)


def tool(*parts: str) -> str:
    """A hash that changes when this tool or a library of it does, or one of these."""
    return hashlib.sha256("\0".join([resources.fingerprint(), *parts]).encode()).hexdigest()


def _lines(entries: Entries, seed: hashlib._Hash, together: int) -> Iterator[bytes]:
    left = iter(entries)
    while some := dict(islice(left, together)):
        body = json.dumps(some, ensure_ascii=False).encode("utf-8", "surrogatepass")
        yield b"%b %b\n" % (_checksum(seed, body), body)


def _seed(name: str, purpose: tuple[str, ...]) -> hashlib._Hash:
    return hashlib.sha256("\0".join([name, *purpose, ""]).encode())


def _checksum(seed: hashlib._Hash, body: bytes) -> bytes:
    made = seed.copy()
    made.update(body)
    return made.hexdigest()[:16].encode()
