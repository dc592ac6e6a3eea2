"""A small checkout whose Python, pip, apt and `exporter` are stand-ins of a few lines of shell.

They write down how they were called. So nothing is fetched, and "starts no Python" is a fact that can be asserted. The
real Python and the real packages are what CI itself runs on.
"""

from __future__ import annotations

import shutil
import stat
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
MAKE = shutil.which("make")

PYTHON = """\
#!/bin/sh
# A Python that can be made to look old (3), or without venv (4); a pip that can be made to fail.
echo "python $*" >>"$CALLS"
case $* in
  *version_info*) exit "${STATUS:-0}" ;;
  "-m venv"*)
    for bin; do :; done
    bin=$bin/bin
    mkdir -p "$bin" && cp "$0" "$bin/python" && cp "$EXPORTER" "$bin/exporter" && cp "$EXPORTER" "$bin/pytest" ;;
  "-m pip"*) [ -z "${PIP_SAYS:-}" ] || { echo "$PIP_SAYS" >&2; exit 1; } ;;
esac
"""
EXPORTER = """\
#!/bin/sh
# exporter build SOURCE --out DIST [--lock LOCK] ...: one output, and a ledger.
echo "${0##*/} $*" >>"$CALLS"
[ "$1" = build ] || exit 0
source=$2 dist=$4 ledger=$2/cards.lock
[ "${5:-}" != --lock ] || ledger=$6
[ -z "${EXIT:-}" ] || exit "$EXIT"
mkdir -p "$dist/anki"
printf '{\n "left_out": [%s],\n "problems": []\n}\n' "${LEFT_OUT:-}" >"$dist/report.json"
date >"$dist/anki/all-decks.apkg" && echo ledger >"$ledger.tmp" && mv "$ledger.tmp" "$ledger"
mkdir -p exporter/__pycache__ && date >exporter/__pycache__/cli.pyc
"""
APT = """\
#!/bin/sh
echo "${0##*/} $*" >>"$CALLS"
case ${0##*/} in
  id) echo "$USER_ID" ;;
  dpkg-query) [ "$HAS" = everything ] && echo installed ;;
  apt-get) [ -z "${APT_SAYS:-}" ] || { echo "$APT_SAYS" >&2; exit 100; } ;;
esac
"""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A checkout of the project to call make in."""

    root: Path
    env: dict[str, str]

    def make(self, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Runs make and returns what it said; call `calls` for what it did."""
        time.sleep(0.02)  # a change within one tick of the disk's clock is no change
        self.log.write_text("")
        command = [str(MAKE), "--no-print-directory", *arguments]
        return subprocess.run(
            command, cwd=self.root, env=self.env | env, capture_output=True, text=True, check=False, timeout=60
        )

    @property
    def log(self) -> Path:
        return self.root.parent / "calls"

    def calls(self, program: str) -> list[str]:
        """The command lines that the last make gave to a program."""
        return [line for line in self.log.read_text().splitlines() if line.startswith(program + " ")]

    def builds(self, *arguments: str) -> bool:
        """Whether make starts a build, and does so without an error."""
        result = self.make(*arguments)
        assert result.returncode == 0, result.stderr
        return bool(self.calls("exporter"))


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def edit(path: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / path).write_text("other\n")

    return change


def remove(path: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        target = root / path
        shutil.rmtree(target) if target.is_dir() else target.unlink()

    return change
