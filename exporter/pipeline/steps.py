"""Steps of a build: load -> render -> identify -> plan -> run, each a module with one function."""

from __future__ import annotations

import time
from dataclasses import replace

from exporter.pipeline import report
from exporter.pipeline.build import Build
from exporter.pipeline.identify import identify
from exporter.pipeline.load import load
from exporter.pipeline.options import Options
from exporter.pipeline.plan import plan
from exporter.pipeline.produce import Progress
from exporter.pipeline.render import render
from exporter.pipeline.report import Report
from exporter.pipeline.resend import Agree
from exporter.pipeline.run import run
from exporter.pipeline.store import ledger_file


def build(options: Options, progress: Progress, agree: Agree = lambda question: None) -> Report:
    """Makes the outputs that are not current, and removes those whose document is gone.

    `agree` is asked before notes are sent again; it raises what ends the build where the answer is no.
    """
    return built(options, progress, agree)[1]


def built(options: Options, progress: Progress, agree: Agree = lambda question: None) -> tuple[Build, Report]:
    """The same, with the build itself."""
    started = time.perf_counter()
    loaded = load(options, to_make=True)
    with ledger_file.locked(loaded.lock) as known:
        planned = plan(identify(render(replace(loaded, known=known)), agree))
        outcome = run(planned, progress)
    return planned, report.write(report.of(planned, outcome, time.perf_counter() - started))
