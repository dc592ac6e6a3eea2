"""Summaries of `<details>`: the question, where they do not just say "show the answer"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from exporter.lexicon.alphabets import LETTERS, RINGS
from exporter.lexicon.wording import Wording
from exporter.readers.inferred import prefixes
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.structure.folds import Fold

_TAGS = re.compile(r"</?(?:b|strong|i|em|h[1-6]|span|p|u|font|div|big|small|br)\b[^<>]{0,200}>", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_KEY = re.compile(rf"\W{{0,3}}(?:(?:[{LETTERS}{RINGS}]|\d{{1,2}})\W{{0,3}}){{1,6}}")  # of multiple choice
_OFFERING = ("answer", "plural", "answers", "inflected", "solution", "explanation", "hint", "reveal")
_AROUND = ("around", "right", "conjunction")
_SAYS_ANSWER = Wording((*_OFFERING, "more"), _AROUND)
_OF_QUESTION = Wording(
    ("answer", "plural", "answers", "inflected", "solution"), (*_OFFERING, *_AROUND, "question", "task")
)
_FIRM = Wording(("answer", "plural", "answers", "inflected", "solution", "explanation", "reveal"))


@lru_cache(maxsize=1024)
def says_answer(summary: str, *, firmly: bool = False) -> bool:
    """Whether a summary only says that an answer is folded below; `firmly`: by a word that nothing else has."""
    text = cleaned(summary)[:200]
    label = prefixes.label(text)
    if label and not label.is_weak and _KEY.fullmatch(label.rest):
        return True
    return (_SAYS_ANSWER.says(text) or _OF_QUESTION.says(text)) and not (firmly and not _FIRM.names(text))


def cleaned(summary: str) -> str:
    """A summary without the tags that only make it look nice."""
    return _SPACE.sub(" ", _TAGS.sub("", summary)).strip()


def candidates(fold: Fold) -> Sequence[Candidate]:
    """The summary as a mark; its answer ends with the details."""
    first, _, more = fold.summary.partition("\n\n")
    found = prefixes.read(cleaned(first))
    if not found.text:
        return ()
    text = f"{found.text}\n\n{more.strip()}" if more.strip() else found.text
    rest = _TAGS.sub("", fold.rest).strip()
    sign = Signature("summary", label="label" if found.label else "", depth=fold.depth)
    limit = fold.end if fold.closed else None
    return (Candidate(sign, fold.said, fold.below + 1, text, found.number, found.label == "q", rest, limit=limit),)
