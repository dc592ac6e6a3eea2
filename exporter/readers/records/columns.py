"""What the name of a column says: its roles, and the label behind it, as in `Option A` and `answer_2`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from exporter import lexicon
from exporter.lexicon import columns

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z]|\d)|(?<=[A-Z]{3})(?=\d)|(?<=[^\x00-\x7f])(?=[A-Ja-j]$|\d)")
_REMARK = re.compile(
    r"\s*(?:[\[(（【].*|\s[-–—]\s.*|:\s*|\*\s*|\n.*)$", re.DOTALL
)  # "Answer 1 - max 75 characters", "Back (optional)"
_SIGNS = re.compile(r"[\s_./\\-]+")
_LABEL = re.compile(r"(?:(?P<base>.*?)[ #]*)?(?P<label>\d{1,2}|(?<![^\W_])[a-j])\)?")
_LONGEST = 60  # characters of a name: what is longer is a text
_ENDS = ("id", "type", "explanation", "feedback", "number", "key", "index", "image", "url", "tags", "hint", "level")
LETTERS = "abcdefghij"


@dataclass(frozen=True, slots=True)
class Name:
    """A column's name as it is understood."""

    roles: frozenset[str]  # of `lexicon.columns.ROLES`; empty where nothing knows it
    base: str = ""  # without its label
    label: str = ""  # of an option: "a", "2"
    is_part: bool = False  # whether only a word of it is known: "question en"


@lru_cache(maxsize=1)
def _known() -> Mapping[str, frozenset[str]]:
    """Names and their roles; words of the lexicon that label questions and answers in documents name columns, too."""
    found = {_spaced(name): set(roles) for name, roles in columns.roles().items()}
    labels = {
        "question": ("question", "questions", "front"),
        "answer": ("answer", "solution", "back"),
        "explanation": ("explanation",),
        "hint": ("hint",),
    }
    for name in columns.LANGUAGES:
        found.setdefault(_spaced(name), set()).update(("asked", "told"))
    for role, fields in labels.items():
        for name in lexicon.names(*fields):
            found.setdefault(_spaced(name), set()).add(role)
    return {name: frozenset(roles) for name, roles in found.items()}


def _spaced(name: str) -> str:
    return _SIGNS.sub(" ", name).strip()


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name as names are compared: `correctAnswer`, `correct_answer` and `Correct Answer (A-D)` are the same."""
    cut = _REMARK.sub("", name.strip().strip("\ufeff\"'*:?")) or name.strip()
    return _spaced(lexicon.folded(_CAMEL.sub(" ", cut)))


@lru_cache(maxsize=4096)
def understood(name: str) -> Name:
    """What the name of a column says."""
    if len(name) > 4 * _LONGEST:
        return Name(frozenset())
    said = plain(name)
    if len(said) > _LONGEST:
        return Name(frozenset())
    found = _LABEL.fullmatch(said)
    base, label = (found["base"] or "", found["label"]) if found else ("", "")
    if said in _known():
        return Name(_known()[said], base, label)
    if base and base in _known():
        return Name(_known()[base], base, label)
    return Name(_of_words(said.split()), base, label, is_part=True)


def _of_words(words: Sequence[str]) -> frozenset[str]:
    """The roles of a name of several words, of which the last or the first tells: `question id`, `question en`."""
    if len(words) < 2:
        return frozenset()
    if words[-1] in _ENDS:
        return _known().get(words[-1], frozenset()) or frozenset({"other"})
    tails = (" ".join(words[n:]) for n in range(1, len(words)))
    heads = (" ".join(words[:n]) for n in range(len(words) - 1, 0, -1))
    strong = {"question", "answer", "options", "key", "explanation", "term", "definition", "wrong", "section", "tags"}
    found = (_known().get(part, frozenset()) & strong for part in (*heads, *tails))
    return next(filter(None, found), frozenset())


@dataclass(frozen=True, slots=True)
class Group:
    """Columns that have one option each."""

    role: str  # "option" or "wrong"
    columns: tuple[str, ...]
    labels: tuple[str, ...]  # "a", "b" or "1", "2"


def groups(names: Iterable[str]) -> Iterator[Group]:
    """The columns of options among these, those of a base together, the largest group first."""
    bases: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name in names:
        role = _option_role(name)
        if role:
            said = understood(name)
            bases.setdefault((role, said.base if said.label else plain(name)), []).append((name, said.label))
    for (role, _), found in sorted(bases.items(), key=lambda pair: -len(pair[1])):
        labels = [label for _, label in found]
        if role == "wrong" or (len(found) > 1 and _is_run(labels)):
            yield Group(role, tuple(name for name, _ in found), tuple(labels))


def _option_role(name: str) -> str:
    """Whether a column has one "option", or a "wrong" one; "" where it has neither."""
    said = understood(name)
    if "wrong" in said.roles:
        return "wrong"
    is_letter = not said.base and said.label in LETTERS
    return "option" if said.label and ("option" in said.roles or is_letter) else ""


def _is_run(labels: Sequence[str]) -> bool:
    """Whether labels follow each other from the first one on."""
    letters = list(LETTERS[: len(labels)])
    numbers = [[str(n) for n in range(first, first + len(labels))] for first in (0, 1)]
    return labels in (letters, *numbers)
