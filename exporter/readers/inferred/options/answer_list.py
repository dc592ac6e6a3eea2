"""Keys: the answers to numbered questions all in one place below them, such as `Answers: 1. b, 2. c` of a quiz."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from exporter import lexicon
from exporter.lexicon.alphabets import LETTERS, MANY, RINGS
from exporter.lexicon.wording import Wording
from exporter.readers.inferred import similarity
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.question_cues import LIKELY
from exporter.readers.inferred.similarity import letters
from exporter.readers.inferred.structure.layout import Layout
from exporter.readers.labelling import WORDS

_TITLE = Wording(("plural", "answers"), ("article", "right", "explanation", "conjunction", "exam"))
_ENTRY = re.compile(
    rf"^[\s|>#]*(?:[-*+]\s+)?(?:\*\*|__)?(?:(?P<label>{WORDS})\.?\s?)?(?P<number>\d{{1,4}})\s?(?:\*\*|__)?\s?[.):：）、|=–—-]+"
    r"\s*(?:\*\*|__)?\s*(?P<text>\S.*?)[\s|]*$"
)
_LETTER = f"[{LETTERS}{RINGS}]"
_LABELS = rf"(?:{_LETTER}(?![a-zа-я])[A-J]{{0,5}}|{MANY})(?:\s?[,/&+]\s?(?:{MANY}|{_LETTER})(?!\w))*"
_SHORT = re.compile(  # several entries on a line, and nothing else: `1. b, 2. a, c`, `1-B 2-AC`
    rf"\(?(\d{{1,4}})\s?[.):=–—-]*\s?[(\[]?({_LABELS})[)\]]?(?!\w)"
)
_RULE = re.compile(r" {0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*")
_BARE = re.compile(rf"\W{{0,3}}{_LETTER}\W{{0,3}}")
_LONGEST = 60  # characters of a title
_LEAST = 3  # entries that make a key
_LETTERS = 8  # characters of an entry that only names options
_PER_ENTRY = 8  # marks above a key that are looked at for each of its entries: questions, and options in lists
_SHARE = 0.8  # of the numbers that questions and entries must have in common


class Entry(NamedTuple):
    """What a key says of one question."""

    text: str
    line: int  # 0-based


class Key(NamedTuple):
    """One key."""

    first: int  # 0-based line of its title
    end: int  # one past its last line
    answers: dict[int, tuple[Entry, ...]]  # by the question's number; several where it says different things
    candidates: frozenset[int]  # first lines of the marks whose answers it holds


class Mismatch(NamedTuple):
    """A list of answers whose numbers may be others than those of the questions that it answers: by one, say."""

    line: int  # 0-based, of its title
    numbers: tuple[int, int]  # its first and its last one
    asked: tuple[int, int]  # those of the questions


def is_shifted(asked: Collection[int], told: Collection[int]) -> bool:
    """Whether each entry may answer another question than the one that has its number.

    The numbers are the same but for a difference; or there is none for the first question, so that nobody can tell.
    """
    shift = min(told, default=0) - min(asked, default=0)
    return bool(asked and told) and (shift > 0 or (shift < 0 and shift == max(told) - max(asked)))


def find(layout: Layout, candidates: Sequence[Candidate], answers: Sequence[int]) -> list[Key | Mismatch]:
    """All keys, in their order, and the lists that are none since their numbers are shifted."""
    if len(candidates) < _LEAST:
        return []
    found: list[Key | Mismatch] = []
    since = parted = 0  # where the last labelled answer stands, and where the last key ends
    titles = _titles(layout)
    starts = [candidate.first for candidate in candidates]
    following = dict(pairwise([*sorted(titles), len(layout.source.lines)]))
    above: dict[str, int] = {}  # headings up to the line, by their letters: the last of those that say the same
    known = 0
    for line in sorted({*answers, *titles}):
        at = layout.heading_before(line)
        above.update((letters(layout.headings[n].text), n) for n in range(known, at + 1))
        known = max(known, at + 1)
        here: list[Key | Mismatch] = []
        if line in titles:
            asked = candidates[bisect_left(starts, since) : bisect_left(starts, line)]
            here = list(_keys(layout, asked, line, following[line], above)) if len(asked) >= _LEAST else []
            last = (bisect_left(starts, parted), bisect_left(starts, line))
            here = here or list(_again(layout, candidates, last, line, following[line]))
        found += here
        parted = max((key.end for key in here if isinstance(key, Key)), default=parted)
        since = max(since, parted if here else line)
    return found


def _keys(
    layout: Layout, asked: Sequence[Candidate], line: int, following: int, above: Mapping[str, int]
) -> Iterator[Key | Mismatch]:
    """The key below a title, or several, one below each heading that repeats one above questions: `Round 1`."""
    at = layout.heading_before(line)
    inside = layout.headings[at + 1 : layout.heading_before(min(_end(layout, line), following) - 1) + 1]
    parts = [(heading, above[letters(heading.text)]) for heading in inside if letters(heading.text) in above]
    for (heading, n), after in zip_longest(parts, parts[1:]):
        first, end = layout.headings[n].first, layout.heading_ends[n]
        own = [candidate for candidate in asked if first < candidate.first < end]
        key = _key(layout, own, heading.first, after[0].first if after else following)
        if key:
            yield key
    if not parts and (key := _key(layout, asked, line, following)):
        yield key


def _again(
    layout: Layout, candidates: Sequence[Candidate], asked: tuple[int, int], line: int, following: int
) -> Iterator[Key | Mismatch]:
    """A key to questions that have labelled answers as well: nothing but letters, so that no text is passed over."""
    entries = _answers(layout.source.lines, line + 1, min(_end(layout, line), following))
    if len(entries) >= _LEAST and all(len(entry.text) <= _LETTERS for several in entries.values() for entry in several):
        first = max(asked[0], asked[1] - _PER_ENTRY * len(entries))
        if key := _key(layout, candidates[first : asked[1]], line, following):
            yield key


def _titles(layout: Layout) -> set[int]:
    """The lines of what may be the title of a key."""
    said = [(fold.first, fold.summary) for fold in layout.folds]
    said += [(block.first, block.text) for block in layout.blocks if block.kind in ("heading", "paragraph")]
    return {line for line, text in said if len(text) <= _LONGEST and _TITLE.says(text)}


def _key(layout: Layout, asked: Sequence[Candidate], line: int, following: int) -> Key | Mismatch | None:
    """The key below a title, where its numbers are those of the marks since the last labelled answer."""
    end = min(_end(layout, line), following)
    answers = _answers(layout.source.lines, line + 1, end)
    if len(answers) < _LEAST:
        return None
    groups: dict[Signature, list[Candidate]] = defaultdict(list)
    for candidate in asked:
        if candidate.number is not None:
            groups[candidate.sign].append(candidate)
    for candidates in groups.values():
        numbers = {candidate.number for candidate in candidates if candidate.number is not None}
        common = len(numbers & answers.keys())
        if len(candidates) >= _LEAST and is_shifted(numbers, answers.keys()) and len(numbers) == len(candidates):
            return Mismatch(line, (min(answers), max(answers)), (min(numbers), max(numbers)))
        if (
            common >= _SHARE * max(len(numbers), len(answers))
            and len(numbers) == len(candidates)
            and not _is_asked_between(asked, candidates)
        ):
            return Key(
                line,
                end,
                answers,
                frozenset(candidate.first for candidate in candidates if candidate.number in answers),
            )
    return None


def _is_asked_between(asked: Sequence[Candidate], of_key: Sequence[Candidate]) -> bool:
    """Whether another question stands between these and the key: then that is its answer, and they are of one above.

    A text that stands between all of these as well belongs to each, below its heading; another heading does not.
    """
    first, last = of_key[0], of_key[-1]
    between = (candidate for candidate in asked if first.first <= candidate.first < last.first)
    usual = {candidate.sign for candidate in between if not candidate.level}
    below = (candidate for candidate in asked if candidate.first >= last.end and candidate.sign not in usual)
    return any(candidate.labelled or similarity.asking(candidate) >= LIKELY for candidate in below)


def _end(layout: Layout, line: int) -> int:
    """Where a key ends: at the next heading that is not deeper than its own, at any where it has none."""
    at = layout.heading_before(line)
    if at >= 0 and layout.headings[at].first == line:
        return layout.heading_ends[at]
    after = layout.headings[at + 1 : at + 2]
    return after[0].first if after else len(layout.source.lines)


def _answers(lines: Sequence[str], start: int, end: int) -> dict[int, tuple[Entry, ...]]:
    """The entries by their numbers; lines below one belong to it."""
    found: dict[int, tuple[Entry, ...]] = {}
    last = 0
    for n in range(start, min(end, len(lines))):
        line = lines[n]
        short = _SHORT.findall(line) if not re.search(r"\w", _SHORT.sub("", line)) else []
        entry = _entry(line)
        if len(short) > 1:
            for number, text in short:
                _add(found, int(number), Entry(text, n))
        elif entry and (entry[0] not in found or _BARE.fullmatch(entry[1])):
            last, text = entry
            _add(found, last, Entry(text.removesuffix("**") if text.count("**") % 2 else text, n))
        elif last and _RULE.fullmatch(line) and not any(map(_entry, lines[n + 1 : end])):
            break  # the document's footer
        elif last and line.strip(" |-"):
            *others, entered = found[last]
            found[last] = (*others, entered._replace(text=f"{entered.text}\n{line.strip()}"))
    return found


def _entry(line: str) -> tuple[int, str] | None:
    """The number and the text of an entry; a label of questions may stand before the number."""
    found = _ENTRY.match(line)
    if not found or (found["label"] and lexicon.folded(found["label"]) not in lexicon.names("question", "task")):
        return None
    return int(found["number"]), found["text"]


def _add(found: dict[int, tuple[Entry, ...]], number: int, entry: Entry) -> None:
    """Adds what a key says of a question, once where it says the same again."""
    known = found.get(number, ())
    if all(other.text.casefold() != entry.text.casefold() for other in known):
        found[number] = (*known, entry)
