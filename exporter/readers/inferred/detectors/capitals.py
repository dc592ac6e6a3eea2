"""Lines in capitals, alone in their paragraph: titles of a plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature

_FEWEST = 8  # letters
_START = 10  # characters that are looked at first: most lines have small letters there
_END = re.compile(r"\s+[~#*=]+$")  # as help files mark their titles


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """A paragraph of one line without small letters, but in what it quotes."""
    if len(paragraph.lines) != 1:
        return ()
    line = paragraph.lines[0]
    start = line[:_START]
    if start.upper() != start:
        return ()
    large = sum(letter.isupper() for letter in line)
    if large < _FEWEST or sum(letter.islower() for letter in line) * 4 > large:
        return ()
    head = prefixes.read(_END.sub("", line))
    labelled = head.label == "q"
    return (paragraph.candidate(Signature("capitals"), 0, 1, head.text, number=head.number, labelled=labelled),)
