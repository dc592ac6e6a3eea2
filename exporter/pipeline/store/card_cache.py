"""Card cache in DIST: cards of the last build, for old words in `diff` and the fields of retired notes.

It is disposable: what it does not know, the ledger knows in part.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from exporter import safefiles
from exporter.identity import keys
from exporter.identity.identification import Identified
from exporter.identity.ledger import Entry
from exporter.model import Basic, Card, Cloze, Location
from exporter.pipeline.store import cache, card_codec

FILE = ".cards.json"
PAST = ".cards-past.json"  # what cards were before: a note in Anki may be that old, and edited since
_MOST_PAST = 8  # versions of a card

Texts = Mapping[str, dict[str, Any]]  # by key: a card as JSON
Past = Mapping[str, list[dict[str, Any]]]


def load(out: Path) -> Texts:
    """The cards of the last build by key; none if the cache is missing or damaged."""
    return cache.load(out, FILE) or _of_version_0_1(out)


def _of_version_0_1(out: Path) -> Texts:
    """The cards as version 0.1 kept them, without checksums: `card` compares what they teach with the ledger."""
    try:
        made = json.loads(safefiles.read(out / FILE, safefiles.KEPT, out))
    except (OSError, ValueError, RecursionError):
        return {}
    return made if isinstance(made, dict) else {}


def save(out: Path, known: Texts, identified: Identified) -> None:
    """Remembers the cards of this build, those that are no longer there, and what the others were before."""
    now = {change.entry.key: card_codec.table(change.card) for change in identified.changes if change.card}
    kept = {key: known[key] for key in known if key in identified.ledger.entries and key not in now}
    if kept | now == known:
        return
    if changed := [key for key in now if key in known and _texts(known[key]) != _texts(now[key])]:
        _save_past(out, known, changed, identified)
    cache.save(out, FILE, (kept | now).items())


def _save_past(out: Path, known: Texts, changed: Sequence[str], identified: Identified) -> None:
    past = cache.load(out, PAST)
    for key in changed:
        older = past.get(key)
        past[key] = [known[key], *(older if isinstance(older, list) else [])][:_MOST_PAST]
    cache.save(out, PAST, ((key, held) for key, held in past.items() if key in identified.ledger.entries))


def past(out: Path) -> Past:
    """What cards were in builds before the last one, by key, newest first."""
    return cache.load(out, PAST)


def older(entry: Entry, known: Past) -> Iterator[Card]:
    """The cards that an entry stood for before the last build, as far as they are known, newest first."""
    held = known.get(entry.key)
    for each in held if isinstance(held, list) else []:
        with contextlib.suppress(AttributeError, KeyError, TypeError, ValueError):
            if all(isinstance(text, str) for text in _texts(each)[0]):
                yield card_codec.card(each, Location(entry.file, 0))


def _texts(table: Mapping[str, Any]) -> tuple[list[Any], Any]:
    """The texts of a card, and which options are right."""
    return [table["question"], table["answer"], table["kind"], *table.get("options", ())], table.get("correct")


def card(entry: Entry, texts: Texts) -> Card | None:
    """The card that an entry stood for, where the cache has it just as the ledger remembers it."""
    try:
        made = card_codec.card(texts[entry.key], Location(entry.file, 0))
    except (KeyError, TypeError, ValueError):
        return None
    return made if keys.content(made) == entry.content else None


def remembered(entry: Entry, texts: Texts) -> Card:
    """The card that an entry stood for; with the beginning of its answer, where only the ledger remembers it."""
    found = card(entry, texts)
    kind = Cloze() if entry.note_type == Cloze.name else Basic()  # for its note to be of its type
    return found or Card(entry.question, entry.answer, Location(entry.file, 0), section=entry.section, kind=kind)


def placed(made: Card, line: int) -> Card:
    """The card at a place of its own: cards compare by value."""
    return replace(made, where=replace(made.where, line=line), section=())
