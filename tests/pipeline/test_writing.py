"""What is long is written in parts, and reads as if it were written at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exporter.errors import OutputError
from exporter.identity import ledger
from exporter.identity.ledger import Ledger
from exporter.pipeline.store import files
from tests.test_cli import run

Folder = Callable[..., Path]
BREAD = "# Bread\n\n### Q1: Why “salt” & \\n?\n\nTaste.\n\n### Q2: Why yeast?\n\nGas.\n\n### Q4: Why?\n"


@pytest.mark.parametrize("text", [BREAD, "# Bread\n\n### Q: Why salt?\n\nTaste.\n"])
def test_the_report_is_json_with_an_indent(folder: Folder, text: str) -> None:
    source = folder(a__md=text)
    out = source.parent / "dist"
    for _ in range(2):  # with changes, then without
        run("build", source, "--out", out, "--only", "csv")
        written = (out / "report.json").read_text(encoding="utf-8")
        assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=1) + "\n"


def test_parts_are_written_whole_or_not_at_all(tmp_path: Path) -> None:
    def parts(error: Exception) -> Iterator[bytes]:
        yield b"new"
        raise error

    files.write(tmp_path / "a", b"old")
    for error in (ValueError("a bug"), OSError(28, "no space")):
        with pytest.raises((ValueError, OutputError)):
            files.write(tmp_path / "a", parts(error))
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    assert (tmp_path / "a").read_bytes() == b"old"
    files.write(tmp_path / "a", iter([b"n", b"ew"]))
    assert (tmp_path / "a").read_bytes() == b"new"


def test_ledgers_are_compared_as_they_are_written(folder: Folder) -> None:
    source = folder(a__md=BREAD)
    run("build", source, "--out", source.parent / "dist", "--only", "csv")
    text = (source / "cards.lock").read_text(encoding="utf-8")
    made = ledger.loads(text, "cards.lock")
    assert ledger.dumps(made) == text
    assert ledger.same(made, ledger.loads(text, "cards.lock"))
    assert not ledger.same(made, Ledger())
    assert not ledger.same(ledger.loads(text.replace("salt", "pepper"), "cards.lock"), made)
