"""Infers the shape of a document: which of its blocks ask, which answer, and what is neither.

A document is a sequence of marked blocks. `preparing` puts right what Markdown would misread; `blocks` walks the
tokens once; `families` say of each block whether it may mark a question; `survey` gathers that; `judging` says how good
marks are, `weighing` lets groups of like ones compete by what they explain, `finishing` rounds that off; `extents`
finds where each answer ends; `cards` makes cards of what was chosen, `leftovers` notes of the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from exporter import grammar
from exporter.model import Document, Item
from exporter.readers.canonical import is_foreign, metadata
from exporter.readers.inference import dividing, pinned, preparing, weighing
from exporter.readers.inference.assembly import Assembly
from exporter.readers.inference.fences import unclosed
from exporter.readers.inference.mark import Mark
from exporter.readers.inference.survey import Survey
from exporter.readers.source import Reading, Source, Span

__all__ = ("read", "unclosed")


def read(source: Source) -> Reading | None:
    """The reading, or None where nothing asks."""
    source = preparing.prepared(source)
    survey = Survey(source)
    survey.leave_out(pinned.excluded(survey))
    told = source.hint.question
    verdict = pinned.choose(survey, told) if told else weighing.choose(survey)
    if not verdict.marks or (not told and _is_pasted(survey, verdict.marks)):
        return None
    title, tags, meta = metadata(source.front_matter)
    assembly = Assembly(survey, verdict, title)
    items: tuple[Item, ...] = assembly.items()
    spans = list(assembly.spans)
    if not told and _is_canonical(survey, verdict.marks, spans) and not is_foreign(source, ()):
        return None
    if source.front_lines:
        spans.append(Span(0, source.front_lines, "meta"))
    document = Document(title or assembly.title, source.path, items, tags, meta)
    return Reading("inferred", (document,), tuple(assembly.maker.problems), tuple(spans), verdict.explanation)


def _is_pasted(survey: Survey, marks: Sequence[Mark]) -> bool:
    """Whether this is the plain text of a web page, `Q1. …` by `Q1. …`: its flattened text needs restoring first."""
    plain = not survey.headings and not survey.answers and "**" not in survey.source.text
    plain = plain and not any(block.kind in ("fence", "html", "row") for block in survey.blocks)
    plain = plain and all(mark.sign[0] in ("label", "plain") for mark in marks) and any(mark.number for mark in marks)
    answered = sum(dividing.is_answered(survey.source.lines[mark.first]) for mark in marks) if plain else 0
    return plain and 2 * answered <= len(marks)


def _is_canonical(survey: Survey, marks: Sequence[Mark], spans: Sequence[Span]) -> bool:
    """Whether the questions are headings of our own format and nothing needs tidying: then its reader knows better."""
    noise = any(span.what == "aside" and span.reason not in ("comment", "markup") for span in spans)
    if noise or any(block.kind == "rule" for block in survey.blocks):
        return False
    labels = set(survey.answers)
    heads = {block.first: block.text for block in survey.headings if not block.item and not block.quote}
    ours = sum(bool(grammar.CARD.match(heads.get(mark.first, ""))) for mark in marks)
    return not labels & set(heads) and ours * 2 >= len(marks) and ours >= sum(bool(mark.level) for mark in marks)
