"""Alphabets that name options: the letters in their order."""

from __future__ import annotations

from itertools import pairwise

LATIN = "ABCDEFGHIJ"
RINGS = "①②③④⑤⑥⑦⑧⑨⑩"
ALPHABETS = (
    LATIN,
    "АБВГДЕЖЗИК",
    RINGS,
    "ΑΒΓΔΕΖΗΘΙΚ",
    "אבגדהוזחטי",
    "أبجدهوزحطي",
    "ابجدهوزحطی",
    "アイウエオカキクケコ",
    "가나다라마바사아자차",
    "कखगघङचछजझञ",
)
# letters that are written with a mark behind them, as a class of a pattern; capitals and small ones
LETTERS = "".join(
    sorted({case for letters in ALPHABETS if letters != RINGS for x in letters for case in (x, x.lower())})
)
FIRST = "".join(
    sorted({case for letters in ALPHABETS if letters != RINGS for case in (letters[0], letters[0].lower())})
)
_PLACES = {letter: n for letters in reversed(ALPHABETS) for n, letter in enumerate(letters)}


def place(label: str) -> int:
    """The place of a letter in its alphabet, or -1."""
    return _PLACES.get(label.upper(), -1)


def is_shuffled(labels: list[str]) -> bool:
    """Whether these are the first letters of an alphabet, each once, and not in their order."""
    said = {label.upper() for label in labels}
    is_ordered = all(place(after) == place(before) + 1 for before, after in pairwise(labels))
    return (
        not is_ordered
        and len(said) == len(labels)
        and any(said == set(letters[: len(labels)]) for letters in ALPHABETS)
    )
