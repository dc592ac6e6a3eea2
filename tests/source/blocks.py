"""Our own documents, as they are read, and the fenced code in them."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from exporter import markup
from exporter.model import Card, Document, Item
from exporter.pipeline import reading
from exporter.settings import Settings
from exporter.sources.discover import discover
from tests.conftest import SOURCE


@dataclass(frozen=True, slots=True)
class Block:
    """A fence in a card or note."""

    language: str  # the first info word, in lower case
    marks: tuple[str, ...]  # the others: `no-run` is for code that not every Python here runs
    code: str
    item: Item
    asks: bool  # whether it belongs to the question

    def __str__(self) -> str:
        return f"{self.item.where}: {self.language}"


@cache
def documents() -> tuple[Document, ...]:
    """All documents of source/, as a build reads them."""
    found = discover([str(SOURCE)], None).documents
    return tuple(document for each in found for document in reading.read(each, Settings()).documents)


def items() -> Iterator[Item]:
    """All cards and notes."""
    return (item for document in documents() for item in document.items)


def cards() -> list[Card]:
    """All cards."""
    return [item for item in items() if isinstance(item, Card)]


@cache
def blocks() -> tuple[Block, ...]:
    """All fences of all cards and notes."""
    return tuple(block for item in items() for block in _blocks(item))


def written(*languages: str) -> list[Block]:
    """All fences in these languages."""
    return [block for block in blocks() if block.language in languages]


def each(check: Callable[[Block], str], chosen: Iterable[Block]) -> dict[str, str]:
    """What is wrong with which block; blocks are checked side by side, for most wait for a process."""
    chosen = list(chosen)
    assert chosen
    with ThreadPoolExecutor(4) as pool:
        return {
            f"{block}\n{block.code}": fault
            for block, fault in zip(chosen, pool.map(check, chosen), strict=True)
            if fault
        }


def fed(command: list[str], text: str, place: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A command that was given this text to read."""
    return subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, cwd=place, encoding="utf-8")


def _blocks(item: Item) -> Iterator[Block]:
    if isinstance(item, Card):
        yield from _fences(item.question, item, asks=True)
        yield from _fences(item.answer, item, asks=False)
    else:
        yield from _fences(item.text, item, asks=False)


def _fences(text: str, item: Item, *, asks: bool) -> Iterator[Block]:
    for token in markup.tokens(text):
        if token.type == "fence":
            language, *marks = token.info.split() or [""]
            yield Block(language.lower(), tuple(marks), token.content, item, asks)
