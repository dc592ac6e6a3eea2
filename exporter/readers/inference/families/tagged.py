"""Bullets tagged as cards: `- What is …? #card`, the answer in the bullets below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inference.mark import Mark, Paragraph

_TAG = re.compile(r"\s*(?:#|\[\[)(?:flash)?cards?(?:-\w+|/[\w/-]+)?(?:\]\])?(?=\s|$)", re.IGNORECASE)


def marks(paragraph: Paragraph) -> Sequence[Mark]:
    """A text with the tag somewhere on its first line."""
    first = paragraph.lines[0]
    if "card" not in first.lower() or not _TAG.search(first):
        return ()
    text = _TAG.sub("", first).strip()
    question, colon, rest = text.partition(" : ")
    question, rest = (question.strip(), rest.strip()) if colon and rest.strip() else (text, "")
    return (paragraph.mark(("tagged",), 0, 1, question, labelled=True, rest=rest),) if text else ()
