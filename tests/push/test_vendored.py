"""What the add-on brings along runs inside of Anki, where nothing of ours is installed: it needs Python alone."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PUSH = ROOT / "exporter" / "push"
MODULES = sorted(path for path in PUSH.rglob("*.py") if not path.is_relative_to(PUSH / "doors"))
APP = {"anki", "aqt"}


def needed(nodes: list[ast.stmt]) -> set[str]:
    """What is imported when a module is: not inside of functions, nor for types alone."""
    found = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Try):
            found |= needed([*node.body, *node.orelse, *(each for one in node.handlers for each in one.body)])
    return found


def names(path: Path) -> set[str]:
    """All that a module imports, now or later."""
    return needed([node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.stmt)])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PUSH).as_posix())
def test_a_module_of_the_add_on_needs_python_alone(path: Path) -> None:
    own = {name for name in names(path) if name.startswith("exporter.push.")}
    assert not {name for name in own if name.startswith("exporter.push.doors")}
    roots = {name.split(".")[0] for name in names(path) - own}
    assert roots - APP <= sys.stdlib_module_names
    first = {name.split(".")[0] for name in needed(ast.parse(path.read_text("utf-8")).body)}
    assert not first & APP, "Anki is imported inside of functions: this module is read where it is not installed"
