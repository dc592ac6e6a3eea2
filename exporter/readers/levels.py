"""Levels of difficulty, by words of the lexicon: one table for all readers."""

from __future__ import annotations

import re
from functools import lru_cache

from exporter import lexicon
from exporter.lexicon.wording import LETTER, Wording
from exporter.model import Level

_WORDINGS = [(level, Wording((level.value,), ("level",))) for level in Level]
_QUESTION = Wording(("question", "questions", "task"))
_OPENING = frozenset("([（［【")
_LONGEST = 60  # characters of what may name a level


NAME = rf"{LETTER}{{1,20}}(?:[ -]{LETTER}{{1,20}}){{0,2}}"  # words that may be one
_TAG = re.compile(rf"\s*[(\[（［【](?P<words>{NAME})[)\]）］】](?!\()\s*[:.：–—-]?\s*(?=\S)")
_CODE_TAG = re.compile(rf"\s*`(?P<words>{NAME})`\s*[:.：–—-]?\s*(?=[^\W\d_a-z])")  # before a capital


@lru_cache(maxsize=2048)
def of_title(words: str) -> Level | None:
    """The level that a title is about: "Questions for beginners", `Niveau : facile`, 初级."""
    if not words or len(words) > _LONGEST:
        return None
    said = words.replace("-", " ")
    found = [level for level, wording in _WORDINGS if wording.says(said)]
    return found[0] if len(found) == 1 else None


def named(words: str) -> Level | None:
    """The level that a word or two name: "hard", "entry-level", "für Anfänger"; "easy question" is text."""
    level = of_title(words)
    return None if level and _QUESTION.names(words) else level


def untagged(text: str) -> tuple[str, Level | None]:
    """A question without the level in brackets before it, and the level: `[Easy] What is …`."""
    found = _TAG.match(text) if text[:1] in _OPENING else _CODE_TAG.match(text) if text[:1] == "`" else None
    level = named(found["words"]) if found else None
    return (text[found.end() :], level) if found and level else (text, None)


@lru_cache(maxsize=1)
def english() -> frozenset[str]:
    """The words in English: those of other languages are common words of code and prose."""
    return frozenset(word for word, languages in lexicon.masks(*Level).items() if languages & 1)
