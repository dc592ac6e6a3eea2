"""Lists below a question that ask themselves, `a) Why? b) When?`: parts of it, unless a key names one as an option."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.lexicon.alphabets import LETTERS
from exporter.readers import answer_key
from exporter.readers.answer_key import Key
from exporter.readers.inferred import options, prefixes

_ASKED = ("?", "？", "؟")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_OTHER = re.compile(rf"(?:^|[\s(])[{LETTERS}][.)]\s")  # the answer to another part


def end(lines: Sequence[str], keys: Sequence[str]) -> int:
    """Where such a list ends, 0 where there is none; keys may stand elsewhere, too."""
    found = options.find(lines)
    if not found or found.correct or not comes_first(lines, found.start):
        return 0
    if not all(option.text.rstrip("*_ ").endswith(_ASKED) for option in found.options):
        return 0
    first = next((line.strip() for line in lines[found.end :] if line.strip()), "")
    label = prefixes.label(first)
    said = (*keys, label.rest if label else first)
    return 0 if any(_is_key(text, found) for text in said if text) else found.end


def _is_key(text: str, found: options.Found) -> bool:
    key = answer_key.read(text, found.options)
    return isinstance(key, Key) and not _OTHER.search(key.rest)


def comes_first(lines: Sequence[str], start: int) -> bool:
    """Whether only code and a line or two stand above the options: a list further down belongs to the answer."""
    fenced, words = False, 0
    for line in lines[:start]:
        if _FENCE.match(line):
            fenced = not fenced
        elif line.strip() and not fenced:
            words += 1
    return words <= 2
