"""Builds in several processes: the same bytes as in one, and what becomes of a build that cannot have them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from exporter.emitters import EMITTERS
from exporter.errors import InputError, WorkerError
from exporter.model import Card, Document, Location
from exporter.pipeline import produce, reading, render, steps
from exporter.pipeline.build import Job
from exporter.pipeline.options import Options
from exporter.readers.source import NO_HINT
from exporter.sources.discover import SourceFile
from exporter.workers import Task, processors
from exporter.workers.here import HERE
from tests.bench.decks import main as write_decks
from tests.conftest import ROOT
from tests.editions import edition
from tests.test_cli import run
from tests.tools import needs
from tests.workers import tasks

SHARED = """
import sys
from pathlib import Path
from exporter.pipeline import produce, reading, render, steps
from exporter.pipeline.options import Options
from exporter.workers.here import HERE
reading._MUCH, render._MUCH, render._SHARE, produce._MANY = 0, 0, 3, 0  # shares what is otherwise too little
docs, place, only, jobs, way = sys.argv[1:]
HERE.forks = HERE.forks and way == "forked"
options = Options((docs,), Path(place) / "dist", (only,), Path(place) / "cards.lock", int(jobs))
made = steps.build(options, lambda *_: None)
assert not made.failures, made.failures
"""
RICH = """# Clouds, and ==other== 🎉 things

Words that introduce.

## Q: Which *clouds* rain?

- **Nimbostratus**, see [here](rain.md)
- cumulonimbus: `rain()`

```python
def rain(cloud: str) -> set[str]:
    return {cloud, "hail"} - {"sun"}
```

| Cloud | Rain |
|---|---:|
| cirrus | 0 |

> [!TIP]
> Take an umbrella.

## Q: Which one is the highest?

A) cirrus
B) stratus

Answer: A

## Q: How many drops?

About $10^{15}$, or <b>more</b>: שלום.
"""


def built(docs: Path, only: str, jobs: int, seed: str, way: str) -> Mapping[str, bytes]:
    """Outputs and ledger, made in so many processes whose hashes begin with a seed."""
    place = docs.parent / f"{jobs}-{seed}-{way}"
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1750000000", "PYTHONHASHSEED": seed}
    command = [sys.executable, "-c", SHARED, *map(str, (docs, place, only, jobs, way))]
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    made = [path for path in place.rglob("[!.]*.*") if path.name != "report.json" and ".plates" not in path.parts]
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in made if path.is_file()}


def short(docs: Path) -> None:
    """A few documents with all kinds of things."""
    write_decks(str(docs), "12")
    for number in (3, 4):
        (docs / f"volume-{number}.md").unlink()
    (docs / "clouds.md").write_text(RICH)


def long(docs: Path) -> None:
    """A document that is long enough to be laid out by several processes."""
    write_decks(str(docs), "160")
    for number in (2, 3, 4):
        (docs / f"volume-{number}.md").unlink()


@needs("pdf")
@pytest.mark.parametrize(("write", "only"), [(short, "all"), (long, "sheet")])
def test_the_bytes_are_the_same_for_any_number_of_processes_and_any_seed_of_hashes(
    tmp_path: Path, write: Callable[[Path], None], only: str
) -> None:
    write(tmp_path / "docs")
    alone = built(tmp_path / "docs", only, 1, "0", "forked")
    assert len(alone) == (1 + 3 * 9 + 2 if only == "all" else 2)
    for jobs, seed, way in ((2, "random", "forked"), (5, "1", "begun")):
        shared = built(tmp_path / "docs", only, jobs, seed, way)
        assert shared.keys() == alone.keys()
        assert [name for name in alone if alone[name] != shared[name]] == [], f"{jobs} processes, seed {seed}, {way}"


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shares what is otherwise too little to be shared."""
    monkeypatch.setattr(reading, "_MUCH", 0)
    monkeypatch.setattr(render, "_MUCH", 0)
    monkeypatch.setattr(render, "_SHARE", 3)
    monkeypatch.setattr(produce, "_MANY", 0)


@pytest.mark.usefixtures("shared")
def test_a_document_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    write_decks(str(tmp_path / "docs"), "4")
    (tmp_path / "docs" / "volume-2.md").write_bytes(b"# T\n\n\x00")
    result = run("build", tmp_path / "docs", "--out", tmp_path / "dist", "--only", "anki", "--jobs", 2)
    assert "volume-2.md:3: error [unreadable] binary data" in result.stderr
    assert len(list((tmp_path / "dist" / "anki").iterdir())) == 3 + 1


