"""What stands around a place in a line: brackets and quotes it is inside of, words before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.restore.words.frequencies import word_set

_CLOSING = {")": "(", "]": "[", "}": "{"}
_QUOTED = re.compile(
    r"\"[^\"]{1,60}\"|`[^`]{1,60}`|(?<!\w)'(?:[^' ]{1,60}'|[^']{1,60}'(?!\w))|“[^”]{1,60}”|«[^»]{1,60}»"
)
_TAG = re.compile(r"<[^<> ]{1,40}>")
_RANGE = re.compile(r"\d-\d")
_DECIMALS = re.compile(r"\d*\.\d")
_AHEAD = re.compile(r"(\w+)(?:,? (\w)|(\())?")  # a word, and a letter after a space or a bracket after nothing
_WORD_BEFORE = re.compile(r"\w+$")
_HUMP = re.compile(r"(?:[A-Z][a-z]*|[a-z]+|\w)$")
_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_LINKING = word_set("the a an and or of with und der die и в с")  # a cell does not end in these
_VERBS = word_set(  # how names in camelCase begin: `isPending`, `getTime`
    "add can create did do fetch find get handle has is make parse pop push read remove set should use write"
)
_VERB_END = re.compile(r"(?:can|did|do|fetch|find|get|handle|has|is|make|parse|read|set|should|use|write)$")
_PARTICLES = word_set("all component for from keep max min my new num of on some to with")  # `onError`
_CAPITAL = frozenset({"aA", "script", "AB"})  # a capital within a word
_WINDOW = 40  # characters looked at before and after a place


def inside(line: str) -> tuple[bytearray, bytearray]:
    """For every position, whether it lies in balanced brackets, and whether in quotes."""
    brackets, quotes = bytearray(len(line) + 1), bytearray(len(line) + 1)
    stack: list[int] = []
    for at, character in enumerate(line):
        if character in "([{":
            stack.append(at)
        elif character in _CLOSING and stack and line[stack[-1]] == _CLOSING[character]:
            start = stack.pop()
            if not stack or at - start < 200:  # nested brackets of a long line are not painted again and again
                brackets[start + 1 : at + 1] = b"\1" * (at - start)
    for quoted in _QUOTED.finditer(line):
        quotes[quoted.start() + 1 : quoted.end()] = b"\1" * (quoted.end() - quoted.start() - 1)
    for tag in _TAG.finditer(line):
        brackets[tag.start() + 1 : tag.end()] = b"\1" * (tag.end() - tag.start() - 1)
    return brackets, quotes


def around(line: str, at: int, kinds: str) -> Iterator[str]:
    """Names of what speaks for or against a cut here, besides the two characters that meet."""
    ahead = _AHEAD.match(line, at, at + _WINDOW)
    start = max(0, at - _WINDOW)
    before = _WORD_BEFORE.search(line[start:at])
    dotted = before is not None and start + before.start() > 1 and _dotted(line, start + before.start())
    if ahead and _sentence(ahead):
        yield "sentence"
    if ahead and not dotted and line.startswith(ahead[1]) and not line[len(ahead[1]) : len(ahead[1]) + 1].isalnum():
        yield "same"
    if before and before[0].lower() in _LINKING:
        yield "dangling"
    if dotted:
        yield "dotted capital" if kinds == "aA" else "dotted"
    if ahead and before:
        yield from _within_word(line[start:at], start + before.start(), ahead, kinds)
    if kinds[-1:] == "0" or kinds == "0-":
        yield from _numbers(line, at, kinds)
    if _in_path(line, at):
        yield "path"


def _sentence(ahead: re.Match[str]) -> bool:
    """A capitalized word, and a small letter after a space: a cell of several words begins."""
    return ahead[1].istitle() and bool(ahead[2] and ahead[2].islower())


def _dotted(line: str, word_start: int) -> bool:
    return line[word_start - 1] in ".@_/" and line[word_start - 2] != " "


def _within_word(before: str, word_start: int, ahead: re.Match[str], kinds: str) -> Iterator[str]:
    """A place within a word: the parts of a name, or two cells?"""
    if ahead[3] and len(ahead[1]) > 1:
        yield "call" if kinds in _CAPITAL else "called"
    hump = _HUMP.search(before)
    if hump is None or kinds not in _CAPITAL:
        return
    if hump[0] in _VERBS or (hump[0] in _PARTICLES and not _sentence(ahead)):
        yield "camel"
    elif _VERB_END.search(before):  # `isActiveisOpen`
        yield "glued camel"
    if hump[0][0].isupper() and word_start > 0:
        yield "name" if hump.start() and before[hump.start() - 1].isspace() else "hump"


def _numbers(line: str, at: int, kinds: str) -> Iterator[str]:
    if kinds in ("00", "a0", ")0", "A0") and _YEAR.match(line, at):
        yield "year"
    if kinds == "0-" and _RANGE.match(line, at - 1):
        yield "range"
    if kinds == "00" and _DECIMALS.match(line, at) and _DECIMALS.search(line, max(0, at - 6), at):
        yield "decimals"


def _in_path(line: str, at: int) -> bool:
    token = line[max(line.rfind(" ", max(0, at - 80), at) + 1, at - 80) : at]
    rest = line[at : at + 80].split(" ", 1)[0]
    return "://" in token + rest or (token + rest).count("/") > 1
