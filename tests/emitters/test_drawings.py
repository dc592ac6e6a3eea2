"""Which drawings are no more than drawings."""

from __future__ import annotations

import pytest

from exporter.emitters import drawings
from exporter.emitters.drawings import ACTIVE, BROKEN, ENTITIES, GROWS, SIZE, STYLED, fault, is_drawing

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(body: str, attributes: str = "") -> bytes:
    return f"{HEAD} {attributes}>{body}</svg>".encode()


@pytest.mark.parametrize(
    "data",
    [
        svg(""),
        svg("", 'width="10cm" height="50%" viewBox="0 0 10 10"'),
        svg("", 'viewBox="-1,-1.5, +20 .5 "'),
        svg('<defs><path id="a" d="M0 0"/></defs><use href="#a"/><use xlink:href="#a"/>'),
        svg('<linearGradient id="g"><stop/></linearGradient><style>.a{fill:url(#g)}</style><path fill="url(\'#g\')"/>'),
        svg('<marker id="m"><path/></marker><path d="M0 0 L1 1" style="stroke:red;marker-end:url(#m)"/>'),
        svg('<clipPath id="c"><rect/></clipPath><g clip-path="url(#c)"><text>url and onto &lt;script&gt;</text></g>'),
        svg('<a href=""><text>é</text></a>'),
        b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?>\n<!-- made -->\n'
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">' + svg(""),
    ],
)
def test_a_drawing_is_taken(data: bytes) -> None:
    assert is_drawing(data)
    assert fault(data) == ""


@pytest.mark.parametrize(
    "data", [b"", b"<p>svg</p>", b"<html><svg/></html>", b"<svgx/>", b"\x89PNG", "<svg/>".encode("utf-16")]
)
def test_what_is_no_drawing(data: bytes) -> None:
    assert not is_drawing(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (svg("<script/>"), ACTIVE),
        (svg("<g><ForeignObject/></g>"), ACTIVE),
        (svg('<image href="#a"/>'), ACTIVE),
        (svg("<i:image xmlns:i='http://www.w3.org/2000/svg' href='data:,'/>"), ACTIVE),
        (svg('<rect onclick="x()"/>'), ACTIVE),
        (svg('<use href="file:///etc/passwd#a"/>'), ACTIVE),
        (svg('<use xlink:href=" &#104;ttp://example.org/#a"/>'), ACTIVE),
        (svg('<a href="javascript:x()"/>'), ACTIVE),
        (svg('<rect fill="url(http://example.org/#a)"/>'), ACTIVE),
        (svg('<rect style="fill:url( &quot;a.svg#b&quot; )"/>'), ACTIVE),
        (svg('<rect style="fill:u\\72l(a)"/>'), ACTIVE),
        (svg("<style>@IMPORT 'a.css';</style>"), ACTIVE),
        (svg("<style><![CDATA[@font-face{src:url(file:///a)}]]></style>"), ACTIVE),
        (svg("<style>a{fill:u</style><style>rl(file:///a)}</style>"), ACTIVE),
        (b'<?xml-stylesheet href="a.css"?>' + svg(""), ACTIVE),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + svg("&a;"), ENTITIES),
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("<text>&a;</text>"), ENTITIES),
        (b'<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://example.org/a">%a;]>' + svg(""), ENTITIES),
        (svg("<g>"), BROKEN),
        (svg("&nbsp;"), BROKEN),
        (b'<?xml version="1.0" encoding="klingon"?>' + svg(""), BROKEN),
        (svg("", 'width="wide"'), SIZE),
        (svg("", 'height="1e99"'), SIZE),
        (svg("", 'viewBox="0 0 nan 1"'), SIZE),
        (svg("", 'viewBox="0 0 1"'), SIZE),
        (svg("<mask id='m'/><style>g{mask:url(#m)}</style>"), STYLED),
        (svg('<g id="a"><use href="#a"/></g>'), GROWS),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), GROWS),
        (svg('<marker id="m"><g/><g/></marker>' + f'<path marker-mid="url(#m)" d="{"L1 1" * 30_000}"/>'), GROWS),
        (svg("<g>" * 200 + "</g>" * 200), GROWS),
        (svg("<g/>" * (drawings.MOST_SHAPES + 1)), GROWS),
    ],
)
def test_a_drawing_that_does_more_is_refused(data: bytes, why: str) -> None:
    assert is_drawing(data) or b"xml-stylesheet" in data
    assert fault(data) == why


def test_a_few_lines_that_grow_a_million_times_are_refused() -> None:
    def bomb(steps: int) -> bytes:
        rows = (f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, steps))
        return svg('<g id="g0"/>' + "".join(rows))

    assert fault(bomb(3)) == ""
    assert fault(bomb(8)) == GROWS
