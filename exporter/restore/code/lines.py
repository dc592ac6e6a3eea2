"""Classified lines: comment or not, languages that it could be, and how much it looks like code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from exporter.restore.code.prose_score import NEVER, never, prose
from exporter.restore.code.spans import held
from exporter.restore.code.votes import Votes, add, comment, comment_votes, remark_votes, votes

LONG: Final = 240  # characters of a line that are looked at: what is longer shows its kind before that

COMMENT_SCORE: Final = {"#": 1.3, "//": 2.0, "/*": 2.0, "--": 1.0, "<!--": 2.0}
HELD_SCORE: Final = 0.4  # lines of a docstring or a heredoc go with what surrounds them
REMARK_SCORE: Final = 1.5
OPENER_SCORE: Final = 1.0  # a line with deeper lines directly under it
DEEP_SCORE: Final = -0.3
OUTPUT_SCORE: Final = 2.0  # what a prompt printed, up to the next blank line

HEADING_SCORE: Final = 4.0
LEAD: Final = re.compile(r"[A-Z][a-z]+( [a-z]+){0,3}: \S")  # `Syntax: …`
BARE_COMMAND: Final = re.compile(r"[a-z][\w-]* [a-z-]+$")
HEADING_BELOW: Final = 1.8  # score up to which a line that stands alone can be a heading
HEADING: Final = re.compile(r"[A-Za-z][^(){};=<>|$\"\\]*$|[A-Z].*:$|[\w.]+\(\)$|O\(.*\)$|[A-Z][a-z]+ [a-z('\"].*$")

_REMARK = re.compile(r"(?<=[^\s:])(?:\s+(?:#|//|/\*|<!--)(?=\s|$)|(?<=[;,\s]) ?--\s|\s{2,}(?:#|//)).*$")
_STRING = re.compile(r"(?<=[(=\[{,:+\s])[fFrRbB]?(?:\"[^\"]*\"|'[^']*'|`[^`]*`)")  # text in code says nothing
_PROMPT = re.compile(r"\s*(?:[$%] \S|>>> |In \[\d+\]|[\w.-]+@[\w.-]+:\S*[$#] |(?:mysql|postgres=#|PS \S*)> ?\S)")

# Signs of code that no one language owns: weight and pattern; together they count up to SIGNS_CAP.
SIGNS_CAP: Final = 4.5
SIGNS: Final = (
    (2.0, re.compile(r".*[;{]$")),
    (1.5, re.compile(r".*[(\[]$")),
    (0.7, re.compile(r".*,$")),
    (3.0, re.compile(r"\s*[\]})]+[;,)]*$")),
    (1.5, re.compile(r"\s{2,}|\t")),
    (2.5, re.compile(r"\s*[\w.$:\[\]]+\(.*\)[;,]?$")),
    (1.8, re.compile(r"\s*[\w.$\[\]'\", ]+ [-+*/|&%:]?= \S")),
    (1.2, re.compile(r".*(==|!=|<=|>=|&&|\|\||=>|->|::|:=|\+=|-=|\+\+;)")),
    (1.5, re.compile(r"\s*\S.*\S {2,}\S")),
    (1.0, re.compile(r"\s*\S+;$")),
    (1.0, re.compile(r"\s*[\w.-]+[_./][\w./*-]+$|\s*\.\w")),
    (0.6, re.compile(r".*\w(\.\w+)*\(")),
    (2.5, re.compile(r"\s*</?[A-Za-z].*>;?$")),
    (-2.0, re.compile(r"[\w.]+\(\)$|[A-Z]\(.*\)$")),  # a name, as a heading or a bullet has it
)


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A line that is not blank."""

    number: int  # index in the lines that were given
    gap: bool  # blank lines before it
    text: str  # as given, cut at LONG characters
    comment: str  # how it starts, when the whole line is a comment
    inside: bool  # of a docstring, a heredoc, a continued command: its language is not its own
    votes: Votes
    score: float  # more than 0 speaks for code, less for prose

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())


