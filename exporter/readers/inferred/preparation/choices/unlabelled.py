"""Options without labels that a key below them names: by their number in the list, or by their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exporter.lexicon.wording import holds
from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.preparation.choices.runs import Lines, Run
from exporter.readers.labelling import ANSWERED

_INDEX = re.compile(r"\W*(?P<name>[^\W\d_][^\d:：=]{1,40}?)\s*[:：=]\s*(?P<said>\d{1,2}(?:\s*[,;&+]\s*\d{1,2})*)\W*")
_MARKUP = re.compile(r"\s*(?:[-*+•>#|<`]|\d{1,3}[.)]\s|\W*$)")
_ASKED = ("?", "？", "؟", ":", "：", ".", "。", "…", "_")
_LEAST = 3  # questions whose key must be a number, or a text
_SHARE = 0.8  # of all
_FEWEST = 3  # lines of a question and two options


class _Keyed(NamedTuple):
    """A question whose lines are its options, and the line of its key."""

    first: int  # the first option
    key: int
    right: tuple[str, ...]


def by_index(text: Lines, runs: Sequence[Run]) -> tuple[dict[int, tuple[int, ...]], dict[int, str]]:
    """The right items of lists below which stands a number, counted from 1, or from 0; and the lines of the keys."""
    found: dict[int, tuple[int, list[int]]] = {}
    named: set[str] = set()
    for n, run in enumerate(runs):
        line = next((m for m in range(run.last + 1, min(run.last + 3, len(text.lines))) if text.lines[m].strip()), -1)
        match = _INDEX.fullmatch(text.lines[line]) if line >= 0 else None
        if match and holds(match["name"], "answer", "plural", "right", "loose", "option"):
            named.add(match["name"].casefold())
            found[n] = (line, [int(number) for number in re.findall(r"\d+", match["said"])])
    if len(found) < max(_LEAST, _SHARE * len(runs)):
        return {}, {}
    start = _start({n: said for n, (_, said) in found.items()}, runs, is_index=any("index" in name for name in named))
    if start is None:
        return {}, {}
    right = {n: tuple(sorted({number - start for number in said})) for n, (_, said) in found.items()}
    return right, {line: boilerplate.GONE for line, _ in found.values()}


def _start(said: dict[int, list[int]], runs: Sequence[Run], is_index: bool) -> int | None:
    """The number of the first item; None where a number is none of an item, or nobody can tell where they begin."""
    numbers = [number for each in said.values() for number in each]
    start = 0 if 0 in numbers else 1
    is_last = any(max(each) == len(runs[n].pieces) for n, each in said.items())
    fits = all(start <= number < start + len(runs[n].pieces) for n, each in said.items() for number in each)
    is_told = not start or is_last or not is_index
    return start if fits and is_told and len({*map(tuple, said.values())}) > 1 else None


def by_text(text: Lines) -> dict[int, str]:
    """The lines of options, one below the other, of which the labelled answer right below them is one."""
    answers = [n for n in range(text.first, len(text.lines)) if _said(text, n)]
    found = [keyed for n in answers if (keyed := _keyed(text, n))]
    if len(found) < max(_LEAST, _SHARE * len(answers)):
        return {}
    edits: dict[int, str] = {}
    for keyed in found:
        edits[keyed.key] = boilerplate.GONE
        for n in range(keyed.first, keyed.key):
            line = text.lines[n].strip()
            edits[n] = f"- [{'x' if _plain(line) in keyed.right else ' '}] {line}"
    return edits


def _said(text: Lines, n: int) -> str:
    """What a line that labels an answer says."""
    line = text.lines[n].strip()
    if text.code[n] or not ANSWERED.may_begin(line):
        return ""
    label = prefixes.label(line)
    return label.rest if label and not label.is_weak else ""


def _keyed(text: Lines, key: int) -> _Keyed | None:
    """The question above a key, where its last lines are options and the key is one of them, or several."""
    lines = sorted(_above(text, key))
    stem = next((n for n in reversed(lines) if text.lines[n].rstrip("*_ ").endswith(_ASKED)), lines[0] if lines else 0)
    options = [n for n in lines if n > stem]
    plain = [_plain(text.lines[n]) for n in options]
    whole = _plain(_said(text, key))
    right = (whole,) if whole in plain else tuple(_plain(part) for part in _said(text, key).split(","))
    if len(lines) < _FEWEST or len(options) < 2 or len({*plain}) < len(plain) or not {*right} < {*plain}:
        return None
    return _Keyed(options[0], key, right)


def _above(text: Lines, key: int) -> Iterator[int]:
    """The lines of plain text right above a line, from below."""
    for n in range(key - 1, text.first - 1, -1):
        line = text.lines[n]
        if not line.strip() or text.code[n]:
            return
        is_first = n == text.first or not text.lines[n - 1].strip()
        if is_first or not _MARKUP.match(line):
            yield n
        if is_first or _MARKUP.match(line):
            return


def _plain(text: str) -> str:
    return " ".join(text.strip(' \t.*_`"').casefold().split())
