"""What is installed: the locks, what a wheel and a source distribution carry, and what the package index shows."""

from __future__ import annotations

import email
import re
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import zipfile
from email.message import Message
from pathlib import Path

import pytest
from trove_classifiers import classifiers

from exporter import __version__
from hatch_build import shown
from tests.conftest import ROOT

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
    assert {"exporter/py.typed", "exporter/syspackages.txt", "exporter/sources/formats.lua"} <= inside
    assert {f"exporter/schemas/{path.name}" for path in (ROOT / "exporter/schemas").iterdir()} <= inside
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


def test_a_source_distribution_carries_the_checkout(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("this is no checkout of git: what belongs to it is not known")
    assert {*listed.stdout.splitlines(), "PKG-INFO"} - inside == {"dist/.gitignore"}
    assert inside - {*listed.stdout.splitlines(), "PKG-INFO"} == set()


def test_an_installed_wheel_works_without_the_checkout(built: Path, tmp_path: Path) -> None:
    """In an environment of its own, whose dependencies are those of this one."""
    python = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    home = tmp_path / "elsewhere"
    home.mkdir()

    def run(*words: object) -> str:
        command = [str(python), "-I", *map(str, words)]
        done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    subprocess.run([sys.executable, "-m", "venv", python.parent.parent], check=True)
    run("-m", "pip", "install", "--quiet", "--no-index", "--no-deps", next(built.glob("*.whl")))
    place = Path(run("-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
    (place / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    assert Path(run("-c", "import exporter; print(exporter.__file__)").strip()).is_relative_to(place)
    run("-m", "exporter", "init", "notes")
    said = run("-m", "exporter", "build", "notes", "--only", "anki,csv,markdown,preview")
    assert "import dist/anki/all-decks.apkg" in said.replace("\\", "/")
    assert (home / "dist" / "index.html").exists()


# What the package index shows.


@pytest.fixture(scope="module")
def metadata(built: Path) -> Message:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        return email.message_from_bytes(wheel.read(name))


def repository() -> str:
    """The one place that says where the project lives."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return str(table["tool"]["hatch"]["metadata"]["hooks"]["custom"]["repository"])


def test_who_made_it_for_whom_and_where_it_lives(metadata: Message) -> None:
    assert metadata["Author"] in (ROOT / "LICENSE").read_text()
    assert {"Keywords", "License-Expression", "Requires-Python"} <= set(metadata.keys())
    assert set(metadata.get_all("Classifier") or ["none"]) <= classifiers
    addresses = dict(text.split(", ") for text in metadata.get_all("Project-URL") or [])
    assert addresses["Homepage"] == repository()
    assert all(address.startswith(addresses["Homepage"]) for address in addresses.values())
    for name in ("Documentation", "Changelog"):
        assert (ROOT / addresses[name].partition(f"/blob/v{__version__}/")[2]).is_file()


def test_the_readme_can_be_read_there(metadata: Message) -> None:
    text = str(metadata.get_payload())
    pictures = re.findall(r'<img src="([^"]+)"', text)
    assert len(pictures) == len(re.findall("<img ", (ROOT / "README.md").read_text()))
    for address in pictures:
        before, _, path = address.partition(f"/raw/v{__version__}/")
        assert before == repository()
        assert (ROOT / path).is_file()
    assert f"git clone {repository()} exporter" in text


def test_the_address_of_the_repository_stands_in_one_place() -> None:
    files = [*ROOT.glob("*.*"), *(ROOT / ".github").rglob("*.*"), *(ROOT / "exporter").rglob("*.py")]
    users = [path for path in files if path.is_file() and repository() in path.read_text(errors="replace")]
    assert users == [ROOT / "pyproject.toml"]


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ('<img src="a/b.png" alt="x">', '<img src="R/raw/v1/a/b.png" alt="x">'),
        ("![x](a.svg)", "![x](R/raw/v1/a.svg)"),
        ("[x](A.md), [`y`](B.md#part)", "[x](R/blob/v1/A.md), [`y`](R/blob/v1/B.md#part)"),
        ("[x](#part), [y](https://a.example/b.png), [z](mailto:a@b.example)", ""),
        ("`![x](a.png)` and `[x](A.md)`", ""),
        ("```md\n![x](a.png)\n```\n\n````md\n```\n[x](A.md)\n```\n````", ""),
        ("```sh\ngit clone REPOSITORY here\n```", "```sh\ngit clone R here\n```"),
    ],
)
def test_what_becomes_of_relative_addresses(text: str, rendered: str) -> None:
    assert shown(text, "R", "v1") == (rendered or text)
