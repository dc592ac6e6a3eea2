"""Notes of AnkiOps: fields with short labels, `Q:`, `A:`, `T:`, `E:`, `C1:`, between lines of dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from exporter import grammar
from exporter.model import Card, Choice, Location
from exporter.readers.blocks.block import Block, cloze
from exporter.readers.source import Source
from exporter.readers.surroundings import RULE

_LABEL = re.compile(r"(?P<label>Q|A|T|E|M|S|AI|C[1-9]):(?:[ \t]+|$)")
_OPTION = re.compile(r"C\d")
_COMMENT = re.compile(r"<!--\s*(?P<name>note_key|note_id|note_type|deck_key|deck_id|tags):\s*(?P<value>.*?)\s*-->\s*$")


def blocks(source: Source) -> Iterator[Block]:
    """The notes, where something in the document is of no other format: a key, a cloze or choices."""
    parts = [*_between_rules(source)]
    notes = [(first, end, _fields(source.lines, first, end)) for first, end in parts]
    labels = {name for _, _, fields in notes for name in fields}
    told = labels & {"note_key", "note_id", "note_type"} or (labels & {"T", "C1"} and labels & {"Q", "A"})
    if not told:
        return
    for first, end, fields in notes:
        line = next((n for n in range(first, end) if _LABEL.match(source.lines[n])), first)
        if card := _of_fields(fields, source.at(line)):
            yield Block(first, end, card)


def _between_rules(source: Source) -> Iterator[tuple[int, int]]:
    """The parts of a document between lines of dashes, outside of code."""
    code = {n for token in source.tokens if token.type == "fence" and token.map for n in range(*token.map)}
    start = source.front_lines
    for n in range(start, len(source.lines) + 1):
        if n == len(source.lines) or (n not in code and RULE.match(source.lines[n])):
            yield start, n
            start = n + 1


def _fields(lines: Sequence[str], first: int, end: int) -> dict[str, list[str]]:
    """The lines of each field of a note."""
    fields: dict[str, list[str]] = {}
    name = ""
    for n in range(first, end):
        comment = _COMMENT.match(lines[n]) if not name else None
        label = _LABEL.match(lines[n])
        if comment:
            fields[comment["name"]] = [comment["value"]]
        elif label and label["label"] not in fields:
            name = label["label"]
            fields[name] = [lines[n][label.end() :]]
        elif name:
            fields[name].append(lines[n])
        elif lines[n].strip():
            return {}
    return fields


def _of_fields(fields: dict[str, list[str]], where: Location) -> Card | None:
    said = {name: "\n".join(lines).strip() for name, lines in fields.items()}
    card = _card(said, where)
    origin = said.get("note_key") or said.get("note_id")
    return replace(card, tags=grammar.split_names(said.get("tags", "")), origin=origin) if card else None


def _card(said: Mapping[str, str], where: Location) -> Card | None:
    more = [said[name] for name in ("E", "M", "S") if said.get(name)]
    if "T" in said:
        return cloze("\n\n".join([said["T"], *more]), where)
    if not said.get("Q"):
        return None
    options = tuple(said[name] for name in sorted(said) if _OPTION.fullmatch(name))
    if options:
        return _choice(said, options, more, where)
    return Card(said["Q"], "\n\n".join(filter(None, [said.get("A", ""), *more])), where)


def _choice(said: Mapping[str, str], options: tuple[str, ...], more: Sequence[str], where: Location) -> Card:
    numbers = (int(number) - 1 for number in re.findall(r"\d+", said.get("A", "")))
    kind = Choice(options, tuple(number for number in numbers if number < len(options)))
    return Card(said["Q"], "\n\n".join(more or [options[n] for n in kind.correct]), where, kind=kind)
