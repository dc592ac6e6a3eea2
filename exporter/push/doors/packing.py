"""Packs the add-on for Anki, an archive of `push` without its doors; with the same bytes each time."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from exporter import __version__, push

_PACKAGE = "qa_exporter"  # the folder that Anki makes for it
_OLDEST = 250900  # Anki 25.09, as Anki counts
_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_IMPORT = re.compile(r"^( *)from exporter\.push\b(?:\.([\w.]+))? import ", re.MULTILINE)
_START = '"""Starts the add-on of exporter."""\n\nfrom .push.addon import app\n\napp.start()\n'


def packed() -> bytes:
    """The add-on: stored and not compressed, since compressors differ in their versions."""
    manifest = {
        "package": _PACKAGE,
        "name": "exporter: push documents",
        "human_version": __version__,
        "min_point_version": _OLDEST,
    }
    files = {"manifest.json": json.dumps(manifest, indent=1) + "\n", "__init__.py": _START, **dict(modules())}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            member = zipfile.ZipInfo(name, _DATE)
            member.create_system, member.external_attr = 3, _MODE
            archive.writestr(member, text)
    return made.getvalue()


def modules() -> Iterator[tuple[str, str]]:
    """The modules of the add-on by their path in it, which import each other wherever Anki puts them."""
    home = Path(push.__file__).parent
    for path in sorted(home.rglob("*.py")):
        parts = path.relative_to(home).parts
        if parts[0] != "doors":
            yield "/".join(("push", *parts)), _relative(path.read_text(encoding="utf-8"), "." * len(parts))


def _relative(text: str, dots: str) -> str:
    return _IMPORT.sub(lambda found: f"{found[1]}from {dots}{found[2] or ''} import ", text)
