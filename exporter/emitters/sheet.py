"""The cheat sheet: one document on as few pages as can be read with pleasure.

The text is laid out once, in a galley as wide as a column (pdf.py); the packer says which column holds what
(packing.py); what depends on that, page numbers and running heads, is laid out after it in a small second galley.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from html import escape, unescape
from itertools import groupby
from string import Template
from textwrap import shorten
from typing import BinaryIO
from unicodedata import combining, east_asian_width

from exporter import __version__, markup
from exporter.emitters import Edition
from exporter.emitters.packing import impose, impose_front
from exporter.emitters.pdf import Press, image, undisturbed
from exporter.emitters.pictures import filled
from exporter.errors import OutputError
from exporter.model import Card, Choice, Cloze, Item, Level, Note, Problem, Severity

PAPER = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}  # millimeters, portrait
_ENDLESS = 10_000_000  # millimeters: the galley's page
_PROBE = 50  # characters of the lines that measure how much code a column holds
_FLOORS = {"code": 0.86, "diagram": 0.3}  # what its widest line may shrink a block to
_WRAPPED = {"code": 0.93, "diagram": 0.3}  # its size when that is not enough: then its lines wrap
_HEAD_WIDTH = 96  # characters of the sections' names in a running head

_PRE = re.compile(r'<pre class="(code|diagram)"([^>]*)><code>(.*?)</code></pre>', re.DOTALL)
_CELL = re.compile(r"<[^>]*>|&[^;\s]+;|.\ufe0f?", re.DOTALL)  # a tag, or a character as HTML
_SOFT = {" ", ",", ";", "|", "/", "(", "=", "&amp;"}  # after these a line of code is best broken
_WIDE = re.compile(r"[^\x00-\u2319](?:\ufe0f)?")  # what may be an emoji, or another character two columns wide
_TABLE = re.compile(r'<div class="table">.*?</table>', re.DOTALL)
_TABLE_CELL = re.compile(r"<t[hd]\b.*?</t[hd]>", re.DOTALL)
_SPAN = re.compile(r'<span class="(\w+)">([^<]*)</span>')
_IMAGE = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"')
_HEAD = re.compile(r"<(/?)h([1-6])\b([^>]*)>")
# What WeasyPrint does not break, or only slowly: a long word behind a tag within a word, a word without end
_LONG = re.compile(r"<pre\b.*?</pre>|(?<=[^\s<>])((?:<[^<>]*>)+)(?=[^\s<>&]{25})|<[^<>]*>|([^\s<>&]{300})", re.DOTALL)
_JOINED = re.compile(r"(<[^>]*>)|([^\s<>&-]{1,20}-[^\s<>&]{1,20})")  # a tag, or a word with a hyphen


def emit(edition: Edition, out: BinaryIO) -> Iterable[Problem]:
    """Writes the sheet of the edition's first document; the problems are what was not printed as it is."""
    with undisturbed(edition.changed_at):
        return _emit(edition, out)


