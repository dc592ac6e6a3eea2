"""Programs that use workers: they are not imported by them, and workers do not outlive them, however they end."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from exporter.emitters import EMITTERS
from exporter.emitters import modules as modules_of
from exporter.pipeline import reading
from tests.conftest import ROOT
from tests.tools import needs

BUILD = """
import sys
from pathlib import Path
from exporter.pipeline import steps
from exporter.pipeline.options import Options
from exporter.workers.here import HERE
print("once")
{way}
place = Path(sys.argv[1])
made = steps.build(Options((str(place / "docs"),), place / "dist", ("sheet", "anki"), jobs=2), lambda *_: None)
print(sorted(made.written), made.failures)
"""
MAINS = """
import sys
from exporter.workers import Workers
from exporter.workers.here import HERE
from tests.workers import tasks
{way}
with Workers(1) as pool:
    print(pool.submit(tasks.mains).result())
"""
ALIVE = """
import sys, threading, time
from pathlib import Path
from exporter.workers import Workers, prepare
from exporter.workers.here import HERE
from tests.workers import tasks
{way}
prepare([{modules}])
pool = Workers(2)
for _ in range(2):
    pool.submit(tasks.{task}, Path(sys.argv[1]))
print("here", flush=True)
time.sleep(1_000)
"""
INTERRUPTED = """
import sys
from pathlib import Path
from exporter.workers import Workers
from tests.workers import tasks
with Workers(1) as pool:
    pool.submit(tasks.search, Path(sys.argv[1])).result()
"""
FORKED = """
import os
from exporter.workers import Workers
from tests.workers import tasks
with Workers(1) as pool:
    mine = pool.submit(tasks.family).result()
child = os.fork()
with Workers(1) as pool:
    other = pool.submit(tasks.family).result()
assert other != mine
if child:
    assert os.waitpid(child, 0)[1] == 0
    assert other[1] == mine[1], "the same starter"
else:
    assert other[1] != mine[1], "a starter of its own"
"""
WAYS = {  # by name: what a program does for its workers to be started in this way
    "forked": "",
    "forked off this": "import exporter.__main__",  # as our own command
    "begun": "HERE.forks = False",
}
ways = pytest.mark.parametrize("way", WAYS)


def run(program: str, *arguments: object, piped: bool = False) -> subprocess.CompletedProcess[str]:
    """Runs a program from a file, or as `python -` does, and returns what it said."""
    path = Path(str(arguments[0])) / "program.py"
    path.write_text(program)
    command = [sys.executable, "-" if piped else str(path), *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    given = program if piped else None
    return subprocess.run(command, input=given, env=env, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for number in range(2):
        folder = tmp_path / "docs"
        folder.mkdir(exist_ok=True)
        (folder / f"tea-{number}.md").write_text(f"# Tea {number}\n\n## Q: What is tea {number}?\n\nA **drink**.\n")
    return tmp_path


@needs("pdf")
@ways
@pytest.mark.parametrize("piped", [False, True], ids=["script", "python -"])
def test_a_program_without_a_guard_builds(docs: Path, way: str, piped: bool) -> None:
    result = run(BUILD.format(way=WAYS[way]), docs, piped=piped)
    assert result.stderr == ""
    assert result.stdout.startswith("once\n[")
    assert result.stdout.endswith("'print/tea-0-sheet.pdf', 'print/tea-1-sheet.pdf'] ()\n")


@ways
@pytest.mark.parametrize("piped", [False, True], ids=["script", "python -"])
def test_no_worker_has_the_program_as_its_main_module(tmp_path: Path, way: str, piped: bool) -> None:
    if way == "forked off this":
        pytest.skip("nothing is imported for a fork")
    assert run(MAINS.format(way=WAYS[way]), tmp_path, piped=piped).stdout == "[None, None]\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")
def test_a_program_may_fork_itself(tmp_path: Path) -> None:
    result = run(FORKED, tmp_path)
    assert (result.returncode, result.stderr) == (0, "")


SPLIT = """
import os, sys, threading
import exporter.__main__
from exporter.workers import Workers
from tests.workers import tasks
kept = open(sys.argv[0])
os.set_inheritable(kept.fileno(), True)
stop = threading.Event()
{start}
with Workers(1) as pool:
    print(*pool.submit(tasks.descriptors).result())
    print(*pool.submit(tasks.loaded, "exporter.__main__").result())
