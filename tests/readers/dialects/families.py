"""The families of documents and their traits: every combination is one row of each trait of one family."""

from __future__ import annotations

from dataclasses import replace

from tests.readers.dialects.answers import CONTENTS, STYLES
from tests.readers.dialects.choices import KEYS, OPTIONS, RIGHTS, WHYS
from tests.readers.dialects.formats import FORMATS
from tests.readers.dialects.questions import ASKED, LEVELS, MARKS, NUMBERINGS, ORDERS
from tests.readers.dialects.rows import Row
from tests.readers.dialects.surroundings import (
    BETWEENS,
    COUNTS,
    ENDINGS,
    GAPS,
    LANGUAGES,
    OPENINGS,
    SECTIONS,
    TEXTS,
    TITLES,
)

Table = dict[str, Row]


def _tagged(rows: dict[str, Row], tag: str) -> Table:
    """The rows with one tag more, but for the one that writes nothing."""
    return {name: row if name == "none" else replace(row, tags=f"{row.tags} {tag}") for name, row in rows.items()}


_AROUND: dict[str, Table] = {
    "language": {**LANGUAGES},
    "count": {**COUNTS},
    "gap": {**GAPS},
    "title": _tagged({**TITLES}, "titled"),
    "opening": _tagged({**OPENINGS}, "opened"),
    "sections": {**SECTIONS},
    "between": _tagged({**BETWEENS}, "parted"),
    "ending": _tagged({**ENDINGS}, "ended"),
    "text": {**TEXTS},
}
_QUESTION: dict[str, Table] = {
    "numbering": {**NUMBERINGS},
    "order": {**ORDERS},
    "asked": {**ASKED},
    "level": {**LEVELS},
}

FAMILIES: dict[str, dict[str, Table]] = {
    "open": {"mark": {**MARKS}, **_QUESTION, "style": {**STYLES}, "content": {**CONTENTS}, **_AROUND},
    "choice": {
        "mark": {name: mark for name, mark in MARKS.items() if mark.stem},
        **_QUESTION,
        "options": {**OPTIONS},
        "key": {**KEYS},
        "right": {**RIGHTS},
        "why": {**WHYS},
        **_AROUND,
    },
    "format": {"format": {**FORMATS}, "asked": {**ASKED}, "content": {**CONTENTS}, **_AROUND},
}
SHARES = {"open": 5, "choice": 3, "format": 2}  # of ten documents
SHAPE = {"mark", "style", "content", "options", "key", "format", "text"}  # traits of which every row is as usual
