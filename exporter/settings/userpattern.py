"""Regular expressions of users, run with a timeout."""

from __future__ import annotations

import time
from functools import lru_cache

from exporter.errors import InputError

_LONGEST_SEARCH = 1.0  # seconds that one search may take
_LONGEST_IN_ALL = 5.0  # seconds that the slow searches of one pattern may take together
_SLOW = 0.01  # seconds: quicker searches are not counted


class SlowPatternError(InputError):
    """A regular expression takes too long; the message has no place, since the pattern does not know its text's."""


class UserPattern:
    """A regular expression of the settings, without the slashes around it."""

    def __init__(self, pattern: str) -> None:
        import regex  # slow to load, and few settings hold a pattern

        self._pattern = pattern
        self._compiled = regex.compile(pattern)
        self._left = _LONGEST_IN_ALL

    def search(self, text: str) -> bool:
        """Whether it matches anywhere in a text; raises SlowPatternError where that takes too long."""
        begun = time.perf_counter()
        try:
            found = self._compiled.search(text, timeout=_LONGEST_SEARCH) if self._left > 0 else None
        except TimeoutError:
            self._left = 0
            found = None
        if (taken := time.perf_counter() - begun) > _SLOW:
            self._left -= taken
        if self._left <= 0:
            raise SlowPatternError(
                f"the regular expression /{self._pattern}/ of the settings takes too long. Simplify it: "
                "do not repeat what already repeats, as in (a+)+."
            )
        return found is not None


@lru_cache(maxsize=64)
def compiled(pattern: str) -> UserPattern:
    """The pattern, compiled once."""
    return UserPattern(pattern)
