"""Drawings: flattened as a browser's copy does it, they come back to the letter where they follow the rules of
``layout``, and row by row where a person aligned them otherwise.
"""

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exporter.restore.diagrams import is_diagram, restore
from exporter.restore.diagrams.lexemes import arms, lex

FIXTURES = Path(__file__).parent.parent / "fixtures" / "diagrams"
Drawing = tuple[str, ...]


def flatten(*drawings: Drawing) -> str:
    """What a browser's copy as plain text makes of drawings below each other."""
    return " ".join(" ".join(line for drawing in drawings for line in drawing).split())


def load(name: str) -> dict[str, Drawing]:
    """The drawings of a fixture by title; blank lines around each are none of it."""
    parts = re.split(r"^== (.+)\n", (FIXTURES / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {title: tuple(text.strip("\n").split("\n")) for title, text in zip(parts[::2], parts[1::2], strict=True)}


EXACT, OTHERWISE, SLOPPY = load("drawings.txt"), load("otherwise.txt"), load("sloppy.txt")


def words(*drawings: Drawing) -> list[list[str]]:
    """The rows without their padding."""
    return [line.split() for drawing in drawings for line in drawing]


def ink(text: str) -> str:
    return "".join(text.split())


def gaps(drawing: Drawing) -> list[tuple[int, int]]:
    """Where a corner or a tee points up or down at nothing: no such place is in a drawing whose boxes close."""
    size = max(map(len, drawing))
    grid = [line.ljust(size) for line in drawing]
    return [
        (row, column)
        for row in range(len(grid) - 1)
        for column in range(size)
        if (grid[row + 1][column] == " " and _points(grid[row][column], "d"))
        or (grid[row][column] == " " and _points(grid[row + 1][column], "u"))
    ]


def _points(char: str, direction: str) -> bool:
    return char != "+" and direction in arms(char) and not {"u", "d"} <= arms(char)


# What is no flattened drawing stays as it is.


@pytest.mark.parametrize(
    "line",
    [
        "",
        "flour → dough → bread",
        "press the │ key twice",
        "# ── Ovens ──────────────────────",
        "═══════════ Part two ═══════════",
        "| a | b | |---|---| | 1 | 2 |",
        "the corner is +--+ here",
        "`|--` and `+--+` stand here | or there",
        "┌──────┐ ┌──────┐",
        "└──────┘  └──────┘",
        "┌──┐ │ └───────┘",
        "│ │ Oven │ │ (hot) │",
        "  │  ┌──────┐  ┌─────┐  │",
        "| | +----+ +----+ | | +----+ +----+ |",
        "│   ├── main.py",
        "both `--salt` and `--no-salt` are options",
        "│ Guest ├───▶│ Desk ├───▶│ Room │",
        "Guest ├──▶ Desk ├──▶ Room",
    ],
)
def test_leaves_other_lines_alone(line: str) -> None:
    assert not is_diagram(line)
    assert restore(line).diagrams == ((line,),)
    assert not restore(line).doubtful


@pytest.mark.parametrize("title", [*EXACT, *OTHERWISE, *SLOPPY])
def test_leaves_intact_rows_alone(title: str) -> None:
    drawing = (EXACT | OTHERWISE | SLOPPY)[title]
    for line in (*drawing, *restore(flatten(drawing)).diagrams[0]):
        assert restore(line).diagrams == ((line,),)


# Drawings.


@pytest.mark.parametrize("title", EXACT)
def test_recovers_to_the_letter(title: str) -> None:
    line = flatten(EXACT[title])
    assert is_diagram(line)
    assert "\n".join(restore(line).diagrams[0]) == "\n".join(EXACT[title])
    assert len(restore(line).diagrams) == 1
    assert not restore(line).doubtful


@pytest.mark.parametrize("title", OTHERWISE)
def test_recovers_rows_of_other_alignments(title: str) -> None:
    restored = restore(flatten(OTHERWISE[title]))
    assert words(*restored.diagrams) == words(OTHERWISE[title])
    assert gaps(restored.diagrams[0]) == gaps(OTHERWISE[title])
    assert not restored.doubtful


@pytest.mark.parametrize("title", SLOPPY)
def test_tells_that_a_drawing_has_slips(title: str) -> None:
    restored = restore(flatten(SLOPPY[title]))
    assert "\n".join(restored.diagrams[0]) == "\n".join(SLOPPY[title])
    assert restored.doubtful


@pytest.mark.parametrize("title", [*EXACT, *OTHERWISE, *SLOPPY])
def test_restores_what_it_restored(title: str) -> None:
    once = restore(flatten((EXACT | OTHERWISE | SLOPPY)[title]))
    assert restore(flatten(*once.diagrams)) == once


BOX_A, BOX_B = ("┌───┐", "│ A │", "└───┘"), ("┌───┐", "│ B │", "└───┘")


@pytest.mark.parametrize(
    "drawings",
    [
        [("Old:", *BOX_A), ("New:", *BOX_B)],
        [("Old", *BOX_A), ("New", *BOX_B)],
        [(*BOX_A, "P = Pan"), ("Next plan:", *BOX_B)],
        [(*BOX_A, "(as above)"), ("New:", *BOX_B)],
        [("One:", *BOX_A), ("Two:", *BOX_B), ("Three:", *BOX_A)],
        [("Here:", "a/", "├── b", "└── c"), ("There:", "d/", "├── e", "└── f")],
        [("a/", "├── b", "└── c"), ("d/", "├── e", "└── f")],
        [(*BOX_A, "then", *BOX_B)],  # no captions: one drawing
        [("One:", *BOX_A, "  │", "  ▼", "Two:", *BOX_B)],  # a connector leads past the text
    ],
)
def test_parts_drawings_of_one_line(drawings: list[Drawing]) -> None:
    assert restore(flatten(*drawings)).diagrams == tuple(drawings)


# Drawings nobody has thought of.


WORDS = ["oven", "rye", "Bill", "of", "(north)", "v2", "a-b", "10:30"]


def _row(random: Random, width: int) -> str:
    """A text somewhere in a cell."""
    text = " ".join(random.choices(WORDS, k=random.randint(0, 3)))
    if len(text) + 2 > width:
        return " " * width
    left = random.choice([1, (width - len(text)) // 2])
    return (" " * left + text).ljust(width)


def _box(widths: list[int], rows: list[str]) -> list[str]:
    lines = [left + mid.join("─" * width for width in widths) + right for left, mid, right in ("┌┬┐", "└┴┘")]
    return [lines[0], *rows, lines[1]]


def _cells(random: Random) -> list[str]:
    widths = [random.randint(3, 14) for _ in range(random.choice([1, 1, 2, 3]))]
    rows = ["│" + "│".join(_row(random, width) for width in widths) + "│" for _ in range(random.randint(1, 4))]
    if len(rows) > 2:
        rows[1] = "├" + "┼".join("─" * width for width in widths) + "┤"
    return _box(widths, rows)


def _beside(random: Random, depth: int) -> list[str]:
    boxes = [_block(random, depth) for _ in range(random.randint(1, 3))]
    gap = " " * random.randint(1, 5)
    heights = range(max(map(len, boxes)))
    return [gap.join(box[at] if at < len(box) else " " * len(box[0]) for box in boxes) for at in heights]


def _block(random: Random, depth: int) -> list[str]:
    if depth == 0 or random.random() < 0.3:
        return _cells(random)
    inner = [_beside(random, depth - 1) for _ in range(random.randint(1, 2))]
    width = max(len(part[0]) for part in inner) + random.randint(2, 8)
    rows = [_row(random, width)] + [(" " + line).ljust(width) for part in inner for line in part]
    return _box([width], [f"│{row}│" for row in rows])


def _drawing(random: Random) -> Drawing:
    lines = _beside(random, random.randint(0, 2))
    if random.random() < 0.5:
        lines += ["   │", "   ▼", *_block(random, 1)]
    caption = ["The plan:"] * random.randint(0, 1)
    return tuple(line.rstrip() for line in [*caption, *lines, *["P = Pan"] * random.randint(0, 1)])


@given(st.randoms(use_true_random=False))
def test_recovers_rows_of_random_drawings(random: Random) -> None:
    drawing = _drawing(random)
    restored = restore(flatten(drawing))
    assert words(*restored.diagrams) == words(drawing)
    assert gaps(restored.diagrams[0]) == []
    assert restore(flatten(*restored.diagrams)) == restored


@given(st.randoms(use_true_random=False), st.integers(0, 10_000))
def test_keeps_all_ink_of_damaged_drawings(random: Random, at: int) -> None:
    line = flatten(_drawing(random))
    at %= len(line)
    damaged = flatten((line[:at] + line[at + 1 + random.randint(0, 3) :],))
    assert ink("".join(map("".join, restore(damaged).diagrams))) == ink(damaged)


@given(st.text("┌┐└┘├┤┬┴─│▼▲+-|v═║ \u00a0ab=→", max_size=80))
@example("┌┐ ├┘ └┤ │ └┘")
@example("┌┐└┘ │ ┌┐ │ ▼ └┘")
@example("├── a │ │ ├── b")
@example("+--+ |++| +--+")
def test_keeps_all_ink(line: str) -> None:
    framed = f"┌────┐ │ {line} └────┘"
    for text in (line, framed):
        assert ink("".join(map("".join, restore(text).diagrams))) == ink(text)


@given(st.text("┌┐└┘├┤┬┴─│▼+-|= ab", max_size=60))
def test_lexemes_are_the_line(line: str) -> None:
    assert "".join(" " * (not lexeme.glued) + lexeme.text for lexeme in lex(line)).split() == line.split()


HOSTILE = {
    "bars": "│ " * 50_000,
    "tops": "┌──┐ " * 20_000,
    "one border": "┌" + "─" * 99_999,
    "titles": "┌─ a" * 25_000,
    "plus": "+-" * 50_000,
    "branches": "├── a " * 16_000,
    "random": "".join(Random(1).choices("┌┐└┘─│├┤┬┴┼ ▼a", k=100_000)),
    "bars in a box": "┌──┐ │ └──┘ " + "│ " * 9_000,
    "boxes": "┌──┐ │ │ └──┘ " * 1_400,
    "plus boxes": "+--+--+ | " * 1_900,
    "text": "┌──┐ │ x │ └──┘ " + "word " * 3_900,
    "tree": "├── a " + "│ " * 9_000 + "├── b",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_costs_little_whatever_a_line_holds(name: str) -> None:
    restored = restore(HOSTILE[name])
    assert ink("".join(map("".join, restored.diagrams))) == ink(HOSTILE[name])
