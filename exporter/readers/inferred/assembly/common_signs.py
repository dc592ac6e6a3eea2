"""Signs that most answers of a document begin with, and that teach nothing: `💬 …`, or `???` on a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from exporter.readers.inferred.verdict import Verdict

_SIGN = re.compile("([\u2600-\u27bf\U0001f300-\U0001faff])\ufe0f?\\s+(?=\\S)")
_SEPARATOR = re.compile(r"[?%=+.:~^&@!/-]{1,6}")
_LEAST_PARTED = 2  # answers below the same signs
_LEAST_SIGNED, _SHARE = 3, 0.8  # answers with the same sign, and their share, from which on it is no text


def sign(lines: Sequence[str], verdict: Verdict) -> str:
    """The sign that answers begin with, such as `💬`; "" where most do not."""
    ranges = zip(verdict.candidates, verdict.ends, strict=True)
    firsts = (_first_text(candidate.rest.split("\n") + list(lines[candidate.end : end])) for candidate, end in ranges)
    signs = (found[1] for text in firsts if (found := _SIGN.match(text)))
    return _common(signs, _LEAST_SIGNED, len(verdict.candidates))


def separator(lines: Sequence[str], verdict: Verdict) -> str:
    """The signs on a line of their own, such as `???`, that part questions from answers; "" where most have none."""
    ranges = zip(verdict.candidates, verdict.ends, strict=True)
    firsts = (_first_text(lines[candidate.end : end]) for candidate, end in ranges if not candidate.rest)
    return _common(filter(_SEPARATOR.fullmatch, firsts), _LEAST_PARTED, len(verdict.candidates))


def _common(found: Iterable[str], least: int, answers: int) -> str:
    said, count = max(Counter(found).items(), key=lambda item: item[1], default=("", 0))
    return said if count >= least and count >= _SHARE * answers else ""


def _first_text(lines: Sequence[str]) -> str:
    return next((text for line in lines if (text := line.strip("> \t"))), "")
