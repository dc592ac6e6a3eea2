"""Checks of answers: only a link, or too long to study."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from exporter import markup
from exporter.identity import keys
from exporter.model import Basic, Card, Document, Problem
from exporter.problems.questions import BARE_LINK, TOO_LONG

if TYPE_CHECKING:
    from markdown_it.token import Token

# A minute of reading. Anki's manual: who takes longer than 60 seconds for a card should make it simpler. Adults read
# 238 words of English a minute (Brysbaert 2019, a review of 190 studies); code is not quicker.
WORDS = 240
_SIGNS_A_WORD = 2  # of Chinese and Japanese, which have no spaces: about as many say the same
_WORD = re.compile(r"(?<![^\s|])[^\w\s|]*\w")  # a sign alone, `=>`, is none
_SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_TEXTS = {"inline", "fence", "code_block"}

_LINK = re.compile(
    r"[^\w\[<!]*(?:see|read)?:?\s*(?:\[(?P<text>[^\[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|<?https?://\S+>?)\W*",
    re.IGNORECASE,
)
_LONGEST = 2000  # characters of a bare link
_POINTS = re.compile(  # the text of a link that only says where the answer is
    r"\S+://.*|www\..*"
    r"|(?:\S+ ){0,3}(?:answer|article|blog|docs|documentation|example|explanation|here|link|more|page|post|reference"
    r"|solution|source|stack ?overflow|this|tutorial|video|wikipedia)s?"
    r"|(?:check|click|learn|look|read|see|watch)\b.* (?:about|at|for|from|it|more|on|the|this)\b.*"
)
_OFTEN = 3  # answers of a document with the same text: `Mehr dazu` points, in any language


def bare_link(documents: Sequence[Document]) -> Iterator[Problem]:
    """Answers that are only a link: its text is not an answer either."""
    for document in documents:
        found = [(card, keys.normal(link["text"] or "")) for card in document.cards if (link := _link(card))]
        times = Counter(text for _, text in found)
        for card, text in found:
            if not text or times[text] >= _OFTEN or _POINTS.fullmatch(text) or text == keys.normal(card.question):
                message = "the answer is only a link. Write the answer below it."
                yield BARE_LINK.at(card.where, message)


def _link(card: Card) -> re.Match[str] | None:
    """The link that is a card's whole answer, if any. Neither pictures nor options of multiple choice count."""
    return _LINK.fullmatch(card.answer) if isinstance(card.kind, Basic) and len(card.answer) < _LONGEST else None


def too_long(documents: Sequence[Document]) -> Iterator[Problem]:
    """Cards that are too long to study, with proposed places to split them; nothing is split."""
    for document in documents:
        for card in document.cards:
            if _count(card.answer) > WORDS and (words := _words(card.answer)) > WORDS:
                message = f"the answer has {words} words, too many for one card. {_cuts(card)}"
                yield TOO_LONG.at(card.where, message)


def _words(answer: str) -> int:
    """Words of text and of code."""
    texts = [token.content for token in markup.block_tokens(answer) if token.type in _TEXTS]
    return sum(map(_count, texts))


def _count(text: str) -> int:
    """Words of a text as it is written; of Markdown no fewer than of what it shows, and quicker to count."""
    return len(_WORD.findall(text)) + len(_SIGN.findall(text)) // _SIGNS_A_WORD


def _cuts(card: Card) -> str:
    """Where a person would cut: before headings, lead-ins and code."""
    tokens = markup.block_tokens(card.answer)
    following = [*tokens[1:], tokens[-1]]
    places = [_place(*pair) for pair in zip(tokens, following, strict=True) if pair[0].level == 0 and pair[0].map]
    found = [place for place in dict.fromkeys(places[1:]) if place][:3]
    return f"Cut it before {', '.join(found)}." if found else "Split it into several questions."


def _place(token: Token, following: Token) -> str:
    if token.type == "heading_open" or (token.type == "paragraph_open" and following.content.rstrip().endswith(":")):
        return f"“{following.content[:40]}”"
    return f"the {token.info.split()[0]} block" if token.type == "fence" and token.info.split() else ""
