"""Canonical Markdown writer: what it writes reads back to the same model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from exporter import grammar, markup
from exporter.emitters import Edition
from exporter.model import Card, Choice, Cloze, Document, Item, Note, Problem


def emit(edition: Edition, out: BinaryIO) -> tuple[Problem, ...]:
    """Writes the edition's documents as one file."""
    out.write(write(edition.documents).encode())
    return ()


def write(documents: Sequence[Document]) -> str:
    """Documents as canonical Markdown; see `exporter.grammar`."""
    blocks = [block for n, document in enumerate(documents) for block in _document(document, first=n == 0)]
    return "\n\n".join(blocks) + "\n"


def _document(document: Document, *, first: bool) -> Iterator[str]:
    meta = _meta(document)
    if meta and first:
        yield f"---\n{meta}\n---"
    heading = f"# {document.title}".rstrip()
    structure = ["structure"] if grammar.CLOSED.match(heading) else []
    yield _head(heading, [*structure, *([grammar.MARK] if first else [])])
    if not first and (meta or _begins_with_comment(document)):
        yield f"<!--\n{meta}\n-->"
    section: tuple[str, ...] = ()
    for n, item in enumerate(document.items):
        if isinstance(item, Card):
            yield from _sections(section, item.section)
            yield from _card(item)
        else:
            yield from _noted(item, section, is_first=n == 0)
        section = item.section


def _begins_with_comment(document: Document) -> bool:
    """Whether its first text would be taken for its metadata."""
    opening = document.items[0] if document.items else None
    return isinstance(opening, Note) and opening.text.startswith("<!--")


def _noted(note: Note, section: tuple[str, ...], *, is_first: bool) -> Iterator[str]:
    """A note with the headings that lead to it from the section above."""
    bare = bool(note.text) and not note.title and (is_first or note.section != section)
    if bare or section[: len(note.section)] != note.section:
        yield from _sections(section, note.section)
    yield from _note(note, bare=bare)


def _meta(document: Document) -> str:
    """Tags and meta as YAML, which is safe inside a comment."""
    lines = [f"tags: [{', '.join(map(_scalar, document.tags))}]"] if document.tags else []
    lines += [f"{_scalar(key)}: {_scalar(value)}" for key, value in document.meta.items()]
    return "\n".join(lines)


def _scalar(value: str) -> str:
    plain = value and value.isprintable() and value == value.strip() and not set(value) & set("\"'\\:#,[]{}&*!|>%@`~?")
    safe = plain and not value.startswith(("-", "=", ".")) and "--" not in value
    return value if safe else f'"{"".join(map(_escaped, value))}"'


def _escaped(sign: str) -> str:
    """A character between the quotes of YAML, which takes odd spaces for line ends; `>` might end a comment."""
    if sign in '"\\':
        return f"\\{sign}"
    if sign.isprintable() and sign != ">":
        return sign
    return f"\\U{ord(sign):08x}" if ord(sign) > 0xFFFF else f"\\u{ord(sign):04x}"


def _sections(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
    if old == new:
        return
    same = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    if same == len(new):  # back to an outer section, which its heading opens again
        same = max(0, same - 1)
        if not new:
            yield "##"
    for depth in range(same, len(new)):
        yield _section(depth + 1, new[depth])


def _section(depth: int, title: str) -> str:
    heading = f"{'#' * min(depth + 1, grammar.DEEPEST)} {title}"
    looks_else = grammar.CARD.match(title) or grammar.NOTE.match(title) or grammar.CLOSED.match(heading)
    attributes = ["section"] if looks_else else []
    return _head(heading, attributes + ([f"depth: {depth}"] if depth + 1 > grammar.DEEPEST else []))


def _head(heading: str, attributes: Sequence[str]) -> str:
    return "\n".join([heading, *(f"<!-- {attribute} -->" for attribute in attributes)])


def _marks(item: Item) -> str:
    return "#" * min(len(item.section) + 2, grammar.DEEPEST)


def _note(note: Note, *, bare: bool) -> Iterator[str]:
    if not bare:
        heading = f"{_marks(note)} Note: {note.title}".rstrip()
        depth = [f"depth: {len(note.section)}"] if len(note.section) + 2 > grammar.DEEPEST else []
        yield _head(heading, [*(["structure"] if grammar.CLOSED.match(heading) else []), *depth])
    if note.text:
        yield grammar.close_headings(note.text)


def _card(card: Card) -> Iterator[str]:
    question = "" if isinstance(card.kind, Cloze) and card.question == grammar.blanked(card.answer) else card.question
    first, body = _split(question)
    mark = "C" if isinstance(card.kind, Cloze) else "Q"
    heading = f"{_marks(card)} {mark}{'' if card.number is None else card.number}: {first}".rstrip()
    heading += f" `{card.level}`" if card.level else ""
    yield _head(heading, list(_attributes(card, heading)))
    below = [*([grammar.escape_answer(grammar.close_headings(body))] if body else []), *_options(card, body)]
    yield from below
    if below or grammar.ANSWER in card.answer.split("\n"):
        yield grammar.ANSWER
    if card.answer:
        yield grammar.close_headings(card.answer)


def _split(question: str) -> tuple[str, str]:
    """What stands in the heading and what below it: all of it below, where the heading could not hold it."""
    first, _, rest = question.partition("\n\n")
    fits = "\n" not in first and not grammar.CLOSED.match(f"# Q: {first}")
    fits = fits and first == first.strip() and rest == markup.tidy(rest)
    return (first, rest) if fits else ("", question)


def _attributes(card: Card, heading: str) -> Iterator[str]:
    if card.id:
        yield f"id: {card.id}"
    if card.origin:
        yield f"origin: {card.origin}"
    if card.reverse:
        yield "reverse"
    if card.tags:
        yield f"tags: {grammar.join_names(card.tags)}"
    if not card.level and grammar.split_level(heading)[1]:
        yield "level: none"


def _options(card: Card, body: str) -> Iterator[str]:
    lines = body.split("\n")
    doubt = grammar.task_list(lines) < len(lines) or grammar.OPTIONS in lines
    tasks = []
    if isinstance(card.kind, Choice):
        for n, option in enumerate(card.kind.options):
            mark = "x" if n in card.kind.correct else " "
            gap = "\n" if "\n" in option and _begins_with_block(option) else " "
            tasks.append(f"- [{mark}]{gap}{option}".rstrip().replace("\n", "\n  "))
    if doubt:
        yield grammar.OPTIONS
    if tasks:
        yield "\n".join(tasks)


def _begins_with_block(text: str) -> bool:
    """Whether a text begins with code or the like, which needs a line of its own to be shown as such."""
    first = markup.block_tokens(text)[:1]
    return bool(first) and first[0].type != "paragraph_open"
