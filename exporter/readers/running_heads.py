"""Running heads, feet and page numbers: lines at the edges of pages that return with the same words.

Their numbers stay the same or go on with the pages. A question, and a label of one, is none: `Question 3` may stand at
the top of every third page.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from exporter import lexicon

_FEWEST = 3  # pages; of fewer pages than that all, and two at least
_NUMBER = re.compile(r"(?<![\w.,])(?:\d{1,5}|[ivxlc]{1,7})(?![\w]|[.,]\d)", re.IGNORECASE)
_ASKS = re.compile(r"[?？¿;؟]\s*$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_Lines = Sequence[tuple[int, int, list[int]]]  # index, page, numbers


def returning(lines: Sequence[tuple[int, str]], pages: int) -> set[int]:
    """The indexes of those of some lines, given with their pages, that return on `pages` pages."""
    groups: dict[tuple[str, int], list[tuple[int, int, list[int]]]] = defaultdict(list)
    for n, (page, text) in enumerate(lines):
        if not _is_of_a_question(text):
            found = numbers(text)
            groups[" ".join(_NUMBER.sub("#", text).split()), len(found)].append((n, page, found))
    return {n for group in groups.values() for n in _steady(group, pages)}


def numbers(text: str) -> list[int]:
    """The numbers in a line, Roman ones too."""
    return [_value(found) for found in _NUMBER.findall(text)]


def _value(number: str) -> int:
    if number.isdecimal():
        return int(number)
    digits = [_ROMAN[letter] for letter in number.lower()]
    return sum(-d if d < max(digits[n + 1 :], default=0) else d for n, d in enumerate(digits))


def _steady(group: _Lines, pages: int) -> Iterator[int]:
    """Those of some lines with the same words of which each number stays as it is, or goes on with the pages."""
    count = len(group[0][2])
    usual = [Counter(found[n] for _, _, found in group).most_common(1)[0][0] for n in range(count)]
    ahead = [Counter(found[n] - page for _, page, found in group).most_common(1)[0][0] for n in range(count)]
    same = [
        (index, page)
        for index, page, found in group
        if all(found[n] == usual[n] or found[n] - page == ahead[n] for n in range(count))
    ]
    if len({page for _, page in same}) >= min(_FEWEST, max(2, pages)):
        yield from (index for index, _ in same)


def _is_of_a_question(text: str) -> bool:
    """Whether a line asks, or is a label of a question or an answer with its number."""
    words = lexicon.folded(re.sub(r"[\W\d_]+", " ", text)).strip()
    return bool(_ASKS.search(text)) or words in lexicon.names("question", "task", "answer", "solution", "explanation")
