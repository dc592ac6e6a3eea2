"""What was rendered for the last build, in a cache in DIST: of hundreds of cards, one changes.

It is disposable, and holds for just this version of the tool and its libraries.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from exporter import markup
from exporter.build import files, resources
from exporter.errors import OutputError

FILE = ".rendered.json"


def load(out: Path) -> dict[str, str]:
    """Lets the renderer know what the last build into this folder rendered, and returns it."""
    known: dict[str, str] = {}
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        table = json.loads((out / FILE).read_text(encoding="utf-8"))
        known = dict(table["html"]) if table["tool"] == _tool() else {}
    markup.MEMORY.begin(known)
    return known


def save(out: Path, known: dict[str, str]) -> None:
    """Keeps what this build used, where that is something else."""
    if markup.MEMORY.used != known:
        table = {"tool": _tool(), "html": markup.MEMORY.used}
        with contextlib.suppress(OutputError):  # it will be rendered again then
            files.write(out / FILE, json.dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _tool() -> str:
    return hashlib.sha256(resources.fingerprint().encode()).hexdigest()
