"""The lexer of question lines: takes levels, tags of cards and the labels behind them off a question's text."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.readers.inference import levels, prefixes
from exporter.readers.inference.families.tagged import TAG
from exporter.readers.inference.mark import Mark

_LONGEST_TAG = 60  # characters
_MOST = 3  # lines below a question within which a line tells its level


def lexed(mark: Mark, lines: Sequence[str]) -> Mark:
    """The mark without what is no part of its question; what that said is in its fields."""
    if mark.cloze:
        return mark
    mark = _tagged(mark)
    mark = _graded(mark)
    return _told_below(mark, lines)


def _tagged(mark: Mark) -> Mark:
    """Without `#card` behind the question."""
    text = mark.text
    if (
        "card" in text[-40:].casefold()
        and (found := TAG.search(text, max(0, len(text) - _LONGEST_TAG)))
        and found.end() == len(text)
    ):
        text = text[: found.start()].rstrip()
    return mark if text == mark.text or not text else _read(mark._replace(text=text, labelled=True))


def _graded(mark: Mark) -> Mark:
    """Without a level before the question or behind it."""
    text, grade = levels.before(mark.text)
    if grade is not None:
        mark = _read(mark._replace(text=text, grade=grade))
    text, behind = levels.split(mark.text)
    first, line_end, more = mark.text.partition("\n")
    if behind is None and more:  # options below the question
        first, behind = levels.split(first)
        text = first + line_end + more if first.endswith(("?", "？")) else text
        behind = behind if first.endswith(("?", "？")) else None
    return mark if behind is None else mark._replace(text=text, grade=mark.grade or behind)


def _read(mark: Mark) -> Mark:
    """Label and number that stood behind what was taken off."""
    head = prefixes.read(mark.text)
    if not head.text:
        return mark
    number = head.number if mark.number is None else mark.number
    return mark._replace(text=head.text, number=number, labelled=mark.labelled or head.label == "q")


def _told_below(mark: Mark, lines: Sequence[str]) -> Mark:
    """With the line below it that tells its level."""
    if mark.rest or mark.grade is not None:
        return mark
    for n in range(mark.end, min(mark.end + _MOST, len(lines))):
        if lines[n].strip():
            grade = levels.of_line(lines[n])
            return mark if grade is None else mark._replace(end=n + 1, grade=grade)
    return mark
