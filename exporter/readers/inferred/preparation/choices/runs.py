"""Runs of options in a document: lines, or parts of one, whose labels come one behind the other from the first on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from exporter import lexicon
from exporter.lexicon import alphabets
from exporter.lexicon.alphabets import LETTERS, MANY, RINGS
from exporter.readers.inferred import prefixes

_NAMES = {word for word in lexicon.names("option", "answer") if len(word) > 2}
_WORDS = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_LABELS = frozenset(MANY.split("|"))
_BEGINNINGS = {word[:3] for word in _NAMES}
# signs before an option that may say that it is right or wrong
_BEFORE = r"(?:[✅✔☑✓√❌✗✘❎☒👉☞➤►▶→➡#>@]\ufe0f?|\*(?=\*\*[^*]|[^*])|[-=]>)"
_LABEL = rf"(?:{MANY}|[{LETTERS}{RINGS}]|\d{{1,2}})"
_OPENING = r"\*\*|__|==|<(?:b|strong|u|mark|ins)>|[*_](?=[^\s*_])"
_HEAD = (
    rf"(?:(?P<before>{_BEFORE})[ \t]*)?(?P<wrap>{_OPENING})?(?:(?P<word>{_WORDS})[ _]?)?"
    rf"(?P<open>[(\[（【]?)(?P<label>{_LABEL})"
    r"(?P<close>\\?[.)\]:](?:(?=[ \t*_<]|$)|(?=[^\W\d_](?:[^\W\d_]|\s|$))|(?<!\d[.)\]:])(?=\d))"
    r"|[．、：）】_]|[ ]?[-–—](?=\s)|(?=[ \t]))(?P<rest>.*)"
)
_LEAD = r"(?P<lead>[ \t]*(?:>[ \t]?)?)"
_LINE = re.compile(rf"{_LEAD}(?P<bullet>[-*+•][ \t]+)?(?P<box>\[[ xX✓✔*]?\][ \t]+)?{_HEAD}", re.IGNORECASE)
_NEXT = re.compile(  # where another option begins on the same line
    rf"(?<=\S)(?:[ \t]{{2,20}}|[ \t](?=[(（]))(?={_BEFORE}?[ \t]?[*_]{{0,2}}[(（]?{_LABEL}[.)）、．:])", re.IGNORECASE
)
_ITEM = re.compile(
    rf"{_LEAD}(?:(?P<bullet>[-*+•][ \t]+)(?P<box>\([ xX*✓✔]?\)[ \t]+)?|(?P<bare>[(\[][ xX*✓✔][)\]][ \t]+))"
    r"(?P<rest>\S.*)"
)
_WORD = re.compile(r"[\s>*+•\-_=#@\[\]()]*([^\W\d_]{2,})")  # the first word, longer than a letter
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_MARKED = 2  # options that make a run where a sign stands behind their labels …
_BARE = 3  # … where nothing does, or they are numbers
_APART = 8  # lines that an option may take
_LONGEST = 2000  # characters of a line of options


class Piece(NamedTuple):
    """One option where it stands: in all of a line, or in a part of it."""

    line: int  # 0-based
    lead: str  # indent and quote
    bullet: str
    box: str  # `[x]`, `( )`
    before: str  # a sign before the label
    wrap: str  # what emphasis opens before the label
    open: str
    label: str  # "" in a list without labels
    close: str
    rest: str  # all that stands behind the label
    word: str = ""  # such as "Option", before the label
    end: int = -1  # where it ends in the line; -1 where all of the line is one option

    @property
    def style(self) -> tuple[str, str]:
        """What stands around the label."""
        return self.open, self.close.strip()


class Run(NamedTuple):
    """The options of one question."""

    pieces: tuple[Piece, ...]
    since: int = 0  # the line behind the run before it

    @property
    def first(self) -> int:
        """Their first line."""
        return self.pieces[0].line

    @property
    def last(self) -> int:
        """The line of the last one."""
        return self.pieces[-1].line

    @property
    def are_numbers(self) -> bool:
        """Whether the labels are numbers, as those of any list."""
        return self.pieces[0].label.isdecimal()


class Lines:
    """The lines of a document, and which of them are code."""

    def __init__(self, lines: Sequence[str], first: int) -> None:
        self.lines = lines
        self.first = first

    @cached_property
    def code(self) -> bytearray:
        """For each line whether it belongs to a fenced block."""
        found, fence = bytearray(len(self.lines)), ""
        for n, line in enumerate(self.lines):
            mark = found_mark[1][:3] if (found_mark := _FENCE.match(line)) else ""
            found[n] = bool(fence or mark)
            fence = "" if mark and mark == fence else fence or mark
        return found

    def lettered(self) -> list[Run]:
        """The runs of options with letters."""
        return _since([run for run in self._labelled if not run.are_numbers], self.first)

    def numbered(self) -> list[Run]:
        """The runs of items with numbers."""
        return _since([run for run in self._labelled if run.are_numbers], self.first)

    @cached_property
    def _labelled(self) -> list[Run]:
        runs: list[Run] = []
        open_: list[Piece] = []
        for n in range(self.first, len(self.lines)):
            line = self.lines[n]
            pieces = [] if self.code[n] or not line or len(line) > _LONGEST else list(_pieces(n, line))
            if pieces and open_ and (_goes_on(open_[-1], pieces[0]) or _may_be_shuffled(open_, pieces)):
                open_ += pieces
                continue
            if open_ and (pieces or self._ends(n, open_)):
                _close(runs, open_)
                open_ = []
            if pieces:
                open_ = pieces
        _close(runs, open_)
        return runs

    def items(self) -> list[Run]:
        """The lists of two items or more, a line each, without labels."""
        runs: list[Run] = []
        open_: list[Piece] = []
        for n in range(self.first, len(self.lines) + 1):
            found = _ITEM.fullmatch(self.lines[n]) if n < len(self.lines) and not self.code[n] else None
            if found:
                box = found["box"] or found["bare"] or ""
                open_.append(
                    Piece(n, found["lead"], found["bullet"] or "", box.strip(), "", "", "", "", "", found["rest"])
                )
            elif open_:
                if len(open_) >= _MARKED and len({bool(piece.box) for piece in open_}) == 1:
                    runs.append(Run(tuple(open_)))
                open_ = []
        return _since(runs, self.first)

    def _ends(self, n: int, run: Sequence[Piece]) -> bool:
        """Whether a line that begins no option belongs to none."""
        line = self.lines[n]
        if not line.strip() or self.code[n] or line.startswith(("  ", "\t")):
            return False
        return not self.lines[n - 1].strip() or (len(run) > 1 and prefixes.label(line.strip()) is not None)


def _since(runs: Sequence[Run], first: int) -> list[Run]:
    """The runs with the lines where those before them end."""
    ends = [first, *(run.last + 1 for run in runs)]
    return [run._replace(since=since) for run, since in zip(runs, ends, strict=False)]


def _close(runs: list[Run], pieces: list[Piece]) -> None:
    """Adds a run, if it is one: the lines above its first option may begin as options do."""
    if len(pieces) >= _BARE and alphabets.is_shuffled([piece.label for piece in pieces]):
        runs.append(Run(tuple(pieces)))
        return
    for start in (n for n, piece in enumerate(pieces) if _is_first(piece.label)):
        run = pieces[start:]
        is_plain = not run[0].close.strip() or run[0].close == "_" or run[0].label.isdecimal()
        is_long = len(run) >= (_BARE if is_plain and not run[0].word else _MARKED)
        if is_long and all(_goes_on(before, after) for before, after in pairwise(run)):
            runs.append(Run(tuple(run)))
            return


def _may_be_shuffled(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether an option on the next line looks like those before it, and has another label."""
    one, last = after[0], before[-1]
    return (
        len(after) == 1
        and one.line == last.line + 1
        and one.style == last.style
        and bool(one.close.strip())
        and not one.label.isdecimal()
        and all(one.label != piece.label for piece in before)
    )


