"""Every shape in tests/fixtures/dialects: `title / document / the cards one expects`, the ones that hold none first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter.model import Card, Choice, Cloze
from exporter.readers import inferred
from exporter.readers.source import Source

FIXTURES = Path(__file__).parents[2] / "fixtures" / "dialects"


def cases() -> Iterator[object]:
    """The cases of all files; `none.txt` comes first."""
    for path in sorted(FIXTURES.glob("*.txt"), key=lambda path: (path.stem != "none", path.stem)):
        parts: list[list[str]] = [[]]
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line == ".":
                parts.append([])
            else:
                parts[-1].append(line)
        for title, document, expected in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
            yield pytest.param("\n".join([*document, ""]), expected, id=f"{path.stem}: {title[0]}")


@pytest.mark.parametrize(("document", "expected"), list(cases()))
def test_the_cards_of_a_shape(document: str, expected: list[str]) -> None:
    reading = inferred.read(Source("notes.md", document))
    shown = [outline(card) for card in reading.cards] if reading and not reading.is_guess else []
    assert shown == expected


def outline(card: Card) -> str:
    """A card on one line."""
    kind = "cloze " if isinstance(card.kind, Cloze) else ""
    number = "" if card.number is None else f"{card.number}. "
    level = f" [{card.level}]" if card.level else ""
    options = ""
    if isinstance(card.kind, Choice):
        told = ("*" * (n in card.kind.correct) + option for n, option in enumerate(card.kind.options))
        options = f" {{{' | '.join(told)}}}"
    line = f"{card.where.line}| {kind}{number}{card.question}{level}{options} => {card.answer}"
    return line.replace("\n", " ⏎ ").replace("⏎  ⏎", "⏎ ⏎")
