"""Character classes, and the two that meet at a place."""

from __future__ import annotations

from functools import lru_cache

_KINDS = {
    character: kind
    for kind, characters in {
        "(": "(",
        "[": "[{",
        ")": ")]}",
        ".": ".",
        "!": "!?…",
        ",": ",;:",
        "-": "-–—/\\=+*&|@#^",
        "_": "_",
        '"': "\"'`“”‘’«»",
        "%": "%°",
        "$": "$~≈±€£<>₽≤≥",
        "0": "0123456789²³⁴ⁿ½",
    }.items()
    for character in characters
}


@lru_cache(maxsize=4096)
def kind(character: str) -> str:
    """One letter: a lower, A upper, 0 digit, E emoji and other signs, else the first of its group above."""
    found = _KINDS.get(character)
    if found is not None:
        return found
    if character.isupper():
        return "A"
    return "a" if character.isalpha() else "E"


def pair(text: str, at: int) -> str:
    """The kinds before and after a position; `AB` where a capitalized word begins after a capital (`GETRead`)."""
    before, after = kind(text[at - 1]), kind(text[at])
    if before in "aA" and after in "aA" and _cyrillic(text[at - 1]) != _cyrillic(text[at]):
        return "script"
    if before == after == "A" and at + 1 < len(text) and kind(text[at + 1]) == "a":
        return "AB"
    return before + after


def _cyrillic(character: str) -> bool:
    return "\u0400" <= character <= "\u04ff"
