"""Draws cards of documents by a seed and shows each beside its source, to be looked at by eye.

usage: python scripts/draw_cards.py FOLDER [--seed HASH] [--documents 12] [--cards 10] [--sections] [--csv]

The seed is the hash of the commit that is looked at (git's HEAD unless told), so nobody chooses which cards are seen.
Of each card: its question, section, level, options, and its answer, with the source's lines up to the next card. With
`--sections` every change of section in all documents is printed, with the line of the card below it. With `--csv` only
`document,line,verdict` is printed, for verdicts to be filled in.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import exporter
from exporter.model import Card, Choice

T = TypeVar("T")
SHOWN = 8  # lines at the beginning and the end of a text
WIDTH = 150  # characters of a line


def main() -> None:
    """Prints what was drawn."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", default="")
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--cards", type=int, default=10)
    parser.add_argument("--only", default="", help="a part of the documents' names")
    parser.add_argument("--without", default="(?!)", help="a pattern of names to leave out")
    parser.add_argument("--sections", action="store_true")
    parser.add_argument("--csv", action="store_true")
    options = parser.parse_args()
    seed = options.seed or subprocess.check_output(["git", "rev-parse", "HEAD"], text=True).strip()
    paths = [path for path in sorted(options.folder.iterdir()) if path.is_file() and options.only in path.name]
    paths = [path for path in paths if not re.search(options.without, path.name)]
    found = {path: cards for path in paths if (cards := _cards(path))}
    if options.sections:
        for path, cards in found.items():
            print(f"\n##### {path.name}", *_changes(cards), sep="\n")
        return
    for path in _drawn(found, seed, "", options.documents):
        cards = found[path]
        drawn = sorted(_drawn(range(len(cards)), seed, path.name, options.cards))
        lines = path.read_text(encoding="utf-8").split("\n")
        for n in drawn:
            if options.csv:
                print(f"{path.name},{cards[n].where.line},")
            else:
                end = min([card.where.line for card in cards[n + 1 : n + 2]] or [len(lines) + 1])
                print("\n".join(_shown(path, cards[n], lines, max(end, cards[n].where.line + 1))))


def _cards(path: Path) -> list[Card]:
    return [card for document in exporter.read(path).documents for card in document.cards]


def _drawn(among: Iterable[T], seed: str, salt: str, count: int) -> list[T]:
    """So many of them, by the hash of seed, salt and their name."""

    def rank(one: T) -> str:
        name = one.name if isinstance(one, Path) else one
        return hashlib.sha256(f"{seed} {salt} {name}".encode()).hexdigest()

    return sorted(among, key=rank)[:count]


def _changes(cards: Sequence[Card]) -> Iterator[str]:
    """Each section with the line of the first card in it, and how many cards stand there."""
    starts = [0, *(n + 1 for n, (one, after) in enumerate(pairwise(cards)) if one.section != after.section)]
    for start, end in pairwise([*starts, len(cards)]):
        name = " > ".join(cards[start].section) or "(none)"
        print_level = f" [{cards[start].level}]" if cards[start].level else ""
        yield f"{cards[start].where.line:6} {end - start:4} {name}{print_level}"


def _shown(path: Path, card: Card, lines: Sequence[str], end: int) -> Iterator[str]:
    first = card.where.line
    yield f"\n===== {path.name}:{first}"
    section = " > ".join(card.section) or "(none)"
    yield f"SECTION  {section}   LEVEL {card.level}  NUMBER {card.number}  TAGS {card.tags}"
    yield from _text("QUESTION", card.question.split("\n"))
    if isinstance(card.kind, Choice):
        for n, option in enumerate(card.kind.options):
            yield f"{'  [x]' if n in card.kind.correct else '  [ ]'} {option[:WIDTH]!r}"
    yield from _text(f"ANSWER ({len(card.answer.splitlines())} lines)", card.answer.split("\n"))
    above = max(0, first - 4)
    yield from _text("SOURCE", [f"{n + 1:5} {lines[n]}" for n in range(above, min(end + 1, len(lines)))], SHOWN + 4)


def _text(name: str, lines: Sequence[str], most: int = SHOWN) -> Iterator[str]:
    yield f"{name}:"
    cut = len(lines) > 2 * most + 1
    for line in [*lines[:most], "        [...]", *lines[-most:]] if cut else lines:
        yield "    " + line[:WIDTH]


if __name__ == "__main__":
    main()
