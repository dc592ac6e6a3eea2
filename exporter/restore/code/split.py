"""Splits blocks of code that were pasted back to back, where the language changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from exporter.restore.code.languages import families
from exporter.restore.code.lines import CodeLine
from exporter.restore.code.votes import Votes, comment_votes

TOUCHING: Final = 3.5  # what another language must gain for a cut where no blank line stands: two blocks of a page
APART: Final = 14.0  # the same at a blank line, which one block may hold as well
NEAR: Final = 8  # comments between two lines of code, at most, at a change of language
STATES: Final = 6  # languages that one stretch is searched for

# Languages that stand in one block on many pages, apart by a blank line: a Dockerfile, and how to run it.
MIXED: Final = frozenset(
    frozenset(pair.split())
    for pair in ("dockerfile bash", "python bash", "javascript html", "css html", "bash console", "bash gitignore")
)

_CLOSING = re.compile(r"[\])}]|end\b|else\b|elif\b|except\b|finally\b|fi\b|done\b|</")
# How another document of a language starts, and what must have stood before: the last words of the one before it.
_FRESH: Final = {
    "dockerfile": (re.compile(r"(CMD|ENTRYPOINT) "), re.compile(r"FROM ")),
    "yaml": (re.compile(r"(apiVersion|version|services|on|jobs): ?"), re.compile(r"(apiVersion|version): ?\S")),
    "json": (re.compile(r"[}\]]$"), re.compile(r"[{\[]$")),
    "html": (re.compile(r"</html>"), re.compile(r"<!DOCTYPE|<html")),
}


class _Change(NamedTuple):
    """A place where the language may change: a blank line or none, and what the lines around it speak for."""

    gap: bool
    last: Votes
    first: Votes


def cuts(run: Sequence[CodeLine]) -> list[int]:
    """Positions in the run, after the first, at which another block begins."""
    path = _languages(run)
    found = [at for at in range(1, len(run)) if path[at] != path[at - 1]]
    return sorted({*found, *_fresh(run, path)})


def _languages(run: Sequence[CodeLine]) -> list[str]:
    """The most likely language of every line, with as few changes as the lines allow."""
    given = [_evidence(line) for line in run]
    states = _states(run, given)
    if len(states) == 1:
        return states * len(run)
    score = dict.fromkeys(states, 0.0)
    back: list[dict[str, str]] = []
    for at, votes in enumerate(given):
        came = {state: state for state in states}
        change = _change(given, run, at)
        if change is not None:
            came = {state: _best(score, state, change) for state in states}
        score = {
            state: score[came[state]] + votes.get(state, 0.0) - (_cost(came[state], state, change) if change else 0.0)
            for state in states
        }
        back.append(came)
    return _trace(score, back)


def _trace(score: dict[str, float], back: list[dict[str, str]]) -> list[str]:
    state = max(score, key=lambda name: score[name])
    path = []
    for came in reversed(back):
        path.append(state)
        state = came[state]
    return path[::-1]


def _best(score: dict[str, float], state: str, change: _Change) -> str:
    return max(score, key=lambda before: score[before] - _cost(before, state, change))


def _cost(before: str, state: str, change: _Change) -> float:
    """What a change of language costs; where the lines at the seam do not speak for it, there is none."""
    if before == state:
        return 0.0
    last, first = change.last, change.first
    if last.get(before, 0.0) < last.get(state, 0.0) or first.get(state, 0.0) <= first.get(before, 0.0):
        return float("inf")
    if not change.gap:
        return TOUCHING
    return float("inf") if frozenset((before, state)) in MIXED else APART


def _evidence(line: CodeLine) -> Votes:
    """What a line says about the language of its block; a continued line says nothing of its own."""
    if line.inside:
        return {}
    return _comment_families(line.comment) if line.comment else families(line.votes)


@cache
def _comment_families(opener: str) -> Votes:
    return families(comment_votes(opener))


def _change(given: Sequence[Votes], run: Sequence[CodeLine], at: int) -> _Change | None:
    """What stands around a place where the language may change; nothing where it cannot, or where both sides agree."""
    if not at or not _seam(run, at):
        return None
    last, first = _sides(given, run, at)
    return _Change(run[at].gap, last, first) if _top(last) != _top(first) else None


def _top(votes: Votes) -> str:
    return max(votes, key=lambda name: votes[name], default="")


def _sides(given: Sequence[Votes], run: Sequence[CodeLine], at: int) -> tuple[Votes, Votes]:
    """The votes of the nearest lines before and after a seam that say anything, within a few lines."""
    before = (given[near] for near in range(at - 1, max(at - NEAR, -1), -1) if _speaks(run[near], given[near]))
    after = (given[near] for near in range(at, min(at + NEAR, len(run))) if _speaks(run[near], given[near]))
    return next(before, {}), next(after, {})


def _speaks(line: CodeLine, votes: Votes) -> bool:
    """Whether a line says anything of its language: no comment, and no bracket that closes."""
    return not line.comment and max(votes.values(), default=0.0) >= 1


def _states(run: Sequence[CodeLine], given: Sequence[Votes]) -> list[str]:
    total: Counter[str] = Counter()
    for line, votes in zip(run, given, strict=True):
        if not line.comment:
            total.update({name: weight for name, weight in votes.items() if weight >= 1 and name != "text"})
    return [name for name, _ in total.most_common(STATES)] or ["text"]


def _seam(run: Sequence[CodeLine], at: int) -> bool:
    """Whether a block may begin here: at the margin, and not between a comment and what it explains."""
    line, before = run[at], run[at - 1]
    if line.indent or line.inside or _CLOSING.match(line.text):
        return False
    return line.gap or not (before.comment and not before.indent)


def _fresh(run: Sequence[CodeLine], path: Sequence[str]) -> list[int]:
    """Cuts between two documents of one language, where no blank line stands between them."""
    found, ended = [], False
    for at, line in enumerate(run):
        last, first = _FRESH.get(path[at], (None, None))
        if last is None or first is None:
            continue
        if ended and first.match(line.text):
            ended = False
            found += _start(run, at)
        ended = ended or bool(last.match(line.text))
    return found


def _start(run: Sequence[CodeLine], at: int) -> list[int]:
    """The first line of the document whose first instruction stands at `at`: its title, where it has one.

    Comments above it that stand under a lead-in (`# Result:`) belong to the document before; so the title is the last
    comment there. Where a blank line stands above the title, the two are one block with a blank line in it.
    """
    top = at
    while top > 0 and run[top - 1].comment and not run[top].gap:
        top -= 1
    if run[top].gap and top < at - 1 and run[top].text.endswith(":"):
        top = at - 1
    return [top] if top and not run[top].gap and not run[top - 1].text.startswith("---") else []
