"""What several processes make is what one makes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exporter import crowd
from exporter.build import produce, reading, rendering
from exporter.emitters import EMITTERS
from exporter.errors import InputError
from tests.bench.decks import main as write_decks
from tests.test_cli import run


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shares what is otherwise too little to be shared."""
    monkeypatch.setattr(reading, "_MUCH", 0)
    monkeypatch.setattr(rendering, "_MUCH", 0)
    monkeypatch.setattr(rendering, "_SHARE", 3)
    monkeypatch.setattr(produce, "_MANY", 0)


@pytest.mark.usefixtures("shared")
def test_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    write_decks(str(tmp_path / "docs"), "20")
    made = []
    for jobs in ("1", "2"):
        out = tmp_path / jobs
        options = ("--out", out / "dist", "--lock", out / "cards.lock", "--only", "anki,csv,preview", "--jobs", jobs)
        assert run("build", tmp_path / "docs", *options).exit_code == 0
        made.append({path.name: path.read_bytes() for path in (out / "dist").rglob("*.*") if path.suffix != ".json"})
    assert made[0] == made[1]
    assert len(made[0]) == 5 + 4 + 1  # packages, spreadsheets, preview


@pytest.mark.usefixtures("shared")
def test_a_document_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    write_decks(str(tmp_path / "docs"), "4")
    (tmp_path / "docs" / "volume-2.md").write_bytes(b"# T\n\n## Q: caf\xe9?\n\nx\n")
    result = run("build", tmp_path / "docs", "--out", tmp_path / "dist", "--only", "anki", "--jobs", 2)
    assert "volume-2.md:3: error [unreadable] not UTF-8" in result.stderr
    assert len(list((tmp_path / "dist" / "anki").iterdir())) == 3 + 1


def test_results_come_in_order() -> None:
    assert crowd.spread(lambda n: n * n, range(20), 2) == [n * n for n in range(20)]


def test_an_error_comes_through() -> None:
    def work(n: int) -> int:
        raise InputError(f"a.md:{n}: no")

    with pytest.raises(InputError, match=r": no$"):
        crowd.spread(work, [1, 2], 2)


def test_what_prints_shares_its_library_among_processes() -> None:
    assert {emitter.library for emitter in EMITTERS.values() if emitter.printed} == {
        "exporter.emitters.print.press.engine"
    }


@pytest.mark.skipif(not crowd.can_fork(), reason="needs fork")
def test_something_else_is_done_while_others_work() -> None:
    done: list[int] = []
    (other,) = crowd.spread(lambda _: os.getpid(), [0], 2, lambda: done.append(os.getpid()))
    assert done == [os.getpid()]
    assert other != os.getpid()


@pytest.mark.skipif(not crowd.can_fork(), reason="needs fork")
def test_a_process_beside_this_one_talks() -> None:
    with crowd.aside(lambda connection: connection.send((os.getpid(), connection.recv()))) as connection:
        connection.send("hello")
        process, heard = connection.recv()
    assert heard == "hello"
    assert process != os.getpid()
    with pytest.raises(ChildProcessError):
        os.waitpid(process, 0)


@pytest.mark.skipif(not crowd.can_fork(), reason="needs fork")
def test_an_error_beside_this_process_ends_the_talk(capfd: pytest.CaptureFixture[str]) -> None:
    with crowd.aside(lambda _: 1 / 0) as connection, pytest.raises(EOFError):  # type: ignore[arg-type]
        connection.recv()
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_all_processors_get_one_process_more() -> None:
    cores = crowd.processors()
    assert crowd.at_once(cores) == cores + 1
    assert crowd.at_once(cores + 5) == cores + 6
    assert crowd.at_once(1) == 1 or cores == 1
