"""Questions that offer lettered options: a line or more, and right below them `A. …`, `B. …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature

_FIRST = re.compile(r"\s{0,3}\(?[Aa][.)]\s+\S")
_SECOND = re.compile(r"\s{0,3}\(?[Bb][.)]\s+\S")


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """The lines above the options."""
    lines = paragraph.lines
    if len(lines) < 3:
        return ()
    at = next((n for n, line in enumerate(lines) if _FIRST.match(line)), 0)
    if not at or at + 1 >= len(lines) or not any(_SECOND.match(line) for line in lines[at + 1 :]):
        return ()
    return (paragraph.candidate(Signature("offer"), 0, at, "\n".join(lines[:at]).strip()),)
