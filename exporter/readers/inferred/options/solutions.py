"""Which options of a question are right: by marks on them, by a key below them or in a list, or by none of these.

Where these differ, or a key is not understood, no option is right: a wrong answer taught as right is the worst of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exporter.lexicon import alphabets
from exporter.model import Choice, Location, Problem
from exporter.problems.questions import UNSOLVED
from exporter.readers import answer_key
from exporter.readers.answer_key import Doubt, Key
from exporter.readers.inferred import prefixes
from exporter.readers.inferred.options import Found, unfenced

_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,})")
_SIGN = re.compile(r"\s*(?:[✅✔☑]\ufe0f?|>)\s*")
_GUESS = re.compile(r"(?:my|your)\b")  # what somebody answered, rightly or not
_DIFFERENT = "and what else is said of the right options differ"
_SHOWN = 60  # characters of a key that a message shows


class Solution(NamedTuple):
    """A solved question, or an unsolved one."""

    choice: Choice
    answer: str  # what the document says besides the key; all of it where the question is unsolved
    doubt: str  # why no option is right; "" where one is, or where no answer was given


def solved(found: Found, answer: str, elsewhere: Sequence[str] = ()) -> Solution:
    """The solution of a question with these options; what is said elsewhere may be keys, too."""
    first = _first(answer, found) if answer.strip() else None
    others = [answer_key.read(text, found.options) for text in elsewhere]
    doubt = next((key.reason for key in (first, *others) if isinstance(key, Doubt) and key.names), "")
    rest = first.rest if isinstance(first, Key) else answer
    said = {key.right for key in (first, *others, *_further(rest, found)) if isinstance(key, Key)}
    said |= {found.correct} if found.correct else set()
    if len(said) > 1:
        doubt = _DIFFERENT
    if doubt or not said:
        unread = doubt or (first.reason if isinstance(first, Doubt) else "")
        return Solution(_choice(found, ()), answer, unread)
    right = said.pop()
    return Solution(_choice(found, right), rest if rest.strip() else _texts(found, right), "")


def _choice(found: Found, right: tuple[int, ...]) -> Choice:
    """The options in the order of their letters: outputs give the first one an A, and an explanation may name it."""
    order = alphabets.in_order([option.label for option in found.options])
    options = tuple(found.options[n].text for n in order)
    return Choice(options, tuple(place for place, n in enumerate(order) if n in right))


def _texts(found: Found, right: Sequence[int]) -> str:
    order = alphabets.in_order([option.label for option in found.options])
    return "\n\n".join(found.options[n].text for n in order if n in right)


def _first(answer: str, found: Found) -> Key | Doubt:
    """The key that the answer begins with, as text or as code."""
    if not _FENCE.match(answer):
        return _signed(answer, found) or answer_key.read(answer, found.options)
    inner, below = unfenced(answer)
    key = answer_key.read(inner, found.options)
    if isinstance(key, Key):
        return key._replace(rest=below) if not key.rest else Doubt("holds more than a key", names=False)
    return key


def _signed(answer: str, found: Found) -> Key | None:
    """The key behind a tick, `✅ C`, or in a quote of a line above its explanation."""
    first, _, below = answer.partition("\n")
    sign = _SIGN.match(first)
    if not sign:
        return None
    said = first[sign.end() :].strip().strip("*_ ")
    label = prefixes.label(said)
    key = answer_key.read(label.rest if label and label.rest else said, found.options)
    if not isinstance(key, Key) or (key.rest and below.strip()):
        return None
    return key._replace(rest=key.rest or below.strip("\n"))


def _further(text: str, found: Found) -> Iterator[Key]:
    """Keys on lines below that have a label of their own."""
    is_code = False
    for line in text.split("\n") if ":" in text or "：" in text else ():
        if _FENCE.match(line):
            is_code = not is_code
        may = not is_code and (":" in line or "：" in line)
        label = prefixes.label(line.strip().lstrip("#> ")) if may else None
        if label and label.rest and len(label.word) > 2 and not _GUESS.match(label.word):
            key = answer_key.read(label.rest, found.options)
            if isinstance(key, Key):
                yield key


def unsolved(solution: Solution, found: Found, where: Location) -> Problem:
    """The problem that no option is right although something is said about that."""
    said = " ".join((solution.answer or _texts(found, found.correct)).split())
    said = f"{said[:_SHOWN]}…" if len(said) > _SHOWN else said
    expected = (
        "Keep the one that is right."
        if solution.doubt == _DIFFERENT
        else f"Expected {answer_key.named(found.options)} or the text of an option, and then the end of the line or "
        "a full stop, such as `Answer: B` or `Answer: A, C`."
    )
    message = f"“{said}” {solution.doubt}: no option is marked right. {expected}"
    return UNSOLVED.at(where, message)
