"""Note types of ours in a collection: their templates and style, merged part by part. Fields are never added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from exporter.push import base
from exporter.push.merge import Side
from exporter.push.offer import OfferedType, Template
from exporter.push.state import TypeState
from exporter.push.steps import TypeWrite

_STYLE = "style"


@dataclass(frozen=True, slots=True)
class MergedType:
    """A note type after a merge."""

    write: TypeWrite | None
    sent: Mapping[str, str]  # part -> hash of what was sent
    own: tuple[str, ...] = ()  # parts that keep what the collection's owner made of them


def merged(known: Mapping[str, str], there: TypeState, ours: OfferedType, side: Side) -> MergedType:
    """Merges the parts of a note type; `known` are hashes of what was sent last.

    Where nobody knows that, a type that has the time of a build is as it was sent.
    """
    untouched = there.mod in ours.sent_at
    sent: dict[str, str] = {}
    own: list[str] = []
    taken: dict[int | None, list[str]] = {}
    for name, (at, theirs, mine) in _parts(there, ours):
        was = known.get(name) or (_digest(theirs) if untouched else base.UNKNOWN)
        if theirs == mine or was == _digest(theirs) or side == "ours":
            sent[name] = _digest(mine)
            taken |= {at: mine} if theirs != mine else {}
            continue
        is_settled = side == "theirs" or was == _digest(mine)
        sent[name] = _digest(mine) if is_settled else was
        own += [] if is_settled else [name]
    return MergedType(_write(there, taken), sent, tuple(own))


def _write(there: TypeState, taken: Mapping[int | None, list[str]]) -> TypeWrite | None:
    """What is written, by the place of a template; None stands for the style."""
    style = taken[None][0] if None in taken else None
    templates = {at: (texts[0], texts[1]) for at, texts in taken.items() if at is not None}
    return TypeWrite(there.id, style, templates) if taken else None


def whole(ours: OfferedType) -> Mapping[str, str]:
    """The hashes of a note type that is sent as it is."""
    templates = {each.name: _digest([each.front, each.back]) for each in ours.templates}
    return {_STYLE: _digest([ours.style]), **templates}


def _parts(there: TypeState, ours: OfferedType) -> Iterator[tuple[str, tuple[int | None, list[str], list[str]]]]:
    """Parts that both have: where they stand there, their texts there, and ours."""
    yield _STYLE, (None, [there.style], [ours.style])
    for template in ours.templates:
        at = _place(there, template)
        if at is not None:
            found = there.templates[at]
            yield template.name, (at, [found.front, found.back], [template.front, template.back])


def _place(there: TypeState, template: Template) -> int | None:
    """Where a template of ours stands in a type: by its frozen id, else by its name."""
    known = [each.id for each in there.templates]
    if template.id in known:
        return known.index(template.id)
    names = [each.name if each.id is None else "" for each in there.templates]
    return names.index(template.name) if template.name in names else None


def _digest(texts: list[str]) -> str:
    return base.digest("\0".join(texts))
