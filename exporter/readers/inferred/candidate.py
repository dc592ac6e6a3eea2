"""A mark: some lines that may ask a question. Families make them, `weighing` chooses among them."""

from __future__ import annotations

from typing import NamedTuple

from exporter.model import Level
from exporter.readers.inferred.structure.blocks import Block, Item

Signature = tuple[str, ...]  # the family first, then what its marks have in common: marks of one sign look alike


class Candidate(NamedTuple):
    """Lines that may ask a question."""

    sign: Signature
    first: int  # 0-based line
    end: int  # one past the question's lines
    text: str  # the question in Markdown, without number and label
    number: int | None = None
    labelled: bool = False  # whether a label says that it is a question
    rest: str = ""  # what of the answer stands on the question's own lines
    level: int = 0  # of a heading
    item: Item | None = None
    quote: int = 0
    limit: int | None = None  # the line before which its answer ends at the latest
    answer: tuple[int, int] | None = None  # the lines of its answer, where that stands apart from it
    cloze: bool = False
    tags: tuple[str, ...] = ()
    grade: Level | None = None  # how hard the question is, as its own lines say

    @property
    def name(self) -> str:
        """Its family and traits, as `exporter parse -v` shows them."""
        return " ".join(part for part in self.sign if part)


class Paragraph:
    """A paragraph as families see it."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.lines = block.text.split("\n")

    def candidate(self, sign: Signature, start: int, end: int, text: str, **more: object) -> Candidate:
        """A mark that takes the lines from start to end of this paragraph."""
        block = self.block
        place = (str(block.item.depth) if block.item else "", "quote" if block.quote else "")
        first = block.first + start
        rest = {"item": block.item, "quote": block.quote, **more}
        return Candidate((*sign, *place), first, block.first + end, text, **rest)  # type: ignore[arg-type]
