"""Names of documents: titles of untitled ones, short names for decks and files, slugs for paths and tags; and their
languages."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from textwrap import shorten
from typing import Any

from exporter.lexicon import guess
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
_UPDATED_RE = re.compile(r"\b(?:(?:last|newly)\s+)?updated(?:\s+(?:for|in|on))?\s+(?=(?:19|20)\d\d\b)", re.IGNORECASE)
_EMPTY_RE = re.compile(r"[(\[](?:[^\w()\[\]]|_)*[)\]]")
_OPENING, _CLOSING = "([（", ")]）"
_NOISE_RE = re.compile("|".join(_NOISE), re.IGNORECASE)
_SUBTITLE_RE = re.compile(r"\s[–—|-]\s|:\s|\s[·•]\s")
_RESERVED = ("collection",)  # so 0.1 called the package of all documents; what it called a document stays
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
# Bytes: together with a count, a suffix and what is added while a file is written they are fewer than 255, which a
# file name may have. A short title of 40 characters always fits.
_LONGEST_NAME, _LONGEST_STEM = 120, 80
_EDGES = " \t-–—|:,;.·•&/()[]"
_BARE = _EDGES.rstrip("()[]")  # the same without brackets
_SLUG = re.compile(r"[^\W_]+(?:-+[^\W_]+)*")
_NAMED = 4  # topics that a title names; of more, it names one less, and says how many more there are
_TOKEN_RE = re.compile(r"\w+|\W")
_WORD_RE = re.compile(r"\w")
_WORDIEST = 64  # tokens of a topic that is looked for in texts; a longer one is spelled as it stands
_ORDINAL_RE = re.compile(
    r"^(?:section|part|chapter|unit|module|topic)\s+(?:\d+|[ivxlc]+)\b\s*[-–—:.)]*\s*|^\d+\s*[.)]\s+", re.I
)


def count(number: int, noun: str) -> str:
    """A number of things: "1 card", "2 cards"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def short(title: str) -> str:
    """The title without "Top 50", "Interview Questions and Answers", level phrases and subtitles."""
    for part in (*_SUBTITLE_RE.split(title), title):
        name = _bare(untorn(re.sub(r"\s+", " ", _NOISE_RE.sub(" ", _UPDATED_RE.sub(" ", part)))))
        if name:
            return clipped(name, LONGEST)
    return clipped(title.strip(), LONGEST)


def clipped(name: str, longest: int) -> str:
    """A name of so many characters at most, cut between words and outside of brackets."""
    if len(name) <= longest:
        return name
    cut = name[: longest - 1].rsplit(" ", 1)[0]
    return _bare(untorn(cut)) + "…"


def shortened(text: str, longest: int) -> str:
    """A text of so many characters at most, as it stands on paper: cut between words, and not within brackets."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{untorn(shorten(text, longest - 2, placeholder='')).rstrip()} …"


def untorn(name: str) -> str:
    """A name up to a bracket that is opened and not closed in it; brackets around no word go."""
    name = _EMPTY_RE.sub(" ", name)
    depth, opened = 0, len(name)
    for at, char in enumerate(name):
        if char in _OPENING:
            opened, depth = (at if depth == 0 else opened), depth + 1
        elif char in _CLOSING:
            depth = max(0, depth - 1)
    return name[:opened] if depth and _WORD_RE.search(name[:opened]) else name


def _bare(name: str) -> str:
    """A name without signs at its ends, but for a bracket whose other one is in it."""
    name = re.sub(r"\s+", " ", re.sub(r"([(\[])\s+|\s+(?=[)\]])", r"\1", name)).strip(_BARE)
    bare = name.strip(_EDGES)
    return bare if bare.count("(") + bare.count("[") == bare.count(")") + bare.count("]") else name


def slug(name: str) -> str:
    """Lowercase words joined by hyphens; letters of every script are kept, so Russian names stay readable."""
    text = unicodedata.normalize("NFKC", name).casefold().replace("c++", "cpp").replace("c#", "csharp")
    return re.sub(r"[^\w]+|_+", "-", text).strip("-") or "untitled"


def tag_slug(tag: str) -> str:
    """The slug of a document's tag, parts of `one/two` and `one::two` below each other; "" where none has a word."""
    parts = (slug(part) for part in re.split(r"/|::", tag) if _WORD_RE.search(part))
    return "::".join(parts)


