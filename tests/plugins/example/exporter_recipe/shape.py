"""Reads a shape of text in any document: `¿ question ? answer`, each in a line of its own."""

from __future__ import annotations

import re

from exporter import Card, Document, Reading, Source, Span

_CARD = re.compile(r"¿\s*(?P<question>[^?]+\?)\s*(?P<answer>.+)")


class _Exclaimed:
    suffixes = ()

    def read(self, source: Source) -> Reading | None:
        """The cards of such lines; None where there is none."""
        found = [(n, card) for n, line in enumerate(source.lines) if (card := _CARD.fullmatch(line))]
        if not found:
            return None
        cards = tuple(Card(card["question"], card["answer"], source.at(n)) for n, card in found)
        return Reading(
            "exclaimed", (Document("", source.path, cards),), spans=tuple(Span(n, n + 1, "card") for n, _ in found)
        )


EXCLAIMED = _Exclaimed()
