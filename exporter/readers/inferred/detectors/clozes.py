"""Cloze texts: hidden parts as `==so==` or `{{c1::so}}`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred.candidate import Candidate, Paragraph

_ANKI = re.compile(r"\{\{c\d{1,3}::([^{}]{1,2000}?)(?:::([^{}]{0,200}))?\}\}")
_HIDDEN = re.compile(r"(?<![\w=])==(?=[^\s=]).{1,500}?(?<=[^\s=])==", re.DOTALL)


def _hidden(found: re.Match[str]) -> str:
    """The hidden part, with its hint behind it, which is seen from the beginning."""
    return f"=={found[1]}=={f' ({found[2]})' if found[2] else ''}"


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """A paragraph or an item's text that hides something."""
    text = paragraph.block.text
    if "==" not in text and "{{c" not in text:
        return ()
    shown, count = _ANKI.subn(_hidden, text)
    if not count and not _HIDDEN.search(re.sub(r"`[^`]*`", "", text)):
        return ()
    end = len(paragraph.lines)
    sign = ("cloze", "anki" if count else "")
    limit = paragraph.block.end
    return (paragraph.candidate(sign, 0, end, shown, cloze=True, labelled=bool(count), limit=limit),)
