"""Packages of operating systems: the one list, read alike by exporter and by make's scripts."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter import syspackages
from tests.conftest import ROOT
from tests.make.checkout import script

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nID=debian\n'
SYSTEMS = [  # /etc/os-release, the command for poppler
    (DEBIAN, "sudo apt-get install poppler-utils"),
    ("ID=ubuntu\nID_LIKE=debian\n", "sudo apt-get install poppler-utils"),
    ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', "sudo apt-get install poppler-utils"),
    ("ID=fedora\n", "sudo dnf install poppler-utils"),
    ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "sudo dnf install poppler-utils"),
    ("ID=arch\n", "sudo pacman -S poppler"),
    ("ID=endeavouros\nID_LIKE=arch\n", "sudo pacman -S poppler"),
    ('ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n', "sudo zypper install poppler-tools"),
    ("ID=alpine\n", "sudo apk add poppler-utils"),
    ("ID=plan9\n", ""),
    ("", ""),
]


@pytest.fixture
def bin_(tmp_path: Path) -> Path:
    """A folder for stand-ins of programs."""
    return tmp_path / "bin"


def by_script(folder: Path, release: str, *needs: str, user: int = 1000, system: str = "Linux") -> str:
    """What the script says on a system with this /etc/os-release."""
    script(folder / "bin/id", f"#!/bin/sh\necho {user}\n")
    script(folder / "bin/uname", f"#!/bin/sh\necho {system}\n")
    (folder / "os-release").write_text(release)
    env = {"PATH": f"{folder}/bin:/usr/bin:/bin", "OS_RELEASE": str(folder / "os-release")}
    command = ["sh", "scripts/libraries.sh", "command", *needs]
    return subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, text=True).stdout.strip()


def by_exporter(patch: pytest.MonkeyPatch, release: str, *needs: str, user: int = 1000, system: str = "linux") -> str:
    """The same, by the messages of exporter."""
    lines = (line.partition("=") for line in release.splitlines())
    table = {name: value.strip('"') for name, _, value in lines}
    patch.setattr(platform, "freedesktop_os_release", lambda: table)
    patch.setattr(sys, "platform", system)
    patch.setattr(os, "geteuid", lambda: user, raising=False)
    return syspackages.command(*needs)


@pytest.mark.parametrize(("release", "command"), SYSTEMS)
def test_the_command_is_in_the_words_of_the_system(
    release: str, command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert by_script(tmp_path, release, "poppler") == command
    assert by_exporter(monkeypatch, release, "poppler") == command


def test_root_needs_no_sudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert by_script(tmp_path, DEBIAN, "poppler", user=0) == "apt-get install poppler-utils"
    assert by_exporter(monkeypatch, DEBIAN, "poppler", user=0) == "apt-get install poppler-utils"
    assert syspackages.command("poppler", is_root=False) == "sudo apt-get install poppler-utils"


def test_macos_has_homebrew_which_never_wants_sudo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert by_script(tmp_path, "", "poppler", system="Darwin") == "brew install poppler"
    assert by_exporter(monkeypatch, "", "poppler", system="darwin") == "brew install poppler"


def test_windows_is_told_where_its_pacman_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert by_exporter(monkeypatch, "", "pdf", system="win32").startswith("C:\\msys64\\usr\\bin\\pacman -S mingw")
    assert by_exporter(monkeypatch, "", "browser", system="win32") == ""


def test_a_package_of_two_needs_is_named_once(tmp_path: Path) -> None:
    words = by_script(tmp_path, DEBIAN, "pdf", "emoji").split()
    assert syspackages.packages("pdf", "emoji", manager="apt") == tuple(dict.fromkeys(words[3:]))
    assert syspackages.command("nothing of the kind") == ""


def test_every_row_belongs_to_a_known_package_manager() -> None:
    rows = syspackages._rows()
    managers = {name for kind, name in rows if kind == "command"}
    assert {words for (kind, _), words in rows.items() if kind == "system"} == {(name,) for name in managers}
    assert {name for kind, name in rows if kind != "system"} == managers
    assert all(rows.values())


def instructions() -> Iterator[tuple[str, str]]:
    """Every command that installs packages of a system, in what we say and run: the file, and its packages."""
    files = [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "Makefile",
        *(ROOT / "scripts").glob("*.sh"),
        ROOT / ".ci/run",
    ]
    files += [*(ROOT / ".github").rglob("*.yml"), *(ROOT / "exporter").rglob("*.py")]
    for path in files:
        for found in re.finditer(r"\b(?:apt-get|dnf|brew|zypper) install ((?:[a-z0-9][\w.+-]*\s?)+)", path.read_text()):
            yield path.name, found[1]


def test_the_readme_says_what_prints() -> None:
    wanted = " ".join(["sudo apt-get install", *syspackages.packages("pdf", manager="apt")])
    assert f"`{wanted}`" in " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())


def test_no_other_place_has_a_list_of_its_own() -> None:
    known = {name for words in syspackages._rows().values() for name in words}
    told = list(instructions())
    assert told
    assert [(file, packages) for file, packages in told if not set(packages.split()) <= known] == []
