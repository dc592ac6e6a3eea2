"""Builds documents with two checkouts and compares all that they make: what a change of structure must not change.

    python scripts/compare_builds.py OLD NEW [DOCUMENT]...

OLD and NEW are checkouts with a .venv. Without documents, those of source/, of ../shared/corpus and of ../shared/seeds
are built, each by itself. Packages, PDFs, CSV, Markdown and ledgers must be equal to the byte, report.json and the
preview but for the words of problems. The exit code is 1 if anything differs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CLOCK = "1700000000"  # the seconds since 1970 at which both build
SUFFIXES = (".md", ".txt", ".html")
_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
_WORDS = {"message", "remedy", "why", "seconds", "version"}  # fields of JSON that people read, or that always differ


def main(old: str, new: str, *named: str) -> int:
    """Prints what differs; returns the exit code."""
    documents = [Path(each) for each in named] or list(_documents())
    differing = 0
    for document in documents:
        with tempfile.TemporaryDirectory() as made:
            before, after = _both((Path(old), Path(new)), document, Path(made))
            found = list(_differences(before, after))
        differing += bool(found)
        print(
            f"{'differs' if found else 'same'}  {document.name}",
            *(f"    {line}" for line in found),
            sep="\n",
            flush=True,
        )
    print(f"{len(documents)} documents, {differing} differ")
    return 1 if differing or not documents else 0


def _documents() -> Iterator[Path]:
    for folder in (ROOT / "source", SHARED / "seeds", SHARED / "corpus" / "docs"):
        found = sorted(folder.iterdir()) if folder.is_dir() else []
        yield from (path for path in found if path.suffix in SUFFIXES)


def _both(checkouts: Sequence[Path], document: Path, made: Path) -> list[dict[str, Any]]:
    """What each checkout makes of a document, by path below its output folder."""
    with ThreadPoolExecutor(2) as both:
        homes = [made / name for name in ("old", "new")]
        return list(both.map(_built, checkouts, [document] * 2, homes))


def _built(checkout: Path, document: Path, home: Path) -> dict[str, Any]:
    notes = home / "notes"
    notes.mkdir(parents=True)
    shutil.copy(document, notes / document.name)
    command = [str(checkout.resolve() / ".venv/bin/exporter"), "build", "notes", "--only", "all", "--jobs", "1"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": CLOCK}
    ran = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    made = {path.relative_to(home): path for path in sorted(home.rglob("*")) if path.is_file()}
    kept = {str(name): _content(path) for name, path in made.items() if not any(part[0] == "." for part in name.parts)}
    return {"exit code": ran.returncode, **kept}


def _content(path: Path) -> Any:
    """What is compared of a file."""
    if path.name == "report.json":
        return _wordless(json.loads(path.read_text()))
    if path.name == "index.html":
        found = _DATA.search(path.read_text())
        return _wordless(json.loads(found[1])) if found else None
    return path.read_bytes()


def _wordless(value: Any) -> Any:
    """JSON without the words of people; places have one form, which older versions wrote as `path:line`."""
    if isinstance(value, dict):
        if isinstance(place := value.get("where"), str):
            path, _, line = place.rpartition(":")
            value = {**value, "path": path or place, "line": int(line) if path else None}
            del value["where"]
        return {key: _wordless(each) for key, each in value.items() if key not in _WORDS}
    return [_wordless(each) for each in value] if isinstance(value, list) else value


def _differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    for name in sorted({*before, *after}):
        if name not in before or name not in after:
            yield f"{name}: only {'old' if name in before else 'new'} makes it"
        elif before[name] != after[name]:
            yield f"{name}: {_first(before[name], after[name])}"


def _first(before: Any, after: Any) -> str:
    """Where two contents begin to differ."""
    if isinstance(before, bytes):
        pairs = enumerate(zip(before, after, strict=False))
        place = next((n for n, (was, now) in pairs if was != now), min(len(before), len(after)))
        start = max(0, place - 20)
        return f"from byte {place}: {before[start : place + 40]!r} became {after[start : place + 40]!r}"
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        return f"{keys[0]}: {_first(before.get(keys[0]), after.get(keys[0]))}"
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        place = next(n for n, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1])
        return f"{place}: {_first(before[place], after[place])}"
    return f"{str(before)[:80]} became {str(after)[:80]}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
