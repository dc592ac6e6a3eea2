"""Trees: JSON, JSON Lines and YAML as nodes that know their line. Nothing here recurses, and aliases do not grow.

Numbers, truths and dates are texts, as they were written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from exporter.errors import InputError
from exporter.readers.records.table import Value

MOST_VALUES = 2_000_000  # of a file: a hundred thousand questions of twenty values each, some gigabytes of memory
DEEPEST = 100  # lists and objects in each other: who writes questions needs ten
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|[\[\]{},:]|\n|[^\s\[\]{},:"]+', re.DOTALL)
_ESCAPE = "\\"
_NOTHING = frozenset({"null", "~", "Null", "NULL"})


@dataclass(slots=True, eq=False)
class Node:
    """A value and where it begins."""

    line: int  # 0-based
    text: str | None = None  # of a scalar
    items: list[Node] | None = None  # of a list
    pairs: dict[str, Node] | None = None  # of an object; of two pairs of one name the last counts

    @property
    def value(self) -> Value:
        """It as the value of a cell."""
        if self.items is not None:
            return tuple(item.value for item in self.items)
        if self.pairs is not None:
            return {name: node.value for name, node in self.pairs.items()}
        return self.text or ""


@dataclass(slots=True)
class _Builder:
    """Makes nodes of what a parser meets, in order; raises InputError beyond the bounds."""

    path: str
    roots: list[Node] = field(default_factory=list)
    open: list[Node] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)  # of each open object: the name whose value comes next
    starts: list[int] = field(default_factory=list)  # the line of that name
    anchors: dict[str, Node] = field(default_factory=dict)
    left: int = MOST_VALUES

    def add(self, node: Node) -> None:
        """Adds a value, or the name of one."""
        self._spend(1, node.line)
        if not self.open:
            self.roots.append(node)
            return
        above = self.open[-1]
        if above.items is not None:
            above.items.append(node)
        elif above.pairs is not None:
            self._pair(above.pairs, node)

    def _pair(self, pairs: dict[str, Node], node: Node) -> None:
        name = self.names[-1]
        if name is None:
            self.names[-1], self.starts[-1] = node.text or "", node.line
            return
        pairs[name] = node
        self.names[-1] = None

    def begin(self, node: Node) -> None:
        """Opens a list or an object."""
        self.add(node)
        if len(self.open) >= DEEPEST:
            raise self.error(node.line, f"lists and objects are nested more than {DEEPEST} deep. Flatten them.")
        self.open.append(node)
        self.names.append(None)
        self.starts.append(node.line)

    def end(self) -> None:
        """Closes it."""
        self.open.pop()
        self.names.pop()
        self.starts.pop()

    def alias(self, anchor: str, line: int) -> None:
        """Adds again what an anchor names, at its full size."""
        node = self.anchors.get(anchor)
        if node is None or node in self.open:
            raise self.error(line, f"the alias *{anchor[:40]} has no anchor before it. Write the value instead.")
        self._spend(_size(node), line)
        self.add(node)

    def _spend(self, values: int, line: int) -> None:
        self.left -= values
        if self.left < 0:
            raise self.error(line, f"more than {MOST_VALUES:,} values. Split the file, or write aliases out.")

    def error(self, line: int, message: str) -> InputError:
        """The error of a line."""
        return InputError(f"{self.path}:{line + 1}: {message}")


def _size(node: Node) -> int:
    """How many values a node has."""
    count, left = 0, [node]
    while left and count <= MOST_VALUES:
        each = left.pop()
        count += 1
        left += each.items or ()
        left += (each.pairs or {}).values()
    return count


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def of_json(path: str, text: str) -> list[Node]:
    """The value of a JSON text, or those of JSON Lines, one in each line. Raises InputError."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            return of_lines(path, text)
        raise InputError(
            f"{path}:{error.lineno}: not valid JSON: {error.msg}. Fix it, or export the file again."
        ) from error
    except RecursionError as error:
        raise InputError(f"{path}:1: lists and objects are nested more than {DEEPEST} deep. Flatten them.") from error
    builder = _Builder(path)
    _take(builder, text, 0)
    return builder.roots


def of_lines(path: str, text: str) -> list[Node]:
    """The values of JSON Lines. Raises InputError."""
    builder = _Builder(path)
    for n, line in enumerate(text.split("\n")):
        if not line.strip():
            continue
        try:
            json.loads(line)
        except ValueError as error:
            said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            raise builder.error(
                n, f"not valid JSON: {said}. Write a value in each line, or one list in all of them."
            ) from error
        except RecursionError as error:
            raise builder.error(n, f"lists and objects are nested more than {DEEPEST} deep. Flatten them.") from error
        _take(builder, line, n)
    return builder.roots


def _take(builder: _Builder, text: str, line: int) -> None:
    """Builds the value of a valid text."""
    for found in _TOKEN.finditer(text):
        token = found[0]
        sign = token[0]
        if sign == "\n":
            line += 1
        elif sign == '"':
            builder.add(Node(line, json.loads(token, strict=False) if _ESCAPE in token else found[1]))
        elif sign == "{":
            builder.begin(Node(line, pairs={}))
        elif sign == "[":
            builder.begin(Node(line, items=[]))
        elif sign in "}]":
            builder.end()
        elif sign not in ",:":
            builder.add(Node(line, "" if token in _NOTHING else token))


# ── YAML ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def of_yaml(path: str, text: str) -> list[Node]:
    """The values of a YAML text, one for each of its documents. Raises InputError."""
    import yaml

    builder = _Builder(path)
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            _event(builder, event)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise builder.error(
            line, f"not valid YAML: {error.problem}. Fix it, or put quotes around the value."
        ) from error
    except yaml.YAMLError as error:
        raise builder.error(0, "a character that YAML does not allow. Remove it.") from error
    return builder.roots


def _event(builder: _Builder, event: object) -> None:
    from yaml import events

    if not isinstance(event, events.NodeEvent | events.CollectionEndEvent):
        return
    line = event.start_mark.line if event.start_mark else 0
    if isinstance(event, events.CollectionEndEvent):
        builder.end()
    elif isinstance(event, events.AliasEvent):
        builder.alias(event.anchor or "", line)
    elif isinstance(event, events.ScalarEvent):
        node = Node(line, "" if event.value in _NOTHING and event.implicit[0] else event.value)
        builder.add(node)
        _anchor(builder, event.anchor, node)
    else:
        node = Node(line, items=[]) if isinstance(event, events.SequenceStartEvent) else Node(line, pairs={})
        builder.begin(node)
        _anchor(builder, event.anchor, node)


def _anchor(builder: _Builder, name: str | None, node: Node) -> None:
    if name:
        builder.anchors[name] = node


def names(text: str) -> Iterator[str]:
    """The names of objects in a JSON or YAML text, roughly: a cheap test."""
    yield from (found[1] or found[2] for found in _NAMES.finditer(text))


_NAMES = re.compile(r'"([^"\\\n]{1,60})"\s*:|^[ \t]*(?:- +)*([^\W\d][\w .-]{0,60}?)[ \t]*:(?=\s)', re.MULTILINE)
