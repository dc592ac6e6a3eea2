"""Cache of rendered Markdown texts, in memory: outputs share it, and a build saves it for the next one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

HTML, CLOZE, PLAIN = " ", "=", "~"  # HTML, HTML in which hidden parts are marked, and plain text
KINDS = (HTML, CLOZE, PLAIN)

Made = Mapping[str, Mapping[str, str]]  # by kind and text


def _none() -> dict[str, dict[str, str]]:
    return {kind: {} for kind in KINDS}


class Cache:
    """HTML and plain texts by Markdown text: rendered by this process, or loaded from an earlier one."""

    def __init__(self) -> None:
        self._known: Made = _none()
        self._used = _none()
        self._fresh = _none()

    def find(self, kind: str, text: str) -> str | None:
        """The cached result for a text; None if it is not cached."""
        found = self._used[kind].get(text)
        if found is None and (found := self._known[kind].get(text)) is not None:
            self._used[kind][text] = found
        return found

    def keep(self, kind: str, text: str, made: str) -> str:
        """Caches the result for a text, and returns it."""
        self._used[kind][text] = self._fresh[kind][text] = made
        return made

    def fresh(self) -> Made:
        """Entries added since the last call, to be sent to another process."""
        fresh, self._fresh = self._fresh, _none()
        return fresh

    def learn(self, made: Made) -> None:
        """Adds the entries of another process."""
        for kind, texts in made.items():
            self._used[kind].update(texts)

    def of(self, texts: Iterable[str], kinds: Iterable[str] = KINDS) -> Made:
        """Cached entries for some texts, to be sent to another process."""
        listed = list(texts)
        return {kind: {text: made for text in listed if (made := self.find(kind, text)) is not None} for kind in kinds}

    @contextmanager
    def only(self, known: Made) -> Iterator[None]:
        """Uses only these entries inside the context, then restores the earlier ones: no worker's cache grows."""
        before = self._known, self._used, self._fresh
        self.begin(known)
        try:
            yield
        finally:
            self._known, self._used, self._fresh = before

    def begin(self, known: Made) -> None:
        """Replaces all entries; those that are not used from now on are not saved."""
        self._known, self._used, self._fresh = {**_none(), **known}, _none(), _none()

    def release(self, kinds: Iterable[str]) -> None:
        """Drops all other kinds of entries, which can be large."""
        for kept in (self._used, self._fresh):
            kept.update({kind: {} for kind in KINDS if kind not in kinds})
        self._known = {kind: texts if kind in kinds else {} for kind, texts in self._known.items()}

    @property
    def known(self) -> Made:
        """Entries that were loaded."""
        return self._known

    @property
    def used(self) -> Made:
        """Entries that were used or added since they were loaded."""
        return self._used


CACHE = Cache()
