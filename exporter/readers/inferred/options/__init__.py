"""Multiple choice: the options below a question, as lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from exporter.lexicon import alphabets
from exporter.lexicon.alphabets import FIRST, LETTERS, RINGS
from exporter.readers import answer_key, labelling
from exporter.readers.answer_key import Option
from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.options.heads import SIGNS, Head, follow, of_line
from exporter.readers.inferred.options.heads import head as head_of

_STARRED = re.compile(r"\s\*$")
_BARE = re.compile(rf"\W{{0,4}}(?:[{LETTERS}{RINGS}](?:\W|[和及與与と와과]){{0,4}}){{1,6}}")
_MAY_OFFER = re.compile(
    r"^(?: {0,3}> ?)?\s{0,6}(?:(?:[-*+]|\d{1,2}[.)])\s{1,9})?"
    r"(?:[*_✅✔☑❌\ufe0f\s]{0,40}[(\[]?(?:[FIRST]|الف)[.):\]\s．、：）]|\[[ xX✓✔]\]|[✅☑✔❌✗✘○◯⚪◉●🔘◎①])".replace(
        "FIRST", FIRST
    ),
    re.MULTILINE,
)
_SAYS = re.compile(r"\W{0,9}(?!a\b)(?:the\s)?", re.IGNORECASE)
_KEYS = labelling.Labels("answer", "plural", "solution", "loose", "back", "answers")
_FENCE = re.compile(r"^\s*(`{3,}|~{3,})")
_SIGN = re.compile(f"[{''.join(sorted(SIGNS))}]")
_SHUFFLED = 3  # options from which on their letters may come in any order


class Found(NamedTuple):
    """Options among lines."""

    start: int  # first line of the first option
    end: int  # one past the last option
    options: tuple[Option, ...]
    correct: tuple[int, ...]  # those that are marked as right themselves
    ticked: bool = False  # whether ticks and crosses make them options, as they make lists of dos and don'ts

    @property
    def is_sure(self) -> bool:
        """Whether they are hardly a mere list, which `①` begins in any text."""
        return bool(self.correct) or self.options[0].label not in RINGS or not self.options[0].label


def find(lines: Sequence[str]) -> Found | None:
    """The first list of two options or more: lettered from the first letter on, or with boxes."""
    if not _MAY_OFFER.search("\n".join(lines)):
        return None
    return _shuffled(lines) or _in_order(lines)


def may_be_ticked(text: str) -> bool:
    """A cheap test whether a text has ticks and crosses."""
    return not text.isascii() and bool(_SIGN.search(text))


def is_ticked(lines: Sequence[str]) -> bool:
    """Whether the first options among these lines are told by ticks and crosses alone."""
    found = find([line.strip() for line in lines]) if any(map(_SIGN.search, lines)) else None
    return bool(found and found.ticked)


def _in_order(lines: Sequence[str]) -> Found | None:
    heads: list[Head] = []
    fenced = ""
    for n, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence and (not fenced or line.strip() == fenced):
            fenced = "" if fenced else fence[1]
            continue
        new = [] if fenced else of_line(n, line)
        if new and follow(new[0].label, heads):
            heads += new
        elif heads and not fenced and _ends(lines, n, heads):
            if _are_options(heads):
                return _found(lines, heads, n)
            heads = []
    return _found(lines, heads, len(lines)) if _are_options(heads) else None


def _are_options(heads: Sequence[Head]) -> bool:
    """Whether these are two or more; of those with ticks and crosses, some must be right and some wrong."""
    told = {head.is_right for head in heads if head.ticked}
    return len(heads) > 1 and (not told or (len(told) > 1 and all(head.ticked for head in heads)))


def _shuffled(lines: Sequence[str]) -> Found | None:
    """Options one below the other whose letters are names and not places: B, A, C, D."""
    for start, line in enumerate(lines):
        if not head_of(start, line):
            continue
        heads: list[Head] = []
        for n in range(start, len(lines)):
            head = head_of(n, lines[n])
            if not head or not head.label:
                break
            heads.append(head)
        if len(heads) >= _SHUFFLED and alphabets.is_shuffled([head.label for head in heads]):
            return _found(lines, heads, heads[-1].line + 1)
        return None
    return None


def _ends(lines: Sequence[str], n: int, heads: Sequence[Head]) -> bool:
    """Whether a line is no part of the option above it: it labels an answer, or is neither blank nor indented."""
    line = lines[n]
    if not line.strip():
        return False
    is_indented = line.startswith(("  ", "\t"))
    label = prefixes.label(line.strip()) if len(heads) > 1 else None
    if (label and not (is_indented and label.is_weak)) or _says_key(line, heads):
        return True
    if is_indented:
        return False
    return n > heads[-1].line + 1 and not lines[n - 1].strip() if len(heads) > 1 else True


def _says_key(line: str, heads: Sequence[Head]) -> bool:
    """Whether a line is a key without a label: `Answer is B`."""
    if len(heads) > 1 and _BARE.fullmatch(line):
        return isinstance(answer_key.read(line, [Option(head.label, head.text) for head in heads]), answer_key.Key)
    if len(heads) < 2 or not ((before := _SAYS.match(line)) and any(_KEYS.heads(line[before.end() :]))):
        return False
    key = answer_key.read(line, [Option(head.label, head.text) for head in heads])
    return isinstance(key, answer_key.Key) and not key.rest


def _found(lines: Sequence[str], heads: Sequence[Head], end: int) -> Found:
    end = _bottom(lines, heads, _above_fence(lines, heads, end))
    edges = [*(head.line for head in heads[1:]), end]
    options = []
    for head, edge in zip(heads, edges, strict=True):
        below = [line.strip() if not line.startswith("    ") else line[2:] for line in lines[head.line + 1 : edge]]
        options.append(Option(head.label, "\n".join([head.text, *below]).strip()))
    right = [n for n, head in enumerate(heads) if head.is_right]
    starred = [n for n, option in enumerate(options) if _STARRED.search(option.text)]
    if not right and len(starred) == 1 < len(options):
        right = starred
        options[right[0]] = Option(options[right[0]].label, _STARRED.sub("", options[right[0]].text))
    marked = right if not heads[0].label or len(right) < len(heads) else []
    return Found(heads[0].line, end, tuple(options), tuple(marked), heads[0].ticked)


def _bottom(lines: Sequence[str], heads: Sequence[Head], end: int) -> int:
    while end > heads[-1].line + 1 and boilerplate.reason(lines[end - 1]) in ("blank", "comment", "block id"):
        end -= 1
    return end


def _above_fence(lines: Sequence[str], heads: Sequence[Head], end: int) -> int:
    """Where the last option ends: above a block of code that is the key, where no other option has code."""
    last = heads[-1].line
    at = next((n for n in range(last + 1, end) if lines[n].strip()), end)
    if at == end or not _FENCE.match(lines[at]) or any(_FENCE.match(line) for line in lines[heads[0].line : last]):
        return end
    text, _ = unfenced("\n".join(lines[at:end]))
    key = answer_key.read(text, [Option(head.label, head.text) for head in heads])
    return at if isinstance(key, answer_key.Key) and not key.rest else end


def unfenced(text: str) -> tuple[str, str]:
    """What a block of code at the beginning holds, without the label of an answer, and what stands below it."""
    lines = text.strip("\n").split("\n")
    fence = _FENCE.match(lines[0])
    shut = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == fence[1]), None) if fence else None
    if shut is None:
        return text, ""
    inner = "\n".join(lines[1:shut]).strip()
    label = prefixes.label(inner.partition("\n")[0])
    inner = f"{label.rest}\n{inner.partition(chr(10))[2]}".strip() if label and not label.is_weak else inner
    return inner, "\n".join(lines[shut + 1 :]).strip("\n")
