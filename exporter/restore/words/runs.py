"""Word segmentation: where a run of letters such as `useruntimeexecutable` may come apart.

A unigram model over all readings, as for text without spaces, but with the probability of each place being a seam
as its result: the best reading with a seam there against the best without (forward and backward, one pass each).
Cost grows with the length of the run times the longest word.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from exporter.restore.words.characters import pair

_LONGEST_WORD = 22
_LONGEST_RUN = 120
SEAM = -0.5  # what one more cut in a run costs
_NEVER = -1e9
# Within these, parts of one name do not meet: `fooBar`, `foo_bar` and `foo1` are names, `foobar` is a word.
_FIRM = frozenset({"aa", "AA", "Aa", "00"})

Score = Callable[[str], float]


def name_parts(run: str) -> list[str]:
    """The run cut wherever parts of one name may meet: `getTime2` is get, Time, 2."""
    cuts = [0, *(at for at in range(1, len(run)) if pair(run, at) not in _FIRM), len(run)]
    return [run[start:end] for start, end in pairwise(cuts)]


def readings(run: str, score: Score) -> float:
    """The score of the best reading of a run as words, a cut between any two of them."""
    return _forward(run, score)[0][-1]


def seam_odds(run: str, score: Score) -> tuple[float, ...]:
    """log10 odds of a seam before each character of the run but the first."""
    if len(run) > _LONGEST_RUN:
        return (0.0,) * (len(run) - 1)
    if len(run) == 1:
        return ()
    forward, words = _forward(run, score)
    backward = _backward(len(run), words)
    spanning = _spanning(forward, backward, words)
    odds = []
    for at in range(1, len(run)):
        cut = forward[at] + backward[at] + SEAM
        joined = _NEVER if pair(run, at) in _FIRM else cut
        odds.append(cut - max(spanning[at], joined))
    return tuple(odds)


def _forward(run: str, score: Score) -> tuple[list[float], list[tuple[int, int, float]]]:
    """Best score of every beginning of the run, and all words tried as (start, end, score)."""
    best = [0.0]
    words = []
    for end in range(1, len(run) + 1):
        top = _NEVER
        for start in range(max(0, end - _LONGEST_WORD), end):
            value = score(run[start:end])
            words.append((start, end, value))
            top = max(top, best[start] + value + (SEAM if start else 0.0))
        best.append(top)
    return best, words


def _backward(length: int, words: list[tuple[int, int, float]]) -> list[float]:
    best = [_NEVER] * length + [0.0]
    for start, end, value in sorted(words, reverse=True):
        best[start] = max(best[start], value + best[end] + (SEAM if end < length else 0.0))
    return best


def _spanning(forward: list[float], backward: list[float], words: list[tuple[int, int, float]]) -> list[float]:
    """The best reading in which one word covers a position."""
    length = len(forward) - 1
    best = [_NEVER] * (length + 1)
    for start, end, value in words:
        if end - start > 1:
            cuts = (SEAM if start else 0.0) + (SEAM if end < length else 0.0)
            total = forward[start] + value + cuts + backward[end]
            for at in range(start + 1, end):
                if total > best[at]:
                    best[at] = total
    return best
