"""How hard a question is, told by a word, a mark or an emoji at its end, or by its section."""

from __future__ import annotations

import re

from exporter.model import Level

_WORDS = {
    "beginner": Level.BEGINNER,
    "basic": Level.BEGINNER,
    "easy": Level.BEGINNER,
    "junior": Level.BEGINNER,
    "intermediate": Level.INTERMEDIATE,
    "medium": Level.INTERMEDIATE,
    "middle": Level.INTERMEDIATE,
    "mid": Level.INTERMEDIATE,
    "advanced": Level.ADVANCED,
    "hard": Level.ADVANCED,
    "difficult": Level.ADVANCED,
    "expert": Level.ADVANCED,
    "senior": Level.ADVANCED,
}
_EMOJI = {
    "👶": Level.BEGINNER,
    "🟢": Level.BEGINNER,
    "🌱": Level.BEGINNER,
    "🐣": Level.BEGINNER,
    "⭐": Level.INTERMEDIATE,
    "🟡": Level.INTERMEDIATE,
    "🟠": Level.INTERMEDIATE,
    "🚀": Level.ADVANCED,
    "🔴": Level.ADVANCED,
    "🔥": Level.ADVANCED,
}
_STARS = {2: Level.BEGINNER, 3: Level.INTERMEDIATE, 4: Level.ADVANCED, 5: Level.ADVANCED}
_NAMES = "|".join(_WORDS)
_WORD = re.compile(
    rf"\s*(?:[(\[`*_]+(?P<marked>{_NAMES})(?: level)?[)\]`*_]+|(?<=[?？.!)\]\"'”])\s+(?P<bare>{_NAMES}))\s*$",
    re.IGNORECASE,
)
_BADGE = re.compile(rf"\s*!\[[^\[\]]{{0,60}}?\b({_NAMES})\b[^\[\]]{{0,60}}\]\([^()]{{0,300}}\)\s*$", re.IGNORECASE)
_MARKS = re.compile(rf"[\s\u200d]*(?P<marks>(?:[{''.join(_EMOJI)}][\ufe0f\u200d\s]*)+)$")
_SHORT_BY = re.compile(r"(?<=\S)\s+\*{1,3}$")
_SECTION = re.compile(
    r"^\W*(?:(?P<beginner>basics?|beginners?|easy|junior|fundamentals|entry|fresher|базовый|начальный|лёгк|легк)"
    r"|(?P<intermediate>intermediate|medium|middle|mid|regular|средний)"
    r"|(?P<advanced>advanced|hard|expert|senior|experienced|guru|продвинутый|сложн))\w{0,4}"
    r"(?:\W+(?:level|questions?|уровень|вопросы|sysadmin|interview|section|difficulty)\b){0,3}\W*(?:\(.{0,30}\))?\W*$",
    re.IGNORECASE,
)


def split(text: str) -> tuple[str, Level | None]:
    """A question without the level at its end, and the level."""
    if text.endswith(("?", "？", ".")):
        return text, None
    for pattern in (_BADGE, _WORD):
        found = pattern.search(text, max(0, len(text) - 400))
        if found:
            word = next(group for group in found.groups() if group)
            return text[: found.start()].rstrip(), _WORDS[word.lower()]
    found = _MARKS.search(text, max(0, len(text) - 40)) if text and not text[-1].isascii() else None
    if found:
        marks = [mark for mark in found["marks"] if mark in _EMOJI]
        level = _STARS.get(marks.count("⭐"), _EMOJI[marks[0]])
        return text[: found.start()].rstrip(), level
    return _SHORT_BY.sub("", text) if text.count("*") in (1, 2, 3) else text, None


def of_section(title: str) -> Level | None:
    """The level that a section's heading names, where it names nothing else."""
    found = _SECTION.match(title) if len(title) < 80 else None
    return Level(found.lastgroup) if found and found.lastgroup else None
