"""Both ways to start workers, whatever this machine would do."""

from __future__ import annotations

import sys

import pytest

from exporter.workers.here import HERE


@pytest.fixture(params=["forked", "begun"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How workers are started: forked by a starter as on Linux, or begun as on macOS and Windows."""
    if request.param == "forked" and sys.platform != "linux":
        pytest.skip("processes are forked on Linux only")
    monkeypatch.setattr(HERE, "forks", request.param == "forked")
    return str(request.param)
