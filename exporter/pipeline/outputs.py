"""The outputs of a build: which are to be made, which are current, and which are no longer wanted."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exporter import emitters
from exporter.emitters import Edition
from exporter.identity.identify import Identified
from exporter.model import Problem
from exporter.pipeline import retired, run
from exporter.pipeline.importing import is_taken_for_backup
from exporter.pipeline.load import Inputs
from exporter.pipeline.options import Options
from exporter.pipeline.plan import Jobs
from exporter.pipeline.run import Job, Progress
from exporter.pipeline.store import cards, files, plates
from exporter.pipeline.store.cards import Texts
from exporter.pipeline.store.manifest import Manifest


@dataclass(slots=True)
class _Plan:
    jobs: list[Job] = field(default_factory=list)
    current: list[str] = field(default_factory=list)  # outputs that need no work
    left_out: list[str] = field(default_factory=list)  # outputs that this machine cannot make
    wanted: dict[str, str] = field(default_factory=dict)  # output -> document


def make(
    options: Options, inputs: Inputs, identified: Identified, problems: Sequence[Problem], progress: Progress
) -> run.Outcome:
    """Makes the outputs that are not current, and removes those whose document is gone."""
    manifest = Manifest.load(options.out)
    remembered = cards.load(options.out) if options.retire_tag else {}
    plan = _plan(options, inputs, identified, problems, manifest, remembered)
    outcome = run.run(plan.jobs, options.out, manifest, options.processes, progress)
    outcome.current, outcome.left_out = plan.current, plan.left_out
    if options.retire_tag:
        outcome.problems += retired.problems(identified.ledger, remembered, inputs.lock)
    read = {document.source for document in inputs.library.documents}
    stale = [
        name
        for name, source in manifest.sources.items()
        if name not in plan.wanted and _is_stale(name, source, read, options, inputs)
    ]
    outcome.removed = manifest.forget(options.out, stale)
    outcome.failures += (_left(options.out / name) for name in stale if name in manifest.sources)
    plates.sweep(options.out, manifest.digests)
    manifest.save(options.out, inputs.lock)
    return outcome


def _is_stale(name: str, source: str, read: Container[str], options: Options, inputs: Inputs) -> bool:
    """Whether an output of earlier builds that this one does not want is to go; those of documents that failed stay."""
    if is_taken_for_backup(name):  # dangerous: whatever this build makes, it goes
        return True
    if not _made_by(name, options):
        return False
    if not source:
        return not inputs.unread
    return source in read or (inputs.sources.in_scope(source) and source not in inputs.unread)


def _left(path: Path) -> str:
    return f"{path}: out of date, but it cannot be removed. Check the permissions of its folder, or delete the file."


def _made_by(name: str, options: Options) -> bool:
    """Whether this build makes all outputs of this kind: not with a selection, which leaves other prints alone."""
    made = map(emitters.emitter, options.outputs)
    return any(emitter.makes(name) for emitter in made if not (emitter.printed and options.selection))


def _plan(
    options: Options,
    inputs: Inputs,
    identified: Identified,
    problems: Sequence[Problem],
    manifest: Manifest,
    remembered: Texts,
) -> _Plan:
    plan = _Plan()
    existing = frozenset(name for name in manifest.digests if files.exists(options.out, name))
    made = Jobs(inputs, identified, tuple(problems), existing, str(options.selection))

    def with_retired(edition: Edition) -> Edition:
        return retired.added(edition, identified.ledger, remembered) if options.retire_tag else edition

    for job in made.all(options.outputs, with_retired):
        plan.wanted[job.name] = job.source
        if manifest.is_current(options.out, job.name, job.digest):
            plan.current.append(job.name)
        elif job.emitter.name in inputs.makes:
            plan.jobs.append(job)
        else:
            plan.left_out.append(job.name)
    return plan
