"""How hard a question is, told by a word, a mark or an emoji at its end, or by its section."""

from __future__ import annotations

import re

from exporter import lexicon
from exporter.lexicon.wording import LETTER, Wording
from exporter.model import Level
from exporter.readers import levels
from exporter.readers.labelling import LEADING_LEVELS

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
_WORD = re.compile(
    rf"\s*(?:[(\[`*_（［【]+(?P<marked>{levels.NAME})[)\]`*_）］】]+|(?<=[?？.!)\]\"'”。！」』）؟।])\s*(?P<bare>{levels.NAME}))\s*$"
)
_LAST = re.compile(r"\s(?:[–—|·•]|--?)\s+(?P<said>[A-Z][a-z]{3,20})\s*$")  # behind a dash or a bar, with a capital
_BADGE = re.compile(r"\s*!\[(?P<badge>[^\[\]]{1,120})\]\([^()]{0,300}\)\s*$")
_BRACKETS = "([（［【"
_MARKS = re.compile(rf"[\s\u200d]*(?P<marks>(?:[{''.join(_EMOJI)}][\ufe0f\u200d\s]*)+)$")
_BEFORE = re.compile(rf"(?P<mark>[{LEADING_LEVELS}])[\ufe0f\u200d\s]*(?=\S)")
_BELOW = re.compile(  # nothing else on the line: `**Difficulty:** Easy`, `_Level: hard_`, a badge
    rf"[\s*_>(\[`-]{{0,8}}(?:(?P<label>{levels.NAME})\s?[*_]{{0,2}}\s?[:：][*_]{{0,2}}\s{{0,3}}"
    rf"[*_`(\[]{{0,3}}(?:[{''.join(_EMOJI)}]\ufe0f?\s?)?(?P<said>{levels.NAME})"
    rf"|!\[\W{{0,3}}(?P<badge>{levels.NAME})\W{{0,3}}\]\((?:[^()\s]|\([^()\s]{{0,60}}\)){{1,300}}\))"
    r"[\s*_`)\]\\]{0,6}(?:<br\s?/?>)?",
    re.IGNORECASE,
)
_SAYS_LEVEL = Wording(("level",))
_SHORT_BY = re.compile(r"(?<=\S)\s+\*{1,3}$")
_BADGE_WORD = re.compile(rf"{LETTER}+")
_ENDS = ("?", "？", ".", "!", "。", "؟", "।", ":")
_LONGEST = 400  # characters at the end that are looked at
_SHORT = 80  # characters of words at the end that may name a level
_REMARK = re.compile(r"\W*[(（].{0,30}[)）]\W*$")


def split(text: str) -> tuple[str, Level | None]:
    """A question without the level at its end or before it, and the level."""
    text, level = levels.untagged(text)
    if level or text.endswith(("?", "？", ".")):
        return text, level
    bare, level = _named(text)
    if level:
        return bare, level
    found = _MARKS.search(text, max(0, len(text) - 40)) if text and not text[-1].isascii() else None
    if found:
        marks = [mark for mark in found["marks"] if mark in _EMOJI]
        level = _STARS.get(marks.count("⭐"), _EMOJI[marks[0]])
        return text[: found.start()].rstrip(), level
    return _SHORT_BY.sub("", text) if text.count("*") in (1, 2, 3) else text, None


def before(text: str) -> tuple[str, Level | None]:
    """A question without the level before it, `[Easy] …` or `🟢 …`, and the level."""
    found = _BEFORE.match(text)
    return (text[found.end() :], _EMOJI[found["mark"]]) if found else levels.untagged(text)


def of_line(line: str) -> Level | None:
    """The level that a line tells, and nothing else: `**Difficulty:** Easy`, or a badge."""
    found = _BELOW.fullmatch(line) if len(line) < _LONGEST and (":" in line or "：" in line) else None
    if not found or (found["label"] and not _SAYS_LEVEL.says(found["label"])):
        return None
    return levels.named(found["said"] or found["badge"])


def of_section(title: str) -> Level | None:
    """The level that a section's heading names, where it names nothing else."""
    return levels.of_title(_REMARK.sub("", title))


def _named(text: str) -> tuple[str, Level | None]:
    """A question without the word that names its level, and the level."""
    start = max(0, len(text) - _LONGEST)
    badge = _BADGE.search(text, start) if text.endswith(")") else None
    if badge and (level := _of_badge(badge["badge"])):
        return text[: badge.start()].rstrip(), level
    last = _LAST.search(text, max(0, len(text) - _SHORT))
    if last and (level := levels.named(last["said"])) and lexicon.folded(last["said"]) in levels.english():
        return text[: last.start()].rstrip(), level
    found = _WORD.search(text, max(0, len(text) - _SHORT))
    level = levels.named(found["marked"] or found["bare"]) if found else None
    if found and level and _is_surely(text, found):
        return text[: found.start()].rstrip(), level
    return text, None


def _of_badge(said: str) -> Level | None:
    return next((level for word in _BADGE_WORD.findall(said) if (level := levels.named(word))), None)


def _is_surely(text: str, found: re.Match[str]) -> bool:
    """Whether a word names a level: in brackets, behind a sentence, or an English one; else it may be of the text."""
    if not found["marked"] or text[found.start() :].lstrip()[:1] in _BRACKETS:
        return True
    before = text[: found.start()].rstrip()
    return before.endswith(_ENDS) or lexicon.folded(found["marked"]) in levels.english()
