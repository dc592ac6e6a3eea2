"""Which labels of answers count: those by which the document labels its answers, not those that one line begins with.

`A: ampere, V: volt` and `Solution: 5 % salt` below one question are its text. A heading, a summary or a line that is
nothing but the label always counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.features import Features

_LOOSE = re.compile(r"^A\s?([).–-])\s+")  # as an option would begin, but behind a label `Q)` it is the answer
_LOOSELY = re.compile(r"\W{0,6}Q\s?\d{0,4}\s?([).–-])\s")
_TEXT = re.compile(r"(?!.*\b[A-Z]\s?[:=])", re.DOTALL)  # `A: ampere, V: volt` is a list of letters
_SENTENCE = 4  # words of one; fewer behind a word with other uses are a quantity: `Solution: 5 % salt`
_FEWEST = 4  # cards for each label from which on a weak one is a word of some answers
_OFTEN = 2  # times from which on a label is no chance


class AnswerLabels:
    """The labels of answers that count in one document."""

    def __init__(self, features: Features, candidates: Sequence[Candidate], ends: Sequence[int]) -> None:
        self._said = features.label_words
        self._lines = features.answers
        self._cards = len(candidates)
        self._asked = 2 * sum(candidate.labelled for candidate in candidates) > len(
            candidates
        )  # whether questions are labelled
        words = [set(self._words(candidate, end)) for candidate, end in zip(candidates, ends, strict=True)]
        self._counts = Counter(word for found in words for word in found)
        self._most = max(self._counts.values(), default=0)
        loose = sum(
            _is_loose(features.source.lines, candidate, end) for candidate, end in zip(candidates, ends, strict=True)
        )
        self._loose = 2 * loose >= len(candidates)

    def _words(self, candidate: Candidate, end: int) -> Iterator[str]:
        """The words that label something below a mark, or behind it on its line."""
        if candidate.rest and (behind := prefixes.label(candidate.rest.partition("\n")[0])):
            yield behind.word
        yield from (self._said[line] for line in self._between(candidate.end, end) if self._said.get(line))

    def _between(self, first: int, end: int) -> Sequence[int]:
        return self._lines[bisect_left(self._lines, first) : bisect_left(self._lines, end)]

    def first(self, start: int, end: int) -> int | None:
        """The first of these lines that labels an answer."""
        return next(
            (line for line in self._between(start, end) if self._is_of_document(self._said.get(line, ""))), None
        )

    def is_weak(self, line: int) -> bool:
        """Whether the word that labels an answer on this line has other uses."""
        word = self._said.get(line, "")
        return bool(word) and prefixes.Label(word, "").is_weak

    def count(self, label: prefixes.Label) -> bool:
        """Whether a label at the beginning of an answer counts."""
        if self._cards == 1 and label.word == "a" and self._counts["a"] <= 1 and _TEXT.match(label.rest):
            return True
        if self._cards == 1 and label.is_weak and label.rest[:1].isupper() and len(label.rest.split()) >= _SENTENCE:
            return True
        return self._is_of_document(label.word if label.rest or len(label.word) < 2 else "")

    def count_below_options(self, label: prefixes.Label) -> bool:
        """The same where options stand above it: what follows them is their answer."""
        return not label.is_weak or self.count(label)

    def count_behind(self, label: prefixes.Label) -> bool:
        """The same where another label stands above it."""
        return not label.is_weak and self.count(label)

    def without_loose(self, answer: str) -> str:
        """An answer without the `A)` that answers `Q)`."""
        return _LOOSE.sub("", answer) if self._loose else answer

    def _is_of_document(self, word: str) -> bool:
        if not word:
            return True
        count = self._counts[word]
        is_common = 2 * count >= self._cards
        if not prefixes.Label(word, "").is_weak:
            return count >= _OFTEN or is_common or self._asked
        if self._asked and _FEWEST * count >= self._cards and (count >= _OFTEN or count == self._most):
            return True
        return count >= _OFTEN and is_common and word[-1] not in prefixes.DOTS


def _is_loose(lines: Sequence[str], candidate: Candidate, end: int) -> bool:
    """Whether question and answer begin alike, as options would: `Q) …`, `A) …`."""
    if not candidate.labelled:
        return False
    below = (lines[n].strip() for n in range(candidate.end, min(end, candidate.end + 3)))
    asked = _LOOSELY.match(lines[candidate.first])
    answered = _LOOSE.match(candidate.rest or next((line for line in below if line), ""))
    return bool(asked and answered and asked[1] == answered[1])
