"""Cards on one line: `question::answer`, in a paragraph or a list item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature

_TIGHT = Signature("inline", shape="tight")  # may be names of code: other families look at such a paragraph, too
_SETTING = re.compile(r"(?:TARGET DECK|FILE TAGS|cards-deck)\s?:", re.IGNORECASE)  # of plugins for Obsidian
_CODE = re.compile(r"`[^`]*`")


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """Every line with a question on its left and an answer on its right; tight `::`, as in
    names of code, make a sign of their own."""
    if "::" not in paragraph.block.text:
        return ()
    return list(_marks(paragraph))


def is_tight(sign: Signature) -> bool:
    """Whether nothing stands around the `::` of such cards."""
    return (sign.family, sign.shape) == (_TIGHT.family, _TIGHT.shape)


def _marks(paragraph: Paragraph) -> Iterator[Candidate]:
    for index, line in enumerate(paragraph.lines):
        at = _CODE.sub(lambda code: "x" * len(code[0]), line).find("::")
        front, back = line[:at].strip(), line[at:].lstrip(":")
        if at < 0 or not front or not back.strip() or _SETTING.match(front):
            continue
        spaced = line[at - 1 : at].isspace() and back[0].isspace()
        sign = Signature("inline") if spaced or front.rstrip("*_ ").endswith(("?", "？")) else _TIGHT
        end = paragraph.block.first + index + 1
        yield paragraph.candidate(sign, index, index + 1, front, rest=back.strip(), labelled=spaced, limit=end)
