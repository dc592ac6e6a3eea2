"""What was made of Markdown texts: every output asks for the same, and a build keeps it for the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

HTML, CLOZE, PLAIN = " ", "=", "~"  # HTML, HTML in which hidden parts are marked, and plain text
KINDS = (HTML, CLOZE, PLAIN)

Made = Mapping[str, Mapping[str, str]]  # by kind and text


def _none() -> dict[str, dict[str, str]]:
    return {kind: {} for kind in KINDS}


class Memory:
    """What was made: by this process, and by those before it where somebody kept it."""

    def __init__(self) -> None:
        self._known: Made = _none()
        self._used = _none()
        self._fresh = _none()

    def find(self, kind: str, text: str) -> str | None:
        """What was made of a text; None where it is to be made."""
        found = self._used[kind].get(text)
        if found is None and (found := self._known[kind].get(text)) is not None:
            self._used[kind][text] = found
        return found

    def keep(self, kind: str, text: str, made: str) -> str:
        """Remembers what was made of a text, and returns it."""
        self._used[kind][text] = self._fresh[kind][text] = made
        return made

    def fresh(self) -> Made:
        """What was made since this was asked last: for one process to tell another."""
        fresh, self._fresh = self._fresh, _none()
        return fresh

    def learn(self, made: Made) -> None:
        """Takes what another process made."""
        for kind, texts in made.items():
            self._used[kind].update(texts)

    def of(self, texts: Iterable[str], kinds: Iterable[str] = KINDS) -> Made:
        """What was made already of some texts, for another process to know."""
        listed = list(texts)
        found = {kind: ((text, self.find(kind, text)) for text in listed) for kind in kinds}
        return {kind: {text: made for text, made in pairs if made is not None} for kind, pairs in found.items()}

    @contextmanager
    def only(self, known: Made) -> Iterator[None]:
        """Knows nothing else for a while, and forgets what is made meanwhile: work of another process grows nothing."""
        before = self._known, self._used, self._fresh
        self.begin(known)
        try:
            yield
        finally:
            self._known, self._used, self._fresh = before

    def begin(self, known: Made) -> None:
        """Starts anew with what is known: what is not asked for from now on is forgotten."""
        self._known, self._used, self._fresh = {**_none(), **known}, _none(), _none()

    def release(self, kinds: Iterable[str]) -> None:
        """Forgets everything but these kinds: of many texts it is large."""
        for kept in (self._used, self._fresh):
            kept.update({kind: {} for kind in KINDS if kind not in kinds})
        self._known = {kind: texts if kind in kinds else {} for kind, texts in self._known.items()}

    @property
    def known(self) -> Made:
        """What was known at the beginning."""
        return self._known

    @property
    def used(self) -> Made:
        """What was asked for since the beginning."""
        return self._used


MEMORY = Memory()
