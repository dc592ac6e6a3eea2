"""`exporter build`: its summary for people, and its report as JSON."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from exporter.commands import messages, summary
from exporter.commands.outcome import Outcome
from exporter.identity.ledger import LAST
from exporter.naming import count
from exporter.pipeline import importing, report, resend, steps
from exporter.pipeline.options import Options
from exporter.pipeline.produce import Progress
from exporter.pipeline.report import FILE, Report
from exporter.pipeline.resend import Agree
from exporter.pipeline.selection import ALL, Selection
from exporter.sources import passedover


def with_cards(options: Options, selection: Selection, resent: str | None) -> Options:
    """The options with the chosen cards: to be printed, or to be sent again where `--resend` is given (not None)."""
    again = resend.wanted(resent, selection)
    return replace(options, resend=again, selection=selection if again is None else ALL).in_place()


def run(
    options: Options,
    agree: Agree,
    *,
    as_json: bool = False,
    strict: bool = False,
    quiet: bool = False,
    verbose: bool = False,
) -> Outcome:
    """Builds; the exit code is that of the most severe problem."""
    with _progress(quiet=quiet) as progress:
        made = steps.build(options, progress, agree)
    code = made.exit_code(strict=strict)
    said = problems_alone(made) if quiet else lines(made, verbose=verbose)
    return Outcome(report.dumped(table(made, code)) if as_json else (), said, code)


@contextmanager
def _progress(*, quiet: bool = False) -> Iterator[Progress]:
    """A function that shows each output on a terminal, in one line that rewrites itself; it does nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total, name: None
        return

    def show(done: int, total: int, name: str) -> None:
        sys.stderr.write(f"\r\x1b[K[{done}/{total}] {name}")
        sys.stderr.flush()

    sys.stderr.write("\r\x1b[Kreading …")
    sys.stderr.flush()
    try:
        yield show
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def table(made: Report, code: int) -> dict[str, Any]:
    """The report, with paths as the user would type them, and what this run did (`jsontypes.Build`)."""
    return report.table(made, made.roots) | {
        "written": sorted(made.written),
        "removed": sorted(made.removed),
        "failures": list(made.failures),
        "exit_code": code,
    }


def lines(report: Report, *, verbose: bool = False) -> Iterator[str]:
    """The summary of a build, as lines."""
    yield from messages.lines(report.reportable, report.roots, verbose=verbose)
    yield from messages.hint(report.reportable, verbose=verbose)
    if report.is_aside:
        yield from _aside(report, verbose=verbose)
        return
    for document in report.documents:
        answered = sum(bool(card.answer.strip()) for card in document.cards)
        yield f"  {document.title}: {count(answered, 'card')}  ({report.roots.get(document.source, document.source)})"
    cards = sum(change.card is not None for change in report.changes)
    changed = summary.counted(report.changes)
    yield f"{count(len(report.documents), 'document')}, {count(cards, 'card')}{f': {changed}' if changed else ''}."
    yield from passedover.lines(report.passed_over)
    yield from passedover.unsure(report.roots.get(name, name) for name in report.unsure)
    yield from _outputs(report, verbose=verbose)
    yield from _kept(report)
    if report.selection and not report.left_out:
        yield f"Printed {count(report.printed, 'card')} ({report.selection}); all other outputs hold every card."
    if report.new_ledger:
        yield f"{report.new_ledger} is new: it keeps your reviews across edits. Keep it with the documents, in git too."
    if report.is_lost_ledger:
        yield (
            f"{report.out} has packages of an earlier build, whose ledger is not there. If you imported them, restore "
            f"it, or delete {report.new_ledger} and run `exporter recover EXPORT` before you import: else cards "
            "that were reworded begin from zero, and notes of multiple choice may take no updates."
        )
    if report.ahead:
        day = time.strftime("%Y-%m-%d", time.gmtime(min(report.ahead, LAST)))
        yield (
            f"Cards changed on {day}, by a clock that was ahead: until that day an import replaces what you edit in "
            "Anki. If you imported nothing since, restore the previous ledger."
        )
    yield from summary.rendered(report.changes)
    yield from summary.told_sent(report.changes)
    yield from summary.advice(report.changes, str(report.out / FILE), report.command)
    yield from unmade(report)
    yield from removals(report.removed, report.out)
    yield from _import_hint(report.written, report.out, has_old_copies=report.has_old_copies)


def _aside(report: Report, *, verbose: bool) -> Iterator[str]:
    """The summary where what is hard in Anki was printed: decks and ledger are not concerned."""
    yield from report.told
    yield from _outputs(report, verbose=verbose)
    if not report.left_out:
        printed = f"Printed {count(report.printed, 'card')} ({report.selection})."
        yield f"{printed} Decks, ledger and other prints are untouched."
    yield from unmade(report)


def _kept(report: Report) -> Iterator[str]:
    """A line about the cards of documents that failed: they are kept."""
    if not report.kept:
        return
    said = f"{count(report.kept, 'card')} of documents that failed: they and their last outputs stay as they are."
    if importing.PACKAGE in report.written:
        said += f" {report.out / importing.PACKAGE} does not contain them, and importing it leaves them alone."
    yield said


def problems_alone(report: Report) -> Iterator[str]:
    """Problems, removed backups and failures alone, as lines: what `--quiet` leaves."""
    yield from messages.lines(report.reportable, report.roots)
    yield from removals(report.removed, report.out)
    yield from unmade(report)


def _outputs(report: Report, *, verbose: bool) -> Iterator[str]:
    if verbose:
        yield from (f"  wrote {report.out / name}" for name in sorted(report.written))
        yield from (f"  removed {report.out / name}" for name in report.removed)
    made = Counter(name.split("/")[0] for name in report.written)
    what = ", ".join(f"{folder} {count}" for folder, count in sorted(made.items()))
    removed = f", removed {len(report.removed)}" if report.removed else ""
    current = f", {len(report.current)} were up to date" if report.current else ""
    wrote = f"wrote {count(len(report.written), 'file')} ({what})" if report.written else "nothing to write"
    yield f"{report.out}: {wrote}{current}{removed}, in {report.seconds:.1f} s."


def unmade(report: Report) -> Iterator[str]:
    """Outputs that were not made, with the reason, as lines."""
    yield from map(messages.error, report.failures)
    if report.left_out and report.fault not in report.failures:
        yield report.fault


def removals(removed: Sequence[str], out: Path) -> Iterator[str]:
    """Says why packages with such names were removed, in a line; nothing for other outputs."""
    names = [str(out / name) for name in removed if importing.is_taken_for_backup(name)]
    if names:
        yield (
            f"Removed {' and '.join(names)}: Anki takes a file with such a name for a backup and would replace your "
            f"whole collection with it. The package with all decks is now {out / importing.PACKAGE}."
        )


def _import_hint(written: Sequence[str], out: Path, *, has_old_copies: bool) -> Iterator[str]:
    """How to import the packages that were made.

    `has_old_copies` says that an older version made some for these documents, which may lie on a phone or in a chat.
    """
    if importing.PACKAGE not in written:
        return
    yield f"Next: import {out / importing.PACKAGE} into Anki (File > Import)."
    if has_old_copies:
        yield (
            "If you have old copies named collection.apkg or backup-….apkg, for example on a phone, delete them: "
            "importing one would replace your whole Anki collection."
        )
