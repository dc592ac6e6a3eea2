"""Headings: `### What is …?`, `## Question 5: …`, `260. ### …`, titles underlined by `===`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.structure.blocks import Block

_NUMBER = re.compile(r"[^\w.]{0,8}(\d{1,3})[^\w.]{0,3}\.?")  # nothing but a number: the question stands below
_SHORT = 15  # characters of such a one


def candidates(block: Block) -> Sequence[Candidate]:
    """The heading as a mark, but for one that labels an answer."""
    text = boilerplate.unanchored(block.text)
    if prefixes.answer(text) is not None:
        return ()
    found = _read(text)
    if found.label and text[:1] in prefixes.ASKING_SIGNS:  # adorns titles, too
        found = found._replace(label="")
    number = found.number
    if number is None and block.lead and block.item:
        number = block.item.number
    kind = "label" if found.label == "q" else "number" if number is not None else ""
    in_item = "item" if block.lead else "inside" if block.item else ""
    return (
        Candidate(
            Signature("heading", block.level, label=kind, place=in_item, quote=bool(block.quote)),
            block.first,
            block.end,
            found.text,
            number,
            found.label == "q",
            level=block.level,
            item=block.item if block.lead else None,
            quote=block.quote,
        ),
    )


def _read(text: str) -> prefixes.Prefix:
    if prefixes.only_label(text):
        return prefixes.Prefix("q", None, "", "")
    alone = _NUMBER.fullmatch(text) if len(text) <= _SHORT else None
    return prefixes.Prefix("", int(alone[1]), "", "") if alone else prefixes.read(text)
