"""Facts of a question between its heading and its text: `### Question 5`, `**Difficulty:** Easy`, `**Topic:** Tides`.

The level stays below the heading, topics and points become tags of it; all other facts say nothing that a card could
hold. Only names that are surely those of facts count, below headings that are nothing but a label and a
number, or a label, a number and a topic: `**Context:** …` is a part of the question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from exporter import lexicon
from exporter.lexicon import columns
from exporter.lexicon.spelling import phrases
from exporter.model import Level
from exporter.readers import levels
from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.source import Source

_MAY_BE = re.compile(r"^[ \t]{0,3}(?:[-*+•][ \t]+)?(?:\*\*|__)?[^\W\d_][^:：\n|]{0,40}[:：]", re.MULTILINE)
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(?P<text>\S.*?)[ \t]*#*[ \t]*")
_FACT = re.compile(
    r"[ \t>]*(?:[-*+•][ \t]+)?(?P<wrap>\*\*|__|\*|_)?(?P<name>[^\W\d_][^:：*_|]{0,40}?)(?P=wrap)?\s?"
    r"(?<!\s)[:：](?:\*\*|__|\*|_)?\s*(?P<value>\S.{0,300}?)(?:[ \t]{2,}|\\|<br\s?/?>)?"
)
_PARTS = re.compile(r"\s+[|·•]\s+")  # facts in one line
_FEW = 2  # headings that must have facts
_LONGEST = 40  # characters of a topic that is a tag
_SHARED = 2  # questions that must have a topic in common, else it is no tag but a summary of one question
_TAGS = re.compile(r"\s*[,;，；、]\s*")
_NUMBER = re.compile(r"\d{1,3}")
_ROLES = {"level": "level", "section": "topic", "tags": "topic", "number": "other", "id": "other", "other": "other"}
_KINDS = frozenset({"level", "other", "id"})  # of names that tell by their last word: `Answer Type`, `Bloom Level`


class _Fact(NamedTuple):
    role: str  # "level", "topic", "points" or "other"
    value: str


class _Told(NamedTuple):
    """What stands between a heading and its question."""

    heading: int  # 0-based line
    topic: str  # in the heading, behind its label
    facts: Mapping[int, Sequence[_Fact]]  # by their lines
    question: int  # the line where the question begins

    @property
    def all(self) -> list[_Fact]:
        """Its facts, that of its heading last."""
        found = [fact for facts in self.facts.values() for fact in facts]
        return [*found, _Fact("topic", self.topic)] if self.topic else found


def replaced(source: Source) -> Source:
    """The source itself, or one without such facts, with the level before the question and the others as tags."""
    if not _MAY_BE.search(source.text):
        return source
    told = list(_all(source))
    if len(told) < _FEW:
        return source
    lines, tags = list(source.lines), dict(source.tags)
    shared = _shared(told)
    for each in told:
        own = [name for fact in each.all for name in _tags(fact, shared)]
        if own:
            tags[each.heading] = (*tags.get(each.heading, ()), *dict.fromkeys(own))
        for n, line in _edits(each, lines, shared):
            lines[n] = line
    return Source(source.path, "\n".join(lines), places=source.places, hint=source.hint, tags=tags)


def _edits(told: _Told, lines: Sequence[str], shared: Set[str]) -> Iterator[tuple[int, str]]:
    """The lines that change: a level stays, by itself; a topic that is a tag, and a label again, are gone."""
    if told.topic and _topics(_Fact("topic", told.topic))[:1] and set(_topics(_Fact("topic", told.topic))) <= shared:
        yield told.heading, lines[told.heading].replace(told.topic, "", 1).rstrip(" #–—:|-")
    level = _level(told)
    for at, n in enumerate(told.facts):
        yield n, f"**Level:** {level.value}" if level and not at else boilerplate.GONE
    head = prefixes.read(lines[told.question])
    if head.label == "q" and head.number is None:
        yield told.question, head.text or boilerplate.GONE


def _all(source: Source) -> Iterator[_Told]:
    """The facts below each heading of the document that is a question's label."""
    for token in source.skeleton:
        if token.type == "heading_open" and token.map:
            n = token.map[0]
            heading = _HEADING.fullmatch(source.lines[n])
            topic = _topic(heading["text"]) if heading else None
            if topic is not None and (told := _below(source.lines, n, topic)):
                yield told


def _topic(text: str) -> str | None:
    """The topic in a heading that is a label, a number and nothing that asks; "" where it has none."""
    head = prefixes.read(text)
    return head.text if head.label == "q" and head.number is not None and asks(head.text or "x") < LIKELY else None


def _below(lines: Sequence[str], heading: int, topic: str) -> _Told | None:
    """The facts below a heading, where a question follows them."""
    facts: dict[int, Sequence[_Fact]] = {}
    for n in range(heading + 1, len(lines)):
        if not lines[n].strip():
            continue
        found = _facts(lines[n])
        if not found:
            is_question = facts and not lines[n].lstrip().startswith(("#", "---", "***", "___"))
            return _Told(heading, topic, facts, n) if is_question else None
        facts[n] = found
    return None


def _facts(line: str) -> list[_Fact]:
    """The facts that a line has; none where it has anything else."""
    found = [_FACT.fullmatch(part) for part in _PARTS.split(line)]
    facts = [_Fact(_role(each["name"]), each["value"].strip("*_` ")) for each in found if each]
    return facts if len(facts) == len(found) and all(fact.role for fact in facts) else []


def _role(name: str) -> str:
    """What a fact of this name says; "" where it may be a part of the question."""
    said = lexicon.folded(name.replace("_", " "))
    if said in _known("points"):
        return "points"
    if said in _known("other"):
        return "other"
    roles = columns.roles().get(said, frozenset())
    if not roles and " " in said:
        roles = columns.roles().get(said.rpartition(" ")[2], frozenset()) & _KINDS
    return next((kind for role, kind in _ROLES.items() if role in roles), "")


@lru_cache(maxsize=2)
def _known(kind: str) -> frozenset[str]:
    return frozenset(phrases(columns.POINTS if kind == "points" else columns.FACT))


def _topics(fact: _Fact) -> list[str]:
    """The topics that a fact names, as far as they are short enough for tags."""
    names = _TAGS.split(fact.value) if fact.role == "topic" else []
    return ["-".join(name.split()).strip("#") for name in names if 0 < len(name) <= _LONGEST]


def _shared(told: Sequence[_Told]) -> Set[str]:
    """The topics that several questions have in common."""
    counts = Counter(name for each in told for name in {name for fact in each.all for name in _topics(fact)})
    return {name for name, count in counts.items() if count >= _SHARED}


def _tags(fact: _Fact, shared: Set[str]) -> list[str]:
    """The tags that a fact is."""
    if fact.role == "points":
        number = _NUMBER.search(fact.value)
        return [f"points-{number[0]}"] if number else []
    return [name for name in _topics(fact) if name in shared]


def _level(told: _Told) -> Level | None:
    values = (fact.value for fact in told.all if fact.role == "level")
    return next(filter(None, map(levels.named, values)), None)
