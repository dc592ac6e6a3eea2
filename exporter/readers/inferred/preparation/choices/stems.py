"""What stands before questions with options: numbers on lines of their own, abbreviated labels, fields of records."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from exporter import lexicon
from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.preparation.choices.runs import Lines, Run
from exporter.readers.labelling import WORDS

_HEAD = r"(?P<head>[ \t>]*(?:#{1,6}[ \t]+|[-*+][ \t]+|\d{1,4}[.)][ \t]+)?)"
_SHORT = re.compile(
    rf"{_HEAD}(?P<open>\*\*|__)?(?P<word>[^\W\d_]{{1,4}})(?:\.? ?(?P<number>\d{{1,4}}))?"
    r"(?:\.? ?[:：]|\.?(?=\t))(?P<shut>\*\*|__)?\s+(?P<rest>\S.*)"
)
_ALONE = re.compile(r"[ \t]*(?:\*\*)?(?:[^\W\d_][.]? ?)?#?(?P<number>\d{1,4})[.)]?(?:\*\*)?[ \t]*")
_FIELD = re.compile(
    rf"[ \t]*(?:\*\*)?(?P<name>{WORDS}|id|#)[.]?\s?[:：=](?:\*\*)?[ \t]*(?P<value>\S.*)?", re.IGNORECASE
)
_WITH_TOPIC = re.compile(rf"(?P<keep>[ \t#*]*{WORDS}\s?#?\s?\d{{1,4}})[ \t,:|(–-]+{WORDS}\s?#?\d{{1,4}}\)?[ \t*]*")
_PLAIN = re.compile(r"[ \t]*(?![#>|<]|[-+*][ \t]|\d{1,4}[.)][ \t])\S")  # what a number can stand before
_ABOVE = 8  # lines above options that are looked at
_SHARE = 0.8  # of the questions that must have the same before them
_LEAST = 2


class _Line(NamedTuple):
    """A line above the options of a run."""

    run: int
    line: int
    value: str  # a number, or the word of a label


def edits(text: Lines, runs: Sequence[Run], made: dict[int, str]) -> dict[int, str]:
    """The lines that change, after those that have changed already."""
    found = dict(made)
    regions = [_region(text, run, made) for run in runs]
    for step in (_heads, _abbreviations, _numbers, _fields):
        found |= step(text, regions, found)
    return {n: line for n, line in found.items() if made.get(n) != line}


def _region(text: Lines, run: Run, made: dict[int, str]) -> list[int]:
    """The lines with text above a run, down to its first option."""
    start = max(run.since, run.first - _ABOVE)
    keys = [n for n in range(start, run.first) if n in made and made[n].lstrip().startswith("Answer:")]
    lines = range(keys[-1] + 1 if keys else start, run.first)
    return [n for n in lines if made.get(n, text.lines[n]).strip() not in ("", boilerplate.GONE) and not text.code[n]]


def _often(found: Sequence[_Line], regions: Sequence[Sequence[int]]) -> bool:
    """Whether nearly all questions have such a line."""
    return len({one.run for one in found}) >= max(_LEAST, _SHARE * len(regions))


def _heads(text: Lines, regions: Sequence[Sequence[int]], made: dict[int, str]) -> dict[int, str]:
    """`Question #5 Topic 1` above a question becomes `Question #5`."""
    found = []
    for n, region in enumerate(regions):
        for line in region[:-1]:
            match = _WITH_TOPIC.fullmatch(made.get(line, text.lines[line]))
            if match and prefixes.read(match["keep"]).label == "q":
                found.append(_Line(n, line, match["keep"].rstrip()))
    return {one.line: one.value for one in found} if _often(found, regions) else {}


def _abbreviations(text: Lines, regions: Sequence[Sequence[int]], made: dict[int, str]) -> dict[int, str]:
    """`F: …` becomes `Q: …`."""
    asked = {asked for asked, _ in lexicon.pairs()} - {"q"}
    found: dict[str, list[_Line]] = defaultdict(list)
    for n, region in enumerate(regions):
        for line in region:
            match = _SHORT.fullmatch(made.get(line, text.lines[line]))
            if match and lexicon.folded(match["word"]) in asked:
                found[lexicon.folded(match["word"])].append(_Line(n, line, ""))
    lines = next((lines for lines in found.values() if _often(lines, regions)), [])
    changed = {}
    for one in lines:
        match = _SHORT.fullmatch(made.get(one.line, text.lines[one.line]))
        assert match
        opened = match["open"] or ""
        around = opened if match["shut"] else ""
        rest = match["rest"] if around or not opened else opened + match["rest"]
        changed[one.line] = f"{match['head']}{around}Q{match['number'] or ''}:{around} {rest}"
    return changed


def _running(found: Sequence[_Line], regions: Sequence[Sequence[int]]) -> bool:
    """Whether these lines hold numbers that run on from question to question, or back, or begin again."""
    numbers = [int(one.value) for one in found]
    steps = sum(abs(after - before) == 1 or after == 1 for before, after in pairwise(numbers))
    return _often(found, regions) and steps >= _SHARE * (len(numbers) - 1)


def _numbers(text: Lines, regions: Sequence[Sequence[int]], made: dict[int, str]) -> dict[int, str]:
    """A number above its question, `01`, goes before it."""
    found = []
    for n, region in enumerate(regions):
        for line, below in pairwise(region):
            match = _ALONE.fullmatch(made.get(line, text.lines[line]))
            if match and below == line + 1 and _PLAIN.match(text.lines[below]):
                found.append(_Line(n, line, match["number"]))
                break
    if not _running(found, regions):
        return {}
    return _moved(text, found, made, lambda line, number: f"{number}. {line.lstrip()}")


def _fields(text: Lines, regions: Sequence[Sequence[int]], made: dict[int, str]) -> dict[int, str]:
    """Fields of records: `Number: 1` goes into the label of the question, one without a value goes."""
    found: dict[str, list[_Line]] = defaultdict(list)
    for n, region in enumerate(regions):
        for line in region:
            match = _FIELD.fullmatch(text.lines[line])
            if match and (match["value"] or "").strip().isdecimal():
                found[match["name"].casefold()].append(_Line(n, line, match["value"].strip()))
            elif match and not match["value"]:
                found[f"{match['name'].casefold()} -"].append(_Line(n, line, ""))
    changed: dict[int, str] = {}
    for name, lines in found.items():
        if name.endswith(" -") and _often(lines, regions) and all(one.line > regions[one.run][0] for one in lines):
            changed |= {one.line: boilerplate.GONE for one in lines}
        elif not name.endswith(" -") and _running(lines, regions):
            changed |= _moved(text, lines, made, _numbered)
    return changed


def _moved(
    text: Lines, found: Sequence[_Line], made: dict[int, str], join: Callable[[str, str], str]
) -> dict[int, str]:
    """Numbers put into the lines below them."""
    changed: dict[int, str] = {}
    for one in found:
        below = made.get(one.line + 1, text.lines[one.line + 1])
        if joined := join(below, str(int(one.value))):
            changed |= {one.line: boilerplate.GONE, one.line + 1: joined}
    return changed


def _numbered(line: str, number: str) -> str:
    """A line with the label of a question, `Question 5: …`; "" where it has none, or a number."""
    read = prefixes.read(line)
    if read.label != "q" or read.number is not None:
        return ""
    return f"Question {number}: {read.text}"
