"""`exporter pull`: the way back, from an edited spreadsheet or from Anki into the documents.

Whatever is doubtful is told and left alone: a card that changed in its document since the file was made, an id that
nobody knows, an edit that Markdown cannot say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from exporter.build import files, words
from exporter.build.options import Options
from exporter.build.pull import corrections, documents, rows, shelf
from exporter.build.pull.corrections import Judged
from exporter.build.pull.rows import Row
from exporter.build.pull.shelf import Shelf
from exporter.build.pull.texts import NotUnderstoodError
from exporter.emitters import spreadsheet
from exporter.errors import DONE, PROBLEMS
from exporter.model import Card

_LEARNING = ("leech", "marked")  # tags that Anki and its users give: such a card deserves a better text
_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Pulled:
    """What to say, and how it ended."""

    lines: tuple[str, ...]  # the corrections, and the notes to look at
    words: tuple[str, ...]  # what was left alone, and what was done
    code: int


def pull(path: Path, options: Options, *, write: bool) -> Pulled:
    """Compares an edited file with the documents; with `write` corrects them. Raises InputError and OutputError."""
    found = rows.read(path)
    known = Shelf.of(options)
    judged = corrections.judge(found, known, path.stat().st_mtime)
    lines = [*_differences(judged, known), *_learning(found, known)]
    told = [f"{path}:{line}: left alone: {why}" for line, why in judged.left]
    failed = len(told)
    if write and judged.corrected:
        with files.alone(known.inputs.lock.parent, known.inputs.lock):
            done, failures = _write(judged, known)
        told += [*done, *failures]
        failed += len(failures)
    told.append(_sum(judged, write=write))
    return Pulled(tuple(lines), tuple(told), PROBLEMS if failed else DONE)


def _write(judged: Judged, known: Shelf) -> tuple[list[str], list[str]]:
    """Corrects each document; returns what was done, and what was not."""
    done, failures = [], []
    corrected = shelf.named(judged.corrected, known)
    for name, group in groupby(sorted(corrected, key=lambda card: card.where), key=lambda card: card.where.path):
        found = known.files[name]
        try:
            changes = {card: corrected[card] for card in group}
            made = documents.write(found, changes)
        except NotUnderstoodError as error:
            failures.append(f"{found.shown}: left alone: {error}")
            continue
        done.append(f"wrote {made.path}: {len(changes)} cards")
        if made.original:
            done.append(
                f"  It replaces {found.shown}: look it through, then delete the original before the next build."
            )
    return done, failures


def _differences(judged: Judged, known: Shelf) -> Iterator[str]:
    """The corrections card by card, in the order of the documents, with the words that change."""
    for old, new in sorted(judged.corrected.items(), key=lambda pair: pair[0].where):
        yield f"{known.place(old.where)}: {_short(old)}"
        texts = zip(("question", "answer"), spreadsheet.markdown(old), spreadsheet.markdown(new), strict=True)
        yield from (f"    {name}: {words.marked(before, after)}" for name, before, after in texts if before != after)
        if remark := judged.remarks.get(old):
            yield f"    ({remark})"


def _learning(found: Sequence[Row], known: Shelf) -> Iterator[str]:
    """Notes that are hard to learn, or that somebody marked, with the place of their card."""
    listed = []
    for row in found:
        change = known.by_guid.get(row.cells.get("guid", "")) if row.from_anki else None
        tags = row.cells.get("tags", "").casefold().split()
        named = [tag for tag in _LEARNING if tag in tags]
        if change and change.card and named:
            listed.append((change.card.where, f"{', '.join(named)}: {_short(change.card)}"))
    yield from (f"{known.place(where)}: {said}" for where, said in sorted(listed))


def _short(card: Card) -> str:
    question = " ".join(card.question.split())
    return f"{question[: _WIDTH - 1]}…" if len(question) > _WIDTH else question


def _sum(judged: Judged, *, write: bool) -> str:
    count = len(judged.corrected)
    said = f"{count} cards corrected, {judged.same} as they are, {len(judged.left)} left alone."
    return said if write or not count else f"{said} Nothing was written: --write puts it into the documents."
