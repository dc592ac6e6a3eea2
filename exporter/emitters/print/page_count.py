"""How many pages a sheet takes: as many as the settings want, and none that is nearly empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from math import sqrt
from typing import Generic, Protocol, TypeVar

from exporter.settings import PrintSettings

TIGHT = {"line-height": "1.26", "between": "4.4pt"}  # variables of sheet.css, where a little less room saves a page
_NEARLY_EMPTY = 0.15  # share of a last page that is better saved
_SMALLEST, _LARGEST = 6.0, 14.0  # points of running text, where the number of pages decides
_STEP = 0.1  # points that nobody sees
_TRIES = 7  # layouts at most, to find a size


SMALLER = (0.94, 0.88, 0.84)  # sizes at which a sheet in brief is tried, as parts of the usual one: down to 7 points


class Laid(Protocol):
    """A sheet laid out."""

    @property
    def pages(self) -> int:
        """How many pages it takes."""

    @property
    def filled(self) -> float:
        """Pages that it takes, the last one counted by how far it is filled."""


AnyLaid = TypeVar("AnyLaid", bound=Laid)


class Layouts(Generic[AnyLaid]):
    """Lays a sheet out until it takes the right number of pages."""

    def __init__(self, lay_out: Callable[[PrintSettings, bool], AnyLaid]) -> None:
        self._lay_out = lay_out  # the second argument: whether it is set tight

    def chosen(self, settings: PrintSettings) -> AnyLaid:
        """The layout to print."""
        made = self._made_at(settings, settings.font_size)
        if settings.pages:
            return self._filling(settings, made)
        if made.pages > 1 and made.filled - (made.pages - 1) < _NEARLY_EMPTY:
            tight = self._made_at(settings, settings.font_size, is_tight=True)
            return tight if tight.pages < made.pages else made
        return made

    def _made_at(self, settings: PrintSettings, size: float, *, is_tight: bool = False) -> AnyLaid:
        return self._lay_out(replace(settings, font_size=size), is_tight)

    def _filling(self, settings: PrintSettings, made: AnyLaid) -> AnyLaid:
        """The largest print that takes no more pages than wanted; where the smallest takes more, that, set tight."""
        wanted, size, best = settings.pages, settings.font_size, None
        low, high = (
            min(_SMALLEST, size),
            max(_LARGEST, size),
        )  # the largest that is known to fit, or may; one that does not
        for _ in range(_TRIES):
            if made.pages <= wanted:
                low, best = size, made
            else:
                high = size
            following = _between(size * sqrt(wanted / made.filled), low, high)
            if abs(following - size) < _STEP / 2 or high - low <= _STEP:
                break
            size = following
            made = self._made_at(settings, size)
        return best or self._made_at(settings, low, is_tight=True)


def _between(size: float, low: float, high: float) -> float:
    """A size on the grid of steps, inside of two others."""
    return round(min(max(size, low + _STEP), high - _STEP) / _STEP) * _STEP


def fewest(pages: int, first: AnyLaid, others: Iterable[AnyLaid]) -> AnyLaid:
    """The first of some layouts that takes no more pages than these; else the first of those that take the fewest."""
    best, following = first, iter(others)
    while best.pages > pages and (made := next(following, None)) is not None:
        best = made if made.pages < best.pages else best
    return best
