"""A note of Anki -> the corrected card, each field merged by what the note was built with."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from exporter.model import Basic, Card, Choice, Cloze
from exporter.notes import NOTE_TYPES, fields
from exporter.pull import html, merge
from exporter.pull.merge import Lens, MergeError
from exporter.pull.parts import Left, Merged, conflict, reblanked
from exporter.pull.rows import Row

_NUMBER = re.compile(r"\{\{c(\d+)::")
_OTHER_OPTIONS = "options were added or removed in Anki; do that in the document"
_NO_MARKDOWN = "Markdown cannot express"
_ITEM = re.compile(r"<li\b([^>]*)>(.*?)</li>", re.DOTALL)
_MOST = 20_000  # characters of a field that are compared with older ones
Fields = Callable[[Card, str], tuple[str, ...]]  # a card as Anki's fields, of a note of this type
Cells = Mapping[str, str]  # fields by name


@dataclass(frozen=True, slots=True)
class Version:
    """A card as it was built once."""

    card: Card
    numbers: Sequence[int] | None = None  # of the gaps of a cloze; None where nobody knows them


@dataclass(frozen=True, slots=True)
class Anki:
    """How cards look in Anki."""

    fields: Fields
    note_type: str  # that of the notes
    images: Mapping[str, str]  # name in Anki -> address in the document
    numbers: tuple[int, ...] = ()  # of the gaps of a cloze

    def now(self, card: Card, numbers: Sequence[int] | None = None) -> dict[str, str]:
        """The fields of a card by name; its gaps have the present numbers, or these."""
        made = dict(zip(NOTE_TYPES[self.note_type].fields, self.fields(card, self.note_type), strict=True))
        given = self.numbers if numbers is None else numbers
        return {**made, "Text": fields.numbered(made["Text"], given)} if "Text" in made else made

    def version(self, version: Version, cells: Cells) -> dict[str, str]:
        """The fields of an older card; gaps whose numbers are unknown have those of the note."""
        known = [int(number) for number in _NUMBER.findall(cells.get("Text", ""))]
        return self.now(version.card, known if version.numbers is None else version.numbers)

    def lens(self, card: Card) -> Lens:
        """How a text of this card is looked at."""
        cloze = isinstance(card.kind, Cloze)

        def shown(markdown: str) -> str:
            kind = Cloze() if cloze else Basic()
            field = self.fields(replace(card, question="?", answer=markdown, kind=kind), kind.name)[0 if cloze else 1]
            return (html.marked(_open(field)) or field) if cloze else field

        return html.lens(shown, self.images)


def _open(field: str) -> str:
    """A cloze field without the cloze around the whole of it, which it has where nothing is marked."""
    whole = field.startswith("{{c1::<p") and field.endswith("}}") and field.count("{{c") == 1
    return field[6:-2] if whole and field[6:-2].lstrip().startswith("<") else field


# ── merging ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a card, and the fields that hold it."""

    name: str
    fields: tuple[str, ...]
    taken: Callable[[Cells, Cells, Card, Anki], Card]  # edited fields, present ones, the card -> the corrected card
    is_list: bool = False  # its items count and nothing else: a spare field may hold what its user likes

    def look(self, cells: Cells, built: Cells) -> list[list[str]]:
        """What its fields show; with the `built` ones, as far as the editor has made something else of them."""
        if self.is_list:
            return [_items(cells.get(name, "")) for name in self.fields]
        return [html.units(cells.get(name, built[name]), built[name]) for name in self.fields]

    def is_same(self, one: Cells, other: Cells) -> bool:
        """Whether two sides show the same; `other` is one that was built."""
        if all(one.get(name, other[name]) == other[name] for name in self.fields):
            return True
        return self.look(one, other) == self.look(other, other)

    def said(self, cells: Cells, built: Cells) -> str:
        """Its text as a reader sees it."""
        return "\n".join(html.bare(unit) for units in self.look(cells, built) for unit in units)


def _items(field: str) -> list[str]:
    """The options of a field, the right ones marked."""
    return [f"{'✓ ' * ('right' in mark)}{' '.join(html.units(text))}" for mark, text in _ITEM.findall(field)]


def is_same(row: Row, version: Version, anki: Anki) -> bool:
    """Whether a note says what a version of its card says."""
    if row.cells["notetype"] != NOTE_TYPES[anki.note_type].name:
        return False
    now = anki.version(version, row.cells)
    return all(part.is_same(row.cells, now) for part in _PARTS[anki.note_type])


def nearest(row: Row, versions: Sequence[Version], anki: Anki) -> Version:
    """The version that a note was most likely built with: the one that it is most like, of equal ones the newest."""
    if len(versions) == 1:
        return versions[0]
    return min(versions, key=lambda version: _distance(row.cells, anki.version(version, row.cells), anki))


def _distance(cells: Cells, built: Cells, anki: Anki) -> int:
    from rapidfuzz.distance import Indel

    parts = _PARTS[anki.note_type]
    pairs = ((part.said(cells, built)[:_MOST], part.said(built, built)[:_MOST]) for part in parts)
    return sum(Indel.distance(one, other) for one, other in pairs)


