"""The weights of what speaks for cells, columns and tables, as `scripts/train_tables.py` fitted them to real tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

IMPLAUSIBLE = -8.0  # odds that no evidence of the line is asked for: natural logarithms, as all weights are


@cache
def weights(model: str) -> Mapping[str, float]:
    """The weights of one model by the names of its evidence; those that are missing weigh nothing."""
    found: dict[str, float] = {}
    name = ""
    text = files("exporter.restore.tables").joinpath("weights.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif name == model and line and not line.startswith("#"):
            value, _, evidence = line.partition(" ")
            found[evidence] = float(value)
    return found
