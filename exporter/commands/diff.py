"""`exporter diff`: changes by card that a build would make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from exporter import naming, worddiff
from exporter.commands import messages, summary
from exporter.commands.outcome import Outcome, dumps, joined
from exporter.identity.changing import TAUGHT, Change
from exporter.identity.identification import Identified
from exporter.identity.ledger import Entry, Ledger
from exporter.model import Problem
from exporter.pipeline import changes, doubts, report
from exporter.pipeline.identify import identify
from exporter.pipeline.load import load
from exporter.pipeline.options import Options
from exporter.pipeline.render import render
from exporter.pipeline.store import card_cache, ledger_file
from exporter.pipeline.store.card_cache import Texts

_WIDTH = 64  # of a question
_FEW = 3  # cards that moved the same way and are still listed one by one
_COLORS = {"new": "green", "returned": "green", "retired": "red", "uncertain": "yellow"}
_TOTALS = {  # label -> how the last line counts it
    "new": "new",
    "returned": "returned",
    "reworded": "reworded (history kept)",
    "answer": "answer changed",
    "details": "details changed",
    "moved": "moved",
    "retired": "retired",
    "uncertain": "uncertain",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes that a build would make."""

    known: Ledger
    identified: Identified
    problems: tuple[Problem, ...]
    texts: Texts
    roots: Mapping[str, str]  # a document's name -> the path as the user would type it
    unreadable: bool  # whether a document could not be read
    lock: Path  # the ledger's file

    @property
    def is_built(self) -> bool:
        """Whether there was a build before."""
        return bool(self.known.entries)


def compare(options: Options) -> Difference:
    """Reads the documents and matches them with the ledger; writes nothing."""
    loaded = load(options)
    made = identify(render(replace(loaded, known=ledger_file.load(loaded.lock))))
    told = (*made.library.errors, *doubts.problems(made.identified))
    texts, shown = card_cache.load(options.out), made.sources.shown
    return Difference(made.known, made.identified, told, texts, shown, made.library.unreadable, made.lock)


def run(options: Options, *, as_json: bool, verbose: bool) -> Outcome:
    """The exit code is that of a build which finds the same problems."""
    found = compare(options)
    product = dumps(table(found)) if as_json else joined(lines(found, verbose=verbose))
    return Outcome(product, code=report.code(found.problems, unreadable=found.unreadable))


def table(difference: Difference) -> dict[str, Any]:
    """The difference for programs (`jsontypes.Difference`)."""
    found = difference.identified.changes
    uncertain = {doubt.card.where for doubt in difference.identified.doubts}
    return {
        "schema": 2,
        "built": difference.is_built,
        "changes": [
            {
                **changes.table(change, difference.roots),
                "uncertain": change.card is not None and change.card.where in uncertain,
                "words": dict(_words(change, difference.texts)),
            }
            for change in found
            if change.what not in ("unchanged", "rendered")
        ],
        "rendered": sum(change.what == "rendered" for change in found),
        "by_version": sum(map(changes.by_version, found)),
        "sent": changes.sent(found),
        "unchanged": sum(change.what == "unchanged" for change in found),
        "note_types": _note_types_change(difference),
        "problems": [report.problem(problem, difference.roots) for problem in difference.problems],
    }


def lines(difference: Difference, *, verbose: bool) -> Iterator[str]:
    """The difference for people: a line per card that changes, by document, then the sums."""
    found = difference.identified.changes
    shown = [change for change in found if change.what not in ("unchanged", "rendered")]
    if verbose:  # of what a newer version does, the words that it reads differently
        shown += (change for change in found if change.what == "rendered" and not change.aspects.isdisjoint(TAUGHT))
    if not difference.is_built:
        yield f"Nothing was built yet: there is no {difference.lock}. The first build makes new notes of all cards."
    shown.sort(key=lambda change: change.entry.file)
    for file, group in groupby(shown, key=lambda change: change.entry.file):
        yield file
        yield from _in_file(list(group), difference.texts, verbose=verbose)
    yield from messages.lines(difference.problems, difference.roots, verbose=verbose)
    yield from _sums(difference, shown)


