"""Word diff of two texts, marked as `git diff --word-diff` does."""

from __future__ import annotations

import itertools
import re
from collections.abc import Hashable, Sequence

Step = tuple[str, int, int, int, int]  # "equal" or "replace"; from and to in the old; from and to in the new
_MOST = 3000  # words of a text that are compared; the cost of a comparison grows with its square
_CONTEXT = 4  # words shown around a change
_WORD = re.compile(r"\S+")


def marked(before: str, after: str) -> str:
    """The second text with what went in `[-…-]` and what came in `{+…+}`; long runs in common are left out."""
    old, new = _words(before), _words(after)
    found = steps(old, new)
    parts = []
    for n, (kind, a, b, c, d) in enumerate(found):
        if kind == "equal":
            parts.append(_context(new[c:d], is_first=n == 0, is_last=n == len(found) - 1))
            continue
        if a < b:
            parts.append(f"[-{' '.join(old[a:b])}-]")
        if c < d:
            parts.append(f"{{+{' '.join(new[c:d])}+}}")
    return " ".join(part for part in parts if part)


def counts(before: str, after: str) -> str:
    """How many words came and went: "+3 -1 words"."""
    changed = [step for step in steps(_words(before), _words(after)) if step[0] != "equal"]
    came, went = sum(d - c for *_, c, d in changed), sum(b - a for _, a, b, *_ in changed)
    return f"+{came} -{went} words" if came or went else "spaces only"


def _words(text: str) -> list[str]:
    return [found[0] for found in itertools.islice(_WORD.finditer(text), _MOST)]


def steps(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Step]:
    """How one sequence becomes the other, run by run."""
    from rapidfuzz.distance import Indel

    found: list[Step] = []
    for step in Indel.opcodes(old, new):
        kind = "equal" if step.tag == "equal" else "replace"
        if found and found[-1][0] == kind == "replace":  # what went and what came at one place
            _, a, _, c, _ = found.pop()
            found.append((kind, a, step.src_end, c, step.dest_end))
        else:
            found.append((kind, step.src_start, step.src_end, step.dest_start, step.dest_end))
    return found


def _context(run: list[str], *, is_first: bool, is_last: bool) -> str:
    head = [] if is_first else run[:_CONTEXT]
    tail = [] if is_last else run[-_CONTEXT:]
    if len(run) <= len(head) + len(tail):
        return " ".join(run)
    return " ".join([*head, "…", *tail])
