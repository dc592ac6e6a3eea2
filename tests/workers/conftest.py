"""Both ways to start workers, whatever this machine would do."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from exporter.workers.here import HERE


@pytest.fixture(params=["forked", "begun"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How workers are started: forked by a starter as on Linux, or begun as on macOS and Windows."""
    if request.param == "forked" and sys.platform != "linux":
        pytest.skip("processes are forked on Linux only")
    monkeypatch.setattr(HERE, "forks", request.param == "forked")
    return str(request.param)


@pytest.fixture
def no_starter(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers get a starter of the test's own, which ends with it."""
    monkeypatch.setattr(HERE, "starter", None)
    yield
    if HERE.starter:
        HERE.starter.end()
