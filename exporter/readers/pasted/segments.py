"""Segments of a pasted article: documents, sections, answers, notes and boilerplate."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exporter.lexicon.wording import is_name
from exporter.readers import levels
from exporter.readers.pasted import boilerplate, titles
from exporter.readers.pasted.questions import Mark
from exporter.restore.blocks import is_title

_ORDINAL = re.compile(r"^(?:section|part|chapter|unit|module|topic)\s+(?:\d+|[ivxlc]+)\b", re.IGNORECASE)
_SECTION_WORDS = re.compile(
    r"\b(?:questions|basics|fundamentals|advanced|concepts|topics|level|beginners?|intermediate|essentials)\b",
    re.IGNORECASE,
)
_DECORATED = re.compile(r"^[^\w\s\"'(\[<#`*•◦▪‣$%&/\\.~=+-][^\w\"'(\[]*\s+(?=[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of lines and what it is."""

    what: str  # "card", "note", "questions" (without numbers) or "aside"
    start: int  # first line of its text, 0-based
    end: int  # one past the last
    section: tuple[str, ...] = ()
    title: str = ""
    title_line: int | None = None
    mark: Mark | None = None
    reason: str = ""  # why it is set aside


@dataclass(frozen=True, slots=True)
class _Head:
    line: int
    title: str


def documents(lines: Sequence[str], marks: Sequence[Mark]) -> list[int]:
    """First lines of the articles in a file: one begins where numbers start again below a title."""
    starts = [0]
    for before, mark in itertools.pairwise(marks):
        if mark.number is not None and before.number is not None and mark.number <= 1 < before.number:
            line = titles.find(lines, before.end, mark.start)
            if line is not None:
                starts.append(line)
    return starts


def split(lines: Sequence[str], start: int, end: int, marks: Sequence[Mark], name: str) -> Iterator[Part]:
    """All parts of one article, in order."""
    section: tuple[str, ...] = ()
    first = marks[0].start if marks else end
    heads = [head for head in _preamble_heads(lines, start, first) if not _says(lines[head.line], name)]
    yield from _opening(lines, start, _begin(lines, heads[0].line) if heads else first, name)
    section, parts = _sections(lines, heads, first, section, name, last=not marks)
    yield from parts
    for mark, following in zip(marks, [*(mark.start for mark in marks[1:]), end], strict=False):
        heads = _heads(lines, mark.end, following, is_last=following == end)
        stop = _begin(lines, heads[0].line) if heads else following
        tail = _tail(lines, mark.end, stop, name) if following == end else stop
        yield Part("card", mark.end, tail, section, mark=mark)
        yield from _asides(lines, tail, stop)
        section, parts = _sections(lines, heads, following, section, name, last=following == end)
        yield from parts


def _opening(lines: Sequence[str], start: int, end: int, name: str) -> Iterator[Part]:
    """Lines before the first heading: title, furniture, and what is left as an untitled note."""
    text_start: int | None = None
    for index in range(start, end):
        if not lines[index].strip():
            continue
        if _is_furniture(lines[index], name):
            yield from _words(text_start, index, ())
            text_start = None
            yield Part("aside", index, index + 1, reason="title" if _says(lines[index], name) else "")
        elif _is_subtitle(lines, index, name):
            yield Part("aside", index, index + 1, reason="subtitle")
        elif text_start is None:
            text_start = index
    yield from _words(text_start, end, ())


def _is_subtitle(lines: Sequence[str], index: int, name: str) -> bool:
    """One short line right below the title."""
    above = next((line for line in reversed(lines[max(0, index - 2) : index]) if line.strip()), "")
    return _says(above, name) and len(lines[index]) <= 160 and titles.stands_alone(lines, index)


def _words(start: int | None, end: int, section: tuple[str, ...]) -> Iterator[Part]:
    if start is not None:
        yield Part("note", start, end, section)


def _says(line: str, name: str) -> bool:
    return bool(name) and line.strip().startswith(name)


def _is_furniture(line: str, name: str) -> bool:
    return _says(line, name) or boilerplate.read(line) is not None


def _tail(lines: Sequence[str], start: int, end: int, name: str) -> int:
    """Where an article's last text ends and its footer begins: share lines, or the title once more."""
    for index in range(start, end):
        if titles.is_below_blank(lines, index) and (_says(lines[index], name) or _is_share(lines[index])):
            return index
    return end


def _is_share(line: str) -> bool:
    said = boilerplate.read(line)
    return said is not None and said.reason == "share line"


def _asides(lines: Sequence[str], start: int, end: int) -> Iterator[Part]:
    for index in range(start, end):
        if lines[index].strip():
            yield Part("aside", index, index + 1, reason="footer")


