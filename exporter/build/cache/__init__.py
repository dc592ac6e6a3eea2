"""What builds keep in DIST to be quicker the next time, as JSON. All of it is disposable."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from exporter import safefiles
from exporter.build import files, resources
from exporter.errors import OutputError


def load(out: Path, name: str) -> dict[str, Any]:
    """What was kept; nothing where it is gone or damaged."""
    try:
        table = json.loads(safefiles.read(out / name, safefiles.KEPT, out))
    except (OSError, ValueError, RecursionError):
        return {}
    return table if isinstance(table, dict) else {}


def save(out: Path, name: str, table: Mapping[str, Any]) -> None:
    """Keeps a table; where it cannot be written, all is made anew the next time."""
    with contextlib.suppress(OutputError):
        files.write_output(out, name, json.dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def tool(*parts: str) -> str:
    """A hash that changes when this tool or a library of it does, or one of these."""
    return hashlib.sha256("\0".join([resources.fingerprint(), *parts]).encode()).hexdigest()
