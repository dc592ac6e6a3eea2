"""Keys to questions in a table: `| 3 | B | why |` below `| No. | Answer | Explanation |`, or numbers above letters.

Each row is written as an entry of a list, `3. B<br>why`, which `options.answer_list` reads; a table of two columns, and
one whose rows hold several entries each, are read as they stand. A table with questions in it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from exporter import lexicon
from exporter.lexicon import columns
from exporter.lexicon.alphabets import LETTERS, MANY
from exporter.readers import levels
from exporter.readers.inferred import boilerplate
from exporter.readers.labelling import WORDS
from exporter.readers.source import Source

_RULE = re.compile(r"[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(rf"\W{{0,3}}(?:(?P<label>{WORDS})\.?\s?)?#?(?P<number>\d{{1,4}})\s?[.):]?\W{{0,3}}", re.IGNORECASE)
_ONE = rf"(?:{MANY}|[{LETTERS}]{{1,6}}|\d{{1,2}})"
_KEY = re.compile(rf"\W{{0,4}}{_ONE}(?:\s?(?:[,/&+;、]|and\s)\s?{_ONE}(?!\w))*\W{{0,4}}")
_NOTHING = re.compile(r"\W*|n/?a", re.IGNORECASE)
_OPENED = re.compile(r"(?:\*\*|__)\s+")
_LEAST = 3  # rows of a key
_SHARE = 0.6  # of its cells that are numbers, and keys
_THREE = 3  # columns from which on rows are written anew


def replaced(source: Source) -> Source:
    """The source itself, or one with such tables as lists."""
    if "|" not in source.text:
        return source
    rules = [n for n, line in enumerate(source.lines) if n and "-" in line and _RULE.fullmatch(line)]
    edits = {n: line for rule in rules for n, line in _edits(source.lines, rule)}
    return source.with_lines(edits.get(n, line) for n, line in enumerate(source.lines)) if edits else source


def _edits(lines: Sequence[str], rule: int) -> Iterator[tuple[int, str]]:
    """The lines of a table that change, by the rule below its head; none where it is no key."""
    head, rows = _cells(lines[rule - 1]), list(_rows(lines, rule + 1))
    if len(head) < _THREE:
        return
    if across := _across(head, rows):
        yield rule - 1, boilerplate.GONE
        yield rule, " ".join(across)
        yield from ((n, boilerplate.GONE) for n in range(rule + 1, rule + 1 + len(rows)))
    elif key := _column(head, rows):
        yield rule - 1, boilerplate.GONE
        yield rule, boilerplate.GONE
        for n, row in enumerate(rows, rule + 1):
            number = _number(row[0])
            yield n, lines[n] if number is None else f"{number}. {_entry(head, row, key)}"


def _rows(lines: Sequence[str], start: int) -> Iterator[list[str]]:
    for line in lines[start:]:
        if not line.strip() or "|" not in line:
            break
        yield _cells(line)


def _cells(line: str) -> list[str]:
    """The cells of a row."""
    bare = line.strip().removeprefix("|")
    parts = _BAR.split(bare)
    return [part.strip() for part in (parts[:-1] if len(parts) > 1 and not parts[-1].strip() else parts)]


def _column(head: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """The column of keys in a table whose first one has numbers; 0 where there is none."""
    roles = [_roles(name) for name in head]
    are_pairs = any(_are_numbers(rows, n) for n in range(2, len(head)))
    if len(rows) < _LEAST or are_pairs or any("question" in each for each in roles[1:]):
        return 0
    if sum(_number(row[0]) is not None for row in rows) < _SHARE * len(rows):
        return 0
    found = (n for n, each in enumerate(roles) if n and each & {"key", "answer"})
    return next((n for n in found if _are_keys([row[n] for row in rows if len(row) > n])), 0)


def _number(cell: str) -> int | None:
    """The number of a question, `3`, `Q3` or `Question 3.`, that is all of a cell."""
    found = _NUMBER.fullmatch(cell)
    if not found or (found["label"] and lexicon.folded(found["label"]) not in lexicon.names("question", "task")):
        return None
    return int(found["number"])


def _are_numbers(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column has numbers alone: then a row holds several entries."""
    cells = [row[column] for row in rows if len(row) > column and row[column]]
    return all(_number(cell) is not None for cell in cells)


def _roles(name: str) -> frozenset[str]:
    """What the name of a column says: `Answer(s)` and `Answer` are the same."""
    said = lexicon.folded(re.sub(r"[*_`.:#]|\(\w{1,3}\)", "", name))
    own = {"answer"} if said in lexicon.names("answer", "plural", "answers", "solution") else set()
    return columns.roles().get(said, frozenset()) | own


def _are_keys(cells: Sequence[str]) -> bool:
    keys = sum(bool(_KEY.fullmatch(cell)) for cell in cells)
    return len(cells) >= _LEAST and keys >= _SHARE * len(cells)


def _entry(head: Sequence[str], row: Sequence[str], key: int) -> str:
    """The entry of a row: its key, and what the other columns say."""
    said = [
        cell if _roles(name) & {"explanation"} else f"({name}: {cell})"
        for n, (name, cell) in enumerate(zip(head, row, strict=False))
        if n not in (0, key) and not _NOTHING.fullmatch(cell) and not _is_level(name, cell)
    ]
    said = [_OPENED.sub("", cell, count=1) if _OPENED.match(cell) and cell.count("**") % 2 else cell for cell in said]
    return f"{row[key] if len(row) > key else ''}{'<br>' if said else ''}{' '.join(said)}"


def _is_level(name: str, cell: str) -> bool:
    """Whether a cell tells how hard the question is: what it asks is no explanation of that."""
    return "level" in _roles(name) and levels.named(cell) is not None


def _across(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """The entries of a table that has numbers in one row and keys below them in the next, once or several times."""
    found: list[str] = []
    table = [head, *rows]
    if len(table) % 2 or any(len(row) < _LEAST for row in table):
        return []
    for above, below in list(pairwise(table))[::2]:
        at = int(_number(above[0]) is None)  # behind `No.` and `Answer`
        numbers = [number for cell in above[at:] if (number := _number(cell)) is not None]
        keys = [cell for cell in below[at:] if cell]
        are_keys = len(keys) == len(numbers) and all(map(_KEY.fullmatch, keys))
        if len(numbers) < _LEAST or not are_keys:
            return []
        found += [f"{number}-{key.strip('*_` ')}" for number, key in zip(numbers, keys, strict=True)]
    return found
