"""Reads `.recipe`: a title in the first line, then a line `? question` and a line `! answer` for each card."""

from __future__ import annotations

from exporter import Card, Document, Reading, Source, Span

suffixes = (".recipe",)


def read(source: Source) -> Reading | None:
    """The cards of a recipe."""
    cards: list[Card] = []
    spans = [Span(0, 1, "heading")]
    for n, line in enumerate(source.lines):
        if line.startswith("? "):
            answer = source.lines[n + 1].removeprefix("! ") if n + 1 < len(source.lines) else ""
            cards.append(Card(line.removeprefix("? "), answer, source.at(n)))
            spans.append(Span(n, n + 2, "card"))
    return Reading("recipe", (Document(source.lines[0], source.path, tuple(cards)),), spans=tuple(spans))
