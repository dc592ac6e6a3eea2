"""Hyphens at the ends of lines: they go where the joined word is one, by the document or by its language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

_END = re.compile(r"([^\W\d_]{2,})([-\xad\u2010\u2011])$")
_START = re.compile(r"[^\W\d_]+")
_SOFT = "\xad\u2010"  # what programs put in; a person types `-`
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ORDINARY, _COMMON = -6.5, -5.0  # log10 of the frequency of a word: most of a text are common ones


class Hyphens:
    """Joins the lines of paragraphs of a document."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines

    def joined(self, lines: Sequence[str]) -> str:
        """The lines of a paragraph as one."""
        text = lines[0]
        for line in lines[1:]:
            end, start = _END.search(text), _START.match(line)
            if end is None or start is None or not start[0][0].islower():
                text = f"{text.rstrip(_SOFT)}{'' if text.endswith(tuple('-/' + _SOFT)) else ' '}{line}"
            elif self._is_one_word(end[1], start[0], end[2]):
                text = text[: end.start(2)] + line
            else:
                text = f"{text[: end.start(2)]}-{line}"
        return text.replace("\xad", "").replace("\u2010", "-")

    def _is_one_word(self, before: str, behind: str, hyphen: str) -> bool:
        """Whether two parts of a word are one without the hyphen between them."""
        whole, parted = (before + behind).lower(), f"{before}-{behind}".lower()
        if whole in self._words or parted in self._words:
            return whole in self._words
        if hyphen in _SOFT or self._is_of_language(whole, _ORDINARY):
            return True
        return not all(self._is_of_language(part.lower(), _COMMON) for part in (before, behind))

    @cached_property
    def _words(self) -> frozenset[str]:
        """Words of the document that stand inside of lines."""
        inside = (line.rsplit(" ", 1)[0] if _END.search(line) else line for line in self._lines)
        return frozenset(word for line in inside for word in _WORD.findall(line.lower()))

    def _is_of_language(self, word: str, frequency: float) -> bool:
        from exporter.restore.words import frequencies

        return frequencies.lexicon(self._languages).get(word, -99.0) > frequency

    @cached_property
    def _languages(self) -> tuple[str, ...]:
        from exporter.restore.words import frequencies

        return frequencies.languages_of("\n".join(self._lines)[:50_000])
