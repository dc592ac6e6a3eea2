"""Run: writes the ledger and the outputs that are out of date, and removes outputs whose document is gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exporter import emitters, markup
from exporter.pipeline import produce, report, retired
from exporter.pipeline.build import Build
from exporter.pipeline.importing import is_taken_for_backup
from exporter.pipeline.produce import OutputResults, Progress
from exporter.pipeline.store import (
    card_cache,
    emitter_cache,
    files,
    ledger_file,
    reading_cache,
    render_cache,
    tempfiles,
)
from exporter.pipeline.store.manifest import FILE as MANIFEST
from exporter.pipeline.store.manifest import Manifest

_OURS = (  # in DIST, besides the outputs
    *(report.FILE, MANIFEST, reading_cache.FILE, render_cache.FILE),
    *(card_cache.FILE, card_cache.PAST),
)


def run(build: Build, progress: Progress) -> OutputResults:
    """Makes the planned outputs; a failed one is reported, and the others are made all the same."""
    out, ledger = build.options.out, build.identified.ledger
    is_new = not _is_aside(build) and ledger_file.save(build.lock, build.known, ledger)
    render_cache.save(out)
    markup.CACHE.release({kind for job in build.outputs.jobs for kind in job.emitter.texts})
    manifest = Manifest.load(out)
    is_lost = is_new and any(name.startswith("anki/") for name in manifest.digests)
    outcome = produce.make(build.outputs.jobs, out, manifest, build.options.processes, progress)
    outcome.is_new_ledger, outcome.is_lost_ledger = is_new, is_lost
    texts = card_cache.load(out)  # of the last build
    outcome.problems[:0] = build.problems
    if build.options.retire_tag:
        outcome.problems += retired.problems(ledger, texts, build.lock)
    _remove(list(_stale(build, manifest)), out, manifest, outcome)
    manifest.save(out, build.lock)
    if not _is_aside(build):
        card_cache.save(out, texts, build.identified)
    build.readings.save(out)
    ours = (files.straight(out, name) for name in (*outcome.written, *build.outputs.current, *_OURS))
    tempfiles.sweep(filter(None, ours))
    outcome.failures += build.options.faults
    if build.outputs.left_out and build.options.asks_for_prints:
        outcome.failures.append(build.fault)
    return outcome


def _is_aside(build: Build) -> bool:
    """Whether a build prints what is hard in Anki, and does nothing else: no card gets an identity by it."""
    return build.options.selection.reviews is not None


def _remove(names: list[str], out: Path, manifest: Manifest, outcome: OutputResults) -> None:
    """Removes outputs, and what was kept of those that are no longer there."""
    outcome.removed = manifest.remove_outputs(out, names)
    outcome.failures += (_told(out / name) for name in names if name in manifest.sources)
    emitter_cache.sweep(out, manifest.digests)


def _stale(build: Build, manifest: Manifest) -> Iterator[str]:
    """Outputs of earlier builds that are to go."""
    read = frozenset(document.source for document in build.library.documents)
    for name, source in manifest.sources.items():
        if name not in build.outputs.sources and _is_stale(name, source, read, build):
            yield name


def _is_stale(name: str, source: str, read: frozenset[str], build: Build) -> bool:
    """Whether an output that this build does not want is to go; those of documents that failed stay."""
    if is_taken_for_backup(name) or emitters.is_former(name):  # dangerous, or of no use: whatever is made, it goes
        return True
    if _is_aside(build):  # its folder holds one choice, and no print of another
        return True
    if not _is_made(name, build):
        return False
    if not source:
        return not build.unread
    return source in read or (build.sources.in_scope(source) and source not in build.unread)


def _is_made(name: str, build: Build) -> bool:
    """Whether this build makes all outputs of this kind: not with a selection, which leaves other prints alone."""
    made = map(emitters.emitter, build.options.outputs)
    return any(emitter.makes(name) for emitter in made if not (emitter.printed and build.options.selection))


def _told(path: Path) -> str:
    return f"{path}: out of date, but it cannot be removed. Check the permissions of its folder, or delete the file."
