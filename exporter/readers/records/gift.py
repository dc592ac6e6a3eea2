r"""GIFT, Moodle's text format, by its braces: `::title::question {=right ~wrong}`.

A question ends at a blank line outside of braces. `\` escapes `~ = # { } :`. Several pairs of braces, and one in the
middle of a sentence with nothing but right answers, are gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from exporter.errors import InputError
from exporter.readers.records.cells import Writing
from exporter.readers.records.exam import GAP, Answer, Question

_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_COMMENT = re.compile(r"\s*//")
_CATEGORY = re.compile(r"\s*\$CATEGORY:\s*(.*)", re.IGNORECASE)
_TITLE = re.compile(r"::((?:\\.|[^\\])*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
_WRITINGS = {"html": Writing.HTML, "markdown": Writing.MARKDOWN, "plain": Writing.PLAIN}
_MARK = re.compile(r"(?:\\.|[^\\=~])*", re.DOTALL)
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d{1,6})?)%")
_EMBEDDED = re.compile(
    r"\s*\d*:(?:SA|SAC|MW|MC|MCV|MCH|MCS|NM|SHORTANSWER(?:_C)?|MULTICHOICE(?:_\w{1,4})?|NUMERICAL):", re.IGNORECASE
)
_TRUTH = re.compile(r"\s*(TRUE|FALSE|T|F)\s*(?=#|$)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_ID, _TAG = re.compile(r"\[id:\s*([^\]\n]{1,200})\]"), re.compile(r"\[tag:\s*([^\]\n]{1,100})\]")
_SURE = re.compile(r"(?<![\\`{])\{\s*(?:[=~]\s*[^\s={}]|#\s*[-=%\d]|(?:TRUE|FALSE|T|F)\s*[#}])")  # answers, and no code
_LEAST = 2  # questions with answers, by which a text is GIFT
_MOST = 0.9  # share of the paragraphs that are questions
_PATH = re.compile(r"(?<!/)/(?!/)")


@dataclass(slots=True)
class _Block:
    """The lines of one question."""

    line: int
    lines: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def take(self, n: int, line: str) -> None:
        """Takes a line; blank ones before the first are none."""
        if line.strip() or self.lines:
            self.line = self.line if self.lines else n
            self.lines.append(line)


def questions(path: str, text: str) -> Iterator[Question]:
    """The questions of a text. Raises InputError where a brace is never closed."""
    section: tuple[str, ...] = ()
    for block in _blocks(path, text):
        if isinstance(block, str):
            section = category(block)
        else:
            yield _question(block, section)


def is_sure(text: str) -> bool:
    """Whether a text is GIFT, whatever its name: nearly all its paragraphs hold answers in braces."""
    if len(_SURE.findall(text)) < _LEAST:
        return False
    try:
        blocks = ["\n".join(block.lines) for block in _blocks("", text) if isinstance(block, _Block)]
    except InputError:
        return False
    sure = [block for block in blocks if _SURE.search(block)]
    open_ended = [block for block in blocks if block.rstrip().endswith("{}")]
    return len(sure) >= _LEAST and len(sure) + len(open_ended) >= _MOST * len(blocks)


def category(said: str) -> tuple[str, ...]:
    """The path of a category, without the words for where it belongs: `$course$/top/Tea/Green`."""
    parts = [part.replace("//", "/").strip() for part in _PATH.split(said.strip())]
    return tuple(part for part in parts if part and part != "top" and not re.fullmatch(r"\$\w+\$", part))


def _blocks(path: str, text: str) -> Iterator[_Block | str]:
    """Questions and categories, in order."""
    block, depth, opened = _Block(0), 0, 0
    for n, line in enumerate(text.split("\n")):
        if _COMMENT.match(line):
            block.ids += _ID.findall(line)
            block.tags += _TAG.findall(line)
            continue
        if depth == 0:
            opened = n
            if block.lines and _begins(line):
                yield block
                block = _Block(n)
            if found := _CATEGORY.match(line):
                yield found[1]
                continue
        block.take(n, line)
        depth = max(0, depth + _opens(line))
    if depth:
        raise InputError(f"{path}:{opened + 1}: a brace that begins here is never closed. Close it, or write \\{{.")
    if block.lines:
        yield block


def _begins(line: str) -> bool:
    """Whether a line outside of braces ends the question above it."""
    return not line.strip() or line.lstrip().startswith("::") or _CATEGORY.match(line) is not None


def _opens(line: str) -> int:
    """How many more braces a line opens than it closes."""
    braces = [found[0] for found in _BRACE.finditer(line)]
    return braces.count("{") - braces.count("}")


def _question(block: _Block, section: tuple[str, ...]) -> Question:
    text = "\n".join(block.lines).strip()
    title = _TITLE.match(text)
    body = text[title.end() :] if title else text
    said = _FORMAT.match(body)
    writing = _WRITINGS.get(said[1].casefold()) if said else None
    made = _answered(body[said.end() :] if said else body)
    return Question(
        block.line,
        made.text or _plain(title[1] if title else ""),
        made.answers,
        made.is_choice,
        made.feedback,
        section,
        tuple(block.tags),
        "".join(block.ids[:1]).strip(),
        writing,
    )


def _answered(body: str) -> Question:
    """The question of a text with its braces."""
    pieces, inner = _split(body)
    if not inner:
        return Question(0, _plain(body))
    around = [_unescaped(piece) for piece in pieces]
    is_amid = bool(around[1].strip(" \n.!?。"))
    found = [_answers(each) for each in inner]
    if len(inner) > 1 or (is_amid and not found[0].is_choice and _is_words(inner[0])):
        gaps = [f"{{{{c{n}::{_first(each)}}}}}" for n, each in enumerate(found, 1)]
        return Question(0, "".join(part for pair in zip(around, [*gaps, ""], strict=True) for part in pair).strip())
    only = found[0]
    gap = f"{around[0]}{GAP}{around[1]}" if is_amid else "".join(around)
    return Question(0, gap.strip(), only.answers, only.is_choice, only.feedback)


def _split(body: str) -> tuple[list[str], list[str]]:
    """The text around braces, and what is in each pair."""
    around, inner, depth, start = [], [], 0, 0
    for found in _BRACE.finditer(body):
        if found[0] == "{":
            if depth == 0:
                around.append(body[start : found.start()])
                start = found.end()
            depth += 1
        elif found[0] == "}" and depth:
            depth -= 1
            if depth == 0:
                inner.append(body[start : found.start()])
                start = found.end()
    return [*around, body[start:]], inner


def _is_words(inner: str) -> bool:
    """Whether braces hold words to be written, and neither a number, a truth, pairs nor nothing."""
    return "=" in inner and not inner.lstrip().startswith("#") and "->" not in inner


def _first(found: Question) -> str:
    """The answer that a gap hides."""
    marks = zip(found.answers, _rights(found), strict=True)
    return next((answer.text.replace("\n", " ") for answer, is_right in marks if is_right), "…")


def _rights(found: Question) -> list[bool]:
    return [answer.credit > 0 for answer in found.answers]


def _answers(inner: str) -> Question:
    """What is in one pair of braces."""
    inner, _, general = _feedback(_EMBEDDED.sub("", inner, count=1), "####")
    feedback = _plain(general)
    truth = _TRUTH.match(inner)
    if truth:
        is_true = truth[1][0].casefold() == "t"
        said = [_plain(each) for each in re.split(r"(?<!\\)#", inner[truth.end() :])[1:]]
        both = (Answer("True", 100.0 * is_true), Answer("False", 100.0 * (not is_true)))
        return Question(0, "", both, True, "\n\n".join(filter(None, [*said, feedback])))
    is_number = inner.lstrip().startswith("#")
    found = list(_marked(inner.lstrip()[1:] if is_number else inner))
    if is_number and not found:
        bare = inner.strip()[1:].partition("#")
        found = [("=", Answer(_number(bare[0]), 100.0, _plain(bare[2])))]
    answers = tuple(answer for _, answer in found)
    if is_number:
        answers = tuple(Answer(_number(answer.text), answer.credit, answer.feedback) for answer in answers)
    return Question(0, "", answers, any(sign == "~" for sign, _ in found), feedback)


def _marked(inner: str) -> Iterator[tuple[str, Answer]]:
    """The answers behind `=` and `~`, with their weights and feedback."""
    at = _MARK.match(inner)
    start = at.end() if at else 0
    while start < len(inner):
        found = _MARK.match(inner, start + 1)
        end = found.end() if found else len(inner)
        yield inner[start], _answer(inner[start], inner[start + 1 : end])
        start = end


def _answer(sign: str, said: str) -> Answer:
    weight = _WEIGHT.match(said)
    credit = float(weight[1]) if weight else 100.0 * (sign == "=")
    text, _, feedback = _feedback(said[weight.end() :] if weight else said, "#")
    pair = re.split(r"\s*->\s*", text, maxsplit=1)
    return Answer(_plain(" → ".join(pair)), credit, _plain(feedback))


def embedded(part: str) -> tuple[str, float]:
    """One answer of an embedded question, `=right`, `%50%half` or `wrong`, and its credit."""
    part = part.strip()
    found = _answer(part[:1], part[1:]) if part.startswith("=") else _answer("~", part)
    return found.text, found.credit


def _feedback(said: str, mark: str) -> tuple[str, str, str]:
    """What stands before a mark that is not escaped, and what behind it."""
    parts = re.split(rf"(?<!\\){mark}", said, maxsplit=1)
    return parts[0], mark, parts[1] if len(parts) > 1 else ""


def _number(said: str) -> str:
    """A number with its tolerance, or a range."""
    number, _, around = said.strip().partition(":")
    return f"{number} ± {around}" if around.strip(" 0.") else number.replace("..", " – ")


def _plain(text: str) -> str:
    """A text without its format and its escapes."""
    return _unescaped(_FORMAT.sub("", text, count=1)).strip()


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text)
