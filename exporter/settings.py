"""exporter.toml and its defaults: every key typed and documented here, and nowhere else.

`exporter init` writes this page out as a commented file; `--set print.columns=3` overrides one key. A key we do not
know is an error with its line and the nearest key we do know.
"""

from __future__ import annotations

import difflib
import re
import tomllib
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Literal

from exporter.errors import SettingsError

FILE = "exporter.toml"
MARKERS = re.compile(r"heading(?: [1-6])?|bold|italic|list")  # what DocumentSettings.question may name


def _key(help: str, default: Any) -> Any:
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True, slots=True)
class AnkiSettings:
    """Decks."""

    root_tag: str = _key("the tag under which all of ours stand, e.g. qa::docker::level", "qa")
    order: Literal["document", "level"] = _key("order of new cards: as in the document, or easiest first", "document")
    section_decks: bool = _key("sections become subdecks (topics of an untitled document always do)", False)
    reverse: bool = _key("make a second card per note that asks for the question", False)
    source_url: str = _key(
        "where documents are read: {path} and {line} become a link on the card, relative links lead there", ""
    )


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """Sheets."""

    paper: Literal["A4", "Letter"] = _key("paper size", "A4")
    orientation: Literal["portrait", "landscape"] = _key("how the paper is held", "portrait")
    columns: int = _key("columns of a page; 0 is 2 for portrait and 3 for landscape", 0)
    fonts: tuple[str, ...] = _key("families of the running text, tried in this order before our own", ())
    code_fonts: tuple[str, ...] = _key("families of code and diagrams; boxes join in DejaVu Sans Mono and Hack", ())
    font_size: float = _key("size of the running text in points", 8.5)
    color: bool = _key("false prints badges and code in grays", True)
    contents: bool = _key("print a table of contents with page numbers", True)
    brief: bool = _key("print what fits in a hand: of each answer its first sentence, tables, six lines of code", False)
    notes: bool = _key("print what is no card: introductions, command tables, takeaways", True)
    flashcards_per_page: Literal[8, 4, 10] = _key("flashcards on a page, which is held upright", 8)
    flip: Literal["long-edge", "short-edge"] = _key("the edge over which the printer turns flashcards", "long-edge")
    quiz_room: int = _key("lines to write on below each question of a quiz; 0 leaves none", 4)


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

    code: str = _key("code of the problems, e.g. unanswered", "")
    reason: str = _key("why they are accepted", "")
    path: str = _key("documents it concerns, a pattern", "*")


@dataclass(frozen=True, slots=True)
class DocumentSettings:
    """What is set for some documents by hand."""

    path: str = _key("documents it concerns: a path or pattern below the source folder", "")
    title: str = _key("title instead of the document's own", "")
    deck: str = _key("name of its deck and outputs", "")
    tags: tuple[str, ...] = _key("tags added to every card", ())
    question: str = _key("what marks a question: heading 3, heading, bold, italic, list, or /a regular expression/", "")
    exclude: tuple[str, ...] = _key("sections that are left out: titles, patterns, or /regular expressions/", ())


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


def load(path: Path | None, overrides: Iterable[str] = ()) -> Settings:
    """Reads a settings file (None: the defaults) and applies `key=value` overrides; raises SettingsError."""
    table: dict[str, Any] = {}
    text = ""
    if path is not None:
        try:
            text = path.read_text(encoding="utf-8")
            table = tomllib.loads(text)
        except (OSError, ValueError) as error:
            raise SettingsError(f"{path}: {error}. Mend the file, or compare it with `exporter init`.") from error
    for override in overrides:
        _override(table, override)
    return typing.cast(Settings, _build(Settings, table, _Place(str(path or FILE), text), ""))


@dataclass(frozen=True, slots=True)
class _Place:
    path: str
    text: str

    def error(self, key: str, message: str) -> SettingsError:
        last = key.rsplit(".", 1)[-1]
        lines = (n for n, line in enumerate(self.text.splitlines(), 1) if line.strip().strip("[]").startswith(last))
        line = next(lines, None)
        return SettingsError(f"{self.path}{f':{line}' if line else ''}: {message}")


