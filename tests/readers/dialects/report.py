"""The command: the share that is read exactly right, and what the failures have in common."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from exporter.model import Card, Choice
from tests.readers.dialects import sample
from tests.readers.dialects.blaming import Kind, judged, kinds
from tests.readers.dialects.choosing import alone, chosen
from tests.readers.dialects.comparing import differences, read
from tests.readers.dialects.families import FAMILIES
from tests.readers.dialects.rows import Combination, parsed
from tests.readers.dialects.writing import Written, written


def main(arguments: Sequence[str] | None = None, out: TextIO = sys.stdout) -> int:
    """Runs the command."""
    asked = _parser().parse_args(arguments)
    if asked.extend:
        print(f"{sample.extend()} combinations added to {sample.FILE.name}", file=out)
        return 0
    if asked.document:
        _show(parsed(asked.document, FAMILIES), out)
        return 0
    made = dict.fromkeys(alone()) if asked.alone else chosen(asked.count, asked.seed)
    results = [judged(combination) for combination in made]
    right = sum(not result.differs for result in results)
    print(f"{right} of {len(results)} documents ({right / len(results):.1%}) are read exactly right.", file=out)
    for family in FAMILIES:
        own = [result for result in results if result.combination.family == family]
        print(f"  {family}: {sum(not result.differs for result in own)} of {len(own)}", file=out)
    wrong = sum("wrong option" in result.differs for result in results)
    print(f"  a wrong option is marked right in {wrong}", file=out)
    found = kinds(results)
    print(f"{len(found)} kinds of failure:", file=out)
    for kind in found:
        _print(kind, out)
    for kind in found[: asked.show]:
        _show(kind.cause, out)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.readers.dialects", description=__doc__)
    parser.add_argument("--count", type=int, default=500, help="how many documents (default: 500)")
    parser.add_argument("--seed", type=int, default=1, help="another seed chooses others (default: 1)")
    parser.add_argument(
        "--alone", action="store_true", help="instead of those, each row with nothing unusual beside it"
    )
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print the document of the first N kinds beside its reading"
    )
    parser.add_argument("--extend", action="store_true", help="add rows that are new to the fixed sample")
    parser.add_argument("--document", metavar="ROWS", help="print the document of one combination, and its reading")
    return parser


def _print(kind: Kind, out: TextIO) -> None:
    count = f"{len(kind.results):4}  {kind.cause}"
    print(f"{count:60}  {', '.join(kind.differs)}  ({kind.failed} of {kind.total} fail)", file=out)


def _show(combination: Combination, out: TextIO) -> None:
    made = written(combination)
    found = read(made)
    print(f"\n{'=' * 100}\n{combination}\ndiffers: {', '.join(differences(made, found))}\n{'-' * 100}", file=out)
    print(made.text, end="", file=out)
    print("-" * 100, file=out)
    for line in _beside(made, found):
        print(line, file=out)


def _beside(made: Written, found: Sequence[Card]) -> Iterator[str]:
    """Where they differ what was expected and what was read, else one line."""
    expected = [_outline(card, made.counted) for card in made.cards]
    was = [_outline(card, made.counted) for card in found]
    for at in range(max(len(expected), len(was))):
        one = expected[at] if at < len(expected) else "-"
        other = was[at] if at < len(was) else "-"
        yield from [f"  ok       {one}"] if one == other else [f"  expected {one}", f"  read     {other}"]


def _outline(card: Card, counted: bool) -> str:
    options = ""
    if isinstance(card.kind, Choice):
        told = ("*" * (n in card.kind.correct) + option for n, option in enumerate(card.kind.options))
        options = f" {{{' | '.join(told)}}}"
    number = f"{card.number}. " if counted else ""
    level = f" [{card.level}]" if card.level else ""
    section = f"{' > '.join(card.section)} :: " if card.section else ""
    line = f"{section}{number}{card.kind.name} {card.question}{level}{options} => {card.answer}"
    return line.replace("\n", " ⏎ ")
