"""Terms that begin the items of a list: "Stack — last in, first out"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.restore.prose.code_names import NO_NAMES, CodeNames
from exporter.restore.prose.escaping import inline, markdown

_TERM = re.compile(r"(?P<term>\S[^:—–\n]{0,60}?)(?P<mark>:| [—–-])(?= \S)")
_LONG = 6  # words; a term that is longer is a sentence


def _term(text: str) -> re.Match[str] | None:
    match = _TERM.match(text)
    short = match and len(match["term"].split()) <= _LONG and not re.search(r"[.!?;] ", match["term"])
    return match if short else None


def _marked(text: str, match: re.Match[str], names: CodeNames) -> str:
    colon = match["mark"] == ":"
    term, rest = inline(match["term"].strip(), names, edge="*"), markdown(text[match.end() :].lstrip(), names)
    if re.fullmatch(r"`[^`]+`", term):
        return f"{term}{match['mark']} {rest}"
    return f"**{term}:** {rest}" if colon else f"**{term}**{match['mark']} {rest}"


def term(text: str, names: CodeNames = NO_NAMES) -> str:
    """One list item whose term is marked bold, or as code: "Stack — last in, first out" -> "**Stack** — …"."""
    text = text.strip()
    match = _term(text)
    return _marked(text, match, names) if match else markdown(text, names)


def items(texts: Sequence[str], names: CodeNames = NO_NAMES) -> list[str]:
    """The items of one list; terms are marked where most items start with a short one before the same kind of mark."""
    texts = [text.strip() for text in texts]
    found = [_term(text) for text in texts]
    kinds = [match["mark"] == ":" for match in found if match]
    colon = sum(kinds) * 2 > len(kinds)
    most = kinds.count(colon) * 3 >= len(texts) * 2 and kinds.count(colon) > 1
    terms = [match if most and match and (match["mark"] == ":") is colon else None for match in found]
    return [
        _marked(text, match, names) if match else markdown(text, names)
        for text, match in zip(texts, terms, strict=True)
    ]
