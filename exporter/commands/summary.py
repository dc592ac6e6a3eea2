"""Change summary: counts of changed cards, notes that an import skips, and manual steps in Anki, as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from exporter.identity.changing import KINDS, Change
from exporter.naming import count
from exporter.pipeline import changes as cards

_SAID = {"rendered": "rendered differently"}  # where a kind is no word for people
_SHORT = 4  # cards whose search fits into a line of the summary
_DECKS = 10  # renamed decks that are listed
_LABELS = {  # tasks in Anki that are listed -> what their cards are called
    "retired": "retired",
    "unanswered": "unanswered",
    "moved": "moved",
    "right": "with other right options",
    "restarted": "restarted",
    "reverse": "switched off",
    "retyped": "retyped",
    "emptied": "emptied",
}


def counted(changes: Iterable[Change]) -> str:
    """The counts of all kinds: "1 new, 2 updated, 300 unchanged"."""
    counts = Counter(change.what for change in changes)
    return ", ".join(f"{counts[what]} {_SAID.get(what, what)}" for what in KINDS if counts[what])


def told_sent(changes: Iterable[Change]) -> Iterator[str]:
    """Notes that an import skips, or replaces once more (`--resend`), as lines."""
    counts = cards.sent(changes)
    if counts["again"]:
        yield f"Sent again, replacing edits made in Anki: {count(counts['again'], 'note')}."
    if counts["untouched"]:
        yield (
            f"{count(counts['untouched'], 'note')} changed, but not in the words of their documents: an import skips "
            "those that you edited or tagged in Anki (--resend replaces them, too)."
        )


def rendered(changes: Iterable[Change]) -> Iterator[str]:
    """Numbers of cards that this version or the settings render differently, as lines."""
    counts = Counter(cards.by_version(change) for change in changes if change.what == "rendered")
    if counts[True]:
        yield f"This version renders {count(counts[True], 'note')} differently."
    if counts[False]:
        yield f"This version or these settings render {count(counts[False], 'card')} differently."


def advice(changes: Sequence[Change], report: str, command: str = "") -> Iterator[str]:
    """Manual steps in Anki, as lines."""
    for name, found in cards.searches(changes, (), command).items():
        label = _LABELS.get(name)
        if not label:
            continue
        short = found["cards"] <= _SHORT
        where = found["search"] if short else f"use the search in {report}"
        yield f"{found['cards']} {label}: {found['hint']}. To find them in Anki's browser: {where}"
        for deck in found.get("decks", ())[:_DECKS]:
            yield f"  {deck['old']} → {deck['new']}: {count(deck['cards'], 'card')}, found by {deck['search']}"
        if "resend" in found:
            yield f"  To replace them anyway: {found['resend'] if short else f'the command in {report}'}"
