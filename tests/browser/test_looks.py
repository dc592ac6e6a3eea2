"""How the parts of a card look on every device, held against `tests/fixtures/looks.txt`, which `--rewrite` makes anew.

Pictures would tell fonts and browsers apart, not styles. So it is colors, sizes and edges that are compared, and edges
may be off by what a scroll bar or another font can do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.reviewer import DEVICES, Device, reviewer
from tests.browser.test_cards import cards
from tests.conftest import ROOT

if TYPE_CHECKING:
    from anki.cards import Card
    from playwright.sync_api import Browser

__all__ = ("cards",)  # the fixture

FILE = ROOT / "tests" / "fixtures" / "looks.txt"
NEAR = 3  # pixels
PARTS = (
    *("body", ".qa", ".place", ".level", ".number", ".question", "hr#answer", ".answer", ".source a", ".ask"),
    *(".answer p", ".answer ul", ".answer li", ".answer a[href]", ".answer :not(pre) > code", "kbd", "summary"),
    *(".callout.note", ".callout.tip", ".callout.important", ".callout.warning", ".callout.caution"),
    *(".callout.tip .callout-title", ".callout.caution .callout-title", "blockquote", "pre.code", "pre.diagram"),
    *("pre .k", "pre .s2", "pre .mi", "pre .c1", "pre .nd", "pre .nb", ".table", "th", "td", "td[align=right]"),
    *(".options > li", ".options > li.right", ".cloze", ".text", "mjx-container[display=true]"),
)
LOOK = """(part) => {
  const node = document.querySelector(part);
  if (!node) return "";
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  const font = ["fontSize", "fontWeight", "fontStyle", "textAlign", "direction", "whiteSpace"];
  const area = ["display", "overflowX", "borderInlineStart", "borderTop", "borderRadius", "paddingInlineStart"];
  const told = ["color", "backgroundColor", ...font, ...area].map((name) => style[name]);
  const isRow = getComputedStyle(node.parentNode).display === "flex";  // as wide as its words
  const isWide = ["block", "flex", "list-item"].includes(style.display) && !isRow;
  return [told.join("; "), ...(isWide ? [Math.round(box.left), Math.round(box.right)] : [])].join(" | ");
}"""


def looks(browser: Browser, device: Device, cards: list[Card]) -> dict[str, str]:
    """The look of every part, on the first card that has it."""
    found: dict[str, str] = {}
    with reviewer(browser, device) as screen:
        for card in cards:
            screen.show(card, answer=True)
            for part in PARTS:
                look = screen.page.evaluate(LOOK, part)
                if look and part not in found:
                    found[part] = look
    return found


def known() -> dict[str, dict[str, str]]:
    """The looks of the file, by device and part."""
    lines = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()]
    return {device: {part: look for name, part, look in lines if name == device} for device, _, _ in lines}


def is_like(look: str, other: str) -> bool:
    """Whether two looks are the same, but for a few pixels."""
    style, *edges = look.split(" | ")
    other_style, *others = other.split(" | ")
    near = len(edges) == len(others) and all(abs(int(a) - int(b)) <= NEAR for a, b in zip(edges, others, strict=False))
    return style == other_style and near


@pytest.mark.parametrize("device", DEVICES, ids=lambda device: device.name)
def test_every_part_looks_as_it_did(
    browser: Browser, cards: list[Card], device: Device, pytestconfig: pytest.Config
) -> None:
    found = looks(browser, device, cards)
    if pytestconfig.getoption("rewrite"):
        others = [(name, *row) for name, rows in known().items() for row in rows.items() if name != device.name]
        rows = sorted([*others, *((device.name, *row) for row in found.items())])
        FILE.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    before = known()[device.name]
    wrong = {part: (look, before.get(part)) for part, look in found.items() if not is_like(look, before.get(part, ""))}
    assert wrong == {}
    assert set(found) == set(before)


def test_a_look_may_be_off_by_pixels_alone() -> None:
    assert is_like("red | 3 | 9", "red | 1 | 12")
    assert not is_like("red | 3 | 9", "red | 3 | 13")
    assert not is_like("red | 3 | 9", "blue | 3 | 9")