def _is_first(label: str) -> bool:
    return label == "1" or (label.isdecimal() and int(label) == 1) or alphabets.is_first(label)


def _goes_on(before: Piece, after: Piece) -> bool:
    """Whether an option follows another one of the same look."""
    if after.line - before.line > _APART or before.style != after.style:
        return False
    if before.label.isdecimal():
        is_next = after.label.isdecimal() and int(after.label) == int(before.label) + 1
        return is_next and after.line <= before.line + 1
    return alphabets.follows(before.label, after.label)


def _pieces(n: int, line: str) -> Iterator[Piece]:
    """The options of a line: one, or several with blanks between them."""
    found = None if _is_prose(line) else _LINE.match(line)
    if not found:
        return
    cuts = [cut.end() for cut in _NEXT.finditer(line)]
    pieces = [_piece(n, line, start, end) for start, end in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    if (
        len(pieces) > 1 and pieces[-1] and not pieces[-1].rest.strip()
    ):  # a key behind the last one: `(d) Neon  Ans: (b)`
        pieces = [
            _piece(n, line, start, end) for start, end in zip([0, *cuts[:-1]], [*cuts[:-1], len(line)], strict=True)
        ]
    whole = [piece for piece in pieces if piece]
    if len(whole) > 1 and len(whole) == len(pieces) and all(_goes_on(one, two) for one, two in pairwise(whole)):
        yield from whole
    else:
        yield _of(n, found, found["rest"])


def _is_prose(line: str) -> bool:
    """A cheap test that finds most lines that begin with a word, which no label is."""
    found = _WORD.match(line)
    return found is not None and found[1][:3].lower() not in _BEGINNINGS and found[1] not in _LABELS


def _piece(n: int, line: str, start: int, end: int) -> Piece | None:
    found = _LINE.match(line[start:end].rstrip())
    return _of(n, found, found["rest"])._replace(end=start + found.end()) if found else None


def _of(n: int, found: re.Match[str], rest: str) -> Piece:
    parts = found.groupdict()
    return Piece(
        n,
        parts["lead"],
        parts["bullet"] or "",
        (parts["box"] or "").strip(),
        parts["before"] or "",
        parts["wrap"] or "",
        parts["open"],
        parts["label"],
        parts["close"],
        rest,
        parts["word"] or "",
    )
