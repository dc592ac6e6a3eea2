"""Anki's notes: its text export, whose first lines say what columns are, and decks of CrowdAnki as JSON.

A note's type says what its fields are called; where nobody says it, the first asks and the second answers. A deck is a
document, and decks in it are its sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.errors import InputError
from exporter.notes import NOTE_TYPES, NoteType
from exporter.readers.records import delimited
from exporter.readers.records.cells import Writing
from exporter.readers.records.delimited import Row
from exporter.readers.records.table import Record, Table, Value, text
from exporter.readers.records.tree import Node

_HEAD = re.compile(
    r"#(separator|html|columns|notetype|deck|tags|if matches|(?:guid|notetype|deck|tags) column):", re.IGNORECASE
)
_SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
_SPECIAL = ("guid", "notetype", "deck", "tags")
_NAMES = {"guid": "guid", "notetype": "note type", "deck": "deck", "tags": "tags"}  # of columns
MARKS = frozenset({"note_models", "crowdanki_uuid"})  # names that only decks of CrowdAnki have
# As Anki calls its own in its languages
_REVERSED = re.compile(
    r"revers|beide richtungen|invers|invert|invertid|обратн|反転|反向|omgekeerd|odwrot", re.IGNORECASE
)
_OPTIONAL = re.compile(r"option|opcion|facultat|opzional|необязат|随意|可选|optioneel|opcjon", re.IGNORECASE)
_COLUMN = re.compile(r"[1-9][0-9]{0,2}")


def is_export(text: str) -> bool:
    """Whether a text begins as Anki's exports do."""
    return _HEAD.match(text) is not None


@dataclass(frozen=True, slots=True)
class Export:
    """A text export: its rows, and what its header says of them."""

    rows: Sequence[Row]
    special: Mapping[str, int]  # columns that are no fields, by their name: guid, notetype, deck, tags
    head: Mapping[str, str]  # the other lines of the header
    separator: str

    @property
    def is_html(self) -> bool:
        """Whether cells are HTML."""
        return self.head.get("html", "true").strip().casefold() != "false"

    def cell(self, row: Row, name: str) -> str:
        """A cell that is no field; "" where the row or the file has none."""
        at = self.special.get(name, -1)
        return row.cells[at] if 0 <= at < len(row.cells) else ""

    def fields(self, row: Row) -> list[str]:
        """The cells that are fields."""
        special = {*self.special.values()}
        return [cell for n, cell in enumerate(row.cells) if n not in special]


def export(path: str, text: str, longest: int = delimited.LONGEST_CELL) -> Export:
    """The rows of a text export, with cells of at most `longest` characters. Raises InputError."""
    lines = text.split("\n")
    above = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    head = dict(_header(lines[:above]))
    said = head.get("separator", "tab")
    separator = _SEPARATORS.get(said.casefold(), said[:1] or "\t")
    found = delimited.rows(path, "\n".join(lines[above:]), separator, above, longest)
    special = {name: _index(path, head[f"{name} column"], name) for name in _SPECIAL if f"{name} column" in head}
    return Export(found, special, head, separator)


def tables(path: str, text: str) -> Iterator[Table]:
    """The notes of a text export, a table for each note type. Raises InputError."""
    made = export(path, text)
    head = made.head
    names = [name.strip() for name in head.get("columns", "").split(made.separator)] if "columns" in head else []
    kinds: dict[str, list[Row]] = {}
    for row in made.rows:
        kind = made.cell(row, "notetype") if "notetype" in made.special else head.get("notetype", "")
        kinds.setdefault(kind, []).append(row)
    for kind, rows in kinds.items():
        table = _table(rows, made.special, names, head, html=made.is_html)
        yield _of_ours(table, _OURS[kind]) if kind in _OURS else replace(table, reverse=_is_reversed(kind))


def _is_reversed(kind: str) -> bool:
    """Whether notes of a type, by its name in Anki, have a second card; of one that is optional a field says it."""
    return bool(_REVERSED.search(kind)) and not _OPTIONAL.search(kind)


