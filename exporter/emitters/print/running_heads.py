"""Running heads: which sections and which questions stand on a page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from exporter import markup
from exporter.emitters.print.cards import titled
from exporter.emitters.print.units import Unit
from exporter.model import Card
from exporter.naming import shortened

_WIDTH = 96  # characters of the sections' names in a running head
_MOST = 3  # sections that are named; of more, the first and the last


def running_head(units: Sequence[Unit]) -> tuple[str, str]:
    """The sections of a page, each with its numbers where there are several, and the numbers of an only one."""
    groups = []
    for name, group in groupby((unit for unit in units if unit.item), lambda unit: "".join(unit.section[:1])):
        numbers = [str(u.item.number) for u in group if isinstance(u.item, Card) and u.item.number is not None]
        groups.append(
            (markup.plain(titled(name)), "–".join(dict.fromkeys([numbers[0], numbers[-1]] if numbers else [])))
        )
    groups = [group for group in groups if any(group)] or [("", "")]
    if len(groups) == 1:
        return shortened(groups[0][0], _WIDTH), groups[0][1]
    shown = groups if len(groups) <= _MOST else [groups[0], ("…", ""), groups[-1]]
    names = [shortened(name, _WIDTH // len(shown)) for name, _ in shown]
    return "  ·  ".join(f"{name} {span}".strip() for name, (_, span) in zip(names, shown, strict=True)), ""
