"""Records: what every source of data gives, rows of cells by the name of their column, and where each begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exporter.readers.records.cells import Writing

# A cell of a spreadsheet is text; those of data may be nested.
Value = str | tuple["Value", ...] | Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a spreadsheet, or one object of data."""

    line: int  # 0-based, of its first line
    cells: Mapping[str, Value]  # by the name of the column; what is empty may be missing
    section: tuple[str, ...] = ()  # what it stands in, outermost first
    lines: Mapping[str, int] = field(default_factory=dict)  # of its cells, where they have lines of their own


@dataclass(frozen=True, slots=True)
class Table:
    """Records that have their columns in common."""

    records: Sequence[Record]
    columns: tuple[str, ...]  # in order
    has_names: bool = True  # whether somebody named the columns; else they are called "1", "2", …
    is_tree: bool = False  # whether they are objects of JSON or YAML, in which numbers count from 0 as often as from 1
    is_guess: bool = False  # whether nothing names its columns but where they stand
    title: str = ""
    tags: tuple[str, ...] = ()  # of all records
    writing: Writing | None = None  # in what cells are written; None where they have to tell
    reverse: bool = False  # whether the notes of Anki are also asked the other way round
    above: int = 0  # lines before the first record that are none: a header, instructions
    usual: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what columns are where no names tell


def text(value: Value | None) -> str:
    """A value as one text: that of an object which says a text, the lines of a list."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Mapping):
        named = next((text(value[name]) for name in _TEXTS if value.get(name)), "")
        return named or next((text(said) for name, said in value.items() if said and _TELLS.search(name)), "")
    return "\n".join(filter(None, map(text, value)))


_TEXTS = ("text", "value", "content", "stem", "question", "answer", "label", "name", "title", "html", "en", "body")


_TELLS = re.compile(r"(?i)(?:text|option|choice|answer|title|body)$")  # other names of a text: `answerText`


def texts(value: Value | None) -> list[str]:
    """A value as a list of texts, without empty ones."""
    values: Iterator[Value] = iter(value) if isinstance(value, tuple) else iter([value] if value else [])
    return [said for each in values if (said := text(each)).strip()]
