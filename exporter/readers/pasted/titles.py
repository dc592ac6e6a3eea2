"""Titles of pasted articles: a repeated line, one with words of titles, or the first line of all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.lexicon.wording import holds
from exporter.readers.pasted import boilerplate
from exporter.restore.blocks import is_title

_TITLE_WORDS = re.compile(
    r"\b(?:top|best)\s+\d+|\binterview questions?\b|\bquestions?\s*(?:and|&)\s*answers?\b|\bq\s?&\s?a\b",
    re.IGNORECASE,
)
LONGEST = 120  # characters


def title(lines: Sequence[str], start: int, end: int) -> str:
    """The title among the lines before the first question, or nothing."""
    line = find(lines, start, end)
    if line is None:
        return ""
    text = lines[line].strip()
    again = [
        other for n in range(start, end) if n != line and (other := lines[n].strip()) and text.startswith(f"{other} ")
    ]
    return max((other for other in again if says_so(other)), key=len, default=text)


def find(lines: Sequence[str], start: int, end: int) -> int | None:
    """The line of the title: one that stands twice, or begins with another one; else one that has a title's words."""
    near = [n for n in range(start, end) if _could_be_title(lines[n])]
    found = _repeated(lines, near)
    if found is None:
        found = next((n for n in near if _says_title(lines, n)), None)
    if found is not None:
        return found
    plain = next((n for n in near if _is_plain_title(lines, n)), None)
    return plain if plain is not None and is_blank(lines[start:plain]) else None


def _repeated(lines: Sequence[str], near: Sequence[int]) -> int | None:
    """The first of some lines that stands twice, or begins with another one."""
    texts = [lines[n].strip() for n in near]
    seen = set(texts)
    for n, text in zip(near, texts, strict=True):
        if texts.count(text) > 1 or any(other != text and text.startswith(f"{other} ") for other in seen):
            return n
    return None


def _says_title(lines: Sequence[str], n: int) -> bool:
    """Whether a line that stands alone has the words of a title."""
    return says_so(lines[n]) and not is_faq(lines[n]) and stands_alone(lines, n)


def is_blank(lines: Sequence[str]) -> bool:
    """Whether nothing stands in these lines."""
    return not any(line.strip() for line in lines)


def _is_plain_title(lines: Sequence[str], n: int) -> bool:
    """Whether a line that stands alone is short like a title, and nothing that pages repeat."""
    return is_title(lines[n].strip()) and boilerplate.read(lines[n]) is None and stands_alone(lines, n)


def is_faq(title: str) -> bool:
    """Whether a title announces frequently asked questions."""
    return len(title) <= LONGEST and holds(title, "faq")


def says_so(text: str) -> bool:
    """Whether a text has the words of a title."""
    return bool(_TITLE_WORDS.search(text)) or is_faq(text)


def _could_be_title(line: str) -> bool:
    text = line.strip()
    return 3 < len(text) <= 2 * LONGEST and text[0].isalnum() and not text.endswith((":", ";", ","))


def stands_alone(lines: Sequence[str], index: int) -> bool:
    """Whether a line has a blank one above, and below it a blank one or what pages repeat."""
    after = index + 1 >= len(lines) or not lines[index + 1].strip() or boilerplate.read(lines[index + 1]) is not None
    return is_below_blank(lines, index) and after


def is_below_blank(lines: Sequence[str], index: int) -> bool:
    """Whether nothing stands directly above a line."""
    return index == 0 or not lines[index - 1].strip()
