"""A mark: some lines that may ask a question. Families make them, `weighing` chooses among them."""

from __future__ import annotations

from typing import NamedTuple

from exporter.model import Level
from exporter.readers.inferred.structure.blocks import Block, Item


class Signature(NamedTuple):
    """What candidates have in common that look alike; a trait that a family does not tell apart is empty."""

    family: str  # the detector's: "heading", "item", "label", …
    level: int = 0  # of a heading
    shape: str = ""  # one of several that the family knows: "ordered", "lead", "tight", …
    label: str = ""  # what stands before the question: "label", "number", "task"
    place: str = ""  # of a heading: "item" where it begins a list item, "inside" further down in one
    wrap: str = ""  # the emphasis around it: "bold", "italic", "lead"
    depth: int = 0  # how many lists it stands in, or how many folded blocks
    quote: bool = False
    subset: str = ""  # "asking" for those of a group that ask

    @property
    def name(self) -> str:
        """Its traits in a line, as `exporter parse -v` shows them."""
        values = (self.family, self.level or "", self.shape, self.label, self.place, self.wrap, self.depth or "")
        return " ".join(str(each) for each in (*values, "quote" if self.quote else "", self.subset) if each)


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
    origin: str = ""  # what other software calls it
    reverse: bool = False  # whether it is also asked the other way round
    grade: Level | None = None  # how hard the question is, as its own lines say

    @property
    def name(self) -> str:
        """The name of its signature."""
        return self.sign.name


class Paragraph:
    """A paragraph as families see it."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.lines = block.text.split("\n")

    def candidate(self, sign: Signature, start: int, end: int, text: str, **more: object) -> Candidate:
        """A mark that takes the lines from start to end of this paragraph."""
        block = self.block
        sign = sign._replace(depth=block.item.depth if block.item else 0, quote=bool(block.quote))
        first = block.first + start
        rest = {"item": block.item, "quote": block.quote, **more}
        return Candidate(sign, first, block.first + end, text, **rest)  # type: ignore[arg-type]
