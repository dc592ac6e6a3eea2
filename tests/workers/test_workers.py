"""The pool itself: what it does with tasks, and with workers that end or do nothing."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import CancelledError, as_completed
from contextlib import suppress
from pathlib import Path

import pytest

from exporter import workers
from exporter.errors import InputError, WorkerError
from exporter.workers import Task, Workers, prepare, processes, processors, serving, take_part
from tests.workers import tasks

pytestmark = pytest.mark.usefixtures("way")


def test_tasks_are_done_in_other_processes_and_come_in_order() -> None:
    with Workers(2) as pool:
        assert list(pool.map(divmod, range(20), [3] * 20)) == [divmod(n, 3) for n in range(20)]
        assert os.getpid() not in set(pool.map(lambda _: None, ())) | {pool.submit(tasks.pid).result()}


def test_no_more_processes_than_asked_for() -> None:
    with Workers(2) as pool:
        assert len({task.result() for task in as_completed([pool.submit(tasks.pid) for _ in range(9)])}) <= 2


def test_an_error_comes_through_with_where_it_was() -> None:
    with Workers(1) as pool:
        error = pool.submit(tasks.fail, "no").exception()
        assert isinstance(error, ValueError)
        assert str(error) == "no"
        assert "raise ValueError(message)" in error.__notes__[0]
        known = pool.submit(raising, "a.md:1: no").exception()
        assert isinstance(known, InputError)
        assert known.message == "a.md:1: no"


def raising(message: str) -> None:
    raise InputError(message)


def test_what_cannot_be_sent_is_an_error_of_its_task_alone() -> None:
    with Workers(1) as pool:
        assert "UnsendableError: this and that" in str(pool.submit(tasks.fail_unsendably).exception())
        assert "lambda" in str(pool.submit(tasks.unsendable).exception())
        assert pool.submit(lambda: None).exception() is not None
        assert pool.submit(divmod, 7, 2).result() == (3, 1)


def test_large_tasks_and_results() -> None:
    with Workers(1) as pool:
        assert pool.submit(bytes.upper, b"a" * 20_000_000).result() == b"A" * 20_000_000


def test_this_process_does_what_no_other_began() -> None:
    with Workers(1) as pool:
        done = [pool.submit(tasks.pid) for _ in range(50)]
        take_part(done)
        assert os.getpid() in {task.result() for task in done}


def test_an_error_here_is_that_of_the_task() -> None:
    task = Workers(0).submit(divmod, 1, 0)
    take_part([task])
    assert isinstance(task.exception(), ZeroDivisionError)


def test_without_processes_the_work_is_done_here_and_once() -> None:
    with Workers(0) as pool:
        done: list[int] = []
        task = pool.submit(done.append, 1)
        assert task.result() is None
        assert task.result() is None
        assert done == [1]
        assert pool.submit(tasks.pid).result() == os.getpid()
        assert list(pool.map(abs, [-1, 2])) == [1, 2]


def test_a_pool_that_is_left_with_an_error_ends_at_once(tmp_path: Path) -> None:
    running, waiting = _left_with_an_error(tmp_path)
    assert isinstance(running.exception(), WorkerError)
    with pytest.raises(CancelledError):
        waiting.result()
    await_end(tmp_path)


def _left_with_an_error(folder: Path) -> Sequence[Task[None]]:
    made = []
    with suppress(KeyboardInterrupt), Workers(1) as pool:
        made = [pool.submit(tasks.sleep, folder / "mark") for _ in range(2)]
        while not list(folder.iterdir()):
            time.sleep(0.01)
        raise KeyboardInterrupt
    return made


def await_end(folder: Path) -> None:
    """Fails where a process that said it was here does not end."""
    deadline = time.monotonic() + 10
    for mark in folder.iterdir():
        while Path("/proc", mark.name.rpartition("-")[2]).exists():
            assert time.monotonic() < deadline, f"{mark.name} goes on"
            time.sleep(0.02)


def test_shutdown_without_waiting_has_tasks_done_nevertheless() -> None:
    pool = Workers(2)
    done = [pool.submit(divmod, n, 2) for n in range(6)]
    pool.shutdown(wait=False)
    assert [task.result() for task in done] == [divmod(n, 2) for n in range(6)]
    with pytest.raises(RuntimeError):
        pool.submit(tasks.pid)
    pool.shutdown()


def test_surroundings_are_those_of_the_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workers(1) as pool:
        assert pool.submit(tasks.environment, "NOBODY_KNOWS").result() is None
        monkeypatch.setenv("NOBODY_KNOWS", "x")
        monkeypatch.delenv("HOME", raising=False)
        monkeypatch.chdir(tmp_path)
        assert pool.submit(tasks.environment, "NOBODY_KNOWS").result() == "x"
        assert pool.submit(tasks.environment, "HOME").result() is None
        assert pool.submit(tasks.folder).result() == str(tmp_path)
        (tmp_path / "found_late.py").write_text("def answer():\n    return 42\n")
        monkeypatch.syspath_prepend(tmp_path)
        import found_late  # type: ignore[import-not-found]

        assert pool.submit(found_late.answer).result() == 42


# ── workers that end, and workers that do nothing ────────────────────────────────────────────────────────────────────


def test_a_worker_that_ended_is_replaced(tmp_path: Path) -> None:
    with Workers(2) as pool:
        done = [pool.submit(tasks.end_once, tmp_path / str(n), n) for n in range(4)]
        assert [task.result() for task in done] == [0, 1, 2, 3]


def test_a_worker_that_ended_between_two_tasks_is_replaced() -> None:
    with Workers(1) as pool:
        first = pool.submit(tasks.pid).result()
        serving.kill(first)
        assert pool.submit(tasks.pid).result() != first


def test_what_ends_every_worker_is_told_and_nothing_else_suffers() -> None:
    with Workers(1) as pool:
        bad, good = pool.submit(tasks.end), pool.submit(divmod, 7, 2)
        with pytest.raises(WorkerError, match="ended before its work was done, and so did the one after it"):
            bad.result()
        assert good.result() == (3, 1)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives workers a second and a half to do something."""
    monkeypatch.setattr(workers, "_LOOK", 0.25)


