"""Records: cards of spreadsheets, exports and data, by one mapping of columns to what a card has.

A source gives a `Table` of records (`delimited`), `places` finds which column is what, and `cards` makes them. A file
that somebody names is read or refused; one of a folder counts where its columns say surely what they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from exporter.errors import InputError
from exporter.model import Card, Document, Problem
from exporter.naming import count
from exporter.problems.documents import COLUMNS, SKIPPED_RECORDS
from exporter.readers.records import cards, delimited, places
from exporter.readers.records.cards import Made
from exporter.readers.records.places import Places
from exporter.readers.records.table import Record, Table, text
from exporter.readers.source import Reading, Source, Span

SUFFIXES = (".csv", ".tsv", ".tab", ".psv")
_SHOWN = 12  # columns in a message
_CELL = 30  # characters of a cell in one
_UNSURE = "its columns do not surely have questions and answers"


def read(source: Source) -> Reading:
    """The reading of a file of data; raises InputError where it is damaged or where no column asks."""
    found = tuple(_tables(source))
    if not any(table.records for table in found):
        raise InputError(
            f"{source.path}:1: no rows with two columns were found. Write a question and its answer in a row each."
        )
    readings = [_read(source, table) for table in found if table.records]
    sure = [reading for reading in readings if reading]
    if not sure:
        raise _refusal(source, max(found, key=lambda table: len(table.records)))
    return _joined(sure)


def _tables(source: Source) -> Iterator[Table]:
    named = {name for _, names in source.hint.columns for name in names}
    table = delimited.table(source.path, source.text, source.data, named)
    if table:
        yield table


def _read(source: Source, table: Table) -> Reading | None:
    """The reading of one table; None where nothing tells which column asks."""
    chosen = places.find(table, dict(source.hint.columns))
    if not chosen:
        return None
    made = cards.cards(table, chosen, source.at)
    if not made.cards:
        return None
    problems = (*made.problems, *_told(source, table, chosen, made))
    doubt = "" if chosen.is_sure else _UNSURE
    spans = tuple(_spans(table, len(source.lines)))
    documents = tuple(_documents(source, table, made))
    return Reading("records", documents, problems, spans, tuple(chosen.told()), is_sure=True, doubt=doubt)


def _joined(readings: Sequence[Reading]) -> Reading:
    """One reading of several tables."""
    if len(readings) == 1:
        return readings[0]
    parts: dict[str, tuple[object, ...]] = {
        name: tuple(each for reading in readings for each in getattr(reading, name))
        for name in ("documents", "problems", "spans", "explanation")
    }
    doubt = next((reading.doubt for reading in readings if reading.doubt), "")
    return Reading("records", **parts, is_sure=True, doubt=doubt)  # type: ignore[arg-type]


def _documents(source: Source, table: Table, made: Made) -> Iterator[Document]:
    """A document per deck; without decks one."""
    groups: dict[str, list[Card]] = {}
    for card, deck in zip(made.cards, made.decks, strict=True):
        groups.setdefault(deck, []).append(card)
    for deck, found in groups.items():
        meta = {"deck": deck} if deck else {}
        yield Document(deck.rpartition("::")[2] or table.title, source.path, tuple(found), (), meta)


def _spans(table: Table, end: int) -> Iterator[Span]:
    starts = [record.line for record in table.records]
    if starts[0] > 0:
        yield Span(0, starts[0], "heading")
    for start, following in zip(starts, [*starts[1:], end], strict=True):
        yield Span(start, max(following, start + 1), "card")


def _told(source: Source, table: Table, chosen: Places, made: Made) -> Iterator[Problem]:
    """Columns without a place, and records without a question."""
    if chosen.unplaced:
        setting = f'columns = {{ explanation = "{chosen.unplaced[0][:_CELL]}" }}'
        message = (
            f"{count(len(chosen.unplaced), 'column')} without a place in a card: {_listed(chosen.unplaced)}. "
            f"To have one below the answer, set `{setting}` for this document."
        )
        yield COLUMNS.at(source.at(max(table.records[0].line - 1, 0)), message)
    if made.empty:
        message = f"{count(len(made.empty), 'row')} without a question: no card is made. Write it, or delete the row."
        yield SKIPPED_RECORDS.at(source.at(made.empty[0]), message)


def _listed(names: Sequence[str]) -> str:
    shown = [name if len(name) <= _CELL else f"{name[:_CELL]}…" for name in names[:_SHOWN]]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(shown) + more


def _refusal(source: Source, table: Table) -> InputError:
    """Why a file that somebody named is not read, with its columns and what to do."""
    first: Record = table.records[0]
    shown = _listed([f"{name} ({text(first.cells.get(name)).strip()[:_CELL]})" for name in _first(table.columns)])
    example = table.columns[:2]
    setting = f'columns = {{ question = "{example[0][:_CELL]}", answer = "{example[-1][:_CELL]}" }}'
    return InputError(
        f"{source.path}:1: it is not known which column has questions and which answers. Columns: {shown}. "
        f"Name them Question and Answer, or set `{setting}` in an entry of `[[documents]]` of exporter.toml."
    )


def _first(names: Iterable[str]) -> list[str]:
    return list(names)[: _SHOWN + 1]
