"""The registry of problems: every code is explained, made in one way, and raised by its example."""

from __future__ import annotations

import ast
import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from exporter import problems
from exporter.model import Location, Severity
from exporter.problems.code import Code, Example
from exporter.problems.documents import INTERNAL, LINKED_OUTSIDE, PLUGIN, UNREADABLE

PACKAGE = Path(problems.__file__).parent.parent
OUTSIDE = [path for path in sorted(PACKAGE.rglob("*.py")) if path.parent.name != "problems"]
TREES = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in OUTSIDE}
REPORTED = re.compile(r"(error|warning|info) \[([a-z-]+)\]")


def nodes() -> Iterator[tuple[str, ast.AST]]:
    for name, tree in TREES.items():
        yield from ((name, node) for node in ast.walk(tree))


# ── what must not be ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_problems_are_made_by_the_registry_alone() -> None:
    makers = [
        name
        for name, node in nodes()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
    ]
    assert makers == []


def test_no_code_stands_as_text_elsewhere() -> None:
    """Codes of one word may mean other things, too, but where they are compared with a problem's code."""
    compound = {code for code in problems.CODES if "-" in code}
    loose = [
        f"{name}:{node.lineno}"
        for name, node in nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in compound
    ]
    compared = [
        f"{name}:{node.lineno}"
        for name, node in nodes()
        if isinstance(node, ast.Compare)
        and isinstance(node.left, ast.Attribute)
        and node.left.attr == "code"
        and any(isinstance(each, ast.Constant) for each in node.comparators)
    ]
    assert loose + compared == []


def test_a_severity_that_a_code_never_has_is_refused() -> None:
    where = Location("tea.md", 1)
    with pytest.raises(ValueError, match="unreadable is never of severity info"):
        UNREADABLE.at(where, "-", Severity.INFO)
    assert LINKED_OUTSIDE.at(where, "-").severity is Severity.WARNING
    assert LINKED_OUTSIDE.at(where, "-", Severity.ERROR).severity is Severity.ERROR


# ── what each code has ───────────────────────────────────────────────────────────────────────────────────────────────


def test_every_code_is_used() -> None:
    used = {node.id for _, node in nodes() if isinstance(node, ast.Name)}
    assert {name for name in problems.CODES if name.upper().replace("-", "_") not in used} == set()


def test_the_table_is_sorted() -> None:
    assert list(problems.CODES) == sorted(problems.CODES)


@pytest.mark.parametrize("code", problems.CODES.values(), ids=lambda code: code.name)
def test_a_code_is_explained(code: Code) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code.name)
    assert code.severities
    assert len(set(code.severities)) == len(code.severities)
    assert code.title
    assert not code.title.endswith(".")
    assert code.why.endswith(".")
    assert code.remedy.endswith(".")
    assert (code.example is None) == (code in (INTERNAL, PLUGIN))


# ── examples ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def reported(example: Example, folder: Path, tools: Path) -> set[tuple[str, str]]:
    """Severities and codes of the problems that an example has."""
    for name, text in example.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    command = tools / "exporter"
    command.write_text(f"#!{sys.executable}\nfrom exporter.__main__ import main\nmain()\n")
    command.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    script = f"set -e\n{{ {example.shell or ':'}\n}} >/dev/null 2>&1\n{example.command} || test $? -lt 4\n"
    done = subprocess.run(["sh", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return set(REPORTED.findall(done.stdout + done.stderr))


def _needs_pango() -> None:
    try:
        importlib.import_module("exporter.emitters.print.adapter.engine")
    except OSError:
        pytest.skip("Pango is missing: nothing is printed")


@pytest.mark.parametrize("code", [code for code in problems.CODES.values() if code.example], ids=lambda code: code.name)
def test_an_example_raises_its_code_and_no_other(code: Code, tmp_path: Path) -> None:
    assert code.example
    if "--only sheet" in code.example.command:
        _needs_pango()
    folder, tools = tmp_path / "tea", tmp_path / "tools"
    folder.mkdir()
    tools.mkdir()
    assert reported(code.example, folder, tools) == {(str(code.severities[0]), code.name)}


def test_a_harmless_document_raises_nothing(tmp_path: Path) -> None:
    code = problems.CODES["unanswered"]
    assert code.example
    folder, tools = tmp_path / "tea", tmp_path / "tools"
    folder.mkdir()
    tools.mkdir()
    example = replace(code.example, files={"tea.md": "### Q: Why boil?\n\nAir.\n"})
    assert reported(example, folder, tools) == set()
