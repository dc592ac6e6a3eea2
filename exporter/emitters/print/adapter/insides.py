"""Functions of WeasyPrint (version 70) that are replaced by faster ones, which do the same."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import Any

from exporter.emitters.print.adapter import defaults, drawing, lengths, shaping, streams, styles

REPLACED: tuple[tuple[Any, str, Any], ...] = tuple(  # module or class, name, what is there instead
    chain.from_iterable(module.REPLACED for module in (defaults, styles, shaping, lengths, drawing, streams))
)


@cache
def replace() -> None:
    """Replaces them, in this process."""
    for owner, name, ours in REPLACED:
        setattr(owner, name, ours)
