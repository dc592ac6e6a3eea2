"""Pages that are made from the code say what the code does. `--rewrite` writes them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exporter import errors
from tests.conftest import ROOT
from tests.docs.generated import EXIT_CODES, GENERATED, NAVIGATION, page

DOCS = ROOT / "docs"


@pytest.mark.parametrize("name", GENERATED)
def test_a_page_is_what_the_code_says(name: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite"):
        (DOCS / name).write_text(page(name), encoding="utf-8")
    assert (DOCS / name).read_text(encoding="utf-8") == page(name), "pytest tests/docs --rewrite writes it"


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: path.name)
def test_every_page_leads_to_the_others(path: Path) -> None:
    assert f"\n\n{NAVIGATION}\n" in path.read_text(encoding="utf-8")
    assert f"]({path.name})" in NAVIGATION


def test_every_exit_code_is_explained() -> None:
    codes = {value for name, value in vars(errors).items() if name.isupper() and isinstance(value, int)}
    assert {int(number) for number in re.findall(r"^\| (\d+) ", EXIT_CODES, re.MULTILINE)} == codes
