"""Readers: their table, and the choice of the best reading.

A reader is a pure function of a `Source` in a module of its own: it returns a `Reading`, or None where the document is
not of its shape. All are asked; the reading that explains the document best wins, the earlier row where two are equal.
Their modules are imported when they are asked: a build whose documents are all unchanged needs none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import cast

from exporter import grammar, markup, naming
from exporter.errors import InputError
from exporter.model import Card, Cloze, Document, Item, Location, Problem
from exporter.problems.documents import EMPTY, NO_QUESTIONS
from exporter.problems.questions import NO_GAP
from exporter.readers import hashtags, normal, private
from exporter.readers.canonical import is_foreign, is_marked
from exporter.readers.plugin import Readers, readers
from exporter.readers.source import Reading, Source, Span
from exporter.settings.userpattern import SlowPatternError

Reader = Callable[[Source], Reading | None]
_MARKDOWN = {"blocks", "canonical", "inferred"}  # readers of Markdown: a pasted text has neither fences nor links

_MANY = 300  # cards from which on the first ones tell whether headings of our format are someone else's …
_FIRST = 100  # … so many of them
_INFERRING = {"article", "inferred"}  # readers that choose what is a card: what others leave is meant as it is
READERS = {  # name -> module with a function read(source)
    "canonical": "exporter.readers.canonical",
    "blocks": "exporter.readers.blocks",
    "article": "exporter.readers.pasted",
    "inferred": "exporter.readers.inferred",
}
_ROWS = (".txt", ".text")  # suffixes of text documents whose lines may be rows
RECORDS = "exporter.readers.records"  # reads files of data, and no other


def plugins() -> Readers:
    """The readers of other packages."""
    return readers((*READERS, "none"))


def read(source: Source) -> Reading:
    """The best reading of a source; without a question in it, a reading with that problem and no document.

    Raises InputError where a pattern of the settings takes too long on it.
    """
    try:
        return _read(source)
    except SlowPatternError as error:
        raise InputError(f"{source.path}:1: {error.message}") from error


def _read(source: Source) -> Reading:
    if source.reader:
        return _finish(_of_plugin(source) or Reading("none", problems=(_nothing(source, ()),)), source)
    if source.data:
        return _finish(_of_data(source), source)
    if rows := _of_rows(source) or _of_front(source):
        return _finish(rows, source)
    marked = is_marked(source)
    open_source, gone = private.removed(source)
    open_source, tags = (open_source, {}) if marked else hashtags.commented(open_source)
    best = hashtags.applied(_best(open_source if marked else _whole(open_source), marked), source, tags)
    if not best.cards:
        if pairs := _of_pairs(source):
            return _finish(pairs, source)
        best = replace(best, problems=(_nothing(source, best.offers),))
    best = replace(best, spans=(*best.spans, *(Span(n, n + 1, "aside", "private comment") for n in gone)))
    best = replace(best, spans=(*best.spans, *(Span(n, n + 1, "aside", "tags") for n in tags)))
    return _finish(best, source)


def _best(source: Source, marked: bool) -> Reading:
    """The reading that explains a source with closed fences best; where no reader finds a card, what could be asked."""
    best, most = Reading("none"), 0.0
    for reader in _asked(source, marked):
        reading = reader(source)
        score = round(reading.score(source), 3) if reading else 0.0
        if reading and score > most:
            best, most = _restored(reading, source), score
        elif reading and not best.cards:
            best = replace(best, offers=reading.offers, explanation=reading.explanation)
        if most == 1.0:  # no later row can be better
            break
    return best


def _restored(reading: Reading, source: Source) -> Reading:
    """The reading, or one that finds more in the same cards, where headings of our format may be someone else's."""
    if not _may_be_foreign(reading, source):
        return reading
    return (None if _is_tidy_at_first(reading, source) else _better(reading, source)) or _tidied(reading)


