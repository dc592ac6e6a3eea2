"""Adopting: the ledger after notes from elsewhere were taken over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from exporter.identity.ledger import Entry
from exporter.pipeline.store import ledger_file
from exporter.push.steps import Adoption


def save(lock: Path, adoptions: Iterable[Adoption]) -> None:
    """Writes into the ledger of a file which notes stand for its cards. Raises LedgerError."""
    with ledger_file.locked(lock) as known:
        taken = {each.key: _adopted(known.entries[each.key], each) for each in adoptions if each.key in known.entries}
        ledger_file.save(lock, known, replace(known, entries={**known.entries, **taken}))


def _adopted(entry: Entry, adoption: Adoption) -> Entry:
    fields = tuple(f"{ours}={theirs}" for ours, theirs in adoption.fields.items())
    return replace(entry, adopted=adoption.guid, adopted_fields=fields)
