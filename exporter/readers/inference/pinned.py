"""What the settings say: which marks are the questions, and which sections are left out (see `Hint`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from exporter.readers import exclusion
from exporter.readers.inference import extents, noise, prefixes
from exporter.readers.inference.blocks import Block
from exporter.readers.inference.mark import Mark, Paragraph, Sign
from exporter.readers.inference.survey import Survey
from exporter.readers.inference.verdict import Verdict
from exporter.settings import userpattern
from exporter.settings.userpattern import UserPattern

_SIGN = "pinned"
_KINDS: dict[str, Callable[[Mark], bool]] = {
    "heading": lambda mark: mark.level > 0,
    "list": lambda mark: mark.sign[0] == "item" and mark.item is not None and mark.item.depth == 1,
    "bold": lambda mark: "bold" in mark.sign and not mark.level,
    "italic": lambda mark: "italic" in mark.sign and not mark.level,
}


def choose(survey: Survey, question: str) -> Verdict:
    """All marks of the kind that the settings name, without any weighing."""
    marks = list(_marks(survey, question))
    signs: dict[Sign, list[Mark]] = defaultdict(list)
    for mark in marks:
        signs[mark.sign].append(mark)
    answered = frozenset(sign for sign, group in signs.items() if _is_labelled(survey, group))
    said = f"{question}, as the settings say: {len(marks)} marks"
    ends = extents.ends(survey, marks, survey.breaks)
    return Verdict(tuple(marks), tuple(ends), answered, frozenset(), (said,), {}, {})


def excluded(survey: Survey) -> list[tuple[int, int]]:
    """The lines of the sections that the settings leave out."""
    patterns = survey.source.hint.exclude
    if not patterns:
        return []
    return [
        (heading.first, end)
        for heading, end in zip(survey.headings, survey.heading_ends, strict=True)
        if exclusion.matches(patterns, prefixes.read(noise.unanchored(heading.text)).text)
        or exclusion.matches(patterns, noise.unanchored(heading.text))
    ]


def _is_labelled(survey: Survey, marks: Sequence[Mark]) -> bool:
    nexts = [*(mark.first for mark in marks[1:]), len(survey.source.lines)]
    count = sum(survey.next_answer(mark.first, end) is not None for mark, end in zip(marks, nexts, strict=True))
    return count * 2 >= len(marks)


def _marks(survey: Survey, question: str) -> Iterator[Mark]:
    if question.startswith("/"):
        yield from _matching(survey, userpattern.compiled(question[1:-1]))
        return
    kind, _, level = question.partition(" ")
    for mark in survey.marks:
        if _KINDS[kind](mark) and level in ("", str(mark.level)):
            yield mark


def _matching(survey: Survey, pattern: UserPattern) -> Iterator[Mark]:
    """Lines of text that match: as families read them, or else up to the end of their paragraph's line."""
    known = {mark.first: mark for mark in survey.marks}
    for block in survey.blocks:
        if block.kind == "heading" and block.first in known:
            if pattern.search(block.text) or pattern.search(survey.source.lines[block.first]):
                yield known[block.first]
        elif block.kind == "paragraph":
            yield from _of_paragraph(survey, block, known, pattern)


def _of_paragraph(survey: Survey, block: Block, known: dict[int, Mark], pattern: UserPattern) -> Iterator[Mark]:
    paragraph = Paragraph(block)
    for n, line in enumerate(paragraph.lines):
        found = pattern.search(line) or pattern.search(survey.source.lines[block.first + n])
        mark = known.get(block.first + n)
        if found and mark and mark.end > mark.first:
            yield mark
        elif found:
            prefix = prefixes.read(line)
            text = prefix.text or line
            yield paragraph.mark((_SIGN,), n, n + 1, text, number=prefix.number, labelled=prefix.label == "q")
