"""The workflows that lie ready for GitHub: well formed, safe, and true to the Makefile and the list of packages."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from exporter import syspackages
from tests.conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ZIZMOR = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or shutil.which("zizmor")


def loaded(path: Path) -> dict[Any, Any]:
    table: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return table


def commands() -> Iterator[str]:
    """What their steps run."""
    for path in WORKFLOWS:
        for job in loaded(path)["jobs"].values():
            yield from (step["run"] for step in job["steps"] if "run" in step)


@pytest.mark.skipif(ZIZMOR is None, reason="zizmor is missing: workflows are not checked (make setup)")
def test_they_are_well_formed_and_safe(tmp_path: Path) -> None:
    def checked(*paths: Path) -> subprocess.CompletedProcess[str]:
        command = [str(ZIZMOR), "--offline", "--no-progress", "--strict-collection", *map(str, paths)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert len(WORKFLOWS) == 2
    done = checked(*WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr
    for job in ("steps: []", "runs-on: x, steps: [{run: '${{ github.ref }}'}]"):
        (tmp_path / "wrong.yml").write_text(f"on: [push]\njobs: {{a: {{{job}}}}}\n")
        assert checked(tmp_path / "wrong.yml").returncode != 0


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_they_run_when_their_owner_says_so(path: Path) -> None:
    assert loaded(path)[True] == {"workflow_dispatch": None}  # `on` is a truth value in YAML
    assert loaded(path)["permissions"] == {"contents": "read"}


def test_they_use_targets_and_needs_that_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    needs = {kind for kind, _ in syspackages._rows()}
    used: set[str] = set()
    for command in commands():
        assert set(re.findall(r"^make ([a-z-]+)", command, re.MULTILINE)) <= targets
        for words in re.findall(r'libraries\.sh (?:command|install "[^"]*") ([a-z ]+)', command):
            used |= set(words.split())
    assert used
    assert used <= needs


def test_every_python_that_is_promised_is_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    promised = [text.rpartition(" ")[2] for text in project["classifiers"] if re.search(r":: 3\.\d", text)]
    (ci,) = (loaded(path) for path in WORKFLOWS if path.stem == "ci")
    assert ci["jobs"]["make"]["strategy"]["matrix"]["python"] == promised
    assert project["requires-python"] == f">={promised[0]}"
