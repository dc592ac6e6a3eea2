r"""HTML of notes: what a document says, with entities wherever Anki would read more into it.

Anki sanitizes nothing and reads its own syntax anywhere in a field: `[sound:…]`, `[$]`, `{{…}}`, and MathJax takes
every `\\(…\\)`. Formulas and images stand in slots until an output says how it shows them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape

from exporter import markup
from exporter.markup import Slot

_HELD = re.compile("\x04(\\d+)\x04")  # stands for a formula or an image
_SOUND = re.compile(r"\[sound:[^\[\]]*\]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")  # \x1f separates fields in Anki's database
OPEN, END, CLOSE = "\x02", "\x05", "\x03"  # around a hidden part of a formula, until clozes are written; see `opened`
_BACKSLASH = re.compile(r"\\(?=(?:<wbr>)*(?:[()\]]|&#91;))")
_DELIMITER = re.compile(  # where MathJax does not read, and where it would
    rf'<span class="mathjax_ignore">.*?</span>|<code\b.*?</code>|<[^<>]*>|(?P<alone>{_BACKSLASH.pattern})', re.DOTALL
)
_LABEL = re.compile(r"\\label\s*\{[^{}\\]*\}")
_ROW = re.compile(r"(?<!\\)(?:\\\\)+(?=[A-Za-z()\]])")
_MARK = re.compile(
    rf'<mark(?: class="cloze"(?: data-number="(?P<number>\d+)")?(?: data-hint="(?P<hint>[^"]*)")?)?[^>]*>|</mark>'
    rf"|{OPEN}(?P<tex>\d*);(?P<tex_hint>[^{END}]*){END}|{CLOSE}"
)
MARKS_OF_TEX = re.compile(rf"{OPEN}[^{END}]*{END}|{CLOSE}")
_CLOZE = re.compile(r"\{\{c(\d+)::|\}\}")
_TAG = re.compile(r"<[^<>]*>")
_MOST = 500  # numbers of clozes that Anki knows


Formula = Callable[[str, bool], str]  # TeX, whether it is displayed -> HTML
Source = Callable[[str], str | None]  # address of an image as in the document -> address in the output; None: not shown


def held(html: str, slots: list[Slot], link: Callable[[str], str], *, hides: bool = False) -> str:
    """Neutral HTML as a field, in which nothing reads as Anki's own syntax; its formulas and images go to `slots`.

    `hides`: hidden parts of formulas are marked by OPEN and CLOSE.
    """

    def hold(slot: Slot) -> str:
        if hides and slot.kind != markup.IMAGE:
            slot = Slot(slot.kind, markup.replace_hidden_in_tex(slot.content, _hidden))
        slots.append(slot)
        return f"\x04{len(slots) - 1}\x04"

    return safe(markup.emptied(_CONTROL.sub("", html), hold, link))


def filled(html: str, slots: tuple[Slot, ...], formula: Formula, source: Source) -> str:
    """A field with its formulas and images."""

    def show(found: re.Match[str]) -> str:
        slot = slots[int(found[1])]
        made = markup.shown(slot, formula, source)
        return safe(made) if slot.kind == markup.IMAGE and not _SOUND.fullmatch(made) else made

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


def _hidden(gap: markup.Gap) -> str:
    return f"{opened(gap)}{gap.text}{CLOSE}"


def opened(gap: markup.Gap) -> str:
    """What stands before a hidden part of a formula until clozes are written."""
    return f"{OPEN}{'' if gap.number is None else gap.number};{gap.hint}{END}"


def cloze(html: str) -> str:
    """Hidden parts as Anki's clozes: with the numbers that the document gives, the others with the next free ones.

    A text without any is hidden whole, for a card needs one.
    """
    html = html.replace("}}", "&#125;&#125;").replace("::", "&#58;&#58;")
    known = given(html)
    free = (number for number in itertools.count(1) if number not in known)
    return "".join(_clozes(html, [number or next(free) for number in known])) if known else f"{{{{c1::{html}}}}}"


def _opens(found: re.Match[str]) -> bool:
    """Whether a mark opens a hidden part; a document may have marks of its own."""
    return found[0].startswith(('<mark class="cloze"', OPEN))


def _given(found: re.Match[str]) -> int | None:
    number = found["number"] or found["tex"]
    return int(number) if number and 0 < int(number) <= _MOST else None


def _clozes(html: str, numbers: Sequence[int]) -> Iterator[str]:
    """Marks of the document stay: so they are paired. A space keeps braces of TeX apart."""
    left, done = iter(numbers), 0
    closing: list[str] = []
    for found in _MARK.finditer(html):
        yield html[done : found.start()]
        if found[0] in ("</mark>", CLOSE):
            yield closing.pop() if closing else ""
        elif _opens(found):
            tex, hint = found[0][0] == OPEN, found["hint"] or found["tex_hint"]
            closing.append(f"{f'::{hint}' if hint else ''}{'}} ' if tex else '}}'}")
            yield f"{' ' * tex}{{{{c{next(left)}::"
        else:
            closing.append("</mark>")
            yield "<mark>"
        done = found.end()
    yield html[done:]


def given(html: str) -> list[int | None]:
    """The numbers that the document gives to the hidden parts, in the order in which these begin."""
    return [_given(found) for found in _MARK.finditer(html) if _opens(found)]


def gaps(field: str) -> list[tuple[int, str]]:
    """The hidden parts of a cloze's text in the order in which they begin: their numbers, and their words."""
    found: list[tuple[int, int, int]] = []  # number, where its text begins, where that ends
    around: list[int] = []
    for piece in _CLOZE.finditer(field):
        if piece[1]:
            around.append(len(found))
            found.append((int(piece[1]), piece.end(), len(field)))
        elif around:
            at = around.pop()
            found[at] = (*found[at][:2], piece.start())
    return [(number, _bare(field[first:last])) for number, first, last in found]


def _bare(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _CLOZE.sub("", html).partition("::")[0])).split())


def numbered(field: str, numbers: Sequence[int]) -> str:
    """The same field with other numbers for its hidden parts, in their order."""
    left = iter(numbers)
    return _CLOZE.sub(lambda found: f"{{{{c{next(left, found[1])}::" if found[1] else found[0], field)
