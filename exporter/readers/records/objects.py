"""Objects of a tree as tables: lists of them at any depth, with what they stand in as their section.

Objects that ask under one name belong together. Where no object asks by the names of its values, pairs of texts count:
`question: answer`, lists of two, and turns of a conversation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from exporter import lexicon
from exporter.readers.records import columns, delimited, table
from exporter.readers.records.table import Record, Table, Value
from exporter.readers.records.tree import Node

_TELLS = frozenset({"answer", "definition", "options", "option", "key", "wrong"})
_ASKS = frozenset({"question", "term"})
_WEAK = (frozenset({"asked", "cloze"}), frozenset({"told"}) | _TELLS)
_TITLES = (  # names of what an object is called
    *(
        "title",
        "name",
        "category",
        "topic",
        "chapter",
        "section",
        "subject",
        "theme",
        "label",
        "deck",
        "unit",
        "module",
    ),
    *("heading", "lesson", "group", "domain", "skill", "quiz title", "deck name", "course", "quiz name"),
)
_CONTAINERS = frozenset(  # names of lists that say no more than that
    {
        *("data", "items", "item", "results", "result", "records", "rows", "entries", "entry", "list", "content"),
        *("contents", "cards", "card", "flashcards", "flashcard", "notes", "note", "deck", "decks", "quiz", "quizzes"),
        *("exam", "test", "root", "children", "sections", "categories", "topics", "chapters", "modules", "units"),
        *("levels", "paragraphs", "qas", "faq", "faqs", "mcq", "mcqs", "pool", "question", "answers", "values", "body"),
        *("set", "sets", "terms", "words", "vocabulary", "examples", "train", "dev", "validation", "main", "documents"),
        *("all", "bank", "payload", "response", "pages", "subtopics", "lessons", "groups", "parts", "question bank"),
        *("question pool", "question list", "quiz data", "quiz questions", "multiple choice questions", "tests"),
    }
)
_GLOSSARIES = frozenset({"terms", "glossary", "vocabulary", "words", "definitions", "acronyms", "flashcards", "cards"})
_GAP = "{{c"
_TURNS = {
    "user": 0,
    "human": 0,
    "question": 0,
    "prompter": 0,
    "assistant": 1,
    "gpt": 1,
    "bot": 1,
    "model": 1,
    "answer": 1,
}
_MOST_SECTION = 80  # characters of a name that is a section
_LEAST_PAIRS = 2


@dataclass(slots=True)
class _Found:
    """The records of one kind, in order."""

    records: list[Record] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Walk:
    """What is found in a tree."""

    named: str = ""  # the name under which objects ask, by the settings
    sure: dict[str, _Found] = field(default_factory=dict)  # by the name under which they ask
    weak: dict[str, _Found] = field(default_factory=dict)
    pairs: list[Record] = field(default_factory=list)  # question and answer without names
    rows: list[delimited.Row] = field(default_factory=list)  # lists of texts

    def take(self, roots: Iterable[Node]) -> None:
        """Looks at all nodes, in order."""
        left: list[tuple[Node, tuple[str, ...]]] = [(node, ()) for node in reversed(list(roots))]
        while left:
            node, section = left.pop()
            if node.pairs is not None and not self._record(node, section):
                left += reversed(list(self._inside(node.pairs, section)))
            elif node.items is not None and not self._row(node):
                left += ((item, section) for item in reversed(node.items))

    def _record(self, node: Node, section: tuple[str, ...]) -> bool:
        """Takes an object that asks; False for one that only holds others."""
        pairs = _flat(node.pairs or {})
        turns = list(_turns(pairs, section))
        self.pairs += turns
        if turns:
            return True
        asks = self._asks(pairs)
        if asks:
            _add(self.sure.setdefault(asks, _Found()), pairs, node.line, section)
            return True
        weak = _weakly(pairs)
        if weak:
            _add(self.weak.setdefault(weak, _Found()), pairs, node.line, section)
        return bool(weak) and all(each.text is not None for each in pairs.values())

    def _asks(self, pairs: Mapping[str, Node]) -> str:
        """The name under which an object asks: by the settings, surely, or as those before it do; or ""."""
        named = (name for name in pairs if self.named and columns.plain(name) == self.named)
        known = (name for name in self.sure if _may_ask(name, pairs.get(name)))
        return next(named, "") or _asking(pairs) or next(known, "")

    def _inside(self, pairs: Mapping[str, Node], section: tuple[str, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
        """The values of an object that holds others, each with its section."""
        title = _title(pairs)
        inner = (*section, title) if title else section
        holders = [name for name, node in pairs.items() if node.text is None]
        for name in holders:
            own = () if title or self._is_named_only(name, pairs[name]) else (name,)
            if not self._asked(name, pairs[name], inner):
                yield pairs[name], (*inner, *own)
        self._maps(pairs, inner)

    @staticmethod
    def _is_named_only(name: str, node: Node) -> bool:
        """Whether the name of a list or an object says no more than what it holds."""
        is_generic = columns.plain(name) in _CONTAINERS or _is_questions(name) or len(name) > _MOST_SECTION
        return is_generic or (node.pairs is not None and bool(_asking(_flat(node.pairs))))

    def _asked(self, name: str, node: Node, section: tuple[str, ...]) -> bool:
        """Takes an object that tells what its own name asks: `"Which is hot?": {"options": …}`."""
        inner = node.pairs or {}
        if inner and columns.plain(name) in _GLOSSARIES and all(held.text for held in inner.values()):
            self.pairs += (Record(held.line, _pair(said, held), section) for said, held in inner.items())
            return True
        tells = any(columns.understood(each).roles & _TELLS and _says(held) for each, held in inner.items())
        if not (_is_phrase(name) and tells) or _asking(inner):
            return False
        _add(
            self.sure.setdefault("question", _Found()), {"question": Node(node.line, name), **inner}, node.line, section
        )
        return True

    def _maps(self, pairs: Mapping[str, Node], section: tuple[str, ...]) -> None:
        """Takes `question: answer` of an object with texts alone, whose names are texts themselves."""
        told = {name: node for name, node in pairs.items() if node.text}
        if len(told) == len(pairs) and sum(map(_is_phrase, told)) > 0.5 * len(told):
            self.pairs += (Record(node.line, _pair(name, node), section) for name, node in told.items())

    def _row(self, node: Node) -> bool:
        """Takes a list of texts, a row of a table."""
        items = node.items or []
        cells = [item.text for item in items if item.text is not None]
        if len(cells) < 2 or len(cells) < len(items):
            return False
        self.rows.append(delimited.Row(node.line, cells))
        return True


def tables(roots: Sequence[Node], named: str = "") -> list[Table]:
    """The tables of a tree: those whose objects surely ask; without any, those that may.

    `named` is the name under which they ask by the settings.
    """
    walk = _Walk(columns.plain(named))
    walk.take(roots)
    found = [_table(each) for each in walk.sure.values()]
    if walk.pairs and (found or len(walk.pairs) >= _LEAST_PAIRS):
        found.append(Table(walk.pairs, ("question", "answer"), is_tree=True, is_guess=True))
    if found:
        return [_titled(each, roots) for each in found]
    several = [each for each in walk.weak.values() if len(each.records) >= _LEAST_PAIRS]
    weak = sorted(several, key=lambda each: -len(each.records))[:1]
    rows = delimited.of_rows(walk.rows) if len(walk.rows) >= _LEAST_PAIRS else None
    return [_titled(each, roots) for each in [*map(_table, weak), *([rows] if rows else [])]]


def may_ask(names: Iterable[str]) -> bool:
    """Whether objects with some of these names may surely ask."""
    known = [columns.understood(name) for name in names if len(name) <= _MOST_SECTION]
    asks = any(said.roles & _ASKS and not said.is_part for said in known)
    return asks and any(said.roles & _TELLS or said.label for said in known)


def _pair(asked: str, told: Node) -> dict[str, Value]:
    return {"question": asked, "answer": told.value}


def _table(found: _Found) -> Table:
    return Table(found.records, tuple(found.names), is_tree=True)


def _add(found: _Found, pairs: Mapping[str, Node], line: int, section: tuple[str, ...]) -> None:
    cells = {name: node.value for name, node in pairs.items()}
    lines = {name: node.line for name, node in pairs.items() if node.text is not None}
    found.records.append(Record(line, {name: value for name, value in cells.items() if value}, section, lines))
    found.names.update(dict.fromkeys(pairs))


def _titled(found: Table, roots: Sequence[Node]) -> Table:
    """The table with the title and tags of all: what its outermost section is called, if all stand in it."""
    pairs = roots[0].pairs or {} if len(roots) == 1 else {}
    top = _title(pairs)
    said = next((node for name, node in pairs.items() if columns.plain(name) == "tags"), Node(0))
    found = replace(found, tags=tuple(table.texts(said.value)))
    outermost = {record.section[:1] for record in found.records}
    if len(outermost) > 1 or outermost == {()}:
        return replace(found, title="" if top in {name for names in outermost for name in names} else top)
    ((title,),) = outermost
    return replace(found, records=[replace(each, section=each.section[1:]) for each in found.records], title=title)


def _title(pairs: Mapping[str, Node]) -> str:
    """What an object is called."""
    named = {columns.plain(name): node for name, node in pairs.items()}
    return next((text for name in _TITLES if name in named and (text := _short(named[name]))), "")


def _flat(pairs: Mapping[str, Node]) -> Mapping[str, Node]:
    """The pairs of an object whose question is an object with the options in it."""
    for name, node in pairs.items():
        said = columns.understood(name)
        is_question = "question" in said.roles and not said.label and node.pairs is not None
        if is_question and any("options" in columns.understood(inner).roles for inner in node.pairs or ()):
            return {**{n: each for n, each in pairs.items() if n != name}, **(node.pairs or {})}
    return pairs


def _asking(pairs: Mapping[str, Node]) -> str:
    """The name under which an object surely asks; "" where it does not."""
    has_options = any("options" in columns.understood(name).roles and node.items for name, node in pairs.items())
    asks = [name for name, node in pairs.items() if _asked_by(name, has_options=has_options) and _may_ask(name, node)]
    if not asks:
        return ""
    name = min(asks, key=lambda name: (columns.understood(name).is_part, not columns.understood(name).roles & _ASKS))
    return name if _GAP in (pairs[name].text or "") or _tells(pairs, name) else ""


def _asked_by(name: str, *, has_options: bool) -> bool:
    """Whether a name is that of a question; where there are options, "text" is one."""
    return not columns.understood(name).roles.isdisjoint(_ASKS | _WEAK[0] if has_options else _ASKS)


def _tells(pairs: Mapping[str, Node], name: str) -> bool:
    """Whether something else in an object answers, or offers answers."""
    others = [other for other in pairs if other != name]
    return any(columns.understood(other).roles & _TELLS for other in others) or any(columns.groups(others))


def _may_ask(name: str, node: Node | None) -> bool:
    """Whether a value is a text that asks; what only says its own name is a label of a program."""
    if node is None or node.items is not None:
        return False
    said = table.text(node.value)
    return bool(said) and (node.text is None or columns.plain(said) != columns.plain(name))


def _weakly(pairs: Mapping[str, Node]) -> str:
    """The name under which an object may ask, and another one that may tell."""
    texts = [name for name, node in pairs.items() if node.text]
    asked, told = _WEAK
    for name in texts:
        if columns.understood(name).roles & asked and any(
            columns.understood(other).roles & told for other in pairs if other != name and _says(pairs[other])
        ):
            return name
    is_pair = len(texts) == 2 and len(pairs) == 2 and not any(map(_is_phrase, texts))
    return texts[0] if is_pair else ""


def _says(node: Node) -> bool:
    return bool(node.text or node.items or node.pairs)


def _turns(pairs: Mapping[str, Node], section: tuple[str, ...]) -> Iterator[Record]:
    """The turns of a conversation, each of the user with what is told next."""
    asked: Node | None = None
    for turn in _held(pairs, ("messages", "conversations", "conversation")).items or ():
        said = turn.pairs or {}
        side = _TURNS.get((_held(said, ("role", "from", "speaker")).text or "").casefold())
        words = _held(said, ("content", "value", "text"))
        if side == 0:
            asked = words
        elif side == 1 and asked is not None:
            yield Record(asked.line, {"question": asked.value, "answer": words.value}, section)
            asked = None


def _held(pairs: Mapping[str, Node], names: Iterable[str]) -> Node:
    """The value of the first of these names that an object has."""
    return next((pairs[name] for name in names if name in pairs), Node(0))


def _short(node: Node) -> str:
    text = " ".join((node.text or "").split())
    return text if len(text) <= _MOST_SECTION else ""


def _is_questions(name: str) -> bool:
    return columns.plain(name) in lexicon.names("questions", "question", "exam", "faq")


def _is_phrase(name: str) -> bool:
    """Whether the name of a value is a text of its own rather than a word of a program."""
    return " " in name.strip() or name.rstrip().endswith(("?", "？")) or not name.isascii()
