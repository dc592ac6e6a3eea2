"""What changed, in the words of reports: counts, lists, and what a package cannot do in Anki by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from exporter.identity.changing import KINDS, Change

_SAID = {"rendered": "rendered anew"}  # where a kind is no word for people
_SHORT = 4  # cards whose search fits into a line of the summary


def counted(changes: Iterable[Change]) -> str:
    """The counts of all kinds: "1 new, 2 updated, 300 unchanged"."""
    counts = Counter(change.what for change in changes)
    return ", ".join(f"{counts[what]} {_SAID.get(what, what)}" for what in KINDS if counts[what])


def table(change: Change) -> dict[str, Any]:
    """A change as JSON."""
    made: dict[str, Any] = {
        "change": change.what,
        "id": change.entry.key,
        "question": change.entry.question,
        "where": str(change.card.where) if change.card else change.entry.file,
    }
    if change.aspects:
        made["aspects"] = sorted(change.aspects)
    if change.old and "question" in change.aspects:
        made["was"] = change.old.question
    if change.old and change.old.deck and change.old.deck != change.entry.deck:
        made["decks"] = [change.old.deck, change.entry.deck]
    return made


def search(keys: Sequence[str]) -> str:
    """What finds cards in Anki's browser, by the field that holds their keys. A chain of OR fails beyond a thousand."""
    return f'"CardId:{keys[0]}"' if len(keys) == 1 else f'"CardId:re:^({"|".join(sorted(keys))})$"'


def searches(changes: Sequence[Change], retired: Sequence[str] = ()) -> dict[str, dict[str, Any]]:
    """For what is left to do by hand in Anki: how many cards, the search that finds them, and what to do.

    `retired` are the keys of all retired cards, those of earlier builds too.
    """
    found = {
        name: [c.entry.key for c in changes if _concerns(c, name, kinds)] for name, (kinds, *_) in _BY_HAND.items()
    }
    found["all_retired"] = list(retired)
    return {
        name: {"cards": len(keys), "search": f"{_BY_HAND[name][1]}{search(keys)}", "hint": _BY_HAND[name][2]}
        for name, keys in found.items()
        if keys
    }


_BY_HAND: dict[str, tuple[tuple[str, ...], str, str]] = {  # name -> kinds of changes, head of the search, hint
    "retired": (("retired",), "", "no longer in the documents: suspend or delete them"),
    "moved": (("moved", "updated", "returned"), "", "an import leaves cards in their old deck: Change Deck moves them"),
    "updated": (("updated", "returned", "rendered"), "", "an import replaces their fields and tags"),
    "suspended": (
        ("updated", "returned"),
        "is:suspended ",
        "updated, and still suspended if they were: unsuspend them",
    ),
    "all_retired": ((), "", "retired now or earlier"),
}


def _concerns(change: Change, name: str, kinds: Sequence[str]) -> bool:
    return change.what in kinds and (name != "moved" or "deck" in change.aspects)


def advice(changes: Sequence[Change], report: str) -> Iterator[str]:
    """What to do by hand in Anki, as lines."""
    for name, found in searches(changes).items():
        if name in ("retired", "moved"):
            where = found["search"] if found["cards"] <= _SHORT else f"the search in {report} finds them"
            yield f"{found['cards']} {name}: {found['hint']}. In Anki's browser: {where}"
