"""Notebooks before pandoc reads them: what code printed is cut to a few lines, without the colours of terminals."""

from __future__ import annotations

import json
import re
from typing import Any

_LINES = 12  # of an output that are kept: more is no answer that anybody learns
_WIDTH = 300  # characters of such a line
_COLOURS = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")
_RICH = ("text/html", "text/latex", "application/javascript")  # beside plain text that says the same


def prepared(text: str) -> str:
    """The notebook with short outputs; as it is where it is none, for a message about it."""
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError):
        return text
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for output in outputs if isinstance(outputs, list) else ():
            if isinstance(output, dict):
                _shorten(output)
    return json.dumps(notebook, ensure_ascii=False)


def _shorten(output: dict[str, Any]) -> None:
    """Cuts what an output says: a stream's text, a traceback, or the plain text of data."""
    for key in ("text", "traceback"):
        if key in output:
            output[key] = _cut(output[key], from_end=key == "traceback")
    data = output.get("data")
    if isinstance(data, dict) and "text/plain" in data:
        data["text/plain"] = _cut(data["text/plain"])
        is_shown = any(str(kind).startswith("image/") for kind in data)
        for kind in [*_RICH, *(["text/plain"] * is_shown)]:  # a picture needs no words such as `<Figure>`
            data.pop(kind, None)


def _cut(said: Any, *, from_end: bool = False) -> str:
    """The first lines of a text, or the last ones, where an error stands, with a sign where it was cut."""
    parts = said if isinstance(said, list) else [said]
    joined = ("\n" if from_end else "").join(map(str, parts))
    lines = [_shown(line) for line in _COLOURS.sub("", joined).removesuffix("\n").split("\n")]
    if len(lines) <= _LINES:
        return "\n".join(lines)
    return "\n".join(["…", *lines[-_LINES:]] if from_end else [*lines[:_LINES], "…"])


def _shown(line: str) -> str:
    line = line.rstrip("\r").rpartition("\r")[2]  # a progress bar writes over itself
    return line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…"
