"""Excluded sections: those that the settings leave out are set aside, with that reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase

from exporter.model import Item
from exporter.readers.source import Reading, Source, Span
from exporter.settings import userpattern

REASON = "excluded by settings"


def matches(patterns: Sequence[str], title: str) -> bool:
    """Whether a section's title is meant: by a regular expression between slashes, or a pattern that ignores case."""
    return any(
        userpattern.compiled(pattern[1:-1]).search(title)
        if pattern.startswith("/")
        else fnmatchcase(title.strip().casefold(), pattern.strip().casefold())
        for pattern in patterns
    )


def applied(reading: Reading, source: Source) -> Reading:
    """The reading without what stands in such sections."""
    if not source.hint.exclude:
        return reading
    documents = tuple(
        replace(document, items=tuple(item for item in document.items if not _is_out(item, source)))
        for document in reading.documents
    )
    return replace(reading, documents=documents, spans=tuple(_spans(reading, source)))


def _is_out(item: Item, source: Source) -> bool:
    return any(matches(source.hint.exclude, title) for title in item.section)


def _spans(reading: Reading, source: Source) -> list[Span]:
    """The spans; those from an excluded item on are set aside, up to the next item."""
    items = sorted((item for document in reading.documents for item in document.items), key=lambda item: item.where)
    lines = [item.where.line for item in items]
    found = []
    for span in reading.spans:
        at = bisect_right(lines, source.at(span.first).line) - 1
        out = span.what in ("card", "note") and at >= 0 and _is_out(items[at], source)
        found.append(replace(span, what="aside", reason=REASON) if out else span)
    return found
