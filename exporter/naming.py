"""Names of documents: titles of untitled ones, short names for decks and files, slugs for paths and tags."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from exporter.model import Document

LONGEST = 40  # characters of a short name: what Anki's deck list shows on a phone

_LEVEL = r"(?:beginners?|basics?|freshers?|intermediate|advanced?|experts?|experienced|scratch)"
_COUNT = r"(?:top|best|most (?:asked|common|important|popular)|the|\d+\+?)"
_NOISE = (
    rf"^(?:{_COUNT}\s+)+",
    r"\b(?:(?:job|technical|coding)\s+)?interview\s+questions?\b",
    r"\b(?:questions?\s*(?:and|&|/|with|\+)\s*answers?|q\s*&\s*a)\b",
    r"(?:^|(?<=\s))(?:and|&|with)\s+(?:their\s+)?answers?\b",
    rf"\b(?:for|from)\s+{_LEVEL}(?:\s*(?:to|and|&|,)\s*{_LEVEL})*",
    rf"\b{_LEVEL}\s+to\s+{_LEVEL}\b",
    r"\b(?:19|20)\d\d(?:\s+edition)?\b",
)
_NOISE_RE = re.compile("|".join(_NOISE), re.IGNORECASE)
_SUBTITLE_RE = re.compile(r"\s[–—|-]\s|:\s|\s[·•]\s")
_EDGES = " \t-–—|:,;.·•&/()[]"
_SLUG = re.compile(r"[^\W_]+(?:-+[^\W_]+)*")
_ORDINAL_RE = re.compile(
    r"^(?:section|part|chapter|unit|module|topic)\s+(?:\d+|[ivxlc]+)\b\s*[-–—:.)]*\s*|^\d+\s*[.)]\s+", re.I
)


def count(number: int, noun: str) -> str:
    """A number of things: "1 card", "2 cards"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def short(title: str) -> str:
    """The title without "Top 50", "Interview Questions and Answers", level phrases and subtitles."""
    for part in (*_SUBTITLE_RE.split(title), title):
        name = re.sub(r"\s+", " ", _NOISE_RE.sub(" ", part)).strip(_EDGES)
        if name:
            return _clip(name)
    return _clip(title.strip())


def _clip(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    cut = name[: LONGEST - 1].rsplit(" ", 1)[0]
    return cut.strip(_EDGES) + "…"


def slug(name: str) -> str:
    """Lowercase words joined by hyphens; letters of every script are kept, so Russian names stay readable."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("c++", "cpp").replace("c#", "csharp")
    return re.sub(r"[^\w]+|_+", "-", text).strip("-") or "untitled"


def is_slug(text: str) -> bool:
    """Whether a text could be a slug: letters and digits of any script, joined by hyphens."""
    return _SLUG.fullmatch(text) is not None


def section_slug(heading: str) -> str:
    """A section's slug without its ordinal: "Section 1 – Docker Fundamentals" is "docker-fundamentals"."""
    return slug(_ORDINAL_RE.sub("", heading) or heading)


def topics(document: Document) -> dict[str, str]:
    """Top sections of a document that is named after them (two or more) and their usual spelling, else nothing.

    Derived from the title alone, so that it survives a conversion to canonical Markdown.
    """
    heads, words = top_sections(document), _words(document)
    named = len(heads) > 1 and document.title == after_topics(heads, words)
    return {head: _usual_spelling(head, words) for head in heads} if named else {}


def top_sections(document: Document) -> tuple[str, ...]:
    """First headings of its cards' sections, in order, each once."""
    return tuple(dict.fromkeys(card.section[0] for card in document.cards if card.section))


def after_topics(heads: Sequence[str], text: str) -> str:
    """A title made of topics, each in the spelling that the text itself uses most: "API, Docker & Python"."""
    names = [_usual_spelling(head, text) for head in heads]
    if len(names) > 4:
        names = [*names[:3], f"{len(names) - 3} more"]
    return f"{', '.join(names[:-1])} & {names[-1]}" if len(names) > 1 else names[0] if names else ""


def untitled(document: Document, stem: str) -> str:
    """A title for a document that has none: after its topics, else after its file."""
    heads = top_sections(document)
    return after_topics(heads, _words(document)) or re.sub(r"[-_]+", " ", stem).strip() or "Untitled"


def unique_slugs(
    documents: Sequence[Document], names: Iterable[str], stems: Iterable[str], reserved: Iterable[str] = ()
) -> list[str]:
    """One slug per document; equal ones, and those that are reserved, get their file's stem, then a count, added."""
    slugs = [slug(name) for name in names]
    counts = Counter([*slugs, *reserved])
    taken = set(reserved)
    result = []
    for _, name, stem in zip(documents, slugs, stems, strict=True):
        base = f"{name}-{slug(stem)}" if counts[name] > 1 else name
        unique, count = base, 1
        while unique in taken:
            count += 1
            unique = f"{base}-{count}"
        taken.add(unique)
        result.append(unique)
    return result


def _words(document: Document) -> str:
    return "\n".join(f"{card.question}\n{card.answer}" for card in document.cards)


def _usual_spelling(head: str, text: str) -> str:
    found = Counter(re.findall(rf"\b{re.escape(head.strip())}\b", text, re.IGNORECASE))
    return found.most_common(1)[0][0] if found else head.strip()
