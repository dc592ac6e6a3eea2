"""`exporter pull`: copies corrections from an edited spreadsheet or from Anki into the documents.

Doubtful rows are skipped and reported: a card that changed in its document since the file was made, an unknown id, an
edit that Markdown cannot express.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from exporter.errors import OutputError
from exporter.model import Card, Media
from exporter.pipeline import guard, reading
from exporter.pipeline.guard import Failure
from exporter.pipeline.options import Options
from exporter.pipeline.store import files
from exporter.pull import collection, documents, index, judge, rows
from exporter.pull.documents import Written
from exporter.pull.index import CardIndex
from exporter.pull.judge import Judged, LeftAlone
from exporter.pull.merge import MergeError
from exporter.pull.pasted import Pasted
from exporter.pull.report import Correction, Pulled, Rewritten, Skipped, ToLearn
from exporter.pull.rows import Row
from exporter.readers.source import Hint
from exporter.sources.discover import SourceFile

_LEARNING = ("leech", "marked")  # tags that Anki and its users give: such a card deserves a better text


def pull(path: Path, options: Options, *, write: bool, is_collection: bool = False) -> Pulled:
    """Compares an edited file with the documents; with `write` corrects them. Raises InputError and OutputError.

    `is_collection`: it is a collection that is pushed into, of which only what its owner edited counts.
    """
    present = CardIndex.of(options)
    images = Pasted.of(collection.read(path, present) if is_collection else rows.read(path), present)
    found, known = images.edited, images.index
    judged = judge.judge(found.rows, known, path.stat().st_mtime)
    pulled = Pulled(
        corrected=tuple(_corrections(judged, known)),
        to_learn=tuple(sorted(_to_learn(found.rows, known), key=lambda one: one.where)),
        same=judged.same,
        left=[_skipped(each, path, known) for each in judged.left],
        may_write=write,
        foreign=judged.foreign,
        problems=known.build.library.errors,
        unreadable=known.build.library.unreadable,
        roots=known.build.sources.shown,
    )
    if write and judged.corrected:
        with files.ledger_lock(known.build.lock):
            _write(judged, images, pulled)
    return pulled


def _skipped(each: LeftAlone, path: Path, known: CardIndex) -> Skipped:
    where = known.place(each.card.where) if each.card else None
    left = each.left
    return Skipped(str(path), each.line, left.why, each.card, where, left.part, left.document, left.edited)


def _write(judged: Judged, images: Pasted, pulled: Pulled) -> None:
    """Corrects each document, and records what was done and what failed."""
    known = images.index
    corrected = index.named(judged.corrected, known)
    for name, group in groupby(sorted(corrected, key=lambda card: card.where), key=lambda card: card.where.path):
        found = known.files[name]
        changes = {card: corrected[card] for card in group}
        brought = images.of_document(name)
        made = guard.attempt(_corrected, found, changes, reading.hinted(found, known.build.settings), brought)
        if isinstance(made, Skipped):
            pulled.failed.append(made)
            continue
        if isinstance(made, Failure):
            pulled.problems += (made.problem(name, "its cards are not corrected"),)
            continue
        pulled.failed += (
            Skipped(found.shown, card.where.line, why, card, known.place(card.where)) for card, why in made.left.items()
        )
        if len(made.left) == len(changes):
            continue
        replaces = found.shown if made.original else ""
        pulled.done.append(
            Rewritten(str(made.path), len(changes) - len(made.left), replaces, tuple(map(str, made.images)))
        )


def _corrected(
    found: SourceFile, changes: Mapping[Card, Card], hint: Hint, images: Mapping[str, Media]
) -> Written | Skipped:
    try:
        return documents.write(found, changes, hint, images)
    except MergeError as error:
        return Skipped(found.shown, None, str(error))
    except OutputError as error:
        return Skipped(found.shown, None, error.message, is_unwritable=True)


def _corrections(judged: Judged, known: CardIndex) -> Iterator[Correction]:
    """The corrections, in the order of the documents."""
    for old, new in sorted(judged.corrected.items(), key=lambda pair: pair[0].where):
        key = known.build.identified.identities[old].key
        yield Correction(key, old, new, known.place(old.where), judged.remarks.get(old, ""))


def _to_learn(found: Sequence[Row], known: CardIndex) -> Iterator[ToLearn]:
    """Notes that are hard to learn (leeches), or that the user marked."""
    for row in found:
        change = known.by_guid.get(row.cells.get("guid", "")) if row.from_anki else None
        tags = row.cells.get("tags", "").casefold().split()
        named = tuple(tag for tag in _LEARNING if tag in tags)
        if change and change.card and named:
            yield ToLearn(change.entry.key, known.place(change.card.where), change.card, named)
