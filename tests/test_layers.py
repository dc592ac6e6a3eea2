"""Who may import whom: the contract of the house, read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "exporter"
LAYERS = (  # a module may import from its own row's packages only itself, and anything below
    {"__main__"},
    {"cli"},
    {"commands"},
    {"api"},
    {"pull"},
    {"pipeline"},
    {"sources"},
    {"readers", "emitters", "checks"},
    {"notes"},
    {"identity"},
    {"restore"},
    {"grammar", "naming", "worddiff"},
    {"markup", "settings"},
    {"plugins"},
    {"problems"},
    {"model"},
    {"workers"},
    {"errors", "jsontypes", "lexicon", "safefiles", "syspackages", "installation"},
)
SIBLINGS = {("checks", "identity")}  # checks ask identity which questions are the same
HEAVY = {
    "genanki": "exporter/emitters/anki.py",
    "weasyprint": "exporter/emitters/print/press",
    "ziamath": "exporter/markup/typesetting.py",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def rank(part: str) -> int:
    return next((n for n, layer in enumerate(LAYERS) if part in layer), -1)


def part(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_down(path: Path) -> None:
    here = part(path)
    for name in imports(path):
        there = [*name.split("."), ""][1] if name.startswith("exporter.") else ""
        if rank(there) < 0 or there == here or here == "__init__":
            continue
        allowed = rank(there) > rank(here) or (here, there) in SIBLINGS
        assert allowed, f"{here} must not import {name}"


@pytest.mark.parametrize(("library", "home"), HEAVY.items())
def test_heavy_libraries_have_one_home(library: str, home: str) -> None:
    users = [path for path in MODULES if any(name.split(".")[0] == library for name in imports(path))]
    assert users
    assert all(path.is_relative_to(ROOT / home) for path in users)


def test_every_module_has_its_place() -> None:
    assert {part(path) for path in MODULES if rank(part(path)) < 0} == {"__init__"}