def is_slug(text: str) -> bool:
    """Whether a text could be a slug: letters and digits of any script, joined by hyphens."""
    return _SLUG.fullmatch(text) is not None


def section_slug(heading: str) -> str:
    """A section's slug without its ordinal: "Section 1 – Docker Fundamentals" is "docker-fundamentals"."""
    return slug(_ORDINAL_RE.sub("", heading) or heading)


def topics(document: Document) -> dict[str, str]:
    """Top sections of a document that is named after them (two or more) and their usual spelling, else nothing.

    Derived from the title alone, so that it survives a conversion to canonical Markdown. Texts are searched only where
    the title may be one.
    """
    heads = top_sections(document)
    if len(heads) < 2 or _listed(list(map(str.strip, heads))).casefold() != document.title.casefold():
        return {}
    spellings = _usual_spelling(heads, document)
    return spellings if _listed([*spellings.values()]) == document.title else {}


def top_sections(document: Document) -> tuple[str, ...]:
    """First headings of its cards' sections, in order, each once."""
    return tuple(dict.fromkeys(card.section[0] for card in document.cards if card.section))


def untitled(document: Document, stem: str) -> str:
    """A title for a document that has none: after its topics, else after its file."""
    heads = top_sections(document)
    named = _usual_spelling(heads[:_NAMED], document)
    title = _listed([*named.values(), *heads[_NAMED:]])
    return title or re.sub(r"[-_]+", " ", stem).strip() or "Untitled"


_CODE_RE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)  # its words are of no human language
_SAMPLE, _LONGEST = 60, 400  # cards that tell the language of their document, and characters of each of their texts


def language(document: Document) -> str:
    """The language of a document: the one that it names, else that of its cards; "" where these do not tell."""
    said = (document.meta.get(name, "") for name in ("lang", "language"))
    if named := next(filter(None, map(guess.tag, said)), ""):
        return named
    cards = islice(document.cards, _SAMPLE)
    texts = [_CODE_RE.sub(" ", text[:_LONGEST]) for card in cards for text in (card.question, card.answer)]
    return guess.by_script("\n".join(texts)) or guess.by_words(texts)


def language_of(question: str, answer: str, home: str) -> str:
    """The language of a card's texts, where their letters tell another one than that of their document."""
    return guess.by_script(f"{question[:_LONGEST]} {answer[:_LONGEST]}") or home


