"""Applies an edited row to a card: the corrected card."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from exporter import grammar, markup, sheetcells
from exporter.emitters import spreadsheet
from exporter.model import Basic, Card, Choice, Cloze
from exporter.notes import NOTE_TYPES, fields
from exporter.pull import html, merge
from exporter.pull.merge import Lens, MergeError
from exporter.pull.rows import Row
from exporter.sheetcells import MARKDOWN, PLAIN, unguarded

_LETTER = re.compile(r"^[A-Z]: (.*)$")
_NUMBER = re.compile(r"\{\{c(\d+)::")
_OTHER_OPTIONS = "options were added or removed in Anki; do that in the document"
_ITEM = re.compile(r"<li\b([^>]*)>(.*?)</li>", re.DOTALL)
Fields = Callable[[Card, str], tuple[str, ...]]  # a card as Anki's fields, of a note of this type


# ── spreadsheets ─────────────────────────────────────────────────────────────────────────────────────────────────────


def from_sheet(row: Row, card: Card) -> Card:
    """The card with the corrections of a row: Markdown where it was changed, else plain text."""
    edited = {name: new for name, now in _cells(card).items() if (new := _changed(row, name, now)) is not None}
    if any(not cell.strip() for cell in edited.values()):
        raise MergeError("its question or answer is empty; to remove the card, remove it from its document")
    made = card
    if MARKDOWN[0] in edited:
        made = _asked(made, edited[MARKDOWN[0]])
    elif PLAIN[0] in edited:
        made = _asked_plainly(made, edited[PLAIN[0]])
    if MARKDOWN[1] in edited:
        made = replace(made, answer=markup.tidy(edited[MARKDOWN[1]]))
    elif PLAIN[1] in edited:
        made = replace(made, answer=merge.merged(card.answer, merge.lines(edited[PLAIN[1]]), merge.PLAIN))
    return _reblanked(card, made)


def _cells(card: Card) -> dict[str, str]:
    return dict(zip((*PLAIN, *MARKDOWN), (*spreadsheet.plain(card), *spreadsheet.markdown(card)), strict=True))


def _changed(row: Row, name: str, now: str) -> str | None:
    """The cell's text where it is another one; guarded or not, it is the same."""
    cell = row.cells.get(name)
    if cell is None or merge.same(cell, now) or merge.same(cell, sheetcells.guarded(now)):
        return None
    return unguarded(cell)


def _asked(card: Card, cell: str) -> Card:
    """A question with its options, if it has any, read from Markdown."""
    if not isinstance(card.kind, Choice):
        return replace(card, question=markup.tidy(cell))
    lines = cell.rstrip().split("\n")
    at = grammar.task_list(lines)
    found = list(grammar.options(lines[at:]))
    if not found:
        raise MergeError("its question no longer has options; write them as a task list at its end, `- [x] right`")
    right = tuple(n for n, (_, is_right) in enumerate(found) if is_right)
    return replace(
        card, question=markup.tidy("\n".join(lines[:at])), kind=Choice(tuple(option for option, _ in found), right)
    )


def _asked_plainly(card: Card, cell: str) -> Card:
    lines = merge.lines(cell)
    if not isinstance(card.kind, Choice):
        return replace(card, question=merge.merged(card.question, lines, merge.PLAIN))
    count = len(card.kind.options)
    said = [found[1] for line in lines[-count:] if (found := _LETTER.match(line))] if count else []
    if len(said) != count:
        raise MergeError("the options in the plain-text column differ; edit the Markdown column instead")
    options = tuple(merge.merged(o, [new], merge.PLAIN) for o, new in zip(card.kind.options, said, strict=True))
    question = merge.merged(card.question, lines[: len(lines) - count], merge.PLAIN)
    return replace(card, question=question, kind=replace(card.kind, options=options))


def _reblanked(old: Card, new: Card) -> Card:
    """The question of a cloze is its text with gaps, unless the document has one of its own."""
    follows = isinstance(new.kind, Cloze) and new.question == old.question == grammar.blanked(old.answer)
    return replace(new, question=grammar.blanked(new.answer)) if follows else new


# ── Anki ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Anki:
    """How cards look in Anki."""

    fields: Fields
    note_type: str  # that of the notes
    images: Mapping[str, str]  # name in Anki -> address in the document
    numbers: tuple[int, ...] = ()  # of the gaps of a cloze

    def now(self, card: Card) -> dict[str, str]:
        """The fields of a card by name."""
        made = dict(zip(NOTE_TYPES[self.note_type].fields, self.fields(card, self.note_type), strict=True))
        return {**made, "Text": fields.numbered(made["Text"], self.numbers)} if "Text" in made else made

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


def from_anki(row: Row, card: Card, anki: Anki) -> Card:
    """The card with the corrections of a note; raises MergeError where its type is another one."""
    kind = NOTE_TYPES[anki.note_type]
    if row.cells["notetype"] != kind.name:
        raise MergeError(f"its note type in Anki is {row.cells['notetype']}, expected {kind.name}")
    now = anki.now(card)
    place = "Solution" if anki.note_type == Choice.name else "Extra1"
    if isinstance(card.kind, Basic) and _ITEM.search(row.cells.get(place, "")):
        raise MergeError(_OTHER_OPTIONS)
    return _FROM_NOTE[card.kind.name](row.cells, now, card, anki)


def _text(name: str, cells: Mapping[str, str], now: Mapping[str, str], markdown: str, lens: Lens) -> str:
    """The Markdown of a field; the same where the field is."""
    after = html.units(cells.get(name, now[name]))
    if after == html.units(now[name]):
        return markdown
    if not after:
        raise MergeError(f"the field {name} is empty in Anki; to remove the card, remove it from its document")
    return merge.merged(markdown, after, lens)


def _basic(cells: Mapping[str, str], now: Mapping[str, str], card: Card, anki: Anki) -> Card:
    lens = anki.lens(replace(card, kind=Basic()))
    question = _text("Question", cells, now, card.question, lens)
    return replace(card, question=question, answer=_text("Answer", cells, now, card.answer, lens))


def _cloze(cells: Mapping[str, str], now: Mapping[str, str], card: Card, anki: Anki) -> Card:
    answer = card.answer
    if html.units(cells.get("Text", now["Text"])) != html.units(now["Text"]):
        was, new = html.marked(_open(now["Text"])), html.marked(_open(cells["Text"]))
        same = _NUMBER.findall(cells["Text"]) == _NUMBER.findall(now["Text"])
        if new is None or was is None or not same or "{{c" in card.answer:
            raise MergeError("a cloze with hints or numbers of its own, or whose gaps changed: edit it in its document")
        answer = _text("Text", {"Text": new}, {"Text": was}, card.answer, anki.lens(card))
    question = card.question
    if now["Title"]:
        question = _text("Title", cells, now, question, anki.lens(replace(card, kind=Basic())))
    return _reblanked(card, replace(card, answer=answer, question=question))


def _choice(cells: Mapping[str, str], now: Mapping[str, str], card: Card, anki: Anki) -> Card:
    assert isinstance(card.kind, Choice)
    made = _basic(cells, now, card, anki)
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
    return replace(made, kind=Choice(tuple(options), right))


_FROM_NOTE = {"basic": _basic, "cloze": _cloze, "choice": _choice}
