"""Every setting, with its meaning, its default and its limit: here, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatch
from typing import Any, Literal

from exporter.settings import limits


def _key(help: str, default: Any, limit: Callable[[Any], str] | None = None, example: str = "") -> Any:
    """A setting; `limit` says what is wrong with a value of the right type, and nothing where it may be set.

    One that must be set has an example for the commented file.
    """
    return field(default=default, metadata={"help": help, "limit": limit, "example": example})


@dataclass(frozen=True, slots=True)
class AnkiSettings:
    """Decks."""

    root_tag: str = _key("the tag under which all of ours stand, e.g. qa::docker::level", "qa", limits.tag)
    order: Literal["document", "level"] = _key("order of new cards: as in the document, or easiest first", "document")
    section_decks: bool = _key("sections become subdecks (topics of an untitled document always do)", False)
    reverse: bool = _key("make a second card per note that asks for the question", False)
    source_url: str = _key(
        "where documents are read: {path} and {line} become a link on the card, relative links lead there",
        "",
        limits.address,
    )


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """Sheets."""

    paper: Literal["A4", "Letter"] = _key("paper size", "A4")
    orientation: Literal["portrait", "landscape"] = _key("how the paper is held", "portrait")
    columns: int = _key("columns of a page; 0 is 2 for portrait and 3 for landscape", 0, limits.between(0, 6))
    fonts: tuple[str, ...] = _key(
        "families of the running text, tried in this order before our own", (), limits.families
    )
    code_fonts: tuple[str, ...] = _key(
        "families of code and diagrams; boxes join in DejaVu Sans Mono and Hack", (), limits.families
    )
    font_size: float = _key("size of the running text in points", 8.5, limits.between(4, 32))
    color: bool = _key("false prints badges and code in grays", True)
    contents: bool = _key("print a table of contents with page numbers", True)
    brief: bool = _key("print what fits in a hand: of each answer its first sentence, tables, six lines of code", False)
    notes: bool = _key("print what is no card: introductions, command tables, takeaways", True)
    flashcards_per_page: Literal[8, 4, 10] = _key("flashcards on a page, which is held upright", 8)
    flip: Literal["long-edge", "short-edge"] = _key("the edge over which the printer turns flashcards", "long-edge")
    quiz_room: int = _key("lines to write on below each question of a quiz; 0 leaves none", 4, limits.between(0, 60))


@dataclass(frozen=True, slots=True)
class CsvSettings:
    """Spreadsheets."""

    bom: bool = _key("begin the file with a byte order mark: Excel reads UTF-8 only with it", True)
    guard: bool = _key("put an apostrophe before cells that a spreadsheet would execute as a formula", True)


@dataclass(frozen=True, slots=True)
class MediaSettings:
    """Images."""

    remote: bool = _key("show images of the web; they are fetched whenever a card is seen, by whoever sees it", False)


@dataclass(frozen=True, slots=True)
class Silence:
    """A kind of problem that is known and accepted."""

    code: str = _key("code of the problems, e.g. unanswered", "", limits.code, "unanswered")
    reason: str = _key("why they are accepted", "", limits.text)
    path: str = _key("documents it concerns, a pattern", "*", limits.text)


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """What is set for some documents by hand."""

    path: str = _key("documents it concerns: a path or pattern below the source folder", "", limits.text, "notes/*.md")
    title: str = _key("title instead of the document's own", "", limits.text)
    deck: str = _key("name of its deck and outputs", "", limits.text)
    tags: tuple[str, ...] = _key("tags added to every card", (), limits.tags)
    question: str = _key(
        "what marks a question: heading 3, heading, bold, italic, list, or /a regular expression/", "", limits.question
    )
    exclude: tuple[str, ...] = _key(
        "sections that are left out: titles, patterns, or /regular expressions/", (), limits.patterns
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it."""

    anki: AnkiSettings = AnkiSettings()
    print: PrintSettings = PrintSettings()
    csv: CsvSettings = CsvSettings()
    media: MediaSettings = MediaSettings()
    duplicates: Literal["keep", "suppress"] = _key(
        "questions asked more than once: all become cards, or the first only", "keep"
    )
    silence: tuple[Silence, ...] = ()
    documents: tuple[DocumentSettings, ...] = ()

    def for_document(self, path: str) -> DocumentSettings:
        """What is set for a document; of several entries that match, later keys win."""
        result = DocumentSettings(path)
        for entry in self.documents:
            if _concerns(entry.path, path):
                changes = {f.name: getattr(entry, f.name) for f in fields(entry) if getattr(entry, f.name) != f.default}
                result = replace(result, **changes)
        return result

    def silenced(self, code: str, path: str) -> bool:
        """Whether a problem of this code in this document is accepted."""
        return any(entry.code == code and _concerns(entry.path, path) for entry in self.silence)


def _concerns(pattern: str, path: str) -> bool:
    """Whether a pattern means a document: all of its path, or the end of it, from any folder on."""
    return fnmatch(path, pattern) or fnmatch(path, f"*/{pattern}")
