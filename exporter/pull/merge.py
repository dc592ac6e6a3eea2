"""Merges an edit of rendered text into its Markdown.

Nothing here is trusted: a new Markdown text counts only when it shows just what the edited text shows. Blocks that
show what they showed keep their Markdown, whatever their style.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from exporter import markup

View = Callable[[str], list[str]]  # Markdown -> what it shows, in units that can be compared
Bare = Callable[[str], str]  # a unit -> its characters, which stand in the Markdown, too
Convert = Callable[[Sequence[str], str], str | None]  # units, the Markdown they replace -> Markdown, or None

_LONGEST = 20_000  # characters of a block whose edit is traced; the cost of tracing grows with its square
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|~$]")
_LEADING = re.compile(r"^(\s*)([#+\-=]|\d+(?=[.)]))", re.MULTILINE)


class MergeError(Exception):
    """An edit that cannot be merged: its row is skipped and reported."""


@dataclass(frozen=True, slots=True)
class Lens:
    """How a text is looked at where it was edited."""

    view: View
    bare: Bare
    convert: Convert


def merged(markdown: str, after: Sequence[str], lens: Lens) -> str:
    """Markdown that shows `after`; raises MergeError where none is found."""
    blocks = _blocks(markdown)
    units = [lens.view(block) for block in blocks]
    if [unit for shown in units for unit in shown] != lens.view(markdown):  # blocks that hang on each other
        blocks, units = [markdown], [lens.view(markdown)]
    made = list(_made(blocks, units, list(after), lens))
    text = "\n\n".join(block for block in made if block)
    if lens.view(text) != list(after):
        raise MergeError("the edit cannot be expressed in Markdown; correct the document by hand")
    return text


def _blocks(markdown: str) -> list[str]:
    """The top-level blocks of a text; what no block holds goes with the one above."""
    starts = [token.map[0] for token in markup.block_tokens(markdown) if token.level == 0 and token.map]
    lines = markdown.split("\n")
    edges = [0, *sorted({start for start in starts if start > 0}), len(lines)]
    return ["\n".join(lines[a:b]).rstrip("\n") for a, b in itertools.pairwise(edges) if b > a]


def _made(blocks: Sequence[str], units: Sequence[Sequence[str]], after: list[str], lens: Lens) -> Iterator[str]:
    """Blocks that stayed as they are; between them what the edited units are in Markdown."""
    place, done = 0, 0
    for first, end, begin, stop in _kept(units, after):
        yield from _changed(blocks[place:first], units[place:first], after[done:begin], lens)
        yield from blocks[first:end]
        place, done = end, stop
    yield from _changed(blocks[place:], units[place:], after[done:], lens)


def _kept(units: Sequence[Sequence[str]], after: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Blocks all of whose units stayed: (from, to) among the blocks, (from, to) among the edited units."""
    from rapidfuzz.distance import Indel

    before = [unit for shown in units for unit in shown]
    places: dict[int, int] = {}
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            places.update(zip(range(step.src_start, step.src_end), range(step.dest_start, step.dest_end), strict=True))
    at = 0
    for n, shown in enumerate(units):
        start, at = at, at + len(shown)
        there = [places.get(k, -1) for k in range(start, at)]
        if there and there[0] >= 0 and there == list(range(there[0], there[0] + len(there))):
            yield n, n + 1, there[0], there[-1] + 1


def _changed(blocks: Sequence[str], units: Sequence[Sequence[str]], after: Sequence[str], lens: Lens) -> Iterator[str]:
    if len(blocks) == len(after) and all(len(shown) == 1 for shown in units):  # each block became one
        for block, shown, unit in zip(blocks, units, after, strict=True):
            yield _rewritten(block, shown, [unit], lens)
    elif blocks or after:
        yield _rewritten("\n\n".join(blocks), [unit for shown in units for unit in shown], after, lens)


def _rewritten(markdown: str, before: Sequence[str], after: Sequence[str], lens: Lens) -> str:
    if not after:
        return ""
    for patched in _candidates(markdown, before, after, lens):
        if patched is not None and lens.view(patched) == list(after):
            return patched
    raise MergeError("the edit cannot be expressed in Markdown; correct the document by hand")


