"""Model of documents, cards and notes: readers make it, emitters take it.

All rich text (`question`, `answer`, `text`) is Markdown: CommonMark with GFM tables, strikethrough and alerts, fenced
code with a language, fenced `text` for diagrams. Everything is frozen and compares by value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How hard a question is, in the three steps that interview collections use."""

    BEGINNER = "beginner"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class Severity(StrEnum):
    """How bad a problem is: an error fails the build, a warning only with `--strict`, an info never."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


_PER_PAGE = 1000  # lines of a page that places tell apart


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file."""

    path: str  # as shown to the user, relative to where documents were looked for
    line: int  # 1-based, in the original file; of a PDF with its page, see `paged`

    def __str__(self) -> str:
        return f"{self.path}:{self.place}"

    @staticmethod
    def paged(page: int, line: int) -> int:
        """The line number of a place on a page, both 1-based: line 12 of page 3 is 3012."""
        return page * _PER_PAGE + min(line, _PER_PAGE - 1)

    @property
    def place(self) -> str:
        """The line as people read it: "12", or "p3:12" in a PDF."""
        is_paged = self.line >= _PER_PAGE and self.path.lower().endswith(".pdf")
        return f"p{self.line // _PER_PAGE}:{self.line % _PER_PAGE}" if is_paged else str(self.line)


@dataclass(frozen=True, slots=True)
class Basic:
    """A question on the front, an answer on the back."""

    name = "basic"


@dataclass(frozen=True, slots=True)
class Cloze:
    """The answer is the whole text, its hidden parts marked `==so==`; the question shows them as `[…]`."""

    name = "cloze"


@dataclass(frozen=True, slots=True)
class Choice:
    """Multiple choice: the options stand on the front, the answer explains."""

    options: tuple[str, ...]  # Markdown, without their letters
    correct: tuple[int, ...]  # indexes into options; empty if the document does not say
    name = "choice"


Kind = Basic | Cloze | Choice


@dataclass(frozen=True, slots=True)
class Card:
    """One question with its answer."""

    question: str  # Markdown; several blocks where code belongs to the question
    answer: str  # Markdown; empty when the document gives none
    where: Location  # of the question
    number: int | None = None  # as printed: "01", "Q1." and "1)" are 1
    level: Level | None = None
    section: tuple[str, ...] = ()  # headings it stands under, outermost first, in the document's spelling
    tags: tuple[str, ...] = ()
    kind: Kind = Basic()
    id: str | None = None  # an explicit id that the document gives
    origin: str | None = None  # what other software called it, such as a guid; nothing is identified by it
    reverse: bool = False  # whether a second card of a basic note asks for the question, as `anki.reverse` says of all

    @property
    def texts(self) -> tuple[str, ...]:
        """All its Markdown."""
        return (self.question, self.answer, *(self.kind.options if isinstance(self.kind, Choice) else ()))

    @property
    def is_answered(self) -> bool:
        """Whether the document says what is right."""
        return bool(self.answer.strip()) or (isinstance(self.kind, Choice) and bool(self.kind.correct))


@dataclass(frozen=True, slots=True)
class Note:
    """Text that is not a card but worth printing: a command table, tips, takeaways, a section's introduction."""

    title: str  # empty for the words that follow a heading directly
    text: str  # Markdown
    where: Location
    section: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """All its Markdown."""
        return (self.title, self.text)


Item = Card | Note


@dataclass(frozen=True, slots=True)
class Document:
    """One collection of questions; a file may hold several."""

    title: str
    source: str  # path of the file it was read from
    items: tuple[Item, ...] = ()  # in the document's order
    tags: tuple[str, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)  # published, reading time, …: whatever the document says

    @property
    def cards(self) -> Iterator[Card]:
        """Its cards in order, unanswered ones too."""
        return (item for item in self.items if isinstance(item, Card))

    @property
    def notes(self) -> Iterator[Note]:
        """Its notes in order."""
        return (item for item in self.items if isinstance(item, Note))


@dataclass(frozen=True, slots=True)
class Media:
    """An image of a document, checked to be one."""

    name: str  # after its content, so that another image has another name
    type: str  # e.g. "image/png"
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or doubtful in a document, with its place and what to do about it."""

    severity: Severity
    code: str  # stable and short, e.g. "unanswered": settings silence problems by it
    message: str  # what was found, what was expected, a remedy
    where: Location

    def __str__(self) -> str:
        return f"{self.where}: {self.severity} [{self.code}] {self.message}"


@dataclass(frozen=True, slots=True)
class Identity:
    """The ids of a card's note in Anki, kept in the ledger across edits."""

    key: str  # names the card in the ledger
    guid: str  # Anki's key of a note
    note_id: int  # milliseconds, Anki's primary key; card ids follow it
    changed_at: int  # seconds since 1970 when its content last changed: the note's `mod`
    is_changed: bool = False  # whether it changed since it was first seen
    gaps: tuple[int, ...] = ()  # of a cloze: all numbers that its gaps ever had
    is_adopted: bool = False  # whether a note from elsewhere stands for the card, which no package can update
