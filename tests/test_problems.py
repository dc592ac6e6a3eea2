"""The codes of problems: those in the table are those that the code can find."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from exporter import problems

PACKAGE = Path(problems.__file__).parent
MAKERS = {"Problem", "Doubt"}  # what is called with a code


def constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Names of a module that stand for one text, several in a line or one."""
    for node in (node for node in tree.body if isinstance(node, ast.Assign)):
        target, value = node.targets[0], node.value
        pairs = (
            zip(target.elts, value.elts, strict=True)
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            else [(target, value)]
        )
        for name, text in pairs:
            if isinstance(name, ast.Name) and isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield name.id, text.value


def used() -> Iterator[str]:
    """The codes that stand in calls, as text or as the name of a constant."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    known = dict(pair for tree in trees for pair in constants(tree))
    for call in (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)):
        if not (isinstance(call.func, ast.Name) and call.func.id in MAKERS):
            continue
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]:
            value = argument.value if isinstance(argument, ast.Constant) else None
            if isinstance(argument, ast.Name):
                value = known.get(argument.id)
            if is_code(value):
                yield str(value)


def is_code(value: object) -> bool:
    return isinstance(value, str) and value.islower() and value.isascii() and value.replace("-", "").isalpha()


def test_the_table_holds_exactly_the_codes_that_are_used() -> None:
    assert set(used()) == set(problems.CODES)


def test_the_table_is_sorted_and_says_what_each_means() -> None:
    assert list(problems.CODES) == sorted(problems.CODES)
    assert all(code.meaning and not code.meaning.endswith(".") for code in problems.CODES.values())
