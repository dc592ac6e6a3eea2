"""Runs what is measured. Every run is a process of its own from the shell's point of view: start-up counts, and nothing
is warm but the disk.

Memory is that of all processes together. It is measured in runs of its own, since to look at it takes time.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import cache
from threading import Event, Thread

import psutil

from tests.bench.figures import FIGURES, Figure, Sample
from tests.bench.peers import UNAVAILABLE
from tests.bench.places import ROOT

# The unit of ru_maxrss, in bytes (getrusage(2)): macOS counts bytes, others count kilobytes.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_LOOK = 0.02  # seconds between two looks at the memory of processes


def main(figures: Iterable[Figure] = FIGURES) -> int:
    """Prints the table; returns 1 where a bound is missed or a command fails, else 0."""
    print(f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores; medians")
    print(f"{'figure':36} {'measured':>12} {'bound':>10}")
    with tempfile.TemporaryDirectory(prefix="bench-") as kept:
        verdicts = [report(figure, kept) for figure in figures]
    return int("MISS" in verdicts)


def report(figure: Figure, kept: str) -> str:
    """Prints one row and returns its verdict: ok, MISS or skipped."""
    measured, verdict = "", "skipped"
    if figure.needs is not None and not figure.needs.exists():
        verdict = f"skipped: no {figure.needs.relative_to(ROOT.parent)} beside this checkout"
    else:
        try:
            value = figure.value(sample(figure.command, figure.runs, figure.warm_up, kept, figure.unit == "MB"))
            measured, verdict = f"{value:.4g} {figure.unit}", "ok" if figure.holds(value) else "MISS"
        except subprocess.CalledProcessError as error:
            measured, verdict = f"exit {error.returncode}", "MISS"
            if error.returncode == UNAVAILABLE:
                measured, verdict = "", "skipped: what it needs is not to be had here"
        except OSError as error:
            measured, verdict = f"{error.strerror}", "MISS"
    print(f"{figure.name:36} {measured:>12} {figure.bound:>7g} {figure.unit:7}  {verdict}", flush=True)
    return verdict


@cache  # several figures of one command come from the same runs
def sample(command: tuple[str, ...], runs: int, warm_up: bool, kept: str, weighs: bool) -> tuple[Sample, ...]:
    """Runs a command some times; raises CalledProcessError where it fails."""
    return tuple([run(command, kept, weighs) for _ in range(runs + warm_up)][warm_up:])


def run(command: tuple[str, ...], kept: str, weighs: bool = False) -> Sample:
    """Runs a command once in new folders, its caches among them; `weighs` says whether memory is asked for."""
    with tempfile.TemporaryDirectory(prefix="bench-") as tmp, tempfile.TemporaryFile("w+") as out:
        filled = [part.replace("{tmp}", tmp).replace("{kept}", kept) for part in command]
        env = {**os.environ, "XDG_CACHE_HOME": tmp, "MAKEFLAGS": ""}
        env.pop("PYTHONDONTWRITEBYTECODE", None)  # else modules are compiled in every run, which nobody does
        start = time.perf_counter()
        process = subprocess.Popen(filled, cwd=ROOT, env=env, stdout=out, stderr=subprocess.DEVNULL)
        with weighed(process.pid) if weighs else nullcontext([0.0]) as peak:
            # wait4 tells of the process and of those it waited for: ru_maxrss is that of the largest (getrusage(2)).
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read(80).strip()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, filled)
    return Sample(seconds, max(peak[0], usage.ru_maxrss * RSS_UNIT) / 1e6, said)


@contextmanager
def weighed(process: int) -> Iterator[list[float]]:
    """The most bytes, as its only item, that a process and all below it took at one time.

    Memory that several share is divided among them (PSS); where the system does not tell that, it is left out (USS). A
    process that ends between two looks is not seen: of it, at least what its parent is told of the largest counts.
    """
    peak, ended = [0.0], Event()

    def look() -> None:
        while not ended.wait(_LOOK):
            peak[0] = max(peak[0], footprint(process))

    thread = Thread(target=look)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def footprint(process: int) -> float:
    """The bytes that a process and all below it take now."""
    total = 0.0
    with suppress(psutil.NoSuchProcess):
        root = psutil.Process(process)
        for each in (root, *root.children(recursive=True)):
            with suppress(psutil.Error):
                info = each.memory_full_info()
                total += getattr(info, "pss", info.uss)
    return total
