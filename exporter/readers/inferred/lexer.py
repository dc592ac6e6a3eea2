"""The lexer of question lines: takes levels, tags of cards and the labels behind them off a question's text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from exporter.readers.inferred import boilerplate, levels, prefixes
from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.detectors.tagged import TAG
from exporter.readers.labelling import LEADING_LEVELS

_SIGN = re.compile(
    rf"((?![{LEADING_LEVELS}])[▶►➤➢▸▹‣•●○■□◆◇❖✦✧★☆✔✓✅☑»›→⇒\u2700-\u27bf\U0001f300-\U0001faff])[\ufe0f\u200d]?\s+(?=\S)"
)
_LEAST = 2  # marks that begin with the same sign
_SHARE = 0.6  # of the marks of their look that must
_LAYERS = 4  # of marks behind each other
_LONGEST_TAG = 60  # characters
_MOST = 3  # lines below a question within which a line tells its level


def lexed(candidate: Candidate, lines: Sequence[str]) -> Candidate:
    """The mark without what is no part of its question; what that said is in its fields."""
    if candidate.cloze:
        return candidate
    for _ in range(_LAYERS):
        before = candidate
        candidate = _unmarked(_tagged(_graded(_identified(candidate))))
        if candidate == before:
            break
    return _told_below(candidate, lines)


def _identified(candidate: Candidate) -> Candidate:
    """Without the identity that other software wrote behind a question: `What is it? (3c9a1c1e-…)`."""
    text, origin = boilerplate.without_identity(candidate.text)
    return candidate._replace(text=text, origin=origin) if origin else candidate


def _unmarked(candidate: Candidate) -> Candidate:
    """Without badges around the question and the id of a block behind it: `How? ![new](…badge…) ^h1`."""
    text = boilerplate.unbadged(candidate.text) if "](" in candidate.text else candidate.text
    text = boilerplate.without_id(text)
    return candidate if text == candidate.text or not text else _read(candidate._replace(text=text))


def without_levels(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The marks, but for lines such as `**Difficulty:** Easy` that tell the level of the one above."""
    told = {n for one in candidates if one.grade is not None for n in range(one.first + 1, one.end)}
    return [one for one in candidates if one.first not in told]


def unsigned(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The marks without the sign, such as `▶`, that most of a look begin with."""
    totals = Counter(candidate.sign for candidate in candidates)
    counts = Counter((candidate.sign, found[1]) for candidate in candidates if (found := _sign(candidate.text)))
    usual = {pair for pair, count in counts.items() if count >= _LEAST and count >= _SHARE * totals[pair[0]]}
    if not usual:
        return list(candidates)
    signed = ((candidate, _sign(candidate.text)) for candidate in candidates)
    return [
        _read(candidate._replace(text=candidate.text[found.end() :]))
        if found and (candidate.sign, found[1]) in usual
        else candidate
        for candidate, found in signed
    ]


def _sign(text: str) -> re.Match[str] | None:
    return _SIGN.match(text) if text and not text[0].isascii() and not text[0].isalnum() else None


def _tagged(candidate: Candidate) -> Candidate:
    """Without `#card` behind the question."""
    text = candidate.text
    if (
        "card" in text[-40:].casefold()
        and (found := TAG.search(text, max(0, len(text) - _LONGEST_TAG)))
        and found.end() == len(text)
    ):
        text = text[: found.start()].rstrip()
    return candidate if text == candidate.text or not text else _read(candidate._replace(text=text, labelled=True))


def _graded(candidate: Candidate) -> Candidate:
    """Without a level before the question or behind it."""
    text, grade = levels.before(candidate.text)
    if grade is not None:
        candidate = _read(candidate._replace(text=text, grade=grade))
    text, behind = levels.split(candidate.text)
    first, line_end, more = candidate.text.partition("\n")
    if behind is None and more:  # options below the question
        first, behind = levels.split(first)
        text = first + line_end + more if first.endswith(("?", "？")) else text
        behind = behind if first.endswith(("?", "？")) else None
    return candidate if behind is None else candidate._replace(text=text, grade=candidate.grade or behind)


def _read(candidate: Candidate) -> Candidate:
    """Label and number that stood behind what was taken off."""
    head = prefixes.read(candidate.text)
    if not head.text:
        return candidate
    number = head.number if candidate.number is None else candidate.number
    return candidate._replace(text=head.text, number=number, labelled=candidate.labelled or head.label == "q")


def _told_below(candidate: Candidate, lines: Sequence[str]) -> Candidate:
    """With the line below it that tells its level."""
    if candidate.rest or candidate.grade is not None:
        return candidate
    for n in range(candidate.end, min(candidate.end + _MOST, len(lines))):
        line = lines[n].lstrip("> ") if candidate.quote else lines[n]
        if line.strip() and line != boilerplate.GONE:
            grade = levels.of_line(line)
            return candidate if grade is None else candidate._replace(end=n + 1, grade=grade)
    return candidate
