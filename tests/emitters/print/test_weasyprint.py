"""What we use of WeasyPrint's insides, one test for each: a new version that breaks one is known by its name."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from tests.tools import needs

pytestmark = needs("pdf")

# A function, and the parameters that we give it, in their order; `x=` is given by name.
CALLED = {
    "anchors.gather_anchors": "box anchors links bookmarks forms",
    "draw.draw_page": "page stream",
    "draw.draw_stacking_context": "stream stacking_context",
    "layout.background.layout_backgrounds": "page get_image_from_uri",
    "layout.background.layout_box_backgrounds": "page box get_image_from_uri layout_children=",
    "stacking.StackingContext.from_box": "box page",
    "document.Document.copy": "self pages",
    "document.Document.write_pdf": "self finisher=",
    "document.Page.paint": "self stream scale",
    "images.RasterImage.__init__": "self pillow_image image_id image_data",
    "pdf.stream.Stream.__init__": "self fonts page_rectangle resources images tags color_profiles output_intent",
    "pdf.stream.Stream.add_font": "self pango_font",
    "pdf.stream.Stream.add_image": "self image interpolate ratio",
    "pdf.stream.Stream.marked": "self box tag",
    "pdf.stream.Stream.artifact": "self",
    "pdf.stream.Stream.stacked": "self",
    "pdf.stream.Stream.transform": "self e= f=",
    "formatting_structure.boxes.Box.translate": "self dx dy",
    "formatting_structure.boxes.Box.hit_area": "self",
    "formatting_structure.boxes.ParentBox.copy_with_children": "self new_children",
    "text.fonts.get_font_description": "style",
    "text.fonts.font_features": (
        "font_kerning font_variant_ligatures font_variant_position font_variant_caps font_variant_numeric"
        " font_variant_alternates font_variant_east_asian font_feature_settings"
    ),
    "text.line_break.Layout.__init__": "self style justification_spacing max_width",
    "text.line_break.Layout.get_first_line": "self",
    "text.line_break.Layout.set_text": "self text justify",
    "text.line_break.line_size": "line style",
}


@pytest.mark.parametrize(("name", "parameters"), CALLED.items(), ids=CALLED)
def test_it_takes_what_we_give_it(name: str, parameters: str) -> None:
    import_module("exporter.emitters.print.adapter.engine")
    *path, last = name.split(".")
    modules = [part for part in path if part[0].islower()]
    found: Any = import_module(".".join(["weasyprint", *modules]))
    for part in [*path[len(modules) :], last]:
        found = getattr(found, part)
    known = list(inspect.signature(found).parameters)
    given = parameters.split()
    in_place = [each for each in given if not each.endswith("=")]
    assert known[: len(in_place)] == in_place
    assert {each[:-1] for each in given if each.endswith("=")} <= {*known}


def laid_out(html: str) -> Any:
    engine: Any = import_module("exporter.emitters.print.adapter.engine")
    return engine.weasyprint.HTML(string=html).render(font_config=engine.fonts(), pdf_variant="pdf/ua-1")


PAGE = '<html lang="en"><title>T</title><body style="margin: 0"><div><p id="a">one</p><p>two</p></div>'


def body(page: Any) -> Any:
    return page._page_box.children[0].children[0]


def is_below(boxes: Any) -> bool:
    first, second = boxes
    return bool(first.border_box_y() + first.border_height() <= second.border_box_y())


def has_a_class(boxes: Any) -> bool:
    return [type(box).__name__ for box in boxes] == ["BlockBox", "BlockBox"]


def has_lines(boxes: Any) -> bool:
    return [type(line).__name__ for line in boxes[0].children] == ["LineBox"]


def has_text(boxes: Any) -> bool:
    return [part.text for part in boxes[0].descendants() if hasattr(part, "text")] == ["one"]


def knows_its_element(boxes: Any) -> bool:
    return bool(boxes[0].element_tag == "p" and boxes[0].element.get("id") == "a")


def is_moved_with_all_in_it(boxes: Any) -> bool:
    before = boxes[0].children[0].children[0].position_y
    boxes[0].translate(0, 7)
    return bool(boxes[0].children[0].children[0].position_y == before + 7)


def is_copied_with_other_children(boxes: Any) -> bool:
    copy = boxes[0].copy_with_children([])
    return copy.children == [] and len(boxes[0].children) == 1


def says_which_margins_collapse(boxes: Any) -> bool:
    return isinstance(boxes[0].is_in_normal_flow(), bool) and callable(boxes[0].top_margin_collapses)


FACTS: tuple[Callable[[Any], bool], ...] = (
    *(is_below, has_a_class, has_lines, has_text, knows_its_element, is_moved_with_all_in_it),
    *(is_copied_with_other_children, says_which_margins_collapse),
)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_a_box_after_layout(fact: Callable[[Any], bool]) -> None:
    assert fact(body(laid_out(PAGE).pages[0]).children[0].children)


def test_boxes_are_printed_on_the_page_that_they_are_moved_to() -> None:
    """The one thing that all rests on: what stands in a page's body when it is drawn is what the PDF holds."""
    document = laid_out(f"{PAGE}<div style='break-before: page'><p>three</p></div>")
    first, second = document.pages
    moved = body(first).children[0].children[1]
    body(first).children[0].children = body(first).children[0].children[:1]
    body(second).children = [*body(second).children, moved]
    pdf = pikepdf.open(BytesIO(document.copy([first, second]).write_pdf(pdf_variant="pdf/ua-1")))
    shown = [
        sum(str(each.operator) in ("Tj", "TJ") for each in pikepdf.parse_content_stream(page)) for page in pdf.pages
    ]
    assert shown == [1, 2]


def test_a_stream_keeps_what_a_fragment_is_made_of() -> None:
    stream = import_module("weasyprint.pdf.stream").Stream
    made = stream({}, (0, 0, 9, 9), {}, {}, {}, {}, None)
    assert made._resources == {}
    assert made._tags == {}
    assert made.stream == []


def sheets(monkeypatch: pytest.MonkeyPatch, html: str, times: int) -> list[str]:
    """The style sheets that are parsed while a text is laid out so many times."""
    from exporter.emitters.print.adapter import Adapter

    remembering: Any = import_module("exporter.emitters.print.adapter.stylesheets")
    parsed: list[str] = []
    read = remembering.weasyprint.CSS.__init__

    def noted(self: object, *args: Any, **others: Any) -> None:
        parsed.append(others.get("string", ""))
        read(self, *args, **others)

    monkeypatch.setattr(remembering.weasyprint.CSS, "__init__", noted)
    for _ in range(times):
        Adapter().lay_out([html])
    return parsed


PAGES = """<html lang="en"><style>@page galley {{ size: 90mm 9000mm }} .galley {{ page: galley }} {style}</style>
<body><p>Front.</p><div class="galley"><ol><li>Knead</li></ol></div></body>"""


def test_a_style_sheet_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(sheets(monkeypatch, PAGES.format(style="p { color: #123321 }"), 3)) == 1


def test_layers_are_read_with_all_sheets_of_their_document(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(sheets(monkeypatch, PAGES.format(style="@layer loaf { p { color: #321123 } }"), 2)) == 3


def test_counter_styles_hold_each_time() -> None:
    from exporter.emitters.print.adapter import Adapter

    style = '@counter-style loaf { system: cyclic; symbols: "#"; suffix: " " } ol { list-style: loaf inside }'
    texts = []
    for _ in range(2):
        galley = Adapter().lay_out([PAGES.format(style=style)])
        texts.append("".join(getattr(each, "text", "") for each in galley.units[0].descendants()))
    assert texts == ["# Knead"] * 2