def _in_file(found: Sequence[Change], known: Texts, *, verbose: bool) -> Iterator[str]:
    """A line for each card; one for all that moved together, unless every card is asked for."""
    told: set[str] = set()
    together = Counter(_way(change) for change in found if change.what == "moved")
    for change in found:
        way = _way(change)
        if change.what != "moved" or verbose or together[way] <= _FEW:
            yield _line(change, known)
        elif way not in told:
            told.add(way)
            yield f"{_label('moved')} {f'{together[way]} cards':{_WIDTH}}        {way}"
        if verbose:
            yield from (f"             {name}: {said}" for name, said in _words(change, known))


def _line(change: Change, known: Texts) -> str:
    label = _labels(change)[0]
    question = " ".join(change.entry.question.split())
    question = f"{question[: _WIDTH - 1]}…" if len(question) > _WIDTH else question
    line = change.card.where.place if change.card else ""
    return f"{_label(label)} {question:{_WIDTH}} {line:>5}  {', '.join(_remarks(change, known))}".rstrip()


def _label(label: str) -> str:
    return click.style(f"  {label:10}", fg=_COLORS.get(label, "cyan"))


def _labels(change: Change) -> list[str]:
    """The kind of a change; for an updated card what was updated."""
    if change.what != "updated":
        return [change.what]
    named = {"question": "reworded", "answer": "answer", "details": "details"}
    return [label for aspect, label in named.items() if aspect in change.aspects] or ["details"]


def _remarks(change: Change, known: Texts) -> Iterator[str]:
    yield from (_TOTALS[label] for label in _labels(change)[1:])
    if change.old and change.what == "updated":
        yield from (
            f"{worddiff.counts(before, after)}{'' if name == 'answer' else f' in the {name}'}"
            for name, before, after in _pairs(change, change.old, known)
        )
    if way := _way(change):
        yield way
    if change.restarts:
        yield "another kind of note: its reviews begin from zero"


def _way(change: Change) -> str:
    """From where to where a card moved; empty where it did not."""
    old, new = change.old, change.entry
    if old is None or change.what == "retired":
        return ""
    for aspect, before, after in (
        ("deck", old.deck.replace("::", " › "), new.deck.replace("::", " › ")),
        ("section", " › ".join(old.section), " › ".join(new.section)),
        ("file", old.file, new.file),
    ):
        if aspect in change.aspects:
            return f"{before} → {after or '(no section)'}"
    return ""


def _words(change: Change, known: Texts) -> Iterator[tuple[str, str]]:
    """The words that changed, `[-so-]` and `{+so+}`, for each text of the card."""
    if change.old:
        yield from ((name, worddiff.marked(before, after)) for name, before, after in _pairs(change, change.old, known))


def _pairs(change: Change, old: Entry, known: Texts) -> Iterator[tuple[str, str, str]]:
    """The texts that changed, before and after; of an old answer the beginning, where the cache does not have it."""
    if change.card is None:
        return
    before = card_cache.remembered(old, known)
    for name in ("question", "answer"):
        if name in change.aspects:
            was, now = getattr(before, name), getattr(change.card, name)
            if name == "answer" and was.endswith("…") and card_cache.card(old, known) is None:
                now = f"{now[: len(was) - 1]}…"  # compare what is there to compare
            if was != now:  # else it changed further down than the ledger remembers
                yield name, was, now


def _sums(difference: Difference, shown: Sequence[Change]) -> Iterator[str]:
    found = difference.identified
    counts = Counter(label for change in shown for label in _labels(change))
    counts["uncertain"] = len(found.doubts)
    rendered = list(summary.rendered(found.changes))
    same = sum(change.what == "unchanged" for change in found.changes)
    if shown or found.doubts:
        said = ", ".join(f"{counts[label]} {total}" for label, total in _TOTALS.items() if counts[label])
        yield f"{said}, {same} unchanged."
    elif not rendered:
        yield f"Nothing would change: {naming.count(same, 'card')} as in the last build."
    yield from rendered
    if reverse := sum("reverse" in change.aspects for change in found.changes):
        yield f"Switched off: {naming.count(reverse, 'reverse card')}, which stay in Anki, without a front."
    if _note_types_change(difference):
        yield "The note types change: their templates or their style."


def _note_types_change(difference: Difference) -> bool:
    return bool(difference.known.templates) and difference.known.templates != difference.identified.ledger.templates
