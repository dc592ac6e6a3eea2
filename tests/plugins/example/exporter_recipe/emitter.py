"""Writes the questions of a document, a line each, with the id that the ledger has for them."""

from __future__ import annotations

from typing import BinaryIO

from exporter import Edition

suffix = ".list"


def emit(edition: Edition, out: BinaryIO) -> tuple[()]:
    """Writes the answered cards."""
    for document in edition.documents:
        for card in document.cards:
            if card in edition.identities:
                out.write(f"{edition.identities[card].key} {card.question}\n".encode())
    return ()
