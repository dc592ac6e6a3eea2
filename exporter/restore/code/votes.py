"""Language votes: the languages that a single line could be, by the tables of `rules` and `signs`."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Final

from exporter.restore.code.formats import DATA, IMAGES, MARKUP, QUERIES
from exporter.restore.code.rules import BRACES, SCRIPTING
from exporter.restore.code.signs import COMMANDS, COMMENTS, MARKS, SHAPES, WORDS

Votes = dict[str, float]

CAP: Final = 6.0  # what one line may give to one language: no single line decides a long block
OTHER_COMMENT: Final = -2.0  # a comment that the language does not have

_HEAD = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*|\S)")
_TOKEN = re.compile(r"[A-Za-z_]\w*")
_SIGN = re.compile(r"__|\"\"\"|'''|[!=]==|->|=>|:=|::|</|<<|<-|\|>|\?[.:?]|\.\.|~=|\{\{|[^\w\s]")
_COMMAND = re.compile(r"\s*(?:sudo |time |exec |nohup )?([A-Za-z_][\w.+-]*)(?=\s|$)")
_ARGUMENT = re.compile(r"\s(-{1,2}[a-zA-Z]|\S*[/*$=~]|[\w-]+\.\w+(\s|$)|\.(\s|$)|[|>&<\\]|[\"']|-?\d)")
_TALK = re.compile(
    r"\s(?:the|a|an|is|are|that|this|it|of|to|you|your|and|or|creates|runs|shows|[A-Z][a-z]+ [A-Z][a-z]+)(?=\s|$)"
)
_COMMENT = re.compile(r"\s*(#(?!\w+\[|!?\[|include\b|define\b|ifn?def\b|endif\b|pragma\b|undef\b|!|[\w-]+\s*[{,])"
                      r"|//|/\*|\*/|--(?=\s)|<!--)")  # fmt: skip


def add(total: Votes, votes: Votes) -> None:
    """Count votes into a total, in place."""
    for name, weight in votes.items():
        total[name] = total.get(name, 0.0) + weight


def comment(line: str) -> str:
    """How the line starts, when the whole of it is a comment: a key of COMMENTS, else nothing."""
    found = _COMMENT.match(line)
    return found[1].replace("*/", "/*") if found else ""


@cache
def comment_votes(opener: str) -> Votes:
    """Languages with this kind of comment gain a little; the ones that cannot have it lose a lot (see `_losers`)."""
    return dict.fromkeys(COMMENTS[opener].split(), 0.5) | _losers(opener)


def remark_votes(remark: str) -> Votes:
    """What the sign in front of a remark at the end of a line says: the same as one in front of a comment."""
    opener = comment(remark)
    return comment_votes(opener) if opener else {}


@cache
def _losers(opener: str) -> Votes:
    own = set(COMMENTS[opener].split())
    every = {name for names in COMMENTS.values() for name in names.split()}
    return dict.fromkeys(every - own, OTHER_COMMENT)


def votes(code: str) -> Votes:
    """The languages for which this line, without its remark, is a typical one, with their weights."""
    found: Votes = defaultdict(float)
    for names, weight in (*_by_head(code), *_by_shape(code), *_by_mark(code), *_by_command(code)):
        for name in names:
            found[name] = min(found[name] + weight, CAP)
    return found


Hit = tuple[tuple[str, ...], float]


def _by_head(code: str) -> list[Hit]:
    head = _HEAD.match(code)
    if head is None:
        return []
    rules = _index().get(head[1], ())
    hits = [(names, weight) for names, weight, rest in rules if rest.match(code, head.end())]
    return hits + _hyphenated(code)


def _hyphenated(code: str) -> list[Hit]:
    """Heads such as `Write-Host`, which are more than one word."""
    first = code.split(None, 1)[0]
    rules = _index().get(first, ()) if "-" in first[1:] else ()
    return [(names, weight) for names, weight, rest in rules if rest.match(code, code.index(first) + len(first))]


def _by_shape(code: str) -> list[Hit]:
    return [(names, weight) for names, weight, shape in _shapes() if shape.match(code)]


def _by_mark(code: str) -> list[Hit]:
    """Signs within the line; one that comes twice counts once."""
    marks = _marks()
    candidates = {at for token in {*_TOKEN.findall(code), *_SIGN.findall(code)} for at in marks.get(token, ())}
    return [(names, weight) for names, weight, mark in map(_mark, sorted(candidates)) if mark.search(code)]


def _by_command(code: str) -> list[Hit]:
    """A shell command: one no English word is, or one with arguments as only commands have them."""
    found = _COMMAND.match(code)
    if found is None:
        return []
    name, rest = found[1], code[found.end() :]
    if name in COMMANDS:
        return [(("bash",), 1.0 if not rest.strip() or _TALK.search(rest) else 4.0)]
    if name in WORDS and _ARGUMENT.search(rest) and not _TALK.search(rest):
        return [(("bash",), 3.0)]
    return []


Compiled = tuple[tuple[str, ...], float, re.Pattern[str]]


@cache
def _index() -> dict[str, list[Compiled]]:
    index: dict[str, list[Compiled]] = defaultdict(list)
    for rule in (*SCRIPTING, *BRACES, *MARKUP, *DATA, *QUERIES, *IMAGES):
        for head in rule.heads.split():
            index[head].append((tuple(rule.languages.split()), rule.weight, re.compile(rule.rest)))
    return index


@cache
def _shapes() -> list[Compiled]:
    return [(tuple(names.split()), weight, re.compile(shape)) for names, weight, shape in SHAPES]


@cache
def _mark(number: int) -> Compiled:
    names, weight, _, mark = MARKS[number]
    return tuple(names.split()), weight, re.compile(mark)


@cache
def _marks() -> dict[str, list[int]]:
    """The marks to try where a word or a sign stands in a line."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, (_, _, words, _) in enumerate(MARKS):
        for word in words.split():
            index[word].append(number)
    return index
