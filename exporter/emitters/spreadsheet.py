"""CSV for spreadsheets: one row per card, quoted, with a header; no cell is ever executed as a formula."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from exporter import markup
from exporter.emitters import Edition
from exporter.model import Card, Choice, Problem

COLUMNS = ("id", "number", "question", "answer", "question (Markdown)", "answer (Markdown)", "section", "level", "tags")
GUARD = "'"  # what spreadsheets themselves put before text that looks like a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def emit(edition: Edition, out: BinaryIO) -> tuple[Problem, ...]:
    """Writes the answered cards of the edition."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for document in edition.documents:
        for card in document.cards:
            if card in edition.identities:
                tags = ", ".join((*document.tags, *card.tags))
                writer.writerow(map(guarded, _row(card, edition.identities[card].key, tags)))
    out.write(text.getvalue().encode("utf-8-sig" if edition.settings.csv.bom else "utf-8"))
    return ()


def _row(card: Card, key: str, tags: str) -> tuple[str, ...]:
    number = "" if card.number is None else str(card.number)
    question = markup.plain(card.question)
    markdown = card.question
    if isinstance(card.kind, Choice):
        marks = ["x" if n in card.kind.correct else " " for n in range(len(card.kind.options))]
        question += "".join(f"\n{chr(65 + n)}: {markup.plain(o)}" for n, o in enumerate(card.kind.options))
        markdown += "\n" + "".join(f"\n- [{m}] {o}" for m, o in zip(marks, card.kind.options, strict=True))
    section = " › ".join(card.section)
    return key, number, question, markup.plain(card.answer), markdown, card.answer, section, str(card.level or ""), tags


def guarded(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula."""
    return GUARD + cell if cell.startswith(_FORMULA) else cell
