"""The examples of docs/api.md are true, and it names every schema."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "api.md"
_BLOCK = re.compile(r"^```python\n(>>>.*?)^```$", re.DOTALL | re.MULTILINE)


def test_the_examples_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = "\n".join(_BLOCK.findall(PAGE.read_text(encoding="utf-8")))
    found = doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest(text, {}, "api.md", str(PAGE), 0))
    assert found.attempted > 5
    assert found.failed == 0


def test_every_schema_is_named() -> None:
    named = set(re.findall(r"\]\(\.\./exporter/schemas/(\w+)\.json\)", PAGE.read_text(encoding="utf-8")))
    assert named == {path.stem for path in (ROOT / "exporter" / "schemas").glob("*.json")}
