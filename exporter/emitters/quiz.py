"""The quiz: all questions with room to write, those without an answer too, and the answer key behind them.

Questions and key are two sheets that share their pages' heads and feet; the key begins on a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from string import Template
from typing import BinaryIO

from exporter.emitters import Edition
from exporter.emitters.flashcards import solved
from exporter.emitters.packing import Area, Spot, impose, impose_front
from exporter.emitters.pdf import Press, Text, undisturbed
from exporter.emitters.sheet import _problems, _Sheet, _Unit
from exporter.errors import OutputError
from exporter.model import Card, Choice, Document, Problem

_LINE = '<i class="line"></i>'
_CODE = ("code", "diagram")  # what is set in a mono font
_PROBE = 50  # characters of the lines that measure how much code a column holds
_OPEN = "…"  # stands for the answer of a question, so that the sheet prints one that has none


def emit(edition: Edition, out: BinaryIO) -> Iterable[Problem]:
    """Writes the quiz of the edition's first document; the problems are what was not printed as it is."""
    with undisturbed(edition.changed_at):
        return _emit(edition, out)


def _emit(edition: Edition, out: BinaryIO) -> list[Problem]:
    press, cards = Press(), list(edition.documents[0].cards)
    asked = _sheet(edition, [replace(card, answer=_OPEN) for card in cards], "quiz-question.html")
    key = _sheet(edition, [card for card in map(solved, cards) if card.answer.strip()], "quiz-answer.html")
    probe = press.set(asked.page, [f'<div><pre class="{kind}">{"0" * _PROBE}</pre></div>' for kind in _CODE])
    code = {kind: int(_PROBE * probe.capacity(number)) for number, kind in enumerate(_CODE)}
    parts = [list(asked.units(code)), _key(edition, key, code)]
    parts[0] = [_unlined(unit) for unit in parts[0]]
    layers, pages = _impose(press, asked, parts)
    frames = press.set(partial(asked.page, pages=pages), ["<p></p>"])
    out.write(press.print(frames, layers))
    shrunk = [{text.atoms[spot.start].unit for spot in spots if spot.scale < 1} for text, spots in layers]
    return [
        problem
        for units, small in zip(parts, shrunk, strict=False)
        for number, unit in enumerate(units)
        for problem in _problems(unit, number in small)
    ]


def _sheet(edition: Edition, cards: Sequence[Card], template: str) -> _Sheet:
    """The HTML of cards without notes; it borrows from the cheat sheet all but some templates."""
    document: Document = replace(edition.documents[0], items=tuple(cards))
    settings = replace(edition.settings.print, notes=False, contents=False)
    room = f'<div class="room">{_LINE * settings.quiz_room}</div>' if settings.quiz_room > 0 else ""
    own = {
        "sheet.css": _template(edition, "sheet.css") + _template(edition, "quiz.css"),
        "card.html": Template(_template(edition, template)).safe_substitute(room=room),
    }
    return _Sheet(
        replace(
            edition,
            documents=(document,),
            templates={**edition.templates, **own},
            settings=replace(edition.settings, print=settings),
        )
    )


def _template(edition: Edition, name: str) -> str:
    if name not in edition.templates:
        raise OutputError(f"templates/print/{name} is missing. Restore the file.")
    return edition.templates[name]


def _unlined(unit: _Unit) -> _Unit:
    """Options are ticked, not written on lines."""
    if not isinstance(unit.item, Card) or not isinstance(unit.item.kind, Choice):
        return unit
    return replace(unit, html=unit.html.replace(_LINE, ""))


def _key(edition: Edition, key: _Sheet, code: Mapping[str, int]) -> list[_Unit]:
    """The answers below a head of their own; nothing where there are none."""
    units = [unit for unit in key.units(code) if unit.anchor != "imprint"]
    return [_Unit(_template(edition, "quiz-key.html"), "key"), *units] if units else []


def _impose(
    press: Press, sheet: _Sheet, parts: Sequence[Sequence[_Unit]]
) -> tuple[list[tuple[Text, Sequence[Spot]]], list[list[_Unit]]]:
    """Every part from a new page on: its text with its spots, and the units of all pages."""
    layers: list[tuple[Text, Sequence[Spot]]] = []
    pages: list[list[_Unit]] = []
    for units in filter(None, parts):
        galley = press.set(sheet.page, [unit.html for unit in units])
        frame, title = galley.frame(sheet.columns)
        area = Area(len(pages), 0.0) if pages else impose_front((), frame, title)[1]
        text = galley.text()
        spots = impose(text.atoms, frame, area)
        pages += [[] for _ in range(len(pages), spots[-1].page + 1)]
        for spot in spots:
            pages[spot.page].append(units[text.atoms[spot.start].unit])
        layers.append((text, spots))
    return layers, pages