def _candidates(markdown: str, before: Sequence[str], after: Sequence[str], lens: Lens) -> Iterator[str | None]:
    """Candidates, the least change first: other words in place, other markup there, all of it converted."""
    converted = None
    if before and len(markdown) <= _LONGEST:
        old, new = ("\n".join(map(lens.bare, units)) for units in (before, after))
        yield _patched(markdown, old, new, str)
        yield _patched(markdown, old, new, escaped)
        was, converted = lens.convert(before, markdown), lens.convert(after, markdown)
        if was is not None and converted is not None:
            yield _patched(markdown, was, converted, str)
    yield converted if converted is not None else lens.convert(after, markdown)


def _patched(markdown: str, before: str, after: str, escape: Callable[[str], str]) -> str:
    """The Markdown with the words exchanged that changed between two bare texts, each at its place."""
    places = _aligned(markdown, before)
    old, new = _tokens(before), _tokens(after)
    parts, done = [], 0
    for a, b, c, d in _runs([word for word, _ in old], [word for word, _ in new]):
        start = old[a][1] if a < len(old) else len(before)
        words = "".join(word for word, _ in new[c:d])
        behind = start and a == b and not words[-1:].isspace()  # words that came stand by the word they belong to
        begin = max(done, places[start - 1] + 1 if behind else places[start])
        end = max(begin, places[old[b - 1][1] + len(old[b - 1][0]) - 1] + 1 if b > a else begin)
        parts += [markdown[done:begin], escape(words)]
        done = end
    return "".join([*parts, markdown[done:]])


def _runs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """What changed: from and to in the old, from and to in the new."""
    from rapidfuzz.distance import Indel

    runs: list[tuple[int, int, int, int]] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            continue
        if runs and runs[-1][1] == step.src_start and runs[-1][3] == step.dest_start:  # what went and what came
            a, _, c, _ = runs.pop()
            runs.append((a, step.src_end, c, step.dest_end))
        else:
            runs.append((step.src_start, step.src_end, step.dest_start, step.dest_end))
    return runs


def _tokens(text: str) -> list[tuple[str, int]]:
    return [(found[0], found.start()) for found in _TOKEN.finditer(text)]


def _aligned(markdown: str, bare: str) -> list[int]:
    """For each character of the bare text its place in the Markdown; where it is not there, that of the next one."""
    from rapidfuzz.distance import Indel

    places = [-1] * len(bare) + [len(markdown)]
    for step in Indel.opcodes(markdown, bare):
        if step.tag == "equal":
            places[step.dest_start : step.dest_end] = range(step.src_start, step.src_end)
    for n in range(len(bare) - 1, -1, -1):
        places[n] = places[n] if places[n] >= 0 else places[n + 1]
    return places


def escaped(text: str) -> str:
    """Words as Markdown that shows just them."""
    text = _SPECIAL.sub(r"\\\g<0>", text)
    return _LEADING.sub(
        lambda found: f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}", text
    )


# ── plain text ───────────────────────────────────────────────────────────────────────────────────────────────────────


def plain_lines(markdown: str) -> list[str]:
    """What a text shows, as lines; blank ones say nothing."""
    return lines(markup.plain(markdown))


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.rstrip() for line in text.split("\n") if line.strip()]


def _paragraphs(units: Sequence[str], markdown: str) -> str | None:
    """Paragraphs for paragraphs: of a list or a table plain lines do not tell what they are."""
    kinds = {token.type for token in markup.block_tokens(markdown) if token.level == 0}
    return "\n\n".join(map(escaped, units)) if kinds <= {"paragraph_open", "paragraph_close", "inline"} else None


PLAIN = Lens(plain_lines, str, _paragraphs)


def same(one: str, other: str) -> bool:
    """Whether two texts are one, but for spaces at their ends and the form of their accents."""
    normal = (unicodedata.normalize("NFC", text.replace("\r", "")).strip() for text in (one, other))
    return next(normal) == next(normal)