def _emit(edition: Edition, out: BinaryIO) -> list[Problem]:
    sheet, press = _Sheet(edition), Press()
    probe = press.set(sheet.page, [f'<div><pre class="{kind}">{"0" * _PROBE}</pre></div>' for kind in _FLOORS])
    units = list(sheet.units({kind: int(_PROBE * probe.capacity(n)) for n, kind in enumerate(_FLOORS)}))
    entries = sheet.contents(units)
    galley = press.set(sheet.page, [*entries, *(unit.html for unit in units)])
    frame, title = galley.frame(sheet.columns)
    text = galley.text(len(entries))
    spots = impose(text.atoms, frame, impose_front(galley.text(0, len(entries)).atoms, frame, title)[1])
    pages: list[list[_Unit]] = [[] for _ in range(spots[-1].page + 1)]
    for spot in spots:
        pages[spot.page].append(units[text.atoms[spot.start].unit - len(entries)])
    final = press.set(partial(sheet.page, pages=pages), sheet.contents(units, pages))
    front = final.text(0, len(entries))
    out.write(press.print(final, [(front, impose_front(front.atoms, frame, title)[0]), (text, spots)]))
    shrunk = {text.atoms[spot.start].unit - len(entries) for spot in spots if spot.scale < 1}
    return [problem for n, unit in enumerate(units) for problem in _problems(unit, n in shrunk)]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is not broken without need: a card, a note, the head of a section, the imprint."""

    html: str
    anchor: str
    section: tuple[str, ...] = ()
    item: Item | None = None  # None for a head and the imprint


class _Sheet:
    """The HTML of one document, from the templates."""

    def __init__(self, edition: Edition) -> None:
        self.document, self.settings = edition.documents[0], edition.settings.print
        self.columns = self.settings.columns or (3 if self.settings.orientation == "landscape" else 2)
        self._name, self._templates, self._media = edition.names[0], edition.templates, edition.media
        self._date = datetime.fromtimestamp(edition.changed_at, UTC).isoformat() if edition.changed_at else ""
        items, notes = self.document.items, self.settings.notes
        self._items = [item for item in items if (item.answer.strip() if isinstance(item, Card) else notes)]
        self._cards = [item for item in self._items if isinstance(item, Card)]
        self._count = "1 question" if len(self._cards) == 1 else f"{len(self._cards)} questions"

    def _fill(self, name: str, **values: object) -> str:
        try:
            return Template(self._templates[name]).substitute(values) if values else self._templates[name]
        except (KeyError, ValueError) as error:
            raise OutputError(f"templates/print/{name}: {error} is missing or wrong. Restore the file.") from error

    def page(self, units: Iterable[str], pages: Sequence[Sequence[_Unit]] = ((),)) -> str:
        """A page of HTML: the printed pages without their text, then units."""
        return self._fill(
            "page.html",
            language=escape(self.document.meta.get("language", "en")),
            mode="color" if self.settings.color else "gray",
            title=escape(self.document.title),
            description=escape(f"{self.document.title}: {self._count}"),
            keywords=escape(", ".join(self.document.tags)),
            date=self._date,
            style=self._style(),
            frames="\n".join(self._frame(number, pages) for number in range(len(pages))),
            units="\n".join(units),
        )

    def _style(self) -> str:
        """The style sheet, and after it what settings and document say."""
        size = PAPER[self.settings.paper]
        width, height = size if self.settings.orientation == "portrait" else size[::-1]
        digits = max((len(str(card.number)) for card in self._cards if card.number is not None), default=0)
        return (
            f"{self._fill('sheet.css')}\n@page {{ size: {width}mm {height}mm }}\n"
            f"@page galley {{ size: {width}mm {_ENDLESS}mm }}\n"
            f":root {{ --columns: {self.columns}; --font-size: {self.settings.font_size:g}pt; "
            f"--number-width: {0.6 * digits + 0.5:.1f}em }}\n"
        )

    def _frame(self, number: int, pages: Sequence[Sequence[_Unit]]) -> str:
        """A page without its text: the title on the first one, a running head on all others."""
        head, span = _running_head(pages[number]) if number else ("", "")
        texts = {"head": head, "range": span, "foot": self._name if number else ""}
        texts = {name: escape(text) for name, text in texts.items()} | {"front": "" if number else self._front()}
        return self._fill("frame.html", folio=f"page {number + 1} of {len(pages)}", **texts)

    def _front(self) -> str:
        levels = [card.level for card in self._cards]
        facts = [self._count, *(f"{levels.count(level)} {_badge(level)}" for level in Level if level in levels)]
        return self._fill("front.html", title=escape(self.document.title), facts=" &emsp; ".join(facts))

    def contents(self, units: Sequence[_Unit], pages: Sequence[Sequence[_Unit]] = ()) -> list[str]:
        """The entries of the contents; while pages are unknown, with a number at least as wide."""
        heads = [unit for unit in units if unit.section and not unit.item]
        numbers = {unit.anchor: number for number, page in reversed([*enumerate(pages, 1)]) for unit in page}
        return [
            self._fill(
                "entry.html",
                depth=len(unit.section),
                anchor=unit.anchor,
                title=escape(unit.section[-1]),
                page=numbers.get(unit.anchor, 888),
            )
            for unit in heads
            if self.settings.contents and len(heads) > 1 and len(unit.section) <= 2
        ]

    def units(self, room: Mapping[str, int]) -> Iterator[_Unit]:
        """All that stands in the columns, in the document's order; `room`: characters of code on a line."""
        above: tuple[str, ...] = ()
        styled = set(re.findall(r"\.(\w+)", self._fill("sheet.css")))  # half of all spans have no rule: they only cost
        for number, item in enumerate(self._items):
            for depth in range(1, len(item.section) + 1):
                if item.section[:depth] != above[:depth]:
                    head = {"anchor": f"s{number}-{depth}", "title": escape(item.section[depth - 1])}
                    html = self._fill("section.html", heading=min(6, 1 + depth), **head)
                    yield _Unit(html, head["anchor"], item.section[:depth])
            above = item.section
            html = self._card(item, f"u{number}") if isinstance(item, Card) else self._note(item, f"u{number}")
            html = filled(html, item, self._media)
            html = _SPAN.sub(lambda found: found[0] if found[1] in styled else found[2], html)
            html = _PRE.sub(lambda found: _fit_code(found, room), html)
            html = _TABLE.sub(lambda found: _fit_table(found, room["code"]), html)
            html = _LONG.sub(lambda found: f"{'<wbr>' * bool(found[1])}{found[0]}{'<wbr>' * bool(found[2])}", html)
            yield _Unit(html, f"u{number}", item.section, item)
        facts = [self.document.title, self._count, f"from {self.document.source}"]
        facts += [f"as of {self._date[:10]}"] * bool(self._date) + [f"set by exporter {__version__}"]
        yield _Unit(self._fill("imprint.html", facts=escape(" · ".join(facts))), "imprint")

    def _card(self, card: Card, anchor: str) -> str:
        number = "" if card.number is None else str(card.number)
        heading = min(6, 2 + len(card.section))  # the title is 1, and HTML ends at 6
        question = markup.html(card.question)
        head, _, more = question.partition("</p>") if question.startswith("<p>") else ("<p>Question", "", question)
        more += _options(card.kind) if isinstance(card.kind, Choice) else ""
        answer = markup.html(card.answer, cloze=isinstance(card.kind, Cloze))
        return self._fill(
            "card.html",
            anchor=anchor,
            heading=heading,
            numbered=" numbered" if number else "",
            bookmark=escape(f"{number} {markup.plain(card.question)}".partition("\n")[0].strip()),
            number=f'<span class="number">{number}</span>' if number else "",
            question=_JOINED.sub(lambda found: found[1] or f'<span class="whole">{found[2]}</span>', head[3:]),
            badge=_badge(card.level),
            more=f'<div class="more">{more}</div>' if more.strip() else "",
            answer=_demote(answer, heading),
        )

    def _note(self, note: Note, anchor: str) -> str:
        heading, title = min(6, 2 + len(note.section)), escape(note.title)
        head = f'<h{heading} class="title" data-bookmark="{title}">{title}</h{heading}>' if title else ""
        text = _demote(markup.html(note.text), heading if title else heading - 1)
        return self._fill("note.html", anchor=anchor, kind="boxed" if title else "plain", head=head, text=text)


