"""The quiz: all questions with room to write, those without an answer too, and the answer key behind them.

Questions and key are two printed documents that share their pages' heads and feet; the key begins on a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import BinaryIO

from exporter.emitters import Edition
from exporter.emitters.print.adapter import Adapter
from exporter.emitters.print.brief import brief
from exporter.emitters.print.cards import solved
from exporter.emitters.print.document import Design, PrintedDocument
from exporter.emitters.print.fitting import PROBES, fit, room
from exporter.emitters.print.galley import Layer
from exporter.emitters.print.packing import Area, impose, impose_front
from exporter.emitters.print.templates import Templates
from exporter.emitters.print.units import Unit
from exporter.model import Card, Choice, Problem

_STYLES = ("sheet.css", "quiz.css")
_LINE = '<i class="line"></i>'


def emit(edition: Edition, out: BinaryIO) -> Iterable[Problem]:
    """Writes the quiz of the edition's first document; the problems are what was not printed as it is."""
    edition = brief(edition, asks=True)
    adapter, questions = Adapter(), _questions(edition)
    parts = [part for part in (_asked(questions), _key(edition)) if part]
    layers: list[Layer] = []
    pages: list[list[Unit]] = []
    space = room(adapter.set(questions.page, PROBES).capacities(len(PROBES)))
    for units in parts:
        galley = adapter.set(questions.page, [fit(unit.html, space) for unit in units])
        frame, title = galley.frame(questions.columns)
        text, area = galley.text(), Area(len(pages), 0.0) if pages else impose_front((), frame, title)[1]
        layers.append(Layer(text, impose(text.atoms, frame, area)))
        pages += layers[-1].pages(units, len(pages))
    out.write(adapter.print(adapter.set(partial(questions.page, pages=pages), ["<p></p>"]), layers))
    return [
        problem
        for units, layer in zip(parts, layers, strict=True)
        for number, unit in enumerate(units)
        for problem in unit.problems(number in layer.shrunk(), adapter.failed, number in layer.text.wide)
    ]


def _questions(edition: Edition) -> PrintedDocument:
    lines = edition.settings.print.quiz_room
    space = {"room": f'<div class="room">{_LINE * lines}</div>' if lines > 0 else ""}
    return _printed_document(edition, edition.documents[0].cards, Design(_STYLES, "quiz-question.html", values=space))


def _printed_document(edition: Edition, cards: Iterable[Card], design: Design) -> PrintedDocument:
    return PrintedDocument(edition, tuple(cards), edition.settings.print, design)


def _asked(questions: PrintedDocument) -> list[Unit]:
    """The questions with their room to write; options are ticked, not written on lines."""
    units = (
        replace(unit, html=unit.html.replace(_LINE, ""))
        if isinstance(unit.item, Card) and isinstance(unit.item.kind, Choice)
        else unit
        for unit in questions.units()
    )
    return [*units, questions.imprint()]


def _key(edition: Edition) -> list[Unit]:
    """The answers below a head of their own; nothing where there are none."""
    cards = [card for card in map(solved, edition.documents[0].cards) if card.answer.strip()]
    units = [*_printed_document(edition, cards, Design(_STYLES, "quiz-answer.html")).units()]
    return [Unit(Templates(edition.templates).fill("quiz-key.html"), "key"), *units] if units else []