def read(lines: Sequence[str]) -> list[CodeLine]:
    """Every line that is not blank, looked at by itself and in the light of the lines before it."""
    found: list[CodeLine] = []
    output = continued = False
    for number, (line, inside) in enumerate(zip(lines, held(lines), strict=True)):
        if not line.strip():
            output = False
            continue
        gap = number > 0 and not lines[number - 1].strip()
        text = line[:LONG].rstrip() or f" {line.strip()[:LONG]}"
        printed = output and not _PROMPT.match(text)
        found.append(_line(number, gap, text, inside or (continued and not gap), printed))
        output = output or bool(_PROMPT.match(text))
        continued = line.rstrip().endswith("\\")
    return [_in_context(found, at) for at in range(len(found))]


def _in_context(lines: Sequence[CodeLine], at: int) -> CodeLine:
    """Words alone between blank lines are a heading sooner than code; a line with deeper lines under it opens them.

    And an indented line goes with the one that it touches: text between tags, or the items of a list.
    """
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) else None
    above = lines[at - 1] if at and not line.gap else None
    if below and _names_a_command(lines, at):
        return replace(line, score=line.score - HEADING_SCORE)
    if _may_be_either(line):
        if _is_heading(line, above, below):
            return replace(line, score=line.score - HEADING_SCORE)
        if below and _opens(line, below):
            return replace(line, score=line.score + OPENER_SCORE)
    return replace(line, score=DEEP_SCORE) if above and _goes_with(line, above) else line


def _may_be_either(line: CodeLine) -> bool:
    """Whether a line may be code or words."""
    return not line.inside and -3.0 < line.score < HEADING_BELOW


def _is_heading(line: CodeLine, above: CodeLine | None, below: CodeLine | None) -> bool:
    """Whether a line stands alone and reads as a heading."""
    alone = above is None and (below is None or below.gap)
    return alone and bool(LEAD.match(line.text) or (HEADING.match(line.text) and not _commands(line)))


def _opens(line: CodeLine, below: CodeLine) -> bool:
    """Whether deeper code follows a line directly."""
    return not below.gap and below.indent > line.indent and below.score > 0


def _goes_with(line: CodeLine, above: CodeLine) -> bool:
    """Whether an indented line is code because the one that it touches is."""
    return line.indent >= 2 and -NEVER / 2 < line.score < DEEP_SCORE and above.score > DEEP_SCORE


def _names_a_command(lines: Sequence[CodeLine], at: int) -> bool:
    """Whether a command without arguments stands alone between paragraphs, as the heading of the second."""
    line, above, below = lines[at], lines[max(at - 1, 0)], lines[at + 1]
    if not (BARE_COMMAND.match(line.text) and line.gap and below.gap):
        return False
    return above.score < 0 and below.score < 0 and not above.text.endswith(":")


def _commands(line: CodeLine) -> bool:
    """Whether a line of words speaks for a language as only commands and keys do."""
    return max(line.votes.values(), default=0.0) >= 2


def _line(number: int, gap: bool, text: str, inside: bool, printed: bool) -> CodeLine:
    opener = comment(text)
    if opener:
        return CodeLine(number, gap, text, opener, inside, comment_votes(opener), _comment_score(text, opener))
    found, score = _weigh(text)
    if printed:
        return CodeLine(number, gap, text, "", True, found, score + OUTPUT_SCORE)
    return CodeLine(number, gap, text, "", inside, found, max(score, HELD_SCORE) if inside else score)


@lru_cache(maxsize=4096)
def _weigh(text: str) -> tuple[Votes, float]:
    """The votes and the score of a line by itself, as though it stood alone."""
    code = _REMARK.sub("", text)
    found = votes(code)
    if code == text:
        return found, -NEVER if never(text) else strength(code, found) - prose(_STRING.sub("", code))
    score = strength(code, found) - prose(_STRING.sub("", code))
    add(found, remark_votes(text[len(code) :]))
    return found, -NEVER if never(text) else score + (REMARK_SCORE if score > -2 else 0.0)


def _comment_score(text: str, opener: str) -> float:
    bare = text.strip()
    if opener == "#" and (bare.startswith("##") or bare[1:2].strip()):
        return 0.5
    return COMMENT_SCORE[opener]


def strength(code: str, found: Votes) -> float:
    """How much a line looks like code: its best language, and the signs that all languages share."""
    signs = sum(weight for weight, sign in SIGNS if sign.match(code))
    return max(found.values(), default=0.0) + min(signs, SIGNS_CAP)
