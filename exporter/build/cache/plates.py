"""What emitters keep for the next build, in a cache in DIST: a file for each output, written by who made it.

It is disposable, and holds for just this version of the tool, its libraries and the fonts of the machine.
"""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import Any

from exporter.build import cache, litter
from exporter.emitters import Edition

FOLDER = ".plates"


def load(out: Path, name: str, edition: Edition) -> dict[str, Any]:
    """What was kept when this output was last made; nothing where another tool or other fonts made it."""
    table = cache.load(_path(out, name))
    kept = table.get("kept") if table.get("tool") == cache.tool(edition.fonts) else None
    return kept if isinstance(kept, dict) else {}


def save(out: Path, name: str, edition: Edition) -> None:
    """Keeps what this output's emitter wants to know the next time."""
    if kept := edition.means.memory:
        cache.save(_path(out, name), {"tool": cache.tool(edition.fonts), "kept": kept})


def sweep(out: Path, outputs: Container[str]) -> None:
    """Removes what was kept of outputs that are no longer there, and what killed builds left."""
    kept = [path for path in (out / FOLDER).rglob("*.json") if not path.name.startswith(".")]
    litter.sweep(kept)
    for path in kept:
        if path.relative_to(out / FOLDER).with_suffix("").as_posix() not in outputs:
            path.unlink(missing_ok=True)


def _path(out: Path, name: str) -> Path:
    return out / FOLDER / f"{name}.json"
