"""The harness tells a figure that holds from one that does not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.figures import Figure
from tests.bench.peers import UNAVAILABLE
from tests.bench.places import ROOT
from tests.bench.running import main

NOTHING = (sys.executable, "-S", "-c", "pass")
FORTY_MB = (sys.executable, "-S", "-c", "x = bytearray(b'x') * 40_000_000")
HOLD = "import time; x = bytearray(b'x') * 40_000_000; time.sleep(1)"
TWICE = f"""
import subprocess, sys
held = [subprocess.Popen([sys.executable, "-S", "-c", {HOLD!r}]) for _ in range(2)]
for each in held: each.wait()
"""
IN_TWO_CHILDREN = (sys.executable, "-S", "-c", TWICE)
IN_A_CHILD = (sys.executable, "-S", "-c", f"import subprocess; subprocess.run({FORTY_MB!r})")


def test_a_missed_bound_is_a_miss(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([Figure("never", 0, "s", NOTHING, runs=1)]) == 1
    assert "MISS" in capsys.readouterr().out


def test_a_command_that_fails_is_a_miss(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([Figure("fails", 60, "s", (sys.executable, "-c", "raise SystemExit(3)"), runs=1)]) == 1
    assert "exit 3" in capsys.readouterr().out


def test_what_is_missing_is_skipped_visibly(capsys: pytest.CaptureFixture[str]) -> None:
    needs: Path = ROOT / "no such folder"
    assert main([Figure("skips", 0, "s", NOTHING, needs=needs)]) == 0
    assert "skipped: no" in capsys.readouterr().out


@pytest.mark.parametrize(("bound", "verdict"), [(2, "ok"), (1, "MISS")])
def test_a_figure_may_be_what_a_command_prints(bound: float, verdict: str, capsys: pytest.CaptureFixture[str]) -> None:
    main([Figure("says", bound, "times", (sys.executable, "-S", "-c", "print(1.5)"), runs=1)])
    assert capsys.readouterr().out.rstrip().endswith(verdict)


@pytest.mark.parametrize(("command", "most"), [(FORTY_MB, 40), (IN_A_CHILD, 40), (IN_TWO_CHILDREN, 80)])
def test_memory_is_that_of_all_processes(command: tuple[str, ...], most: int) -> None:
    """In a process of its own: one that this large one starts counts, for a moment, as large as this."""
    script = (
        "from tests.bench.figures import Figure\nfrom tests.bench.running import main\n"
        f"assert main([Figure('small', {most}, 'MB', {command!r}, runs=1)]) == 1\n"
        f"assert main([Figure('enough', {most + 60}, 'MB', {command!r}, runs=1)]) == 0\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)


def test_a_figure_within_its_bound_is_ok(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([Figure("holds", 60, "s", NOTHING, runs=3, warm_up=True)]) == 0
    assert capsys.readouterr().out.rstrip().endswith("ok")


def test_of_cards_per_second_the_bound_is_the_least(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([Figure("fast", 1, "cards/s", NOTHING, runs=1, cards=1_000)]) == 0
    assert main([Figure("slow", 1e9, "cards/s", NOTHING, runs=1, cards=1_000)]) == 1
    assert "cards/s  ok" in capsys.readouterr().out


def test_what_cannot_be_installed_is_skipped_visibly(capsys: pytest.CaptureFixture[str]) -> None:
    command = (sys.executable, "-c", f"raise SystemExit({UNAVAILABLE})")
    assert main([Figure("peer", 0, "cards/s", command, runs=1, cards=1)]) == 0
    assert "skipped: what it needs is not to be had here" in capsys.readouterr().out


def test_pages_are_what_a_command_prints(capsys: pytest.CaptureFixture[str]) -> None:
    main([Figure("few", 8, "pages", (sys.executable, "-S", "-c", "print(7)"), runs=1)])
    assert "7 pages" in capsys.readouterr().out


def test_processor_time_is_that_of_all_processes() -> None:
    """One that nobody waits for, too: a browser leaves some."""
    burn = "import time\nwhile time.process_time() < .3: pass"
    leave = f"import subprocess, sys; subprocess.Popen([sys.executable, '-S', '-c', {burn!r}])"
    measure = f"""
import subprocess, sys
from tests.bench.cputime import processor_seconds
print(processor_seconds(lambda: subprocess.run([sys.executable, "-S", "-c", {leave!r}], check=True)))
"""
    said = subprocess.run([sys.executable, "-c", measure], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert float(said) >= 0.3 if sys.platform.startswith("linux") else said == "None\n"
