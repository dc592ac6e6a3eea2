"""Pytest passes over nothing here: it skips folders of some names unasked, and a test that never runs cannot fail."""

from __future__ import annotations

import re
from fnmatch import fnmatch

import pytest

from tests.conftest import ROOT


def test_every_file_of_tests_is_collected(pytestconfig: pytest.Config) -> None:
    passed_over = pytestconfig.getini("norecursedirs")
    files = sorted((ROOT / "tests").rglob("test_*.py"))
    assert len(files) > 100
    folders = {parent for file in files for parent in file.relative_to(ROOT).parents}
    assert [folder for folder in folders if any(fnmatch(folder.name, pattern) for pattern in passed_over)] == []
    assert [file for file in files if not (file.parent / "__init__.py").exists()] == []


def test_one_driver_of_browsers_is_started() -> None:
    """Two of them in a process refuse each other, and which tests share a process is chance: `browser` is for all."""
    starts = re.compile(r"^ *with .*sync_playwright\(\)", re.MULTILINE)
    files = [path for path in (ROOT / "tests").rglob("*.py") if starts.search(path.read_text(encoding="utf-8"))]
    assert sorted(files) == [ROOT / "tests" / "browser" / "conftest.py", ROOT / "tests" / "pictures.py"]
