"""What replaces functions of WeasyPrint: it takes what they take, and what is laid out and drawn is the same."""

from __future__ import annotations

import pickle
import subprocess
import sys
from importlib import import_module
from itertools import product
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.emitters.print.drawings import FONTS, PAGE, TEXTS, Drawn, drawings, drawn, parameters
from tests.tools import needs

pytestmark = needs("pdf")

Theirs = tuple[dict[tuple[str, str], list[Drawn]], list[list[str]]]


@pytest.fixture(scope="module")
def theirs() -> Theirs:
    """What WeasyPrint makes of all texts by itself, in a process where nothing is replaced."""
    command = [sys.executable, "-m", "tests.emitters.print.drawings"]
    made: Theirs = pickle.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    return made


@pytest.fixture(autouse=True)
def ours() -> None:
    insides: Any = import_module("exporter.emitters.print.adapter.insides")
    insides.replace()


@pytest.mark.parametrize(("text", "font"), product(TEXTS, FONTS))
def test_it_is_as_weasyprint_has_it(theirs: Theirs, text: str, font: str) -> None:
    made, expected = drawings(text, font), theirs[0][text, font]
    assert [boxes for boxes, _ in made] == [boxes for boxes, _ in expected]
    assert [without_zeros(each) for _, each in made] == [without_zeros(each) for _, each in expected]


def without_zeros(operators: list[bytes]) -> list[bytes]:
    """Streams without the kernings of 0, which WeasyPrint writes where lengths differ by less than a unit."""
    return [each.replace(b">0<", b"").replace(b"><", b"").replace(b">0]", b">]") for each in operators]


def test_it_takes_what_was_taken(theirs: Theirs) -> None:
    assert parameters() == theirs[1]


def test_a_line_is_shaped_once(monkeypatch: pytest.MonkeyPatch) -> None:
    line_break: Any = import_module("weasyprint.text.line_break")
    texts: list[str] = []
    given = line_break.Layout.set_text

    def noted(self: object, text: str, *more: Any, **others: Any) -> None:
        texts.append(text)
        given(self, text, *more, **others)

    monkeypatch.setattr(line_break.Layout, "set_text", noted)
    drawn(PAGE.format(width=400, font="Noto Sans", text="<pre>first line\nsecond line\nthird line</pre>"))
    lines = ["first line", "second line", "third line"]
    assert [text for text in texts if "line" in text] == [*lines, *lines]  # it is drawn twice


def test_few_lines_are_kept_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document of thousands of cards would take a gigabyte. What is not kept is drawn the same."""
    shaping: Any = import_module("exporter.emitters.print.adapter.shaping")
    page = PAGE.format(width=400, font="Noto Sans", text="<pre>first line\nsecond line\nthird line</pre>")
    expected = drawn(page)
    shaping._kept.clear()
    monkeypatch.setattr(shaping, "_MOST", 1)
    engine: Any = import_module("exporter.emitters.print.adapter.engine")
    document = engine.weasyprint.HTML(string=page).render(font_config=engine.fonts())
    boxes = [box for each in document.pages for box in each._page_box.descendants()]
    lines = [box.pango_layout for box in boxes if getattr(box, "pango_layout", None)]
    assert [line.kept for line in lines] == [None, None, "third line"]
    assert drawn(page) == expected
