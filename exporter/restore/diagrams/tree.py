"""File tree restoration, from one flattened line.

A row of ``tree`` starts with a bar for each level above it that goes on, blank where that level has ended, and a branch
(``├──`` goes on, ``└──`` ends its level). The bars survive the paste and the blanks do not; but how many levels are
still open tells which is which, so the depth of every row is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_BRANCH = re.compile(r"(?:[├└╰┣┗╠╚][─━═]{1,3}[▶►→>]?(?![─━═┬┴┼┐┤┘])|[+`\\|]--(?!\S)|[+\\]---(?![+|-]))")
_BARS = "│┃║|"
_LAST = "└╰┗╚`\\"
_SUMMARY = re.compile(r"(.*\S) (\d+ director(?:y|ies)(?:, \d+ files?)?)")  # the last line that `tree` prints
_ROOT = re.compile(r"(.*(?:: |\S )(?=\S+/$)|.*: )(\S.*)")  # a caption and the root on one line
_NEXT_ROOT = re.compile(r"([^\s#]+) ((?:[^#]*: )?\S+/|[^#]*:)")  # the last entry of a tree and the root of the next


@dataclass(slots=True)
class _TreeRow:
    """A row: its bars, its branch (empty for a line that only goes on) and what stands after it."""

    bars: list[str]
    branch: str
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.words)


def is_tree(line: str) -> bool:
    """Whether at least two branches stand on the line; two arrows in one row of an intact drawing are no tree."""
    branches = [found.group() for found in map(_BRANCH.match, line.split()) if found]
    ends = any(branch[0] in _LAST for branch in branches)
    return len(branches) > 1 and (ends or all(branch[-1] in "-─━═" for branch in branches))


def restore(line: str) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """The trees of a line, each with its root and caption, and whether a row stands deeper than its bars allow."""
    entries = list(_entries(line.split()))
    head, *rows = entries
    unit = next(len(row.branch) + (row.words[:1] != [""]) for row in rows if row.branch)
    trees, doubtful = [_Tree(_split(_ROOT, head.text), unit)], False
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        trees[-1].add(row)
        doubtful |= trees[-1].doubtful
        closed = not any(trees[-1].open) and after is not None and not after.bars
        if closed and (next_root := _NEXT_ROOT.fullmatch(row.text.strip())):
            trees[-1].lines[-1] = trees[-1].lines[-1].removesuffix(" " + next_root[2])
            trees.append(_Tree(_split(_ROOT, next_root[2]), unit))
    last = trees[-1].lines
    last[-1:] = _split(_SUMMARY, last[-1])
    return tuple(tuple(tree.lines) for tree in trees), doubtful


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    found = pattern.fullmatch(text)
    return [part.rstrip() for part in (found.groups() if found else [text]) if part.strip()]


def _entries(words: list[str]) -> Iterator[_TreeRow]:
    """The rows, the first being what stands before the first branch. A glued name is marked by an empty word."""
    entry, bars = _TreeRow([], ""), list[str]()
    for word in words:
        branch = _BRANCH.match(word)
        if len(word) == 1 and word in _BARS:
            bars.append(word)
            continue
        if branch or (bars and bars[0] != "|"):
            yield entry
            entry, bars = _TreeRow(bars, branch.group() if branch else ""), []
            word = word[len(entry.branch) :]
            entry.words = ["", word] if word and branch else [word] if word else []
        else:  # a bar of ASCII inside a text is a part of it
            entry.words += [*bars, word]
            bars = []
    entry.words += bars
    yield entry


@dataclass(slots=True)
class _Tree:
    """The lines so far; ``open`` says for each level down to the last row whether it goes on."""

    lines: list[str]
    unit: int  # columns of a level
    open: list[bool] = field(default_factory=list)
    doubtful: bool = False

    def add(self, row: _TreeRow) -> None:
        """Indents a row by its level and opens or ends that level."""
        bars, ongoing = row.bars, [level for level, goes_on in enumerate(self.open) if goes_on]
        if len(bars) > len(ongoing):  # a row of bars only, above this one
            extra = len(bars) - len(ongoing)
            self.lines.append(" ".join(bars[:extra]))
            bars, self.doubtful = bars[extra:], self.doubtful or bool(self.open)
        level = self._level(row, len(bars), ongoing)
        marks = iter(bars)
        indent = "".join((next(marks) if up else "").ljust(self.unit) for up in self.open[:level])
        gap = "" if row.words[:1] == [""] or not row.branch else " "
        self.lines.append((indent + row.branch + gap + row.text.lstrip()).rstrip())
        if row.branch:
            self.open = [*self.open[:level], row.branch[0] not in _LAST]

    def _level(self, row: _TreeRow, bars: int, ongoing: Sequence[int]) -> int:
        """The level of a row to the right of this number of bars."""
        if not row.branch:
            return ongoing[bars - 1] + 1 if bars else 0
        return ongoing[bars] if bars < len(ongoing) else len(self.open)