def _is_tidy_at_first(reading: Reading, source: Source) -> bool:
    """Whether the first of very many cards show nothing of anybody else's: reading all of them twice would be slow."""
    cards = reading.cards
    if len(cards) <= _MANY:
        return False
    end = next((n for n in range(len(source.lines)) if source.at(n) == cards[_FIRST].where), 0)
    sample = source.with_lines(source.lines[:end])
    first: Reading | None = import_module(READERS["canonical"]).read(sample)
    return first is not None and bool(first.cards) and _better(first, sample) is None


def _better(reading: Reading, source: Source) -> Reading | None:
    """A reading of the same cards that finds more in them, all questions considered or these alone."""
    places = {card.where for card in reading.cards}
    lines = {n for n in range(len(source.lines)) if source.at(n) in places}
    inferred = import_module(READERS["inferred"])
    readings: Iterator[Reading | None] = (inferred.read(source, only=only) for only in (None, lines))
    better = (each for each in readings if each and each.cards and _is_better(source, each, reading))
    return next(better, None)


def _is_better(source: Source, inferred: Reading, canonical: Reading) -> bool:
    return _restores(inferred, canonical) or _closes_more(source, inferred, canonical)


def _closes_more(source: Source, inferred: Reading, canonical: Reading) -> bool:
    """Whether closed headings, `### Q: … ###`, are questions of someone else: in our format they are a text's own."""
    closed = {n for n, line in enumerate(source.lines, 1) if grammar.CLOSED.match(line)}
    found = {card.where.line for card in inferred.cards} - {card.where.line for card in canonical.cards}
    return bool(found) and found <= closed


def _tidied(reading: Reading) -> Reading:
    """A reading of headings of our format that someone else wrote, without rules at the ends of answers."""
    from exporter.readers.inferred import boilerplate

    def tidied(item: Item) -> Item:
        if not isinstance(item, Card):
            return item
        lines = item.answer.split("\n")
        start, end = boilerplate.trimmed(lines)
        return replace(item, answer="\n".join(lines[start:end]) or item.answer)  # a comment alone is told as such

    documents = (replace(document, items=tuple(map(tidied, document.items))) for document in reading.documents)
    return replace(reading, documents=tuple(documents))


def _of_data(source: Source) -> Reading:
    """The reading of a file of data; raises InputError where it is refused."""
    made: Reading = import_module(RECORDS).read(source)
    return made


def _of_rows(source: Source) -> Reading | None:
    """The reading of a text whose lines are rows of a table, as exports of other software are."""
    return import_module(RECORDS).read_text(source) if PurePath(source.path).suffix.lower() in _ROWS else None


def _of_front(source: Source) -> Reading | None:
    """The reading of a document whose metadata list its cards."""
    return import_module(RECORDS).read_front(source) if source.text.startswith("---") else None


def _of_pairs(source: Source) -> Reading | None:
    """The reading of a text in which nothing else asks, and whose lines are pairs."""
    return import_module(RECORDS).read_pairs(source) if PurePath(source.path).suffix.lower() in _ROWS else None


def _of_plugin(source: Source) -> Reading | None:
    """The reading of a document with a suffix of another package's reader, if it has a card."""
    reading = plugins().named(source.reader).read(source)
    return replace(reading, is_sure=True) if reading and reading.cards else None


def _may_be_foreign(reading: Reading, source: Source) -> bool:
    """Whether headings of our format stand in a document that may be of another one."""
    is_plain = reading.reader == "canonical" and len(reading.documents) == 1 and not reading.problems
    return is_plain and is_foreign(source, reading.cards)


def _restores(inferred: Reading, canonical: Reading) -> bool:
    """Whether a reading finds the same cards as the canonical one, and more in some: options, a level, a section."""
    places = [[card.where for card in reading.cards] for reading in (inferred, canonical)]
    texts = [
        [(card.question, card.answer, card.kind, card.level, card.section) for card in document.cards]
        for document in (normal.document(reading.documents[0]) for reading in (inferred, canonical))
    ]
    answers = ([card.answer for card in reading.cards] for reading in (inferred, canonical))
    lost = any(before and not after for after, before in zip(*answers, strict=False))
    return places[0] == places[1] and texts[0] != texts[1] and not lost


