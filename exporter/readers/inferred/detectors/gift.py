"""Moodle's GIFT notation: `::Name:: question {=right ~wrong}`, `statement {TRUE}`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature

_NAME = re.compile(r"^::[^:]{1,200}::\s*")
_ANSWERS = re.compile(r"\{\s*(?P<body>[=~#][^{}]*|T(?:RUE)?|F(?:ALSE)?)\s*\}", re.DOTALL)
_OPTION = re.compile(r"(?<!\\)([=~])\s*(?:%(-?[\d.]+)%)?\s*((?:\\.|[^=~\\#])+)")
_WORDS = {"T": "True", "TRUE": "True", "F": "False", "FALSE": "False"}


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """A paragraph with answers in braces."""
    lines = paragraph.lines
    start = next((n for n, line in enumerate(lines) if not line.startswith("//")), 0)
    text = "\n".join(lines[start:])
    found = _ANSWERS.search(text) if "{" in text else None
    if not found or not text[: found.start()].strip():
        return ()
    question = f"{_NAME.sub('', text[: found.start()]).strip()} {text[found.end() :].strip()}".strip()
    limit = paragraph.block.end
    rest = _solution(found["body"].strip())
    return (paragraph.candidate(Signature("gift"), start, len(lines), question, rest=rest, labelled=True, limit=limit),)


def _solution(body: str) -> str:
    """Options as a list with boxes, or the right answer alone."""
    if body.upper() in _WORDS:
        return _WORDS[body.upper()]
    found = _OPTION.findall(body)
    is_one = any(sign == "=" for sign, _, _ in found)  # else all that earn a part of the points are right
    options = [
        (sign == "=" if is_one else bool(weight.strip("-0.")) and weight[0] != "-", " ".join(text.split()))
        for sign, weight, text in found
    ]
    if not options:
        return body.lstrip("#= ").strip()
    if all(right for right, _ in options):
        return "\n".join(text for _, text in options)
    return "\n".join(f"- [{'x' if right else ' '}] {text}" for right, text in options)
