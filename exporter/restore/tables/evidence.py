"""What speaks for a cell's end at a place in a line: named evidence, whose weights a training gives.

Some of it the word alone tells (a run of characters without a blank), and is looked up once a document; the rest are
brackets, quotes and marks of the line around it. No word of any text is evidence itself, only kinds of characters,
lengths, how likely words are and how often they recur.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from exporter.restore.tables.context import around
from exporter.restore.words.characters import kind, pair
from exporter.restore.words.vocabulary import Vocabulary

Evidence = tuple[str, float]  # a name, and how much of it there is

_RUN = re.compile(r"\w+")
_DOTTED = re.compile(r"\w+(?:\.\w+)+")
_CLIP = 10.0  # powers of ten by which words can read better or worse
_SCRIPTS = (("J", 0x3040, 0x3100), ("C", 0x3400, 0xA000), ("K", 0xAC00, 0xD7B0))  # Kana, Han, Hangul
_IDEOGRAPHS = "CJK"
_LONGEST = 6  # characters of a word that are told apart by number
_FAR = 12
_LONG_TOKEN = 30


@lru_cache(maxsize=8192)
def character_class(character: str) -> str:
    """One letter: a kind, or a script that is written without blanks, its stops and brackets, marks on other signs."""
    found = kind(character)
    if found == "a" and character > "\u02ff":
        at = ord(character)
        return next((name for name, first, end in _SCRIPTS if first <= at < end), "a" if 0x370 <= at < 0x530 else "X")
    if found != "E":
        return found
    if character in "，。；：、！？":
        return "P"
    if character in "（《【「":
        return "O"
    if character in "）》】」":
        return "Q"
    return "M" if character in "\u200d\ufe0f" else "E"


def of_token(token: str, is_first: bool, is_last: bool, vocabulary: Vocabulary) -> Iterator[tuple[int, list[Evidence]]]:
    """For each place within a word of a line, what the word tells of it."""
    words = [0.0] * len(token)
    for run in _RUN.finditer(token):
        words[run.start() + 1 : run.end()] = vocabulary.seams(run.group())
    classes = [*("||" if is_first else "|s"), *map(character_class, token), *("||" if is_last else "s|")]
    runs = _runs(token)
    whole = _recurs(vocabulary.tokens[token] - 1) if not (is_first or is_last) else 8 if len(token) > _LONG_TOKEN else 9
    for at in range(1, len(token)):
        yield at, [*_at(token, at, classes, words[at], runs, vocabulary), (f"t{whole}", 1.0)]


def _runs(token: str) -> list[tuple[int, int]]:
    """For each position the run of word characters that it is in, or begins."""
    found = [(at, at) for at in range(len(token) + 1)]
    for run in _RUN.finditer(token):
        found[run.start() : run.end()] = [run.span()] * (run.end() - run.start())
    return found


def _at(
    token: str, at: int, classes: list[str], words: float, runs: list[tuple[int, int]], vocabulary: Vocabulary
) -> Iterator[Evidence]:
    first, before, after, last = classes[at : at + 4]
    meeting = before + after
    group = _group(before, after)
    yield from _characters(first, before, after, last)
    yield "pair " + pair(token, at), 1.0
    words = max(-_CLIP, min(_CLIP, words))
    yield ("better " if words > 0 else "worse ") + group, words / 4
    yield f"words {group}{int(words // 2)}" if words else f"words {group}", 1.0
    start, end = runs[at - 1][0], max(runs[at][1], at)
    yield f"left {min(at - start, _LONGEST)}", 1.0
    yield f"right {min(end - at, _LONGEST)}", 1.0
    yield f"before {classes[start + 1]}{before}", 1.0
    yield f"behind {after}{classes[end + 2]}", 1.0
    yield f"from {min(at, _FAR)}", 1.0
    yield f"to {min(len(token) - at, _FAR)}", 1.0
    yield from _recurring(token, at, (start, end), group, vocabulary)
    if classes[1] == "|":
        yield "first word", 1.0
    if classes[-2] == "|":
        yield "last word", 1.0
    if meeting == "aA" and at > 1:
        yield f"hump {first}", 1.0


def _characters(first: str, before: str, after: str, last: str) -> Iterator[Evidence]:
    yield f"{before}.{after}", 1.0
    yield f"{first}{before}.", 1.0
    yield f".{after}{last}", 1.0
    yield f"{first}{before}.{after}", 1.0
    yield f"{before}.{after}{last}", 1.0
    yield f"{first}{before}.{after}{last}", 1.0


def _group(before: str, after: str) -> str:
    """Places whose words are to be weighed alike."""
    if before in _IDEOGRAPHS and after in _IDEOGRAPHS:
        return "CC"
    return before + after if before + after in ("aa", "aA") else ""


def _recurring(token: str, at: int, run: tuple[int, int], group: str, vocabulary: Vocabulary) -> Iterator[Evidence]:
    """How often the run of word characters around the place stands elsewhere, and what each side of it does."""
    start, end = run
    within = start < at < end
    own = 0 if within else 1
    whole = _recurs(vocabulary.runs[token[start:end]] - 1) if within else 9
    left = _recurs(vocabulary.runs[token[start:at]] - own) if start < at else 9
    right = _recurs(vocabulary.runs[token[at:end]] - own) if at < end else 9
    yield f"whole {whole}{group}", 1.0
    if within:
        left_shape, right_shape = _shape(token[start:at]), _shape(token[at:end])
        yield f"shapes {left_shape} {right_shape}", 1.0
        yield f"shapes {left_shape} {right_shape} {character_class(token[end]) if end < len(token) else 's'}", 1.0
        name = next((found[0] for found in _DOTTED.finditer(token) if found.start() < at < found.end()), "")
        if name:
            yield f"name {_recurs(vocabulary.names[name] - 1)}{group}", 1.0
    yield f"sides {left}{right}", 1.0
    yield f"all {whole}{left}{right}", 1.0


def _shape(word: str) -> str:
    """How a word is written: `a` small, `Aa` as a title, `AA` capitals, `A` one of them, `0` digits, `x` mixed."""
    if word.isdigit():
        return "0"
    if word.isupper():
        return "A" if len(word) == 1 else "AA"
    return "a" if word.islower() else "Aa" if word.istitle() else "x"


def _recurs(count: int) -> int:
    """0 never, 1 once, 2 two or three times, 3 more often."""
    return 0 if count <= 0 else 1 if count == 1 else 2 if count < 4 else 3


def of_line(text: str, at: int, in_brackets: int, in_quotes: int) -> Iterator[Evidence]:
    """What the line around a place tells of it."""
    if in_brackets:
        yield "in brackets", 1.0
    if in_quotes:
        yield "in quotes", 1.0
    meeting = character_class(text[at - 1]) + character_class(text[at])
    for mark in around(text, at, pair(text, at)):
        yield f"mark {mark}", 1.0
        yield f"mark {mark} {meeting}", 1.0
