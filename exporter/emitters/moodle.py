"""Moodle XML (docs.moodle.org, "Moodle XML format"): questions with their images, for Moodle's question bank."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from exporter import markup
from exporter.emitters import Edition, exercises
from exporter.emitters.exercises import Exercise, Kind
from exporter.emitters.gift import path
from exporter.model import Card, Media, Problem

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
_FOLDER = "@@PLUGINFILE@@/"  # where Moodle keeps the files of a text
_FILE = re.compile(r'src="@@PLUGINFILE@@/([^"]+)"')
_PLAIN = re.compile(r"([\\}#~])")  # what has a meaning in an answer of a gap
_ESSAY = (
    "<responseformat>editor</responseformat><responserequired>1</responserequired>"
    "<responsefieldlines>15</responsefieldlines><attachments>0</attachments>"
)


def emit(edition: Edition, out: BinaryIO) -> tuple[Problem, ...]:
    """Writes the answered cards of the edition."""
    files: dict[str, Media] = {}

    def address(card: Card) -> exercises.Address:
        return lambda given: _file(edition.media.get((card.where.path, given)), files)

    category: tuple[str, ...] = ()
    text = [_HEAD]
    for found, exercise in exercises.of(edition, address):
        if found != category:
            category = found
            text.append(f'<question type="category"><category>{_element("text", path(found))}</category></question>\n')
        text.append("".join(_question(exercise, files)))
    out.write("".join([*text, "</quiz>\n"]).encode())
    return ()


def _file(image: Media | None, files: dict[str, Media]) -> str | None:
    if image is None:
        return None
    files[image.name] = image
    return _FOLDER + image.name


def _question(exercise: Exercise, files: Mapping[str, Media]) -> Iterator[str]:
    yield f'<question type="{exercise.kind.value}">\n'
    yield f"<name>{_element('text', exercise.name)}</name>\n"
    yield _text("questiontext", _with_gaps(exercise), files)
    yield _text("generalfeedback", exercise.feedback, files)
    yield f"<defaultgrade>1</defaultgrade><hidden>0</hidden>{_element('idnumber', exercise.key)}\n"
    yield from _answers(exercise, files)
    if exercise.tags:
        tags = "".join(f"<tag>{_element('text', exercises.legal(tag))}</tag>" for tag in exercise.tags)
        yield f"<tags>{tags}</tags>\n"
    yield "</question>\n"


def _answers(exercise: Exercise, files: Mapping[str, Media]) -> Iterator[str]:
    if exercise.kind is Kind.CHOICE:
        is_single = any(earned == 100 for _, earned in exercise.options)
        yield f"<single>{str(is_single).lower()}</single><shuffleanswers>true</shuffleanswers>"
        yield "<answernumbering>abc</answernumbering>\n"
        for option, earned in exercise.options:
            yield _text("answer", option, files, f' fraction="{earned:g}"')
    elif exercise.kind is Kind.TRUTH:
        for word in ("true", "false"):
            fraction = 100 if exercise.is_true == (word == "true") else 0
            yield f'<answer fraction="{fraction}" format="moodle_auto_format"><text>{word}</text></answer>\n'
    elif exercise.kind is Kind.SHORT:
        typed = exercise.typed.replace("*", "\\*")  # which would stand for anything
        yield f'<usecase>0</usecase><answer fraction="100" format="plain_text">{_element("text", typed)}</answer>\n'
    elif exercise.kind is Kind.ESSAY:
        yield f"{_ESSAY}\n"


def _with_gaps(exercise: Exercise) -> str:
    """The text of a question, its gaps as Moodle writes them: `{1:SHORTANSWER:=word}`."""

    def gap(found: re.Match[str]) -> str:
        hidden = exercise.gaps[int(found[1])]
        answer = _PLAIN.sub(r"\\\1", exercises.words(hidden))
        hint = f" ({markup.escape(hidden.hint)})" if hidden.hint else ""
        return f"{{1:SHORTANSWER:={markup.escape(answer)}}}{hint}"

    return exercises.GAP.sub(gap, exercise.text)


def _text(name: str, html: str, files: Mapping[str, Media], attributes: str = "") -> str:
    """A text with the files that it shows."""
    named = dict.fromkeys(_FILE.findall(html))
    held = "".join(
        f'<file name="{file}" path="/" encoding="base64">{b64encode(files[file].data).decode()}</file>'
        for file in named
        if file in files
    )
    return f'<{name}{attributes} format="html">{_element("text", html)}{held}</{name}>\n'


def _element(name: str, text: str) -> str:
    return f"<{name}>{_escape(text)}</{name}>"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
