"""Render cache in DIST: rendered Markdown texts of the last build.

It is disposable, and holds for just this version of the tool and its libraries.
"""

from __future__ import annotations

from pathlib import Path

from exporter import markup
from exporter.pipeline.store import cache

FILE = ".rendered.json"


def load(out: Path) -> None:
    """Lets the renderer know what the last build into this folder rendered."""
    known: dict[str, dict[str, str]] = {kind: {} for kind in markup.KINDS}
    for text, made in cache.load(out, FILE, cache.tool()).items():
        if isinstance(made, str) and text[:1] in known:
            known[text[:1]][text[1:]] = made
    markup.CACHE.begin(known)


def save(out: Path) -> None:
    """Keeps what this build used, where that is something else."""
    used = markup.CACHE.used
    if used != markup.CACHE.known:
        entries = ((f"{kind}{text}", made) for kind, texts in used.items() for text, made in texts.items())
        cache.save(out, FILE, entries, cache.tool())
