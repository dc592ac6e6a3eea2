"""The real app of Anki on a screen that nobody sees, with a home of its own."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from exporter import syspackages
from tests.conftest import ROOT
from tests.tools import lacking

PYTHON = ROOT / ".venv-gui" / "bin" / "python"
XVFB = shutil.which("Xvfb")
TIMEOUT = 300  # seconds: the app is up in ten on a quiet machine

Shown = dict[str, dict[str, Any]]  # what the app showed in each step, by the step's name
Step = Sequence[Any]  # of `driver.py`


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen; yields its name, which the server itself chooses."""
    assert XVFB
    reading, writing = os.pipe()
    command = [XVFB, "-displayfd", str(writing), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with open(reading, encoding="ascii") as name:
            yield f":{name.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


WINDOW = """\
import sys
try:
    import PyQt6.QtWebEngineCore
    from aqt.qt import QApplication
except ImportError as error:
    sys.exit(str(error))
QApplication([])
"""


def no_window(env: dict[str, str]) -> str:
    """Why Qt cannot open a window here, in its own words; empty where it can."""
    tried = subprocess.run([PYTHON, "-c", WINDOW], env=env, capture_output=True, text=True, check=False)
    return " ".join(tried.stderr.split())[:300] or "it does not start" if tried.returncode else ""


@contextmanager
def started(folder: Path) -> Iterator[dict[str, str]]:
    """The environment of an app with its home in this folder, which has a screen; skips visibly where there is none."""
    if not PYTHON.exists():
        pytest.skip("Anki's app is not in .venv-gui: nothing goes through its door (make test-gui installs it)")
    if why := lacking("gui"):
        pytest.skip(f"nothing goes through Anki's door: {why}")
    with screen() as display:
        env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "HOME": str(folder)}
        env["ANKI_SINGLE_INSTANCE_KEY"] = f"exporter-{os.getpid()}"  # another Anki of this user is none of ours
        env["QTWEBENGINE_CHROMIUM_FLAGS"] = "--no-sandbox"  # it does not start as root or in containers; pages are ours
        if why := no_window(env):
            pytest.skip(f"Qt opens no window: nothing goes through Anki's door ({why}; {syspackages.command('gui')})")
        yield env


def session(folder: Path, steps: Sequence[Step], env: dict[str, str]) -> Shown:
    """Plays steps in one run of the app, whose profile is kept in the folder for the next one."""
    request, answer = folder / "request.json", folder / "answer.json"
    answer.unlink(missing_ok=True)
    request.write_text(json.dumps(steps), encoding="utf-8")
    command = [PYTHON, Path(__file__).with_name("driver.py"), folder / "base", request, answer]
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    assert answer.exists(), ended.stderr[-2000:]
    found = json.loads(re.sub(r"\\u206[89]", "", answer.read_text(encoding="utf-8")))  # around names and numbers
    assert not found["error"], found["error"]
    made: Shown = found["shown"]
    return made
