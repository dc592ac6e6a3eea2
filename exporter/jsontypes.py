"""JSON types of all that commands print and builds write; `exporter/schemas/` is generated from them.

Every place is a `path` and a 1-based `line`. In what a command prints, `path` is as the user would type it; in
report.json it is below the source folder, so that the file is the same on every machine.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict


class Place(TypedDict):
    """A line of a file."""

    path: str
    line: int  # 1-based


class FilePlace(TypedDict):
    """A line of a file, or the file itself."""

    path: str
    line: int | None  # 1-based; null where no line is meant, as of a card that is no longer in its document


class Problem(Place):
    """Something wrong or doubtful."""

    severity: Literal["error", "warning", "info"]
    code: str  # stable: `exporter explain CODE` says more
    message: str  # what was found, what was expected, a remedy


# ── parse, check ─────────────────────────────────────────────────────────────────────────────────────────────────────


class Card(Place):
    """A question with its answer; the place is that of the question."""

    id: str  # the key of the ledger, or the one that a build would give
    known: bool  # whether the ledger has it
    own_id: str | None  # the id that the document itself gives, as in `<!-- id: tea -->`
    origin: str | None  # what the software that a record comes from calls it, such as the guid of a note
    question: str  # Markdown; of a cloze with `[…]` for what is hidden
    answer: str  # Markdown; empty where the document gives none; of a cloze the whole text, `==hidden==` marked
    number: int | None  # as printed in the document
    level: Literal["beginner", "intermediate", "advanced"] | None
    section: list[str]  # the headings above it, outermost first
    tags: list[str]
    kind: Literal["basic", "cloze", "choice"]
    reverse: bool  # whether the document asks it the other way round, too
    options: NotRequired[list[str]]  # of multiple choice: Markdown, without letters
    correct: NotRequired[list[int]]  # of multiple choice: 0-based indexes of the right options; empty if not known


class Note(Place):
    """Text that is not a card but worth printing."""

    title: str  # empty for text that introduces a section
    text: str  # Markdown
    section: list[str]  # the headings above it, outermost first


class Document(TypedDict):
    """A collection of questions; a file may hold several."""

    title: str
    source: str  # path of the file
    tags: list[str]
    meta: dict[str, str]  # what else the document says of itself
    notes: list[Note]
    cards: list[Card]


class Reading(TypedDict):
    """What `exporter parse --json` prints: the cards that are found in documents."""

    schema: Literal[1]
    documents: list[Document]
    problems: list[Problem]


class Check(TypedDict):
    """What `exporter check --json` prints: the problems of documents."""

    schema: Literal[1]
    documents: list[Document]  # always empty: `exporter parse --json` has them
    problems: list[Problem]


# ── explain ──────────────────────────────────────────────────────────────────────────────────────────────────────────


class Example(TypedDict):
    """Documents that raise a problem."""

    files: dict[str, str]  # texts by file name
    shell: str  # what to run in their folder first
    command: str  # which reports the problem


class Explanation(TypedDict):
    """What is known of the code of a problem."""

    code: str
    severities: list[str]  # the usual one first
    title: str
    why: str  # what it costs to leave it
    remedy: str
    can_be_silenced: bool
    example: Example | None


class Explain(TypedDict):
    """What `exporter explain --json` prints."""

    schema: Literal[1]
    codes: list[Explanation]


# ── build ────────────────────────────────────────────────────────────────────────────────────────────────────────────


class BuiltDocument(TypedDict):
    """A document of a build."""

    title: str
    source: str  # path of the file
    cards: int
    notes: int
    unexplained: float  # share of its text that no card holds


Kind = Literal["new", "returned", "updated", "moved", "rendered", "retired", "unchanged"]


class Change(FilePlace):
    """What happens to a card."""

    change: Kind
    id: str  # the key of the ledger
    question: str  # Markdown, as the ledger has it
    aspects: NotRequired[list[str]]  # what changed, as "answer" or "deck"
    sent: NotRequired[Literal["all", "untouched", "again"]]  # which copies of the note in Anki an import replaces
    was: NotRequired[str]  # the question before
    decks: NotRequired[list[str]]  # the deck before, and now


class Sent(TypedDict):
    """How many known notes an import replaces."""

    all: int  # whatever was done to them in Anki
    untouched: int  # where nobody edited or tagged them in Anki
    again: int  # by --resend


class DeckChange(TypedDict):
    """A deck whose cards all belong to another one now."""

    old: str
    new: str
    cards: int
    search: str  # finds those that still lie in the old one


class Task(TypedDict):
    """Something to do in Anki by hand."""

    cards: int
    search: str  # finds them in Anki's browser
    hint: str
    decks: NotRequired[list[DeckChange]]  # of moved cards: decks that are called otherwise now
    resend: NotRequired[str]  # the command that settles it


class Report(TypedDict):
    """dist/report.json: what a build read, changed and made."""

    schema: Literal[2]
    documents: list[BuiltDocument]
    changes: list[Change]  # cards that are unchanged and not sent are left out
    sent: Sent
    anki: dict[str, Task]  # by kind of task, as "retired" or "moved"
    outputs: list[str]  # paths below DIST that are up to date now
    left_out: list[str]  # outputs that this machine cannot make
    failed: list[str]  # documents that failed
    passed_over: dict[str, int]  # files that were not read, by suffix
    unsure: list[str]  # documents of folders that were passed over, since little in them asks
    problems: list[Problem]


class Build(Report):
    """What `exporter build --json` prints: the report, and what this run did."""

    written: list[str]  # paths below DIST
    removed: list[str]  # paths below DIST
    failures: list[str]  # why outputs could not be made, with a remedy
    exit_code: int


# ── diff ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


class DifferenceChange(Change):
    """What a build would do to a card."""

    uncertain: bool  # whether it is uncertain which card of the last build it is
    words: dict[str, str]  # of question and answer: the words that change, `[-so-]` and `{+so+}`


class Difference(TypedDict):
    """What `exporter diff --json` prints: what a build would change."""

    schema: Literal[2]
    built: bool  # whether there was a build before
    changes: list[DifferenceChange]
    rendered: int  # cards that are only rendered differently
    by_version: int  # those of them that another version of exporter renders differently
    sent: Sent
    unchanged: int
    note_types: bool  # whether the templates or the style of the note types change
    problems: list[Problem]


# ── pull ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


class Texts(TypedDict):
    """A text that changes."""

    before: str  # Markdown
    after: str  # Markdown


class Correction(Place):
    """A corrected card."""

    id: str  # the key of the ledger
    question: NotRequired[Texts]
    answer: NotRequired[Texts]
    remark: NotRequired[str]  # what to mind


class ToLearn(Place):
    """A card that deserves a better text, by the tags of its note."""

    id: str  # the key of the ledger
    question: str  # Markdown
    tags: list[str]


class SkippedCard(Place):
    """The card that is meant by what was left alone."""

    question: str  # Markdown


class Skipped(FilePlace):
    """What was left alone; the place is that in the edited file, or a document."""

    why: str
    card: NotRequired[SkippedCard]
    part: NotRequired[str]  # of the card: question, answer, options, text or title
    document: NotRequired[str]  # words that the document changed, as a difference, where both sides changed the part
    edited: NotRequired[str]  # those that the edited file changed


class Pull(TypedDict):
    """What `exporter pull --json` prints: corrections, and what was left alone."""

    schema: Literal[2]
    corrected: list[Correction]
    to_learn: list[ToLearn]
    same: int  # rows that say what the documents say
    left: list[Skipped]
    foreign: int  # notes in Anki that are not of these documents
    problems: list[Problem]
    written: bool  # whether documents were changed


# ── push ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


class PushedText(TypedDict):
    """A field whose text changes, or is in conflict."""

    field: str
    anki: str  # HTML in the collection
    documents: str  # HTML of the documents
    why: NotRequired[str]  # of a conflict that no option ends


class PushedNote(TypedDict):
    """What happens to a note of a collection."""

    what: Literal["new", "adopted", "updated", "moved", "returned", "retired", "deleted", "conflict"]
    guid: str
    note_id: int
    question: str
    path: str
    line: int | None
    fields: list[PushedText]
    conflicts: list[PushedText]  # fields that both sides changed; Anki keeps its text
    tags_added: list[str]
    tags_removed: list[str]
    decks: list[str]  # from where to where its cards move; empty if they do not
    suspended: int  # cards
    unsuspended: int  # cards


class PushTold(TypedDict):
    """What a push leaves alone, and why."""

    what: Literal[
        "foreign",
        "options",
        "gaps",
        "shape",
        "twice",
        "deleted",
        "missing",
        "retyped",
        "own",
        "withheld",
        "filtered",
        "type",
    ]
    guid: str  # empty for a note type
    question: str  # of a note type its name
    path: str
    line: int | None
    fields: list[str]


class Adopted(TypedDict):
    """A note from elsewhere that stands for a card from now on."""

    id: str  # of the card
    guid: str
    fields: dict[str, str]  # our field -> its own; empty for a note type of exporter


class Push(TypedDict):
    """What `exporter push --json` prints."""

    schema: Literal[1]
    collection: str  # path, or "Anki" for the running app
    notes: list[PushedNote]
    told: list[PushTold]
    adopted: list[Adopted]
    note_types: list[int]  # ids of those whose templates or style change
    recorded: int  # notes of which it is written down what was sent, and nothing else
    unchanged: int
    conflicts: int  # notes
    open: bool  # whether something is left to decide: conflicts, missing notes, too many that retire at once
    problems: list[Problem]
    written: bool  # whether the collection was changed


# ── init, convert, recover ───────────────────────────────────────────────────────────────────────────────────────────


class StartedFile(TypedDict):
    """A file of a new folder."""

    path: str
    written: bool  # false where it existed and was left as it is


class AddOn(TypedDict):
    """What `exporter addon --json` prints."""

    schema: Literal[1]
    path: str
    written: bool  # false where it was there already


class Init(TypedDict):
    """What `exporter init --json` prints."""

    schema: Literal[1]
    files: list[StartedFile]
    next: str  # the command that builds the folder


class ConversionDifference(Place):
    """Something that would be read differently from what was converted; the place is in the document."""

    what: str  # as "answer of the card “Why?”"
    change: str  # what becomes of it


class Conversion(TypedDict):
    """What `exporter convert --json` prints."""

    schema: Literal[1]
    source: str  # path of the document
    output: str | None  # path that was written; null where the text is in `text` or nothing was written
    text: str | None  # canonical Markdown; null where it was written, or refused
    differences: list[ConversionDifference]
    remarks: list[str]


class Copy(TypedDict):
    """A copy of a note, made in Anki, that is ignored."""

    id: str  # the key of the ledger
    guid: str  # Anki's key of the copy


class Recovery(TypedDict):
    """What `exporter recover --json` prints."""

    schema: Literal[1]
    lock: str  # path of the ledger
    cards: int
    copies: list[Copy]


# ── watch, serve: a line for each event ──────────────────────────────────────────────────────────────────────────────


class Serving(TypedDict):
    """The preview can be opened."""

    schema: Literal[1]
    event: Literal["serving"]
    address: str


class Watching(TypedDict):
    """The first build is done, and further changes are waited for."""

    schema: Literal[1]
    event: Literal["watching"]
    sources: list[str]


class Built(TypedDict):
    """A build is done."""

    schema: Literal[1]
    event: Literal["built"]
    files: list[str]  # names of the files whose change led to it; empty for the first build
    changes: dict[Kind, int]  # cards by what happened to them
    written: list[str]  # paths below DIST
    removed: list[str]  # paths below DIST
    failures: list[str]  # why outputs could not be made, with a remedy
    problems: list[Problem]
    exit_code: int


class Pushed(TypedDict):
    """A build was pushed into a collection, with `watch --push`."""

    schema: Literal[1]
    event: Literal["pushed"]
    collection: str  # path, or "Anki" for the running app
    notes: dict[str, int]  # notes by what happened to them
    conflicts: int  # notes
    open: bool  # whether something is left to decide


class Failed(TypedDict):
    """A build failed as a whole; the next change is waited for."""

    schema: Literal[1]
    event: Literal["failed"]
    files: list[str]  # names of the files whose change led to it; empty for the first build
    message: str
    exit_code: int


Event = Serving | Watching | Built | Pushed | Failed
