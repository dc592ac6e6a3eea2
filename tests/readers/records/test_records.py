"""Files of data: every case of tests/fixtures/records, what is refused first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter import readers
from exporter.errors import InputError
from exporter.model import Card, Choice
from exporter.readers.source import Reading
from exporter.sources import formats
from tests.conftest import ROOT

FIXTURES = ROOT / "tests" / "fixtures" / "records"
FILES = sorted(FIXTURES.glob("*.cases"))


def blocks(path: Path) -> Iterator[tuple[str, str, str]]:
    """Head, content and expected cards of each case."""
    for block in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, rest = block.partition("\n")
        content, _, expected = rest.rpartition("\n---\n")
        yield head, content, expected.strip("\n")


def cases() -> Iterator[object]:
    for path in FILES:
        for head, content, expected in blocks(path):
            yield pytest.param(head.partition(":")[0], content, expected, id=f"{path.stem}: {head}")


def read(name: str, content: str) -> Reading:
    text = content.replace("⏎", "\n").replace("→", "\t") + "\n"
    return readers.read(formats.source(name, text.encode()))


def shown(name: str, content: str) -> str:
    """The cards of a case, a line each."""
    try:
        reading = read(name, content)
    except InputError as error:
        return f"refused: {error.message.partition(': ')[2]}"
    lines = [
        line for document in reading.documents for line in (document.meta.get("deck"), *map(_card, document.cards))
    ]
    told = [f"! {problem.code}: {problem.message}" for problem in reading.problems]
    weak = [f"in a folder: {reading.doubt}"] if reading.doubt else []
    return "\n".join(filter(None, [*lines, *told, *weak])).replace("\t", "→")


def _card(card: Card) -> str:
    parts = [f"{card.where.line} ({card.kind.name}) {card.question} => {card.answer}"]
    if isinstance(card.kind, Choice):
        marks = ("x" if n in card.kind.correct else " " for n in range(len(card.kind.options)))
        parts += [f"[{mark}] {option}" for mark, option in zip(marks, card.kind.options, strict=True)]
    named = {
        "section": " › ".join(card.section),
        "tags": ", ".join(card.tags),
        "level": card.level,
        "number": card.number,
    }
    named |= {"id": card.id, "origin": card.origin}
    parts += [f"{name}: {value}" for name, value in named.items() if value not in (None, "")]
    return " | ".join(parts).replace("\n", "⏎")


@pytest.mark.parametrize(("name", "content", "expected"), list(cases()))
def test_a_case(name: str, content: str, expected: str) -> None:
    assert shown(name, content) == expected


def test_rewritten(request: pytest.FixtureRequest) -> None:
    """Writes the cards anew where that is asked for."""
    if not request.config.getoption("--rewrite"):
        return
    for path in FILES:
        head = path.read_text(encoding="utf-8").partition("\n=== ")[0]
        made = [
            f"=== {title}\n{content}\n---\n{shown(title.partition(':')[0], content)}\n"
            for title, content, _ in blocks(path)
        ]
        path.write_text("\n".join([head, *made]), encoding="utf-8")
