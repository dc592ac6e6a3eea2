"""HTML by the Markdown it was made from: every output asks for the same texts, and a build keeps them for the next."""

from __future__ import annotations

from collections.abc import Mapping


class Memory:
    """What was rendered: by this process, and by those before it where somebody kept it."""

    def __init__(self) -> None:
        self._known: Mapping[str, str] = {}
        self._used: dict[str, str] = {}

    def find(self, text: str) -> str | None:
        """The HTML of a text; None where it is to be made."""
        found = self._used.get(text)
        if found is None and (found := self._known.get(text)) is not None:
            self._used[text] = found
        return found

    def keep(self, text: str, html: str) -> str:
        """Remembers the HTML of a text, and returns it."""
        self._used[text] = html
        return html

    def begin(self, known: Mapping[str, str]) -> None:
        """Starts anew with what is known: what is not asked for from now on is forgotten."""
        self._known, self._used = known, {}

    @property
    def used(self) -> Mapping[str, str]:
        """What was asked for since the beginning."""
        return self._used
