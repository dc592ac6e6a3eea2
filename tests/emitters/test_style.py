"""The colors of the cards, of print and of the preview: every text can be read by everybody, light and dark."""

from __future__ import annotations

import re
from itertools import product

import pytest
from pygments.token import STANDARD_TYPES

from tests.editions import templates

STYLE = re.sub(r"/\*.*?\*/", "", templates("anki")["style.css"], flags=re.DOTALL)
ENOUGH = 4.5  # WCAG 2.2, 1.4.3: contrast of text
GROUNDS = ("ground", "panel")
NO_TEXT = {"ground", "panel", "line", "mono", "boxes", "kind"}
RULES = re.findall(r"([^{}]+)\{([^{}]*)\}", STYLE)


def palette(selector: str) -> dict[str, str]:
    """The variables that a rule sets."""
    found = next(body for name, body in RULES if name.strip() == selector and "--ground" in body)
    return dict(re.findall(r"--([a-z]+):\s*([^;]+);", found))


LIGHT = palette(".card")
DARK = palette(".card.nightMode, .card.night_mode")


def luminance(color: str) -> float:
    """WCAG's relative luminance of `#rgb` or `#rrggbb`."""
    digits = color.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    channels = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("mode", "ground"), [*product(("light", "dark"), GROUNDS)])
def test_every_text_color_is_readable_on_every_ground(mode: str, ground: str) -> None:
    colors = LIGHT if mode == "light" else {**LIGHT, **DARK}
    texts = {name: color for name, color in colors.items() if name not in NO_TEXT}
    assert len(texts) >= 13
    faint = {name: contrast(color, colors[ground]) for name, color in texts.items()}
    assert {name: ratio for name, ratio in faint.items() if ratio < ENOUGH} == {}


def rules(sheet: str) -> list[tuple[str, str]]:
    """The selectors of a style sheet, each with what it declares."""
    found = re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    return [(name.strip(), body) for name, body in found]


def sheets(folder: str) -> list[tuple[str, str]]:
    return [rule for name, text in sorted(templates(folder).items()) if name.endswith(".css") for rule in rules(text)]


@pytest.mark.parametrize(
    ("folder", "selectors", "grounds"),
    [
        ("print", (":root",), ("#fff", "pale")),
        ("print", (":root", "html.gray"), ("#fff", "pale")),
        ("preview", (":root",), ("ground", "panel")),
        ("preview", (":root", ":root.night"), ("ground", "panel")),
    ],
)
def test_what_is_printed_and_previewed_is_readable(
    folder: str, selectors: tuple[str, ...], grounds: tuple[str, ...]
) -> None:
    declared = [body for selector in selectors for name, body in sheets(folder) if name == selector]
    colors = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6})\b", ";".join(declared)))
    used = [
        color for _, body in sheets(folder) for color in re.findall(r"(?:^|[;\s])color: ([^;}]+?)(?=[;}\s]|$)", body)
    ]
    texts = {found[1] for color in used if (found := re.fullmatch(r"var\(--([a-z]+)\)", color))}
    others = {color for color in used if not color.startswith("var(")}
    assert len(texts) >= 5
    assert others <= {"#fff", "inherit"}  # white stands on ink alone, see below
    assert contrast("#fff", colors["ink"]) >= ENOUGH or folder == "preview"
    faint = {
        (text, ground): ratio
        for text, ground in product(texts, grounds)
        if (ratio := contrast(colors[text], colors.get(ground, ground))) < ENOUGH
    }
    assert faint == {}


def test_white_is_printed_on_ink_alone() -> None:
    assert all("background: var(--ink)" in body for _, body in sheets("print") if "color: #fff" in body)
    assert not any("opacity" in body for _, body in sheets("print"))


def test_introductions_and_quotes_are_as_dark_as_text_is() -> None:
    colors = dict(
        re.findall(r"--([a-z]+): (#[0-9a-f]{3,6})", ";".join(b for name, b in sheets("print") if name == ":root"))
    )
    assert contrast(colors["quiet"], "#fff") >= 7  # WCAG's enhanced contrast
    bodies = [body for name, body in sheets("print") if name in (".extra.plain", "blockquote")]
    assert [("color: var(--quiet)" in body) for body in bodies] == [True, True]


def test_both_palettes_name_the_same_colors() -> None:
    assert set(DARK) == set(LIGHT) - {"mono", "boxes"}


def test_rules_take_their_colors_from_the_palette() -> None:
    """But for marked text, which is a pair of its own."""
    used = {name.strip(): body for name, body in RULES if "#" in re.sub(r"--[^;]+;", "", body)}
    assert set(used) == {"mark"}
    ground, ink = re.findall(r"#[0-9a-f]{3,6}", used["mark"])
    assert contrast(ground, ink) >= ENOUGH


def test_token_classes_are_those_of_pygments() -> None:
    known = set(STANDARD_TYPES.values())
    named = {
        css for name, body in RULES if "color" in body for css in re.findall(r"(?:^|, )\.([a-z][a-z0-9]{0,2})\b", name)
    }
    assert len(named) > 40
    assert named <= known


def test_no_template_runs_a_script() -> None:
    for name, text in templates("anki").items():
        assert not re.search(r"<script|\son\w+=|javascript:", text, re.IGNORECASE), name
