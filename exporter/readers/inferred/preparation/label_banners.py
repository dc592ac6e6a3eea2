"""Labels in banners, `===== Question =====` and `===== Answer =====`: made headings, with all banners of that look."""

from __future__ import annotations

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.structure.banners import unadorned
from exporter.readers.source import Source


def replaced(source: Source) -> Source:
    """The source itself, or one in which such banners are headings."""
    found = {n: (line.split(maxsplit=1)[0], title) for n, line in enumerate(source.lines) if (title := _title(line))}
    asking = {look for look, title in found.values() if prefixes.only_label(title)}
    answering = {look for look, title in found.values() if (label := prefixes.label(title)) and not label.rest}
    looks = asking & answering
    if not looks:
        return source
    lines = list(source.lines)
    for n, (look, title) in found.items():
        if look in looks:
            lines[n] = f"## {title}"
    return source.with_lines(lines)


def _title(line: str) -> str:
    """The title in a banner of several signs."""
    return unadorned(line.strip()) if line[:2] == line[1:3] and not line[:1].isalnum() else ""
