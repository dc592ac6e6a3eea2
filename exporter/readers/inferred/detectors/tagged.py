"""Bullets tagged as cards: `- What is …? #card`, the answer in the bullets below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature
from exporter.readers.inferred.question_cues import LIKELY, asks

TAG = re.compile(r"\s*(?:#\[\[|#|\[\[)(?:flash)?cards?(?:-\w+|/[\w/-]+)?(?:\]\])?(?=\s|$)", re.IGNORECASE)


_OTHERS = re.compile(r"(?:\s+#(?=[\w/-]*[^\W\d_])[\w/-]{1,60})+$")


def _without_tags(text: str) -> tuple[str, tuple[str, ...]]:
    """A question without other tags behind it, and these."""
    found = _OTHERS.search(text)
    return (text[: found.start()], tuple(tag[1:] for tag in found[0].split())) if found else (text, ())


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """A text with the tag somewhere on its first line."""
    first = paragraph.lines[0]
    if "card" not in first.lower() or not TAG.search(first):
        return ()
    text, tags = _without_tags(TAG.sub("", first).strip())
    question, colon, rest = text.partition(" : ")
    is_turn = colon and rest.strip() and (asks(question) >= LIKELY or asks(rest) < LIKELY)
    question, rest = (question.strip(), rest.strip()) if is_turn else (text, "")
    head = prefixes.read(question)
    question = head.text or question
    return (
        (
            paragraph.candidate(
                Signature("tagged"), 0, 1, question, number=head.number, labelled=True, rest=rest, tags=tags
            ),
        )
        if text
        else ()
    )
