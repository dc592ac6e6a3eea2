"""Plain questions: a paragraph of one sentence with a question mark, or a question's line above its answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature
from exporter.readers.inferred.question_cues import ASKED, LIKELY, SURE, asks
from exporter.readers.inferred.splitting import divide, split_line

_LEAST = 3  # lines that are a question each
_LONGEST = 300  # characters
_SENTENCE = re.compile(r"[a-zа-я\d][.!]\s+[A-ZА-Я]")  # another sentence before the question


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """A paragraph that begins with a question; `: …` below it makes the two a definition list."""
    if not any(candidate in paragraph.block.text[: 2 * _LONGEST] for candidate in ASKED):
        return ()
    if len(paragraph.lines) >= _LEAST and sum(asks(line) >= LIKELY for line in paragraph.lines) >= 0.8 * len(
        paragraph.lines
    ):
        parts = map(split_line, paragraph.lines)
        return [
            paragraph.candidate(Signature("plain", shape="lines"), n, n + 1, text, rest=rest)
            for n, (text, rest) in enumerate(parts)
        ]
    count, text, rest = divide(paragraph.lines)
    if len(text) > _LONGEST or asks(text) < SURE:
        return ()
    kind = "sentences" if _SENTENCE.search(text) else ""
    return (paragraph.candidate(Signature("plain", shape=kind), 0, count, text, rest=rest),)
