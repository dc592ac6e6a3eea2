"""Headings above a place in a Markdown document."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Outline:
    """A stack of headings; a heading closes all of its own level and deeper."""

    _open: list[tuple[int, str]] = field(default_factory=list)

    def enter(self, level: int, title: str) -> None:
        """Goes on under a heading of this level (1 to 6)."""
        self.leave(level)
        self._open.append((level, title))

    def leave(self, level: int) -> None:
        """Goes on above headings of this level and deeper."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()

    @property
    def section(self) -> tuple[str, ...]:
        """The titles, outermost first."""
        return tuple(title for _, title in self._open)