stop.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
@pytest.mark.parametrize(
    ("start", "shares"), [("", True), ("threading.Thread(target=stop.wait).start()", False)], ids=["alone", "threads"]
)
def test_our_command_shares_what_it_imported_while_it_has_no_thread(tmp_path: Path, start: str, shares: bool) -> None:
    result = run(SPLIT.format(start=start), tmp_path)
    assert result.stderr == ""
    opened, loaded = result.stdout.splitlines()
    assert "program.py" not in opened
    assert loaded == str(shares)


# ── the end ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def running(marks: Sequence[Path]) -> list[str]:
    """Processes that left these marks and are not gone."""
    return [mark.name for mark in marks if _runs(int(mark.name.rpartition("-")[2]))]


def _runs(number: int) -> bool:
    try:
        state = Path("/proc", str(number), "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def children(number: int) -> list[int]:
    """Processes below a process."""
    said = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in said.splitlines()]
    found = [number]
    for each in found:
        found += [child for child, parent in pairs if parent == each]
    return found[1:]


def until(is_so: object, patience: float = 60) -> None:
    assert callable(is_so)
    deadline = time.monotonic() + patience
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")
@ways
@pytest.mark.parametrize(
    ("task", "count"), [("sleep", 2), ("search", 2), ("run_a_child", 4), ("nested", 4)], ids=lambda each: str(each)
)
def test_workers_end_when_their_parent_is_killed(tmp_path: Path, way: str, task: str, count: int) -> None:
    if task == "search" and way == "begun":
        pytest.skip("a process that was not forked listens when its library lets it")
    program = ALIVE.format(way=WAYS[way], task=task, modules="")
    with start(program, tmp_path) as parent:
        until(lambda: len(list(tmp_path.glob("mark-*"))) == count)
        parent.kill()
    until(lambda: not running(list(tmp_path.glob("mark-*"))), patience=10)


@needs("pdf")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see processes")
@ways
@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_left_whenever_the_parent_is_killed(tmp_path: Path, way: str, seed: int) -> None:
    modules = "'exporter.readers.inferred', 'exporter.emitters.print.adapter.engine'"
    with start(ALIVE.format(way=WAYS[way], task="sleep", modules=modules), tmp_path) as parent:
        assert parent.stdout
        parent.stdout.readline()
        time.sleep(random.Random(seed).random() / 2)
        left = children(parent.pid)
        assert left
        parent.kill()
    until(lambda: not any(map(_runs, left)), patience=10)


def start(program: str, folder: Path) -> subprocess.Popen[str]:
    path = folder / "program.py"
    path.write_text(program)
    command = [sys.executable, str(path), str(folder / "mark")]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True)


def test_an_interrupted_program_ends_with_its_workers(tmp_path: Path) -> None:
    with start(INTERRUPTED, tmp_path) as parent:
        until(lambda: len(list(tmp_path.glob("mark-*"))) == 1)
        os.killpg(parent.pid, signal.SIGINT)
        assert parent.wait(20) != 0
    until(lambda: not running(list(tmp_path.glob("mark-*"))), patience=10)


# ── what is imported before a fork ───────────────────────────────────────────────────────────────────────────────────


@needs("pdf")
@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
def test_what_is_imported_before_a_fork_starts_no_thread() -> None:
    modules = [*reading.MODULES, *modules_of(EMITTERS)]
    assert "exporter.emitters.print.adapter.engine" in modules
    program = (
        "import os, sys\nfrom exporter.workers import serving, starting\nserving.load(sys.argv[1:])\n"
        "assert set(sys.argv[1:]) <= set(sys.modules), set(sys.argv[1:]) - set(sys.modules)\n"
        "print(os.listdir('/proc/self/task') == [str(os.getpid())], starting.can_fork())"
    )
    result = subprocess.run([sys.executable, "-c", program, *modules], capture_output=True, text=True, check=True)
    assert result.stdout == "True True\n"
