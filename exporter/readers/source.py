"""Source and Reading, a reader's input and output: a decoded document, and an account of every line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from exporter import markup
from exporter.model import Card, Document, Location, Problem
from exporter.problems.documents import ENCODING, INCLUDED, METADATA, NO_QUESTIONS
from exporter.readers import properties

if TYPE_CHECKING:
    from markdown_it.token import Token

_ALIASED = 10_000  # characters that aliases may add to a front matter
_ANCHOR = re.compile(r"[:\[,-]\s+&\w")  # of YAML: who writes one says more than a line does
_ENTRY = re.compile(r"[^\W\d_][\w -]{0,60}:(?:\s|$)")
_KEY = re.compile(r"\s*(?:(?![A-Z])[^\W\d_][\w-]*|(?i:title|tags|deck)):(?:\s|$)")  # not `Question: …`
_FRONT_MATTER = re.compile(
    r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<text>.*?)^(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_TOML = re.compile(r"(?:\s|#.*$)*[\w.-]{1,60}[ \t]*=[ \t]*\S", re.MULTILINE)


# Fitted on 34 documents of questions, of which at most 0.25 is left (but for one that was misread), and 65 READMEs,
# lists and notes with some question in them, of which at least 0.75 is.
MOST_LEFT = 0.5


@dataclass(frozen=True, slots=True, repr=False)
class Hint:
    """What the user says of how a document reads: checked by `exporter.settings`, where each key is explained."""

    question: str = ""  # what marks a question: "heading 3", "bold", "list", "/a regular expression/"; "" infers it
    exclude: tuple[str, ...] = ()  # titles of sections that are left out: patterns, or "/regular expressions/"
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of data: what a card has -> names of columns

    def __repr__(self) -> str:
        """What ledgers and caches compare: what is not said is not in it."""
        said = [f"question={self.question!r}", f"exclude={self.exclude!r}"]
        return f"Hint({', '.join([*said, *([f'columns={self.columns!r}'] if self.columns else [])])})"


NO_HINT = Hint()


def lf(text: str) -> str:
    """The text with LF line ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Source:
    """A document's text with LF line ends and no BOM, its lines, and its block tokens, parsed once and lazily.

    `places` has for each line of a converted text the 1-based line of the original; without it they are the same.
    `tags` has those of headings that its format keeps apart from their text, by 0-based line.
    `reader` names the reader of another package that alone reads documents with this suffix; "" for all other suffixes.
    `data` is the suffix of a file of data, such as ".csv", which is read as records and never as prose.
    `problems` are those of getting at the text; `doubt` says why the file counts only where somebody means it.
    """

    def __init__(
        self,
        path: str,
        text: str,
        *,
        places: Sequence[int] = (),
        hint: Hint = NO_HINT,
        reader: str = "",
        tags: Mapping[int, tuple[str, ...]] = MappingProxyType({}),
        data: str = "",
        problems: Sequence[Problem] = (),
        doubt: str = "",
    ) -> None:
        self.path = path
        self.text = text
        self.places = places
        self.hint = hint
        self.reader = reader
        self.tags = tags
        self.data = data
        self.problems = problems
        self.doubt = doubt

    def with_lines(self, lines: Iterable[str]) -> Source:
        """The same document with other words in the same lines."""
        return Source(self.path, "\n".join(lines), places=self.places, hint=self.hint, tags=self.tags)

    @classmethod
    def decode(cls, path: str, data: bytes) -> Source:
        """The source of UTF-8 that exporter wrote; `sources.formats` decodes files."""
        return cls(path, lf(data.decode("utf-8-sig")))

    @cached_property
    def lines(self) -> list[str]:
        """The lines; line n of the file is lines[n - 1]."""
        return self.text.split("\n")

    @cached_property
    def _front(self) -> re.Match[str] | None:
        return _FRONT_MATTER.match(self.text)

    @cached_property
    def front_matter(self) -> Mapping[str, Any]:
        """The YAML mapping, the TOML table, or the properties at the top of the text, or nothing."""
        return self._metadata.values if self._metadata else self._properties[0]

    @property
    def front_text(self) -> str:
        """The metadata at the top as they stand there, from the second line on; "" where there are none."""
        return self._front["text"] if self._front and self.front_matter else ""

    @cached_property
    def _properties(self) -> tuple[dict[str, str], int]:
        return ({}, 0) if self._front else properties.page(self.lines)

    @cached_property
    def _metadata(self) -> Metadata | None:
        return Metadata.of(self._front["text"]) if self._front else None

    def front_faults(self) -> Iterator[Problem]:
        """The problem of a front matter that is not YAML."""
        if self._metadata:
            yield from self._metadata.problems(lambda line: self.at(line + 1))

    @property
    def front_lines(self) -> int:
        """How many lines the front matter takes."""
        return self._front[0].count("\n") if self._front and self.front_matter else self._properties[1]

    @cached_property
    def tokens(self) -> list[Token]:
        """Block tokens of the text without its front matter; `map` holds 0-based lines of the whole file.

        Inline text is not parsed: it stands in the `content` of inline tokens as it was written.
        """
        return markup.block_tokens(self._body)

    @cached_property
    def skeleton(self) -> list[Token]:
        """Those of its tokens that are top-level headings (`# so`) and fences: they cost far less."""
        return markup.skeleton(self._body, lambda: self.tokens)

    @property
    def _body(self) -> str:
        return "\n" * self.front_lines + "\n".join(self.lines[self.front_lines :])

    def at(self, index: int) -> Location:
        """The place of a 0-based line index."""
        return Location(self.path, self.places[index] if index < len(self.places) else index + 1)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is not a YAML mapping."""

    line: int  # 0-based, in the text
    reason: str


def mapping(text: str) -> dict[Any, Any] | Fault:
    """The YAML mapping that a text is, all its values strings or made of strings, or why it is none.

    One that is far larger than its text is none: aliases of aliases grow without bound.
    """
    import yaml

    try:
        loaded = yaml.load(text, Loader=yaml.BaseLoader)  # strings only: 1.10 is no number
    except yaml.MarkedYAMLError as error:
        return Fault(error.problem_mark.line if error.problem_mark else 0, error.problem or "no YAML")
    except yaml.YAMLError:  # a character that YAML does not know
        return Fault(0, "a character that YAML does not allow")
    except RecursionError:  # brackets in a thousand brackets
        return Fault(0, "values are nested too deep")
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        return Fault(0, "no keys with values")
    return loaded if _holds_at_most(loaded, len(text) + _ALIASED) else Fault(0, "aliases repeat too much")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself, in YAML or nearly so, or in TOML."""

    values: Mapping[Any, Any]
    fault: Fault | None = None

    @classmethod
    def of(cls, text: str) -> Metadata | None:
        """The metadata of a text; None where it is something else.

        What is meant as YAML and is not, such as `title: Tea: a guide`, is taken line by line.
        """
        if _TOML.match(text):
            return cls._of_toml(text)
        found = mapping(text)
        if isinstance(found, dict):
            return cls(found)
        if not _KEY.match(text):
            return None
        return cls({} if _ANCHOR.search(text) else dict(_by_line(text)), found)

    @classmethod
    def _of_toml(cls, text: str) -> Metadata | None:
        """The metadata of a text in TOML; there a document's title is often its `name`."""
        import tomllib

        try:
            values = {key: _worded(value) for key, value in tomllib.loads(text).items()}
        except (tomllib.TOMLDecodeError, RecursionError):
            return None
        return cls(values if "title" in values or "name" not in values else {"title": values["name"], **values})

    def problems(self, where: Callable[[int], Location]) -> Iterator[Problem]:
        """The problem of what is no YAML; `where` gives the place of a line of the text."""
        if self.fault:
            message = (
                f"metadata is not YAML, and is taken line by line: {self.fault.reason}. Write `key: value` in a line "
                "each, with quotes around a value that has a colon or brackets."
            )
            yield METADATA.at(where(self.fault.line), message)


