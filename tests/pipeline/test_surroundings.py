"""Clock, garbage collector and recursion limit while an emitter prints, and after it."""

from __future__ import annotations

import gc
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from exporter.emitters import EMITTERS
from exporter.errors import OutputError
from exporter.pipeline import surroundings
from tests.editions import edition

CLOCK = "SOURCE_DATE_EPOCH"  # what libraries take for the present time


@pytest.fixture(params=["7", None], ids=["a clock", "no clock"])
def clock(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str | None:
    """The clock that the environment has before."""
    if request.param:
        monkeypatch.setenv(CLOCK, request.param)
    else:
        monkeypatch.delenv(CLOCK, raising=False)
    given: str | None = request.param
    return given


def state() -> tuple[str | None, bool, int]:
    return os.environ.get(CLOCK), gc.isenabled(), sys.getrecursionlimit()


def deep(levels: int) -> int:
    return 1 + deep(levels - 1) if levels else 0


def test_an_emitter_that_does_not_print_changes_nothing(clock: str | None) -> None:
    before = state()
    with surroundings.of(EMITTERS["csv"], edition()):
        assert state() == before
    assert state() == before


def test_an_emitter_that_prints_has_the_clock_of_its_edition(clock: str | None) -> None:
    before = state()
    with surroundings.of(EMITTERS["sheet"], replace(edition(), changed_at=99)):
        assert os.environ[CLOCK] == "99"
        assert not gc.isenabled()
        assert deep(2 * before[2]) > before[2]
    assert state() == before


@pytest.mark.parametrize(("now", "expected"), [(0, "0"), (-5, "0"), (12, "12")])
def test_no_clock_is_before_1970(clock: str | None, now: int, expected: str) -> None:
    with surroundings.undisturbed(now):
        assert os.environ[CLOCK] == expected
    assert os.environ.get(CLOCK) == clock


@pytest.mark.parametrize(("raised", "expected"), [(RecursionError, OutputError), (KeyError, KeyError)])
def test_all_is_as_before_when_the_work_fails(
    clock: str | None, raised: type[Exception], expected: type[Exception]
) -> None:
    before = state()
    with pytest.raises(expected), surroundings.undisturbed(5):
        raise raised
    assert state() == before


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with surroundings.undisturbed():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_what_helpers_do_is_done_in_such_surroundings(clock: str | None) -> None:
    before = state()
    with ThreadPoolExecutor(1) as executor:
        made = surroundings.Helper(executor).submit(state).result()
    assert made[:2] == ("0", False)
    assert made[2] > before[2]
    assert state() == before
