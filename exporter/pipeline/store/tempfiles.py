"""Stale temporary files that a killed build left behind."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from collections.abc import Iterable
from pathlib import Path

from exporter.pipeline.store.files import TEMPORARY

_HOUR = 3600.0  # seconds after which nobody writes a file any more
_NAME = re.compile(rf"\.(?P<of>.+)\.[a-z0-9_]{{8}}{re.escape(TEMPORARY)}")  # as `tempfile` names what `files` writes


def sweep(paths: Iterable[Path], age: float = _HOUR) -> None:
    """Removes the temporary files of these files (see `files.write`) that are older than `age` seconds."""
    names: dict[Path, set[str]] = {}
    for path in paths:
        names.setdefault(path.parent, set()).add(path.name)
    for folder, known in names.items():
        for left in folder.glob(f".*{TEMPORARY}"):
            found = _NAME.fullmatch(left.name)
            if found and found["of"] in known:
                with contextlib.suppress(OSError):
                    _remove(left, age)


def _remove(path: Path, age: float) -> None:
    status = os.lstat(path)
    if stat.S_ISREG(status.st_mode) and time.time() - status.st_mtime >= age:
        path.unlink()
