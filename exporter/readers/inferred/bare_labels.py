"""Marks that are only a label take the text below it as their question."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from exporter.model import Level
from exporter.readers.inferred import boilerplate, levels, prefixes
from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.inferred.splitting import divide
from exporter.readers.inferred.structure.layout import Layout


def completed(layout: Layout, candidates: Sequence[Candidate], answers: Collection[int]) -> Iterator[Candidate]:
    """The marks: `Question 5` above a paragraph, or `Question 5 - a topic` above a heading that asks, made one."""
    known = {candidate.first: candidate for candidate in candidates if candidate.level}
    alone = {
        candidate.first
        for candidate in candidates
        if candidate.sign.family == "label" and not candidate.text and candidate.number is None
    }
    taken: set[int] = set()
    for candidate in candidates:
        if candidate.level and candidate.labelled and candidate.number is not None and candidate.text:
            below = next(iter(layout.blocks_between(candidate.end, len(layout.source.lines))), None)
            taken |= {below.first} & alone if below else set()  # "Question 5: A topic" above "Question:" is one
        asked = _heading_below(layout, candidate, known)
        if asked:
            taken.add(asked.first)
            sign = asked.sign._replace(label="label")
            yield asked._replace(sign=sign, number=candidate.number, labelled=True)
        elif candidate.sign.family == "separator":
            yield candidate._replace(limit=_blank(layout, candidate), item=None)  # its answer may be further items
        elif candidate.sign.family == "definition" and candidate.limit is None:
            yield candidate._replace(limit=_indented(layout, candidate))
        elif candidate.first not in taken:
            yield candidate if candidate.text else _filled(layout, candidate, answers)


def _heading_below(layout: Layout, candidate: Candidate, known: dict[int, Candidate]) -> Candidate | None:
    """The deeper heading right below a labelled heading that does not ask itself."""
    if (
        not candidate.level
        or not candidate.labelled
        or candidate.number is None
        or asks(candidate.text or "x") >= LIKELY
    ):
        return None
    below = next(iter(layout.blocks_between(candidate.end, len(layout.source.lines))), None)
    asked = known.get(below.first) if below else None
    fits = asked and asked.level > candidate.level and not asked.labelled and asks(asked.text) >= LIKELY
    return asked if fits else None


def _blank(layout: Layout, candidate: Candidate) -> int:
    """Where the first block begins that a blank line parts from the mark."""
    lines = layout.source.lines
    for block in layout.blocks_between(candidate.end, len(lines)):
        if not lines[block.first - 1].strip():
            return block.first
    return len(lines)


def _indented(layout: Layout, candidate: Candidate) -> int:
    """Where the first block begins that is neither indented as a part of a definition nor another one."""
    lines = layout.source.lines
    for block in layout.blocks_between(candidate.end, len(lines)):
        if not lines[block.first].startswith((" ", "\t", ":")):
            return block.first
    return len(lines)


def _filled(layout: Layout, candidate: Candidate, answers: Collection[int]) -> Candidate:
    """The mark with the paragraph below it, behind a line that tells its level."""
    for block in layout.blocks_between(candidate.end, len(layout.source.lines)):
        if layout.source.lines[block.first] == boilerplate.GONE:
            continue
        if block.kind != "paragraph" or block.first in answers:
            return candidate
        grade, lines = _graded(block.text.split("\n"))
        if grade is not None:
            candidate = candidate._replace(grade=grade, end=block.first + 1)
        if not lines:
            continue
        count, text, rest = divide(lines)
        labelled = prefixes.read(text)  # `## Question 2` above `**Q:** …`
        text = labelled.text if labelled.label == "q" and labelled.text else text
        first = block.first + (grade is not None)
        return candidate._replace(end=first + count, text=text, rest=rest)
    return candidate


def _graded(lines: list[str]) -> tuple[Level | None, list[str]]:
    """The level that the first line of a paragraph tells, and the others."""
    grade = levels.of_line(lines[0])
    return (grade, lines[1:]) if grade is not None else (None, lines)
