"""Our own spreadsheets, `csv/<document>.csv` of a build: named by hand they give the same cards again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from exporter import grammar, markup
from exporter.model import Basic, Card, Choice, Cloze, Document, Kind, Level, Location
from exporter.readers.records.table import Table, text
from exporter.sheetcells import MARKDOWN, unguarded

QUESTION, ANSWER = MARKDOWN
DOUBT = "it has the columns of our spreadsheets: `exporter pull` takes corrections from it"
_SECTIONS = " › "
_TAGS = re.compile(r",\s*")
_REVERSE = ", reverse"  # behind the kind of a card that is also asked the other way round
_KINDS: dict[str, type[Basic] | type[Cloze]] = {"basic": Basic, "cloze": Cloze}


def is_ours(table: Table) -> bool:
    """Whether a table has the columns by which `pull` knows our cards."""
    return {"id", QUESTION, ANSWER} <= set(table.columns)


def document(path: str, table: Table, places: Iterable[Location]) -> Document:
    """The cards of a spreadsheet; the tags that all of them have are those of the document."""
    cells = [{name: unguarded(text(cell)) for name, cell in record.cells.items()} for record in table.records]
    tags = [[tag for tag in _TAGS.split(row.get("tags", "")) if tag] for row in cells]
    common = _common(tags)
    rows = zip(cells, tags, places, strict=True)
    cards = tuple(_card(row, own[len(common) :], where) for row, own, where in rows if row.get(QUESTION, "").strip())
    return Document("", path, cards, tuple(common))


def _common(tags: Sequence[Sequence[str]]) -> list[str]:
    """The tags with which all rows begin, where there are several rows."""
    found: list[str] = []
    for same in zip(*tags, strict=False) if len(tags) > 1 else ():
        if len(set(same)) > 1:
            break
        found.append(same[0])
    return found


def _card(row: dict[str, str], tags: Sequence[str], where: Location) -> Card:
    question, kind = _question(row.get(QUESTION, ""))
    answer = row.get(ANSWER, "")
    if isinstance(kind, Basic):
        kind = _kind(row, question, answer)
    number, level = row.get("number", ""), row.get("level", "")
    return Card(
        question,
        answer,
        where,
        int(number) if number.isascii() and number.isdigit() and len(number) < 16 else None,
        Level(level) if level in set(Level) else None,
        tuple(filter(None, row.get("section", "").split(_SECTIONS))),
        tuple(tags),
        kind,
        row.get("id") or None,
        reverse=isinstance(kind, Basic) and row.get("kind", "").endswith(_REVERSE),
    )


def _question(cell: str) -> tuple[str, Kind]:
    """A question and its options, which are a task list at its end."""
    lines = cell.rstrip().split("\n")
    at = grammar.task_list(lines)
    found = list(grammar.options(lines[at:]))
    if not found:
        return cell, Basic()
    right = tuple(n for n, (_, is_right) in enumerate(found) if is_right)
    return "\n".join(lines[:at]).rstrip(), Choice(tuple(option for option, _ in found), right)


def _kind(row: dict[str, str], question: str, answer: str) -> Kind:
    """What the column says; without one a question that is its answer with gaps is a cloze."""
    said = _KINDS.get(row.get("kind", "").removesuffix(_REVERSE))
    if said:
        return said()
    return Cloze() if markup.hides(answer) and question == grammar.blanked(answer) else Basic()
