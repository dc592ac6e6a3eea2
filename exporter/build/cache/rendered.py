"""What was rendered for the last build, in a cache in DIST: of hundreds of cards, one changes.

It is disposable, and holds for just this version of the tool and its libraries.
"""

from __future__ import annotations

from pathlib import Path

from exporter import markup
from exporter.build import cache

FILE = ".rendered.json"


def load(out: Path) -> dict[str, str]:
    """Lets the renderer know what the last build into this folder rendered, and returns it."""
    kept = cache.load(out, FILE, cache.tool())
    known = {text: html for text, html in kept.items() if isinstance(html, str)}
    markup.MEMORY.begin(known)
    return known


def save(out: Path, known: dict[str, str]) -> None:
    """Keeps what this build used, where that is something else."""
    if markup.MEMORY.used != known:
        cache.save(out, FILE, markup.MEMORY.used, cache.tool())
