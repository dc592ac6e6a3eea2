"""Code detection in pasted articles: blocks of lines, each with its language.

Every line is weighed by itself (`lines`); then the cheapest way through prose and code is taken, where it costs
something to enter code and a little to leave it. So one odd line changes nothing, and a stretch needs evidence.
A stretch is cut where the language changes (`split`), and each block is given the language of its lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from exporter.restore.code.languages import choose, is_file, label, named
from exporter.restore.code.lines import CodeLine, read
from exporter.restore.code.split import cuts

ENTER: Final = 2.5  # evidence that code needs to begin
ENTER_AFTER_COLON: Final = 1.5  # less after "Install it with:"
ENTER_AFTER_LABEL: Final = -1.0
LABELLED: Final = -1.0  # score of a line that a label can stand above: not a sentence
LEAVE: Final = 0.5
TOUCH: Final = 0.4  # a line directly under code, which nothing tells from prose, goes with it


@dataclass(frozen=True, slots=True)
class CodeBlocks:
    """A block of code among the lines of an answer."""

    start: int  # index of its first line in the given lines, the label where it has one
    end: int  # one past its last line
    text: str  # the code as it stands, without the label and without blank lines around it
    language: str  # for the fence: "python", "bash", …, "text" where nothing speaks for one


def find(lines: Sequence[str]) -> list[CodeBlocks]:
    """The blocks of code among the lines of one answer, in their order."""
    found = read(lines)
    labels = _labels(found)
    return [block for run in _runs(found, labels) for block in _blocks(lines, run)]


def language(text: str, label: str = "") -> str:
    """The language of a block of code; a label or a file name that stood above it settles it, if it names one."""
    return named(text, label) or choose(text, [line.votes for line in read(text.split("\n")) if not line.inside])


def _labels(lines: Sequence[CodeLine]) -> set[int]:
    """Positions of lines that name the language of the code directly under them, or the file that it stands in."""
    return {at for at in range(len(lines) - 1) if _is_label(lines, at)}


def _is_label(lines: Sequence[CodeLine], at: int) -> bool:
    line, after = lines[at], lines[at + 1]
    if line.indent or line.inside or after.gap or after.score < LABELLED or label(after.text):
        return False
    above = None if line.gap or at == 0 else lines[at - 1]
    if label(line.text):
        return above is None or not above.votes.get("gitignore")  # there a name is one more pattern
    starts = above is None or above.score < 0
    return starts and _is_file_of(line, after)


def _is_file_of(line: CodeLine, after: CodeLine) -> bool:
    """Whether a line names the file that the code below it is in."""
    return after.score > 0 and is_file(line.text) and not after.votes.get("gitignore")


def _runs(lines: Sequence[CodeLine], labels: set[int]) -> Iterator[list[CodeLine]]:
    """Stretches of lines that are code, blank lines between them or not; labels stand between stretches."""
    run: list[CodeLine] = []
    for at, inside in enumerate(_inside(lines, labels)):
        if inside:
            run.append(lines[at])
        elif run:
            yield run
            run = []
    if run:
        yield run


def _inside(lines: Sequence[CodeLine], labels: set[int]) -> list[bool]:
    """For every line, whether it is code, on the way that gains most over all lines."""
    prose, code = 0.0, float("-inf")
    back: list[tuple[bool, bool]] = []  # whether the line before was code, if this one is prose, and if it is code
    for at, line in enumerate(lines):
        enter = prose - _entry(lines, at, labels)
        stay = code + (0.0 if line.gap else TOUCH)
        leave = code - LEAVE
        score = -100.0 if at in labels else line.score
        back.append((leave > prose, stay >= enter))
        prose, code = max(prose, leave), max(enter, stay) + score
    return _trace(back, code - LEAVE > prose)


def _trace(back: Sequence[tuple[bool, bool]], inside: bool) -> list[bool]:
    path = []
    for was in reversed(back):
        path.append(inside)
        inside = was[inside]
    return path[::-1]


def _entry(lines: Sequence[CodeLine], at: int, labels: set[int]) -> float:
    if at - 1 in labels:
        return ENTER_AFTER_LABEL
    return ENTER_AFTER_COLON if at and lines[at - 1].text.endswith(":") else ENTER


def _blocks(lines: Sequence[str], run: list[CodeLine]) -> Iterator[CodeBlocks]:
    """The blocks of one stretch; a label, or the name of a file, can stand above the first."""
    above = lines[run[0].number - 1] if run[0].number and not run[0].gap else ""
    edges = [0, *cuts(run), len(run)]
    for start, end in pairwise(edges):
        yield _code(lines, run[start:end], "" if start else above)


def _code(lines: Sequence[str], block: list[CodeLine], above: str) -> CodeBlocks:
    start, end = block[0].number, block[-1].number + 1
    text = "\n".join(lines[start:end])
    name = named(text, above) or choose(text, [line.votes for line in block if not line.inside])
    return CodeBlocks(start - bool(label(above)), end, text, name)
