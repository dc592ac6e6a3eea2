"""Boilerplate around a pasted article: dates, reading times, tags, counters, share lines, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from exporter.lexicon.wording import LETTER, holds, is_name
from exporter.restore.words.tags import split_tags

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}|"
    rf"\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|\d{{4}}-\d\d-\d\d|{_MONTH}\s+\d{{4}})$",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"^((?:last\s+)?updated|published|posted|edited|reviewed)(?:\s+(?:for|on|in|at))?:?\s+(.+)$", re.I
)
_TILE = re.compile(r"^([~≈]?\d[\d.,]*\+?)\s?([A-Z][A-Za-z]*(?:\s[A-Z][A-Za-z]*){0,2})$")
_RANGE = re.compile(r"^(?:[A-Z]\w*\s*)?[(\[]?Q\s?\d+\s*(?:[-–—]|to)\s*Q?\s?\d+[)\]]?$", re.IGNORECASE)
_PAIR = re.compile(rf"^({LETTER}(?:{LETTER}| ){{1,28}}) ?[:：]\s*(\S.*)$")
_DECORATION = re.compile(r"^[^\w\s\"'(\[]+\s*")
_TAG_EMOJI = "🏷🔖"


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a line of furniture says."""

    reason: str  # "" where it is metadata, else why it is set aside
    meta: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


def read(line: str) -> Furniture | None:
    """What a line around the questions says, or None where it is text of its own."""
    text = line.strip()
    for rule in (_ornament, _date, _updated, _range, _tile, _pieces, _share):
        found = rule(text)
        if found:
            return found
    return None


def _ornament(text: str) -> Furniture | None:
    return None if any(letter.isalnum() for letter in text) else Furniture("ornament")


def _date(text: str) -> Furniture | None:
    return Furniture("", {"date": text}) if _DATE.match(text) else None


def _updated(text: str) -> Furniture | None:
    found = _UPDATED.match(_DECORATION.sub("", text))
    short = found and len(found[2].split()) <= 5
    return Furniture("", {found[1].lower(): found[2]}) if found and short and "|" not in text else None


def _range(text: str) -> Furniture | None:
    return Furniture("contents") if _RANGE.match(text) else None


def _tile(text: str) -> Furniture | None:
    """A counter above its label, glued together: `50Questions`."""
    found = _TILE.match(text)
    return Furniture("", {found[2].lower(): found[1]}) if found else None


def _pieces(text: str) -> Furniture | None:
    """`📅 Published: April 2026 | ⏱ Reading Time: ~22 minutes | 🏷️ DockerDevOps`: all pieces must be furniture."""
    meta: dict[str, str] = {}
    tags: list[str] = []
    for piece in map(str.strip, re.split(r"\s[|•·]\s", text)):
        words = _DECORATION.sub("", piece).strip()
        pair = _PAIR.match(words)
        if piece[:1] in _TAG_EMOJI or (pair and pair[1].lower() == "tags"):
            tags += _tags(pair[2] if pair else words)
        elif pair and is_name(pair[1], "published"):
            meta[pair[1].lower()] = pair[2]
        else:
            return None
    return Furniture("", meta, tuple(tags))


def _tags(text: str) -> Iterator[str]:
    for word in re.split(r"[,;#\s]+", text):
        if word:
            yield from split_tags(word)


def _share(text: str) -> Furniture | None:
    says = len(text) < 400 and (holds(text, "share") or is_name(text, "button"))
    return Furniture("share line") if says else None
