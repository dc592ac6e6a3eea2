"""How exporter was installed: the command that adds a package works for the way it was, whatever the index knows."""

from __future__ import annotations

import json
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest

from exporter import installation

PANDOC = "pypandoc-binary"


class Installed(Distribution):
    """A distribution that was installed from somewhere."""

    def __init__(self, **origin: object) -> None:
        self._origin = origin

    def read_text(self, filename: str) -> str | None:
        """Of the two files that are asked for."""
        if filename == "direct_url.json":
            return json.dumps(self._origin) if self._origin else None
        return f"Name: qa-exporter\nRequires-Dist: click\nRequires-Dist: {PANDOC}>=1.15; extra == 'formats'\n"

    def locate_file(self, path: object) -> Path:
        """Never asked for."""
        raise NotImplementedError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment for exporter alone, with pip."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "executable", "/a b/bin/python")
    monkeypatch.setattr(installation, "distribution", lambda name: Installed())
    monkeypatch.setattr(installation, "find_spec", lambda name: object())
    return tmp_path


def test_pip_is_that_of_its_environment(home: Path) -> None:
    assert installation.adding("formats") == f"'/a b/bin/python' -m pip install {PANDOC}"


def test_without_pip_uv_is_asked(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "find_spec", lambda name: None)
    assert installation.adding("formats") == f"uv pip install --python '/a b/bin/python' {PANDOC}"


def test_pipx_adds_by_the_name_that_it_gave(home: Path) -> None:
    (home / "pipx_metadata.json").touch()
    assert installation.adding("formats") == f"pipx inject {home.name} {PANDOC}"


@pytest.mark.parametrize(
    ("origin", "source"),
    [
        ({}, "qa-exporter"),
        ({"url": "file:///home/ann/my%20exporter", "dir_info": {}}, "'/home/ann/my exporter'"),
        ({"url": "file:///tmp/qa_exporter-1-py3-none-any.whl"}, "/tmp/qa_exporter-1-py3-none-any.whl"),
        ({"url": "https://a.example/e.whl", "archive_info": {}}, "https://a.example/e.whl"),
        ({"url": "https://a.example/e", "vcs_info": {"vcs": "git", "commit_id": "c0"}}, "git+https://a.example/e@c0"),
    ],
)
def test_uv_installs_again_from_where_it_came(
    home: Path, origin: dict[str, object], source: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "uv-receipt.toml").touch()
    monkeypatch.setattr(installation, "distribution", lambda name: Installed(**origin))
    assert installation.adding("formats") == f"uv tool install {source} --with {PANDOC}"


def test_nothing_is_installed_into_what_the_system_manages(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "base_prefix", sys.prefix)
    monkeypatch.setattr(sysconfig, "get_path", lambda name: sys.prefix)
    assert installation.adding("formats")
    (home / "EXTERNALLY-MANAGED").touch()
    assert installation.adding("formats") == ""


def test_what_was_never_installed_cannot_be_added_to(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Distribution:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installation, "distribution", missing)
    assert installation.adding("formats") == ""


def test_every_extra_of_this_installation_has_packages() -> None:
    here = distribution(installation.NAME)
    extras = here.metadata.get_all("Provides-Extra") or []
    assert "formats" in extras
    assert all(installation.packages(here, extra) for extra in extras)
    assert installation.packages(here, "nothing of the kind") == []
