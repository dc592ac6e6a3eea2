"""Cards of several lines: the question, a line with `?` alone, the answer up to the next blank line.

With `??` the card is also asked the other way round, as the plugin for spaced repetition has it.
"""

from __future__ import annotations

from collections.abc import Sequence

from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """The lines above the separator, which itself belongs to neither."""
    lines = [line.strip() for line in paragraph.lines]
    at = next((n for n, line in enumerate(lines) if line in ("?", "??")), 0)
    if not at:
        return ()
    question = "\n".join(paragraph.lines[:at]).strip()
    sign = Signature("separator")
    return (paragraph.candidate(sign, 0, at + 1, question, labelled=True, reverse=lines[at] == "??"),)
