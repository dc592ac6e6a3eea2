"""Cards of records: the texts of their places as Markdown, and the options that are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from exporter import grammar, markup
from exporter.model import Basic, Card, Choice, Cloze, Kind, Level, Location, Problem
from exporter.problems.questions import UNSOLVED
from exporter.readers import levels
from exporter.readers.records import cells, keys, shape
from exporter.readers.records.keys import Asked
from exporter.readers.records.places import Places
from exporter.readers.records.table import Record, Table, Value, text, texts

_PARTS = re.compile(r"\s*(?:\n|\|)\s*")
_SEMICOLONS = re.compile(r"\s*;\s*")
_LABEL = re.compile(r"(?:^|(?<=\s))[(\[]?([A-Ja-j]|\d{1,2})[).:\]]\s*")
_PREFIX = re.compile(r"[(\[]?([A-Ja-j])[).:\]]\s+(?=\S)")
_IMAGE = re.compile(r"\S{1,300}\.(?:png|jpe?g|gif|svg|webp|bmp)(?:\?\S*)?", re.IGNORECASE)
_CORRECT = re.compile(r"(?i)[_ -]?(?:is[_ -]?)?correct$")
_TAG_LISTS = re.compile(r"[,;|]\s*")


@dataclass(slots=True)
class Made:
    """The cards of a table, and what is to be told."""

    cards: list[Card] = field(default_factory=list)
    decks: list[str] = field(default_factory=list)  # of each card; "" where the table has none
    problems: list[Problem] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)  # 0-based lines of records without a question
    beside: list[int] = field(
        default_factory=list
    )  # those of clozes with a text beside them: it would show on the front


@dataclass(frozen=True, slots=True)
class _Options:
    """The options of one record."""

    texts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    right: tuple[int, ...] | None = None  # where the options say it themselves


def cards(table: Table, places: Places, at: Callable[[int], Location]) -> Made:
    """The cards of a table, in order."""
    written = _writing(table, places)
    markdown = cells.converter(written)
    options = [_options(record, places) for record in table.records] if places.is_choice else []
    right = _right(table, places, options)
    made = Made()
    for n, record in enumerate(table.records):
        asked = text(record.cells.get(places.question)).strip()
        if not asked:
            made.empty.append(record.line)
            continue
        chosen = options[n] if options else _Options()
        card = _card(
            record, places, chosen, right[n] if right else None, markdown, at(_line_of(record, places.question))
        )
        made.cards.append(replace(card, reverse=table.reverse and isinstance(card.kind, Basic)))
        if isinstance(card.kind, Cloze) and any(_each(record, (places.answer, *places.of("explanation")))):
            made.beside.append(record.line)
        made.decks.append(text(record.cells.get((*places.of("deck"), "")[0])).strip())
        if isinstance(card.kind, Choice) and not card.kind.correct:
            made.problems += _unsolved(record, places, card)
    return made


def _line_of(record: Record, column: str) -> int:
    return record.lines.get(column, record.line)


def _writing(table: Table, places: Places) -> cells.Writing:
    if table.writing is not None:
        return table.writing
    names = (places.question, places.answer, *places.of("explanation"), *places.options)
    return cells.writing(text(record.cells.get(name)) for record in table.records for name in names if name)


def _card(
    record: Record,
    places: Places,
    options: _Options,
    right: tuple[int, ...] | None,
    markdown: Callable[[str], str],
    where: Location,
) -> Card:
    question, kind, answer = _texts(record, places, options, right, markdown)
    pictures = [f"![]({name})" for name in _each(record, places.of("media")) if _IMAGE.fullmatch(name)]
    number, identity, origin = _names(record, places)
    return Card(
        "\n\n".join([question, *pictures]),
        answer,
        where,
        number,
        _level(" ".join(_each(record, places.of("level")))),
        (*record.section, *(_line(name) for name in _each(record, places.of("section")))),
        _tags(record, places),
        kind,
        identity,
        origin,
    )


def _texts(
    record: Record, places: Places, options: _Options, right: tuple[int, ...] | None, markdown: Callable[[str], str]
) -> tuple[str, Kind, str]:
    """Question, kind and answer of a card."""
    question = _question(record, places, markdown)
    told = [markdown(said) for said in _each(record, places.of("explanation"))]
    if len(options.texts) > 1:
        kind = Choice(tuple(map(markdown, options.texts)), right or ())
        said = [*map(markdown, _beside(record, places, options, right)), *told]
        return question, kind, "\n\n".join(said or [kind.options[n] for n in kind.correct])
    answer = "\n\n".join(filter(None, [_answer(_said(record, places, options), markdown), *told]))
    if "{{c" in question and markup.hides(question):
        whole = markup.simplified(question)
        return grammar.blanked(whole), Cloze(), whole
    return question, _KIND, answer


def _beside(record: Record, places: Places, options: _Options, right: tuple[int, ...] | None) -> list[str]:
    """What a key says beside naming an option: all of one that nobody understands, and an explanation."""
    said = [*_each(record, places.keys)]
    if not right:
        return said[:1]
    names = {*options.texts, *options.labels}
    return [each for each in said if _is_prose(each, names)] if options.right else []


def _is_prose(said: str, names: Collection[str]) -> bool:
    """Whether an answer says more than which option is right."""
    return len(said.split()) > 1 and said.casefold() not in {name.strip().casefold() for name in names}


def _question(record: Record, places: Places, markdown: Callable[[str], str]) -> str:
    """What is asked, with the text that it is asked about, and the code."""
    asked = [markdown(text(record.cells.get(places.question)))]
    asked += map(markdown, _each(record, places.of("context")))
    asked += (code if code.startswith("```") else markup.fence(code, "") for code in _each(record, places.of("code")))
    return "\n\n".join(asked)


def _said(record: Record, places: Places, options: _Options) -> Value | None:
    """What answers a question without options, which may stand among others that have some."""
    said = record.cells.get(places.answer) if places.answer else None
    if said or not places.is_choice:
        return said
    return next((value for name in places.keys if (value := record.cells.get(name))), options.texts)


_KIND: Kind = Card("", "", Location("", 0)).kind


def _answer(said: Value | None, markdown: Callable[[str], str]) -> str:
    """An answer; of several each is an item."""
    several = texts(said) if isinstance(said, tuple) else []
    distinct = list(dict.fromkeys(several))
    if len(distinct) > 1:
        return "\n".join(f"- {markdown(each)}".replace("\n", "\n  ") for each in distinct)
    return markdown(distinct[0] if distinct else text(said))


def _each(record: Record, names: Iterable[str]) -> Iterator[str]:
    """The texts of some columns that say something."""
    return (said for name in names if (said := text(record.cells.get(name)).strip()))


@lru_cache(maxsize=1024)
def _line(said: str) -> str:
    return " ".join(said.split())


# ── options ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _options(record: Record, places: Places) -> _Options:
    """The options of a record, wherever they stand."""
    if places.wrong:
        return _mixed(record, places)
    if places.listed:
        return _listed(record.cells.get(places.listed))
    pairs = [
        (said, label)
        for name, label in zip(places.options, places.labels or places.options, strict=True)
        if (said := text(record.cells.get(name)).strip())
    ]
    labels = tuple(label for _, label in pairs) if places.labels else ()
    return _unlabelled(_Options(tuple(said for said, _ in pairs), labels))


def _mixed(record: Record, places: Places) -> _Options:
    """Right and wrong options in an order that tells nothing: by their texts."""
    right = [said for name in places.keys[:1] for said in texts(record.cells.get(name))]
    wrong = [said for name in places.wrong for said in _split(record.cells.get(name))]
    ordered = sorted(dict.fromkeys([*right, *wrong]), key=_order)
    known = tuple(n for n, said in enumerate(ordered) if said in right)
    return _Options(tuple(ordered), (), known) if wrong else _Options()


def _order(said: str) -> tuple[float, str]:
    """Numbers by their size, "True" before "False"."""
    bare = said.strip().casefold()
    try:
        return float(bare), bare
    except ValueError:
        return float("inf"), {"true": "", "yes": ""}.get(bare, bare)


def _split(value: Value | None) -> list[str]:
    """The texts of a list, or those of a cell with separators."""
    if isinstance(value, str):
        parts = [part for part in _PARTS.split(value) if part]
        return parts if len(parts) > 1 else [part for part in _SEMICOLONS.split(value) if part]
    return texts(value)


def _listed(value: Value | None) -> _Options:
    """The options of one cell: a list of texts or of objects, an object by labels, or a text that lists them."""
    if isinstance(value, str):
        return _written(value)
    if isinstance(value, tuple):
        right = tuple(n for n, each in enumerate(value) if shape.is_marked(each))
        return _unlabelled(_Options(tuple(text(each).strip() for each in value), _own_labels(value), right or None))
    if value is None:
        return _Options()
    if isinstance(labels_ := value.get("label"), tuple) and isinstance(value.get("text"), tuple):
        return _Options(tuple(texts(value["text"])), tuple(texts(labels_)))
    held = {label: said for label, each in value.items() if (said := text(each).strip())}
    return _Options(tuple(held.values()), tuple(held))


def _unlabelled(options: _Options) -> _Options:
    """Options without the labels that stand in their texts: `A) Ice`, `B) Tea`."""
    found = [_PREFIX.match(said) for said in options.texts]
    labels = [each[1].casefold() for each in found if each]
    if len(labels) < max(2, len(found)) or labels != list("abcdefghij"[: len(labels)]):
        return options
    texts_ = tuple(said[each.end() :] for said, each in zip(options.texts, found, strict=True) if each)
    return replace(options, texts=texts_, labels=tuple(labels))


def _own_labels(value: Sequence[Value]) -> tuple[str, ...]:
    """The labels that objects have as options."""
    names = ("label", "key", "letter", "id", "option", "value")
    for name in names:
        found = [text(each.get(name)) if isinstance(each, Mapping) else "" for each in value]
        said = [text(each) for each in value]
        if all(found) and len(set(found)) == len(found) and found != said:
            return tuple(found)
    return ()


def _written(value: str) -> _Options:
    """Options in one text: behind labels, in lines, or between bars or semicolons."""
    value = value.strip()
    value = value[1:-1] if value[:1] == "[" and value[-1:] == "]" else value
    starts = list(_LABEL.finditer(value))
    if starts and not value[: starts[0].start()].strip() and _is_run([found[1].casefold() for found in starts]):
        ends = [*(found.start() for found in starts[1:]), len(value)]
        said = (value[a.end() : b].strip(" \n\t;,|") for a, b in zip(starts, ends, strict=True))
        return _Options(tuple(said), tuple(found[1].casefold() for found in starts))
    parts = _split(value)
    return _Options(tuple(parts if len(parts) > 1 else filter(None, re.split(r",\s*", value))))


def _is_run(labels: Sequence[str]) -> bool:
    """Whether labels follow each other from the first one on."""
    expected = (list("abcdefghij"[: len(labels)]), [str(n + 1) for n in range(len(labels))])
    return len(labels) > 1 and list(labels) in expected


def _right(table: Table, places: Places, options: Sequence[_Options]) -> list[tuple[int, ...] | None]:
    """The right options of each record; of several columns that name them the first that can be understood counts."""
    best: list[tuple[int, ...] | None] = [each.right for each in options]
    if not options or places.wrong:
        return best
    for name in places.keys:
        asked = [
            Asked(each.texts, tuple(_key(record.cells.get(name))), each.labels)
            for record, each in zip(table.records, options, strict=True)
        ]
        found = keys.solved(asked, name, is_tree=table.is_tree)
        best = [old if old is not None else new for old, new in zip(best, found, strict=True)]
    return best


def _key(value: Value | None) -> list[str]:
    """What a cell names; of an object with truths the names of those that are true: `{"answer_b_correct": "true"}`."""
    if isinstance(value, Mapping) and all(text(said).casefold() in ("true", "false", "") for said in value.values()):
        return [_CORRECT.sub("", name) for name, said in value.items() if text(said).casefold() == "true"]
    return texts(value)


def _unsolved(record: Record, places: Places, card: Card) -> Iterator[Problem]:
    said = [text(record.cells.get(name)) for name in places.keys]
    if any(said):
        message = (
            f"{places.keys[0]} is {said[0][:40]!r}, and it is not known which option that is. "
            "Write the option's text, or its letter."
        )
        yield UNSOLVED.at(card.where, message)


# ── what else a card has ─────────────────────────────────────────────────────────────────────────────────────────────


def _names(record: Record, places: Places) -> tuple[int | None, str | None, str | None]:
    """Number, id and origin: an id that is only a number is nobody's alone, and a foreign guid is never ours."""
    said = "".join([*_each(record, places.of("number"))][:1]).removesuffix(".0").rstrip(".)")
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else None
    own = _line("".join([*_each(record, places.of("id"))][:1]))
    guid = _line("".join([*_each(record, places.of("guid"))][:1]))
    return number, None, guid or own or None


@lru_cache(maxsize=256)
def _level(said: str) -> Level | None:
    return levels.named(said) if said else None


def _tags(record: Record, places: Places) -> tuple[str, ...]:
    found = [tag for name in places.of("tags") for tag in _tag_list(record.cells.get(name))]
    return tuple(dict.fromkeys(found))


def _tag_list(value: Value | None) -> Iterator[str]:
    """The tags of a cell: with commas, or as Anki has them, with blanks."""
    if value is not None and not isinstance(value, str):
        yield from (said.strip() for said in texts(value))
        return
    said = (value or "").strip()
    if _TAG_LISTS.search(said):
        yield from filter(None, map(str.strip, _TAG_LISTS.split(said)))
    else:
        yield from said.split()
