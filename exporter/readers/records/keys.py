"""Right options: which ones a cell names, by text, label, letter or number, as the whole table does.

Numbers count from 0 or from 1: only the whole table can tell. What is not sure leaves its question unsolved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from exporter import lexicon
from exporter.readers import answer_key
from exporter.readers.answer_key import Key

_SEPARATOR = re.compile(r"\s*[,;|/&\n]\s*|\s+(?:and|und|et|y|e|en|och|og|i|и)\s+")
_LETTER = re.compile(
    r"(?:(?:option|choice|answer|opt|ans|antwort|opción|réponse|resposta|risposta|вариант|选项)[\s_-]*)?[(\[]?"
    r"(?P<label>[A-Za-z]|\d{1,2})[)\].:]?",
    re.IGNORECASE,
)
_RUN = re.compile(r"[A-J]{2,6}")
_TRAILING = ".;。"
_MOST = 0.9  # share of the questions that a way to name options has to solve
_MANY = 12  # questions among which one of each place is right, as good as always


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of a question, and what names the right ones."""

    options: tuple[str, ...]
    said: tuple[str, ...]  # what the cell has: one text, or those of a list
    labels: tuple[str, ...] = ()  # of the options, where they have any


Way = Callable[[Asked], tuple[int, ...] | None]


def solved(asked: Sequence[Asked], name: str, *, is_tree: bool) -> list[tuple[int, ...] | None]:
    """The right options of each question, in order; None where it is not known which. `name` is the column's."""
    told = [each for each in asked if each.said and each.options]
    best = _way(told, name, is_tree=is_tree)
    return [(best(each) if best else None) or (_by_text(each) if each.said else None) for each in asked]


def _way(told: Sequence[Asked], name: str, *, is_tree: bool) -> Way | None:
    """The way in which this table names options."""
    if not told:
        return None
    ways: list[Way] = [_by_text, _by_label, _by_letter]
    numbers = [way for way in (_by_number(0), _by_number(1)) if _share(way, told) == 1.0]
    shares = [(_share(way, told), -n, way) for n, way in enumerate(ways)]
    share, _, best = max(shares, key=lambda found: found[:2])
    if share == 1.0 or not numbers:
        return best if share >= _MOST else _by_words if _share(_by_words, told) > 0 else None
    return _counted(numbers, name, is_tree=is_tree) or (best if share >= _MOST else None)


def _counted(numbers: Sequence[Way], name: str, *, is_tree: bool) -> Way | None:
    """Which of two ways to count it is; None where it cannot be known: a wrong answer is worse than none."""
    if len(numbers) == 1:
        return numbers[0]
    words = set(lexicon.folded(name.replace("_", " ")).split()) | {name.casefold()[-5:], name.casefold()[-3:]}
    if words & {"index", "idx", "indices"}:
        return numbers[0]
    return None if is_tree else numbers[1]


def _share(way: Way, told: Sequence[Asked]) -> float:
    return sum(1 for each in told if way(each) is not None) / len(told)


def _normal(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(_TRAILING)


def _all(found: Iterable[int | None]) -> tuple[int, ...] | None:
    """The options, if each was found and none twice."""
    places = list(found)
    known = [place for place in places if place is not None]
    return tuple(sorted(known)) if places and len(known) == len(places) == len(set(known)) else None


def _parts(each: Asked) -> list[str]:
    """What names one option each: the texts of a list, or those between separators."""
    if len(each.said) != 1:
        return list(each.said)
    whole = each.said[0].strip().strip("[]{}\"'")
    return list(whole) if _RUN.fullmatch(whole) else [part.strip(" \"'") for part in _SEPARATOR.split(whole) if part]


def _by_text(each: Asked) -> tuple[int, ...] | None:
    """Options by their own text: all of the cell is one, or each part is."""
    normal = [_normal(option) for option in each.options]
    known = {text: n for n, text in enumerate(normal) if normal.count(text) == 1}
    for parts in (each.said, _parts(each)):
        found = _all(known.get(_normal(part)) for part in parts)
        if found is not None:
            return found
    return None


def _by_label(each: Asked) -> tuple[int, ...] | None:
    """Options by the labels that they have: `Option 2`, `b`."""
    known = {label.casefold(): n for n, label in enumerate(each.labels)}
    parts = _parts(each)
    whole = _all(known.get(part.casefold()) for part in parts) if known else None
    return whole or (_all(known.get(_label(part)) for part in parts) if known else None)


def _by_letter(each: Asked) -> tuple[int, ...] | None:
    """Options by the letter of their place."""
    letters = (_label(part) for part in _parts(each))
    return _all(ord(a) - 97 if a.isalpha() and ord(a) - 97 < len(each.options) else None for a in letters)


def _label(part: str) -> str:
    found = _LETTER.fullmatch(part.strip())
    return found["label"].casefold() if found else "?"


def _by_number(first: int) -> Way:
    """Options by the number of their place, counted from `first`."""

    def named(each: Asked) -> tuple[int, ...] | None:
        labels = (_label(part.removesuffix(".0")) for part in _parts(each))
        places = (int(label) - first if label.isdigit() else -1 for label in labels)
        return _all(place if 0 <= place < len(each.options) else None for place in places)

    return named


def _by_words(each: Asked) -> tuple[int, ...] | None:
    """Options as keys of documents name them: `B) Rye`, `The correct answer is B`."""
    labels = each.labels or tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(each.options)])
    options = [answer_key.Option(*pair) for pair in zip(labels, each.options, strict=False)]
    found = answer_key.read("\n".join(each.said), options) if len(options) == len(each.options) else None
    return found.right if isinstance(found, Key) and not found.rest else None
