"""What a killed build leaves behind: files written beside others and never renamed."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable
from pathlib import Path

_HOUR = 3600.0  # seconds after which nobody writes a file any more


def sweep(paths: Iterable[Path], age: float = _HOUR) -> None:
    """Removes the temporary files of these outputs (see `files.write`) that are older than `age` seconds."""
    names: dict[Path, set[str]] = {}
    for path in paths:
        names.setdefault(path.parent, set()).add(path.name)
    for folder, known in names.items():
        for left in folder.glob(".*.????????"):
            if left.name[1:-9] in known:
                with contextlib.suppress(OSError):
                    if time.time() - left.stat().st_mtime >= age:
                        left.unlink()