def _override(table: dict[str, Any], override: str) -> None:
    key, equals, value = override.partition("=")
    if not equals:
        raise SettingsError(f"--set {override}: expected key=value, such as print.columns=3.")
    *parents, last = key.strip().split(".")
    for parent in parents:
        table = table.setdefault(parent, {})
        if not isinstance(table, dict):
            raise SettingsError(f"--set {override}: {parent} is no table.")
    try:
        table[last] = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        table[last] = value


def _build(kind: Any, table: Mapping[str, Any], place: _Place, prefix: str) -> Any:
    known = {f.name: f for f in fields(kind)}
    types_ = typing.get_type_hints(kind)
    values = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {prefix}{near[0]}?" if near else f"known here: {', '.join(known)}."
            raise place.error(key, f"unknown setting {key}; {hint}")
        values[name] = _value(types_[name], value, place, key)
        if fault := _CHECKS[kind, name](values[name]) if (kind, name) in _CHECKS else "":
            raise place.error(key, f"{key}: {fault}")
    return kind(**values)


def _question_fault(value: str) -> str:
    if value.startswith("/") or not value:
        return _pattern_fault(value)
    if MARKERS.fullmatch(value):
        return ""
    return f"{value!r}, expected heading 3, heading, bold, italic, list, or a regular expression between slashes."


def _exclude_fault(values: Sequence[str]) -> str:
    return next((fault for value in values if (fault := _pattern_fault(value))), "")


def _family_fault(values: Sequence[str]) -> str:
    odd = next((value for value in values if not re.fullmatch(r"[\w .+-]+", value)), None)
    return "" if odd is None else f"{odd!r} is no name of a font family; expected one such as Noto Serif."


def _pattern_fault(value: str) -> str:
    if not value.startswith("/"):
        return ""
    if len(value) < 3 or not value.endswith("/"):
        return f"{value!r}: a regular expression ends with a slash, as in /^Q\\d+/."
    try:
        re.compile(value[1:-1])
    except re.error as error:
        return f"{value!r} is no regular expression: {error}. Mend it, for example /^Q\\d+/."
    return ""


_CHECKS: Mapping[tuple[type, str], Callable[[Any], str]] = {
    (DocumentSettings, "question"): _question_fault,
    (DocumentSettings, "exclude"): _exclude_fault,
    (PrintSettings, "fonts"): _family_fault,
    (PrintSettings, "code_fonts"): _family_fault,
}


def _value(kind: Any, value: Any, place: _Place, key: str) -> Any:
    if is_dataclass(kind):
        if not isinstance(value, dict):
            raise place.error(key, f"{key} is a table: write [{key}].")
        return _build(kind, value, place, f"{key}.")
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and isinstance(value, list):
        return tuple(_value(inner[0], entry, place, key) for entry in value)
    if origin is Literal and value in inner:
        return value
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(kind, type) and not isinstance(kind, types.GenericAlias) and type(value) is kind:
        return value
    raise place.error(key, f"{key} is {value!r}, expected {_expected(kind)}.")


def _expected(kind: Any) -> str:
    if typing.get_origin(kind) is Literal:
        return " or ".join(repr(choice) for choice in typing.get_args(kind))
    if typing.get_origin(kind) is tuple:
        return "a list"
    return {"str": "a string", "int": "a whole number", "float": "a number", "bool": "true or false"}.get(
        getattr(kind, "__name__", ""), str(kind)
    )


def commented() -> str:
    """The defaults as a commented exporter.toml, for `exporter init`."""
    lines = ["# Settings of exporter. Every key is optional; what stands here is the default."]
    plain = [f for f in fields(Settings) if f.metadata]
    lines += [f"# {f.name} = {_toml(f.default)}  # {f.metadata['help']}" for f in plain]  # TOML has them before tables
    for group in fields(Settings):
        if group.metadata:
            continue
        kind = typing.get_type_hints(Settings)[group.name]
        single = is_dataclass(kind)
        table = kind if single else typing.get_args(kind)[0]
        lines += [
            "",
            f"# {table.__doc__}",
            f"{'' if single else '# '}{f'[{group.name}]' if single else f'[[{group.name}]]'}",
        ]
        lines += [f"# {f.name} = {_toml(f.default)}  # {f.metadata['help']}" for f in fields(table)]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else "[]" if value == () else str(value)
