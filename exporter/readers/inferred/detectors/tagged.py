"""Bullets tagged as cards: `- What is …? #card`, the answer in the bullets below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature

TAG = re.compile(r"\s*(?:#|\[\[)(?:flash)?cards?(?:-\w+|/[\w/-]+)?(?:\]\])?(?=\s|$)", re.IGNORECASE)


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """A text with the tag somewhere on its first line."""
    first = paragraph.lines[0]
    if "card" not in first.lower() or not TAG.search(first):
        return ()
    text = TAG.sub("", first).strip()
    question, colon, rest = text.partition(" : ")
    question, rest = (question.strip(), rest.strip()) if colon and rest.strip() else (text, "")
    head = prefixes.read(question)
    question = head.text or question
    return (
        (paragraph.candidate(Signature("tagged"), 0, 1, question, number=head.number, labelled=True, rest=rest),)
        if text
        else ()
    )
