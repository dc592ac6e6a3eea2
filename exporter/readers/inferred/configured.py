"""What the settings say: which marks are the questions, and which sections are left out (see `Hint`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from exporter.readers import exclusion
from exporter.readers.inferred import answer_ranges, boilerplate, prefixes
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.structure.blocks import Block
from exporter.readers.inferred.verdict import Verdict
from exporter.settings import userpattern
from exporter.settings.userpattern import UserPattern

_SIGN = Signature("pinned")
_KINDS: dict[str, Callable[[Candidate], bool]] = {
    "heading": lambda candidate: candidate.level > 0,
    "list": lambda candidate: (candidate.sign.family, candidate.sign.depth) == ("item", 1),
    "bold": lambda candidate: "bold" in (candidate.sign.family, candidate.sign.wrap) and not candidate.level,
    "italic": lambda candidate: "italic" in (candidate.sign.family, candidate.sign.wrap) and not candidate.level,
}


def choose(features: Features, question: str) -> Verdict:
    """All marks of the kind that the settings name, without any weighing."""
    candidates = list(_marks(features, question))
    signs: dict[Signature, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        signs[candidate.sign].append(candidate)
    answered = frozenset(sign for sign, group in signs.items() if _is_labelled(features, group))
    said = f"{question}, as the settings say: {len(candidates)} marks"
    ends = answer_ranges.ends(features, candidates, features.breaks)
    return Verdict(tuple(candidates), tuple(ends), answered, frozenset(), (said,), {}, {}, is_sure=True)


def excluded(features: Features) -> list[tuple[int, int]]:
    """The lines of the sections that the settings leave out."""
    patterns = features.source.hint.exclude
    if not patterns:
        return []
    return [
        (heading.first, end)
        for heading, end in zip(features.headings, features.heading_ends, strict=True)
        if exclusion.matches(patterns, prefixes.read(boilerplate.unanchored(heading.text)).text)
        or exclusion.matches(patterns, boilerplate.unanchored(heading.text))
    ]


def _is_labelled(features: Features, candidates: Sequence[Candidate]) -> bool:
    nexts = [*(candidate.first for candidate in candidates[1:]), len(features.source.lines)]
    count = sum(
        features.next_answer(candidate.first, end) is not None for candidate, end in zip(candidates, nexts, strict=True)
    )
    return count * 2 >= len(candidates)


def _marks(features: Features, question: str) -> Iterator[Candidate]:
    if question.startswith("/"):
        yield from _matching(features, userpattern.compiled(question[1:-1]))
        return
    kind, _, level = question.partition(" ")
    for candidate in features.candidates:
        if _KINDS[kind](candidate) and level in ("", str(candidate.level)):
            yield candidate


def _matching(features: Features, pattern: UserPattern) -> Iterator[Candidate]:
    """Lines of text that match: as families read them, or else up to the end of their paragraph's line."""
    known = {candidate.first: candidate for candidate in features.candidates}
    for block in features.blocks:
        if block.kind == "heading" and block.first in known:
            if pattern.search(block.text) or pattern.search(features.source.lines[block.first]):
                yield known[block.first]
        elif block.kind == "paragraph":
            yield from _of_paragraph(features, block, known, pattern)


def _of_paragraph(
    features: Features, block: Block, known: dict[int, Candidate], pattern: UserPattern
) -> Iterator[Candidate]:
    paragraph = Paragraph(block)
    for n, line in enumerate(paragraph.lines):
        found = pattern.search(line) or pattern.search(features.source.lines[block.first + n])
        candidate = known.get(block.first + n)
        if found and candidate and candidate.end > candidate.first:
            yield candidate
        elif found:
            prefix = prefixes.read(line)
            text = prefix.text or line
            yield paragraph.candidate(_SIGN, n, n + 1, text, number=prefix.number, labelled=prefix.label == "q")
