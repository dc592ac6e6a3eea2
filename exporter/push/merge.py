"""Merge of one note: what was sent last, what the collection has, and what the documents say now. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from exporter.push import base
from exporter.push.base import Base

Side = Literal["", "ours", "theirs"]  # whose text a conflict ends with; "": theirs, and it is asked again
_HIDDEN = re.compile(r"\{\{c(\d{1,3})::(.*?)(?:::[^{}]*)?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_GAP = re.compile(r"\{\{c(\d{1,3})::")


@dataclass(frozen=True, slots=True)
class MergedFields:
    """The fields of a note after a merge, by the names of our note type."""

    values: Mapping[str, str]
    hashes: tuple[str, ...]  # what was sent, as the base says it, in the order of our note type
    taken: tuple[str, ...] = ()  # fields that get our text
    own: tuple[str, ...] = ()  # fields that keep the words of the collection's owner, which nobody contradicts
    conflicts: tuple[str, ...] = ()  # fields that both sides changed, and that keep what the collection has


@dataclass(frozen=True, slots=True)
class Rules:
    """What is known of a note, and wanted, besides its texts."""

    side: Side = ""
    untouched: bool = False  # whether nobody touched it since it was sent; asked where what was sent is unknown
    closed: Collection[str] = ()  # fields that keep what the collection has, whatever the side
    written: Collection[str] = ()  # fields that only we write: ours where what was sent is unknown
    alike: Collection[str] = ()  # fields of a note from elsewhere that say what ours say, each in its own markup


NO_RULES = Rules()


def fields(
    known: Base | None, theirs: Mapping[str, str], ours: Mapping[str, str], rules: Rules = NO_RULES
) -> MergedFields:
    """Merges the fields of a note, by the names of our note type; those that its type there lacks are passed over.

    `known` is what was sent last; None where nobody knows it.
    """
    values: dict[str, str] = {}
    hashes: list[str] = []
    found: dict[str, list[str]] = {"taken": [], "own": [], "conflicts": []}
    for number, (name, text) in enumerate(ours.items()):
        if name not in theirs:
            hashes.append(base.digest(text))
            continue
        there = theirs[name]
        was = _sent(known, number) if known else _unsent(name, there, text, rules)
        verdict = _judged(name, was, there, text, rules)
        hashes.append(was if verdict in ("own", "conflicts", "alike") else base.digest(text))
        values[name] = text if verdict == "taken" else there
        found.get(verdict, []).append(name)
    return MergedFields(values, tuple(hashes), **{kind: tuple(names) for kind, names in found.items()})


def _judged(name: str, was: str, theirs: str, ours: str, rules: Rules) -> str:
    """The verdict on a field; an empty one has no words to lose where nobody knows what was sent."""
    verdict = _verdict(was, theirs, ours, rules.side)
    if name in rules.closed:
        return "conflicts" if verdict == "taken" else verdict
    if verdict == "conflicts" and was == base.UNKNOWN and (name in rules.written or not theirs.strip()):
        return "taken"
    return verdict


def _unsent(name: str, theirs: str, ours: str, rules: Rules) -> str:
    """The hash of a field of which nobody knows what was sent."""
    if rules.untouched:
        return base.digest(theirs)
    return base.pair(ours, theirs) if name in rules.alike else base.UNKNOWN


def _sent(known: Base, number: int) -> str:
    """The hash of a field when it was sent last."""
    return known.fields[number] if number < len(known.fields) else base.UNKNOWN


def _verdict(was: str, theirs: str, ours: str, side: Side) -> str:
    """ "same", "alike", "taken", "own", "kept" (a conflict that `side` ended) or "conflicts"."""
    if base.normal(theirs) == base.normal(ours):
        return "same"
    ours_was, is_pair, theirs_was = was.partition("~")
    if base.digest(theirs) == (theirs_was if is_pair else was):
        return "alike" if is_pair and base.digest(ours) == ours_was else "taken"
    if base.digest(ours) == ours_was:
        return "own"
    return {"": "conflicts", "ours": "taken", "theirs": "kept"}[side]


def tags(known: Base | None, theirs: Sequence[str], ours: Sequence[str], *, untouched: bool = False) -> tuple[str, ...]:
    """Theirs without what we took away, and with what we added; two cases of one tag are the same."""
    wanted = {base.tag_key(tag): tag for tag in ours}
    if known is None:
        kept = {} if untouched else {base.tag_key(tag): tag for tag in theirs}
        return tuple(({**wanted, **kept}).values())
    kept = {
        key: tag for tag in theirs if (key := base.tag_key(tag)) in wanted or base.tag_digest(tag) not in known.tags
    }
    added = {key: tag for key, tag in wanted.items() if base.tag_digest(tag) not in known.tags}
    return tuple({**added, **kept}.values())


def same_tags(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two notes have the same tags, whatever their order and case."""
    return {*map(base.tag_key, one)} == {*map(base.tag_key, other)}


def moves_gaps(theirs: str, ours: str) -> bool:
    """Whether words that one number hides there are hidden by another number in ours, which has other words for it."""
    there, here = hidden(theirs), hidden(ours)
    return any(
        words.isdisjoint(here[number]) and any(not words.isdisjoint(others) for others in here.values())
        for number, words in there.items()
        if number in here
    )


def hidden(text: str) -> dict[int, set[str]]:
    """The words that each number of a cloze hides."""
    found: dict[int, set[str]] = {}
    for number, words in _HIDDEN.findall(text) if "{{c" in text else ():
        found.setdefault(int(number), set()).add(" ".join(_TAG.sub("", words).split()).casefold())
    return found


def gaps(text: str) -> frozenset[int]:
    """The numbers of the clozes in a field."""
    return frozenset(map(int, _GAP.findall(text))) if "{{c" in text else frozenset()
