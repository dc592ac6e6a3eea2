"""Writes corrections into documents: only the lines of their cards change, and the result is read back first."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from exporter import grammar, readers
from exporter.emitters import canonical
from exporter.errors import InputError, OutputError
from exporter.model import Card, Cloze, Document, Location, Media
from exporter.pipeline import readback
from exporter.pipeline.store import files
from exporter.pull import pasted
from exporter.pull.merge import MergeError
from exporter.readers import private
from exporter.readers.source import Hint, Reading, Source
from exporter.sources import discover, formats
from exporter.sources.discover import SourceFile

_ENDS = re.compile(r"(\r\n|\r|\n)")
_MARKS = re.compile(r" {0,3}#+")
_NOWHERE = Location("", 0)
Corrections = Mapping[Card, Card]  # as it is -> as it should be


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was corrected."""

    path: Path
    original: Path | None = None  # the document that it replaces, where it is another one
    images: tuple[Path, ...] = ()  # that came along
    left: Mapping[Card, str] = field(default_factory=dict)  # cards that could not be corrected, and why


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines of a card in its document, and what they become."""

    first: int  # 0-based
    stop: int
    lines: list[str]


def write(found: SourceFile, corrections: Corrections, hint: Hint, images: Mapping[str, Media]) -> Written:
    """Corrects a document; raises MergeError where it changed meanwhile, or where there is no safe way.

    `hint` says how it reads, `images` are new ones by their address. Either all of it is written or nothing.
    """
    data = discover.data(found)
    source = formats.source(found.name, data, hint)
    reading = readers.read(source)
    if not {*corrections} <= {*reading.cards}:
        raise MergeError("the document changed in the meantime; pull again")
    left: Mapping[Card, str] = {}
    if reading.reader == "canonical" and (text := _text(data)) is not None and _lines(text)[0] == source.lines:
        blocks, left = _blocks(source.lines, reading, corrections)
        corrections = {old: new for old, new in corrections.items() if old not in left}
        wanted = _all_corrected(reading, corrections)
        path, made, original = found.path, _in_place(text, blocks), None
    else:
        wanted = _all_corrected(reading, corrections)
        path, made, original = _beside(found.path), canonical.write(wanted), found.path
    if not corrections:
        return Written(path, left=left)
    again = readers.read(Source.decode(found.name, made.encode()))
    if list(map(readback.bare, again.documents)) != list(map(readback.bare, wanted)):
        raise MergeError("the corrected document would be read differently; correct it by hand")
    if discover.data(found) != data:
        raise MergeError("the document changed in the meantime; pull again")
    brought = pasted.write(found.path, pasted.needed(images, corrections.values()))
    try:
        files.write(path, made.encode())
    except OutputError:
        pasted.forget(brought)
        raise
    return Written(path, original, tuple(brought), left)


def _text(data: bytes) -> str | None:
    """The text of a file with its byte order mark and its line ends; None where it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _lines(text: str) -> tuple[list[str], list[str]]:
    """Lines and their ends; the last line has none."""
    parts = _ENDS.split(text.removeprefix("\ufeff"))
    return parts[::2], [*parts[1::2], ""]


def _beside(path: Path) -> Path:
    """A name for the canonical form of a document of another shape; raises where there is such a file."""
    markdown = path.with_suffix(".md")
    target = markdown if markdown != path else path.with_name(f"{path.stem}.canonical.md")
    if os.path.lexists(target):
        raise MergeError(f"{target} exists and is not overwritten; move it away, then pull again")
    return target


def _all_corrected(reading: Reading, corrections: Corrections) -> tuple[Document, ...]:
    return tuple(_corrected(document, corrections) for document in reading.documents)


def _corrected(document: Document, corrections: Corrections) -> Document:
    items = (corrections.get(item, item) if isinstance(item, Card) else item for item in document.items)
    return replace(document, items=tuple(items))


