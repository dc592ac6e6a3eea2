"""`exporter watch`: a build for each save, whatever is saved."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exporter.commands.watch import watch
from exporter.pipeline.options import Options
from tests.identity.books import BOOK, TEN, only, with_card

pytest.importorskip("watchfiles")
Say = Callable[[str], bool]


@pytest.fixture
def said(tmp_path: Path) -> Iterator[list[str]]:
    """What a watch over `docs` says, in a thread of its own."""
    BOOK.write(tmp_path / "docs")
    lines: list[str] = []
    stop = threading.Event()
    options = Options((str(tmp_path / "docs"),), tmp_path / "docs" / "dist", ("csv",))
    thread = threading.Thread(target=watch, args=(options, lambda event: lines.append(event.text), stop))
    thread.start()
    until(lambda: any("Watching" in line for line in lines))
    time.sleep(0.3)  # it begins to look after it has said so
    yield lines
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < deadline, "nothing happened"
        time.sleep(0.02)


def test_it_builds_on_save_and_survives_broken_documents(said: list[str], tmp_path: Path) -> None:
    assert said[0].startswith("10 new; wrote 1 file")
    only(with_card(2, answer="Twice a day.")).write(tmp_path / "docs")
    until(lambda: any("1 updated" in line for line in said))
    (tmp_path / "docs" / "sea.md").write_bytes(b"\0")
    until(lambda: "binary data" in said[-1])
    only(TEN).write(tmp_path / "docs")
    until(lambda: said[-1].startswith("sea.md: 1 updated"))


def test_its_own_outputs_wake_it_not(said: list[str], tmp_path: Path) -> None:
    (tmp_path / "docs" / "cards.lock").touch()
    (tmp_path / "docs" / "dist" / "note.md").write_text("x")
    (tmp_path / "docs" / ".hidden.md").write_text("x")
    (tmp_path / "docs" / "scratch.bin").write_text("x")  # a picture does wake it: cards show it
    time.sleep(1)
    assert len(said) == 2
