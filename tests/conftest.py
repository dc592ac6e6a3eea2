"""What tests share: the shared samples (skipped visibly where they are missing) and a way to make documents."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("exporter", deadline=None)  # machines are slow at times: speeds belong to `make bench`
settings.load_profile("exporter")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell has it for what it runs in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)  # else what tests start ignores Ctrl-C, too

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SOURCE = ROOT / "source"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The one flag that makes golden files anew; their diff is read before it is committed."""
    parser.addoption("--rewrite", action="store_true", help="make golden files anew")


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the user's own documents."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("../shared/seeds is missing: the user's documents are not tried")
    return SHARED / "seeds"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of public documents."""
    if not (SHARED / "corpus" / "docs").is_dir():
        pytest.skip("../shared/corpus is missing: the public documents are not tried")
    return SHARED / "corpus" / "docs"


STATES = ("source", "seeds", "corpus")  # of ../shared/upgrade: what people have who began with the first state


@pytest.fixture(scope="session")
def upgrade() -> Callable[[str], tuple[Path, Path]]:
    """By name of a state: its documents, and the folder with its ledger and its studied collection."""
    home = SHARED / "upgrade"
    if not home.is_dir():
        pytest.skip("../shared/upgrade is missing: an upgrade from the first state is not tried")
    return lambda name: (SHARED / name if name == "seeds" else home / name / "documents", home / name)


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of documents: folder(name=text, …); `__` in a name is a dot."""

    def make(**documents: str) -> Path:
        place = tmp_path / "docs"
        place.mkdir(exist_ok=True)
        for name, text in documents.items():
            (place / name.replace("__", ".")).write_text(text, encoding="utf-8")
        return place

    return make
