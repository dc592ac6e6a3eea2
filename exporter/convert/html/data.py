"""Questions that a page states for search engines: FAQPage and QAPage as JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

_SCRIPT = re.compile(
    r"<script\b[^<>]{0,300}\btype\s{0,9}=\s{0,9}[\"']?application/ld\+json[\"']?[^<>]{0,300}>", re.IGNORECASE
)
_END = re.compile(r"</script", re.IGNORECASE)
_MOST = 5_000_000  # characters of such data
_TAGS = re.compile(r"<[^<>]{0,500}>")
_DEEPEST = 30


class Stated(NamedTuple):
    """A question with the answers that a page states, the accepted one first."""

    name: str
    answers: tuple[str, ...]  # HTML
    line: int  # 0-based, of the data


def stated(page: str) -> list[Stated]:
    """The questions in the data of a page; data that cannot be read state none."""
    found: list[Stated] = []
    for line, text in _scripts(page) if "ld+json" in page else ():
        try:
            held = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        found += _questions(held, line, 0)
    return found


def _scripts(page: str) -> Iterator[tuple[int, str]]:
    """The data of a page with their 0-based lines; what nothing closes is none."""
    at = line = 0
    while opening := _SCRIPT.search(page, at):
        end = _END.search(page, opening.end())
        if not end:
            return
        line += page.count("\n", at, opening.start())
        if end.start() - opening.end() <= _MOST:
            yield line, page[opening.end() : end.start()].strip()
        line += page.count("\n", opening.start(), end.end())
        at = end.end()


def _questions(held: Any, line: int, depth: int) -> Iterator[Stated]:
    if depth > _DEEPEST:
        return
    if isinstance(held, list):
        for each in held:
            yield from _questions(each, line, depth + 1)
    elif isinstance(held, dict):
        kinds = held.get("@type")
        if "Question" in (kinds if isinstance(kinds, list) else [kinds]):
            question = _question(held, line)
            if question:
                yield question
        else:
            for key in ("@graph", "mainEntity", "hasPart", "itemListElement", "item"):
                yield from _questions(held.get(key), line, depth + 1)


def _question(held: dict[str, Any], line: int) -> Stated | None:
    name = " ".join(_TAGS.sub(" ", str(held.get("name") or held.get("text") or "")).split())
    answers = [said for key in ("acceptedAnswer", "suggestedAnswer") for said in _answers(held.get(key))]
    return Stated(name, tuple(dict.fromkeys(answers)), line) if name else None


def _answers(held: Any) -> Iterator[str]:
    for each in held if isinstance(held, list) else [held]:
        if isinstance(each, dict) and str(each.get("text") or "").strip():
            yield str(each["text"])
        elif isinstance(each, str) and each.strip():
            yield each
