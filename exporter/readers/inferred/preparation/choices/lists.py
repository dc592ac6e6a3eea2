"""Keys of all questions in one place behind the last one: `1-B 2-AC`, a list, a table, `1. 3` for options with numbers.

Where every entry names options of its question, the options are ticked and the list is written as `1-B 2-AC`: below
its title, `options.answer_list` reads it again and knows by it what is a question. Without a title, or with questions
that have no numbers, it is gone. All other lists are left to that module, which knows rounds, explanations and what is
not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exporter.lexicon.alphabets import LETTERS, MANY, RINGS
from exporter.lexicon.wording import Wording
from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.options.answer_list import is_shifted
from exporter.readers.inferred.preparation.choices.keys import Told, whole
from exporter.readers.inferred.preparation.choices.runs import Lines, Run
from exporter.readers.labelling import WORDS

_LETTERED = rf"(?:{MANY}|[{LETTERS}]{{1,6}}|[{RINGS}]{{1,6}})"
_NEXT = r"(?!\w|\s?[.):：=–—-]+\s?\w|\s+\w)"  # else it is the number of the next entry
_KEYS = "|".join(
    rf"[(\[（]?{one}(?!\w)[)\]）]?(?:\s?(?:[,/&+、]|and\s)\s?[(\[（]?{one}{behind}[)\]）]?)*"
    for one, behind in ((_LETTERED, r"(?!\w)"), (r"\d{1,4}", _NEXT))
)
_KEY = rf"(?:{_KEYS})"
_ENTRY = re.compile(
    rf"(?:(?P<label>{WORDS})\.?\s?)?#?(?P<number>\d{{1,4}})(?:\s?[.):：、．|=–—-]+\s*|\s+|(?=[^\W\d]))(?P<key>{_KEY})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s|>*_,;，；、/·•.-]*")
_TITLE = Wording(("plural", "answers"), ("article", "right", "explanation", "conjunction", "exam", "question"))
_NUMBER = re.compile(rf"[\W_]{{0,8}}(?:{WORDS}\.?\s?)?#?\s?(?P<number>\d{{1,4}})(?!\d)")
_DIGIT = re.compile(r".{0,20}\d")
_DIGITS = re.compile(r"[\d\s,;/&+.*]+")
_LEAST = 3  # entries that make a list
_SHARE = 0.8  # of the questions that must have one
_LONGEST = 60  # characters of a title
_ABOVE = 8  # lines above options that are looked at for the question's number


class _Entry(NamedTuple):
    number: int
    key: str


def told(text: Lines, runs: Sequence[Run]) -> tuple[dict[int, Told], dict[int, str]]:
    """What the list at the end says of each run, and the lines that are gone with it."""
    if runs and runs[-1].are_numbers and all(_DIGITS.fullmatch(piece.rest) for piece in runs[-1].pieces):
        runs = runs[:-1]  # the list itself
    if len(runs) < _LEAST:
        return {}, {}
    title, first, end, entries = _list(text, runs[-1].last + 1)
    said = {entry.number: entry.key for entry in entries}
    if len(entries) < _LEAST or len(said) < len(entries):
        return {}, {}
    numbers = [_number(text, run) for run in runs]
    has_title = title < first and any(numbers)
    if not any(numbers) and not any(_DIGIT.match(text.lines[n]) for run in runs for n in _stem(run)):
        numbers = list(range(1, len(runs) + 1))
    known = [number for number in numbers if number is not None and number in said]
    asked = [number for number in numbers if number is not None]
    if len(known) < _SHARE * max(len(runs), len(said)) or len(set(known)) < len(known) or is_shifted(asked, said):
        return {}, {}
    found = {
        n: Told(_right(said[number], runs[n]), {}) for n, number in enumerate(numbers) if number in said and number
    }
    if not all(each.right for each in found.values()):
        return {}, {}
    edits = {n: boilerplate.GONE for n in range(first if has_title else title, end) if text.lines[n].strip()}
    if has_title:
        edits[first] = " ".join(
            f"{number}-{_named(runs[n], found[n])}" for n, number in enumerate(numbers) if n in found
        )
    return found, edits


def _named(run: Run, told: Told) -> str:
    """The labels of the right options, as `options` has them."""
    labels = RINGS if run.are_numbers else [piece.label for piece in run.pieces]
    return ",".join(labels[m] for m in told.right)


def _right(key: str, run: Run) -> tuple[int, ...]:
    """The options that an entry names: in such lists small letters name capitals, too."""
    return whole(key, run) or whole(key.upper(), run)


def _list(text: Lines, start: int) -> tuple[int, int, int, list[_Entry]]:
    """The line of the title, or the first one; the first of the list, the line behind its last entry, the entries."""
    first = next((n for n in range(start, len(text.lines)) if list(_entries(text.lines, n))), len(text.lines))
    found: list[_Entry] = []
    end = first
    for n in range(first, len(text.lines)):
        here = list(_entries(text.lines, n))
        if not here and not _is_frame(text.lines[n]):
            break
        found += here
        end = n + 1 if here else end
    title = next(
        (n for n in range(first - 1, start - 1, -1) if text.lines[n].strip() and not _is_frame(text.lines[n])), -1
    )
    return (title if title >= 0 and _is_title(text.lines[title]) else first), first, end, found


def _is_frame(line: str) -> bool:
    """Whether a line is blank, or the rule or the head of a table."""
    bare = line.strip()
    return (
        not bare
        or not any(letter.isalnum() for letter in bare)
        or (bare[0] == "|" and not any(map(str.isdecimal, bare)))
    )


def _is_title(line: str) -> bool:
    bare = line.strip().strip("#*_:： ")
    return bool(bare) and len(bare) <= _LONGEST and (_TITLE.says(bare) or prefixes.label(f"{bare}: x") is not None)


def _entries(lines: Sequence[str], n: int) -> Iterator[_Entry]:
    """The entries of a line that holds nothing else, behind its title perhaps."""
    line = lines[n]
    title, colon, behind = line.partition(":")
    if colon and _is_title(title):
        line = behind
    at, found = (match.end() if (match := _BETWEEN.match(line)) else 0), []
    while at < len(line):
        entry = _ENTRY.match(line, at)
        if not entry:
            return
        found.append(_Entry(int(entry["number"]), entry["key"]))
        following = _BETWEEN.match(line, entry.end())
        at = following.end() if following else entry.end()
    yield from found


def _stem(run: Run) -> range:
    return range(max(run.since, run.first - _ABOVE), run.first)


def _number(text: Lines, run: Run) -> int | None:
    """The number that the question has, in the last of its lines that begins with one."""
    for n in reversed(_stem(run)):
        match = _NUMBER.match(text.lines[n])
        if match and not text.code[n]:
            return int(match["number"])
    return None
