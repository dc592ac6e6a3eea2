"""List items: `- What is …?`, `5. **Explain …** It is …`, `* Q: …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature
from exporter.readers.inferred.splitting import divide, is_topic, split_line

_BOX = re.compile(
    r"^\[[ xX]\]\s+(?=.*[?？]|\*\*|__|#|\d{1,4}[.)]\s|Q\d)"
)  # of a checklist of questions; options hardly ask


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """The first paragraph of an item as a mark."""
    block = paragraph.block
    if not block.lead or block.item is None:
        return ()
    item = block.item
    lines = [_BOX.sub("", paragraph.lines[0], count=1), *paragraph.lines[1:]]
    head = prefixes.read(lines[0])
    count, text, rest = divide(lines)
    if head.label == "q" and count == len(lines) and is_topic(lines):
        count, text = 1, lines[0]
    whole = prefixes.read(text)
    question = whole.text
    if not rest:
        question, rest = split_line(question)
    number = item.number if item.number is not None else whole.number
    sign = Signature(
        "item",
        shape="ordered" if item.number is not None else "bullet",
        label="label" if head.label == "q" else "",
        wrap=whole.wrap or head.wrap,
    )
    candidate = paragraph.candidate(sign, 0, count, question, number=number, labelled=head.label == "q", rest=rest)
    return (candidate,)
