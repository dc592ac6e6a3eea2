"""The ledger on disk, and what identity has to know of the world: clock, scope, what Anki gets."""

from __future__ import annotations

import hashlib
import os
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from exporter import __version__, safefiles
from exporter.errors import IdentityError, InputError, LedgerError, SettingsError
from exporter.identity import keys, ledger
from exporter.identity.identify import Identified, identify
from exporter.identity.ledger import LAST, Entry, FileState, Ledger, Template
from exporter.identity.matching import Doubt
from exporter.identity.originals import Original, state
from exporter.identity.scene import Scene
from exporter.model import Card, Document, Problem
from exporter.notes import NOTE_TYPES, AnkiNote
from exporter.pipeline import guard, names, render, resources
from exporter.pipeline.guard import Failure
from exporter.pipeline.store import files
from exporter.problems.questions import UNCERTAIN_IDENTITY
from exporter.sources import discover, formats
from exporter.sources.discover import Found, Sources

if TYPE_CHECKING:
    from exporter.pipeline.load import Inputs


def load(path: Path) -> Ledger:
    """The ledger of a file, an empty one where there is none; raises LedgerError."""
    try:
        if not os.path.lexists(files.ledger_target(path)):
            return Ledger(begun=__version__)
        data = safefiles.read(path, safefiles.LEDGER)
    except OSError as error:
        reason = safefiles.reason(error, f"Check its permissions, or restore it: git checkout -- {path}")
        raise LedgerError(f"{path}: {reason}") from error
    try:
        return ledger.loads(data.decode(), str(path))
    except UnicodeDecodeError as error:
        raise LedgerError(f"{path}: {error}. Restore it: git checkout -- {path}") from error


def known_files(path: Path) -> frozenset[str]:
    """The documents that have cards in a ledger; none where it is damaged, which the build tells by itself."""
    try:
        return frozenset(entry.file for entry in load(path).entries.values() if not entry.retired)
    except LedgerError:
        return frozenset()


def save(path: Path, known: Ledger, made: Ledger) -> bool:
    """Writes the ledger where it changed; returns whether it is a new one. It comes before the outputs."""
    is_new = not os.path.lexists(files.ledger_target(path))
    if made.entries and (is_new or not ledger.same(made, known)):
        files.write(path, (f"{line}\n".encode() for line in ledger.lines(made)))
    return is_new and bool(made.entries)


def now() -> int:
    """Seconds since 1970, from SOURCE_DATE_EPOCH where it is set."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if not given:
        return int(time.time())
    if not given.isascii() or not given.isdigit() or len(given) > len(str(LAST)) or int(given) > LAST:
        raise SettingsError(f"SOURCE_DATE_EPOCH is {given[:40]!r}, expected seconds since 1970.")
    return int(given)


def ahead(made: Ledger) -> int:
    """The time of the last change, in seconds since 1970, where a clock was ahead by a day or more; else 0."""
    given = os.environ.get("SOURCE_DATE_EPOCH")  # whoever sets the clock knows why
    last = max((entry.changed_at for entry in made.entries.values()), default=0)
    return last if not given and last > time.time() + 24 * 3600 else 0


def identified(inputs: Inputs, known: Ledger) -> tuple[Inputs, Identified]:
    """The documents' cards with their identities, and the inputs without the documents that this fails for."""
    moment = now()
    inputs = _named(inputs, known)
    homes = names.homes(inputs.library.documents, inputs.names)

    def rendered(documents: Sequence[Document]) -> Mapping[Card, AnkiNote]:
        cards = (card for document in documents for card in document.cards if card.answer.strip())
        chosen = inputs.settings
        return render.rendered(homes, cards, chosen, inputs.media, inputs.processes, plain=inputs.plain)

    renderings, failed = guard.isolated(rendered, inputs.library.documents)
    inputs = replace(_without(inputs, failed), notes=renderings)
    made, failed = guard.isolated(partial(_identified, inputs, known, renderings, moment), inputs.library.documents)
    inputs = _without(inputs, failed)
    if inputs.settings.duplicates == "suppress":
        asked = frozenset(keys.normal(entry.question) for entry in _left_out(inputs, known))
        inputs = replace(inputs, asked=asked)
    return inputs, replace(made, ledger=_with_template(made.ledger, moment))


def _identified(
    inputs: Inputs, known: Ledger, rendered: Mapping[Card, AnkiNote], moment: int, documents: Sequence[Document]
) -> Identified:
    """The cards of some documents with their identities; those of the others are left as they are."""
    asked = [card for document in documents for card in document.cards]
    cards = [card for card in asked if card.answer.strip()]
    unanswered = [card for card in asked if not card.answer.strip()]
    others = {document.source for document in inputs.library.documents} - {document.source for document in documents}
    scope = _Scope(inputs.sources, inputs.unread | others, inputs.lock.parent)
    scene = Scene(moment, scope.holds, scope.is_gone, rendered, __version__, _originals(inputs, documents), unanswered)
    return identify(cards, known, scene)


