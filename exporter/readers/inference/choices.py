"""Multiple choice: the options below a question, and which of them an answer names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from exporter.model import Choice

_LETTERS = "ABCDEFGHIJ"
_CYRILLIC = "АБВГДЕЖЗИК"
_OPTION = re.compile(
    r"^\s{0,6}(?:[-*+]\s+)?(?:\[(?P<box>[ xX✓✔])\]\s*)?(?P<open>\*\*|__)?(?P<mark>[✅✔☑❌]\ufe0f?\s*)?"
    r"(?:[(\[]?(?P<letter>[A-Ja-jА-Иа-и])(?:[.):\]]|\s[-–])(?P<shut>\*\*|__)?(?:\s+|$)|(?<=\]\s)"
    r"|(?<=\] \s))(?P<text>.*)$"
)
_BOX = re.compile(r"^\s{0,6}(?:[-*+]|\d{1,2}[.)])\s+\[(?P<box>[ xX✓✔])\]\s+(?P<text>.*)$")
_RIGHT = re.compile(
    r"\s*(?:✅|✔\ufe0f?|☑\ufe0f?|\((?:correct|right|correct answer|верно|правильно)\)|<-+\s*correct)\s*\**$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^\W{0,6}(?:(?:option|choice|answer|the correct (?:answer|option) is|correct|is|вариант)\W{1,4}){0,3}"
    r"(?P<letters>[A-J](?![\w'’])(?:\W{0,3}(?:,|and|&|и|/|\s)\W{0,3}[A-J](?![\w'’])){0,6})\W{0,4}(?=\s|$|[A-Z])",
    re.IGNORECASE,
)
_MAY_OFFER = re.compile(
    r"^\s{0,6}(?:(?:[-*+]|\d{1,2}[.)])\s{1,9})?(?:[*_✅✔☑❌\ufe0f\s]{0,40}[(\[]?[AaАа][.):\]\s]|\[[ xX✓✔]\])",
    re.MULTILINE,
)
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")


class Found(NamedTuple):
    """Options among lines."""

    start: int  # first line of the first option
    end: int  # one past the last option
    options: tuple[str, ...]
    letters: str  # their letters in order; "" where they have none
    correct: tuple[int, ...]  # those that are marked as right themselves


def find(lines: Sequence[str]) -> Found | None:
    """The first list of two options or more: lettered from A on, or with boxes."""
    if not _MAY_OFFER.search("\n".join(lines)):
        return None
    heads: list[tuple[int, str, str, bool]] = []  # line, letter, text, whether right
    fenced = ""
    for n, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence and (not fenced or line.strip() == fenced):
            fenced = "" if fenced else fence[1]
            continue
        head = None if fenced else _head(n, line, heads)
        if head:
            heads.append(head)
        elif heads and not fenced and _ends(lines, n, heads):
            if len(heads) > 1:
                return _found(lines, heads, n)
            heads = []
    return _found(lines, heads, len(lines)) if len(heads) > 1 else None


def _head(n: int, line: str, heads: Sequence[tuple[int, str, str, bool]]) -> tuple[int, str, str, bool] | None:
    boxed = _BOX.match(line)
    if boxed and (not heads or not heads[-1][1]):
        inner = _OPTION.match(boxed["text"])
        text = inner["text"] if inner and inner["letter"] else boxed["text"]
        return (n, "", text.strip(), boxed["box"] != " ")
    found = _OPTION.match(line)
    if not found or not found["letter"]:
        return None
    letter = found["letter"].upper()
    rows = _LETTERS if letter in _LETTERS else _CYRILLIC
    at = rows.find(letter)
    expected = (rows.find(heads[-1][1]) + 1) if heads and heads[-1][1] else 0
    if at != expected or (heads and not heads[-1][1]):
        return None
    text = found["text"].strip()
    if found["open"] and not found["shut"] and text.endswith(found["open"]):
        return (n, letter, text[: -len(found["open"])].strip(), True)
    right = bool(found["mark"] and found["mark"][0] != "❌") or bool(found["box"] and found["box"] != " ")
    return (n, letter, _RIGHT.sub("", text), right or bool(_RIGHT.search(text)))


def _ends(lines: Sequence[str], n: int, heads: Sequence[tuple[int, str, str, bool]]) -> bool:
    """Whether a line is no part of the option above it: neither blank nor indented."""
    line = lines[n]
    if not line.strip() or line.startswith(("  ", "\t")):
        return False
    return n > heads[-1][0] + 1 and not lines[n - 1].strip() if len(heads) > 1 else True


def _found(lines: Sequence[str], heads: Sequence[tuple[int, str, str, bool]], end: int) -> Found:
    while end > heads[-1][0] + 1 and not lines[end - 1].strip():
        end -= 1
    edges = [*(head[0] for head in heads[1:]), end]
    options = []
    for head, edge in zip(heads, edges, strict=True):
        below = [line.strip() if not line.startswith("    ") else line[2:] for line in lines[head[0] + 1 : edge]]
        options.append("\n".join([head[2], *below]).strip())
    right = [n for n, head in enumerate(heads) if head[3]]
    letters = "".join(head[1] for head in heads)
    marked = right if not letters or len(right) < len(heads) else []
    return Found(heads[0][0], end, tuple(options), letters, tuple(marked))


def solved(found: Found, answer: str) -> tuple[Choice, str]:
    """The choice, and the explanation: what the answer says besides the letters of the right options."""
    correct, explanation = found.correct, answer
    named = _NAMED.match(answer.split("\n\n", 1)[0][:200]) if answer else None
    if named and not correct:
        rows = found.letters or _LETTERS[: len(found.options)]
        letters = re.findall(r"[A-JА-И](?!\w)", named["letters"].upper())
        indexes = [rows.find(letter) for letter in letters]
        if indexes and min(indexes) >= 0:
            correct = tuple(sorted(set(indexes)))
            explanation = answer[named.end() :].lstrip(" .:)–—-*_\n")
    if not explanation.strip():
        explanation = "\n\n".join(found.options[n] for n in correct)
    return Choice(found.options, correct), explanation
