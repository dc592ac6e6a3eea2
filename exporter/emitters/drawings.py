"""Validates untrusted SVG.

Refused are entities, scripts, other documents in it, addresses outside of it, and what grows when it is drawn: shapes
that refer to shapes that refer to shapes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

MOST_SHAPES = 50_000  # elements, each counted as often as it is drawn
_DEEPEST = 100  # elements in elements: drawing them is recursive
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>|<!--.*?-->)\s*)*<svg[\s>]",
    re.DOTALL,
)
_ACTIVE = frozenset(
    ("script", "foreignobject", "iframe", "image", "feimage", "handler", "audio", "video", "embed", "object")
)
_GRADIENTS = frozenset(("lineargradient", "radialgradient", "stop"))  # drawn once, whatever refers to them
_URL = re.compile(r"url\(\s*[\"']?\s*(#?)([^\"')\s]*)", re.IGNORECASE)
_SIZE = re.compile(r"\s*\+?(?:\d{1,6}\.?\d*|\.\d+)\s*(?:px|pt|pc|mm|cm|in|em|ex|rem|q|%)?\s*", re.IGNORECASE)
_BOX = re.compile(r"\s*(?:[-+]?(?:\d{1,6}\.?\d*|\.\d+)(?:[\s,]+|\s*$)){4}")

SIZE = "the width, height or viewBox of the drawing is not a size"
ACTIVE = "the drawing contains scripts, other documents or addresses"
GROWS = "the drawing is too large, or its parts refer to each other too often"
STYLED = "the style sheet of the drawing refers to its parts"
BROKEN = "the drawing is not complete XML"
ENTITIES = "the drawing declares entities"


def is_drawing(data: bytes) -> bool:
    """Whether bytes look like SVG."""
    return bool(_START.match(data[:4000]))


def fault(data: bytes) -> str:
    """The reason why a drawing is refused; empty for a harmless one."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    parser.EntityDeclHandler = reader.entity
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.Parse(data, True)
        reader.close()
    except _UnsafeError as error:
        return str(error)
    except (expat.ExpatError, ValueError, LookupError):  # the last two for encodings
        return BROKEN
    return ""


class _UnsafeError(Exception):
    """Why a drawing is refused."""


@dataclass(slots=True)
class _Shape:
    """An element with an id, or the root."""

    size: int = 0  # elements in it, itself too
    refers: Counter[str] = field(default_factory=Counter)  # ids that it draws again, and how often


@dataclass(slots=True)
class _Reader:
    """Reads a drawing element by element."""

    shapes: dict[str, _Shape] = field(default_factory=lambda: {"": _Shape()})
    open: list[tuple[str, str]] = field(default_factory=list)  # names and ids of the elements around
    gradients: set[str] = field(default_factory=set)
    style: list[str] = field(default_factory=list)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(" ")[2].casefold()
        if name in _ACTIVE:
            raise _UnsafeError(ACTIVE)
        if len(self.open) >= _DEEPEST:
            raise _UnsafeError(GROWS)
        known = {key.rpartition(" ")[2].casefold(): value for key, value in attributes.items()}
        if not self.open and not _is_size(known):
            raise _UnsafeError(SIZE)
        self.open.append((name, known.get("id", "")))
        self.shapes.setdefault(known.get("id", ""), _Shape())
        if name in _GRADIENTS:
            self.gradients.add(known.get("id", ""))
        refers = _references(known)
        for id_ in {"", *(id_ for _, id_ in self.open)}:
            self.shapes[id_].size += 1
            self.shapes[id_].refers.update(refers)
        if self.shapes[""].size > MOST_SHAPES:
            raise _UnsafeError(GROWS)

    def end(self, name: str) -> None:
        """An element ends."""
        self.open.pop()

    def words(self, text: str) -> None:
        """Text; that of a style sheet refers to nothing but gradients."""
        if self.open and self.open[-1][0] == "style":
            self.style.append(text)

    def entity(self, *_: object) -> None:
        """An entity is declared."""
        raise _UnsafeError(ENTITIES)

    def instruction(self, target: str, data: str) -> None:
        """Another program is addressed, such as one that fetches a style sheet."""
        raise _UnsafeError(ACTIVE)

    def close(self) -> None:
        """All is read: how many elements are drawn?"""
        if not self.gradients.issuperset(_referred("style", "".join(self.style))):
            raise _UnsafeError(STYLED)
        if self._drawn("", {}, ()) > MOST_SHAPES:
            raise _UnsafeError(GROWS)

    def _drawn(self, id_: str, sizes: dict[str, int], around: tuple[str, ...]) -> int:
        if id_ in around or len(around) > _DEEPEST:
            return MOST_SHAPES + 1
        if id_ not in sizes:
            shape = self.shapes.get(id_, _Shape())
            refers = ((each, times) for each, times in shape.refers.items() if each not in self.gradients)
            inner = (times * self._drawn(each, sizes, (*around, id_)) for each, times in refers)
            sizes[id_] = min(shape.size + sum(inner), MOST_SHAPES + 1)
        return sizes[id_]


def _is_size(attributes: Mapping[str, str]) -> bool:
    sizes = (attributes[name] for name in ("width", "height") if name in attributes)
    return all(map(_SIZE.fullmatch, sizes)) and bool(_BOX.fullmatch(attributes.get("viewbox", "0 0 1 1")))


def _references(attributes: Mapping[str, str]) -> Counter[str]:
    """The ids that an element refers to, and how often each may be drawn for it."""
    corners = max(1, len(attributes.get("d") or attributes.get("points", "")) // 4)  # each may have a marker
    refers: Counter[str] = Counter()
    for key, value in attributes.items():
        refers.update({id_: corners if key.startswith("marker") else 1 for id_ in _referred(key, value)})
    return refers


def _referred(key: str, value: str) -> list[str]:
    """The ids that an attribute or a style sheet refers to; raises where it reaches beyond the drawing."""
    if _is_active(key, value):
        raise _UnsafeError(ACTIVE)
    address = value.strip() if key == "href" else ""
    found = [(address.startswith("#"), address[1:])] if address else []
    found += [(bool(mark), name) for mark, name in _URL.findall(value)]
    if not all(is_inside for is_inside, _ in found):
        raise _UnsafeError(ACTIVE)
    return [name for _, name in found]


def _is_active(key: str, value: str) -> bool:
    """Whether an attribute runs something, or hides what it refers to."""
    runs = key.startswith("on") or "javascript:" in value.casefold()
    return runs or (key in ("style", "src") and _hides_references(value))


def _hides_references(style: str) -> bool:
    """Whether a style fetches others, or hides by an escape what it does."""
    return "@import" in style.casefold() or "\\" in style
