"""Marks that are only a label take the text below it as their question."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from exporter.readers.inference.asking import LIKELY, asks
from exporter.readers.inference.dividing import divide
from exporter.readers.inference.ground import Ground
from exporter.readers.inference.mark import Mark


def completed(ground: Ground, marks: Sequence[Mark], answers: Collection[int]) -> Iterator[Mark]:
    """The marks: `Question 5` above a paragraph, or `Question 5 - a topic` above a heading that asks, made one."""
    known = {mark.first: mark for mark in marks if mark.level}
    alone = {mark.first for mark in marks if mark.sign[0] == "label" and not mark.text and mark.number is None}
    taken: set[int] = set()
    for mark in marks:
        if mark.level and mark.labelled and mark.number is not None and mark.text:
            below = next(iter(ground.blocks_between(mark.end, len(ground.source.lines))), None)
            taken |= {below.first} & alone if below else set()  # "Question 5: A topic" above "Question:" is one
        asked = _heading_below(ground, mark, known)
        if asked:
            taken.add(asked.first)
            sign = ("heading", str(asked.level), "label", *asked.sign[3:])
            yield asked._replace(sign=sign, number=mark.number, labelled=True)
        elif mark.sign[0] == "separator":
            yield mark._replace(limit=_blank(ground, mark))
        elif mark.first not in taken:
            yield mark if mark.text else _filled(ground, mark, answers)


def _heading_below(ground: Ground, mark: Mark, known: dict[int, Mark]) -> Mark | None:
    """The deeper heading right below a labelled heading that does not ask itself."""
    if not mark.level or not mark.labelled or mark.number is None or asks(mark.text or "x") >= LIKELY:
        return None
    below = next(iter(ground.blocks_between(mark.end, len(ground.source.lines))), None)
    asked = known.get(below.first) if below else None
    fits = asked and asked.level > mark.level and not asked.labelled and asks(asked.text) >= LIKELY
    return asked if fits else None


def _blank(ground: Ground, mark: Mark) -> int:
    """Where the first block begins that a blank line parts from the mark."""
    lines = ground.source.lines
    for block in ground.blocks_between(mark.end, len(lines)):
        if not lines[block.first - 1].strip():
            return block.first
    return len(lines)


def _filled(ground: Ground, mark: Mark, answers: Collection[int]) -> Mark:
    below = next(iter(ground.blocks_between(mark.end, len(ground.source.lines))), None)
    if below is None or below.kind != "paragraph" or below.first in answers:
        return mark
    count, text, rest = divide(below.text.split("\n"))
    return mark._replace(end=below.first + count, text=text, rest=rest)
