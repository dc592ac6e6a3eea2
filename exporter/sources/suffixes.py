"""Suffixes of documents: those that exporter reads by itself, and those of readers of other packages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from exporter import readers
from exporter.model import Location, Problem
from exporter.problems.documents import PLUGIN
from exporter.sources.formats import FORMATS

OWN = frozenset({".md", ".markdown", ".mdown", ".txt", ".text", *FORMATS})


def is_document(name: str) -> bool:
    """Whether a file is a document by its name."""
    suffix = PurePath(name).suffix.lower()
    return suffix in OWN or bool(suffix and readers.plugins().of(suffix))


def reader(name: str) -> str:
    """The reader of another package that alone reads a file of this name; "" where there is none."""
    suffix = PurePath(name).suffix.lower()
    return "" if not suffix or suffix in OWN else readers.plugins().of(suffix)


def problems() -> Iterator[Problem]:
    """What is wrong with readers of other packages."""
    found = readers.plugins()
    yield from found.problems
    for each in found.loaded:
        for suffix in sorted(each.suffixes & OWN):
            fault = each.plugin.fault(f"has the suffix {suffix}, which exporter reads by itself")
            yield PLUGIN.at(Location(each.plugin.package, 1), fault.message)
