"""Changes of cards as JSON: counts, lists, and manual steps in Anki."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from exporter.identity import gap_numbers, keys
from exporter.identity.changing import Change
from exporter.identity.ledger import Entry
from exporter.model import Choice, Cloze

_COMMAND = 2000  # ids that a command line holds on every system


def table(change: Change, roots: Mapping[str, str]) -> dict[str, Any]:
    """A change as JSON (`jsontypes.Change`); `roots` has the paths as the user would type them, by name."""
    path = change.card.where.path if change.card else change.entry.file
    made: dict[str, Any] = {
        "change": change.what,
        "id": change.entry.key,
        "question": change.entry.question,
        "path": roots.get(path, path),
        "line": change.card.where.line if change.card else None,
    }
    if change.aspects:
        made["aspects"] = sorted(change.aspects)
    if change.sent:
        made["sent"] = change.sent
    if change.old and "question" in change.aspects:
        made["was"] = change.old.question
    if change.old and change.old.deck and change.old.deck != change.entry.deck:
        made["decks"] = [change.old.deck, change.entry.deck]
    return made


def sent(changes: Iterable[Change]) -> dict[str, int]:
    """Numbers of known notes that an import replaces: always, only if unedited in Anki, and by `--resend`."""
    counts = Counter(change.sent for change in changes)
    return {kind: counts[kind] for kind in ("all", "untouched", "again")}


def by_version(change: Change) -> bool:
    """Whether a card is read or rendered differently by another version than the last one."""
    return change.what == "rendered" and change.old is not None and change.old.version != change.entry.version


# ── what is left to do in Anki ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Task:
    """A manual step: something that a package cannot do, or not everywhere."""

    concerns: Callable[[Change], bool]
    hint: str
    head: str = ""  # of the search
    resend: bool = False  # whether sending these cards again settles it


def _is_otherwise_right(change: Change) -> bool:
    """Whether other options are right now than those that a note shows which does not take the update."""
    is_choice = change.card is not None and isinstance(change.card.kind, Choice)
    has_old_ones = change.old is not None and _has_options(change.old)
    return change.sent == "untouched" and "right" in change.aspects and is_choice and has_old_ones


def _has_options(entry: Entry) -> bool:
    """Whether a card had options when it was built; of version 0.1, whose hashes do not say so, its type tells."""
    return keys.has_options(entry.content) if entry.version else entry.note_type in ("", Choice.name)


def _is_retyped(change: Change) -> bool:
    """Whether a known card is a cloze and its note is none, or the other way round: see `AnkiNote.as_type`."""
    kinds = {change.card.kind.name if change.card and change.old else "", change.entry.note_type} - {""}
    return len(kinds) > 1 and Cloze.name in kinds


_TASKS = {
    "retired": _Task(
        lambda change: change.what == "retired" and "unanswered" not in change.aspects,
        "no longer in the documents; suspend or delete them in Anki",
    ),
    "unanswered": _Task(
        lambda change: change.what == "retired" and "unanswered" in change.aspects,
        "still in the documents, but no answer was found, so Anki may show an outdated one: run `exporter check`",
    ),
    "moved": _Task(
        lambda change: change.what in ("moved", "updated", "returned", "rendered") and "deck" in change.aspects,
        "an import leaves cards in their old decks: move them with Change Deck",
    ),
    "right": _Task(
        _is_otherwise_right,
        "other options are right now, but notes that you edited or tagged in Anki keep the old ones",
        resend=True,
    ),
    "reverse": _Task(
        lambda change: "reverse" in change.aspects,
        "their notes are no longer asked the other way round; the second cards stay in Anki, blank where the update "
        "arrives: delete them with Tools > Empty Cards, or suspend them",
        head="card:2 ",
    ),
    "restarted": _Task(
        lambda change: change.restarts,
        "a cloze before, or a cloze now: a new note, whose reviews begin from zero; the old one is retired",
    ),
    "retyped": _Task(
        lambda change: change.what != "unchanged" and _is_retyped(change),
        "of another kind now, and Anki cannot change the type of a note: delete them in Anki before the import, which "
        "loses their reviews, or undo the change in the document",
    ),
    "updated": _Task(
        lambda change: change.what in ("updated", "returned", "rendered"),
        "an import replaces their fields and tags. A note that changes in Anki before the import, even by a leech "
        "tag, is skipped; --resend sends it again",
    ),
    "suspended": _Task(
        lambda change: change.what in ("updated", "returned"),
        "updated, but still suspended if they were: unsuspend them",
        head="is:suspended ",
    ),
}


def search(keys: Sequence[str]) -> str:
    """The search for cards in Anki's browser, by their keys. A chain of OR fails beyond a thousand."""
    return f'"CardId:{keys[0]}"' if len(keys) == 1 else f'"CardId:re:^({"|".join(sorted(keys))})$"'


def searches(changes: Sequence[Change], retired: Sequence[str] = (), command: str = "") -> dict[str, dict[str, Any]]:
    """Manual steps in Anki, each with the number of cards, a search that finds them, and what to do.

    `retired` are the keys of all retired cards, those of earlier builds too; `command` is the one that built.
    """
    made = {name: _found(task, changes, command) for name, task in _TASKS.items()}
    if retired:
        made["all_retired"] = {"cards": len(retired), "search": search(retired), "hint": "retired now or earlier"}
    made["emptied"] = _emptied(changes)
    if made["moved"] and (renamed := _renamed(changes)):
        made["moved"]["decks"] = renamed
    return {name: found for name, found in made.items() if found}


def _renamed(changes: Sequence[Change]) -> list[dict[str, Any]]:
    """Decks all of whose cards go to one other deck, each with a search that finds what lies there."""
    ways: dict[str, Counter[str]] = defaultdict(Counter)
    for change in changes:
        if change.card and change.old and change.old.deck:
            ways[change.old.deck][change.entry.deck] += 1
    found = ((old, *to.most_common(1)[0]) for old, to in sorted(ways.items()) if len(to) == 1)
    return [
        {"old": old, "new": new, "cards": cards, "search": _in_deck(old)} for old, new, cards in found if old != new
    ]


def _in_deck(name: str) -> str:
    """The search for our cards in a deck, without those in its subdecks."""
    escaped = re.sub(r'(["*\\])', r"\\\1", name)
    return f'note:exporter* "deck:{escaped}" -"deck:{escaped}::*"'


def _emptied(changes: Sequence[Change]) -> dict[str, Any]:
    """Cards of gaps that are gone: Anki keeps them, and shows an error instead of a question."""
    gone = [
        f'("CardId:{change.entry.key}" card:{number})'
        for change in changes
        if change.card and change.old
        for number in gap_numbers.gone(change.old.gaps, change.entry.gaps)
    ]
    hint = "their gaps are gone from the documents: delete them by Tools > Empty Cards"
    return {"cards": len(gone), "search": " OR ".join(gone[:_COMMAND]), "hint": hint} if gone else {}


def _found(task: _Task, changes: Sequence[Change], command: str) -> dict[str, Any]:
    keys = [change.entry.key for change in changes if task.concerns(change)]
    if not keys:
        return {}
    made: dict[str, Any] = {"cards": len(keys), "search": f"{task.head}{search(keys)}", "hint": task.hint}
    if task.resend and len(keys) <= _COMMAND:
        made["resend"] = f"{command} --resend --ids {','.join(sorted(keys))}"
    return made
