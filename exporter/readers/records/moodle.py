"""Moodle XML: questions of a quiz. Entities are refused, and so are documents that are nested too deep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from exporter.errors import InputError
from exporter.readers.records import gift
from exporter.readers.records.cells import Writing
from exporter.readers.records.exam import Answer, Question

_DEEPEST = 100  # elements in each other
_MOST = 2_000_000  # elements
_WRITINGS = {
    "html": Writing.HTML,
    "moodle_auto_format": Writing.HTML,
    "markdown": Writing.MARKDOWN,
    "plain_text": Writing.PLAIN,
}
_OPTIONS = {"multichoice", "truefalse", "calculatedmulti"}
_EMBEDDED = re.compile(
    r"\{\d*:(?:SA|SAC|MW|MWC|MC|MCV|MCH|MCS|MCVS|MCHS|MR|MRH|NM|SHORTANSWER(?:_C)?|MULTICHOICE(?:_\w{1,4})?|MULTIRESPONSE(?:_\w{1,2})?"
    r"|NUMERICAL):((?:\\.|[^\\{}])*)\}",
    re.IGNORECASE | re.DOTALL,
)
_PLACE = re.compile(r"\[\[(\d{1,3})\]\]")
_PARTS = re.compile(r"(?<!\\)~")
_FILE = re.compile(r"@@PLUGINFILE@@/")


@dataclass(slots=True)
class _Element:
    name: str
    attributes: dict[str, str]
    line: int  # 0-based
    children: list[_Element] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def of(self, name: str) -> Iterator[_Element]:
        """The children of a name."""
        return (child for child in self.children if child.name == name)

    def said(self, name: str) -> str:
        """The text of the first child of a name: that of its `<text>`, or its own."""
        child = next(self.of(name), None)
        if child is None:
            return ""
        text = next(child.of("text"), child)
        return "".join(text.words).strip()


def is_quiz(text: str) -> bool:
    """Whether a text may be Moodle XML: a cheap test."""
    return "<quiz" in text and "<question" in text


def questions(path: str, text: str) -> Iterator[Question]:
    """The questions of a quiz. Raises InputError for what is not one, or is damaged."""
    root = _parsed(path, text)
    if root.name != "quiz":
        raise InputError(
            f"{path}:1: XML of <{root.name[:40]}>, expected <quiz>, an export of Moodle. Export it as Moodle XML."
        )
    section: tuple[str, ...] = ()
    for element in root.of("question"):
        if element.attributes.get("type") == "category":
            section = gift.category(element.said("category"))
        else:
            yield _question(element, section)


def _parsed(path: str, text: str) -> _Element:
    """The root element, built without recursion. Raises InputError."""
    parser = expat.ParserCreate()
    root = _Element("", {}, 0)
    open_, left = [root], [_MOST]

    def start(name: str, attributes: dict[str, str]) -> None:
        line = parser.CurrentLineNumber - 1
        left[0] -= 1
        if len(open_) > _DEEPEST or left[0] < 0:
            raise InputError(
                f"{path}:{line + 1}: more than {_DEEPEST} elements in each other, or {_MOST:,} in all. Split it."
            )
        element = _Element(name, attributes, line)
        open_[-1].children.append(element)
        open_.append(element)

    def refuse(*_: object) -> None:
        line = parser.CurrentLineNumber
        raise InputError(f"{path}:{line}: XML with entities of its own, which Moodle never writes. Remove its DOCTYPE.")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_.pop()
    parser.CharacterDataHandler = lambda words: open_[-1].words.append(words)
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        raise InputError(f"{path}:{error.lineno}: not valid XML: {said}. Export it again.") from error
    return root.children[0]


def _question(element: _Element, section: tuple[str, ...]) -> Question:
    kind = element.attributes.get("type", "")
    asked = next(element.of("questiontext"), element)
    writing = _WRITINGS.get(asked.attributes.get("format", "html"), Writing.HTML)
    text = _FILE.sub("", element.said("questiontext"))
    text, answers = _filled(kind, text, element)
    text = "" if kind == "description" else text or element.said("name")  # which asks nothing
    tags = tuple(
        tag.said("text") or "".join(tag.words).strip() for each in element.of("tags") for tag in each.of("tag")
    )
    told = (element.said("generalfeedback"), element.said("graderinfo"))
    return Question(
        element.line,
        text,
        answers,
        kind in _OPTIONS,
        "\n\n".join(filter(None, told)),
        section,
        tuple(filter(None, tags)),
        element.said("idnumber"),
        writing,
    )


def _filled(kind: str, text: str, element: _Element) -> tuple[str, tuple[Answer, ...]]:
    """The text of a question, with its gaps filled, and its answers."""
    if kind in ("cloze", "multianswer"):
        numbers = iter(range(1, 1_000))
        return _EMBEDDED.sub(lambda found: f"{{{{c{next(numbers)}::{_hidden(found[1])}}}}}", text), ()
    if kind in ("ddwtos", "gapselect"):
        words = [choice.said("text") for name in ("dragbox", "selectoption") for choice in element.of(name)]
        return _PLACE.sub(lambda found: _gap(found[0], int(found[1]), words), text), ()
    return text, tuple(_pairs(element) if kind == "matching" else _answers(kind, element))


def _pairs(element: _Element) -> Iterator[Answer]:
    for each in element.of("subquestion"):
        if each.said("text"):
            yield Answer(f"{each.said('text')} → {each.said('answer')}", 100.0)


def _answers(kind: str, element: _Element) -> Iterator[Answer]:
    """The options; of another question the answers with credit."""
    return (each for each in map(_answer, element.of("answer")) if kind in _OPTIONS or each.credit > 0)


def _gap(whole: str, number: int, words: list[str]) -> str:
    return f"{{{{c{number}::{words[number - 1]}}}}}" if 0 < number <= len(words) else whole


def _hidden(inner: str) -> str:
    """The first right answer of an embedded question."""
    found = [gift.embedded(part) for part in _PARTS.split(inner)]
    return next((text for text, credit in found if credit > 0), "…")


def _answer(element: _Element) -> Answer:
    text = _FILE.sub("", element.said("text") or "".join(next(element.of("text"), element).words).strip())
    try:
        credit = float(element.attributes.get("fraction", "0"))
    except ValueError:
        credit = 0.0
    around = element.said("tolerance").strip("0. ")
    shown = {"true": "True", "false": "False"}.get(text.casefold(), text)
    return Answer(
        f"{shown} ± {element.said('tolerance')}" if around else shown, credit, _FILE.sub("", element.said("feedback"))
    )
