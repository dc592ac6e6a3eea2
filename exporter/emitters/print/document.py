"""A document as HTML, ready to be set: units of text, and the pages that they will stand on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from html import escape

from exporter import __version__, markup
from exporter.emitters import Edition
from exporter.emitters.pictures import filled
from exporter.emitters.print import cards, families, language, links
from exporter.emitters.print.language import directed
from exporter.emitters.print.running_heads import running_head
from exporter.emitters.print.templates import Templates
from exporter.emitters.print.units import Unit
from exporter.lexicon import printwords
from exporter.lexicon.printwords import PrintWords
from exporter.model import Card, Document, Item, Level
from exporter.settings import PrintSettings

PAPER = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}  # millimeters, portrait
_ENDLESS = 10_000_000  # millimeters: the galley's page
_SPAN = re.compile(r'<span class="(\w+)">([^<]*)</span>')
_UNIT = r"(?:\.(?:card|section|extra|imprint|face|label|asked|key|letters)\b|\bsection|\.galley > \*)"
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_NEIGHBORS = re.compile(rf"counter-(?:increment|reset|set)|{_UNIT}[^\s{{}},]*(?::(?:nth|first|last|only)-|\s*[+~])")
_UNKNOWN = 888  # a page number that is not known yet: as wide as one can be


@dataclass(frozen=True, slots=True)
class Design:
    """What an output has different: its templates, and what fills them besides what fills them always."""

    styles: tuple[str, ...] = ("sheet.css",)
    card: str = "card.html"
    frame: str = "frame.html"
    front: str = "front.html"
    values: Mapping[str, str] = field(default_factory=dict)  # of `$placeholders` in card, frame and front
    variables: Mapping[str, str] = field(default_factory=dict)  # of the style sheets
    of_card: Callable[[Card], Mapping[str, str]] | None = None  # placeholders in `card` that differ from card to card
    name: str = ""  # of the print, where it is not all of the document: on every page, like the next
    version: str = ""


class _Anchors:
    """Names of places in a document, which stay the same when something is inserted above them."""

    def __init__(self) -> None:
        self._taken: Counter[str] = Counter()

    def new(self, kind: str, *texts: str) -> str:
        """A name that no other place has."""
        name = kind + sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:10]
        self._taken[name] += 1
        return name if self._taken[name] == 1 else f"{name}-{self._taken[name]}"


@dataclass(frozen=True)
class PrintedDocument:
    """Items of one document as HTML, from the templates."""

    edition: Edition
    items: tuple[Item, ...]  # what is printed of the document
    settings: PrintSettings
    design: Design = Design()

    @cached_property
    def language(self) -> str:
        """The tag of the document's language."""
        return language.of_document(self._document)

    @property
    def words(self) -> PrintWords:
        """What the pages say themselves."""
        return printwords.words_of(self.language)

    @property
    def columns(self) -> int:
        """Columns of a page."""
        return self.settings.columns or (3 if self.settings.orientation == "landscape" else 2)

    @property
    def from_right(self) -> bool:
        """Whether its first column is the one at the right."""
        return language.is_rtl(self.language)

    @property
    def binding(self) -> float:
        """By how many pixels inner margins are wider."""
        return self.settings.binding * 96 / 25.4

    def page(self, units: Iterable[str], frames: Sequence[str] = ()) -> str:
        """A page of HTML: the printed pages without their text, or the first of them, then units."""
        document = self._document
        return self._templates.fill(
            "page.html",
            language=escape(self.language),
            mode=self._mode,
            title=escape(" – ".join(filter(None, [document.title, self.design.name]))),
            description=escape(f"{document.title}: {self._count}"),
            keywords=escape(", ".join(document.tags)),
            date=self._date,
            style=self._style(),
            frames="\n".join(frames or self.frames([()])),
            units="\n".join(units),
        )

    @property
    def look(self) -> str:
        """All that a unit's look depends on besides its HTML."""
        return f"{self.language}\0{self._mode}\0{self._templates.text('page.html')}\0{self._style()}"

    @property
    def stands_alone(self) -> bool:
        """Whether a unit looks the same whatever stands beside it: not with counters, nor by a neighbor or a place."""
        return not _NEIGHBORS.search(_REMARK.sub("", self._sheets))

    def units(self) -> Iterator[Unit]:
        """All that stands in the columns, in the document's order."""
        above: tuple[str, ...] = ()
        anchors = _Anchors()
        for item in self.items:
            section = () if self.edition.is_ranked else item.section
            for depth in range(1, len(section) + 1):
                if section[:depth] != above[:depth]:
                    yield self._section(anchors.new("s", *section[:depth]), item, depth)
            above = section
            anchor = anchors.new("u", *section, item.question if isinstance(item, Card) else item.title)
            yield Unit(self._item(replace(item, section=section), anchor), anchor, section, item)  # ranks go by it

    def imprint(self) -> Unit:
        """The last lines: what this is and what it was made from."""
        facts = [self._document.title, self._count, self.words.source.format(source=self._document.source)]
        facts += [self.words.date.format(date=self._date[:10])] * bool(self._date)
        facts += [f"{self.words.brief}: {self.edition.brief}"] * bool(self.edition.brief)
        facts += [self.words.program.format(program=f"exporter {__version__}")]
        return Unit(directed(self._templates.fill("imprint.html", facts=escape(" · ".join(facts)))), "imprint")

    def contents(self, units: Sequence[Unit], pages: Sequence[Sequence[Unit]] = ()) -> list[str]:
        """The entries of the contents; while pages are unknown, with a number at least as wide."""
        heads = [unit for unit in units if unit.section and not unit.item]
        numbers = {unit.anchor: number for number, page in reversed([*enumerate(pages, 1)]) for unit in page}
        return [
            directed(
                self._templates.fill(
                    "entry.html",
                    depth=len(unit.section),
                    anchor=unit.anchor,
                    title=escape(markup.plain(cards.titled(unit.section[-1]))),
                    page=numbers.get(unit.anchor, _UNKNOWN),
                )
            )
            for unit in heads
            if self.settings.contents and len(heads) > 1 and len(unit.section) <= 2
        ]

    def _section(self, anchor: str, item: Item, depth: int) -> Unit:
        title = filled(markup.inline_html(cards.titled(item.section[depth - 1])), item, self.edition.media)
        html = self._templates.fill("section.html", anchor=anchor, title=title, heading=cards.heading(depth))
        return Unit(directed(html), anchor, item.section[:depth])

    def _item(self, item: Item, anchor: str) -> str:
        tag = language.of_item(item, self.language)
        values = {**self.design.values, "lang": f' lang="{tag}"' if tag != self.language else ""}
        if isinstance(item, Card):
            own = self.design.of_card(item) if self.design.of_card else {}
            html = self._templates.fill(self.design.card, **{**values, **own, **cards.card(item, anchor, tag)})
        else:
            html = self._templates.fill("note.html", **{**values, **cards.note(item, anchor)})
        html = links.printed(html, self.settings.links)
        html = directed(cards.worded(filled(html, item, self.edition.media), printwords.words_of(tag)))
        return _SPAN.sub(lambda found: found[0] if found[1] in self._classes else found[2], html)

    def _style(self) -> str:
        """The style sheets, and after them what settings, document and output say."""
        size = PAPER[self.settings.paper]
        width, height = size if self.settings.orientation == "portrait" else size[::-1]
        digits = max((len(str(card.number)) for card in self._cards if card.number is not None), default=0)
        variables = {
            "columns": self.columns,
            "font-size": f"{self.settings.font_size:g}pt",
            "binding-left": f"{0 if self.from_right else self.settings.binding:g}mm",  # of the first page
            "binding-right": f"{self.settings.binding if self.from_right else 0:g}mm",
            "number-width": f"{0.6 * digits + 0.5:.1f}em",
            **families.variables(self._sheets, self.settings),
            **self.design.variables,
        }
        return (
            f"{self._sheets}\n</style>\n<style>\n"  # sheets by themselves are the same at every size, and parsed once
            f"@page {{ size: {width}mm {height}mm }}\n"
            f"@page galley {{ size: {width}mm {_ENDLESS}mm }}\n"
            f":root {{ {'; '.join(f'--{name}: {value}' for name, value in variables.items())} }}\n{self._local}"
        )

    @cached_property
    def _local(self) -> str:
        """Rules for the languages of the document and of its cards."""
        texts = [self._document.title, *(text for item in self.items for text in item.texts)]
        return families.rules(self._sheets, self.settings, texts)

    @cached_property
    def _sheets(self) -> str:
        return "\n".join(map(self._templates.text, self.design.styles))

    @cached_property
    def _classes(self) -> set[str]:
        """The classes that have a style: half of all spans of code have none, and would only cost."""
        return set(re.findall(r"\.(\w+)", self._sheets))

    def frames(self, pages: Sequence[Sequence[Unit]]) -> list[str]:
        """The pages without their text: the title on the first one, a running head on all others but in large print."""
        return [self._frame(number, pages) for number in range(len(pages))]

    @property
    def opening(self) -> str:
        """The title, and what stands at the foot of every page, where pages are not known one by one."""
        foot = escape(" · ".join([self.edition.names[0], *self._labels]))
        texts = {"head": "", "range": "", "foot": foot, "folio": "", "front": self._front()}
        return self._templates.fill(self.design.frame, **{**self.design.values, **texts})

    @property
    def blank(self) -> str:
        """A page with nothing on it."""
        nothing = dict.fromkeys(("head", "range", "foot", "front", "folio"), "")
        return self._templates.fill(self.design.frame, **{**self.design.values, **nothing})

    def _frame(self, number: int, pages: Sequence[Sequence[Unit]]) -> str:
        head, span = running_head(pages[number]) if number and not self.settings.large_print else ("", "")
        foot = " · ".join([*[self.edition.names[0]] * bool(number), *self._labels])
        texts = {"head": escape(head), "range": escape(span), "foot": escape(foot)}
        front = "" if number else self._front()
        folio = self.words.page.format(page=number + 1, pages=len(pages))
        return self._templates.fill(self.design.frame, folio=folio, front=front, **{**self.design.values, **texts})

    @property
    def _labels(self) -> list[str]:
        return [label for label in (self.design.name, self.design.version) if label]

    @property
    def _mode(self) -> str:
        """The classes of the page."""
        return "color" * self.settings.color + "gray" * (not self.settings.color) + " large" * self.settings.large_print

    def _front(self) -> str:
        levels = [card.level for card in self._cards]
        marks = [f'<b class="label">{escape(label)}</b>' for label in self._labels]
        facts = [
            *marks,
            self._count,
            *(f"{levels.count(level)}&nbsp;{cards.badge(level, self.language)}" for level in Level if level in levels),
        ]
        facts += [*filter(None, [escape(self.edition.selection), self.words.brief * self.settings.brief])]
        texts = {"title": escape(self._document.title), "facts": " &emsp; ".join(facts)}
        return directed(self._templates.fill(self.design.front, **{**self.design.values, **texts}))

    @cached_property
    def _cards(self) -> list[Card]:
        return [item for item in self.items if isinstance(item, Card)]

    @property
    def _count(self) -> str:
        return self.words.counted(len(self._cards))

    @property
    def _date(self) -> str:
        changed_at = self.edition.changed_at
        return datetime.fromtimestamp(changed_at, UTC).isoformat() if changed_at else ""

    @property
    def _document(self) -> Document:
        return self.edition.documents[0]

    @property
    def _templates(self) -> Templates:
        return Templates(self.edition.templates)
