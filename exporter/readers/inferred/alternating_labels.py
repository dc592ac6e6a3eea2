"""Two labels that take turns all through a document: the first asks and the second answers, whatever words they are.

`#Q … ⏎ ^ …`, `Kérdés: … ⏎ Válasz: …`, `Prompt: … ⏎ Completion: …`. They are replaced by the labels that families know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from exporter import lexicon
from exporter.lexicon.wording import LETTER, is_name
from exporter.readers.inferred import prefixes
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.labelling import ANSWERED, ASKED
from exporter.readers.source import Source

_WORD = r"(?P<word>[^\W\d_]{2,15}(?: [^\W\d_]{1,12})?)(?: ?\d{1,4})? ?[:：](?P<shut>\*\*|__)?(?!\S*//)"
_SIGIL = r"(?P<sigil>(?![-*+>|]\s|#{1,6}\s)[^\w\s`<(\[{\"'“‘«/\\]{1,2}[A-Za-z]{0,2})"
_LABEL = re.compile(rf"^(?P<open>\*\*|__)?(?:{_WORD}|{_SIGIL})\s+(?=\S)")
_SHORT = re.compile(
    rf"^(?P<open>\*\*|__)?(?P<word>{LETTER}{{1,4}})(?:\.? ?(?P<number>\d{{1,4}}))?\.? ?[:：](?P<shut>\*\*|__)?"
    r"(?:\s+|(?<=：))(?=\S)"
)
_OTHERS = ("explanation", "hint", "level", "published", "resources")  # what else stands below questions with a label
_MARKS = ("?", "？", "؟")
_COLON = 18  # characters by which the colon of such a label stands
_TURNS = 2  # times that an abbreviated question must be followed by an abbreviated answer
_LEAST = 4  # times that both must stand there
_SHARE = 0.8  # of the turns that must be question, answer, question, answer


def replaced(source: Source) -> Source:
    """The source itself, or one in whose lines the two labels are `Q:` and `A:`."""
    return _abbreviated(_unknown(source))


def _unknown(source: Source) -> Source:
    """With labels of words that nobody knows."""
    found = [(n, label) for n, line in enumerate(source.lines) if (label := _label(line))]
    pair = _pair([label for _, label in found], len(source.lines))
    if pair is None or not _asks([source.lines[n] for n, label in found if label == pair[0]]):
        return source
    return _with(source, [n for n, label in found if label in pair], [n for n, label in found if label == pair[0]])


def _abbreviated(source: Source) -> Source:
    """With abbreviations of "question" and "answer" in one language, `F: …`, `A: …`: alone they may be anything."""
    lines = source.lines
    may = ((n, line) for n, line in enumerate(lines) if line.find(":", 1, _COLON) > 0 or line.find("：", 1, _COLON) > 0)
    found = [(n, label) for n, line in may if (label := _short(line))]
    said = {label for _, label in found}
    for asked, answered in sorted(pair for pair in lexicon.pairs() if said.issuperset(pair) and pair != ("q", "a")):
        turns = [(n, label) for n, label in found if label in (asked, answered)]
        questions = [n for n, label in turns if label == asked]
        if _take_turns([label == asked for _, label in turns]) and _asks([lines[n] for n in questions], _SHORT):
            return _with(source, [n for n, _ in turns], questions)
    for asked in sorted(said & {asked for asked, _ in lexicon.pairs()} - {"q"}):
        questions = [n for n, label in found if label == asked]
        if _take_turns([n in set(questions) for n in sorted({*questions, *_answered(lines)})]) and _asks(
            [lines[n] for n in questions], _SHORT
        ):
            return _with(source, questions, questions)
    for answered in sorted(said & {answered for _, answered in lexicon.pairs()} - {"a"}):
        short = {n for n, label in found if label == answered}
        if _take_turns([n not in short for n in sorted({*short, *_labelled(lines)})]):
            return _with(source, sorted(short), ())
    return source


def _labelled(lines: Sequence[str]) -> list[int]:
    """The lines with the label of a question, in full: `Pergunta: …` above `R: …`."""
    return [n for n, line in enumerate(lines) if ASKED.may_begin(line) and prefixes.read(line).label == "q"]


def _answered(lines: Sequence[str]) -> list[int]:
    """The lines with the label of an answer, in full: `F: …` above `Antwort: …`."""
    found = ((n, prefixes.label(line.strip())) for n, line in enumerate(lines) if ANSWERED.may_begin(line.strip()))
    return [n for n, label in found if label and not label.is_weak]


def _take_turns(turns: Sequence[bool]) -> bool:
    """Whether questions (true) and answers take turns, often enough to be no chance."""
    most = max(turns.count(True), turns.count(False), _TURNS)
    return sum(pair == (True, False) for pair in pairwise(turns)) >= _SHARE * most


def _with(source: Source, labelled: Sequence[int], asked: Collection[int]) -> Source:
    lines = list(source.lines)
    for n in labelled:
        match = _SHORT.match(lines[n]) or _LABEL.match(lines[n])
        assert match
        shut = (match["open"] or "") and not match["shut"]
        number = match.groupdict().get("number") or ""
        label = f"{'Q' if n in asked else 'A'}{number}"
        lines[n] = f"{label}: {match['open'] if shut else ''}{lines[n][match.end() :]}"
    return source.with_lines(lines)


def _short(line: str) -> str:
    """The abbreviation that a line begins with."""
    found = _SHORT.match(line)
    return lexicon.folded(found["word"]) if found else ""


def _label(line: str) -> str:
    found = _LABEL.match(line) if line[:1] not in (" ", "\t", "") else None
    return (found["word"] or found["sigil"]).casefold() if found else ""


def _pair(labels: Sequence[str], lines: int) -> tuple[str, str] | None:
    """The two most frequent labels, in their order, where they take turns and neither is one that is known."""
    most = Counter(labels).most_common(2)
    if len(most) < 2 or most[1][1] < _LEAST or most[1][1] * 60 < lines:
        return None
    names = {name for name, _ in most}
    turns = [label for label in labels if label in names]
    first, second = turns[0], next(label for label in turns if label != turns[0])
    if any(prefixes.read(f"{label}: x").label or prefixes.answer(f"{label}: x") for label in (first, second)):
        return None
    if any(is_name(label, *_OTHERS) for label in (first, second)):
        return None
    changes = sum(before == first and after == second for before, after in pairwise(turns))
    return (first, second) if changes >= _SHARE * max(count for _, count in most) else None


def _asks(lines: Sequence[str], label: re.Pattern[str] = _LABEL) -> bool:
    """Whether enough of the first label's texts ask: `Input:` and `Output:` take turns, too."""
    asking = sum(asks(text := label.sub("", line).rstrip("*_ ")) >= LIKELY or text.endswith(_MARKS) for line in lines)
    return asking * 5 >= len(lines) * 2
