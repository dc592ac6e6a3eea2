"""Who asks and who answers, `User: …` and `Assistant: …`, `## Interviewer`, `Term: …`: made labels that families know.

Two roles of one language that take turns all through a text: a chat, an interview, terms and their definitions. With
few turns the questions must ask or the answers be sentences: `Host: localhost`, `Guest: vm1` are neither.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from exporter import lexicon
from exporter.lexicon.wording import LETTER
from exporter.readers.inferred import boilerplate
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.source import Source

_LINE = re.compile(
    rf"(?P<mark>#{{1,6}}[ \t]+)?(?:\*\*|__)?(?P<role>{LETTER}+(?:['’ \u200c]{LETTER}+){{0,2}}?)(?P<said>[ ]said)?"
    r"[ ]?(?P<colon>[:：])?(?:\*\*|__)?(?P<after>[:：])?(?:[ \t]+|(?<=：)|$)(?P<text>.*)"
)
_ENDS = (".", "!", "。", "।", "؟", "?", ".*", ".**")
_BLOCKS = ("#", "-", "*", ">", "`", "|")
_LONGEST = 24  # characters of a role and what stands before it
_SHARE = 0.8  # of many turns that must be question, answer, question, answer
_FEW = 3  # turns below which nothing but questions and sentences tells what they are
_ASKING = 0.4  # share of questions that must ask


class _Turn(NamedTuple):
    """A line that names who speaks."""

    line: int  # 0-based
    role: str  # as `lexicon.folded` has it
    text: str  # what is said on the line itself


def replaced(source: Source) -> Source:
    """The source itself, or one whose lines say so."""
    turns = [turn for n, line in enumerate(source.lines) if line[:1] not in _SKIPPED and (turn := _turn(n, line))]
    best: list[tuple[_Turn, bool]] = []
    for asking, answering in _pairs({turn.role for turn in turns}):
        taken = [(turn, turn.role == asking) for turn in turns if turn.role in (asking, answering)]
        if len(taken) > len(best) and _take_turns([asks for _, asks in taken]) and _are_cards(source.lines, taken):
            best = taken
    return _with(source, best) if best else source


_SKIPPED = frozenset((" ", "\t", "", "-", "|", ">", "<", "`", "[", "!"))


def _turn(n: int, line: str) -> _Turn | None:
    at = line.find(":", 0, _LONGEST)
    if at < 0 and line[0] != "#" and "：" not in line[:_LONGEST]:
        return None
    found = _LINE.fullmatch(line)
    if not found or not (found["colon"] or found["after"] or (found["mark"] and not found["text"])):
        return None
    role = lexicon.folded(found["role"])
    return _Turn(n, role, found["text"].strip()) if role in _roles() else None


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    return frozenset(role for pair in lexicon.roles() for role in pair)


def _pairs(said: set[str]) -> Sequence[tuple[str, str]]:
    """The pairs of roles that are both named."""
    return sorted(pair for pair in lexicon.roles() if said.issuperset(pair)) if len(said) > 1 else ()


def _take_turns(asking: Sequence[bool]) -> bool:
    """Whether a question comes first, and each but for a few is followed by an answer."""
    changes = sum(before and not after for before, after in pairwise(asking))
    most = max(asking.count(True), asking.count(False))
    return asking[0] and changes >= (_SHARE if most > _FEW else 1) * most


def _are_cards(lines: Sequence[str], turns: Sequence[tuple[_Turn, bool]]) -> bool:
    """Whether the first role asks; else whether there are several turns, or sentences answer."""
    texts: dict[bool, list[str]] = defaultdict(list)
    for turn, is_question in turns:
        texts[is_question].append(turn.text or next((line for line in lines[turn.line + 1 :] if line.strip()), ""))
    if sum(asks(text) >= LIKELY for text in texts[True]) >= _ASKING * len(texts[True]):
        return True
    return len(texts[True]) >= _FEW or all(text.rstrip().endswith(_ENDS) for text in texts[False])


def _with(source: Source, turns: Sequence[tuple[_Turn, bool]]) -> Source:
    """With `Q:` and `A:` in place of roles; of a role that stands alone, on the line below or in its own place."""
    lines = list(source.lines)
    for turn, is_question in turns:
        below = next((n for n in range(turn.line + 1, len(lines)) if lines[n].strip()), len(lines))
        if turn.text:
            lines[turn.line] = f"{'Q' if is_question else 'A'}: {turn.text}"
        elif not is_question:
            lines[turn.line] = "Answer:"
        elif below < len(lines) and not lines[below].startswith(_BLOCKS):
            lines[turn.line] = boilerplate.GONE
            lines[below] = f"Q: {lines[below]}"
    return source.with_lines(lines)
