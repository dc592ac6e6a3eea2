"""Anki's own text export, read for a lost ledger: the GUIDs of our notes, and what they ask."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exporter import markup
from exporter.errors import InputError

_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_BOXES = "Export again from Anki (File, Export, Notes in Plain Text) with all boxes ticked"
_CODE_BLOCK = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>|</p>|</li>|</tr>")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Exported:
    """One note of ours."""

    guid: str
    key: str
    question: str  # Markdown, roughly
    answer: str
    deck: str


def read(text: str, path: str, note_types: Mapping[str, Sequence[str]]) -> list[Exported]:
    """Our notes in an export; `note_types` are ours, with the names of their fields. Raises InputError."""
    lines = text.removeprefix("\ufeff").split("\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = dict(_header(lines[:count]))
    columns = {name: int(value) - 1 for name, value in head.items() if value.isdigit()}
    missing = [name for name in ("guid", "notetype", "deck") if f"{name} column" not in columns]
    if missing:
        raise InputError(f"{path}:1: no {missing[0]} column. {_BOXES}.")
    separator = _SEPARATORS.get(head.get("separator", "tab").casefold(), head.get("separator", "\t")[:1])
    rows = csv.reader(io.StringIO("\n".join(lines[count:]), newline=""), delimiter=separator)
    try:
        return list(_notes(rows, columns, note_types))
    except csv.Error as error:
        raise InputError(f"{path}:{count + rows.line_num}: {error}. {_BOXES}.") from error


def _header(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, _, value = line.removeprefix("#").rstrip("\r").partition(":")
        yield name, value


def _notes(
    rows: Iterator[list[str]], columns: Mapping[str, int], note_types: Mapping[str, Sequence[str]]
) -> Iterator[Exported]:
    special = set(columns.values())
    for row in rows:
        names = note_types.get(row[columns["notetype column"]]) if len(row) > max(special) else None
        if names is None:
            continue  # a note that is not ours
        fields = dict(zip(names, (cell for n, cell in enumerate(row) if n not in special), strict=False))
        if fields.get("CardId"):
            question = fields.get("Question") or fields.get("Text", "")
            guid, deck = row[columns["guid column"]], row[columns["deck column"]]
            answer = fields.get("Answer") or fields.get("Text", "")
            yield Exported(guid, fields["CardId"], as_markdown(question), as_markdown(answer), deck)


def as_markdown(field: str) -> str:
    """A field's HTML as Markdown, as far as identity looks at it: words and code blocks."""
    blocks = _CODE_BLOCK.split(field)
    parts = []
    for n, block in enumerate(blocks):
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", block))).strip()
        if text:
            parts.append(markup.fence(text, "") if n % 2 else text)
    return "\n\n".join(parts)
