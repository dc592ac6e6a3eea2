"""Kills builds at each of their steps on disk, and looks at what is left: `python -m tests.pipeline.killing FOLDER`.

A process of its own, since it forks: a child makes the build and kills itself at the n-th step.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from exporter.identity import ledger
from exporter.pipeline import steps
from exporter.pipeline.options import Options
from tests.identity.books import BOOK, CASES

_STEPS = ("open", "write", "fsync", "replace", "unlink", "chmod")


def main(place: Path) -> None:
    """Prints how many steps a build has; raises AssertionError where a kill did harm."""
    os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
    BOOK.write(place / "docs")
    _build(place)
    old = _snapshot(place)
    shutil.copytree(place, place.with_name("old"))
    CASES["many at once"][0].write(place / "docs")
    shutil.copytree(place / "docs", place.with_name("changed"), ignore=lambda *_: [ledger.FILE])
    _build(place)
    new = _snapshot(place)
    assert old != new
    step, was_killed = 0, True
    while was_killed:
        step += 1
        was_killed = _killed(place, step)
        _is_whole(_snapshot(place), old, new, step)
        _build(place)
        assert _snapshot(place) == new, f"step {step}: not the same after another build"
        assert not list((place / "docs").glob(".cards.lock.*")), f"step {step}: litter"
    print(step - 1)


def _build(place: Path) -> None:
    options = Options((str(place / "docs"),), place / "dist", ("anki", "csv"), jobs=1)
    steps.build(options, lambda done, total, name: None)


def _snapshot(place: Path) -> dict[str, bytes]:
    """The ledger and the outputs; what differs in each build (the report) is only read."""
    outputs = [p for p in (place / "dist").rglob("*") if p.is_file() and p.suffix in (".apkg", ".csv")]
    visible = [p for p in [*outputs, place / "docs" / ledger.FILE] if p.name[0] != "."]
    return {p.relative_to(place).as_posix(): p.read_bytes() for p in visible if p.exists()}


def _killed(place: Path, step: int) -> bool:
    """Sets the old build up again with the changed documents, and builds until a step; whether it came so far."""
    shutil.rmtree(place)
    shutil.copytree(place.with_name("old"), place)
    for path in (place / "docs").glob("*.md"):
        path.unlink()
    shutil.copytree(place.with_name("changed"), place / "docs", dirs_exist_ok=True)
    child = os.fork()
    if not child:
        _mine(step)
        _build(place)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _mine(step: int) -> None:
    """Makes the n-th step on disk the last."""
    left = [step]

    def fatal(function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*arguments, **options)

        return run

    for name in _STEPS:
        setattr(os, name, fatal(getattr(os, name)))


def _is_whole(found: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes], step: int) -> None:
    for name, data in found.items():
        assert data in (old.get(name), new.get(name)), f"step {step}: {name} is neither the old nor the new one"
    assert not set(old) & set(new) - set(found), f"step {step}: outputs are missing"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
