"""The add-on runs in a Python where nothing of ours is installed, under whatever name Anki gives its folder."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from exporter.push.doors import packing
from tests.test_cli import run

LOADS = """\
import importlib, pathlib, sys
folder = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(folder.parent))
for path in sorted(folder.rglob("*.py")):
    name = ".".join(path.relative_to(folder.parent).with_suffix("").parts).removesuffix(".__init__")
    if name != folder.name:
        importlib.import_module(name)
assert not any(name.split(".")[0] in ("exporter", "anki", "aqt") for name in sys.modules)
"""


def test_the_same_bytes_each_time_and_nothing_is_written_twice(tmp_path: Path) -> None:
    path = tmp_path / "anki" / "exporter.ankiaddon"
    assert run("addon", "--out", tmp_path).stdout == f"wrote {path}\n"
    first = path.stat()
    assert path.read_bytes() == packing.packed()
    assert run("addon", "--out", tmp_path).stdout == f"{path} is up to date\n"
    assert path.stat().st_mtime_ns == first.st_mtime_ns
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    path.write_bytes(b"of an older version")
    assert run("addon", "--out", tmp_path).exit_code == 0
    assert path.read_bytes() == packing.packed()


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "anki").symlink_to("elsewhere")
    assert run("addon", "--out", tmp_path).exit_code == 4
    assert not list((tmp_path / "elsewhere").iterdir())


def test_it_loads_without_exporter_anywhere(tmp_path: Path) -> None:
    folder = tmp_path / "1234567890"
    assert run("addon", "--out", tmp_path).exit_code == 0
    with zipfile.ZipFile(tmp_path / "anki" / "exporter.ankiaddon") as archive:
        names = archive.namelist()
        archive.extractall(folder)
    (folder / "__init__.py").write_text("")  # it would start the server, and needs Anki for that
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", LOADS, folder], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "push/transaction.py" in names
    assert not any("doors" in name for name in names)
