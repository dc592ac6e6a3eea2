"""Every command ends with its exit code, whatever stands in a document, and never with a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_cli import run

Folder = Callable[..., Path]
TEA = "# Tea\n\n### Q1: How hot?\n\n80 degrees.\n"
NUMBERS = ["²", "٣", "9" * 5000, "-1", "0", "1e9", "①"]
DOCUMENTS = {
    "depth": "# Sea\n<!-- canonical -->\n\n## Deep\n<!-- depth: two -->\n\n### Q: Why?\n\nSo.\n",
    "metadata": "# Sea\n\n### Q: Why?\n\nSo.\n\n# Two\n<!--\ntags: [a\nx: : y\n-->\n\n### Q: How?\n\nSo.\n",
    "deep": f"---\na: {'[' * 1000}\n---\n# Sea\n\n### Q: Why?\n\nSo.\n",
    "nested": "# Sea\n\n### Q: Why?\n\n" + ">" * 1000 + " so\n",
    "lists": "# Sea\n\n### Q: Why?\n\n" + "".join(f"{'  ' * n}- x\n" for n in range(300)),
    "brackets": "# Sea\n\n### Q: Why?\n\n" + "[" * 3000 + "\n",
    "formula": "# Sea\n\n### Q: Why?\n\n\\(" + "{" * 2000 + "\\)\n",
    "cloze": "# Sea\n\n### C: A ==a ==b==c ==d\n\n" + "{{c99999999999999999999::x}}" * 9 + "\n",
    "surrogates": "# Sea \ud800\n\n### Q: Why?\n\nSo.\n",
    "controls": "# Sea \x01\x0c\x1b[31m\n\n### Q: Why \u202e\u2028?\n\nSo \x85.\n",
    **{f"number {n[:3]}": f"# Top {n} Questions\n\n### Q{n}: Why?\n<!-- id: {n} -->\n\n{n}. so\n" for n in NUMBERS},
    **{
        f"list {n[:3]}": f"# Top {n}\n\n{n}. **Why is it?** So.\n2. **How is it?** So.\n\nKey: {n}-A, 2-B\n"
        for n in NUMBERS
    },
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_command_on_every_document(folder: Folder, name: str) -> None:
    source = folder(tea__md=TEA)
    (source / "sea.md").write_bytes(DOCUMENTS[name].encode("utf-8", "surrogatepass"))
    out = ("--out", source.parent / "dist")
    commands = [
        ("check", source),
        ("check", "-v", "--json", source),
        ("parse", "-v", source),
        ("parse", "--json", source),
        ("diff", source, *out),
        ("build", source, *out, "--only", "anki,csv,markdown,preview", "--jobs", "1"),
        ("diff", "--json", source, *out),
        ("convert", source / "sea.md"),
        ("pull", source.parent / "dist" / "csv" / "tea.csv", source, *out),
    ]
    for command in commands:
        result = run(*command)
        assert result.exit_code in (0, 1, 3), (command, result.output[-2000:])
        assert "Traceback" not in result.output
    assert (source.parent / "dist" / "csv" / "tea.csv").is_file()
    report = json.loads((source.parent / "dist" / "report.json").read_text())
    assert not [problem for problem in report["problems"] if problem["code"] == "internal"]
