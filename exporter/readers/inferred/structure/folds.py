"""`<details>` and their summaries: where each begins, what its summary says, where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from exporter.readers.inferred.structure.blocks import Block

_SUMMARY = re.compile(r"<summary\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(details|summary)\b[^<>]{0,200}>", re.IGNORECASE)


class Fold(NamedTuple):
    """One `<details>`."""

    first: int  # 0-based line of `<details>`
    said: int  # line of `<summary>`
    below: int  # line on which the summary ends
    end: int  # one past the line of `</details>`; where nothing closes it, the line of the next `<details>`
    summary: str  # between its tags
    rest: str  # what follows the summary on its last line, up to `</details>`
    closed: bool
    depth: int = 0  # details around it


class _Open:
    __slots__ = ("below", "first", "rest", "said", "summary")

    def __init__(self, first: int) -> None:
        self.first = self.said = self.below = first
        self.summary = self.rest = ""


def folds(blocks: Sequence[Block], lines: Sequence[str]) -> list[Fold]:
    """All details in the blocks of these lines, in their order."""
    found: list[Fold] = []
    stack: list[_Open] = []
    summary: tuple[int, list[str]] | None = None  # line of an open summary, its text so far
    for line, closing, name, before, after in _tags(blocks):
        if summary is not None:
            summary[1].append(before)
        if name == "details" and not closing:
            stack.append(_Open(line))
        elif name == "details" and stack:
            found.append(_fold(stack.pop(), line + 1, closed=True))
        elif name == "summary" and not closing:
            summary = (line, [])
        elif name == "summary" and summary is not None:
            if stack:
                said = _parted(lines[summary[0] : line + 1]) or "".join(summary[1])
                _say(stack[-1], summary[0], said, line, after)
            summary = None
    last = blocks[-1].end if blocks else 0
    found += [_fold(opened, last, closed=False) for opened in stack]
    return list(_nested(sorted(found)))


def _nested(found: Sequence[Fold]) -> Iterator[Fold]:
    """The same with their depth, and with the ends of those that nothing closes."""
    around: list[int] = []  # ends of the closed details around
    for n, fold in enumerate(found):
        while around and around[-1] <= fold.first:
            around.pop()
        end = fold.end if fold.closed or n + 1 == len(found) else found[n + 1].first
        yield fold._replace(end=end, depth=len(around))
        if fold.closed:
            around.append(fold.end)


def _say(opened: _Open, said: int, summary: str, line: int, after: str) -> None:
    if not opened.summary:
        opened.said, opened.below = said, line
        opened.summary = summary.strip()
        opened.rest = after


def _parted(lines: Sequence[str]) -> str:
    """What stands between the tags of a summary if blank lines part it into several blocks, else nothing."""
    if all(line.strip() for line in lines):
        return ""
    text = "\n".join(lines)
    opening = _SUMMARY.search(text)
    return text[opening.end() : text.lower().rfind("</summary")] if opening else ""


def _fold(opened: _Open, end: int, *, closed: bool) -> Fold:
    return Fold(opened.first, opened.said, opened.below, end, opened.summary, opened.rest, closed)


def _tags(blocks: Sequence[Block]) -> Iterator[tuple[int, bool, str, str, str]]:
    """Every tag: its line, whether it closes, its name, the text since the tag before it, the rest of its line."""
    for block in blocks:
        if block.kind not in ("html", "paragraph") or "<" not in block.text:
            continue
        line, done = block.first, 0
        tags = list(_TAG.finditer(block.text))
        for tag, following in zip_longest(tags, tags[1:]):
            before = block.text[done : tag.start()]
            line += before.count("\n")
            done = tag.end()
            after = block.text[done : following.start() if following else len(block.text)]
            yield line, bool(tag[1]), tag[2].lower(), before, after.split("\n", 1)[0]
