"""No function has too many branches, boolean operators counted (radon)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

visitors = pytest.importorskip("radon.visitors", reason="radon is missing: branches are not counted (make setup)")

MOST = 12
PACKAGE = ROOT / "exporter"
LATER = ("readers/inferred", "restore/tables", "emitters/print")  # folders that are reworked as a whole


def branches(source: str) -> Iterator[tuple[str, int]]:
    """The name of each function and method, and one more than its branches."""
    visitor = visitors.ComplexityVisitor.from_code(source)
    methods = [method for each in visitor.classes for method in each.methods]
    yield from ((each.name, each.complexity) for each in [*visitor.functions, *methods])


def over(folder: Path) -> set[str]:
    """Functions with too many branches, each with its module."""
    names = {path: path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.py"))}
    return {
        f"{name} {function}"
        for path, name in names.items()
        if not name.startswith(LATER)
        for function, count in branches(path.read_text(encoding="utf-8"))
        if count > MOST
    }


def test_boolean_operators_count() -> None:
    source = (
        "def f(a, b):\n    return 1 if a and b else 0\n\nclass C:\n    def g(self, a):\n        return a or a or a\n"
    )
    assert list(branches(source)) == [("f", 3), ("g", 3)]


def test_no_function_has_too_many_branches() -> None:
    assert over(PACKAGE) == set()
