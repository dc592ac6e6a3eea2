"""What the command sends to the add-on: a table of JSON, and a package behind it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

LARGEST = 2_000_000_000  # bytes of a message: a package with all its media
_LARGEST_TABLE = 500_000_000  # bytes of JSON: half a million notes
_HEAD = 8  # bytes that say how long the table is


def write(out: BinaryIO, table: Mapping[str, Any], package: Path | None) -> None:
    """Writes a message. Raises OSError."""
    data = json.dumps(table, ensure_ascii=False).encode()
    out.write(len(data).to_bytes(_HEAD, "big") + data)
    if package:
        with package.open("rb") as file:
            shutil.copyfileobj(file, out)


def read(path: Path, package: Path) -> tuple[dict[str, Any], Path | None]:
    """The table of a message; its package is written to a file, None where it has none. Raises ValueError, OSError."""
    with path.open("rb") as file:
        size = int.from_bytes(file.read(_HEAD), "big")
        if not 0 < size <= min(_LARGEST_TABLE, os.fstat(file.fileno()).st_size - _HEAD):
            raise ValueError("not a message of exporter")
        table = json.loads(file.read(size))
        if not isinstance(table, dict):
            raise ValueError("not a message of exporter")
        with package.open("wb") as out:
            shutil.copyfileobj(file, out)
    return table, package if package.stat().st_size else None