# ── in place ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _blocks(lines: Sequence[str], reading: Reading, corrections: Corrections) -> tuple[list[_Block], dict[Card, str]]:
    """The corrected lines of cards, and the cards for which there are none, with the reason."""
    stops = {span.first: span.end for span in reading.spans if span.what == "card"}
    found: list[_Block] = []
    left: dict[Card, str] = {}
    for old, new in corrections.items():
        first = old.where.line - 1
        stop = stops[first]
        while stop > first + 1 and not lines[stop - 1].strip():
            stop -= 1  # blank lines below a card are not its own
        try:
            found.append(_Block(first, stop, _block(lines[first:stop], old, new)))
        except MergeError as error:
            left[old] = str(error)
    return found, left


def _in_place(text: str, blocks: Sequence[_Block]) -> str:
    lines, ends = _lines(text)
    end = next((end for end in ends if end), "\n")
    for block in sorted(blocks, key=lambda block: -block.first):
        ends[block.first : block.stop] = [*[end] * (len(block.lines) - 1), ends[block.stop - 1]]
        lines[block.first : block.stop] = block.lines
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    return bom + "".join(line + mark for line, mark in zip(lines, ends, strict=True))


def _block(block: Sequence[str], old: Card, new: Card) -> list[str]:
    """The lines of a card as they should be, as like the old ones as can be; all that is tried is read back."""
    if private.removed(part := Source("", "\n".join(block)))[0] is not part:
        raise MergeError("a private comment, %%…%%, stands there and would be lost; correct the document by hand")
    for lines in _candidates(block, old, new):
        if _read(lines) == replace(new, where=_NOWHERE, section=()):
            return lines
    raise MergeError("the correction cannot be written as canonical Markdown; correct the document by hand")


def _candidates(block: Sequence[str], old: Card, new: Card) -> Iterator[list[str]]:
    written = _canonical(new, block[0])
    answer = grammar.close_headings(new.answer).split("\n")
    at = _answer(block)
    if _kept(old) == _kept(new):
        yield [*block[:at], *answer]
    heading = _heading(block[0], old, new)
    attribute = [f"<!-- id: {new.id} -->"] if new.id != old.id else []
    yield [heading, *attribute, *block[1:at], *answer]
    if old.answer == new.answer:
        yield [*written[: len(written) - len(answer)], *block[at:]]
    yield written


def _kept(card: Card) -> Card:
    """A card without its answer, and without a question that is only its answer with gaps."""
    gaps = isinstance(card.kind, Cloze) and card.question == grammar.blanked(card.answer)
    return replace(card, answer="", question="" if gaps else card.question)


def _heading(line: str, old: Card, new: Card) -> str:
    """The heading with the question's first line exchanged."""
    before, after = (card.question.partition("\n\n")[0] for card in (old, new))
    return line.replace(before, after) if line.count(before) == 1 and "\n" not in after else line


def _answer(block: Sequence[str]) -> int:
    """The line of a card's block at which its answer begins."""
    at = 1
    if grammar.ANSWER in block[1:]:
        at = block.index(grammar.ANSWER, 1) + 1
    else:
        while at < len(block) and grammar.ATTRIBUTE.match(block[at]):
            at += 1
    while at < len(block) and not block[at].strip():
        at += 1
    return at


def _canonical(card: Card, heading: str) -> list[str]:
    """A card as canonical Markdown, its heading as deep as the old one."""
    lines = canonical.write([Document("-", "", (replace(card, section=()),))]).rstrip("\n").split("\n")
    lines = lines[lines.index("") + 1 :]  # below the title
    marks = _MARKS.match(heading)
    lines[0] = _MARKS.sub(marks[0] if marks else "##", lines[0], count=1)
    return lines


def _read(lines: Sequence[str]) -> Card | None:
    """The card that these lines are, alone."""
    try:
        documents = readers.read(
            Source.decode("", "\n".join(["# -", f"<!-- {grammar.MARK} -->", "", *lines, ""]).encode())
        ).documents
    except InputError:
        return None
    cards = [item for document in documents for item in document.items]
    only = cards[0] if len(cards) == 1 else None
    return replace(only, where=_NOWHERE, section=()) if isinstance(only, Card) else None
