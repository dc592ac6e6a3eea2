"""HTML by the Markdown it was made from: every output asks for the same texts, and a build keeps them for the next."""

from __future__ import annotations

from collections.abc import Mapping


class Memory:
    """What was rendered: by this process, and by those before it where somebody kept it."""

    def __init__(self) -> None:
        self._known: Mapping[str, str] = {}
        self._used: dict[str, str] = {}
        self._fresh: dict[str, str] = {}

    def find(self, text: str) -> str | None:
        """The HTML of a text; None where it is to be made."""
        found = self._used.get(text)
        if found is None and (found := self._known.get(text)) is not None:
            self._used[text] = found
        return found

    def keep(self, text: str, html: str) -> str:
        """Remembers the HTML of a text, and returns it."""
        self._used[text] = self._fresh[text] = html
        return html

    def fresh(self) -> Mapping[str, str]:
        """What was rendered since this was asked last: for one process to tell another."""
        fresh, self._fresh = self._fresh, {}
        return fresh

    def learn(self, fresh: Mapping[str, str]) -> None:
        """Takes what another process rendered."""
        self._used.update(fresh)

    def begin(self, known: Mapping[str, str]) -> None:
        """Starts anew with what is known: what is not asked for from now on is forgotten."""
        self._known, self._used, self._fresh = known, {}, {}

    @property
    def used(self) -> Mapping[str, str]:
        """What was asked for since the beginning."""
        return self._used
