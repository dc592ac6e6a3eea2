"""Answers in brief, to fit in a hand: the first sentence, the tables, a little code. The rest is for the full sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import TYPE_CHECKING

from exporter import markup
from exporter.emitters import Edition
from exporter.emitters.print.cards import solved
from exporter.emitters.print.links import without_pointers
from exporter.model import Basic, Card, Choice, Cloze, Document, Item

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an answer is kept."""

    code: int = 6  # lines of code in one answer
    items: int = 8  # of a list that is the answer
    rows: int = 1_000  # of a table
    notes: bool = True  # whether text that is no card is
    besides: bool = True  # whether code and tables are that stand below words


_LIMITS = (
    Limits(),
    Limits(code=5, items=6, rows=6),
    Limits(code=4, items=4, rows=3, notes=False),
    Limits(4, 3, 3, notes=False, besides=False),
)
_HALF = 0.44  # lines of the whole, so that half of its pages hold them with title and heads
_SURELY = 0.36  # of which nobody need look whether they do
_PAGE = 140  # lines of a page, which cannot become half of one
_LINE = 60  # characters of a line in a column
_CUT = "…"  # the last line of code that goes on
_DEEPEST = 3  # quotes in quotes; deeper ones are left as they are
_QUOTED = re.compile(r"^ {0,3}> ?", re.MULTILINE)
_ALERT = re.compile(r"\[!\w+\][ \t]*\n")


def for_paper(edition: Edition, *, asks: bool, further: int = 0) -> Edition:
    """The edition as it is to be printed: without lines that only lead elsewhere, and with answers in brief where the
    settings want them, in as few steps as its lines ask for and `further` ones; `asks`: options of multiple choice are
    needed."""
    chosen, documents = edition.settings.print, edition.documents
    if chosen.links == "text":
        documents = tuple(map(without_pointers, documents))
    if not chosen.brief:
        return replace(edition, documents=documents)
    made = tuple(_brief(document, asks, further) for document in documents)
    return replace(edition, documents=made, brief=_count(documents[0], made[0]))


def in_steps(edition: Edition) -> Iterator[Edition]:
    """The edition in brief for a sheet, each time briefer than before."""
    last = None
    for further in range(len(_LIMITS)):
        made = for_paper(edition, asks=False, further=further)
        if last is None or made.documents != last.documents:
            yield made
        last = made


def may_be_too_long(whole: Edition, made: Edition) -> bool:
    """Whether a document in brief may take more than half of its pages: lines are no exact measure."""
    return _lines(made.documents[0].items) > _SURELY * _lines(whole.documents[0].items)


def _brief(document: Document, asks: bool, further: int) -> Document:
    """A document in brief: as short as it must be to take half of its pages, if that can be."""
    whole, least = _lines(document.items), len(_LIMITS) - 1
    if whole <= _PAGE:
        least = 0
    for step, limits in enumerate(_LIMITS):
        made = replace(document, items=tuple(_items(document, asks, limits)))
        if step >= least or _lines(made.items) <= _HALF * whole:
            break
    last = min(step + further, len(_LIMITS) - 1)
    return replace(document, items=tuple(_items(document, asks, _LIMITS[last]))) if last > step else made


def _count(whole: Document, made: Document) -> str:
    """How many cards and notes of how many are in brief, or left out."""
    kept = set(made.items)
    return f"{sum(item not in kept for item in whole.items)}/{len(whole.items)}"


def _lines(items: Iterable[Item]) -> int:
    """About how many lines some items take in a column."""
    lines = (line for item in items for text in item.texts for line in text.split("\n") if line.strip())
    return sum(ceil(len(line) / _LINE) for line in lines)


def _items(document: Document, asks: bool, limits: Limits) -> Iterator[Item]:
    for item in document.items:
        if isinstance(item, Card) or (item.title and limits.notes):
            yield _item(item, asks, limits)


def _item(item: Item, asks: bool, limits: Limits) -> Item:
    if not isinstance(item, Card):
        return replace(item, text=shorten(item.text, limits=limits))
    if isinstance(item.kind, Cloze):  # its answer is its question, too
        return item
    item = replace(item, answer=shorten(item.answer, limits=limits))
    return (
        replace(solved(item), kind=Basic())
        if isinstance(item.kind, Choice) and item.kind.correct and not asks
        else item
    )


def shorten(text: str, depth: int = 0, limits: Limits = _LIMITS[0]) -> str:
    """A text in brief: its first sentence (or short list, or callout), its tables, and at most six lines of code."""
    environment: dict[str, dict[str, dict[str, tuple[int, int]]]] = {}
    tokens = markup.parser().parse(text, environment)
    made = _Brief(text.split("\n"), depth, limits, limits.code)
    for block in _blocks(tokens):
        made.take(block)
    spans = sorted(reference["map"] for reference in environment.get("references", {}).values())
    parts = [*made.parts, "\n".join(line for span in spans for line in made.lines[slice(*span)])]
    return "\n\n".join(filter(None, parts)) if made.parts else text


