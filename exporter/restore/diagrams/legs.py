"""Parallel connectors below boxes: their number, where a paste left only ``│ │ │ ▼ ▼ ▼`` of their rows."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from exporter.restore.diagrams.lexemes import DOWNWARD, UPWARD, Kind, Lexeme, fork_ports, ports
from exporter.restore.diagrams.pieces import Legs

_AHEAD = 64  # lexemes looked at; more connectors between two boxes would fill a screen
_FORKS = {Kind.BOTTOM, Kind.RAIL}


def leads_to(lexemes: Iterable[Lexeme], forks: bool = True) -> tuple[int, int, int]:
    """The arrowheads, or the tops of boxes and their ports, that follow one another from here."""
    heads = tops = entered = 0
    for lexeme in lexemes:
        if lexeme.kind is Kind.HEAD and not tops:
            heads += 1
        elif lexeme.kind in {Kind.TOP, Kind.ANY} and not heads:
            tops += 1
            entered += len(ports(lexeme.text, "u")) * (lexeme.kind is Kind.TOP)
        elif forks and lexeme.kind in _FORKS and not heads:
            entered += len(fork_ports(lexeme.text, "u"))
        else:
            break
    return heads, tops, entered


def count_legs(lexemes: list[Lexeme], at: int, legs: Legs) -> int:
    """The connectors of the row that starts here, given what the boxes above tell about them.

    All rows of a run have as many. Arrowheads that point up stand in its first row only, those that point down in its
    last; the ports above start bars, and bars end at the ports below.
    """
    if legs.certain and not legs.boxes:
        return legs.count
    run, end = _run(lexemes, at)
    started = legs.count if legs.certain else 0
    _, tops, entered = leads_to(lexemes[end : end + _AHEAD])
    heads = sum(leg.kind is Kind.HEAD for leg in run)
    numbers = [started, entered, heads, tops, legs.boxes, 1]
    fitting = [number for number in numbers if number and _fits(run, number, started, entered)]
    even = [number for number in fitting if all(map(_is_even, _rows(run, number)))]
    return [*even, *fitting, started or 1][0]


def _is_even(row: Sequence[Lexeme]) -> bool:
    """Whether all connectors of a row are of one kind."""
    return len({leg.kind for leg in row}) == 1


def _run(lexemes: list[Lexeme], at: int) -> tuple[list[Lexeme], int]:
    """The connectors from here to the next border, labels left out."""
    run = []
    for end in range(at, min(at + _AHEAD, len(lexemes))):
        if lexemes[end].kind in {Kind.BAR, Kind.HEAD}:
            run.append(lexemes[end])
        elif lexemes[end].kind is not Kind.TEXT:
            return run, end
    return run, min(at + _AHEAD, len(lexemes))


def _rows(run: list[Lexeme], number: int) -> list[list[Lexeme]]:
    return [run[at : at + number] for at in range(0, len(run), number)]


def _fits(run: list[Lexeme], number: int, started: int, entered: int) -> bool:
    if not run or len(run) % number:
        return False
    rows = _rows(run, number)
    return (
        not _have(rows[1:], UPWARD)
        and not _have(rows[:-1], DOWNWARD)
        and _bars(rows[0]) in {started, started or _bars(rows[0])}
        and _bars(rows[-1]) in {entered, entered or _bars(rows[-1])}
    )


def _have(rows: Iterable[Sequence[Lexeme]], heads: Container[str]) -> bool:
    return any(leg.text in heads for row in rows for leg in row)


def _bars(row: Sequence[Lexeme]) -> int:
    return sum(leg.kind is Kind.BAR for leg in row)
