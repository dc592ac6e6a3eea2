"""CSV for spreadsheets: one row per card, quoted, with a header; no cell is ever executed as a formula.

`exporter pull` reads it back: `version` identifies the text that a row was made from.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from typing import BinaryIO

from exporter import markup
from exporter.emitters import Edition
from exporter.model import Card, Choice, Problem
from exporter.sheetcells import COLUMNS, guarded

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}


def emit(edition: Edition, out: BinaryIO) -> tuple[Problem, ...]:
    """Writes the answered cards of the edition."""
    text = io.TextIOWrapper(out, "utf-8-sig" if edition.settings.csv.bom else "utf-8", newline="")
    separator = SEPARATORS[edition.settings.csv.separator]
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    written: Callable[[str], str] = guarded if edition.settings.csv.guard else str
    for document in edition.documents:
        for card in document.cards:
            if card in edition.identities:
                tags = ", ".join((*document.tags, *card.tags))
                writer.writerow(map(written, _row(card, edition.identities[card].key, tags)))
    text.detach()  # so that `out` stays open
    return ()


def _row(card: Card, key: str, tags: str) -> tuple[str, ...]:
    number = "" if card.number is None else str(card.number)
    section = " › ".join(card.section)
    return (
        key,
        number,
        *plain(card),
        *markdown(card),
        section,
        str(card.level or ""),
        tags,
        f"{card.kind.name}, reverse" if card.reverse else card.kind.name,
        version(*markdown(card)),
    )


def plain(card: Card) -> tuple[str, str]:
    """Question and answer as a reader sees them; options follow the question, each behind its letter."""
    options = card.kind.options if isinstance(card.kind, Choice) else ()
    lines = (f"\n{chr(65 + n)}: {markup.plain(option)}" for n, option in enumerate(options))
    return markup.plain(card.question) + "".join(lines), markup.plain(card.answer)


def markdown(card: Card) -> tuple[str, str]:
    """Question and answer as Markdown; options are a task list at the end of the question."""
    if not isinstance(card.kind, Choice):
        return card.question, card.answer
    marks = ("x" if n in card.kind.correct else " " for n in range(len(card.kind.options)))
    tasks = (f"- [{mark}] {option}" for mark, option in zip(marks, card.kind.options, strict=True))
    return "\n\n".join([card.question, "\n".join(task.replace("\n", "\n  ") for task in tasks)]), card.answer


def version(question: str, answer: str) -> str:
    """Names the text of a card, as `markdown` gives it; no spreadsheet takes it for a number."""
    text = unicodedata.normalize("NFC", f"{question.strip()}\0{answer.strip()}")
    return f"v:{sha256(text.encode()).hexdigest()[:10]}"
