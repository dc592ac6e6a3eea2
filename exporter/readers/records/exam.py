"""Questions of learning platforms as records: what GIFT and Moodle XML have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from exporter.readers.records.cells import Writing
from exporter.readers.records.table import Record, Table, Value

GAP = "_____"  # where a missing word stands in a question with options
_COLUMNS = ("question", "options", "answer", "explanation", "tags", "id")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a question."""

    text: str
    credit: float = 0.0  # percent
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a platform; without answers it is open."""

    line: int  # 0-based
    text: str  # with gaps as `{{c1::…}}`, if it has any
    answers: Sequence[Answer] = ()
    is_choice: bool = False  # whether the answers are options; else each of them is right
    feedback: str = ""
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    id: str = ""
    writing: Writing | None = None  # None where the text has to tell


def tables(questions: Iterable[Question]) -> Iterator[Table]:
    """The questions as tables, one for each way in which they are written."""
    groups: dict[Writing | None, list[Record]] = {}
    for question in questions:
        groups.setdefault(question.writing, []).append(_record(question))
    for writing, records in groups.items():
        yield Table(records, _COLUMNS, writing=writing, usual={name: (name,) for name in _COLUMNS})


def right(answers: Sequence[Answer]) -> list[bool]:
    """Which options are right: those with full credit, else those with any."""
    full = [answer.credit >= 100 for answer in answers]
    return full if any(full) else [answer.credit > 0 for answer in answers]


def _record(question: Question) -> Record:
    cells: dict[str, Value] = {"question": question.text, "id": question.id}
    if question.tags:
        cells["tags"] = question.tags
    if question.is_choice:
        marks = right(question.answers)
        cells["options"] = tuple(
            {"text": answer.text, "correct": str(mark).lower()}
            for answer, mark in zip(question.answers, marks, strict=True)
        )
    elif question.answers:
        cells["answer"] = tuple(answer.text for answer in question.answers)
    cells["explanation"] = "\n\n".join(filter(None, [question.feedback, _feedback(question)]))
    return Record(question.line, {name: cell for name, cell in cells.items() if cell}, question.section)


def _feedback(question: Question) -> str:
    """What is said to each answer, as a list in which the answer stands first."""
    said = [answer for answer in question.answers if answer.feedback]
    if question.writing is Writing.HTML:
        items = "".join(f"<li>{answer.text}: {answer.feedback}</li>" for answer in said)
        return f"<ul>{items}</ul>" if items else ""
    if len(said) == 1:
        return f"{said[0].text}: {said[0].feedback}"
    return "\n".join(f"- {' '.join(answer.text.split())}: {' '.join(answer.feedback.split())}" for answer in said)
