"""`exporter recover`: rebuilds a lost ledger from a text export of Anki."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from exporter import jsontypes, markup, naming
from exporter.commands.outcome import Outcome, dumps
from exporter.errors import InputError, LedgerError
from exporter.identity import fingerprint, ledger, note_ids
from exporter.identity.ledger import Entry, Ledger
from exporter.notes import NOTE_TYPES
from exporter.pipeline.store import files, ledger_file
from exporter.pull import rows

_KINDS = {kind.name: name for name, kind in NOTE_TYPES.items()}
_KEY = re.compile(r"[\w-]{1,64}")  # as the ledger has them
_CODE_BLOCK = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>|</p>|</li>|</tr>")
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Recovered:
    """A ledger that was written."""

    export: Path
    lock: Path
    cards: int
    copies: tuple[tuple[str, str], ...]  # keys and GUIDs of copies made in Anki, which are ignored

    def lines(self) -> Iterator[str]:
        """What was done, and what to mind."""
        for key, guid in self.copies:
            yield f"{self.export} has {key} twice: a copy made in Anki ({guid}) is ignored"
        yield (
            f"wrote {self.lock}: {naming.count(self.cards, 'card')}. The next build matches them with your documents "
            "and sends all of them again, which replaces edits made in Anki: to keep those, run `exporter pull` first."
        )

    def table(self) -> jsontypes.Recovery:
        """The same for programs."""
        copies: list[jsontypes.Copy] = [{"id": key, "guid": guid} for key, guid in self.copies]
        return {"schema": 1, "lock": str(self.lock), "cards": self.cards, "copies": copies}


def run(export: Path, lock: Path | None, *, as_json: bool) -> Outcome:
    """Writes the ledger to `lock`, or to where a build would look for it."""
    made = recover(export, lock or Path("source" if Path("source").is_dir() else ".") / ledger.FILE)
    return Outcome(dumps(made.table()) if as_json else (), made.lines())


def recover(path: Path, lock: Path) -> Recovered:
    """Writes the ledger; an existing one is never touched. Raises LedgerError and InputError."""
    if os.path.lexists(files.ledger_target(lock)):
        raise LedgerError(f"{lock}: a ledger exists. If it is damaged beyond repair, move it away first.")
    known = (row.cells for row in rows.read(path).rows if row.from_anki)
    found = [cells for cells in known if _KEY.fullmatch(cells.get("CardId", ""))]
    if not found:
        raise InputError(f"{path}: contains no notes made by exporter. Export the decks that exporter made.")
    entries: dict[str, Entry] = {}
    taken: set[int] = set()
    copies = []
    for cells in found:
        key = cells["CardId"]
        if key in entries:
            copies.append((key, cells["guid"]))
        else:
            entries[key] = _entry(key, cells, taken, ledger_file.now())
            taken.add(entries[key].note_id)
    files.write(lock, ledger.dumps(Ledger(entries)).encode())
    return Recovered(path, lock, len(entries), tuple(copies))


def _entry(key: str, cells: Mapping[str, str], taken: set[int], moment: int) -> Entry:
    """The ledger's entry for an exported note; the next build fills fields that the export lacks.

    Note ids are not in it: those of 0.1 hang on the key, and a collection that has a note knows it by its GUID. The
    time is now, since we do not know what Anki has.
    """
    asked, told = (as_markdown(cells.get(name) or cells.get("Text", "")) for name in ("Question", "Answer"))
    return Entry(
        key=key,
        guid=cells["guid"],
        note_id=note_ids.of_first_version(key, taken),
        first_seen=moment,
        changed_at=moment,
        content="",
        question=fingerprint.asked(asked),
        answer=fingerprint.opening(told),
        file="",
        shingles=fingerprint.shingles(told),
        deck=cells.get("deck", ""),
        note_type=_KINDS.get(cells.get("notetype", ""), ""),
    )


def as_markdown(field: str) -> str:
    """A field's HTML as Markdown, as far as identity looks at it: words and code blocks."""
    parts = []
    for n, block in enumerate(_CODE_BLOCK.split(field)):
        text = html.unescape(_TAG.sub("", _BREAK.sub("\n", block))).strip()
        if text:
            parts.append(markup.fence(text, "") if n % 2 else text)
    return "\n\n".join(parts)