def _worded(value: Any) -> Any:
    """A value of TOML made of strings."""
    if isinstance(value, dict):
        return {key: _worded(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_worded(held) for held in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _by_line(text: str) -> Iterator[tuple[str, str]]:
    """Keys with the rest of their lines, and the lines below up to the next key."""
    entries: list[list[str]] = []
    for line in text.splitlines():
        if _ENTRY.match(line) or not entries:
            entries.append([])
        entries[-1].append(line.strip())
    for lines in entries:
        key, _, first = lines[0].partition(":")
        value = " ".join(filter(None, [first.strip(), *lines[1:]]))
        yield key.strip(), value.strip("[]\"' ") if key.strip() in ("title", "tags", "deck") else value


def _holds_at_most(loaded: Any, most: int) -> bool:
    """Whether a value is made of no more than so many characters, as it would be written without aliases."""
    left = [loaded]
    while left and most >= 0:
        value = left.pop()
        most -= len(value) + 1
        if isinstance(value, dict):
            left += (part for pair in value.items() for part in pair)
        elif isinstance(value, list):
            left += value
    return most >= 0


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of a source and what became of them."""

    first: int  # 0-based
    end: int  # one past the last
    what: str  # "card", "note", "heading", "meta" or "aside"
    reason: str = ""  # why it was set aside: "contents", "share line", …


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a source."""

    reader: str
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    spans: tuple[Span, ...] = field(default=(), repr=False)
    explanation: tuple[str, ...] = ()  # why it reads so, for `exporter parse -v`: what was weighed, what came of it
    is_sure: bool = False  # whether the document says itself what its cards are: by its format, by labels, by a tag
    is_guess: bool = False  # whether nothing asks, and what has text below it was taken for questions
    offers: tuple[str, ...] = ()  # what is not asked and could be, with the setting that asks it
    doubt: str = ""  # why a file of data counts only where somebody means it
    left: float = 0.0  # share of the text, by characters, that neither a card holds nor a reason explains

    @property
    def is_weak(self) -> bool:
        """Whether a document of a folder is better passed over: too little of it is in cards."""
        if not self.cards:
            return {problem.code for problem in self.problems} <= {NO_QUESTIONS.name, ENCODING.name, INCLUDED.name}
        if self.doubt:
            return True
        return not self.is_sure and (self.is_guess or self.left > MOST_LEFT)

    @property
    def cards(self) -> list[Card]:
        """The cards of all its documents."""
        return [card for document in self.documents for card in document.cards]

    def unexplained(self, source: Source) -> list[int]:
        """0-based indexes of non-blank lines that no span covers."""
        covered = bytearray(len(source.lines))
        for span in self.spans:
            covered[span.first : span.end] = b"\1" * (min(span.end, len(covered)) - span.first)
        return [n for n, line in enumerate(source.lines) if line.strip() and not covered[n]]

    def score(self, source: Source) -> float:
        """How well it explains the source: the share of non-blank lines that it accounts for, with a reason."""
        if not self.cards:
            return 0.0
        total = sum(1 for line in source.lines if line.strip()) or 1
        lost = len(self.unexplained(source)) + _lines(
            source, (s for s in self.spans if s.what == "aside" and not s.reason)
        )
        answered = sum(bool(card.answer) for card in self.cards) / len(self.cards)
        return max(0.0, 1 - lost / total) * (0.5 + 0.5 * answered)

    def share_left(self, source: Source) -> float:
        """The share of the text that neither a card holds nor a reason explains: notes, and lines without a span."""
        held = _characters(source, (span for span in self.spans if span.what == "card"))
        left = _characters(source, (span for span in self.spans if span.what == "note"))
        left += sum(len(source.lines[n].strip()) for n in self.unexplained(source))
        return left / (held + left) if left else 0.0


def _characters(source: Source, spans: Iterable[Span]) -> int:
    return sum(len(line.strip()) for span in spans for line in source.lines[span.first : span.end])


def _lines(source: Source, spans: Iterable[Span]) -> int:
    return sum(1 for span in spans for line in source.lines[span.first : span.end] if line.strip())