def _blocks(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The tokens of each block that stands in no other."""
    start = 0
    for index, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            yield list(tokens[start : index + 1])
            start = index + 1


@dataclass(slots=True)
class _Brief:
    """What is kept of a text so far."""

    lines: list[str]
    depth: int
    limits: Limits
    code: int  # lines that may still be printed
    parts: list[str] = field(default_factory=list)
    said: bool = False  # whether the first sentence is there, with what it announces
    leads: bool = False  # whether the last part leads to another: a label, "Yes", words before a colon
    open: bool = False  # whether the block above is kept, and no sentence that ends: "There are two ways"
    heading: str = ""  # stands right above the block in hand

    def take(self, block: list[Token]) -> None:
        """Keeps what is to be kept of the next block."""
        kind = block[0].type
        if kind == "heading_open":
            self.heading = self._source(block)
            return
        is_wanted = kind in _TAKES and not (kind in _BESIDES and self.said and not self.limits.besides)
        kept = _TAKES[kind](self, block) if is_wanted else ""
        if kept:
            heading = self.heading if kind not in ("paragraph_open", "blockquote_open") else ""
            self.said = self.said or self.leads or (kind in _SAYING and not _only(block, "formula"))
            self.leads = kind == "paragraph_open" and (bool(_LEADS.search(kept)) or markup.says_little(kept))
            self.said = self.said and not self.leads
            self.parts += filter(None, [heading, kept])
        self.open = bool(kept) and kind == "paragraph_open" and not _ENDS.search(kept)
        self.heading = ""

    def _source(self, block: Sequence[Token]) -> str:
        return "\n".join(self.lines[slice(*(block[0].map or (0, 0)))]).rstrip()

    def _paragraph(self, block: Sequence[Token]) -> str:
        return "" if self.said or _only(block, "image") else markup.first_sentence(block[1].content)

    def _list(self, block: Sequence[Token]) -> str:
        """A list with a sentence of each item; what is too long to be an answer in brief goes on somewhere else."""
        if self.said and not self.open:
            return ""
        pairs = [pair for pair in zip(block, block[2:], strict=False) if _is_item(*pair)]
        rows, most = [_row(token, words.content) for token, words in pairs], self.limits.items
        return "\n".join(rows if len(rows) <= most else [*rows[: most - 1], _row(pairs[most - 1][0], _CUT)])

    def _quote(self, block: Sequence[Token]) -> str:
        if self.said or self.depth >= _DEEPEST:
            return "" if self.said else self._source(block)
        inner = _QUOTED.sub("", self._source(block))
        head = _ALERT.match(inner)
        text = (head[0] if head else "") + shorten(inner[head.end() if head else 0 :], self.depth + 1, self.limits)
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))

    def _table(self, block: Sequence[Token]) -> str:
        lines = self._source(block).split("\n")
        cells = lines[0].strip().strip("|").count("|") + 1
        most = 2 + self.limits.rows  # with its head and the line below it
        return "\n".join(lines if len(lines) <= most else [*lines[:most], "|" + f" {_CUT} |" * cells])

    def _code(self, block: Sequence[Token]) -> str:
        """Code that fits; the beginning of a longer one, where it is the first, but not of a diagram."""
        language, code = block[0].info.strip(), block[0].content.strip("\n")
        lines = code.split("\n")
        if len(lines) > self.code:
            if self.code < self.limits.code or (language in ("", "text") and markup.BOXES.search(code)):
                return ""
            lines = ["\n".join(lines[: self.limits.code - 1]).rstrip(), _CUT]
            self.code = 0
        self.code -= len(lines)
        return markup.fence("\n".join(lines), language)


_SAYING = ("paragraph_open", "bullet_list_open", "ordered_list_open", "blockquote_open")
_BESIDES = ("table_open", "fence", "code_block")
_LEADS = re.compile(r"[:：][*_~]*$|^(\*\*|__)(?:(?!\1).)*[^.!?。！？]\1$", re.DOTALL)  # a colon at its end, or all bold
_ENDS = re.compile(r"[.!?…。！？][\"'’”»)\]*_~」』）`]*$")
_TAKES: Mapping[str, Callable[[_Brief, Sequence[Token]], str]] = {
    "paragraph_open": _Brief._paragraph,
    "bullet_list_open": _Brief._list,
    "ordered_list_open": _Brief._list,
    "blockquote_open": _Brief._quote,
    "table_open": _Brief._table,
    "fence": _Brief._code,
    "code_block": _Brief._code,
}


def _only(block: Sequence[Token], kind: str) -> bool:
    """Whether a paragraph holds nothing but pictures, or formulas: then the first sentence is still to come."""
    return block[0].type == "paragraph_open" and all(c.type in (kind, "softbreak") for c in block[1].children or ())


def _is_item(token: Token, after: Token) -> bool:
    """Whether an item of the list itself begins here, with words; `after` is the second token from there."""
    return token.type == "list_item_open" and token.level == 1 and after.type == "inline"


def _row(token: Token, words: str) -> str:
    mark = f"{token.info}{token.markup} "
    return mark + markup.first_sentence(words).replace("\n", "\n" + " " * len(mark))
