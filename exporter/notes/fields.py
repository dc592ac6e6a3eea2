r"""HTML of notes: what a document says, with entities wherever Anki would read more into it.

Anki sanitizes nothing and reads its own syntax anywhere in a field: `[sound:…]`, `[$]`, `{{…}}`, and MathJax takes
every `\\(…\\)`. Formulas and images stand in slots until an output says how it shows them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

from exporter import markup
from exporter.markup import Slot

_HELD = re.compile("\x04(\\d+)\x04")  # stands for a formula or an image
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")  # \x1f separates fields in Anki's database
OPEN, CLOSE = "\x02", "\x03"  # around a hidden part of a formula, until clozes are written
_BACKSLASH = re.compile(r"\\(?=(?:<wbr>)*(?:[()\]]|&#91;))")
_DELIMITER = re.compile(  # where MathJax does not read, and where it would
    rf'<span class="mathjax_ignore">.*?</span>|<code\b.*?</code>|<[^<>]*>|(?P<alone>{_BACKSLASH.pattern})', re.DOTALL
)
_LABEL = re.compile(r"\\label\s*\{[^{}\\]*\}")
_ROW = re.compile(r"(?<!\\)(?:\\\\)+(?=[A-Za-z()\]])")
_MARK = re.compile(rf"<mark[^>]*>|</mark>|{OPEN}|{CLOSE}")


Formula = Callable[[str, bool], str]  # TeX, whether it is displayed -> HTML
Source = Callable[[str], str | None]  # address of an image as in the document -> address in the output; None: not shown


def held(html: str, slots: list[Slot], link: Callable[[str], str], *, hides: bool = False) -> str:
    """Neutral HTML as a field, in which nothing reads as Anki's own syntax; its formulas and images go to `slots`.

    `hides`: hidden parts of formulas are marked by OPEN and CLOSE.
    """

    def hold(slot: Slot) -> str:
        if hides and slot.kind != markup.IMAGE:
            slot = Slot(slot.kind, markup.replace_hidden_in_tex(slot.content, lambda part: f"{OPEN}{part}{CLOSE}"))
        slots.append(slot)
        return f"\x04{len(slots) - 1}\x04"

    return safe(markup.emptied(_CONTROL.sub("", html), hold, link))


def filled(html: str, slots: tuple[Slot, ...], formula: Formula, source: Source) -> str:
    """A field with its formulas and images."""

    def show(found: re.Match[str]) -> str:
        slot = slots[int(found[1])]
        made = markup.shown(slot, formula, source)
        return safe(made) if slot.kind == markup.IMAGE else made

    return _HELD.sub(show, html) if slots else html


def safe(html: str) -> str:
    r"""HTML in which nothing reads as Anki's own syntax: `[sound:…]`, `[$]`, `{{…}}`, `\(`."""
    html = html.replace("[", "&#91;").replace("{{", "&#123;&#123;")
    return (_DELIMITER.sub(_unlike_math, html) if "\\" in html else html).strip()


def _unlike_math(found: re.Match[str]) -> str:
    """A backslash that would begin a formula: an entity keeps it from Anki, an element from MathJax."""
    if found["alone"]:
        return '<span class="mathjax_ignore">&#92;</span>'
    return _BACKSLASH.sub("&#92;", found[0])


def mathjax(tex: str, display: bool) -> str:
    r"""A formula as Anki writes it.

    A space in TeX says nothing, and keeps `{{`, `[sound:` and a row's end before a letter from being read as another
    thing. MathJax takes a label once, and Anki shows a formula twice.
    """
    tex = re.sub(r"(?<=\{)(?=\{)|(?<=\})(?=\})", " ", _LABEL.sub("{}", tex))
    tex = re.sub(r"\[(?=sound:|anki:|latex|/|\$)", "&#91;", markup.escape(_ROW.sub(r"\g<0> ", tex)))
    return rf"\[ {tex} \]" if display else rf"\({tex}\)"


# ── clozes ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def cloze(html: str) -> str:
    """Hidden parts as Anki's clozes, numbered in order; a text without any is hidden whole, for a card needs one."""
    html = html.replace("}}", "&#125;&#125;").replace("::", "&#58;&#58;")
    marked = '<mark class="cloze">' in html or OPEN in html
    return "".join(_clozes(html)) if marked else f"{{{{c1::{html}}}}}"


def _clozes(html: str) -> Iterator[str]:
    """A document may have marks of its own, which stay: so they are paired. A space keeps braces of TeX apart."""
    count, done = itertools.count(1), 0
    closing: list[str] = []
    for found in _MARK.finditer(html):
        yield html[done : found.start()]
        if found[0] in ("</mark>", CLOSE):
            yield closing.pop() if closing else ""
        else:
            tex, foreign = found[0] == OPEN, found[0] == "<mark>"
            closing.append("</mark>" if foreign else "}} " if tex else "}}")
            yield "<mark>" if foreign else f"{' ' * tex}{{{{c{next(count)}::"
        done = found.end()
    yield html[done:]
