"""Editions made by hand: documents of our own, with identities, templates and settings."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from exporter import naming
from exporter.emitters import EMITTERS, Edition, Files
from exporter.model import Card, Document, Identity, Media, Problem
from exporter.notes import AnkiNote, Home, Renderer
from exporter.pipeline import resources, surroundings
from exporter.settings import Settings

NOW = 1_750_000_000


def templates(*folders: str, shuffles: bool = False) -> dict[str, str]:
    found = (resources.anki("", shuffles=shuffles) if name == "anki" else resources.templates(name) for name in folders)
    return {name: text for files in found for name, text in files.items()}


def edition(
    *documents: Document,
    settings: Settings | None = None,
    media: Mapping[tuple[str, str], Media] | None = None,
    problems: tuple[Problem, ...] = (),
    files: tuple[Files, ...] = (),
    changed: Mapping[Card, int] | None = None,
) -> Edition:
    """An edition in which every answered card has an identity."""
    cards = [card for document in documents for card in document.cards if card.answer]
    identities = {
        card: Identity(f"key{n}", f"guid{n}", 1_500_000_000_000 + 16 * n, (changed or {}).get(card, NOW))
        for n, card in enumerate(cards)
    }
    names = [naming.short(document.title) for document in documents]
    return Edition(
        documents=documents,
        names=tuple(names),
        slugs=tuple(map(naming.slug, names)),
        identities=identities,
        notes=dict(rendered(documents, settings or Settings(), media or {})),
        settings=settings or Settings(),
        templates={},
        templates_changed_at=NOW,
        changed_at=NOW,
        media=media or {},
        topics=tuple(map(naming.topics, documents)),
        problems=problems,
        files=files,
    )


def rendered(
    documents: Sequence[Document], settings: Settings, media: Mapping[tuple[str, str], Media]
) -> Iterator[tuple[Card, AnkiNote]]:
    """The notes of all answered cards."""
    renderer = Renderer(settings, media)
    for document in documents:
        name = naming.short(document.title)
        home = Home(name, naming.slug(name), document.tags, naming.topics(document))
        yield from ((card, renderer.render(card, home)) for card in document.cards if card.answer)


def emitted(name: str, made: Edition) -> bytes:
    """An output of an edition."""
    out = io.BytesIO()
    printed(name)(replace(made, templates=templates(*EMITTERS[name].templates)), out)
    return out.getvalue()


def printed(name: str) -> Callable[[Edition, BinaryIO], tuple[Problem, ...]]:
    """An emitter in the surroundings that a build gives it."""
    emitter = EMITTERS[name]

    def emit(made: Edition, out: BinaryIO) -> tuple[Problem, ...]:
        with surroundings.of(emitter, made):
            return emitter.emit(made, out).problems

    return emit


def written(name: str, made: Edition, path: Path) -> Path:
    """The same, in a file."""
    path.write_bytes(emitted(name, made))
    return path
