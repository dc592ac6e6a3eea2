"""Folded blocks: `??? question "What is …?"`, `::: details What is …?`, callouts `> [!question] What is …?`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature

_TITLED = re.compile(r'^(?:\?\?\?\+?|!!!)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*[ \t]+"(.+)"[ \t]*$')
_CALLOUT = re.compile(r"^\[!(?:question|faq|help|quiz|(?:flash)?card)\][+-]?[ \t]+(.+)$", re.IGNORECASE)
_DETAILS = re.compile(r"^:{3,}[ \t]*details[ \t]+(.+)$")


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """The title of a folded block."""
    first = paragraph.lines[0]
    found = (_TITLED.match(first) or _DETAILS.match(first)) if first[:1] in ("?", "!", ":") else None
    asks = _CALLOUT.match(first) if first.startswith("[!") and paragraph.block.quote else None
    found = found or asks
    if not found:
        return ()
    head = prefixes.read(found[1])
    labelled = bool(asks) or head.label == "q"
    return (paragraph.candidate(Signature("admonition"), 0, 1, head.text, number=head.number, labelled=labelled),)
