"""Table of contents: its entries that are questions which the document does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from exporter.model import Problem
from exporter.problems.documents import CONTENTS
from exporter.readers.inferred import boilerplate
from exporter.readers.source import Reading, Source

_ENTRY = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]{0,100}\]){1,400})\]\(#([^()\s]{0,400})\)")
_ANCHOR_NUMBER = re.compile(r"^\W*q?\d{1,4}-+")
_NUMBER = re.compile(r"^\W*(?:Q\s?)?\d{1,4}[.):]\s*", re.IGNORECASE)
_ADDRESS = re.compile(r"\]\([^()\s]{0,500}\)|<[^<>]{0,200}>")
_NO_LETTERS = re.compile(r"[\W_]+")
_LEAST = 4  # entries that make a table of contents
_KNOWN = 0.5  # share of them that must be questions found: only then it is a table of questions
_SHOWN, _LONGEST = 2, 40  # missing entries that are named, characters of each


class _Entry(NamedTuple):
    line: int  # 0-based
    text: str
    forms: frozenset[str]  # its letters, and those of its anchor: an entry may be worded in another way


def unkept(reading: Reading, source: Source) -> Iterator[Problem]:
    """One problem for a table of contents that lists questions which were not found."""
    entries = list(_entries(reading, source))
    if len(entries) < _LEAST:
        return
    asked = {_letters(card.question.split("\n", 1)[0]) for card in reading.cards}
    titles = _titles(reading)
    found = [entry for entry in entries if entry.forms & asked]
    missing = [entry for entry in entries if not entry.forms & (asked | titles)]
    unlisted = asked - {form for entry in found for form in entry.forms}
    # as many questions that are not listed may just be worded otherwise there
    if len(missing) > len(unlisted) and len(found) >= _KNOWN * len(entries):
        message = (
            f"{len(missing)} of {len(found) + len(missing)} questions of the contents were not found: "
            f"{_named(missing)}. Add them, fix their headings, or remove them from the contents."
        )
        yield CONTENTS.at(source.at(missing[0].line), message)


def _named(entries: Sequence[_Entry]) -> str:
    """The first of some entries by name."""
    names = ", ".join(f"“{entry.text[:_LONGEST]}”" for entry in entries[:_SHOWN])
    return names + (f" and {len(entries) - _SHOWN} more" if len(entries) > _SHOWN else "")


def _titles(reading: Reading) -> set[str]:
    """The letters of the headings that items stand under."""
    return {_letters(title) for document in reading.documents for item in document.items for title in item.section}


def _entries(reading: Reading, source: Source) -> Iterator[_Entry]:
    for span in reading.spans:
        if span.what == "aside" and span.reason == "contents":
            for n in range(span.first, min(span.end, len(source.lines))):
                line = source.lines[n]
                for found in _ENTRY.finditer(line) if boilerplate.reason(line) != "link back" else ():
                    text = found[1].strip(" *_`")
                    forms = {_letters(text), _letters(_ANCHOR_NUMBER.sub("", unquote(found[2]), count=1))} - {""}
                    if forms:
                        yield _Entry(n, text, frozenset(forms))


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", _NUMBER.sub("", _ADDRESS.sub("", text), count=1).casefold())
