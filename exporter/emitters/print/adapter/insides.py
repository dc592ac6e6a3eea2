"""Functions of WeasyPrint (version 70) that are replaced by faster ones, which do the same."""

from __future__ import annotations

from functools import cache
from typing import Any

from exporter.emitters.print.adapter import shaping

REPLACED: tuple[tuple[Any, str, Any], ...] = (*shaping.REPLACED,)  # module or class, name, what is there instead


@cache
def replace() -> None:
    """Replaces them, in this process."""
    for owner, name, ours in REPLACED:
        setattr(owner, name, ours)
