"""A closed collection is refused before it is opened where opening it would do harm."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from anki.collection import Collection

from exporter.errors import InputError
from exporter.push.doors import closed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "collection.anki2"
    Collection(str(made)).close()
    return made


OPENS = """\
import sys
from anki.collection import Collection
collection = Collection(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def in_app(path: Path) -> Iterator[Path]:
    """A collection that another process has open, as the app does."""
    command = [sys.executable, "-c", OPENS, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as app:
        assert app.stdout
        assert app.stdout.readline() == b"open\n"
        yield path
        app.communicate()


def set_version(path: Path, number: int) -> bytes:
    with closing(sqlite3.connect(path)) as made:
        made.execute("update col set ver = ?", [number])
        made.commit()
    return path.read_bytes()


def test_an_open_anki_is_one_sentence(in_app: Path) -> None:
    with pytest.raises(InputError, match=r"collection.anki2: Anki is open. Close it"), closed.opened(in_app):
        pass


def test_what_would_be_upgraded_is_not_opened(path: Path) -> None:
    before = set_version(path, closed.our_version() - 1)
    with pytest.raises(InputError, match="would upgrade it for good"), closed.opened(path):
        pass
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir() if each.is_file()] == [path.name]


def test_a_newer_version_is_not_opened(path: Path) -> None:
    before = set_version(path, closed.our_version() + 1)
    with pytest.raises(InputError, match="Install a newer one"), closed.opened(path):
        pass
    assert path.read_bytes() == before


def test_what_is_no_collection_is_refused(tmp_path: Path) -> None:
    text, empty, folder = tmp_path / "a.txt", tmp_path / "b.anki2", tmp_path / "c"
    text.write_text("words " * 400, encoding="utf-8")
    empty.write_bytes(b"")
    folder.mkdir()
    for each in (text, empty, folder, tmp_path / "missing"):
        with (
            pytest.raises(InputError, match=rf"{each.name}: .*(Name a collection.anki2|expected a regular file)"),
            closed.opened(each),
        ):
            pass


def test_without_the_package_the_remedy_is_named(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with (
        pytest.raises(InputError, match=r"needs the `anki` package; install it: `.*pip install anki`"),
        closed.opened(path),
    ):
        pass


def test_it_is_closed_afterwards(path: Path) -> None:
    with closed.opened(path) as collection:
        assert collection.db
    with closed.opened(path):
        pass
