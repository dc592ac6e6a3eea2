"""What builds keep in DIST to be quicker the next time, as JSON. All of it is disposable."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from exporter.build import files, resources
from exporter.errors import OutputError


def load(path: Path) -> dict[str, Any]:
    """What was kept; nothing where it is gone or damaged."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return table if isinstance(table, dict) else {}


def save(path: Path, table: Mapping[str, Any]) -> None:
    """Keeps a table; where it cannot be written, all is made anew the next time."""
    with contextlib.suppress(OutputError):
        files.write(path, json.dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def tool(*parts: str) -> str:
    """A hash that changes when this tool or a library of it does, or one of these."""
    return hashlib.sha256("\0".join([resources.fingerprint(), *parts]).encode()).hexdigest()