def candidates(source: Source) -> list[Reading]:
    """All readings, best first: for those who ask why."""
    if source.reader:
        return [reading for reading in [_of_plugin(source)] if reading]
    if source.data:
        return [_of_data(source)]
    if rows := _of_rows(source):
        return [rows]
    marked = is_marked(source)
    whole = source if marked else _whole(source)
    readings = [reading for read in _asked(source, marked) if (reading := read(whole)) is not None]
    return sorted(readings, key=lambda reading: -round(reading.score(whole), 3))


def _whole(source: Source) -> Source:
    """The source with its fences closed."""
    from exporter.readers.inferred.preparation import fences

    return fences.repaired(source)


def _asked(source: Source, marked: bool) -> Iterator[Reader]:
    """The readers to ask: one, where the document says what it is, or the settings say what a question is.

    Those of other packages come first: somebody installed them for what they read.
    """
    told = "canonical" if marked else "inferred" if source.hint.question else ""
    if not told:
        yield from (each.read for each in plugins().asked)
    for name in [told] if told else READERS:
        yield cast("Reader", import_module(READERS[name]).read)


def _nothing(source: Source, offers: Sequence[str]) -> Problem:
    if not source.text.strip():
        message = "the document is empty. Write questions into it, or remove it."
        return EMPTY.at(Location(source.path, 1), message)
    if told := source.hint.question:
        message = (
            f"no question found that is marked by {told}, as the settings say. Change `question` for this document."
        )
        return NO_QUESTIONS.at(Location(source.path, 1), message)
    message = (
        "no question found. Expected for example `1. **Question:** …`, `Q1. …` or `### Q: …`; "
        "docs/reading.md shows the shapes that are read."
    )
    message += "".join(f" {offer}." for offer in offers)
    return NO_QUESTIONS.at(Location(source.path, 1), message)


def _finish(reading: Reading, source: Source) -> Reading:
    """Gives every document a title and every text its normal form, whichever reader it came from."""
    from exporter.readers import contents, coverage, exclusion, footnotes, inferred, logseq, vault

    reading = _without_gapless(footnotes.carried(exclusion.applied(reading, source), source))
    if reading.reader in _MARKDOWN:
        reading = logseq.read(reading, source)
        told = vault.embedded(source) if reading.cards else ()
        reading = replace(vault.read(reading), problems=(*reading.problems, *told))
    elif reading.reader == "article":
        reading = vault.read(reading)  # what is pasted is Markdown now, and means what it means there
    if reading.reader in _INFERRING:
        reading = replace(reading, left=reading.share_left(source))
    if reading.documents and not (source.reader or source.data):
        reading = replace(reading, problems=(*reading.problems, *source.front_faults()))
    reading = replace(reading, problems=(*reading.problems, *source.problems), doubt=reading.doubt or source.doubt)
    reading = replace(reading, problems=(*reading.problems, *coverage.problems(reading, source)))
    reading = replace(reading, documents=tuple(filter(_says_something, reading.documents)) or reading.documents[:1])
    documents = tuple(map(normal.document, reading.documents))
    if reading.reader in _MARKDOWN:
        found = (*reading.problems, *inferred.unclosed(source), *contents.unkept(reading, source))
        reading = replace(reading, problems=(*found, *normal.unclosed(reading.documents, documents, source, found)))
    stem = PurePath(source.path).stem
    return replace(reading, documents=tuple(_titled(document, stem) for document in documents))


def _says_something(document: Document) -> bool:
    """Whether there is anything in a document but its title."""
    return bool(document.items)


def _without_gapless(reading: Reading) -> Reading:
    """The reading without clozes that hide nothing: in Anki, all of their text would be hidden."""
    out = [card for card in reading.cards if isinstance(card.kind, Cloze) and not markup.hides(card.answer)]
    if not out:
        return reading
    documents = tuple(replace(d, items=tuple(item for item in d.items if item not in out)) for d in reading.documents)
    said = (NO_GAP.at(card.where, f"the cloze hides nothing. {NO_GAP.remedy}") for card in out)
    return replace(reading, documents=documents, problems=(*reading.problems, *said))


def _titled(document: Document, stem: str) -> Document:
    return document if document.title else replace(document, title=normal.line(naming.untitled(document, stem)))
