"""Documents of many short cards, a section for each twenty: rows of `make bench` on what is large.

`python -m tests.bench.sections FOLDER CARDS DOCUMENTS [COMMAND...]` writes them, then runs the command.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.decks import THINGS, write

SECTION = 20  # cards


def documents(cards: int, count: int) -> Iterator[str]:
    """So many documents, each of its share of the cards."""
    dice = random.Random(1)
    for number in range(count):
        asked = "".join(_card(n, dice) for n in range(number * (cards // count), (number + 1) * (cards // count)))
        yield f"# Volume {number + 1}\n\n{asked}"


def _card(number: int, dice: random.Random) -> str:
    part = f"## Part {number // SECTION + 1}\n\n" if number % SECTION == 0 else ""
    a, b, c, d, e, f = dice.choices(THINGS, k=6)
    question = f"### Q: What does the {a} {number} do with a {b} of the {c}?"
    return f"{part}{question}\n\nIt sends the {d} to `{e}_{number}` and waits for the **{f}**.\n\n"


if __name__ == "__main__":
    write(Path(sys.argv[1]), documents(int(sys.argv[2]), int(sys.argv[3])), sys.argv[4:])
