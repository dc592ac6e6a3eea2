"""Registry of problem codes.

A code stands in the module of what it is about, with everything that `exporter explain` and docs/problems.md say of it.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from exporter.problems import documents, outputs, questions, texts
from exporter.problems.code import Code

CODES: Mapping[str, Code] = {
    code.name: code
    for code in sorted(
        (
            value
            for module in (documents, questions, texts, outputs)
            for value in vars(module).values()
            if isinstance(value, Code)
        ),
        key=lambda code: code.name,
    )
}


def unknown(name: str) -> str:
    """What to say of a name that is not a code: the nearest one, or all."""
    near = difflib.get_close_matches(name, CODES, 1)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(CODES)}."
