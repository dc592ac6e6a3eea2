"""Cards on one line: `question::answer`, `question:::answer`, `question >> answer`, in a paragraph or a list item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature

_TIGHT = Signature("inline", shape="tight")  # may be names of code: other families look at such a paragraph, too
_SETTING = re.compile(r"(?:TARGET DECK|FILE TAGS|cards-deck)\s?:", re.IGNORECASE)  # of plugins for Obsidian
_CODE = re.compile(r"`[^`]*`")
_SENTENCE = re.compile(  # a name or words on its left, words as of a sentence on its right: `std::vector` has neither
    r"(?=[^\x00-\x7f]|[A-Z\d])[^:`<>()]{1,200}::(?=[^\x00-\x7f]|[A-Z\d])(?:\S+\s+){2,}\S"
)
_BOTH = re.compile(r":::(?!:)")  # between the sides of a card that is also asked the other way round
_LEAST = 2  # lines of a paragraph, all of which are such


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """Every line with a question on its left and an answer on its right; tight `::`, as in
    names of code, make a sign of their own."""
    text = paragraph.block.text
    found = list(_marks(paragraph)) if "::" in text else ()
    return found or (list(_arrows(paragraph)) if " >> " in text else ())


def is_tight(sign: Signature) -> bool:
    """Whether nothing stands around the `::` of such cards."""
    return (sign.family, sign.shape) == (_TIGHT.family, _TIGHT.shape)


def _masked(line: str) -> str:
    """A line with its code made unreadable, in the same places."""
    return _CODE.sub(lambda code: "x" * len(code[0]), line)


def _arrows(paragraph: Paragraph) -> Iterator[Candidate]:
    """Every line with `>>` between two texts; where hardly one asks it is code."""
    for index, line in enumerate(paragraph.lines):
        at = _masked(line).find(" >> ")
        front, back = line[: max(at, 0)], line[at + len(" >> ") :]
        if at > 0 and front.strip() and back.strip():
            end = paragraph.block.first + index + 1
            sign = Signature("inline", shape="arrows")
            yield paragraph.candidate(sign, index, index + 1, front.strip(), rest=back.strip(), limit=end)


def _marks(paragraph: Paragraph) -> Iterator[Candidate]:
    are_cards = len(paragraph.lines) >= _LEAST and all(map(_SENTENCE.match, paragraph.lines))
    for index, line in enumerate(paragraph.lines):
        at = _masked(line).find("::")
        front, back = line[:at].strip(), line[at:].lstrip(":")
        if at < 0 or not front or not back.strip() or _SETTING.match(front):
            continue
        spaced = are_cards or (line[at - 1 : at].isspace() and back[0].isspace())
        sign = Signature("inline") if spaced or front.rstrip("*_ ").endswith(("?", "？")) else _TIGHT
        more = {"rest": back.strip(), "labelled": spaced, "limit": paragraph.block.first + index + 1}
        yield paragraph.candidate(sign, index, index + 1, front, reverse=_BOTH.match(line, at) is not None, **more)
