"""Records: cards of spreadsheets, exports and data, by one mapping of columns to what a card has.

A source gives a `Table` of records (`delimited`), `places` finds which column is what, and `cards` makes them. A file
that somebody names is read or refused; one of a folder counts where its columns say surely what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from exporter.errors import InputError
from exporter.model import Card, Document, Problem
from exporter.naming import count
from exporter.problems.documents import COLUMNS, SKIPPED_RECORDS
from exporter.readers.canonical import metadata
from exporter.readers.records import anki, cards, delimited, exam, gift, moodle, objects, own, places, tree
from exporter.readers.records.cards import Made
from exporter.readers.records.places import Places
from exporter.readers.records.table import Record, Table, text
from exporter.readers.source import Reading, Source, Span
from exporter.readers.surroundings import Surroundings

_TREES = {
    ".json": tree.of_json,
    ".jsonl": tree.of_lines,
    ".ndjson": tree.of_lines,
    ".yaml": tree.of_yaml,
    ".yml": tree.of_yaml,
}
_EXAMS = {".gift": gift.questions, ".xml": moodle.questions}
_DECKS = frozenset({".apkg", ".colpkg"})  # packages of Anki
_SHEET = "\f"  # begins a line with the name of a sheet: see `sources.sheets`
_BEGINNING = 1_000_000  # bytes in which a file of questions has asked one
_SHOWN = 12  # columns in a message
_CELL = 30  # characters of a cell in one
_UNSURE = "its columns do not surely have questions and answers"


def read(source: Source, data: str = "") -> Reading:
    """The reading of a file of data; raises InputError where it is damaged or where no column asks.

    `data` is the suffix of its format, where the name has another one.
    """
    found = [table for table in _tables(source, data or source.data) if table.records]
    if len(found) == 1 and own.is_ours(found[0]):
        return _own(source, found[0])
    parts = [part for table in found if (part := _part(source, table))]
    if not parts:
        raise _refusal(source, found)
    return _reading(source, parts)


def _own(source: Source, table: Table) -> Reading:
    """The reading of a spreadsheet that a build made."""
    document = own.document(source.path, table, (source.at(record.line) for record in table.records))
    spans = tuple(_spans([table], len(source.lines)))
    return Reading(
        "records", (document,), (), spans, ("columns of our own spreadsheets",), is_sure=True, doubt=own.DOUBT
    )


def may_be_sure(suffix: str, data: bytes) -> bool:
    """A cheap test of the beginning of a file: whether its names may be those of questions and answers."""
    if suffix in _DECKS:
        return False  # it counts where somebody means it
    is_coded = data[:2] in (b"\xff\xfe", b"\xfe\xff", b"PK", b"\xd0\xcf")  # UTF-16, sheets: nothing tells yet
    if is_coded:
        return True
    head = data[:_BEGINNING].decode("utf-8", "replace")
    if suffix in _TREES:
        names = set(tree.names(head))
        return objects.may_ask(names) or not names.isdisjoint(anki.MARKS)
    if suffix in _EXAMS:
        return suffix != ".xml" or moodle.is_quiz(head)
    return anki.is_export(head) or delimited.may_ask(head)


def read_text(source: Source) -> Reading | None:
    """The reading of a text document whose lines are rows; None where they are not."""
    if anki.is_export(source.text):
        return read(source)
    if gift.is_sure(source.text):
        return read(source, ".gift")
    table = delimited.of_tabs(source.path, source.text)
    part = _part(source, table) if table else None
    return replace(_reading(source, [part]), doubt="") if part else None


def read_front(source: Source) -> Reading | None:
    """The reading of a text document whose front matter lists cards; what stands below it are notes."""
    parts = [part for table in _of_front(source) if table.records and (part := _part(source, table))]
    if not parts:
        return None
    reading, below = _reading(source, parts), Surroundings(source)
    below.between(source.front_lines, len(source.lines))
    title, tags, meta = metadata({key: value for key, value in source.front_matter.items() if not _is_nested(value)})
    cards = tuple(card for part in parts for card in part.made.cards)
    document = Document(title or below.title, source.path, (*cards, *below.items), tags, meta)
    spans = (Span(0, source.front_lines, "card"), *below.spans[1:])
    return replace(reading, documents=(document,), spans=spans)


def _of_front(source: Source) -> list[Table]:
    """The tables in the front matter; what is nearly YAML is told with the other metadata."""
    front = source.front_text
    if not front or not objects.may_ask(set(tree.names(front))):
        return []
    try:
        return objects.tables(
            tree.of_yaml(source.path, f"\n{front}")
        )  # a line more, so that they are those of the file
    except InputError:
        return []


def _is_nested(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict | list) for each in value)


def read_pairs(source: Source) -> Reading | None:
    """The reading of a text whose lines are `term - definition`: whoever asks for it knows that nothing else asks."""
    table = delimited.of_dashes(source.text)
    part = _part(source, table) if table else None
    return _reading(source, [part]) if part else None


def _tables(source: Source, data: str) -> Iterator[Table]:
    path, text = source.path, source.text
    if data in _TREES:
        roots = _TREES[data](path, text)
        (asked,) = dict(source.hint.columns).get("question", ("",))
        yield from anki.deck(roots[0]) if anki.is_deck(roots) else objects.tables(roots, asked)
    elif data in _EXAMS:
        yield from exam.tables(_EXAMS[data](path, text))
    elif anki.is_export(text):
        yield from anki.tables(path, text)
    elif text.startswith(_SHEET):
        yield from _sheets(source)
    else:
        named = {name for _, names in source.hint.columns for name in names}
        table = delimited.table(path, text, data, named)
        yield from [table] if table else []


def _sheets(source: Source) -> Iterator[Table]:
    """The tables of sheets, each of which is a document of its own where there are several."""
    named = {name for _, names in source.hint.columns for name in names}
    starts = [n for n, line in enumerate(source.lines) if line.startswith(_SHEET)]
    found = []
    for start, end in zip(starts, [*starts[1:], len(source.lines)], strict=True):
        text = "\n".join(source.lines[start + 1 : end])
        table = delimited.of_rows(delimited.rows(source.path, text, ",", start + 1), named)
        if table and table.records:
            found.append(replace(table, title=source.lines[start].removeprefix(_SHEET)))
    yield from found if len(found) > 1 else (replace(table, title="") for table in found)


@dataclass(frozen=True, slots=True)
class _Part:
    """A table whose columns are known, and its cards."""

    table: Table
    places: Places
    made: Made


def _part(source: Source, table: Table) -> _Part | None:
    """The cards of one table; None where nothing tells which column asks."""
    chosen = places.find(table, dict(source.hint.columns))
    made = cards.cards(table, chosen, source.at) if chosen else Made()
    return _Part(table, chosen, made) if chosen and made.cards else None


def _reading(source: Source, parts: Sequence[_Part]) -> Reading:
    return Reading(
        "records",
        tuple(_documents(source, parts)),
        tuple(problem for part in parts for problem in (*part.made.problems, *_told(source, part))),
        tuple(_spans((part.table for part in parts), len(source.lines))),
        tuple(line for part in parts for line in part.places.told()),
        is_sure=True,
        doubt="" if any(part.places.is_sure for part in parts) else _UNSURE,
    )


def _documents(source: Source, parts: Sequence[_Part]) -> Iterator[Document]:
    """A document per title and deck, in the order of their first cards; decks in a deck are sections."""
    groups: dict[tuple[str, str], list[Card]] = {}
    pairs = ((part.table.title, *pair) for part in parts for pair in zip(part.made.cards, part.made.decks, strict=True))
    for title, card, deck in (
        sorted(pairs, key=lambda pair: pair[1].where.line) if len(parts) > 1 and not _is_of_sheets(source) else pairs
    ):
        outer, *inner = deck.split("::")
        card = replace(card, section=(*inner, *card.section)) if inner else card
        groups.setdefault((title, outer), []).append(card)
    for (title, deck), held in groups.items():
        tags = next((part.table.tags for part in parts if part.table.title == title), ())
        yield Document(deck or title, source.path, tuple(held), tags, {"deck": deck} if deck else {})


def _is_of_sheets(source: Source) -> bool:
    return source.text.startswith(_SHEET)


def _spans(tables: Iterable[Table], end: int) -> Iterator[Span]:
    starts = sorted({record.line for table in tables for record in table.records})
    if starts[0] > 0:
        yield Span(0, starts[0], "heading")
    for start, following in zip(starts, [*starts[1:], end], strict=True):
        yield Span(start, max(following, start + 1), "card")


def _told(source: Source, part: _Part) -> Iterator[Problem]:
    """Columns without a place, and records without a question."""
    table, chosen, made = part.table, part.places, part.made
    if chosen.unplaced:
        setting = f'columns = {{ explanation = "{chosen.unplaced[0][:_CELL]}" }}'
        message = (
            f"{count(len(chosen.unplaced), 'column')} without a place in a card: {_listed(chosen.unplaced)}. "
            f"To have one below the answer, set `{setting}` for this document."
        )
        yield COLUMNS.at(source.at(max(table.records[0].line - 1, 0)), message)
    if made.beside:
        names = _listed([name for name in (chosen.answer, *chosen.of("explanation")) if name])
        message = (
            f"{count(len(made.beside), 'cloze')} with a text in {names}, which has no place: it would stand "
            "on the front. Write what matters of it into the text."
        )
        yield COLUMNS.at(source.at(made.beside[0]), message)
    if made.empty:
        message = f"{count(len(made.empty), 'row')} without a question: no card is made. Write it, or delete the row."
        yield SKIPPED_RECORDS.at(source.at(made.empty[0]), message)


def _listed(names: Sequence[str]) -> str:
    shown = [name if len(name) <= _CELL else f"{name[:_CELL]}…" for name in names[:_SHOWN]]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(shown) + more


def _refusal(source: Source, found: Sequence[Table]) -> InputError:
    """Why a file that somebody named is not read, with its columns and what to do."""
    if not found:
        names = list(dict.fromkeys(tree.names(source.text[:_BEGINNING]))) if source.data in _TREES else []
        there = f" Names: {_listed(names)}. {_setting(names)}" if names else ""
        message = f"no records with a question and an answer were found, expected a row or an object for each.{there}"
        return InputError(f"{source.path}:1: {message}")
    table = max(found, key=lambda table: len(table.records))
    first: Record = table.records[0]
    shown = _listed([f"{name} ({text(first.cells.get(name)).strip()[:_CELL]})" for name in _first(table.columns)])
    return InputError(
        f"{source.path}:1: it is not known which column has questions and which answers. Columns: {shown}. "
        f"{_setting(table.columns)}"
    )


def _setting(names: Sequence[str]) -> str:
    """The remedy: names, or the setting."""
    setting = f'columns = {{ question = "{names[0][:_CELL]}", answer = "{names[:2][-1][:_CELL]}" }}'
    return f"Name them question and answer, or set `{setting}` in an entry of `[[documents]]` of exporter.toml."


def _first(names: Iterable[str]) -> list[str]:
    return list(names)[: _SHOWN + 1]
