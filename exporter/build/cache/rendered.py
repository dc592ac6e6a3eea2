"""What was rendered for the last build, in a cache in DIST: of hundreds of cards, one changes.

It is disposable, and holds for just this version of the tool and its libraries.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from exporter import markup
from exporter.build import cache

FILE = ".rendered.json"


def load(out: Path) -> dict[str, str]:
    """Lets the renderer know what the last build into this folder rendered, and returns it."""
    known: dict[str, str] = {}
    with contextlib.suppress(ValueError, KeyError, TypeError):
        table = cache.load(out, FILE)
        known = dict(table["html"]) if table["tool"] == cache.tool() else {}
    markup.MEMORY.begin(known)
    return known


def save(out: Path, known: dict[str, str]) -> None:
    """Keeps what this build used, where that is something else."""
    if markup.MEMORY.used != known:
        cache.save(out, FILE, {"tool": cache.tool(), "html": markup.MEMORY.used})
