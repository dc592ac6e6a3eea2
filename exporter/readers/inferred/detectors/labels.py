"""Lines that a label makes a question or a cloze: `Q: …`, `**Question 5.** …`, `Вопрос: …`, `C: …`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.readers.inferred import boilerplate, prefixes
from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature
from exporter.readers.inferred.splitting import divide, is_topic, split_label, split_line
from exporter.readers.labelling import TASK

_ALONE = prefixes.Prefix("q", None, "", "bold")  # a line with nothing but the label: the question stands below
_SEVERAL = 2  # labels in a paragraph from which on a question and its answer have a line each
_SIGNS = re.compile(r"\W{0,6}")
_LOOSE = re.compile(r"\W{0,3}A\s?[).–-]\s")
_SECOND = re.compile(r"\W{0,3}B\s?[).:–-]\s")


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """Every labelled line of a paragraph."""
    heads = [(n, head) for n, line in enumerate(paragraph.lines) if (head := _head(line)).label]
    if not heads:
        return ()
    if heads[0][1].label != "c":  # below a question `c: 5` is a text
        heads = [(n, head) for n, head in heads if head.label != "c" or _has_gap(paragraph.lines[n])]
    return list(_marks(paragraph, heads))


def _has_gap(text: str) -> bool:
    return "[" in text or "==" in text


def _head(line: str) -> prefixes.Prefix:
    return _ALONE if line.startswith(("**", "__")) and prefixes.only_label(line) else prefixes.read(line)


def _is_task(line: str) -> bool:
    """Whether it is labelled as an exercise, which stand in answers, too."""
    return any(TASK.heads(_SIGNS.sub("", line, count=1)))


def _answer_line(lines: Sequence[str]) -> int:
    """Where `A) …` answers `Q) …`, unless a `B) …` makes it an option."""
    at = next((n for n in range(1, len(lines)) if _LOOSE.match(lines[n])), len(lines))
    return len(lines) if any(_SECOND.match(line) for line in lines[at:]) else at


def _marks(paragraph: Paragraph, heads: Sequence[tuple[int, prefixes.Prefix]]) -> Iterator[Candidate]:
    edges = [*(n for n, _ in heads[1:]), len(paragraph.lines)]
    for (start, head), end in zip(heads, edges, strict=True):
        lines = paragraph.lines[start:end]
        if head is _ALONE:
            yield paragraph.candidate(Signature("label", wrap="bold"), start, start + 1, "", labelled=True)
            continue
        if head.label == "c":
            text = "\n".join(lines).split(":", 1)[1].strip()
            yield paragraph.candidate(Signature("label"), start, end, text, labelled=_has_gap(text), cloze=True)
            continue
        count, text, rest = divide(lines[: _answer_line(lines)])
        if count == len(lines) and len(heads) >= _SEVERAL and is_topic(lines):
            count, text = 1, lines[0]
        question = prefixes.read(text).text
        if not rest:
            question, rest = split_line(question)
        if not rest:
            question, rest = split_label(boilerplate.without_id(question))
        kind = "number" if head.number is not None else "task" if _is_task(lines[0]) else ""
        sign = Signature("label", label=kind, wrap="bold" if head.wrap else "")
        yield paragraph.candidate(sign, start, start + count, question, number=head.number, labelled=True, rest=rest)
