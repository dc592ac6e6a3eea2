"""System packages: the command that installs what is needed, for the operating system here.

The packages stand in `syspackages.txt`, which make's scripts read as well.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_suffix(".txt")


def command(*needs: str, is_root: bool | None = None) -> str:
    """The command that installs these needs, rows of the table; "" where it is not known for this system.

    It begins with `sudo` where root has to install, unless the user is root; `is_root` says so for another user.
    """
    manager = _manager()
    found = packages(*needs, manager=manager)
    if not found:
        return ""
    is_root = _is_root() if is_root is None else is_root
    words = [*_rows()["command", manager], *found]
    return " ".join(words[1:] if words[0] == "sudo" and is_root else words)


def packages(*needs: str, manager: str = "") -> tuple[str, ...]:
    """The packages of these needs by a package manager, that of this system where none is named; each once."""
    manager = manager or _manager()
    rows = _rows()
    return tuple(dict.fromkeys(name for need in needs for name in rows.get((need, manager), ())))


@cache
def _rows() -> dict[tuple[str, str], tuple[str, ...]]:
    """The table: (first word, second word) -> the other words."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {(kind, name): tuple(words) for kind, name, *words in rows}


def _manager() -> str:
    """The package manager of this system; "" where it is not known."""
    return next(_managers(_systems()), "")


def _managers(systems: Iterable[str]) -> Iterator[str]:
    for system in systems:
        yield from _rows().get(("system", system), ())


def _systems() -> list[str]:
    """What this system calls itself, then what it is like."""
    if sys.platform in ("darwin", "win32"):
        return ["macos" if sys.platform == "darwin" else "windows"]
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return []
    return [release.get("ID", ""), *release.get("ID_LIKE", "").split()]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
