"""An upgrade costs nobody anything: people who began with the first state, and whom this one sends a package."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SHARED

ACCEPTED = Path(__file__).with_name("no_longer_sent.txt")
_LINE = re.compile(r"\S{10} \S.{10,}")


@pytest.mark.usefixtures("upgrade")
def test_whoever_began_with_the_first_state_loses_nothing() -> None:
    exporter = Path(sys.executable).with_name("exporter")
    command = [sys.executable, *map(str, (SHARED / "upgrade" / "check.py", exporter, ACCEPTED))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_notes_that_are_no_longer_sent_have_a_reason_each() -> None:
    lines = ACCEPTED.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("# ") and not _LINE.fullmatch(line)] == []
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize("line", ["", "GkKJ9+Ov2A", "GkKJ9+Ov2A  because it is so", "short because it is no guid"])
def test_a_line_without_guid_or_reason_is_found(line: str) -> None:
    assert not _LINE.fullmatch(line)
