"""Workers on other systems, as far as that can be tried on this one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# What Windows lacks of the modules that workers use: taken away in every Python that is started.
WITHOUT = """
import os, signal, socket, subprocess
import random, threading, concurrent.futures.thread  # which ask for some of it when they are imported
for module, names in (
    (os, "fork getpgid getpgrp killpg register_at_fork sched_getaffinity setpgid"),
    (signal, "SIGALRM ITIMER_REAL setitimer"),
    (socket, "recv_fds send_fds socketpair"),
):
    for name in names.split():
        if hasattr(module, name):
            delattr(module, name)
begin = subprocess.Popen.__init__
def begin_plainly(self, *arguments, process_group=None, pass_fds=(), **options):
    assert not pass_fds
    begin(self, *arguments, **options)
subprocess.Popen.__init__ = begin_plainly
"""
PROGRAM = """
import os, sys
from pathlib import Path
from exporter import workers
from exporter.errors import WorkerError
from exporter.workers import Workers
from exporter.workers.here import HERE
from tests.workers import tasks
HERE.forks, workers._LOOK = False, 0.25
place = Path(sys.argv[1])
with Workers(2) as pool:
    assert pool.submit(tasks.pid).result() != os.getpid()
    assert list(pool.map(divmod, range(9), [2] * 9)) == [divmod(n, 2) for n in range(9)]
    assert pool.submit(tasks.end_once, place / "ended", 1).result() == 1
    assert pool.submit(tasks.stop_once, place / "stopped", 2).result() == 2
    assert pool.submit(tasks.wait_for_a_busy_child, 2).result() == 0
    assert isinstance(pool.submit(tasks.end).exception(), WorkerError)
    assert pool.submit(tasks.helped_pid).result() != os.getpid()
print("done")
"""


def test_without_groups_forks_and_sockets_of_this_system_all_is_done(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    command = [sys.executable, "-c", PROGRAM, str(tmp_path)]
    result = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120)
    assert (result.stdout, result.stderr) == ("done\n", "")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_it_uses_nothing_that_another_system_has_not(platform: str) -> None:
    command = [sys.executable, "-m", "mypy", "--platform", platform, "--cache-dir", os.devnull, "exporter/workers"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
