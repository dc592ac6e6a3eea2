"""Folded blocks of documentation generators: `??? question "What is …?"`, `::: details What is …?`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inference import prefixes
from exporter.readers.inference.mark import Mark, Paragraph

_TITLED = re.compile(r'^(?:\?\?\?\+?|!!!)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*[ \t]+"(.+)"[ \t]*$')
_DETAILS = re.compile(r"^:{3,}[ \t]*details[ \t]+(.+)$")


def marks(paragraph: Paragraph) -> Sequence[Mark]:
    """The title of a folded block."""
    first = paragraph.lines[0]
    found = (_TITLED.match(first) or _DETAILS.match(first)) if first[:1] in ("?", "!", ":") else None
    if not found:
        return ()
    head = prefixes.read(found[1])
    return (paragraph.mark(("admonition",), 0, 1, head.text, number=head.number, labelled=head.label == "q"),)
