"""Installs packages with plug-ins on `sys.path`, as pip does: their modules beside a folder of metadata."""

from __future__ import annotations

import shutil
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from exporter import plugins
from exporter.readers import plugin as readers

EXAMPLE = Path(__file__).parent / "example"
RECIPE = "Bread\n\n? How long does dough rest?\n! An hour.\n\n? Why is salt added?\n! For its taste.\n"
MARKDOWN = "# Tea\n\n### Q1: How hot is the water?\n\n80 °C.\n"
EntryPoints = Mapping[str, Mapping[str, str]]


class Site:
    """A folder of installed packages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, name: str, version: str, points: EntryPoints) -> None:
        """Writes the metadata of a package, as pip would."""
        forget()
        for old in self.folder.glob(f"{name.replace('-', '_')}-*.dist-info"):
            shutil.rmtree(old)
        made = self.folder / f"{name.replace('-', '_')}-{version}.dist-info"
        made.mkdir()
        (made / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        groups = (f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in found.items()) for group, found in points.items())
        (made / "entry_points.txt").write_text("\n".join(groups))

    def broken(self, text: str, group: str = plugins.READERS, name: str = "broken", more: str = "") -> None:
        """Installs the package `exporter-broken 0.1` with one module that holds this text."""
        (self.folder / "exporter_broken.py").write_text(text, encoding="utf-8")
        self.install("exporter-broken", "0.1", {group: {name: f"exporter_broken{more}"}})


def forget() -> None:
    """Has the packages be looked for again, as in another process."""
    for found in (plugins._found, plugins._fingerprint, readers._readers):
        found.cache_clear()
    for name in [name for name in sys.modules if name.startswith(("exporter_recipe", "exporter_broken"))]:
        del sys.modules[name]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A folder on `sys.path` to install packages in."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    yield Site(folder)
    forget()


@pytest.fixture
def example(site: Site) -> Site:
    """The same with the example package."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"]
    shutil.copytree(EXAMPLE / "exporter_recipe", site.folder / "exporter_recipe")
    site.install(project["name"], project["version"], project["entry-points"])
    return site


@pytest.fixture
def notes(folder: Callable[..., Path]) -> Path:
    """A folder with a recipe and a document that exporter reads by itself."""
    return folder(bread__recipe=RECIPE, tea__md=MARKDOWN)