@pytest.mark.usefixtures("impatient")
def test_a_worker_that_does_nothing_is_replaced(tmp_path: Path) -> None:
    with Workers(1) as pool:
        assert pool.submit(tasks.stop_once, tmp_path / "mark", 5).result() == 5


@pytest.mark.usefixtures("impatient")
def test_what_makes_every_worker_do_nothing_is_told() -> None:
    with Workers(1) as pool, pytest.raises(WorkerError, match="did nothing for half a minute"):
        pool.submit(tasks.stop).result()


@pytest.mark.usefixtures("impatient")
def test_a_worker_that_waits_for_a_busy_process_of_its_own_does_something(tmp_path: Path) -> None:
    with Workers(1) as pool:
        first = pool.submit(tasks.pid).result()
        assert pool.submit(tasks.wait_for_a_busy_child, 3).result() == 0
        assert pool.submit(tasks.pid).result() == first


@pytest.mark.usefixtures("impatient")
def test_a_worker_without_work_may_do_nothing() -> None:
    with Workers(1) as pool:
        first = pool.submit(tasks.pid).result()
        time.sleep(2)
        assert pool.submit(tasks.pid).result() == first


# ── how processes start ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_worker_can_have_helpers(way: str) -> None:
    with Workers(1) as pool:
        worker, helper, group = pool.submit(tasks.nested_pid).result()
    assert len({os.getpid(), worker, helper}) == 3
    assert group == worker, "so whoever ends the one ends the other"


@pytest.mark.parametrize("renews", [False, True])
def test_a_forked_worker_that_has_grown_is_replaced_where_that_is_asked_for(way: str, renews: bool) -> None:
    with Workers(1, renews=renews) as pool:
        first = pool.submit(tasks.grow, 0).result()
        second = pool.submit(tasks.grow, 200_000_000).result()
        third = pool.submit(tasks.grow, 0).result()
    assert first == second
    assert (third == second) == (way == "begun" or not renews)


@pytest.mark.usefixtures("no_starter")
def test_where_no_python_can_be_found_work_is_done_here(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with Workers(2) as pool:
        done = [pool.submit(tasks.pid) for _ in range(5)]
        take_part(done)
        assert {task.result() for task in done} == {os.getpid()}
        assert pool.submit(tasks.fail, "no").exception() is not None


@pytest.mark.parametrize("program", ["import sys; sys.exit(1)", "print('I am no worker')", "print(9 * '\\0worker ')"])
@pytest.mark.usefixtures("no_starter")
def test_where_python_is_another_program_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch, way: str, program: str
) -> None:
    monkeypatch.setattr(processes, "_BEGIN", program)
    with Workers(2) as pool:
        assert {pool.submit(tasks.pid).result() for _ in range(3)} == {os.getpid()}


@pytest.mark.usefixtures("no_starter")
def test_what_python_prints_when_it_starts_is_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.stdout.write('Welcome!\\nReady: ')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with Workers(1) as pool:
        assert pool.submit(tasks.pid).result() != os.getpid()


@pytest.mark.usefixtures("no_starter")
def test_a_program_that_is_no_python_is_not_started_again(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with Workers(2) as pool:
        assert pool.submit(tasks.pid).result() == os.getpid()


@pytest.mark.usefixtures("no_starter")
def test_modules_of_the_current_folder_are_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("pickle", "socket", "json", "exporter", "encodings", "queue"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('not me')\n")
    monkeypatch.chdir(tmp_path)
    with Workers(1) as pool:
        assert pool.submit(tasks.pid).result() != os.getpid()


THREADED = "import threading, time\nthreading.Thread(target=time.sleep, args=(99,), daemon=True).start()\n"


@pytest.mark.usefixtures("no_starter")
def test_a_process_with_threads_is_not_forked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    (tmp_path / "threaded.py").write_text(THREADED)
    monkeypatch.syspath_prepend(tmp_path)
    prepare(["threaded"])
    with Workers(1) as pool:
        _, parent = pool.submit(tasks.family).result()
    assert parent == os.getpid(), "begun, not forked"


def test_a_module_that_cannot_be_imported_is_no_harm(way: str) -> None:
    with Workers(1, ["no.such.module"]) as pool:
        assert pool.submit(divmod, 7, 2).result() == (3, 1)


def test_processors_are_those_that_may_be_used() -> None:
    assert 1 <= processors() <= (os.cpu_count() or 1)
