"""Keys: the answers to numbered questions all in one place below them, such as `Answers: 1. b, 2. c` of a quiz."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from exporter.readers.inference.ground import Ground
from exporter.readers.inference.likeness import letters
from exporter.readers.inference.mark import Mark, Sign

_TITLE = re.compile(
    r"^\W*(?:(?:quiz|exam|test|the|correct|all|full|sample|suggested)\s){0,3}"
    r"(?:answers?|solutions?|answer key|key|ответы|respuestas|antworten|lösungen|réponses|soluzioni|risposte|respostas"
    r"|cevaplar|odpowiedzi|答案|解答|参考答案|정답)(?:\s(?:key|sheet|and explanations?))?\W*$",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"^[\s|>#]*(?:[-*+]\s+)?(?:\*\*|__)?(?:q(?:uestion)?\.?\s?)?(\d{1,4})\s?(?:\*\*|__)?\s?[.):|=–—-]+"
    r"\s*(?:\*\*|__)?\s*(\S.*?)[\s|]*$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(\d{1,4})\s?[.):=–—-]?\s?\(?([A-Ja-j](?:\s?,\s?[A-Ja-j](?![a-z]))*)\)?(?=[\s,;|]|$)")
_LONGEST = 60  # characters of a title
_LEAST = 3  # entries that make a key
_SHARE = 0.8  # of the numbers that questions and entries must have in common


class Key(NamedTuple):
    """One key."""

    first: int  # 0-based line of its title
    end: int  # one past its last line
    answers: dict[int, str]
    marks: frozenset[int]  # first lines of the marks whose answers it holds


def find(ground: Ground, marks: Sequence[Mark], answers: Sequence[int]) -> list[Key]:
    """All keys, in their order."""
    if len(marks) < _LEAST:
        return []
    found: list[Key] = []
    since = 0
    titles = _titles(ground)
    starts = [mark.first for mark in marks]
    following = dict(pairwise([*sorted(titles), len(ground.source.lines)]))
    above: dict[str, int] = {}  # headings up to the line, by their letters: the last of those that say the same
    known = 0
    for line in sorted({*answers, *titles}):
        asked = marks[bisect_left(starts, since) : bisect_right(starts, line - 1)] if line in titles else []
        at = ground.heading_before(line)
        above.update((letters(ground.headings[n].text), n) for n in range(known, at + 1))
        known = max(known, at + 1)
        here = list(_keys(ground, asked, line, following[line], above)) if len(asked) >= _LEAST else []
        found += here
        since = max(since, here[-1].end if here else line)
    return found


def _keys(ground: Ground, asked: Sequence[Mark], line: int, following: int, above: Mapping[str, int]) -> Iterator[Key]:
    """The key below a title, or several, one below each heading that repeats one above questions: `Round 1`."""
    at = ground.heading_before(line)
    inside = ground.headings[at + 1 : ground.heading_before(min(_end(ground, line), following) - 1) + 1]
    parts = [(heading, above[letters(heading.text)]) for heading in inside if letters(heading.text) in above]
    for (heading, n), after in zip_longest(parts, parts[1:]):
        first, end = ground.headings[n].first, ground.heading_ends[n]
        own = [mark for mark in asked if first < mark.first < end]
        key = _key(ground, own, heading.first, after[0].first if after else following)
        if key:
            yield key
    if not parts and (key := _key(ground, asked, line, following)):
        yield key


def _titles(ground: Ground) -> set[int]:
    """The lines of what may be the title of a key."""
    said = [(fold.first, fold.summary) for fold in ground.folds]
    said += [(block.first, block.text) for block in ground.blocks if block.kind in ("heading", "paragraph")]
    return {line for line, text in said if len(text) <= _LONGEST and _TITLE.match(text)}


def _key(ground: Ground, asked: Sequence[Mark], line: int, following: int) -> Key | None:
    """The key below a title, where its numbers are those of the marks since the last labelled answer."""
    end = min(_end(ground, line), following)
    answers = _answers(ground.source.lines[line + 1 : end])
    if len(answers) < _LEAST:
        return None
    groups: dict[Sign, list[Mark]] = defaultdict(list)
    for mark in asked:
        if mark.number is not None:
            groups[mark.sign].append(mark)
    for marks in groups.values():
        numbers = {mark.number for mark in marks}
        common = len(numbers & answers.keys())
        if common >= _SHARE * max(len(numbers), len(answers)) and len(numbers) == len(marks):
            return Key(line, end, answers, frozenset(mark.first for mark in marks if mark.number in answers))
    return None


def _end(ground: Ground, line: int) -> int:
    """Where a key ends: at the next heading that is not deeper than its own, at any where it has none."""
    at = ground.heading_before(line)
    if at >= 0 and ground.headings[at].first == line:
        return ground.heading_ends[at]
    after = ground.headings[at + 1 : at + 2]
    return after[0].first if after else len(ground.source.lines)


def _answers(lines: Sequence[str]) -> dict[int, str]:
    """The entries by their numbers; lines below one belong to it."""
    found: dict[int, str] = {}
    last = 0
    for line in lines:
        short = _SHORT.findall(line)
        entry = _ENTRY.match(line)
        if len(short) > 1:
            found.update((int(number), letter) for number, letter in short)
        elif entry and int(entry[1]) not in found:
            last = int(entry[1])
            text = entry[2]
            found[last] = text.removesuffix("**") if text.count("**") % 2 else text
        elif last and line.strip(" |-"):
            found[last] += f"\n{line.strip()}"
    return found
