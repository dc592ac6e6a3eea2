"""`exporter explain`: a problem code's meaning, reason, remedy and example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from exporter import jsontypes, problems
from exporter.commands.outcome import Outcome, dumps, joined
from exporter.problems.code import Code, Example
from exporter.problems.documents import INTERNAL

_INDENT = "    "


def run(name: str | None, *, as_json: bool) -> Outcome:
    """The explanation of a code, or of all codes; raises UsageError for an unknown code."""
    if name is not None and name not in problems.CODES:
        raise click.UsageError(f"{name!r} is not the code of a problem; {problems.unknown(name)}")
    chosen = [problems.CODES[name]] if name else list(problems.CODES.values())
    if as_json:
        return Outcome(dumps({"schema": 1, "codes": [_table(code) for code in chosen]}))
    return Outcome(joined(_explanation(chosen[0]) if name else _list(chosen)))


def severities(code: Code) -> str:
    """The severities of a code, the usual one first."""
    return " or ".join(code.severities)


def _table(code: Code) -> jsontypes.Explanation:
    example = code.example
    return {
        "code": code.name,
        "severities": [str(each) for each in code.severities],
        "title": code.title,
        "why": code.why,
        "remedy": code.remedy,
        "can_be_silenced": code is not INTERNAL,
        "example": {"files": dict(example.files), "shell": example.shell, "command": example.command}
        if example
        else None,
    }


def _list(codes: Iterable[Code]) -> Iterator[str]:
    for code in codes:
        yield f"{code.name:20}{severities(code):18}{code.title}"


def _explanation(code: Code) -> Iterator[str]:
    yield f"{code.name} ({severities(code)}): {code.title}."
    yield from ("", code.why, "", f"What to do: {code.remedy}")
    if code.example:
        yield from _example(code.example)
    if code is not INTERNAL:
        yield from ("", "To accept such problems, write into exporter.toml:", "")
        yield from (f"{_INDENT}{line}" for line in silence(code))


def silence(code: Code) -> tuple[str, ...]:
    """The lines of exporter.toml that accept problems of a code."""
    return ("[[silence]]", f'code = "{code.name}"', 'path = "*"', 'reason = "why you accept them"')


def _example(example: Example) -> Iterator[str]:
    for name, text in example.files.items():
        yield from ("", f"Example, {name}:" if text else f"Example: an empty file, {name}")
        yield from (f"{_INDENT}{line}".rstrip() for line in ("", *text.splitlines()) if text)
    yield from ("", "Commands that report it:", "")
    yield from (f"{_INDENT}$ {line}" for line in commands(example))


def commands(example: Example) -> Iterator[str]:
    """The commands to run in an example's folder; the last one reports the problem."""
    yield from example.shell.splitlines()
    yield example.command
