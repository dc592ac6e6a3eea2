"""Where what is measured stands. It imports little: what measures counts as well."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SEEDS = SHARED / "seeds"
CORPUS = SHARED / "corpus" / "docs"
EXPORTER = str(Path(sys.executable).parent / "exporter")
