"""`scripts/bare.sh` runs the README's commands on a bare system, for CI; where it cannot it says why: no failure."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.make.checkout import script

FALSE = "#!/bin/sh\nexit 1\n"


@pytest.mark.parametrize(
    ("stand_ins", "why"),
    [
        ({"id": "#!/bin/sh\necho 1000\n"}, "only root can make a system"),
        ({"id": "#!/bin/sh\necho 0\n"}, "this is no Debian or Ubuntu"),
        ({"id": "#!/bin/sh\necho 0\n", "apt-get": FALSE, "unshare": FALSE}, "nothing can be mounted here"),
    ],
)
def test_where_it_is_not_possible_it_is_skipped(tmp_path: Path, stand_ins: dict[str, str], why: str) -> None:
    for name, text in stand_ins.items():
        script(tmp_path / "bin" / name, text)
    for name in ("bash", "sh", "dirname"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or "")
    env = {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path)}
    command = [str(tmp_path / "bin" / "bash"), "scripts/bare.sh", "trixie"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0
    assert done.stderr.startswith(f"bare trixie: skipped, since {why}")
    assert done.stdout == ""
    assert not (tmp_path / ".cache").exists()
