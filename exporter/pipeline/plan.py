"""Plan: the cards to print, all problems, and the outputs to make."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from exporter import checks
from exporter.errors import SelectionError
from exporter.model import Document, Problem
from exporter.pipeline import checking, doubts, fonts, reviews
from exporter.pipeline.build import Build, Job, Outputs
from exporter.pipeline.editions import Editions
from exporter.pipeline.selection import choose
from exporter.pipeline.store import card_cache, files
from exporter.pipeline.store.manifest import Manifest


def plan(build: Build) -> Build:
    """The build with everything that goes into its outputs; raises SelectionError."""
    printed, told = _chosen(build)
    build = replace(build, printed=printed, told=told)
    build = replace(build, problems=tuple(checks.unsilenced(_problems(build), build.settings)))
    return replace(build, outputs=_outputs(build))


def _chosen(build: Build) -> tuple[tuple[Document, ...], tuple[str, ...]]:
    """The documents as they are printed, and what a search in Anki found besides."""
    identities, wanted = build.identified.identities, build.options.selection
    try:
        if wanted.reviews is None:
            return choose(build.documents, identities, wanted), ()
        found = reviews.choose(build.documents, identities, build.known, wanted.reviews)
        return choose(found.documents, identities, replace(wanted, reviews=None)), found.told
    except SelectionError as error:  # what is asked for may stand in a document that could not be read
        unread = map(str, build.library.errors)
        raise SelectionError("\n".join([error.message, *unread])) from error


def _problems(build: Build) -> Iterator[Problem]:
    yield from build.library.problems
    yield from doubts.problems(build.identified)
    yield from checking.problems(build.library.documents, build.settings)
    if build.options.prints and not build.fault:  # decks need no fonts of this machine
        yield from checking.found(fonts.rule(build.settings.print), build.printed)


def _outputs(build: Build) -> Outputs:
    """The outputs to make, those that are current, and those left out."""
    options = build.options
    manifest = Manifest.load(options.out)
    existing = frozenset(name for name in manifest.digests if files.exists(options.out, name))
    texts = card_cache.load(options.out) if options.retire_tag else {}
    jobs: list[Job] = []
    current: list[str] = []
    left_out: list[str] = []
    sources: dict[str, str] = {}
    for job in Editions(build, existing, texts).jobs():
        sources[job.name] = job.source
        if manifest.is_current(options.out, job.name, job.digest):
            current.append(job.name)
        elif job.emitter.name in build.makes:
            jobs.append(job)
        else:
            left_out.append(job.name)
    return Outputs(tuple(jobs), tuple(current), tuple(left_out), sources)
