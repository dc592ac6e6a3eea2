"""What WeasyPrint lays out and draws of some texts, at several widths: `python -m tests.emitters.print.drawings` writes
it pickled, as WeasyPrint does it by itself."""

from __future__ import annotations

import inspect
import pickle
import sys
from importlib import import_module
from itertools import product
from typing import Any

TEXTS = {
    "prose": "<p>Flour, water and salt make a loaf; a starter makes it rise, and takes its time over that.</p>" * 2,
    "inline": "<p>A <b>bold </b><i> word</i>, <code>a.b()</code>, <code>c</code>, <sub>low</sub><sup>high</sup>.</p>",
    "code": "<pre><span class=k>if</span> rises:\n\n    bake(<span class=s>'at 230 °C'</span>)\n  \n\tcool()\n</pre>",
    "code as written": "<pre style='white-space: pre'>a line that is longer than its column is wide\nnext\n</pre>",
    "lines": "<p style='white-space: pre-line'>one  two \n three\n\n four</p>",
    "one line": "<p style='white-space: nowrap'>one  two \n three that goes on beyond the edge</p>",
    "long words": "<p>Sauerteigbrotbackofenhandschuhfach abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz</p>",
    "soft hyphens": "<p>Sauer\xadteig\xadbrot\xadback\xadofen\xadhand\xadschuh\xadfach, Sauer\xadteig</p>",
    "hyphens": "<p lang=de style='hyphens: auto'>Donaudampfschifffahrt und Bäckereifachverkäuferinnen</p>",
    "code with hyphens": "<pre lang=de style='hyphens: auto'>Donaudampfschifffahrt\nBäckerei\xadfachverkäufer</pre>",
    "letters apart": "<p style='letter-spacing: 2px; word-spacing: 5px'>apart, all of them, and wide</p><p> </p>",
    "justified": "<p style='text-align: justify'>Flour, water and salt make a loaf; a starter makes it rise.</p>",
    "lines below": "<p><u>below</u> <s>through</s> <mark style='text-decoration: overline'>above</mark> them</p>",
    "other ends": "<pre>one\u2028two\u2029three\x0bfour\x85five\r\nsix</pre>",
    "right to left": "<p dir=rtl>שלום עולם, וזה הלחם שלנו <code>x = 1</code> סוף</p><p>and أهلا here</p>",
    "far east": "<p lang=zh-CN>面包由面粉、水和盐制成，酵母使它发酵。</p><p lang=ja>パンは小麦粉と水と塩です。</p>",
    "signs": "<p>≠ é e\u0301 ﬁ 🎉 ✅ — „so“ …</p><p style='font-variant: small-caps'>Small Caps</p>",
    "features": "<p style='font-variant-numeric: tabular-nums; font-kerning: none'>AVATAR 11.1</p>",
    "table": "<table><tr><th>Flour<th>Much of it</tr><tr><td>rye<td>a third, or a bit more than that</tr></table>",
    "beside a float": "<div style='float: left; width: 3em'>aside</div><p>text that goes around it and on below</p>",
    "clamped": "<p style='text-overflow: ellipsis; overflow: hidden; white-space: nowrap'>more than fits in here</p>",
    "cut": "<p style='max-lines: 1; block-ellipsis: auto'>more than fits in here, by far, and by far more</p>",
    "first": "<style>p::first-letter { font-size: 3em } p::first-line { color: red }</style><p>Once upon a time</p>",
    "nothing": "<p></p><p> </p><pre>\n</pre><p style='font-size: 0'>small</p>",
    "shares": "<div style='margin: 5%; padding: 1em 9%; width: 50%; min-height: 9%'>a<p style='width: 3em'>b</p></div>",
    "to the border": "<p style='box-sizing: border-box; width: 60px; padding: 3px; border: 1px solid'>inside of it</p>",
    "sums": "<p style='margin-left: calc(10% + 3px); max-width: calc(100% - 9px)'>some text in a block</p>",
    "least and most": "<p style='min-width: 30px; max-width: 80px; min-height: 40px; max-height: 50px'>a text</p>",
    "joined borders": "<table style='border-collapse: collapse'><tr><td style='border: 3px solid'>a</table>",
    "moved": "<p style='position: relative; left: 5%'>a <b style='position: absolute; border: 1px solid'>b</b></p>",
    "boxes in lines": "<p>a <span style='display: inline-block; width: 40%; padding: 2px'>b c</span> d</p>",
    "in columns": "<div style='columns: 2'>Flour, water and salt make a loaf. <p>A starter makes it rise.</p></div>",
    "stretched": "<div style='display: flex'><p style='flex: 1'>one</p><p>two</p></div>",
    "items": "<ol><li>one<li>two<ul><li>three</ul></ol><details open><summary>four</summary>five</details>",
    "other items": "<style>p { display: list-item; list-style: square inside }</style><p>six</p><p>seven</p>",
    "notes": "<style>i { float: footnote }</style><p>text<i>a note</i> and text<i>another note</i></p>",
    "one note": "<p>text<i style='float: footnote'>a note</i></p>",
    "quotes": "<p><q>said</q><br>by <wbr>somebody</p><hr>",
    "round": "<p style='border: 2px solid; border-radius: 3px 10% 0 0 / 4px; background: #eee'>round corners</p>",
    "rise and fall": "<p style='line-height: 2'>a <b style='vertical-align: middle; line-height: 1'>b</b></p>",
    "variables": "<p style='--a: 3px; padding: var(--a); color: var(--b, red); margin: var(--c)'>a <b>b</b></p>",
    "inherited": "<div style='text-align: end; quotes: none; cursor: auto'><p style='all: initial'>a</p><p>b</p></div>",
    "logical": "<p dir=rtl style='margin-inline-start: 9px; padding-block: 2px; text-align: start'>a text</p>",
    "shrunk": "<p>a <span style='float: left'>some words beside</span> <i style='position: absolute'>and two</i></p>",
    "dots": "<p style='width: 5em'>a<span class=l></span></p><style>.l::after { content: leader('. ') '7' }</style>",
}
PAGE = "<html lang=en><style>@page {{ size: {width}px 900px; margin: 0 }} body {{ font: 11px {font} }}</style>{text}"
WIDTHS = (20, 60, 110, 111.5, 400)
FONTS = ("Noto Sans", "DejaVu Sans Mono")
PLACE = ("position_x", "position_y", "width", "height", "baseline", "text")
Drawn = tuple[list[list[Any]], list[bytes]]


