"""Answers that teach nothing by themselves, or too much at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exporter import markup
from exporter.model import Card, Document, Problem, Severity

if TYPE_CHECKING:
    from markdown_it.token import Token

WORDS, CODE_LINES, BULLETS = 120, 15, 8  # more than this is more than one card
_WORD = re.compile(r"(?<![^\s|])[^\w\s|]*\w")  # a sign alone, `=>`, is none
_FENCE = re.compile(r"^[ \t>]*(?:`{3}|~{3})", re.MULTILINE)
_MARKER = re.compile(r"(?:[-*+]|\d[.)])(?=\s|\Z)")
_LINK = re.compile(r"[^\w\[<]*(?:see|read)?:?\s*(?:\[[^\]]*\]\([^)\s]*\)|<?https?://\S+>?)\W*", re.IGNORECASE)
_LONGEST = 2000  # characters of a bare link


def bare_link(documents: Sequence[Document]) -> Iterator[Problem]:
    """Answers that only point elsewhere."""
    for document in documents:
        for card in document.cards:
            if len(card.answer) < _LONGEST and _LINK.fullmatch(card.answer):
                message = "the answer is only a link: nothing is learned from it offline. Write the answer below it."
                yield Problem(Severity.WARNING, "bare-link", message, card.where)


def too_long(documents: Sequence[Document]) -> Iterator[Problem]:
    """Cards that are too long to study; where to cut is proposed, and nothing is cut."""
    for document in documents:
        for card in document.cards:
            if _may_be_long(card.answer) and (size := _size(card)):
                message = f"the answer has {size}: too long for one card. {_cuts(card)}"
                yield Problem(Severity.INFO, "too-long", message, card.where)


def _may_be_long(answer: str) -> bool:
    """A cheap test, since most answers are short."""
    if answer.count("\n") < BULLETS and len(answer) < 2 * WORDS:
        return False
    code = answer.count("\n    ") + answer.count("\n\t")
    if "```" in answer or "~~~" in answer:
        fences = [found.start() for found in _FENCE.finditer(answer)]
        code += answer.count("\n", fences[0], fences[-1]) if fences else 0
    words = len(answer.replace("|", " ").split())
    return code > CODE_LINES or words > WORDS or len(_MARKER.findall(answer)) > BULLETS


def _size(card: Card) -> str:
    tokens = markup.block_tokens(card.answer)
    code = sum(token.content.count("\n") for token in tokens if token.type in ("fence", "code_block"))
    bullets = sum(token.type == "list_item_open" for token in tokens)
    words = sum(len(_WORD.findall(token.content)) for token in tokens if token.type == "inline")
    measured = ((words, WORDS, "words"), (code, CODE_LINES, "lines of code"), (bullets, BULLETS, "list items"))
    return ", ".join(f"{count} {what}" for count, most, what in measured if count > most)


def _cuts(card: Card) -> str:
    """Where a person would cut: before headings, lead-ins and code."""
    tokens = markup.block_tokens(card.answer)
    following = [*tokens[1:], tokens[-1]]
    places = [_place(*pair) for pair in zip(tokens, following, strict=True) if pair[0].level == 0 and pair[0].map]
    found = [place for place in places[1:] if place][:3]
    return f"Cut it before {', '.join(found)}." if found else "Split it into several questions."


def _place(token: Token, following: Token) -> str:
    if token.type == "heading_open" or (token.type == "paragraph_open" and following.content.rstrip().endswith(":")):
        return f"“{following.content[:40]}”"
    return f"the {token.info.split()[0]} block" if token.type == "fence" and token.info.split() else ""
