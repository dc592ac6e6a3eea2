"""Work to be measured by `make bench`: `python -m tests.bench.identity match` or `edit FOLDER [OPTION]...`."""

from __future__ import annotations

import os
import random
import shutil
import sys
from pathlib import Path

from tests.bench.places import SEEDS

_CARDS = 10_000
_SHARE = 0.05


def match() -> None:
    """Makes a ledger of 10,000 cards, writes and reads it, and matches them again with 5 % reworded."""
    from exporter.identity.context import BuildContext
    from exporter.identity.identification import identify
    from exporter.identity.ledger import Ledger, dumps, loads
    from exporter.model import Card, Location
    from tests.identity.mutations import reworded

    chance = random.Random(1)
    letters = "abcdefghijklmnop"
    known = ["".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(4000)]

    def text(count: int) -> str:
        return " ".join(known[int(4000 * chance.random() ** 3)] for _ in range(count))  # some words are common

    cards = [
        Card(f"What is {text(8)}?", f"{text(chance.randint(8, 80))}.", Location(f"{n // 500}.md", n))
        for n in range(_CARDS)
    ]
    first = identify(cards, Ledger(), BuildContext(1, lambda file: True))
    ledger = loads(dumps(first.ledger), "cards.lock")
    changed = [reworded(chance, card) if chance.random() < _SHARE else card for card in cards]
    second = identify(changed, ledger, BuildContext(2, lambda file: True))
    kept = sum(first.identities[a].key == second.identities[b].key for a, b in zip(cards, changed, strict=True))
    assert kept == _CARDS, f"{_CARDS - kept} histories lost"


def edit(folder: Path, *options: str) -> None:
    """Edits one answer of the user's documents in the folder (copied there at first), then builds."""
    docs = folder / "edited"
    if not docs.is_dir():
        docs.mkdir()
        for path in sorted(SEEDS.glob("*.txt")):
            shutil.copyfile(path, docs / path.name)
    path = min(docs.glob("*.txt"))
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if line.strip().startswith("**Answer:**"))
    lines[at] = lines[at].removesuffix(" Indeed.") if lines[at].endswith(" Indeed.") else f"{lines[at]} Indeed."
    path.write_text("\n".join(lines), encoding="utf-8")
    command = ("-m", "exporter", "build", str(docs), f"--out={folder / 'edited-dist'}", *options)
    os.execv(sys.executable, (sys.executable, *command))


if __name__ == "__main__":
    if sys.argv[1] == "match":
        match()
    else:
        edit(Path(sys.argv[2]), *sys.argv[3:])
