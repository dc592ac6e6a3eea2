"""Documents of many distinct cards, each with a list, code and a table: rows of `make bench` on decks.

`python -m tests.bench.decks FOLDER CARDS [COMMAND...]` writes four documents of equal length, then runs the
command.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

DOCUMENTS = 4
THINGS = ["queue", "cache", "router", "parser", "ledger", "worker", "socket", "index", "bucket", "token", "lease"]
VERBS = ["keeps", "drops", "splits", "orders", "counts", "retries", "merges", "closes", "checks", "signs"]
ENDS = ["under load", "after a crash", "in time order", "per tenant", "before a commit", "across regions", "at night"]
CODE = {
    "python": 'def {verb}_{thing}(size: int) -> int:\n    """Returns {n} at most."""\n'
    "    return min(size, {n})  # {end}\n\n\nprint({verb}_{thing}(7))",
    "java": "class {thing}{n} {{\n    private final List<String> {verb} = new ArrayList<>();\n\n"
    '    void add(String name) {{ {verb}.add("{end}: " + name); }}\n}}',
    "sql": "SELECT {thing}_id, count(*) AS {verb}\nFROM {thing}s_{n}\nWHERE state = '{end}'\nGROUP BY {thing}_id;",
    "bash": 'for name in /srv/{thing}-{n}/*.log; do\n  grep -c "{verb}" "$name" || echo "{end}"\ndone',
    "yaml": "kind: {thing}\nmetadata:\n  name: {verb}-{n}\nspec:\n  replicas: {n}\n  note: {end}",
}


def documents(cards: int) -> Iterator[str]:
    """The documents, each of its share of the cards."""
    dice = random.Random(11)
    for number in range(DOCUMENTS):
        first, last = (cards * step // DOCUMENTS for step in (number, number + 1))
        yield "\n\n".join([f"# Field notes, volume {number + 1}", *(card(n, dice) for n in range(first, last))]) + "\n"


def card(number: int, dice: random.Random) -> str:
    """A card whose text no other has."""

    def clause() -> str:
        return f"the {dice.choice(THINGS)} {dice.choice(VERBS)} the {dice.choice(THINGS)} {dice.choice(ENDS)}"

    language = dice.choice([*CODE])
    words = {"thing": dice.choice(THINGS), "verb": dice.choice(VERBS), "end": dice.choice(ENDS), "n": number}
    names = [dice.choice(THINGS) for _ in range(6)]
    items = "\n".join(f"- **{name.capitalize()}**: {clause()}, see `{clause()[4:14]}`" for name in names[:3])
    rows = "\n".join(f"| {name} | {clause()} | {dice.randrange(9999)} |" for name in names[3:])
    return (
        f"## Q: Why does case {number} say that {clause()}?\n\n"
        f"Because {clause()}, and *mostly* {clause()}.\n\n{items}\n\n"
        f"```{language}\n{CODE[language].format_map(words)}\n```\n\n"
        f"| Part | What it does | Cost |\n|---|---|---:|\n{rows}"
    )


def write(folder: Path, texts: Iterable[str], command: Sequence[str]) -> None:
    """Writes documents into a folder, where they are not there already; then becomes the command, if any."""
    if not folder.exists():
        folder.mkdir(parents=True)
        for number, text in enumerate(texts, 1):
            (folder / f"volume-{number}.md").write_text(text, encoding="utf-8")
    if command:
        os.execv(command[0], [*command])


def main(folder: str, cards: str, *command: str) -> None:
    """Writes so many cards."""
    write(Path(folder), documents(int(cards)), command)


if __name__ == "__main__":
    main(*sys.argv[1:])
