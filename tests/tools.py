"""What tests look at outputs with. Where a machine lacks it they are skipped, and say what installs it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from exporter import syspackages
from exporter.emitters.print import libraries

CHROMIUM = next((path for path in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if path), None)


def programs(*names: str) -> bool:
    """Whether all of these programs are on the PATH."""
    return all(map(shutil.which, names))


@cache
def node() -> str:
    """The JavaScript engine that playwright brings along; "" where it does not run."""
    import playwright

    found = shutil.which("node", path=str(Path(playwright.__file__).parent / "driver"))
    return (
        found if found and not subprocess.run([found, "--version"], capture_output=True, check=False).returncode else ""
    )


HERE: Mapping[str, tuple[str, Callable[[], bool]]] = {  # needs in exporter/syspackages.txt, and whether they are met
    "pdf": ("Pango", lambda: not libraries.fault()),
    "poppler": ("poppler", lambda: programs("pdftotext", "pdftoppm", "pdffonts", "pdfimages")),
    "fontconfig": ("fontconfig", lambda: programs("fc-list")),
    "browser": ("Chromium, or what playwright drives it with,", lambda: bool(CHROMIUM and node())),
    "node": ("the library that playwright's own node needs", lambda: bool(node())),
    "gui": ("Xvfb", lambda: programs("Xvfb")),
}


def lacking(*needs: str) -> str:
    """What of these needs is missing here, and what installs it; "" where nothing is."""
    missing = [need for need in needs if not HERE[need][1]()]
    names = " and ".join(HERE[need][0] for need in missing)
    command = syspackages.command(*missing)
    return f"{names} missing here{f' ({command})' if command else ''}" if missing else ""


def needs(*wanted: str) -> pytest.MarkDecorator:
    """Skips tests where one of these needs is not met."""
    why = lacking(*wanted)
    return pytest.mark.skipif(bool(why), reason=why)
