"""GIFT, Moodle's text format for questions (docs.moodle.org, "GIFT format"), without room for images or two gaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from exporter import markup
from exporter.emitters import Edition, exercises
from exporter.emitters.exercises import Exercise, Kind
from exporter.model import Card, Location, Problem
from exporter.naming import count
from exporter.problems.outputs import NO_ROOM

_ESCAPES = str.maketrans({sign: f"\\{sign}" for sign in "\\~=#{}:"} | {"\n": "\\n", "\r": None})
_START = re.compile(r"[\[%]")  # of a text: a format, or what an option earns
_HEAD = "// Questions in Moodle's GIFT format, in UTF-8: import them with the file format GIFT.\n\n"


def emit(edition: Edition, out: BinaryIO) -> tuple[Problem, ...]:
    """Writes the answered cards of the edition."""
    images: set[Card] = set()
    parts: list[Card] = []
    text: list[str] = [_HEAD]
    category: tuple[str, ...] = ()
    for found, exercise in exercises.of(edition, lambda card: lambda address: images.add(card)):
        if found != category:
            category = found
            text.append(f"$CATEGORY: {path(category)}\n\n")
        if len(exercise.gaps) > 1 and exercise.card:
            parts.append(exercise.card)
        text.append(f"{_comment(exercise)}::{_escaped(exercise.name)}::[html]{_question(exercise)}\n\n")
    out.write("".join(text).encode())
    return tuple(_problems(edition, images, parts))


def path(category: tuple[str, ...]) -> str:
    """The path of a category; slashes in names are doubled."""
    names = (" ".join(exercises.legal(markup.plain(name)).split()).replace("/", "//") for name in category)
    return "/".join(["$course$", "top", *filter(None, names)])


def _comment(exercise: Exercise) -> str:
    """What Moodle reads in a comment: the id of a question, and its tags."""
    tags = "".join(f" [tag:{' '.join(exercises.legal(tag).split()).replace(']', '')}]" for tag in exercise.tags)
    return f"// [id:{exercise.key}]{tags}\n"


def _question(exercise: Exercise) -> str:
    if exercise.kind is Kind.GAPS:
        return _gaps(exercise)
    return f"{_text(exercise.text)}{{{_answer(exercise)}}}"


def _answer(exercise: Exercise) -> str:
    feedback = f"####{_escaped(exercise.feedback)}" if exercise.feedback else ""
    if exercise.kind is Kind.TRUTH:
        return f"{str(exercise.is_true).upper()}{feedback}"
    if exercise.kind is Kind.SHORT:
        return f"={_typed(exercise.typed)}{feedback}"
    if exercise.kind is Kind.CHOICE:
        lines = [f"\t{_weight(earned)}{_text(option)}" for option, earned in exercise.options]
        return "\n" + "\n".join([*lines, *([f"\t{feedback}"] if feedback else [])]) + "\n"
    return feedback


def _weight(earned: float) -> str:
    return "=" if earned == 100 else f"~%{earned:g}%" if earned else "~"


def _gaps(exercise: Exercise) -> str:
    """A text with its gap, or an essay that shows its gaps and has the words as feedback."""
    if len(exercise.gaps) == 1 and exercises.words(exercise.gaps[0]):
        before, _, behind = exercises.GAP.split(exercise.text, maxsplit=1)
        gap = exercise.gaps[0]
        hint = f" ({markup.escape(gap.hint)})" if gap.hint else ""
        return f"{_text(before)}{{={_typed(exercises.words(gap))}}}{_escaped(hint + behind)}"
    blank = exercises.GAP.sub(
        lambda found: f"[{markup.escape(exercise.gaps[int(found[1])].hint) or '…'}]", exercise.text
    )
    full = exercises.GAP.sub(
        lambda found: f"<strong>{markup.escape(exercises.words(exercise.gaps[int(found[1])]))}</strong>", exercise.text
    )
    return f"{_text(blank)}{{####{_escaped(full)}}}"


def _typed(text: str) -> str:
    """An answer that is typed, in which `*` would stand for anything."""
    return _text(text.replace("*", "\\*"))


def _text(text: str) -> str:
    """A text whose first character says nothing of its format or of what it earns."""
    return _escaped(_START.sub(lambda found: f"&#{ord(found[0])};", text, count=1) if _START.match(text) else text)


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _problems(edition: Edition, images: set[Card], parts: list[Card]) -> Iterator[Problem]:
    """What has no room in the format, once each."""
    where = Location(edition.documents[0].source if edition.documents else "", 1)
    if images:
        first = min(card.where for card in images)
        yield NO_ROOM.at(
            first, f"GIFT has no images: those of {count(len(images), 'card')} are left out. {NO_ROOM.remedy}"
        )
    if parts:
        where = parts[0].where
        message = f"GIFT has room for one gap: {count(len(parts), 'text')} with several became essays. {NO_ROOM.remedy}"
        yield NO_ROOM.at(where, message)
