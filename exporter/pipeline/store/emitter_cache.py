"""Emitter cache in DIST: data that emitters keep for the next build, a file for each output.

It is disposable, and holds for just this version of the tool, its libraries and the fonts of the machine.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from exporter.pipeline.store import cache, files, manifest, tempfiles

FOLDER = ".plates"
_SUFFIX = ".json"


def load(out: Path, name: str, fonts: str) -> Mapping[str, Any]:
    """What was kept when this output was last made; nothing where another tool or other fonts made it."""
    return cache.load(out, _path(name), cache.tool(fonts))


def save(out: Path, name: str, fonts: str, kept: Mapping[str, Any]) -> None:
    """Keeps what this output's emitter wants to know the next time."""
    if kept:
        cache.save(out, _path(name), kept.items(), cache.tool(fonts))


def sweep(out: Path, outputs: Container[str]) -> None:
    """Removes what was kept of outputs that are no longer there, and what killed builds left."""
    kept = {name: path for name in _kept(out / FOLDER) if (path := files.straight(out, _path(name)))}
    tempfiles.sweep(kept.values())
    for name, path in kept.items():
        if name not in outputs and manifest.is_output(name):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _kept(folder: Path) -> Iterator[str]:
    """The outputs that something is kept of; links to folders are not followed."""
    for here, _, names in os.walk(folder):
        for name in names:
            if name.endswith(_SUFFIX):
                yield Path(here, name).relative_to(folder).as_posix().removesuffix(_SUFFIX)


def _path(name: str) -> str:
    return f"{FOLDER}/{name}{_SUFFIX}"