def _listed(names: Sequence[str]) -> str:
    """A title made of topics: "API, Docker & Python"."""
    if len(names) > _NAMED:
        names = [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"]
    return f"{', '.join(names[:-1])} & {names[-1]}" if len(names) > 1 else names[0] if names else ""


def tag_slugs(names: Iterable[str], stems: Iterable[str], reserved: Iterable[str] = ()) -> list[str]:
    """One slug per document for its tags; equal ones, and those reserved, get their file's stem, then a count, added.

    People have these tags in Anki, so they stay as they are; names of files are another thing.
    """
    return _unique([slug(name) for name in names], map(slug, stems), [*_RESERVED, *reserved], key=str)


def file_names(names: Iterable[str], stems: Iterable[str], reserved: Iterable[str] = ()) -> list[str]:
    """One file name per document for its outputs, without a suffix: its slug, unless a program or system reserves it.

    Equal ones, and those that are reserved, get their file's stem, then a count, added.
    """
    slugs = [_shortened(_harmless(slug(name)), _LONGEST_NAME) for name in names]
    shortened = [_shortened(slug(stem), _LONGEST_STEM) for stem in stems]
    return _unique(slugs, shortened, [*_RESERVED, *reserved], key=_alike)


def is_backup(file: str) -> bool:
    """Whether Anki takes a file of this name for a backup, and offers to replace the user's whole collection with it.

    This is Anki's own rule (`aqt.import_export.importing`); AnkiDroid has a part of it.
    """
    name = file.lower()
    is_old_backup = name == "collection.apkg" or (name.startswith("backup-") and name.endswith(".apkg"))
    return is_old_backup or name.endswith(".colpkg")


def _harmless(name: str) -> str:
    """The slug, with something before it where Anki would take it for a backup or Windows for a device.

    `backup` alone counts: a second download of `backup.apkg` is called `backup-1.apkg` by some phones.
    """
    return f"qa-{name}" if is_backup(f"{name}-1.apkg") or name in _DEVICES else name


def _shortened(name: str, longest: int) -> str:
    """The beginning of a slug that fits into this number of bytes."""
    return name.encode()[:longest].decode(errors="ignore").strip("-")


def _alike(name: str) -> str:
    """The same for names that are one file where case, or the way accents are encoded, does not count."""
    return unicodedata.normalize("NFKD", name).upper().casefold()


def _unique(
    slugs: Sequence[str], stems: Iterable[str], reserved: Iterable[str], *, key: Callable[[str], str]
) -> list[str]:
    """The slugs, each with its stem or a count added where another one has the same key."""
    taken = {key(name) for name in reserved}
    counts = Counter([*map(key, slugs), *taken])
    last: Counter[str] = Counter()  # count that was added to a base last: those before it are taken
    result = []
    for name, stem in zip(slugs, stems, strict=True):
        base = f"{name}-{stem}" if counts[key(name)] > 1 else name
        unique = base
        while key(unique) in taken:
            last[key(base)] = max(last[key(base)], 1) + 1
            unique = f"{base}-{last[key(base)]}"
        taken.add(key(unique))
        result.append(unique)
    return result


def _usual_spelling(heads: Iterable[str], document: Document) -> dict[str, str]:
    """How the cards of a document spell these headings most often; one that they do not hold, as it stands.

    Cards are read once, however many headings there are.
    """
    found: dict[str, Counter[str]] = {head: Counter() for head in heads}
    tree = _tree(found)
    for card in document.cards:
        for head, spelling in _occurrences(tree, f"{card.question}\n{card.answer}"):
            found[head][spelling] += 1
    return {head: seen.most_common(1)[0][0] if seen else head.strip() for head, seen in found.items()}


def _tree(heads: Iterable[str]) -> dict[str, Any]:
    """Headings by their tokens in lower case, one below the other; below the last of them, behind "", the headings."""
    tree: dict[str, Any] = {}
    for head in heads:
        tokens = _TOKEN_RE.findall(head.strip())
        if 0 < len(tokens) <= _WORDIEST:
            node = tree
            for token in tokens:
                node = node.setdefault(_folded(token), {})
            node.setdefault("", []).append(head)
    return tree


def _occurrences(tree: Mapping[str, Any], text: str) -> Iterator[tuple[str, str]]:
    """Headings in a text, each with its spelling there; those of one heading do not overlap."""
    tokens = _TOKEN_RE.findall(text)
    ends: dict[str, int] = {}
    for start, token in enumerate(tokens):
        node, end = tree.get(_folded(token)), start + 1
        while node is not None:
            for head in node.get("", ()):
                if ends.get(head, 0) <= start and _is_edge(tokens, start) and _is_edge(tokens, end):
                    ends[head] = end
                    yield head, "".join(tokens[start:end])
            node = node.get(_folded(tokens[end])) if end < len(tokens) else None
            end += 1


def _folded(token: str) -> str:
    """A token without case; a capital sigma stands for both small ones."""
    return token.lower().replace("ς", "σ")


def _is_edge(tokens: Sequence[str], at: int) -> bool:
    r"""Whether a word begins or ends before a token, as `\b` tells."""
    before, after = tokens[at - 1 : at], tokens[at : at + 1]
    return any(map(_WORD_RE.match, before)) != any(map(_WORD_RE.match, after))
