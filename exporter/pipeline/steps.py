"""The pipeline: discover -> read -> identify -> check -> emit -> write."""

from __future__ import annotations

import time
from dataclasses import replace

from exporter import checks, emitters, safefiles
from exporter.errors import SelectionError
from exporter.identity.identify import Identified
from exporter.model import Document, Problem
from exporter.pipeline import checking, fonts, importing, outputs, printing, report, resend, run
from exporter.pipeline.load import Inputs, collect
from exporter.pipeline.options import Options
from exporter.pipeline.report import Report
from exporter.pipeline.resend import Agree
from exporter.pipeline.run import Outcome, Progress
from exporter.pipeline.selection import choose
from exporter.pipeline.store import cards, files, ledger_file, readings, rendered, tempfiles
from exporter.pipeline.store.manifest import FILE as MANIFEST
from exporter.pipeline.store.manifest import Manifest
from exporter.sources import passedover

_OURS = (report.FILE, MANIFEST, readings.FILE, rendered.FILE, cards.FILE)  # in DIST, besides the outputs


def build(options: Options, progress: Progress, agree: Agree = lambda question: None) -> Report:
    """Makes the outputs that are not current, and removes those whose document is gone.

    `agree` is asked before notes are sent again; it raises what ends the build where the answer is no.
    """
    started = time.perf_counter()
    options.know_selection()
    fault = printing.fault() if options.prints else ""
    makes = tuple(name for name in options.outputs if not (fault and emitters.emitter(name).printed))
    inputs = collect(options, run.modules(map(emitters.emitter, makes)))
    Manifest.load(options.out).require(options.out, inputs.lock)
    known_html = rendered.load(options.out)
    with files.alone(inputs.lock):
        tempfiles.sweep([safefiles.target(inputs.lock)], age=0)  # nobody else writes it now
        known = ledger_file.load(inputs.lock)
        inputs, identified = ledger_file.identified(inputs, known)
        if options.keep_history:
            ledger_file.keep_history(identified.doubts)
        identified = resend.again(options, inputs, identified, agree)
        inputs = replace(inputs, printed=_chosen(options, inputs, identified), makes=makes)
        problems = _problems(inputs, identified, prints=options.prints and not fault)
        is_new = ledger_file.save(inputs.lock, known, identified.ledger)
        rendered.save(options.out, known_html)
        outcome = outputs.make(options, inputs, identified, problems, progress)
        cards.save(options.out, cards.load(options.out), identified)
        inputs.readings.save(options.out)
    ours = (files.straight(options.out, name) for name in (*outcome.written, *outcome.current, *_OURS))
    tempfiles.sweep(filter(None, ours))
    outcome.problems[:0] = problems
    outcome.failures += options.faults
    if outcome.left_out and options.asks_for_prints:
        outcome.failures.append(fault)
    made = replace(_report(options, inputs, identified, outcome), fault=fault)
    made = replace(made, new_ledger=inputs.lock if is_new else None, seconds=time.perf_counter() - started)
    files.write_output(options.out, report.FILE, map(str.encode, report.lines(made)))
    return made


def _report(options: Options, inputs: Inputs, identified: Identified, outcome: Outcome) -> Report:
    return Report(
        documents=inputs.library.documents,
        roots=inputs.sources.shown,
        changes=identified.changes,
        problems=tuple(dict.fromkeys(outcome.problems)),  # what several outputs tell is told once
        unreadable=inputs.library.unreadable,
        written=tuple(outcome.written),
        current=tuple(outcome.current),
        removed=tuple(outcome.removed),
        failures=tuple(outcome.failures),
        left_out=tuple(outcome.left_out),
        out=options.out,
        retired=tuple(sorted(key for key, entry in identified.ledger.entries.items() if entry.retired)),
        selection=str(options.selection),
        printed=sum(1 for document in inputs.printed for _ in document.cards),
        command=options.command,
        passed_over=passedover.unused(inputs.sources.passed_over, inputs.media),
        failed=tuple(sorted(inputs.unread)),
        kept=ledger_file.kept(inputs, identified.ledger),
        ahead=ledger_file.ahead(identified.ledger),
        has_old_copies=identified.ledger.is_older_than(importing.SAFE_SINCE),
    )


def _chosen(options: Options, inputs: Inputs, identified: Identified) -> tuple[Document, ...]:
    """The documents as they are printed; raises SelectionError."""
    try:
        return choose(inputs.documents, identified.identities, options.selection)
    except SelectionError as error:  # what is asked for may stand in a document that could not be read
        unread = map(str, inputs.library.errors)
        raise SelectionError("\n".join([error.message, *unread])) from error


def _problems(inputs: Inputs, identified: Identified, *, prints: bool) -> list[Problem]:
    found = [*inputs.library.problems, *ledger_file.problems(identified.doubts)]
    found += checking.problems(inputs.library.documents, inputs.settings)
    if prints:  # decks need no fonts of this machine
        found += checking.found(fonts.rule(inputs.settings.print), inputs.printed)
    return checks.heard(found, inputs.settings)
