"""The checkout, before and after its first build."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.make.checkout import APT, EXPORTER, MAKE, PYTHON, ROOT, Checkout, script


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout with one document, in a folder whose name has spaces."""
    if MAKE is None:
        pytest.skip("GNU make is not installed")
    root = tmp_path / "a check out"
    bin_ = tmp_path / "bin"
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "requirements-gui.lock"):
        root.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, root)
    for name in ("venv.sh", "emit.sh", "libraries.sh", "clean.sh"):
        (root / "scripts").mkdir(exist_ok=True)
        shutil.copy(ROOT / "scripts" / name, root / "scripts")
    (root / "exporter").mkdir()
    shutil.copy(ROOT / "exporter" / "syspackages.txt", root / "exporter")
    for text in ("source/tea.md", "source/more/coffee.md", "templates/anki/front.html", "exporter/cli.py"):
        (root / text).parent.mkdir(parents=True, exist_ok=True)
        (root / text).write_text("text\n")
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11"):
        script(bin_ / name, PYTHON)
    for name in ("id", "apt-get", "dpkg-query"):
        script(bin_ / name, APT)
    kept = {name: value for name, value in os.environ.items() if name in ("LANG", "TMPDIR")}
    env = kept | {
        "PATH": f"{bin_}:/usr/bin:/bin",
        "HOME": str(tmp_path),
        "CALLS": str(tmp_path / "calls"),
        "EXPORTER": str(script(tmp_path / "exporter", EXPORTER)),
        "USER_ID": "1000",
        "HAS": "everything",
    }
    return Checkout(root, env)


@pytest.fixture
def built(checkout: Checkout) -> Checkout:
    """The same after a build."""
    assert checkout.builds()
    return checkout
