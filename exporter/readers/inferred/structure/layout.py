"""How a document lies: its blocks and folds, and which heading each line stands under."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from exporter.readers.inferred.detectors import html_headings
from exporter.readers.inferred.structure.blocks import Block, blocks
from exporter.readers.inferred.structure.folds import Fold, folds
from exporter.readers.source import Source


class Layout:
    """One document, in which nothing is taken for a question yet."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks = list(_with_html_headings(blocks(source.tokens, source.lines)))
        self.folds: list[Fold] = folds(self.blocks, source.lines)
        self.headings: list[Block] = [block for block in self.blocks if block.kind == "heading"]
        self._starts = [block.first for block in self.headings]

    def heading_before(self, line: int) -> int:
        """The index of the heading that a line stands under, itself included; -1 where there is none."""
        return bisect_right(self._starts, line) - 1

    @cached_property
    def parents(self) -> list[int]:
        """For each heading the index of the heading it stands under, or -1."""
        found: list[int] = []
        stack: list[int] = []
        for n, heading in enumerate(self.headings):
            while stack and self.headings[stack[-1]].level >= heading.level:
                stack.pop()
            found.append(stack[-1] if stack else -1)
            stack.append(n)
        return found

    @cached_property
    def heading_ends(self) -> list[int]:
        """For each heading one past the last line of what stands under it."""
        found = [len(self.source.lines)] * len(self.headings)
        stack: list[int] = []
        for n, heading in enumerate(self.headings):
            while stack and self.headings[stack[-1]].level >= heading.level:
                found[stack.pop()] = heading.first
            stack.append(n)
        return found

    @cached_property
    def paragraphs(self) -> int:
        """How many paragraphs there are."""
        return sum(block.kind == "paragraph" for block in self.blocks) or 1

    def blocks_between(self, first: int, end: int) -> Iterator[Block]:
        """The blocks that begin in these lines."""
        for n in range(bisect_left(self._block_starts, first), bisect_left(self._block_starts, end)):
            yield self.blocks[n]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.first for block in self.blocks]

    @cached_property
    def _folded(self) -> dict[int, int]:
        """For each heading in details, the first line of the outermost of them."""
        outer = [fold for fold in self.folds if fold.closed and not fold.depth]
        firsts = [fold.first for fold in outer]
        found = {}
        for line in self._starts:
            at = bisect_right(firsts, line) - 1
            if at >= 0 and line < outer[at].end:
                found[line] = firsts[at]
        return found


def _with_html_headings(found: Sequence[Block]) -> Iterator[Block]:
    for block in found:
        heading = html_headings.heading(block) if block.kind == "html" else None
        if heading:
            yield heading
            if heading.end < block.end:
                below = block.text.split("\n")[heading.end - block.first :]
                yield block._replace(first=heading.end, text="\n".join(below))
        else:
            yield block
