"""The collection is found where Anki has it, or the choice is left to its owner."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from exporter.errors import InputError
from exporter.push.doors import profiles


def listed(folder: Path, *names: str, broken: bool = False) -> None:
    """Anki's data folder with profiles; the settings of each are a pickle that must not be loaded."""
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / "prefs21.db")) as made:
        made.execute("create table profiles (name text primary key collate nocase, data blob not null)")
        made.executemany("insert into profiles values (?, ?)", [(n, b"cos\nsystem\n.") for n in ("_global", *names)])
        made.commit()
    if broken:
        (folder / "prefs21.db").write_bytes(b"SQLite format 3\0 and nothing else" * 40)


def begun(folder: Path, *names: str) -> None:
    """Profiles that have been opened at least once."""
    for name in names:
        (folder / name).mkdir()
        (folder / name / "collection.anki2").write_bytes(b"")


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ANKI_BASE", str(tmp_path / "Anki2"))
    return tmp_path / "Anki2"


def test_where_anki_never_ran_the_remedy_is_named(base: Path) -> None:
    with pytest.raises(InputError, match=r"Anki2: no collection of Anki here. Start Anki once, or name one"):
        profiles.found()


def test_a_profile_that_was_never_opened_is_none(base: Path) -> None:
    listed(base, "User 1")
    with pytest.raises(InputError, match="no collection"):
        profiles.found()


def test_several_profiles_are_listed_to_choose_from(base: Path) -> None:
    listed(base, "Ann", "Ben's", "Cid")
    begun(base, "Ann", "Ben's")
    with pytest.raises(InputError) as caught:
        profiles.found()
    assert str(caught.value).count("--collection") == 2
    assert f"Ann: --collection '{base / 'Ann' / 'collection.anki2'}'" in str(caught.value)


@pytest.mark.parametrize("name", ["../elsewhere", "..", "a/b", "a\\b", ""])
def test_a_profile_never_leads_out_of_the_folder(base: Path, tmp_path: Path, name: str) -> None:
    listed(base, name)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "collection.anki2").write_bytes(b"")
    (tmp_path / "collection.anki2").write_bytes(b"")
    assert profiles.names(base) == []


def test_a_damaged_list_is_an_error(base: Path) -> None:
    listed(base, "Ann", broken=True)
    with pytest.raises(InputError, match=r"prefs21.db: the list of Anki's profiles cannot be read"):
        profiles.found()


def test_the_only_one_is_found(base: Path) -> None:
    listed(base, "Ann", "Ben")
    begun(base, "Ann")
    assert profiles.found() == base / "Ann" / "collection.anki2"


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, "home/.local/share/Anki2"),
        ("linux", {"XDG_DATA_HOME": "data"}, "data/Anki2"),
        ("darwin", {"XDG_DATA_HOME": "data"}, "home/Library/Application Support/Anki2"),
        ("win32", {"APPDATA": "roaming"}, "roaming/Anki2"),
        ("win32", {}, "home/AppData/Roaming/Anki2"),
        ("linux", {"ANKI_BASE": "mine"}, "mine"),
    ],
)
def test_each_system_has_its_folder(platform: str, environment: dict[str, str], expected: str) -> None:
    assert profiles.data_folder(platform, environment, Path("home")) == Path(expected)