def drawn(html: str) -> Drawn:
    """Where all boxes of a page stand, with what texts, and what is drawn: twice, since boxes may be printed again."""
    engine: Any = import_module("exporter.emitters.print.adapter.engine")
    streams: Any = import_module("exporter.emitters.print.adapter.streams")
    stream: Any = import_module("weasyprint.pdf.stream")
    operators: list[bytes] = []

    def kept(_document: object, pdf: Any) -> None:
        operators.extend(streams.content(each) for each in pdf.objects if isinstance(each, stream.Stream))

    document = engine.weasyprint.HTML(string=html).render(font_config=engine.fonts(), pdf_variant="pdf/ua-1")
    boxes = [box for page in document.pages for box in page._page_box.descendants()]
    for _ in range(2):
        document.write_pdf(finisher=kept, pdf_variant="pdf/ua-1")
    return [[type(box).__name__, *(getattr(box, name, None) for name in PLACE)] for box in boxes], operators


def drawings(text: str, font: str) -> list[Drawn]:
    """A text in a font, at all widths."""
    return [drawn(PAGE.format(width=width, font=font, text=TEXTS[text])) for width in WIDTHS]


def parameters() -> list[list[str]]:
    """What each function that is replaced takes, as it is now."""
    insides: Any = import_module("exporter.emitters.print.adapter.insides")
    now = [getattr(owner, name) for owner, name, _ in insides.REPLACED]
    functions: list[Any] = [each.fget if isinstance(each, property) else each for each in now]
    return [[*inspect.signature(each).parameters] for each in functions]


if __name__ == "__main__":
    made = {(text, font): drawings(text, font) for text, font in product(TEXTS, FONTS)}
    sys.stdout.buffer.write(pickle.dumps((made, parameters())))
