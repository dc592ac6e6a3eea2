"""Load: the documents of a build with their settings and images, and the path of its ledger."""

from __future__ import annotations

from dataclasses import replace
from functools import cache as cache_result
from functools import partial
from pathlib import Path

from exporter import emitters, settings, syspackages
from exporter.emitters.print import libraries
from exporter.identity import ledger
from exporter.model import Severity
from exporter.pipeline import folderdata, guard, ownstyle, reading, unsure
from exporter.pipeline.build import Build
from exporter.pipeline.options import Options
from exporter.pipeline.store import ledger_file
from exporter.pipeline.store.manifest import Manifest
from exporter.pipeline.store.reading_cache import Readings
from exporter.sources import formats, media, notread
from exporter.sources.discover import Sources, discover


def load(options: Options, *, to_make: bool = False) -> Build:
    """Finds and reads the documents and their settings; `to_make`: outputs will be made of them."""
    options.check_selection()
    fault = _print_fault() if to_make and options.prints else ""
    makes = tuple(name for name in options.outputs if not (fault and emitters.emitter(name).printed))
    sources = discover(options.sources, options.lock)
    lock = options.lock or sources.folder / ledger.FILE
    known = _known(sources, lock)
    sources = notread.with_known(sources, known)
    chosen = settings.load(settings.beside(sources.folder), options.overrides)
    cache = Readings.load(options.out)
    later = emitters.modules(makes) if to_make else ()
    live = cache_result(partial(ledger_file.known_files, lock))
    library = reading.read_all(sources.documents, chosen, cache, options.processes, later, live)
    library, sources = folderdata.passed_over(library, sources, chosen, live, partial(_guids, lock))
    library = unsure.passed_over(library, sources.documents, chosen, live)
    gather = partial(media.gather, found=sources.documents, remote=chosen.media.remote)
    images, failed = guard.isolated(gather, library.documents)
    told = (*notread.unread_links(sources, known), *notread.no_longer_read(sources.passed_over, known))
    unreadable = library.unreadable or any(problem.severity is Severity.ERROR for problem in told)
    problems = (*formats.plugin_problems(), *told, *library.problems, *images.problems)
    library = replace(library, problems=problems, unreadable=unreadable)
    if to_make:
        Manifest.load(options.out).require(options.out, lock)
    style = ownstyle.read(sources.folder, chosen)
    made = Build(options, sources, chosen, library, lock, cache, images.images, style, makes, fault)
    return made.without(failed)


def _guids(lock: Path) -> frozenset[str]:
    """The guids of all notes in a ledger."""
    return frozenset(entry.guid for entry in ledger_file.load(lock).entries.values())


def _print_fault() -> str:
    """Why PDFs are not made and what to do about it, in a sentence; "" where they can be made."""
    found = libraries.fault()
    if not found:
        return ""
    command = syspackages.command("pdf")
    remedy = f"run `{command}`" if command else "install Pango and the fonts Noto Sans and DejaVu"
    return f"PDFs were not made, since {found}: {remedy}, then build again."


def _known(sources: Sources, lock: Path) -> frozenset[str]:
    """The documents that have cards in the ledger, where something that is passed over may be one of them."""
    asks = bool(sources.not_read) or notread.needs_ledger(sources.passed_over)
    return ledger_file.known_files(lock) if asks else frozenset()