def _problems(unit: _Unit, shrunk: bool) -> Iterator[Problem]:
    """What of a card is not printed as it is."""
    refused = [url for url in map(unescape, _IMAGE.findall(unit.html)) if image(url) is None]
    found = [("image-refused", f"{url[:80]}: only small images in the document itself are printed.") for url in refused]
    found += [("shrunk", "a table row or an image is taller than a page: printed smaller. Split it.")] * shrunk
    for code, message in found:
        if unit.item:
            yield Problem(Severity.WARNING, code, message, unit.item.where)


def _running_head(units: Sequence[_Unit]) -> tuple[str, str]:
    """The sections of a page, each with its numbers where there are several, and the numbers of an only one."""
    groups = []
    for name, group in groupby((unit for unit in units if unit.item), lambda unit: "".join(unit.section[:1])):
        numbers = [str(u.item.number) for u in group if isinstance(u.item, Card) and u.item.number is not None]
        groups.append((name, "–".join(dict.fromkeys([numbers[0], numbers[-1]] if numbers else []))))
    if len(groups) == 1:
        return shorten(groups[0][0], _HEAD_WIDTH, placeholder=" …"), groups[0][1]
    shown = groups if len(groups) <= 3 else [groups[0], ("…", ""), groups[-1]]
    names = [shorten(name, _HEAD_WIDTH // len(shown), placeholder=" …") for name, _ in shown]
    return "  ·  ".join(f"{name} {span}".strip() for name, (_, span) in zip(names, shown, strict=True)), ""


def _badge(level: Level | None) -> str:
    """A level; the badges differ in border and ground, not only in color."""
    return f'<span class="level {level}">{level.capitalize()}</span>' if level else ""


def _options(choice: Choice) -> str:
    """The options of multiple choice, the right ones marked."""
    marks = (' class="right"' if index in choice.correct else "" for index in range(len(choice.options)))
    rows = (f"<li{mark}>{markup.inline_html(text)}</li>" for mark, text in zip(marks, choice.options, strict=True))
    return f'<ol class="options">{"".join(rows)}</ol>'


def _demote(html: str, heading: int) -> str:
    """Headings in a text come below its own heading, and none skips a level (PDF/UA)."""
    ranks: list[int] = []

    def lower(found: re.Match[str]) -> str:
        if not found[1]:
            while ranks and ranks[-1] >= int(found[2]):
                ranks.pop()
            ranks.append(int(found[2]))
        return f"<{found[1]}h{min(6, heading + len(ranks))}{found[3]}>"

    return _HEAD.sub(lower, html)


def _fit_code(found: re.Match[str], room: Mapping[str, int]) -> str:
    """A block of code whose widest line fits: smaller down to a floor, then with lines that wrap."""
    kind, attributes, body = found.groups()
    widest = max(sum(map(_width, _CELL.findall(line))) for line in body.split("\n"))
    shrink = min(1.0, room[kind] / (widest + 0.5))  # half a character for what rounding adds
    if shrink < _FLOORS[kind]:
        shrink = _WRAPPED[kind]
        body = _wrap(_CELL.findall(body), room[kind] / shrink - 1)
    if kind == "diagram":
        body = _WIDE.sub(lambda c: f'<i class="wide">{c[0]}</i>' if _width(c[0]) == 2 else c[0], body)
    return f'<pre class="{kind}"{attributes} style="--shrink: {shrink:.3f}"><code>{body}</code></pre>'


def _wrap(cells: Iterable[str], limit: float) -> str:
    """Breaks long lines, after a space or a comma where there is one, with a mark where they go on."""
    done: list[str] = []
    column, soft = 0, 0
    for cell in cells:
        if column + _width(cell) > limit:
            cut = soft or len(done)
            column = 2 + sum(map(_width, done[cut:]))
            done.insert(cut, '\n<span class="wrap"></span>')
            soft = 0
        done.append(cell)
        column = 0 if cell == "\n" else column + _width(cell)
        soft = 0 if cell == "\n" else len(done) if cell in _SOFT and column > limit / 2 else soft
    return "".join(done)


@cache
def _width(cell: str) -> int:
    """How many columns of a mono font a character takes; a tag takes none."""
    char = (unescape(cell) or " ")[0]
    if cell[0] == "<" or char == "\n" or combining(char):
        return 0
    return 4 if char == "\t" else 2 if cell[-1] == "\ufe0f" or east_asian_width(char) in "WF" else 1


def _fit_table(found: re.Match[str], room: int) -> str:
    """A table whose longest words do not fit beside each other may break them; others keep them whole."""
    longest: dict[int, int] = {}
    for row in found[0].split("</tr>"):
        for column, cell in enumerate(_TABLE_CELL.findall(row)):
            longest[column] = max(longest.get(column, 0), *map(len, re.split(r"<[^>]*>|\s+", cell)))
    tight = sum(longest.values()) + 2 * len(longest) > room
    return found[0].replace('"table"', '"table tight"', 1) if tight else found[0]
