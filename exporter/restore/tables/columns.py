"""What the cells of a column have in common: how they begin and end, how long they are, what repeats.

A column is a tally of features over the rows cut so far. A cell fits a column by the ratio of its features' share
there to their share anywhere, each weighted; a row never testifies for itself.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from exporter.restore.words.characters import kind

Feature = tuple[str, str]
Gains = dict[Feature, float]
_NOTHING: Gains = {}

# Weight of a kind of feature, and its share anywhere: (weight, share, how the share falls with every letter).
_KINDS = {
    "first": (1.1, 0.25, 0.0),  # kind of the first character
    "last": (0.4, 0.25, 0.0),
    "words": (0.28, 0.25, 0.0),  # number of words, in steps that grow
    "shape": (0.25, 0.03, 0.7),  # `O(n)` is `A(a)`, `64 bits` is `9 a`
    "text": (0.71, 0.004, 0.8),  # values that repeat, as yes and no do
    "opening": (0.27, 0.02, 0.8),  # the first word
    "closing": (0.14, 0.03, 0.8),  # the last word
    "prefix": (0.76, 0.02, 0.0),  # the first three characters
}
_SMOOTHING = 3.8  # rows' worth of belief that a column is like any other
_SHARED = 0.15  # values and shapes are often common to several columns: share of the weight for that
_DUPLICATE = 5.6  # a first column names its rows: it does not repeat
_CONSTANT = 0.6  # and no column says the same all the way down
_NUMBER_BONUS = 0.25
_NUMBER = re.compile(r"[-+~≈<>$€£±]?\d[\d.,]*(?:%|x)?(?: ?[A-Za-zµ%]{1,3})?")
_OPENING = re.compile(r"\W*\w+|\W+")
_CLOSING = re.compile(r"\w+\W*$|\W+$")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_SEVERAL = re.compile(r"([Aa])(?: [Aa])+")
_LONGEST = 200  # characters of a cell that are looked at


@lru_cache(maxsize=20_000)
def features(cell: str) -> tuple[Feature, ...]:
    """The features of a cell, one of every kind."""
    head, tail = cell[:_LONGEST], cell[-_LONGEST:]
    words = len(head.split())
    opening, closing = _OPENING.match(head), _CLOSING.search(tail)
    return (
        ("first", kind(cell[0])),
        ("last", kind(cell[-1])),
        ("words", str(words if words < 4 else 4 + int(math.log2(words / 4)))),
        ("shape", _shape(head)),
        ("text", head),
        ("opening", opening[0] if opening else ""),
        ("closing", closing[0] if closing else ""),
        ("prefix", cell[:3].lower()),
    )


def _shape(cell: str) -> str:
    shape = _LETTERS.sub(lambda word: "A" if word[0][0].isupper() else "a", cell[:80])
    return _SEVERAL.sub(r"\1~", _DIGITS.sub("9", shape))[:24]


@lru_cache(maxsize=20_000)
def _share(feature: Feature) -> float:
    """How much of all cells has this feature: short values are common by chance, long ones are not."""
    name, value = feature
    _, share, fall = _KINDS[name]
    if not fall:
        return share
    letters = sum(1.0 if character.isalpha() else 0.3 for character in value)
    return max(share, 0.5 * math.exp(-fall * letters))


class Columns:
    """The columns of a table, as rows already cut make them: judges which cell fits which column."""

    def __init__(self, rows: Sequence[Sequence[str]], weights: Sequence[float]) -> None:
        """rows: cut into cells; weights: how far each row is believed, 0 to 1."""
        self._rows = sum(weights) * (1 - 1 / len(weights))  # the row that is judged does not count
        self._tallies: list[dict[Feature, float]] = [{} for _ in rows[0]]
        self._any: dict[Feature, float] = {}
        for cells, weight in zip(rows, weights, strict=True):
            for tally, cell in zip(self._tallies, cells, strict=True):
                for feature in features(cell):
                    tally[feature] = tally.get(feature, 0.0) + weight
                    self._any[feature] = self._any.get(feature, 0.0) + weight
        self._gains = [
            {
                feature: self._gain(column, feature, tally.get(feature, 0.0), count)
                for feature, count in self._any.items()
            }
            for column, tally in enumerate(self._tallies)
        ]
        self._new = [
            {name: self._gain(column, (name, ""), 0.0, 0.0) for name in _KINDS} for column in range(len(rows[0]))
        ]

    def fit(self, column: int, cell: str, own: Sequence[Gains] = ()) -> float:
        """How much better the cell fits this column than any: a logarithm of a ratio. own: see `without`."""
        gains, new = self._gains[column], self._new[column]
        mine = own[column] if own else _NOTHING
        total = _NUMBER_BONUS if _NUMBER.fullmatch(cell) else 0.0
        for feature in features(cell):
            gain = mine.get(feature)
            total += gains.get(feature, new[feature[0]]) if gain is None else gain
        return total

    def without(self, cells: Sequence[str], weight: float) -> list[Gains]:
        """For each column, what the features of a row's own cells are worth when the row itself does not count."""
        times = Counter(feature for cell in cells for feature in features(cell))
        return [
            {
                feature: self._gain(
                    column, feature, tally[feature] - weight, self._any[feature] - times[feature] * weight
                )
                for feature in features(cell)
            }
            for column, (tally, cell) in enumerate(zip(self._tallies, cells, strict=True))
        ]

    def _gain(self, column: int, feature: Feature, count: float, anywhere: float) -> float:
        """What a cell with this feature gains in the column, which `count` rows have there and `anywhere` somewhere."""
        name = feature[0]
        weight, share = _KINDS[name][0], _share(feature)
        gain = weight * _ratio(count, self._rows, share)
        if name == "text" and column == 0:
            gain = -_DUPLICATE if count > 0.5 else 0.0
        elif name == "text" and self._rows > 1.5 and count > 0.85 * self._rows:
            gain = -_CONSTANT
        if name in ("shape", "text"):
            gain += _SHARED * weight * _ratio(anywhere, self._rows * len(self._tallies), share)
        return gain


def _ratio(count: float, total: float, share: float) -> float:
    """Logarithm of the smoothed share among `total` over the share anywhere."""
    return math.log((max(count, 0.0) + _SMOOTHING * share) / ((total + _SMOOTHING) * share))
