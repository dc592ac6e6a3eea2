"""Card cache in DIST: cards of the last build, for old words in `diff` and the fields of retired notes.

It is disposable: what it does not know, the ledger knows in part.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
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

Texts = Mapping[str, dict[str, Any]]  # by key: a card as JSON


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
    """Remembers the cards of this build, and those that are no longer there."""
    now = {change.entry.key: change.card for change in identified.changes if change.card}
    kept = [key for key in known if key in identified.ledger.entries and key not in now]
    if len(kept) + len(now) == len(known) and all(
        known.get(key) == card_codec.table(each) for key, each in now.items()
    ):
        return
    entries = ((key, card_codec.table(card)) for key, card in now.items())
    cache.save(out, FILE, itertools.chain(((key, known[key]) for key in kept), entries))


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
