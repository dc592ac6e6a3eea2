"""Words of fields: how two texts of HTML differ, for people."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\S+")
_MOST = 2000  # words of a text that are compared
_CONTEXT = 4  # words shown around a change


def counts(before: str, after: str) -> str:
    """How many words came and went: "+3 -1 words"."""
    old, new = _words(before), _words(after)
    changed = list(_changes(old, new))
    came, went = sum(d - c for *_, c, d in changed), sum(b - a for _, a, b, *_ in changed)
    return f"+{came} -{went} words" if came or went else "its form only"


def marked(before: str, after: str) -> str:
    """The second text with what went in `[-…-]` and what came in `{+…+}`; long runs in common are left out."""
    old, new = _words(before), _words(after)
    parts: list[str] = []
    done = 0
    for _, a, b, c, d in _changes(old, new):
        parts.append(_run(new[done:c], is_first=done == 0))
        parts += [f"[-{' '.join(old[a:b])}-]"] if a < b else []
        parts += [f"{{+{' '.join(new[c:d])}+}}"] if c < d else []
        done = d
    parts.append(_run(new[done:], is_first=done == 0, is_last=True))
    return " ".join(filter(None, parts))


def _words(text: str) -> list[str]:
    return [found[0] for found in islice(_WORD.finditer(html.unescape(_TAG.sub(" ", text))), _MOST)]


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    yield from (step for step in steps if step[0] != "equal")


def _run(words: Sequence[str], *, is_first: bool = False, is_last: bool = False) -> str:
    """A run that both have, without its middle."""
    head = [] if is_first else words[:_CONTEXT]
    tail = [] if is_last else words[max(len(words) - _CONTEXT, 0) :]
    if len(words) <= len(head) + len(tail):
        return " ".join(words)
    return " ".join([*head, "…", *tail])
