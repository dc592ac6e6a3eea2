"""What is installed: the locks, and what a wheel carries."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9][0-9a-z.]*)( ; [a-z_]+ [!=<>]+ '[^']+'.*)?")


def pins(name: str) -> dict[str, str]:
    """The packages of a lock and their versions; fails on a line that is anything else, such as an address."""
    matches = [PIN.fullmatch(line) for line in (ROOT / name).read_text().splitlines()]
    assert all(matches)
    return {match["name"]: match["version"] for match in matches if match}


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9_.-]", text)[0].lower().replace("_", "-") for text in requirements}


def test_the_locks_hold_every_dependency_in_one_version() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project, groups = table["project"], table["dependency-groups"]
    extras = project["optional-dependencies"]
    runtime, dev, gui = (pins(f"requirements{kind}.lock") for kind in ("", "-dev", "-gui"))
    assert names(project["dependencies"] + extras["formats"] + groups["build"]) <= runtime.keys()
    assert names(groups["dev"] + [each for extra in extras.values() for each in extra]) <= dev.keys()
    assert {name: dev.get(name) for name in runtime} == runtime
    assert {"aqt", "pyqt6-webengine"} <= gui.keys()  # the app, in the version whose backend the other tests use
    assert {name: version for name, version in gui.items() if dev.get(name, version) != version} == {}
    assert "pyqt6" not in dev


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an sdist and the wheel that is made from the checkout."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def test_a_wheel_carries_the_templates_and_the_command(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        inside = set(wheel.namelist())
        entry_points = wheel.read(next(name for name in inside if name.endswith("entry_points.txt"))).decode()
    templates = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()}
    assert templates
    assert {f"exporter/{name}" for name in templates} <= inside
    assert "exporter = exporter.__main__:main" in entry_points
    assert not [name for name in inside if name.startswith(("tests/", "source/", "dist/"))]


def test_a_wheel_of_the_source_distribution_is_the_same(built: Path, tmp_path: Path) -> None:
    subprocess.run(["tar", "xzf", str(next(built.glob("*.tar.gz")))], cwd=tmp_path, check=True)
    unpacked = next(tmp_path.iterdir())
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=unpacked, check=True, capture_output=True)
    first, second = (zipfile.ZipFile(next(folder.glob("*.whl"))) for folder in (built, tmp_path))
    assert sorted(first.namelist()) == sorted(second.namelist())