def _sections(
    lines: Sequence[str], heads: Sequence[_Head], end: int, section: tuple[str, ...], name: str, *, last: bool
) -> tuple[tuple[str, ...], list[Part]]:
    """The parts under these headings; the last heading before a question is the section that goes on."""
    parts: list[Part] = []
    edges = [*(_begin(lines, head.line) for head in heads[1:]), end]
    for head, stop in zip(heads, edges, strict=False):
        parts += _asides(lines, _begin(lines, head.line), head.line)
        text = head.line + 1
        if stop == end and not last:
            section = (head.title,)
            parts += _section_words(lines, head, text, stop, section, name)
            continue
        tail = _tail(lines, text, stop, name) if stop == end else stop
        if titles.is_faq(head.title) and any(asked(lines, text, tail)):
            parts.append(Part("questions", text, tail, (head.title,), head.title, head.line))
        else:
            parts.append(Part("note", text, tail, (), head.title, head.line))
        parts += _asides(lines, tail, stop)
    return section, parts


def _section_words(
    lines: Sequence[str], head: _Head, start: int, end: int, section: tuple[str, ...], name: str
) -> Iterator[Part]:
    """What stands between a section's heading and its first question."""
    yield Part("aside", head.line, head.line + 1, reason="heading")
    opened = None
    for index in range(start, end):
        if lines[index].strip() and _is_furniture(lines[index], name):
            yield Part("aside", index, index + 1)
        elif lines[index].strip() and opened is None:
            opened = index
    yield from _words(opened, end, section)


def _preamble_heads(lines: Sequence[str], start: int, end: int) -> list[_Head]:
    """Headings before the first question: strong ones, and plain ones that stand alone with text below."""
    strong = _heads(lines, start, end, is_last=False)
    lines_of_strong = {head.line for head in strong}
    plain = [
        _Head(n, lines[n].strip())
        for n in range(start, end)
        if n not in lines_of_strong
        and is_title(lines[n].strip())
        and titles.stands_alone(lines, n)
        and not titles.says_so(lines[n])
        and boilerplate.read(lines[n]) is None
    ]
    return sorted([*strong, *plain], key=lambda head: head.line)


def _heads(lines: Sequence[str], start: int, end: int, *, is_last: bool) -> list[_Head]:
    """Headings of sections between two questions, or after the last one."""
    return [head for index in range(start, end) if (head := _head(lines, index, end, is_last=is_last))]


def _head(lines: Sequence[str], index: int, end: int, *, is_last: bool) -> _Head | None:
    text, bare = lines[index].strip(), _bare_title(lines, index)
    if not bare:
        return None
    is_marked = bare != text or _ornament_before(lines, index) or _range_below(lines, index, end)
    if is_marked or _ORDINAL.match(text) or titles.is_faq(text):
        return _Head(index, bare)
    if is_last:
        return None
    ends_here = titles.is_blank(lines[index + 1 : end])
    return _Head(index, bare) if ends_here or (index > 0 and _says_section(text)) else None


def _bare_title(lines: Sequence[str], index: int) -> str:
    """A title that stands alone, without its ornament; "" for a line that is none."""
    text = lines[index].strip()
    if not text or len(text) > titles.LONGEST or not titles.stands_alone(lines, index) or boilerplate.read(text):
        return ""
    bare = _DECORATED.sub("", text)
    return bare if is_title(bare) else ""


def _says_section(text: str) -> bool:
    """Whether a title has the words of a section: a number of questions, a level."""
    return bool(_SECTION_WORDS.search(text) or is_name(text, "questions") or levels.of_title(text))


def _ornament_before(lines: Sequence[str], index: int) -> bool:
    above = next((line.strip() for line in reversed(lines[max(0, index - 2) : index]) if line.strip()), "")
    return bool(above) and len(above) <= 4 and not any(letter.isalnum() or letter in "{}[]()<>;" for letter in above)


def _begin(lines: Sequence[str], heading: int) -> int:
    """The first line of a section: its heading, or the emoji that stands above it as its picture."""
    above = next((n for n in range(heading - 1, max(0, heading - 2) - 1, -1) if lines[n].strip()), heading)
    is_picture = _ornament_before(lines, heading) and not lines[above].strip().isascii()
    return above if is_picture else heading


def _range_below(lines: Sequence[str], index: int, end: int) -> bool:
    below = next((line for line in lines[index + 1 : min(end, index + 3)] if line.strip()), "")
    said = boilerplate.read(below) if below else None
    return said is not None and said.reason == "contents"


def asked(lines: Sequence[str], start: int, end: int) -> Iterator[int]:
    """Lines that ask, with an answer below: one sentence that ends in a question mark, standing alone."""
    for index in range(start, end):
        text = lines[index].strip()
        if text.endswith("?") and len(text) <= 200 and text[0].isalnum() and titles.is_below_blank(lines, index):
            yield index
