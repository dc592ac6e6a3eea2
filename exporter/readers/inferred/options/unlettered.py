"""Options without letters: a list of which the answer right below it names an item, or one item is marked as right."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers import answer_key
from exporter.readers.answer_key import Option
from exporter.readers.inferred import prefixes
from exporter.readers.inferred.options import Found, unfenced
from exporter.readers.inferred.options.heads import OPTION, RIGHT, says_right

_NUMBERED = re.compile(r"\s{0,6}(?P<number>\d{1,2})[.)]\s+(?P<text>\S.*)$")
_NUMBERS = re.compile(r"\W{0,4}\d{1,2}(?!\d)")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_LEAST = 3  # options that have numbers
_ABOVE = 2  # lines of text above a list that are looked at
_BULLETS = ("- ", "* ", "+ ")


def named(lines: Sequence[str], folded: int | None = None) -> Found | None:
    """A list without letters, where the answer right below it is the text of one of its items.

    It has a label, is code, or begins on the line `folded`, where a box ends the question.
    """
    start, end = _bullets(lines)
    if any(OPTION.match(line) for line in lines[start:end]):
        return None
    if ticked := _checked(lines[start:end]):
        return Found(start, end, *ticked)
    if start == end and (numbered := _numbered(lines)):
        return numbered
    at = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines)) if end - start > 1 else len(lines)
    said = _said(lines, at) if at < len(lines) else ""
    if not said and folded is not None and end <= folded <= at < len(lines):
        said = lines[at].strip()
    if not said:
        return None
    texts = [line.strip()[2:].strip() for line in lines[start:end]]
    by_text = [Option(f"\0{n}", text) for n, text in enumerate(texts)]  # no letter names one
    is_named = isinstance(answer_key.read(said, by_text), answer_key.Key)
    return Found(start, end, tuple(Option("", text) for text in texts), ()) if is_named else None


def _checked(lines: Sequence[str]) -> tuple[tuple[Option, ...], tuple[int, ...]] | None:
    """The options of a list of which one item alone says behind it that it is right: `- So ✅`."""
    heads = [(text := line.strip()[2:].strip(), RIGHT.search(text)) for line in lines]
    right = [
        n
        for n, (_, candidate) in enumerate(heads)
        if candidate and (not candidate["said"] or says_right(candidate["said"]))
    ]
    if len(right) != 1 or len(heads) <= _ABOVE:
        return None
    cut = heads[right[0]][1]
    assert cut
    texts = [text[: cut.start()].rstrip() if n == right[0] else text for n, (text, _) in enumerate(heads)]
    return tuple(Option("", text) for text in texts), tuple(right)


def _numbered(lines: Sequence[str]) -> Found | None:
    """Options with numbers, `1) …`, where the labelled answer right below them is one of the numbers."""
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    while start < len(lines) and not _NUMBERED.match(lines[start]):
        start += 1
    options: list[Option] = []
    end = start
    while end < len(lines) and (found := _NUMBERED.match(lines[end])) and int(found["number"]) == len(options) + 1:
        options.append(Option(found["number"], found["text"].strip()))
        end += 1
    at = next((n for n in range(end, len(lines)) if lines[n].strip()), len(lines))
    if len(options) < _LEAST or at == len(lines):
        return None
    key = answer_key.read(said, options) if (said := _said(lines, at)) and _NUMBERS.match(said) else None
    return Found(start, end, tuple(options), ()) if isinstance(key, answer_key.Key) else None


def _bullets(lines: Sequence[str]) -> tuple[int, int]:
    """Where the first list begins, and where it ends: items of a line each."""
    start = end = words = 0
    for n, line in enumerate(lines):
        if line[:5].lstrip(" ")[:2] in _BULLETS:
            start = start if end else n
            end = n + 1
        elif end or words > _ABOVE:
            break
        elif line and not line.isspace():
            words += -len(lines) if _FENCE.match(line) else 1  # code may be longer
    return start, end


def _said(lines: Sequence[str], at: int) -> str:
    """What a labelled line says, or a block of code."""
    if _FENCE.match(lines[at]):
        return unfenced("\n".join(lines[at:]))[0]
    label = prefixes.label(lines[at].strip())
    return label.rest if label and not label.is_weak else ""
