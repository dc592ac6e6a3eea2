"""Votes of visitors on pages of exams: they stand on options and below keys, and are neither text nor a key.

    B. Nylon  Most Voted            Community vote distribution
                                    B (80%)

What most people ticked is right or wrong; only the key of the page counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.source import Source

_MAY_BE = re.compile(r"most voted|community vote", re.IGNORECASE)
_ON_OPTION = re.compile(r"(?P<option>.*\S)[ \t]+[*_(\[]{0,3}Most Voted[*_)\]]{0,3}[ \t]*", re.IGNORECASE)
_HEAD = re.compile(r"\W*Community vote distribution:?\W*", re.IGNORECASE)
_VOTE = re.compile(
    r"\W*(?:[A-Z]{1,8}|Other|\d{1,2})\W*\d{1,3}(?:\.\d)?\s?%\W*|\W*\d{1,3}\s?%\W*|\W*Other\W*", re.IGNORECASE
)
_ALONE = re.compile(r"\W*Most Voted\W*", re.IGNORECASE)
_TOPIC = re.compile(r"\W*Topic\s#?\d{1,3}\W*", re.IGNORECASE)


def replaced(source: Source) -> Source:
    """The source itself, or one without votes, and without the numbers of topics below those of questions."""
    if not _MAY_BE.search(source.text):
        return source
    edits = dict(_edits(source.lines))
    return source.with_lines(edits.get(n, line) for n, line in enumerate(source.lines)) if edits else source


def _edits(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    counting, label = False, False
    for n, line in enumerate(lines):
        if not line.strip():
            continue
        on_option = _ON_OPTION.fullmatch(line)
        counting = bool(_HEAD.fullmatch(line)) or (counting and bool(_VOTE.fullmatch(line)))
        if counting or _ALONE.fullmatch(line) or (label and _TOPIC.fullmatch(line)):
            yield n, boilerplate.GONE
        elif on_option:
            yield n, on_option["option"]
        head = prefixes.read(line.lstrip("# "))
        label = head.label == "q" and head.number is not None and not head.text
