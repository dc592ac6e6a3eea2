"""What the cells of a column have in common: how they begin and end, how long they are, what repeats.

A column is a tally of features over the rows cut so far. A cell fits a column by the ratio of its features' share
there to their share anywhere, each weighted; a row never testifies for itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from exporter.restore.words.characters import kind

Feature = str  # a value after the letter of its kind
Gains = dict[Feature, float]
_NOTHING: Gains = {}

# Weight of a kind of feature, and its share anywhere: (weight, share, how the share falls with every letter).
_KINDS = {
    "f": (1.1, 0.25, 0.0),  # kind of the first character
    "l": (0.4, 0.25, 0.0),  # and of the last
    "w": (0.28, 0.25, 0.0),  # number of words, in steps that grow
    "s": (0.25, 0.03, 0.7),  # shape: `O(n)` is `A(a)`, `64 bits` is `9 a`
    "t": (0.71, 0.004, 0.8),  # text: values that repeat, as yes and no do
    "o": (0.27, 0.02, 0.8),  # opening: the first word
    "c": (0.14, 0.03, 0.8),  # closing: the last word
    "p": (0.76, 0.02, 0.0),  # prefix: the first three characters
}
_SMOOTHING = 3.8  # rows' worth of belief that a column is like any other
_IN_ALL = "st"  # kinds that are often common to several columns
_NONE = 1e-9  # rows
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
_LONGEST_CLOSING = 30


@lru_cache(maxsize=20_000)
def features(cell: str) -> tuple[Feature, ...]:
    """The features of a cell, one of every kind, in their order."""
    head = cell[:_LONGEST]
    words = head.count(" ") + 1
    opening, closing = _OPENING.match(head), _CLOSING.search(cell[-_LONGEST_CLOSING:])
    return (
        f"f{kind(cell[0])}",
        f"l{kind(cell[-1])}",
        f"w{words if words < 4 else 4 + int(math.log2(words / 4))}",
        f"s{_shape(head)}",
        f"t{head}",
        f"o{opening[0] if opening else ''}",
        f"c{closing[0] if closing else ''}",
        f"p{cell[:3].lower()}",
    )


def _shape(cell: str) -> str:
    return _SEVERAL.sub(r"\1~", " ".join(map(_shape_of_word, cell[:80].split(" "))))[:24]


@lru_cache(maxsize=20_000)
def _shape_of_word(word: str) -> str:
    return _DIGITS.sub("9", _LETTERS.sub(lambda letters: "A" if letters[0][0].isupper() else "a", word))


@lru_cache(maxsize=20_000)
def _constants(feature: Feature) -> tuple[str, float, float, float]:
    """The kind of a feature, its weight, the rows' worth of belief in it, and the logarithm of its share anywhere.

    Short values are common by chance, long ones are not.
    """
    weight, share, fall = _KINDS[feature[0]]
    if fall:
        letters = sum(1.0 if character.isalpha() else 0.3 for character in feature[1:])
        share = max(share, 0.5 * math.exp(-fall * letters))
    return feature[0], weight, _SMOOTHING * share, math.log(share)


class Columns:
    """The columns of a table, as rows already cut make them: judges which cell fits which column."""

    def __init__(self, rows: Sequence[Sequence[str]], weights: Sequence[float]) -> None:
        """rows: cut into cells; weights: how far each row is believed, 0 to 1."""
        self._rows = sum(weights) * (1 - 1 / len(weights))  # the row that is judged does not count
        self._log_rows = math.log(self._rows + _SMOOTHING)
        self._log_cells = math.log(self._rows * len(rows[0]) + _SMOOTHING)
        self._tallies: list[Gains] = [{} for _ in rows[0]]
        self._any: Gains = {}
        for cells, weight in zip(rows, weights, strict=True):
            for tally, cell in zip(self._tallies, cells, strict=True):
                for feature in features(cell):
                    tally[feature] = tally.get(feature, 0.0) + weight
                    self._any[feature] = self._any.get(feature, 0.0) + weight
        self._new = [
            tuple(self._gain(column, name, 0.0, 0.0) for name in _KINDS) for column in range(len(self._tallies))
        ]
        self._gains: list[Gains] = [{} for _ in rows[0]]  # those that were asked for

    def fit(self, column: int, cell: str, own: Sequence[Gains] = ()) -> float:
        """How much better the cell fits this column than any: a logarithm of a ratio. own: see `without`."""
        gains = self._gains[column]
        mine = own[column] if own else _NOTHING
        total = _NUMBER_BONUS if _NUMBER.fullmatch(cell) else 0.0
        for feature, new in zip(features(cell), self._new[column], strict=True):
            if feature not in self._any:
                total += new
            elif feature in mine:
                total += mine[feature]
            else:
                gain = gains.get(feature)
                if gain is None:
                    count = self._tallies[column].get(feature, 0.0)
                    gain = gains[feature] = self._gain(column, feature, count, self._any[feature])
                total += gain
        return total

    def without(self, cells: Sequence[str], weight: float) -> list[Gains]:
        """For each column, what the features of a row's own cells are worth when the row itself does not count."""
        of_cells = [features(cell) for cell in cells]
        mine_anywhere: Gains = {}
        for found in of_cells:
            for feature in found:
                mine_anywhere[feature] = mine_anywhere.get(feature, 0.0) + weight
        gains = []
        for column, (tally, found) in enumerate(zip(self._tallies, of_cells, strict=True)):
            mine = {}
            for feature, new in zip(found, self._new[column], strict=True):
                anywhere = self._any[feature] - mine_anywhere[feature]
                if anywhere < _NONE:
                    mine[feature] = new
                else:
                    mine[feature] = self._gain(column, feature, tally[feature] - weight, anywhere)
            gains.append(mine)
        return gains

    def _gain(self, column: int, feature: Feature, count: float, anywhere: float) -> float:
        """What a cell with this feature gains in the column, which `count` rows have there and `anywhere` somewhere."""
        kind_of, weight, expected, rarity = _constants(feature)
        if kind_of == "t" and column == 0:
            gain = -_DUPLICATE if count > 0.5 else 0.0
        elif kind_of == "t" and self._rows > 1.5 and count > 0.85 * self._rows:
            gain = -_CONSTANT
        else:
            gain = weight * (math.log(max(count, 0.0) + expected) - self._log_rows - rarity)
        if kind_of in _IN_ALL:
            gain += _SHARED * weight * (math.log(max(anywhere, 0.0) + expected) - self._log_cells - rarity)
        return gain
