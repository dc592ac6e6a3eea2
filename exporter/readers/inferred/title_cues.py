"""What titles and openings promise: questions, flashcards, or something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from exporter import lexicon
from exporter.lexicon.wording import UNSPACED, holds, is_name, words_of
from exporter.readers.inferred.structure.blocks import Block
from exporter.readers.source import Source

_PROMISING = ("question", "questions", "faq", "exam")
_COMPOUND = 6  # letters from which on a word counts as a part of a longer one: `Prüfungsfragen`, `preguntas`
_OPENING = re.compile(
    r"(?:interview|exam|quiz|practice|review|trivia|technical) questions?|questions? (?:and|&) answers?"
    r"|frequently asked|flash ?cards|вопрос\w* (?:с|для|на|и ответ)|面试题|preguntas (?:de|y)|perguntas de",
    re.IGNORECASE,
)
_BARREN = re.compile(
    r"^\W*(?:(?:table of |the )?contents?|toc|(?:useful |other |great |more |external "
    r"|further )*(?:references?|resources?|links?|reading)"
    r"|(?:the |correct )?(?:answers?|solutions?)(?: key| sheet)?|answer key|contribut\w+(?: guidelines?)?"
    r"|licen[sc]e|credits?"
    r"|acknowledge?ments?|sponsors?|authors?|change ?log|installation|see also"
    r"|(?:\w+ ){0,2}(?:instructions|rules)(?:\W{1,3}rules)?"
    r"|how to (?:use|contribute|add|track)\b.{0,60})\W*$",
    re.IGNORECASE,
)
_PRODUCT = re.compile(
    r"^\W*(?:(?:key |main )?features|getting started|quick ?start|set ?up|usage|installation|requirements|prerequisites"
    r"|road ?map|to ?dos?|future (?:work|improvements|plans)|next steps|project structure|tech(?:nology)? stack|tech"
    r"|built with|what (?:i|we|i've|we've) learned|lessons learned|how it works|screenshots?|demo|license)\W*$",
    re.IGNORECASE,
)
_ADVISED = re.compile(r"\s(?:and|&|for|to|on)\s.{0,40}$")  # what the advice is for
_RECORDS = re.compile(r"^\W*(?:todos?|news|changes|change ?log|release notes|history|roadmap|backlog|minutes)\b", re.I)
_TITLE = 100  # characters: what a plain text begins with may be its title
_SHORTEST = 4  # short blocks at the top that may be a title
_LONGEST_OPENING = 600  # characters of a paragraph that may say what the document is
_FLASH = re.compile(
    r"(?:^|\s)#(?:flash)?cards?\b|^#separator:|^[ \t]{0,8}(?:deck|TARGET DECK|cards-deck)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)


@lru_cache(maxsize=1024)
def questions(title: str) -> bool:
    """Whether a title promises questions."""
    return holds(title, *_PROMISING) or any(_is_compound(word) for word in words_of(title))


def _is_compound(word: str) -> bool:
    """Whether a word begins or ends with one that promises questions, in a language that puts words together so."""
    known = lexicon.masks(*_PROMISING)
    cuts = (part for n in range(_COMPOUND, len(word)) for part in (word[:n], word[-n:]))
    return any(known.get(part, 1) & 1 == 0 for part in cuts)


def something_else(title: str) -> bool:
    """Whether a title says that no questions follow: links, names, rules, a key of answers."""
    return bool(_BARREN.match(title)) or is_name(title, "contents", "resources", "plural")


def contents(title: str) -> bool:
    """Whether a title is that of a table of contents."""
    return is_name(title, "contents")


@lru_cache(maxsize=1024)
def advice(title: str) -> bool:
    """Whether a title says that advice follows: its parts are numbered as questions are."""
    return any(_ends_with_advice(words_of(text)) for text in {title, _ADVISED.sub("", title)})


def _ends_with_advice(words: Sequence[str]) -> bool:
    if not words:
        return False
    known, last = lexicon.names("advice"), words[-1]
    return last in known or (bool(UNSPACED.search(last)) and any(last.endswith(word) for word in known))


def of_product(title: str) -> bool:
    """Whether a title is one that READMEs of programs have: of a quiz program, too."""
    return bool(_PRODUCT.match(title))


def flashcards(text: str) -> bool:
    """Whether a document says that it holds flashcards."""
    return bool(_FLASH.search(text))


def records(source: Source, headings: Sequence[Block]) -> bool:
    """Whether its title says that a document keeps records of work, where tasks are put as questions, too."""
    title = headings[0].text if headings else str(source.front_matter.get("title", ""))
    return bool(_RECORDS.match(title))


def whole(source: Source, headings: Sequence[Block], blocks: Sequence[Block]) -> bool:
    """Whether title or opening promise that the whole document is about questions."""
    front = source.front_matter
    said = [str(front.get(key, "")) for key in ("title", "name", "description", "tags", "deck")]
    tops = [block.text for block in headings if block.level == 1][:3] or [b.text for b in headings[:1]]
    short = [block.text for block in blocks[:_SHORTEST] if len(block.text) < _TITLE and block.text[-1:] != "."]
    if any(questions(text) for text in (*said, *tops, *short)):
        return True
    opening = [block.text for block in blocks[:3] if block.kind == "paragraph" and len(block.text) < _LONGEST_OPENING]
    return any(_OPENING.search(text) for text in opening)