def merged(row: Row, card: Card, base: Version, anki: Anki) -> Merged:
    """The card with the corrections of a note that was built with `base`.

    Raises MergeError where its type is another one.
    """
    kind = NOTE_TYPES[anki.note_type]
    if row.cells["notetype"] != kind.name:
        has = f"its note type in Anki is {row.cells['notetype']}, expected {kind.name}"
        raise MergeError(f"{has}; change it there (Notes > Change Note Type)")
    now, was = anki.now(card), anki.version(base, row.cells)
    made, left = card, []
    for part in _PARTS[anki.note_type]:
        if part.is_same(row.cells, was) or part.is_same(row.cells, now):
            continue
        if not part.is_same(was, now):
            sides = (part.said(was, was), part.said(now, now), part.said(row.cells, was))
            left.append(conflict(part.name, *sides))
            continue
        try:
            made = part.taken({**now, **row.cells}, now, made, anki)
        except MergeError as error:
            left.append(Left(part.name, str(error)))
    return Merged(reblanked(card, made), tuple(left))


def _text(name: str, cells: Cells, now: Cells, markdown: str, lens: Lens) -> str:
    """The Markdown of a field; the same where the field is."""
    before = html.units(now[name])
    after = html.units(cells[name], now[name])
    if after == before:
        return markdown
    if not after:
        raise MergeError("it is empty in Anki; to remove the card, remove it from its document")
    try:
        return merge.merged(markdown, after, lens)
    except MergeError as error:
        raise MergeError(_unsayable(html.lost(after, before, lens))) from error


def _unsayable(what: str) -> str:
    if what.startswith(("the image http:", "the image https:")):
        return f"{what} is on the web; save it beside the document, and write it there"
    if what.startswith("the image "):
        return (
            f"{what} is not in the file, or is no image that can be shown. Export a package (.apkg) with media from "
            "Anki and pull that, or save the image beside the document"
        )
    return f"{_NO_MARKDOWN} {what}; correct the document by hand"


# ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _asked(cells: Cells, now: Cells, card: Card, anki: Anki) -> Card:
    lens = anki.lens(replace(card, kind=Basic()))
    return replace(card, question=_text("Question", cells, now, card.question, lens))


def _answered(cells: Cells, now: Cells, card: Card, anki: Anki) -> Card:
    lens = anki.lens(replace(card, kind=Basic()))
    return replace(card, answer=_text("Answer", cells, now, card.answer, lens))


def _titled(cells: Cells, now: Cells, card: Card, anki: Anki) -> Card:
    lens = anki.lens(replace(card, kind=Basic()))
    return replace(card, question=_text("Title", cells, now, card.question if now["Title"] else "", lens))


def _hidden(cells: Cells, now: Cells, card: Card, anki: Anki) -> Card:
    was, new = html.marked(_open(now["Text"])), html.marked(_open(cells["Text"]))
    same = _NUMBER.findall(cells["Text"]) == _NUMBER.findall(now["Text"])
    if new is None or was is None or not same or "{{c" in card.answer:
        raise MergeError("a cloze with hints or numbers of its own, or whose gaps changed: edit it in its document")
    return replace(card, answer=_text("Text", {"Text": new}, {"Text": was}, card.answer, anki.lens(card)))


def _chosen(cells: Cells, now: Cells, card: Card, anki: Anki) -> Card:
    """The options of a card; front and back are two fields of a note that was born as multiple choice."""
    if not isinstance(card.kind, Choice):
        raise MergeError(_OTHER_OPTIONS)
    lens = anki.lens(replace(card, kind=Basic()))
    front, back = ("Options", "Solution") if anki.note_type == Choice.name else ("Extra1", "Extra1")
    was, asked_options, told_options = (_ITEM.findall(text) for text in (now[back], cells[front], cells[back]))
    if not len(was) == len(asked_options) == len(told_options):
        raise MergeError(_OTHER_OPTIONS)
    options = []
    for option, (_, old), (_, asked), (_, told) in zip(
        card.kind.options, was, asked_options, told_options, strict=True
    ):
        new = told if html.units(asked) == html.units(old) else asked
        if html.units(new) != html.units(told) and html.units(told) != html.units(old):
            raise MergeError("its fields Options and Solution in Anki contradict each other")
        options.append(_text("", {"": new}, {"": old}, option, lens))
    right = tuple(n for n, (attributes, _) in enumerate(told_options) if "right" in attributes)
    return replace(card, kind=Choice(tuple(options), right))


_QUESTION, _ANSWER = _Part("question", ("Question",), _asked), _Part("answer", ("Answer",), _answered)
_PARTS = {
    "basic": (_QUESTION, _ANSWER, _Part("options", ("Extra1",), _chosen, is_list=True)),
    "cloze": (_Part("text", ("Text",), _hidden), _Part("title", ("Title",), _titled)),
    "choice": (_QUESTION, _ANSWER, _Part("options", ("Options", "Solution"), _chosen, is_list=True)),
}
