"""`scripts/bare.sh` runs the README's commands on a bare system, for CI; where it cannot it says why: no failure."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.make.checkout import script

FALSE = "#!/bin/sh\nexit 1\n"
ROOT_ON_DEBIAN = {
    "id": "#!/bin/sh\necho 0\n",
    "apt-get": FALSE,
    "unshare": """\
#!/bin/sh
# Everything can be mounted: nothing is tried, and a command runs where we are.
case $* in *mount\\ -t*) exit 0 ;; esac
while [ "${1#--}" != "$1" ]; do shift; done
exec "$@"
""",
    "sed": "#!/bin/sh\necho http://debian.example/debian\nexit 2 # of the files that it was to read one is missing\n",
}
PROGRAMS = ("bash", "sh", "dirname", "awk", "mkdir", "rm", "tail")


@pytest.mark.parametrize(
    ("stand_ins", "why"),
    [
        ({"id": "#!/bin/sh\necho 1000\n"}, "only root can make a system"),
        ({"id": "#!/bin/sh\necho 0\n"}, "this is no Debian or Ubuntu"),
        ({**ROOT_ON_DEBIAN, "unshare": FALSE}, "nothing can be mounted here"),
        ({**ROOT_ON_DEBIAN, "sed": "#!/bin/sh\nexit 2\n"}, "apt has no mirror of Debian here"),
        (ROOT_ON_DEBIAN, "debootstrap cannot be installed"),
        (
            {**ROOT_ON_DEBIAN, "debootstrap": "#!/bin/sh\necho downloading\necho E: no $5\nexit 1\n"},
            "debootstrap failed (E: no http://debian.example/debian; ",
        ),
    ],
)
def test_where_it_is_not_possible_it_is_skipped(tmp_path: Path, stand_ins: dict[str, str], why: str) -> None:
    for name, text in stand_ins.items():
        script(tmp_path / "bin" / name, text)
    for name in PROGRAMS:
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or "")
    env = {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path)}
    command = [str(tmp_path / "bin" / "bash"), "scripts/bare.sh", "trixie"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr.startswith(f"bare trixie: skipped, since {why}")
    assert (done.returncode, done.stdout) == (0, "")
    assert not list(tmp_path.glob(".cache/exporter-bare/*-?"))  # no system that is half made
