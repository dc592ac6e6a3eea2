"""Problems as lines of text: one per code and document, colored on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import click

from exporter.model import Problem, Severity
from exporter.problems import CODES

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WIDTH = 120  # columns that a line of several problems has at most, if the rest leaves room
_FEWEST = 3  # places that it names in any case
HINT = "`exporter check -v` says more about each of them."


def lines(problems: Iterable[Problem], roots: Mapping[str, str], *, verbose: bool = False) -> Iterator[str]:
    """Lines that an editor can jump to; `roots` has the paths as the user would type them.

    Problems of one code in one document share a line, unless the code or `verbose` asks for a line each.
    """
    for first, *others in _groups(problems, verbose=verbose):
        path = roots.get(first.where.path, first.where.path)
        head = f"{path}:{first.where.place}: {first.severity} [{first.code}] "
        said = _several([first, *others], _WIDTH - len(head)) if others else first.message
        severity = click.style(str(first.severity), fg=_COLORS[first.severity], bold=True)
        yield f"{path}:{first.where.place}: {severity} [{click.style(first.code, bold=True)}] {said}"


def hint(problems: Iterable[Problem], *, verbose: bool = False) -> Iterator[str]:
    """A hint at `--verbose`, if problems shared a line."""
    if any(len(group) > 1 for group in _groups(problems, verbose=verbose)):
        yield HINT


def error(message: str) -> str:
    """An error message as a line."""
    return f"{click.style('error:', fg='red', bold=True)} {message}"


def _groups(problems: Iterable[Problem], *, verbose: bool) -> Iterable[list[Problem]]:
    """Problems that share a line, in the order of the first of each."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for number, problem in enumerate(problems):
        code = CODES.get(problem.code)
        alone = verbose or problem.severity is Severity.ERROR or code is None or not code.several
        key = (problem.where.path, problem.code, problem.severity, number if alone else None)
        groups.setdefault(key, []).append(problem)
    return groups.values()


def _several(problems: Sequence[Problem], room: int) -> str:
    code = CODES[problems[0].code]
    said, end = code.several.format(count=len(problems)), f". {code.remedy}"
    return f"{said}: {_places(sorted({each.where.line for each in problems}), room - len(said) - len(end) - 2)}{end}"


def _places(numbers: Sequence[int], room: int) -> str:
    """Line numbers, three and more that follow each other as a range; as many as there is room for."""
    said = "lines" if len(numbers) > 1 else "line"
    spans = list(_spans(numbers))
    for n, (first, last) in enumerate(spans):
        left = sum(end - start + 1 for start, end in spans[n:])
        shown = f"{first}–{last}" if last > first else str(first)
        if n >= _FEWEST and left > 1 and len(f"{said}, {shown} and {left} more") > room:
            return f"{said} and {left} more"
        said += f"{',' * (n > 0)} {shown}"
    return said


def _spans(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of three numbers and more; others by themselves."""
    start = 0
    for n, number in enumerate(numbers):
        if n + 1 < len(numbers) and numbers[n + 1] == number + 1:
            continue
        run = numbers[start : n + 1]
        yield from [(run[0], run[-1])] if len(run) > 2 else ((each, each) for each in run)
        start = n + 1
