"""A file of 100,000 rows that is read as records: `python -m tests.bench.records FOLDER COMMAND...`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROWS = 100_000


def written(folder: Path) -> Path:
    """The file, which a first run writes."""
    path = folder / f"{ROWS}-rows.csv"
    if not path.exists():
        rows = (
            f'"What is item {n}, exactly?","It has {n} parts, and one more",Chapter {n // 100},tag{n % 7}\n'
            for n in range(ROWS)
        )
        path.write_text("Question,Answer,Category,Tags\n" + "".join(rows), encoding="utf-8")
    return path


if __name__ == "__main__":
    subprocess.run([*sys.argv[2:], str(written(Path(sys.argv[1])))], check=True, stdout=subprocess.DEVNULL)
