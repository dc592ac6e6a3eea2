"""Small books of questions, what people do to them, and their form on disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a book; `n` is the card it was in the beginning, 0 for one that came later."""

    n: int
    question: str
    answer: str
    section: str = "Sea"


@dataclass(frozen=True, slots=True)
class Book:
    """Files with their titles and questions."""

    files: dict[str, tuple[Asked, ...]]
    titles: dict[str, str]
    end: str = "\n"
    labelled: bool = False  # whether it is a labelled list, read by another reader

    def write(self, folder: Path) -> None:
        """Makes the folder hold this book and nothing else but a ledger."""
        folder.mkdir(parents=True, exist_ok=True)
        for path in [*folder.glob("*.md"), *folder.glob("*.txt")]:
            path.unlink()
        for name, asked in self.files.items():
            text = _labelled(self.titles[name], asked) if self.labelled else _canonical(self.titles[name], asked)
            (folder / name).write_bytes(text.replace("\n", self.end).encode())

    @property
    def asked(self) -> list[Asked]:
        """All its questions."""
        return [each for part in self.files.values() for each in part]


def _canonical(title: str, asked: Iterable[Asked]) -> str:
    lines, section = [f"# {title}"], ""
    for number, each in enumerate(asked, 1):
        if each.section != section:
            section = each.section
            lines.append(f"## {section}")
        lines += [f"### Q{number}: {each.question}", each.answer]
    return "\n\n".join(lines) + "\n"


def _labelled(title: str, asked: Iterable[Asked]) -> str:
    lines, section = [f"# {title}"], ""
    for number, each in enumerate(asked, 1):
        if each.section != section:
            section = each.section
            lines.append(f"## {section}")
        answer = each.answer.replace("\n", "\n    ")
        lines.append(f"{number}. **Question:** {each.question}  \n    **Answer:** {answer}")
    return "\n\n".join(lines) + "\n"


TEN = tuple(
    Asked(n, question, answer, "Sea" if n <= 5 else "Shore")
    for n, (question, answer) in enumerate(
        (
            ("What causes the tides?", "The pull of the moon, and less so of the sun, on the oceans."),
            ("How often is high tide?", "Every 12 hours and 25 minutes."),
            ("What is a spring tide?", "A strong tide at new and full moon, when sun and moon pull along one line."),
            ("What is a neap tide?", "A weak tide at half moon, when sun and moon pull at right angles."),
            ("Why is the sea salty?", "Rivers wash minerals out of the rocks; the water evaporates, the salt stays."),
            ("What is a rip current?", "A narrow stream that runs from the beach out to sea, fed by breaking waves."),
            ("How do you escape a rip current?", "Swim along the beach until the stream ends, then to land."),
            ("What does a red flag on a beach mean?", "No swimming."),
            ("What makes sand?", "Waves and weather grind rocks, shells and corals into grains."),
            ("How does a dune hold its place?", "Grass such as marram catches the grains.\n\n- roots\n- stems"),
        ),
        1,
    )
)
BOOK = Book({"sea.md": TEN}, {"sea.md": "The Sea"})
LATER = Asked(0, "Which fish sleeps in a cocoon of slime?", "The parrotfish, on many nights.")


def only(asked: Iterable[Asked]) -> Book:
    """The book with these questions."""
    return replace(BOOK, files={"sea.md": tuple(asked)})


def with_card(n: int, question: str = "", answer: str = "") -> list[Asked]:
    """The ten questions with one changed."""
    changed = replace(TEN[n - 1], question=question or TEN[n - 1].question, answer=answer or TEN[n - 1].answer)
    return [changed if each.n == n else each for each in TEN]


def titled(name: str, title: str, asked: Iterable[Asked] = TEN) -> Book:
    """The book as one file of another name or title."""
    return Book({name: tuple(asked)}, {name: title})


_RETOLD = {
    3: "Sun and moon in a row: whose name does the flood bear then?",
    8: "Crimson cloth flies over the lifeguard's tower. Consequence?",
}
_REWORDED = with_card(5, question="For what reason is seawater salty?")

# What became of the ten-card book, and how many cards Anki is to update then: new ones and others follow from it.
CASES: dict[str, tuple[Book, int]] = {
    "unchanged": (BOOK, 0),
    "CRLF": (replace(BOOK, end="\r\n"), 0),
    "answer edited": (only(with_card(2, answer="Every 12 hours and 25 minutes, twice a day almost.")), 1),
    "answer replaced": (only(with_card(9, answer="Quartz, ground small.")), 1),
    "question reworded": (only(_REWORDED), 1),
    "question retold": (only(with_card(3, question=_RETOLD[3])), 1),
    "question with a short answer retold": (only(with_card(8, question=_RETOLD[8])), 1),
    "typo fixed in both": (
        only(with_card(9, question="What makes the sand?", answer=TEN[8].answer.replace("grind", "mill"))),
        1,
    ),
    "card on top": (only([LATER, *TEN]), 0),
    "card in the middle, another reworded": (only([*_REWORDED[:4], LATER, *_REWORDED[4:]]), 1),
    "card in the middle, its neighbor retold": (
        only([*TEN[:2], LATER, *with_card(3, question=_RETOLD[3])[2:]]),
        1,
    ),
    "first deleted": (only(TEN[1:]), 0),
    "one deleted, an unlike one in its place": (only([*TEN[:4], LATER, *TEN[5:]]), 0),
    "reversed within sections": (only([*TEN[4::-1], *TEN[:4:-1]]), 0),
    "file renamed": (titled("ocean.md", "The Sea"), 0),
    "title changed": (titled("sea.md", "Oceans"), 10),
    "section renamed": (only([replace(each, section="Beach") if each.n > 5 else each for each in TEN]), 5),
    "split over two files": (
        Book({"a.md": TEN[:5], "b.md": TEN[5:]}, {"a.md": "The Sea", "b.md": "The Shore"}),
        5,
    ),
    "same question twice": (
        only([*TEN[:3], replace(LATER, question=TEN[2].question), *TEN[3:]]),
        0,
    ),
    "another reader": (replace(BOOK, labelled=True), 0),
    "many at once": (
        titled(
            "ocean.md",
            "The Sea",
            [
                LATER,
                *with_card(6, answer="A fast, narrow stream out to sea, fed by the waves that break.")[:0:-1][:5],
                replace(TEN[2], question=_RETOLD[3]),
                replace(TEN[1], question="How many hours lie between high tides?"),
                TEN[0],
            ],
        ),
        3,
    ),
}
