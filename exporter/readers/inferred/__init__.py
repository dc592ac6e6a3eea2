"""Infers the shape of a document: which of its blocks ask, which answer, and what is neither.

A document is a sequence of marked blocks. `preparation` puts right what Markdown would misread; `structure` walks the
tokens once; `detectors` say of each block whether it may mark a question; `features` gathers that; `scoring` says how
good marks are, `selection` lets groups of like ones compete by what they explain; `answer_ranges` finds where each
answer ends; `assembly` makes cards of what was chosen, and notes of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from exporter import grammar
from exporter.model import Document, Item, Problem
from exporter.problems.questions import SHIFTED_KEY
from exporter.readers.canonical import is_foreign, metadata
from exporter.readers.inferred import configured, fallback, preparation, selection, splitting
from exporter.readers.inferred.assembly import Assembly
from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.preparation.fences import unclosed
from exporter.readers.source import Reading, Source, Span

_ANSWER = re.compile(r"A\s?[.)–-]\s")  # as an option would begin, too

__all__ = ("read", "unclosed")


def read(source: Source, *, only: Collection[int] | None = None) -> Reading | None:
    """The reading, without a document where nothing asks; None where another reader knows better.

    `only` are the 0-based lines whose questions count, None for all.
    """
    given, source = source, preparation.prepared(source)
    features = Features(source)
    if only is not None:
        features.candidates = [candidate for candidate in features.candidates if candidate.first in only]
    features.leave_out(configured.excluded(features))
    told = source.hint.question
    verdict = configured.choose(features, told) if told else selection.choose(features)
    if not verdict.candidates:
        return Reading("inferred", explanation=verdict.explanation, offers=tuple(fallback.offers(features)))
    if not told and _is_pasted(features, verdict.candidates):
        return None
    title, tags, meta = metadata(source.front_matter)
    assembly = Assembly(features, verdict, title)
    items: tuple[Item, ...] = assembly.items()
    spans = list(assembly.spans)
    if not told and _is_canonical(features, verdict.candidates, spans) and not is_foreign(source, ()):
        return None
    if source.front_lines:
        spans.append(Span(0, source.front_lines, "meta"))
    spans += _emptied(given, source, spans)
    document = Document(title or assembly.title, source.path, items, tags, meta)
    cards = [(candidate.first, end) for candidate, end in zip(verdict.candidates, verdict.ends, strict=True)]
    return Reading(
        "inferred",
        (document,),
        (*assembly.maker.problems, *_shifted(features)),
        tuple(spans),
        verdict.explanation,
        is_sure=verdict.is_sure,
        is_guess=verdict.is_guess,
        offers=tuple(fallback.offers(features, cards)),
    )


def _shifted(features: Features) -> Iterator[Problem]:
    """The problems of lists of answers that are not used since their numbers are not those of the questions."""
    for each in features.shifted:
        (first, last), (lowest, highest) = each.numbers, each.asked
        message = (
            f"the answers have the numbers {first}–{last} and the questions {lowest}–{highest}: they are not used."
        )
        yield SHIFTED_KEY.at(features.source.at(each.line), f"{message} Give both the same numbers.")


def _emptied(given: Source, source: Source, spans: Sequence[Span]) -> Iterator[Span]:
    """The lines that preparation emptied and nothing else accounts for: heads of a paper's pages, private comments."""
    if "\f" in given.text or "%%" in given.text:
        left = Reading("inferred", spans=tuple(spans)).unexplained(given)
        for n in left:
            if not source.lines[n].strip():
                reason = "private comment" if "%%" in given.lines[n] else "running head"
                yield Span(n, n + 1, "aside", reason)


def _is_pasted(features: Features, candidates: Sequence[Candidate]) -> bool:
    """Whether this is the plain text of a web page, `Q1. …` by `Q1. …`: its flattened text needs restoring first."""
    plain = not features.headings and not features.answers and "**" not in features.source.text
    plain = plain and not any(block.kind in ("fence", "html", "row") for block in features.blocks)
    plain = (
        plain
        and all(candidate.sign.family in ("label", "plain") for candidate in candidates)
        and any(candidate.number for candidate in candidates)
    )
    answered = (
        sum(splitting.is_answered(features.source.lines[candidate.first]) for candidate in candidates) if plain else 0
    )
    answered += sum(_is_answered_below(features, candidate) for candidate in candidates) if plain else 0
    return plain and 2 * answered <= len(candidates)


def _is_answered_below(features: Features, candidate: Candidate) -> bool:
    """Whether `A. …` follows a question, which is no option where it stands alone."""
    below = features.source.lines[candidate.end : candidate.end + 2]
    return bool(below) and bool(_ANSWER.match(below[0])) and not (len(below) > 1 and below[1].startswith("B"))


def _is_canonical(features: Features, candidates: Sequence[Candidate], spans: Sequence[Span]) -> bool:
    """Whether the questions are headings of our own format and nothing needs tidying: then its reader knows better."""
    noise = any(span.what == "aside" and span.reason not in ("comment", "markup") for span in spans)
    if noise or any(block.kind == "rule" for block in features.blocks):
        return False
    labels = set(features.answers)
    heads = {block.first: block.text for block in features.headings if not block.item and not block.quote}
    ours = sum(bool(grammar.CARD.match(heads.get(candidate.first, ""))) for candidate in candidates)
    return (
        not labels & set(heads)
        and ours * 2 >= len(candidates)
        and ours >= sum(bool(candidate.level) for candidate in candidates)
    )
