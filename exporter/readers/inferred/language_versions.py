"""Questions in several languages whose headings are only labels: `# Question (EN)`, and below all `## Answer (EN)`.

Such a document says itself which its questions are, and which answer belongs to which: all else in it is none. The
language becomes a tag of the card.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exporter import lexicon
from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.candidate import Candidate, Signature
from exporter.readers.inferred.structure.blocks import Block
from exporter.readers.inferred.structure.layout import Layout

_TAGGED = re.compile(r"(?P<label>[^()（）\[\]]{1,40}?)\s?[(（\[]\s?(?P<tag>[^()（）\[\]]{2,20}?)\s?[)）\]]")


class _Label(NamedTuple):
    """A heading that is a label and a language's name."""

    heading: Block
    end: int  # one past the last line below it, up to the next heading of its level
    tag: str
    languages: int  # those that have the word, as bits
    asks: bool


def parted(layout: Layout) -> list[Candidate]:
    """Questions below a heading `Question` whose heading `Answer` has the answer's parts beside it instead of below."""
    asked, answered = _bare(layout)
    if not asked or len(asked) != len(answered):
        return []
    nexts = [*(heading.first for heading in asked[1:]), len(layout.source.lines)]
    pairs = list(zip(asked, answered, nexts, strict=True))
    if not all(one.first < answer.first < end for one, answer, end in pairs):
        return []
    if not any(_is_empty(layout, answer) for answer in answered):
        return []
    labels = ((_Label(one, answer.first, "", 0, True), _Label(answer, end, "", 0, False)) for one, answer, end in pairs)
    made = [_candidate(layout, question, answer) for question, answer in labels]
    return [candidate for candidate in made if candidate]


def _bare(layout: Layout) -> tuple[list[Block], list[Block]]:
    """The headings that only label a question, and those that only label an answer."""
    texts = [(heading, boilerplate.unanchored(heading.text).strip(" *_:")) for heading in layout.headings]
    asked = [heading for heading, text in texts if prefixes.only_label(text) and not heading.item]
    labels = ((heading, prefixes.label(text)) for heading, text in texts if not heading.item)
    return asked, [heading for heading, label in labels if label and not label.rest]


def _is_empty(layout: Layout, heading: Block) -> bool:
    """Whether a heading has no text before the next one of its level, or that one is numbered `1.`, as parts are."""
    blocks = (block for block in layout.blocks_between(heading.end, len(layout.source.lines)) if block.kind != "rule")
    for n, block in enumerate(blocks):
        if block.kind == "heading" and block.level <= heading.level:
            return not n or (block.level == heading.level and prefixes.read(block.text).number == 1)
    return False


def candidates(layout: Layout) -> list[Candidate]:
    """The questions, each with the lines of its answer; nothing where there is no such answer."""
    questions, answers = [], defaultdict[str, list[_Label]](list)
    for label in _labels(layout):
        if label.asks:
            questions.append(label)
        else:
            answers[label.tag].append(label)
    pairs = ((question, _answer(question, answers[question.tag])) for question in questions)
    made = [_candidate(layout, question, answer) for question, answer in pairs]
    whole = [candidate for candidate in made if candidate]
    return whole if len(whole) == len(questions) and any(candidate.answer for candidate in whole) else []


def _labels(layout: Layout) -> Iterator[_Label]:
    for heading, end in zip(layout.headings, layout.heading_ends, strict=True):
        found = _TAGGED.fullmatch(boilerplate.unanchored(heading.text).strip(" *_:"))
        if not found or heading.item or heading.quote:
            continue
        label = prefixes.label(found["label"])
        if prefixes.only_label(found["label"]):
            yield _Label(heading, end, found["tag"].casefold(), _languages(found["label"], "question", "task"), True)
        elif label and not label.rest:
            yield _Label(heading, end, found["tag"].casefold(), _languages(found["label"], "answer", "solution"), False)


def _languages(word: str, *fields: str) -> int:
    return lexicon.masks(*fields).get(lexicon.folded(word.strip(" *_:")), 0)


def _answer(question: _Label, answers: Sequence[_Label]) -> _Label | None:
    """The next answer below a question of those with its tag, if it is of its language."""
    at = bisect_right(answers, question.heading.first, key=lambda answer: answer.heading.first)
    return answers[at] if at < len(answers) and answers[at].languages & question.languages else None


def _candidate(layout: Layout, question: _Label, answer: _Label | None) -> Candidate | None:
    """The mark of a question: its text is what stands below its heading, up to the next one."""
    heading = question.heading
    following = layout.heading_before(heading.first) + 1
    below = layout.headings[following].first if following < len(layout.headings) else question.end
    blocks = [block for block in layout.blocks_between(heading.end, below) if block.kind != "rule"]
    if not blocks:
        return None
    first = blocks[0]
    return Candidate(
        Signature("heading", heading.level, shape="version"),
        heading.first,
        first.end,
        first.text,
        labelled=True,
        level=heading.level,
        limit=blocks[-1].end,
        tags=(question.tag,) if question.tag else (),
        answer=(answer.heading.end, answer.end) if answer else None,
    )
