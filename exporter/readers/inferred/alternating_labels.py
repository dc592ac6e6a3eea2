"""Two labels that take turns all through a document: the first asks and the second answers, whatever words they are.

`#Q … ⏎ ^ …`, `Kérdés: … ⏎ Válasz: …`, `Prompt: … ⏎ Completion: …`. They are replaced by the labels that families know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from exporter.lexicon.wording import is_name
from exporter.readers.inferred import levels, prefixes
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.source import Source

_WORD = r"(?P<word>[^\W\d_]{2,15}(?: [^\W\d_]{1,12})?)(?: ?\d{1,4})? ?[:：](?P<shut>\*\*|__)?(?!\S*//)"
_SIGIL = r"(?P<sigil>(?![-*+>|]\s|#{1,6}\s)[^\w\s`<(\[{\"'“‘«/\\]{1,2}[A-Za-z]{0,2})"
_LABEL = re.compile(rf"^(?P<open>\*\*|__)?(?:{_WORD}|{_SIGIL})\s+(?=\S)")
_OTHERS = ("explanation", "hint", "level", "published", "resources")  # what else stands below questions with a label
_MARKS = ("?", "？", "؟")
_LEAST = 4  # times that both must stand there …
_FEWEST = 3  # … or so many, where each first one has a question mark
_SHARE = 0.8  # of the turns that must be question, answer, question, answer


def replaced(source: Source) -> Source:
    """The source itself, or one in whose lines the two labels are `Q:` and `A:`."""
    found = [(n, label) for n, line in enumerate(source.lines) if (label := _label(line))]
    pair = _pair([label for _, label in found], len(source.lines))
    asking = [source.lines[n] for n, label in found if pair and label == pair[0]]
    if pair is None or not _asks(asking):
        return source
    if len(asking) < _LEAST and not all(line.rstrip("*_ ").endswith(_MARKS) for line in asking):
        return source
    answers = [source.lines[n] for n, label in found if label == pair[1]]
    if any(prefixes.label(_LABEL.sub("", line)) or levels.of_line(line) for line in answers):
        return source  # a sign before a label, `💡 **Answer:** …`, or how hard the question is
    return _with(source, [n for n, label in found if label in pair], [n for n, label in found if label == pair[0]])


def _with(source: Source, labelled: Sequence[int], asked: Collection[int]) -> Source:
    lines = list(source.lines)
    for n in labelled:
        match = _LABEL.match(lines[n])
        assert match
        shut = (match["open"] or "") and not match["shut"]
        lines[n] = f"{'Q' if n in asked else 'A'}: {match['open'] if shut else ''}{lines[n][match.end() :]}"
    return source.with_lines(lines)


def _label(line: str) -> str:
    found = _LABEL.match(line) if line[:1] not in (" ", "\t", "") else None
    return (found["word"] or found["sigil"]).casefold() if found else ""


def _pair(labels: Sequence[str], lines: int) -> tuple[str, str] | None:
    """The two most frequent labels, in their order, where they take turns and neither is one that is known."""
    most = Counter(labels).most_common(2)
    if len(most) < 2 or most[1][1] < _FEWEST or most[1][1] * 60 < lines:
        return None
    names = {name for name, _ in most}
    turns = [label for label in labels if label in names]
    first, second = turns[0], next(label for label in turns if label != turns[0])
    if any(prefixes.read(f"{label}: x").label or prefixes.answer(f"{label}: x") for label in (first, second)):
        return None
    if any(is_name(label, *_OTHERS) for label in (first, second)) or first[:1].isalpha() != second[:1].isalpha():
        return None
    changes = sum(before == first and after == second for before, after in pairwise(turns))
    return (first, second) if changes >= _SHARE * max(count for _, count in most) else None


def _asks(lines: Sequence[str]) -> bool:
    """Whether enough of the first label's texts ask: `Input:` and `Output:` take turns, too."""
    asking = sum(asks(text := _LABEL.sub("", line).rstrip("*_ ")) >= LIKELY or text.endswith(_MARKS) for line in lines)
    return asking * 5 >= len(lines) * 2