@pytest.mark.usefixtures("shared")
def test_builds_one_after_another_have_the_same_starter(tmp_path: Path) -> None:
    if not HERE.forks:
        pytest.skip("processes are forked on Linux only")
    write_decks(str(tmp_path / "docs"), "8")
    seen = []
    for jobs in (2, 3):
        options = Options((str(tmp_path / "docs"),), tmp_path / str(jobs), ("csv", "anki"), tmp_path / "lock", jobs)
        steps.build(options, lambda *_: None)
        seen.append(HERE.starter)
    assert seen[0] is seen[1] is not None


# ── without them ─────────────────────────────────────────────────────────────────────────────────────────────────────

ALONE = """
import _multiprocessing, subprocess, sys
class Refused(_multiprocessing.SemLock):
    def __new__(cls, *_, **__): raise PermissionError(13, "Permission denied")
_multiprocessing.SemLock = Refused
begin = subprocess.Popen.__init__
def refuse(self, command, *arguments, **options):
    if command[0] == sys.executable: raise BlockingIOError(11, "Resource temporarily unavailable")
    begin(self, command, *arguments, **options)
{refuses}
from exporter.__main__ import main
main()
"""


@needs("pdf")
@pytest.mark.parametrize("refuses", ["", "subprocess.Popen.__init__ = refuse"], ids=["no semaphores", "no processes"])
def test_a_machine_without_them_builds_nevertheless(tmp_path: Path, refuses: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "tea.md").write_text("# Tea\n\n## Q: What is tea?\n\nA drink.\n")
    program = ALONE.format(refuses=refuses)
    command = [sys.executable, "-c", program, "build", "docs", "--only", "csv,sheet,anki", "--jobs", "2"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(path.name for path in (tmp_path / "dist" / "print").iterdir()) == ["tea-sheet.pdf"]


def lost(message: str) -> Task[object]:
    task: Task[object] = Task(tasks.end)
    assert task.begin()
    task.set_exception(WorkerError(message))
    return task


def test_a_document_that_ends_every_process_is_told() -> None:
    entry = reading._ReadFile(SourceFile(Path("tea.md"), "tea.md", ""), NO_HINT)
    outcome = reading._outcome(entry, lost("It ended."))  # type: ignore[arg-type]
    assert isinstance(outcome, InputError)
    assert (
        str(reading.unreadable(entry.found, outcome)) == "tea.md:1: error [unreadable] it could not be read. It ended."
    )


def test_an_output_that_ends_every_process_is_told() -> None:
    made = edition(Document("Tea", "tea.md", (Card("What?", "Tea.", Location("tea.md", 1)),)))
    job = Job("print/tea-sheet.pdf", EMITTERS["sheet"], made, "", "tea.md")
    outcome = produce._result(job, lost("It ended."))  # type: ignore[arg-type]
    assert outcome.failure == "print/tea-sheet.pdf: It ended."


# ── the whole way ────────────────────────────────────────────────────────────────────────────────────────────────────


@needs("pdf")
def test_make_prints_in_two_processes(tmp_path: Path) -> None:
    """`make` as a user calls it, here, where all that it needs is installed."""
    stamp = ROOT / ".venv" / "runtime.stamp"
    if not (shutil.which("make") and stamp.is_file() and stamp.read_text().startswith(f"{ROOT}\n")):
        pytest.skip("no make here, or no .venv that make has made")
    if processors() < 2:
        pytest.skip("one processor gets one process")
    for number in range(2):
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "docs" / f"tea-{number}.md").write_text(f"# Tea {number}\n\n## Q: What is it?\n\nA **drink**.\n")
    places = (f"SOURCE={tmp_path}/docs", f"DIST={tmp_path}/dist", f"LOCK={tmp_path}/cards.lock")
    command = ["make", "--no-print-directory", *places]
    env = {**os.environ, "MAKEFLAGS": ""}
    first = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert first.returncode == 0, first.stderr
    made = {path.name: path.read_bytes()[:5] for path in (tmp_path / "dist" / "print").iterdir()}
    assert made == {"tea-0-sheet.pdf": b"%PDF-", "tea-1-sheet.pdf": b"%PDF-"}
    again = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=300)
    assert again.stdout == f"{tmp_path}/dist is up to date\n"
