"""Properties below bullets, as Logseq writes them (`id:: …`, `card-ease-factor:: …`): they stand on no card."""

from __future__ import annotations

from exporter.readers import properties
from exporter.readers.source import Source


def replaced(source: Source) -> Source:
    """The source itself, or one without these lines; nothing in a fence is taken for one."""
    if "::" not in source.text:
        return source
    found = properties.below_bullets(source.lines)
    joined = properties.in_bullets(source.lines) if "logseq." in source.text else []
    if not found and not joined:
        return source
    code = {n for token in source.tokens if token.type == "fence" and token.map for n in range(*token.map)}
    out = [n for n in found if n not in code]
    lines = list(source.lines)
    for n in out:
        lines[n] = ""
    for n in (n for n in joined if n not in code):
        lines[n] = f"{properties.bullet(lines[n])}{lines[n + 1].lstrip()}"
        lines[n + 1] = ""
    return source.with_lines(lines) if lines != source.lines else source
