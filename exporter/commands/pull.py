"""`exporter pull`: corrections by card, skipped rows, and both as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exporter import jsontypes, naming, worddiff
from exporter import pull as corrections
from exporter.commands import messages
from exporter.commands.outcome import Outcome, dumps, joined
from exporter.model import Card
from exporter.pipeline import report
from exporter.pipeline.options import Options
from exporter.pull.report import Correction, Pulled, Rewritten, Skipped

_WIDTH = 72  # characters of a question


def run(file: Path, options: Options, *, write: bool, as_json: bool, is_collection: bool = False) -> Outcome:
    """Compares an edited file, or a collection, with the documents; with `write` corrects them."""
    pulled = corrections.pull(file, options, write=write, is_collection=is_collection)
    return Outcome(dumps(table(pulled)) if as_json else joined(lines(pulled)), words(pulled), pulled.code)


def lines(pulled: Pulled) -> Iterator[str]:
    """Corrections by card, with the words that change, and cards that need a better text."""
    for each in pulled.corrected:
        yield f"{each.where}: {_short(each.old)}"
        yield from (f"    {name}: {worddiff.marked(before, after)}" for name, before, after in each.texts())
        if each.remark:
            yield f"    ({each.remark})"
    yield from (f"{one.where}: {', '.join(one.tags)}: {_short(one.card)}" for one in pulled.to_learn)


def words(pulled: Pulled) -> Iterator[str]:
    """Skipped rows, corrected documents, and a summary, as lines."""
    yield from messages.lines(pulled.problems, pulled.roots)
    for each in pulled.left:
        yield from _left_alone(each)
    for done in pulled.done:
        yield from _done(done)
    for each in pulled.failed:
        yield from _left_alone(each)
    if pulled.foreign:
        yield f"{naming.count(pulled.foreign, 'note')} not of these documents: ignored."
    count = len(pulled.corrected)
    said = f"{naming.count(count, 'card')} corrected, {pulled.same} unchanged, {len(pulled.left)} left alone."
    is_asked = count and not pulled.may_write
    yield f"{said} Nothing was written: use --write to change the documents." if is_asked else said


def _left_alone(left: Skipped) -> Iterator[str]:
    """A line with the card that is meant, by its place, and the place in the edited file; both sides of a conflict."""
    there = left.path if left.line is None else f"{left.path}:{left.line}"
    if left.card is None:
        yield f"{there}: left alone: {left.why}"
        return
    part = f"its {left.part}: " if left.part else ""
    row = "" if there == str(left.where) else f", {there}"
    yield f"{left.where}: left alone: {part}{left.why} (“{_short(left.card)}”{row})"
    if left.document or left.edited:
        yield f"    in the document: {left.document}"
        yield f"    in {left.path}: {left.edited}"


def _done(rewritten: Rewritten) -> Iterator[str]:
    yield f"wrote {rewritten.path}: {naming.count(rewritten.cards, 'card')}"
    yield from (f"wrote {image}" for image in rewritten.images)
    if rewritten.replaces:
        yield f"  It replaces {rewritten.replaces}: review it, then delete the original before the next build."


def _short(card: Card) -> str:
    question = " ".join(card.question.split())
    return f"{question[: _WIDTH - 1]}…" if len(question) > _WIDTH else question


def table(pulled: Pulled) -> jsontypes.Pull:
    """All of it for programs."""
    return {
        "schema": 2,
        "corrected": [_correction(each) for each in pulled.corrected],
        "to_learn": [
            {
                "path": one.where.path,
                "line": one.where.line,
                "id": one.key,
                "question": one.card.question,
                "tags": list(one.tags),
            }
            for one in pulled.to_learn
        ],
        "same": pulled.same,
        "left": [_skipped(left) for left in (*pulled.left, *pulled.failed)],
        "foreign": pulled.foreign,
        "problems": [report.problem(problem, pulled.roots) for problem in pulled.problems],
        "written": bool(pulled.done),
    }


def _skipped(left: Skipped) -> jsontypes.Skipped:
    made: jsontypes.Skipped = {"path": left.path, "line": left.line, "why": left.why}
    if left.card and left.where:
        made["card"] = {"path": left.where.path, "line": left.where.line, "question": left.card.question}
    if left.part:
        made["part"] = left.part
    if left.document or left.edited:
        made["document"], made["edited"] = left.document, left.edited
    return made


def _correction(each: Correction) -> jsontypes.Correction:
    made: jsontypes.Correction = {"path": each.where.path, "line": each.where.line, "id": each.key}
    for name, before, after in each.texts():
        made["question" if name == "question" else "answer"] = {"before": before, "after": after}
    if each.remark:
        made["remark"] = each.remark
    return made
