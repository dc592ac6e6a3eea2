"""`exporter addon`: the add-on by which a running Anki takes pushes."""

from __future__ import annotations

from pathlib import Path

from exporter import jsontypes, safefiles
from exporter.commands.outcome import Outcome, dumps
from exporter.pipeline.store import files
from exporter.push.doors import packing

FILE = "anki/exporter.ankiaddon"
_NEXT = "Next: in Anki, Tools > Add-ons > Install from file, then start Anki again: `exporter push` reaches it."


def run(out: Path, *, as_json: bool) -> Outcome:
    """Writes the add-on below DIST, unless it is there already. Raises OutputError."""
    path, data = out / FILE, packing.packed()
    is_new = not files.exists(out, FILE) or safefiles.read(path, safefiles.DOCUMENT) != data
    if is_new:
        files.write_output(out, FILE, data)
    made: jsontypes.AddOn = {"schema": 1, "path": str(path), "written": is_new}
    if as_json:
        return Outcome(dumps(made))
    return Outcome(f"wrote {path}\n" if is_new else f"{path} is up to date\n", [_NEXT])
