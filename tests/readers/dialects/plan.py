"""The rows of one combination, by trait."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from tests.readers.dialects.answers import CONTENTS, STYLES, AnswerStyle, Content
from tests.readers.dialects.choices import KEYS, OPTIONS, RIGHTS, WHYS, Key, OptionStyle, Right, Why
from tests.readers.dialects.formats import FORMATS, Format
from tests.readers.dialects.questions import (
    ASKED,
    LEVELS,
    MARKS,
    NUMBERINGS,
    ORDERS,
    Asked,
    LevelMark,
    Mark,
    Numbering,
    Order,
)
from tests.readers.dialects.rows import Combination
from tests.readers.dialects.subjects import Words, words
from tests.readers.dialects.surroundings import (
    BETWEENS,
    COUNTS,
    ENDINGS,
    GAPS,
    LANGUAGES,
    OPENINGS,
    SECTIONS,
    TITLES,
    Count,
    Gap,
    Noise,
    Section,
    Title,
)

T = TypeVar("T")


class Plan:
    """How one document is written. A family without a trait has the usual row of it, and does not ask for it."""

    def __init__(self, combination: Combination) -> None:
        self.family = combination.family
        self._names = dict(combination.rows)
        self.text = self._names.get("text", "0")  # seeds what is chosen at random
        self.language = self._row(LANGUAGES, "language").name
        self.words: Words = words(self.language)
        self.mark: Mark = self._row(MARKS, "mark")
        self.numbering: Numbering = self._row(NUMBERINGS, "numbering")
        self.order: Order = self._row(ORDERS, "order")
        self.asked: Asked = self._row(ASKED, "asked")
        self.level: LevelMark = self._row(LEVELS, "level")
        self.style: AnswerStyle = self._row(STYLES, "style")
        self.content: Content = self._row(CONTENTS, "content")
        self.options: OptionStyle = self._row(OPTIONS, "options")
        self.key: Key = self._row(KEYS, "key")
        self.right: Right = self._row(RIGHTS, "right")
        self.why: Why = self._row(WHYS, "why")
        self.format: Format | None = self._row(FORMATS, "format") if self.family == "format" else None
        self.count: Count = self._row(COUNTS, "count")
        self.gap: Gap = self._row(GAPS, "gap")
        self.title: Title = self._row(TITLES, "title")
        self.opening: Noise = self._row(OPENINGS, "opening")
        self.sections: Section = self._row(SECTIONS, "sections")
        self.between: Noise = self._row(BETWEENS, "between")
        self.ending: Noise = self._row(ENDINGS, "ending")

    def _row(self, table: Mapping[str, T], trait: str) -> T:
        return table[self._names.get(trait) or next(iter(table))]

    @property
    def is_choice(self) -> bool:
        """Whether its questions offer options."""
        return self.family == "choice" or (self.format is not None and self.format.kind == "choice")

    @property
    def is_cloze(self) -> bool:
        """Whether its cards hide a word."""
        return self.format is not None and self.format.kind == "cloze"

    @property
    def is_counted(self) -> bool:
        """Whether its cards have a number."""
        return self.format.counted if self.format else self.numbering.counted or "own" in self.mark.tags.split()