def _named(inputs: Inputs, known: Ledger) -> Inputs:
    """The inputs with names for their documents; those of documents that failed stay theirs."""
    documents, chosen = inputs.library.documents, inputs.settings
    others = [entry.deck.partition("::")[0] for entry in _left_out(inputs, known) if entry.deck]
    called, failed = guard.isolated(partial(names.names, chosen=chosen, others=sorted(set(others))), documents)
    return replace(inputs, library=inputs.library.without(failed), names=called)


def _without(inputs: Inputs, failed: Mapping[str, Failure]) -> Inputs:
    """The inputs without these documents."""
    if not failed:
        return inputs
    kept = [document.source not in failed for document in inputs.library.documents]
    return replace(inputs, library=inputs.library.without(failed), names=inputs.names.of(kept))


def kept(inputs: Inputs, known: Ledger) -> int:
    """How many cards of documents that failed the ledger has."""
    return len(_left_out(inputs, known))


def _left_out(inputs: Inputs, known: Ledger) -> list[Entry]:
    """The cards of documents that failed, as the ledger has them."""
    unread = inputs.unread
    return [e for e in known.entries.values() if e.file in unread and not e.retired] if unread else []


def _originals(inputs: Inputs, documents: Sequence[Document]) -> dict[str, Original]:
    """The files of these documents; their lines are read again where somebody asks for them.

    Of one that failed the ledger keeps what it was like before, as it keeps its cards.
    """
    starts: dict[str, list[int]] = defaultdict(list)
    for document in documents:
        starts[document.source] += [item.where.line for item in document.items]
    found = {each.name: each for each in inputs.sources.documents}
    return {
        name: Original(state, starts[name], partial(_text, found[name], state))
        for name, state in inputs.library.files.items()
        if name in starts
    }


def _text(found: Found, read: FileState) -> str | None:
    """The text of a file; None for a format without lines, and where it has changed since it was read."""
    kind = formats.FORMATS.get(found.path.suffix.lower())
    if kind is not None and kind.binary:
        return None
    try:
        data = discover.data(found)
    except InputError:  # it is gone since
        return None
    return data.decode("utf-8-sig", "replace") if state(data).bytes == read.bytes else None


@dataclass(frozen=True, slots=True)
class _Scope:
    sources: Sources
    broken: frozenset[str]  # documents that are there and failed: their cards never retire
    home: Path  # the ledger's folder, below which its files are named

    def holds(self, name: str) -> bool:
        """Whether this build reads the document of this name, or would if it still existed."""
        return name not in self.broken and self.sources.in_scope(name)

    def is_gone(self, name: str) -> bool:
        """Whether a document outside this build is there no more; of a folder elsewhere nobody knows."""
        path = self.home / name
        return name not in self.broken and bool(name) and path.parent.is_dir() and not os.path.lexists(path)


def with_newer_template(made: Ledger, moment: int) -> Ledger:
    """The ledger with note types that replace those in Anki, whoever changed them there."""
    newer = {
        name: replace(template, changed_at=max(moment, template.changed_at + 1))
        for name, template in made.templates.items()
    }
    return replace(made, templates=newer)


def _with_template(made: Ledger, moment: int) -> Ledger:
    """The ledger with the time at which our note types last changed, in their files or in their definition."""
    parts = [*sorted(resources.templates("anki").items()), *sorted(NOTE_TYPES.items())]
    content = hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
    old = made.templates.get("anki")
    if old and old.content == content:
        return made
    changed = Template("anki", content, max(moment, old.changed_at + 1) if old else moment)
    return replace(made, templates={**made.templates, "anki": changed})


# ── what is doubtful ─────────────────────────────────────────────────────────────────────────────────────────────────


def problems(doubts: Sequence[Doubt]) -> Iterator[Problem]:
    """Doubts as problems, each with what to do about it."""
    for doubt in doubts:
        yield UNCERTAIN_IDENTITY.at(doubt.card.where, _message(doubt))


def _message(doubt: Doubt) -> str:
    new, old = _quoted(doubt.card.question), _quoted(doubt.entry.question)
    if doubt.kept:
        why = f"; {_quoted(doubt.other)} is about as likely" if doubt.other else ", mainly by its position"
        return (
            f"{new} was matched to {old} and keeps its reviews{why}. "
            f"If that is wrong, write `<!-- id: … -->` with an id of your own below the question."
        )
    return (
        f"{new} counts as a new card, although it resembles {old}, which is no longer in {doubt.entry.file}. "
        f"If it is the same card, write `<!-- id: {doubt.entry.key} -->` below the question, and its reviews come back."
    )


def _quoted(question: str) -> str:
    first = question.split("\n", 1)[0]
    return f"“{first[:60]}…”" if len(first) > 61 else f"“{first}”"


def keep_history(doubts: Sequence[Doubt]) -> None:
    """Raises IdentityError where a known card could lose its identity to a doubtful match."""
    if doubts:
        first = next(problems(doubts))
        more = f" (and {len(doubts) - 1} more)" if len(doubts) > 1 else ""
        raise IdentityError(f"{first.where}: {first.message}{more} Nothing was written (--keep-history).")
