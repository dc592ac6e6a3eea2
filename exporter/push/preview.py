"""Preview of a plan: as lines, in the form of `exporter diff`, and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from exporter.push import words
from exporter.push.steps import TOLD, WHATS, Plan, Step, TextChange, Told

_WIDTH = 64  # characters of a question
_INDENT = " " * 13
_REWORDED = frozenset({"Question", "Text", "Title"})
_FOREIGN = ("foreign", "options", "gaps", "shape", "twice")  # of what is told: notes from elsewhere
_LISTED = (*_FOREIGN, "deleted", "missing", "retyped", "withheld", "filtered")  # by note
_SUMS = {  # of what is told -> what to do about it
    "own": "{} with words of your own: `exporter pull --collection` brings them into the documents.",
    "foreign": "{} in this collection already, as notes from elsewhere: `--adopt` takes them over with their reviews, "
    "`--no-adopt` adds the cards beside them.",
    "missing": "{} built before, but not in this collection: add them by `--missing add`, or say by `--missing leave` "
    "that you deleted them.",
    "withheld": "{} no longer in the documents, and not retired: `exporter push --write --retire` suspends and tags "
    "them.",
}
Label = Callable[[str, str], str]  # a kind, and its text -> the text in color


def lines(plan: Plan, label: Label = lambda kind, text: text, *, verbose: bool = False) -> Iterator[str]:
    """The plan for people: a line for each note that is changed, by file, then sums."""
    rows = [(step.file, step.line, list(_step(step, label, verbose=verbose))) for step in plan.steps if _shown(step)]
    listed = (*_LISTED, *(["own"] if verbose else []))
    rows += [(told.file, told.line, [_told(told, label)]) for told in plan.told if told.what in listed]
    rows.sort(key=lambda row: row[:2])
    for file, group in groupby(rows, key=lambda row: row[0]):
        yield file
        yield from (line for *_, made in group for line in made)
    yield from sums(plan)


def _shown(step: Step) -> bool:
    """Whether a step is listed: not one that only records what was sent."""
    return step.what != "recorded"


def _step(step: Step, label: Label, *, verbose: bool) -> Iterator[str]:
    """The line of a note, and the words that change; of a conflict always."""
    kind = _kind(step)
    yield _line(kind, label, step.question, step.place, _remarks(step))
    if verbose:
        yield from (f"{_INDENT}{each.name}: {words.marked(each.theirs, each.ours)}" for each in step.changes)
    for each in step.conflicts:
        yield f"{_INDENT}{each.name}, Anki → documents: {words.marked(each.theirs, each.ours)}"
        if each.why:
            yield f"{_INDENT}{each.why}"


def _line(kind: str, label: Label, question: str, place: str, remarks: Iterable[str]) -> str:
    text = f"{question[: _WIDTH - 1]}…" if len(question) > _WIDTH else question
    return f"{label(kind, f'  {kind:10}')} {text:{_WIDTH}} {place:>5}  {', '.join(remarks)}".rstrip()


def _kind(step: Step) -> str:
    """The kind of a change; of an updated note what of it was."""
    if step.conflicts:
        return "conflict"
    if step.what != "updated":
        return step.what
    names = {each.name for each in step.changes}
    return "reworded" if names & _REWORDED else "answer" if "Answer" in names else "details"


def _remarks(step: Step) -> Iterator[str]:
    if step.what in ("updated", "returned"):
        yield from (f"{words.counts(each.theirs, each.ours)}{_in(each)}" for each in step.changes)
    tags = [*(f"+{tag}" for tag in step.tags_added), *(f"-{tag}" for tag in step.tags_removed)]
    if tags and step.what != "new":
        yield f"tags {' '.join(tags)}"
    if step.move:
        yield f"{_deck(step.moved_from)} → {_deck(step.move_to)}"
    for verb, cards in (("suspended", step.suspend), ("unsuspended", step.unsuspend)):
        if cards:
            yield f"{_count(len(cards), 'card')} {verb}"


def _in(change: TextChange) -> str:
    return "" if change.name == "Answer" else f" in {change.name}"


def _deck(name: str) -> str:
    return name.replace("::", " › ")


def _told(told: Told, label: Label) -> str:
    remarks = [TOLD[told.what], *([", ".join(told.fields)] if told.fields else [])]
    return _line("kept" if told.what == "own" else told.what, label, told.question, told.place, remarks)


def sums(plan: Plan) -> Iterator[str]:
    """What a plan does in all, in a line, and lines of what is left to its user."""
    counts = Counter(step.what for step in plan.steps)
    counts["conflict"] = plan.conflicts
    if plan.steps:
        said = ", ".join(f"{counts[what]} {text}" for what, text in WHATS.items() if counts[what])
        yield f"{said}, {plan.unchanged} unchanged."
    else:
        yield f"Nothing would change: {_count(plan.unchanged, 'note')} as in the collection."
    told = Counter(each.what for each in plan.told)
    yield from (said.format(_count(told[what], "note")) for what, said in _SUMS.items() if told[what])
    if plan.conflicts:
        yield (
            "What Anki has is kept where there is a conflict. End it by an edit that makes both sides the same, or all "
            "of them by `--ours` (the documents win) or `--theirs` (Anki wins)."
        )
    if plan.types:
        yield f"{_count(len(plan.types), 'note type')} with other templates, or another style."
    for each in plan.told:
        if each.what == "type":
            yield f"The note type {each.question} keeps your own {', '.join(each.fields)}: `--ours` replaces that."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def table(plan: Plan) -> dict[str, Any]:
    """The plan for programs (`jsontypes.Push`, but for what only the command knows)."""
    counts = Counter(step.what for step in plan.steps)
    return {
        "notes": [_note(step) for step in plan.steps if _shown(step)],
        "told": [
            {
                "what": told.what,
                "guid": told.guid,
                "question": told.question,
                "path": told.file,
                "line": told.line or None,
                "fields": list(told.fields),
            }
            for told in plan.told
        ],
        "adopted": [{"id": each.key, "guid": each.guid, "fields": dict(each.fields)} for each in plan.adoptions],
        "note_types": [each.type_id for each in plan.types],
        "recorded": counts["recorded"],
        "unchanged": plan.unchanged,
        "conflicts": plan.conflicts,
        "open": plan.is_open,
    }


def _note(step: Step) -> dict[str, Any]:
    return {
        "what": step.what,
        "guid": step.guid,
        "note_id": step.note_id,
        "question": step.question,
        "path": step.file,
        "line": step.line or None,
        "fields": _texts(step.changes),
        "conflicts": _texts(step.conflicts),
        "tags_added": list(step.tags_added),
        "tags_removed": list(step.tags_removed),
        "decks": [step.moved_from, step.move_to] if step.move else [],
        "suspended": len(step.suspend),
        "unsuspended": len(step.unsuspend),
    }


def _texts(changes: Sequence[TextChange]) -> list[dict[str, str]]:
    return [
        {"field": each.name, "anki": each.theirs, "documents": each.ours, **({"why": each.why} if each.why else {})}
        for each in changes
    ]
