"""Renders cards as notes of Anki."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote

from exporter import grammar, markup, naming
from exporter.markup import Slot
from exporter.model import Card, Choice, Cloze, Level, Media
from exporter.notes import decks, fields, shuffling
from exporter.notes.fields import safe
from exporter.notes.note import SEPARATOR, AnkiNote, Home, Unfilled, digest
from exporter.notes.types import NOTE_TYPES
from exporter.settings import Settings

Images = Mapping[tuple[str, str], Media]  # by document and address there
_Field = tuple[str, tuple[Slot, ...]]
_Where = tuple[int, tuple[str, ...], Level | None, tuple[str, ...]]  # home, section, level, tags

_PLAIN_NAME = re.compile(r"[\w .,()+'-]{1,200}")  # of a sound: nothing that leads elsewhere, or that Anki reads


class Renderer:
    """Renders the cards of a build; what many of them share, such as deck and tags, is made and kept once."""

    def __init__(self, chosen: Settings, images: Images) -> None:
        """Takes images for their names: their data are not looked at."""
        self._chosen, self._images = chosen.anki, images
        self._shows_remote = chosen.media.remote
        self._homes: dict[int, Home] = {}  # kept, so that their numbers stay theirs
        self._places: dict[_Where, tuple[str, tuple[str, ...]]] = {}
        self._breadcrumbs: dict[tuple[int, tuple[str, ...], str], _Field] = {}
        self._tails: dict[str, str] = {}

    def render(self, card: Card, home: Home) -> AnkiNote:
        """The note of a card."""
        self._homes[id(home)] = home
        name = card.kind.name
        parts = (*self._texts(card, home), self._breadcrumb(card, home), (str(card.level or ""), ()))
        head = tuple(Unfilled(parts).filled(fields.mathjax, lambda at: self._source(card, at), hides=name == "cloze"))
        deck, tags = self._place(card, home)
        is_reversed = self._chosen.reverse or card.reverse
        reverse = ("1" if is_reversed else "",) * (name == "basic")
        language = naming.language_of(card.question, card.answer, home.language)
        tail = self._tail((self._address(card), *reverse, "", language, ""))
        number = "" if card.number is None else str(card.number)
        return AnkiNote(
            digest=digest(name, {**_named(name, head, reverse), "Extra2": language}, tags),
            deck=deck,
            note_type=name,
            tags=tags,
            head=SEPARATOR.join([*head, number]),
            tail=tail,
            unfilled=Unfilled((*parts, (number, ()))) if any(slots for _, slots in parts) else None,
            given=self._given(card, parts[0]) if name == Cloze.name else (),
            is_reversed=is_reversed,
        )

    def _given(self, card: Card, text: _Field) -> tuple[int | None, ...]:
        """The numbers that a document gives to the gaps of a text; nothing where it gives none."""
        found = fields.given(fields.filled(*text, fields.mathjax, lambda at: self._source(card, at)))
        return tuple(found) if any(found) else ()

    def _texts(self, card: Card, home: Home) -> tuple[_Field, ...]:
        """The fields of a card's own texts, in the order of its note type."""
        question = self._field(card, markup.html(card.question))
        if isinstance(card.kind, Cloze):
            title = ("", ()) if card.question == grammar.blanked(card.answer) else question
            return self._field(card, markup.html(card.answer, cloze=True), hides=True), title
        answer = self._field(card, markup.html(card.answer))
        if isinstance(card.kind, Choice):
            return question, *self._options(card, card.kind, home.language), answer
        return question, answer

    def _options(self, card: Card, kind: Choice, language: str) -> tuple[_Field, _Field]:
        """The options of multiple choice, and the same with the right ones marked."""
        slots: list[Slot] = []
        shown = [
            fields.held(markup.inline_html(option), slots, lambda address: self._link(card, address))
            for option in kind.options
        ]
        name = "options"
        if self._chosen.shuffle_options and shuffling.may_be_shuffled(card, language):
            name += " shuffled"
        return (_listed(name, shown, ()), tuple(slots)), (_listed(name, shown, kind.correct), tuple(slots))

    def _breadcrumb(self, card: Card, home: Home) -> _Field:
        """The document's name and the card's section; its links hang on the document's file."""
        key = (id(home), card.section, card.where.path)
        if key not in self._breadcrumbs:
            slots: list[Slot] = []
            parts = [safe(markup.escape(home.name))]
            for heading in card.section:
                parts.append(fields.held(markup.inline_html(heading), slots, lambda address: self._link(card, address)))
            self._breadcrumbs[key] = " › ".join(parts), tuple(slots)
        return self._breadcrumbs[key]

    def _field(self, card: Card, html: str, *, hides: bool = False) -> _Field:
        slots: list[Slot] = []
        made = fields.held(html, slots, lambda address: self._link(card, address), hides=hides)
        return made, tuple(slots)

    def _link(self, card: Card, address: str) -> str:
        return markup.resolved(self._chosen.source_url, card.where.path, address)

    def _source(self, card: Card, address: str) -> str | None:
        """An image by its name in Anki's media folder; of the web only where the settings allow it."""
        if found := self._images.get((card.where.path, address)):
            return found.name
        if markup.is_sound(address) and (name := _PLAIN_NAME.fullmatch(unquote(address).rpartition("/")[2])):
            return name[0]  # it may be in the collection
        return address if self._shows_remote and markup.is_remote(address) else None

    def _address(self, card: Card) -> str:
        """The address of a card's line, where the settings say where documents are read."""
        base = self._chosen.source_url
        address = base.replace("{path}", quote(card.where.path)).replace("{line}", str(card.where.line))
        return safe(markup.escape(address))

    def _tail(self, values: tuple[str, ...]) -> str:
        joined = SEPARATOR.join(values)
        return self._tails.setdefault(joined, joined)

    def _place(self, card: Card, home: Home) -> tuple[str, tuple[str, ...]]:
        """The deck and the tags of a card."""
        key = (id(home), card.section, card.level, card.tags)
        if key not in self._places:
            deck = decks.of_card(
                home.deck or (home.name,), card.section, home.topics, by_section=self._chosen.by_section
            )
            self._places[key] = deck, self._tags(card, home)
        return self._places[key]

    def _tags(self, card: Card, home: Home) -> tuple[str, ...]:
        root = self._chosen.root_tag
        path = [home.slug, *map(naming.section_slug, card.section)]
        tags = [f"{root}::{'::'.join(path)}"]
        if card.level:
            tags.append(f"{root}::level::{card.level}")
        tags += [f"{root}::tag::{slug}" for slug in filter(None, map(naming.tag_slug, (*home.tags, *card.tags)))]
        return tuple(dict.fromkeys(tags))


def _listed(name: str, options: Sequence[str], right: Sequence[int]) -> str:
    marks = (' class="right"' if index in right else "" for index in range(len(options)))
    items = (f"<li{mark}>{option}</li>" for mark, option in zip(marks, options, strict=True))
    return f'<ol class="{name}" type="A">{"".join(items)}</ol>'


def _named(name: str, head: Sequence[str], reverse: Sequence[str]) -> dict[str, str]:
    """What is seen of a note, by field."""
    names = [*NOTE_TYPES[name].fields[: len(head)], *["Reverse"] * len(reverse)]
    return dict(zip(names, (*head, *reverse), strict=True))
