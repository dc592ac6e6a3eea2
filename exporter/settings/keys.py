"""Settings, each defined once with its meaning, default and limit; and the commented exporter.toml of `init`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from fnmatch import fnmatch
from typing import Any, Literal, get_args, get_origin, get_type_hints

from exporter.settings import limits


def _key(help: str, default: Any, limit: Callable[[Any], str] | None = None, example: str = "") -> Any:
    """A setting; `limit` returns what is wrong with a value of the right type, or "" if it is allowed.

    The first line of its docstring is what the reference page says of the values. A setting without a useful default
    has an example for the commented file.
    """
    return field(default=default, metadata={"help": help, "limit": limit, "example": example})


_LARGE = 18.0  # points: what is called large print in guidelines for readers with low vision
_HOW = "To change one, remove the # before its name. Keep it below the [heading] above it."


@dataclass(frozen=True, slots=True)
class AnkiSettings:
    """Anki decks."""

    root_tag: str = _key("parent of all tags, as in qa::docker::images", "qa", limits.tag)
    order: Literal["document", "level"] = _key(
        "order of new cards: as in the document, or from beginner to advanced", "document"
    )
    root_deck: str = _key(
        "deck above all others, so that none is a deck of your own; `::` nests; `init` writes the folder's name",
        "",
        limits.deck,
    )
    decks: Literal["documents", "sections", "folders"] = _key(
        "a deck for each document; subdecks for its sections, too (in a document without a title top ones always have "
        "some); or documents below the folders that they lie in",
        "documents",
    )
    section_decks: bool = _key('what `decks = "sections"` was called in version 0.1', False)
    style: str = _key(
        "style sheet of your own for cards, a path below the source folder; its rules come after ours", "", limits.style
    )
    reverse: bool = _key("add a second card to each note, which shows the answer and asks for the question", False)
    shuffle_options: bool = _key(
        "show the options of multiple choice in another order each day, unless a text calls one by letter or place",
        False,
    )
    source_url: str = _key(
        "address of your documents on the web, for a link on each card: https://example.org/{path}#L{line}",
        "",
        limits.address,
    )

    @property
    def by_section(self) -> bool:
        """Whether sections are subdecks."""
        return self.section_decks or self.decks == "sections"


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """Sheets, flashcards and quizzes."""

    paper: Literal["A4", "Letter"] = _key("paper size", "A4")
    orientation: Literal["portrait", "landscape"] = _key("page orientation", "portrait")
    columns: int = _key("number of columns; 0 chooses 2 for portrait and 3 for landscape", 0, limits.between(0, 6))
    fonts: tuple[str, ...] = _key(
        "font families for text, tried in this order before Noto Sans and DejaVu Sans", (), limits.families
    )
    code_fonts: tuple[str, ...] = _key(
        "font families for code and diagrams; lines of boxes join in DejaVu Sans Mono and Hack", (), limits.families
    )
    font_size: float = _key("size of the text in points", 8.5, limits.between(4, 32))
    color: bool = _key("false prints level badges and code in grays", True)
    contents: bool = _key("print a table of contents with page numbers", True)
    brief: bool = _key("print short answers: the first sentence, tables, six lines of code", False)
    notes: bool = _key("print text that is not a card: introductions, command tables, takeaways", True)
    links: Literal["text", "address", "qr"] = _key(
        "what is printed of links to the web: their text, their address behind it, or a QR code below", "text"
    )
    pages: int = _key(
        "number of pages of a sheet: size and spacing are chosen so that it fills them; 0 leaves them as they are",
        0,
        limits.between(0, 500),
    )
    binding: float = _key(
        "millimeters by which inner margins of sheets and quizzes are wider, for paper that is bound",
        0.0,
        limits.between(0, 40),
    )
    layout: Literal["packed", "flowing"] = _key(
        "how columns of sheets and quizzes are filled: packed, on the fewest pages; or flowing, by WeasyPrint alone, "
        "where its version cannot do the other; flashcards are always packed",
        "packed",
    )
    flashcards_per_page: Literal[8, 4, 10] = _key("number of flashcards on a page (always portrait)", 8)
    flashcard_size: Literal["fill", "A7", "3x5in"] = _key(
        "size of flashcards: as large as flashcards_per_page leaves them, or that of card files (A7 fills A4)",
        "fill",
    )
    flip: Literal["long-edge", "short-edge", "fold"] = _key(
        "edge over which your printer turns the paper when it prints flashcards on both sides; fold: it prints on one "
        "side, and you fold fronts and backs together",
        "long-edge",
    )
    back_offset: tuple[float, ...] = _key(
        "millimeters by which backs of flashcards are moved to the right and down, as the test page shows",
        (0.0, 0.0),
        limits.offset,
    )
    flashcards_test: bool = _key(
        "print a test page instead of flashcards: two rulers that show how far the backs are off", False
    )
    large_print: bool = _key(
        "print sheets and quizzes for readers with low vision: 18 points or more, one column, no small print", False
    )
    quiz_room: int = _key(
        "number of lines to write on below each question of a quiz; -1: as many as its answer needs",
        -1,
        limits.between(-1, 60),
    )
    quiz_points: int = _key(
        "points of a question in a quiz, unless it has a tag such as points-3; 0 prints none",
        1,
        limits.between(0, 100),
    )
    quiz_name_line: bool = _key("print a line for name, date and score at the head of a quiz", True)
    quiz_versions: int = _key(
        "number of versions of a quiz, from A on; all but A have sections, questions and options in another order",
        1,
        limits.between(1, 10),
    )
    quiz_seed: int = _key("change it for other orders of the versions of a quiz", 0, limits.between(0, 1_000_000))

    @property
    def enlarged(self) -> PrintSettings:
        """The same with what large print means."""
        return replace(self, font_size=max(_LARGE, self.font_size), columns=1) if self.large_print else self


@dataclass(frozen=True, slots=True)
class CsvSettings:
    """Spreadsheets."""

    bom: bool = _key("begin the file with a byte order mark, without which Excel does not read UTF-8", True)
    separator: Literal["comma", "semicolon", "tab"] = _key(
        "what separates the cells; Excel expects semicolons where numbers have a decimal comma", "comma"
    )
    guard: bool = _key("put an apostrophe before cells that a spreadsheet would run as a formula", True)


@dataclass(frozen=True, slots=True)
class MediaSettings:
    """Images."""

    remote: bool = _key("show images from the web; each device fetches them whenever it shows a card", False)


@dataclass(frozen=True, slots=True)
class Silence:
    """Problems that you accept: those of one code are no longer reported."""

    code: str = _key("code of the problems", "", limits.code, "unanswered")
    reason: str = _key("why you accept them", "", limits.text)
    path: str = _key("documents, as a path or pattern below the source folder", "*", limits.text)


@dataclass(frozen=True, slots=True)
class ColumnSettings:
    """Columns of spreadsheets and data by what they are of a card; each is a name, or the number of a column."""

    question: str = ""
    answer: str = ""
    options: tuple[str, ...] = ()
    key: str = ""
    explanation: str = ""
    tags: str = ""
    section: str = ""
    level: str = ""
    number: str = ""
    deck: str = ""

    @property
    def given(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What each that is set names."""
        found = ((each.name, getattr(self, each.name)) for each in fields(self))
        return tuple((name, (value,) if isinstance(value, str) else value) for name, value in found if value)


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """Settings of some documents only."""

    path: str = _key("documents, as a path or pattern below the source folder", "", limits.text, "notes/*.md")
    title: str = _key("title, instead of the document's own", "", limits.text)
    deck: str = _key("name of the deck and of the output files; `::` nests decks", "", limits.text)
    description: str = _key("text below the deck's name in Anki; Markdown", "", limits.text)
    tags: tuple[str, ...] = _key("tags to add to every card", (), limits.tags)
    language: str = _key(
        "language of cards and prints; else `lang` or `language` of the front matter, else letters and words tell it",
        "",
        limits.language,
    )
    question: str = _key(
        "what marks questions: heading 3, heading, bold, italic, list, or a regular expression between slashes",
        "",
        limits.question,
    )
    exclude: tuple[str, ...] = _key(
        "sections to leave out: titles, patterns, or regular expressions between slashes", (), limits.patterns
    )
    columns: ColumnSettings = _key(  # noqa: RUF009  # its default is frozen
        "names or numbers of the columns of data, where their names do not tell: question, answer, options (a list), "
        "key (the right option), explanation, tags, section, level, number, deck",
        ColumnSettings(),
        limits.columns,
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings."""

    anki: AnkiSettings = AnkiSettings()
    print: PrintSettings = PrintSettings()
    csv: CsvSettings = CsvSettings()
    media: MediaSettings = MediaSettings()
    duplicates: Literal["keep", "suppress"] = _key(
        "questions that occur more than once: keep all as cards, or suppress all but the first", "keep"
    )
    silence: tuple[Silence, ...] = ()
    documents: tuple[DocumentSettings, ...] = ()

    def for_document(self, path: str) -> DocumentSettings:
        """The settings of a document; of several entries that match, later keys win."""
        result = DocumentSettings(path)
        for entry in self.documents:
            if _concerns(entry.path, path):
                changes = {f.name: getattr(entry, f.name) for f in fields(entry) if getattr(entry, f.name) != f.default}
                result = replace(result, **changes)
        return result

    def names(self, path: str) -> bool:
        """Whether an entry of `[[documents]]` concerns a document."""
        return any(_concerns(entry.path, path) for entry in self.documents)

    def silenced(self, code: str, path: str) -> bool:
        """Whether a problem of this code in this document is accepted."""
        return any(entry.code == code and _concerns(entry.path, path) for entry in self.silence)


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting, for the commented file and the reference page."""

    name: str
    default: Any
    help: str
    example: Any  # the default, but for settings without a useful one
    choices: tuple[Any, ...]  # the only values that it may have; empty if there are others
    values: str  # what it may be, in words; "" where the default says enough


def settings_of(table: type) -> Iterator[Setting]:
    """The settings of a table, without the tables inside of it."""
    kinds = get_type_hints(table)
    for each in fields(table):
        if each.metadata:
            limit, example = each.metadata["limit"], each.metadata["example"]
            choices = get_args(kinds[each.name]) if get_origin(kinds[each.name]) is Literal else ()
            values = limit.__doc__ if limit else ""
            yield Setting(each.name, each.default, each.metadata["help"], example or each.default, choices, values)


def tables() -> Iterator[tuple[str, type, bool]]:
    """The tables of settings: name, dataclass, and whether there may be several of a kind, `[[name]]`."""
    kinds: dict[str, Any] = get_type_hints(Settings)
    for each in fields(Settings):
        if not each.metadata:
            kind = kinds[each.name]
            is_list = not is_dataclass(kind)
            yield each.name, get_args(kind)[0] if is_list else kind, is_list


def _concerns(pattern: str, path: str) -> bool:
    """Whether a pattern means a document: all of its path, or the end of it, from any folder on."""
    return fnmatch(path, pattern) or fnmatch(path, f"*/{pattern}")


def commented() -> str:
    """The defaults as a commented exporter.toml, for `exporter init`."""
    lines = ["# Settings of exporter. Every key is optional; the values below are the defaults.", f"# {_HOW}"]
    lines += [_line(setting) for setting in settings_of(Settings)]  # TOML has them before tables
    for name, table, is_list in tables():
        lines += [
            "",
            f"# {table.__doc__}",
            f"# [[{name}]]" if is_list else f"[{name}]",
            *map(_line, settings_of(table)),
        ]
    return "\n".join(lines) + "\n"


def _line(setting: Setting) -> str:
    others = [toml(value) for value in setting.choices if value != setting.default]
    choices = f"or {', '.join(others)}: " if others else ""
    return f"# {setting.name} = {toml(setting.example)}  # {choices}{setting.help}"


def toml(value: Any) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    if is_dataclass(value):
        held = ((each.name, getattr(value, each.name)) for each in fields(value))
        inner = ", ".join(f"{name} = {toml(own)}" for name, own in held if own)
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, tuple) and value:
        return f"[{', '.join(map(toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else "[]" if value == () else str(value)