def _header(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A spreadsheet that saved the file appended separators to these lines."""
    for line in lines:
        name, _, value = line.removeprefix("#").rstrip("\r").partition(":")
        is_sign = len(value) == 1 or name == "columns"
        yield name.strip().casefold(), value if is_sign else value.rstrip(",;\t ").strip()


def _index(path: str, given: str, name: str) -> int:
    """The 0-based index of a column of which the header says where it is."""
    if not _COLUMN.fullmatch(given.strip()):
        message = f"#{name} column is {given[:20]!r}, expected the number of a column, from 1 on. Export it again."
        raise InputError(f"{path}:1: {message}")
    return int(given) - 1


def _table(
    rows: Sequence[Row], special: Mapping[str, int], names: Sequence[str], head: Mapping[str, str], *, html: bool
) -> Table:
    """The notes of one type; what the header says of all notes is said of each."""
    width = max(len(row.cells) for row in rows)
    columns = {at: _NAMES[name] for name, at in special.items()}
    fields = [n for n in range(width) if n not in columns]
    called = [_called(names, n, number) for number, n in enumerate(fields, 1)]
    columns |= dict(zip(fields, called, strict=True))
    common = {_NAMES[name]: head[name] for name in ("deck", "tags") if head.get(name) and name not in special}
    records = [Record(row.line, {**common, **_filled(row, columns)}) for row in rows]
    in_order = dict.fromkeys(columns[n] for n in sorted(columns))
    return Table(records, (*in_order, *common), writing=Writing.HTML if html else Writing.PLAIN, usual=_usual(called))


def _of_ours(table: Table, kind: NoteType) -> Table:
    """Notes that we made, as `csv/*.anki.csv` of version 0.1 has them: their fields have other names there."""
    fields = [name for name in table.columns if name not in _NAMES.values()]
    called = dict(zip(fields, kind.fields, strict=False))
    records = [replace(each, cells=dict(_own_cells(each.cells, called))) for each in table.records]
    usual = {role: (name,) for role, name in _OWN_FIELDS.items() if name in (*kind.fields, "options")}
    if kind.cloze:
        usual["question"] = ("Text",)
    return replace(table, records=records, columns=(*_NAMES.values(), *kind.fields, "options"), usual=usual)


_OWN_FIELDS = {"question": "Question", "answer": "Answer", "options": "options", "level": "Level", "number": "Number"}
_OURS = {kind.name: kind for kind in NOTE_TYPES.values()}
_OPTION = re.compile(r"<li\b([^>]*)>(.*?)</li>", re.DOTALL)


def _own_cells(cells: Mapping[str, Value], called: Mapping[str, str]) -> Iterator[tuple[str, Value]]:
    """The cells that a card has, and its options as a list."""
    kept = {*_NAMES.values(), *_OWN_FIELDS.values(), "Text"}
    for name, cell in cells.items():
        own = called.get(name, name)
        if own in ("Solution", "Extra1"):
            found = _OPTION.findall(text(cell))
            yield "options", tuple({"text": said, "correct": str("right" in mark).lower()} for mark, said in found)
        elif own in kept:
            yield own, cell


def _called(names: Sequence[str], n: int, number: int) -> str:
    """The name of a field: that of the header, else its number."""
    return names[n] if n < len(names) and names[n] else f"field {number}"


def _filled(row: Row, columns: Mapping[int, str]) -> dict[str, str]:
    return {columns[n]: cell for n, cell in enumerate(row.cells) if cell.strip()}


def _usual(fields: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """What fields without names are: the first asks, the second answers, others say more."""
    roles = {"question": tuple(fields[:1]), "answer": tuple(fields[1:2]), "explanation": tuple(fields[2:])}
    return {role: found for role, found in roles.items() if found}


# ── CrowdAnki ────────────────────────────────────────────────────────────────────────────────────────────────────────


def is_deck(roots: Sequence[Node]) -> bool:
    """Whether a tree is a deck of CrowdAnki."""
    pairs = (roots[0].pairs or {}) if len(roots) == 1 else {}
    return "notes" in pairs and not MARKS.isdisjoint(pairs)


def deck(root: Node) -> Iterator[Table]:
    """The notes of a deck and of those in it, a table for each note type."""
    models = {_said(model, "crowdanki_uuid"): model for model in _items(root, "note_models")}
    kinds: dict[str, list[Record]] = {}
    left = [(root, "")]
    while left:
        here, above = left.pop()
        name = "::".join(filter(None, [above, _said(here, "name")]))
        for note in _items(here, "notes"):
            kind = _said(note, "note_model_uuid")
            kinds.setdefault(kind, []).append(_note(note, _fields(models.get(kind)), name))
        left += [(child, name) for child in reversed(_items(here, "children"))]
    for kind, records in kinds.items():
        fields = _fields(models.get(kind))
        width = max(len(record.cells) for record in records)
        columns = (*fields, *(f"field {n}" for n in range(len(fields) + 1, width + 1)))
        called = _said(model, "name") if (model := models.get(kind)) else ""
        table = Table(
            sorted(records, key=lambda r: r.line),
            ("guid", "deck", "tags", *columns),
            writing=Writing.HTML,
            usual=_usual(columns),
            reverse=_is_reversed(called),
        )
        yield _of_ours(table, _OURS[called]) if called in _OURS else table


def _note(note: Node, names: Sequence[str], deck: str) -> Record:
    fields = _items(note, "fields")
    called = [names[n] if n < len(names) else f"field {n + 1}" for n in range(len(fields))]
    cells = {name: field.text or "" for name, field in zip(called, fields, strict=True) if (field.text or "").strip()}
    lines = {name: field.line for name, field in zip(called, fields, strict=True)}
    tags = tuple(tag.text or "" for tag in _items(note, "tags"))
    own = {"guid": _said(note, "guid"), "deck": deck}
    return Record(note.line, {**cells, **own, **({"tags": tags} if tags else {})}, (), lines)


def _fields(model: Node | None) -> list[str]:
    return [_said(field, "name") or f"field {n}" for n, field in enumerate(_items(model, "flds"), 1)]


def _items(node: Node | None, name: str) -> list[Node]:
    """The items of a list of an object; none where there is no such list."""
    held = (node.pairs or {}).get(name) if node else None
    return (held.items or []) if held else []


def _said(node: Node, name: str) -> str:
    held = (node.pairs or {}).get(name)
    return text(held.value) if held else ""
