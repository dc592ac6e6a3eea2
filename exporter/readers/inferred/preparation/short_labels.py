"""Abbreviations of "question" and "answer" in one language, `F: …`, `A: …`, become the ones that families know.

Alone such a letter may be anything, a quantity, an option or a name: it counts where both take turns, where all that it
begins asks, or where it stands below what asks.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from exporter import lexicon
from exporter.lexicon.wording import LETTER
from exporter.readers.inferred import prefixes, title_cues
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.inferred.similarity import letters
from exporter.readers.labelling import ANSWERED, ASKED
from exporter.readers.source import Source

_BEFORE = r"[ \t]*(?:[-*+>][ \t]+|\d{1,4}[.)][ \t]+)?(?:#{1,6}[ \t]+)?(?:\*\*|__|\*|_)?"
_LETTER = re.compile(rf"{_BEFORE}(?P<letter>{LETTER})(?P<sign>[.:：)/\t])")
_MARKS = ("?", "？", "؟")
_SIGNS = "*_ \t"
_TAG = re.compile(r"<[^<>]{0,100}>")
_ADORNED = re.compile(r"^[^\w¿¡]+")
_LAST_SIGNS = re.compile(r"[^\w?？؟.!。)]+$")  # emphasis, and emoji that tell a level
_HEAD = re.compile(r"#{1,6} \S|(?:[^\w\s]\s)?(?:\*\*[^*\s]|<(?:details|summary|b|h\d)\b)")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_TURNS = 2  # times that a question must be followed by an answer
_SHARE = 0.8  # of the turns that must be question, answer, question, answer
_ASKING = 0.4  # share of questions that must ask where answers follow them: `Input:` and `Output:` take turns, too
_SURELY = 0.8  # the same where nothing follows them
_FEW = 3  # questions below which each must have a question mark


class _Found(NamedTuple):
    """An abbreviation at the start of a line."""

    line: int  # 0-based
    word: str  # as `lexicon.folded` has it
    start: int
    end: int
    rest: str  # what stands behind it
    sign: str

    @property
    def is_open(self) -> bool:
        """Whether its sign is a colon: options begin with dots and brackets."""
        return self.sign in (":", "：")


def replaced(source: Source) -> Source:
    """The source itself, or one in whose lines the labels are `Q` and `A`."""
    if not _any().search(source.text):
        return source
    code = _code(source)
    found = [one for n, line in enumerate(source.lines) if n not in code and (one := _label(n, line))]
    return _paired(source, found) or _alone(source, found) or source


def _code(source: Source) -> frozenset[int]:
    """The 0-based lines of fences."""
    fences = (token.map for token in source.skeleton if token.type == "fence" and token.map)
    return frozenset(n for first, end in fences for n in range(first, end))


def _paired(source: Source, found: Sequence[_Found]) -> Source | None:
    """With both labels of a language, where they take turns."""
    said = {one.word for one in found}
    for asked, answered in sorted(pair for pair in lexicon.pairs() if said.issuperset(pair) and pair != ("q", "a")):
        turns = [one for one in found if one.word in (asked, answered)]
        questions = [one for one in turns if one.word == asked]
        if _take_turns([one.word == asked for one in turns]) and _ask(questions, _ASKING):
            return _with(source, questions, [one for one in turns if one.word == answered])
    return None


def _alone(source: Source, found: Sequence[_Found]) -> Source | None:
    """With one of the labels, where it says enough without the other."""
    groups = {word: [one for one in found if one.word == word] for word in Counter(one.word for one in found)}
    letters = _letters(source.lines) if found else {}
    groups = {word: labels for word, labels in groups.items() if not _is_of_list(word, labels, letters)}
    asking = _asking(source, found) if groups else 0
    may = [(word, labels) for word, labels in groups.items() if word not in ("q", "a") and 2 * len(labels) >= asking]
    asked = [labels for word, labels in may if word in _askers() and len(labels) >= asking]
    asked = [
        labels
        for labels in asked
        if _ask_alone(labels) or _are_promised(source, labels, letters) or _are_answered(source.lines, labels)
    ]
    promised = _is_promised(source)
    answered = [
        labels
        for word, labels in may
        if word in _answerers()
        and _answer_alone(source.lines, labels, promised=promised, others=letters.get(":", set()) - {word, "q"})
    ]
    questions, answers = max(asked, key=len, default=[]), max(answered, key=len, default=[])
    return _with(source, questions, answers) if questions or answers else None


def _asking(source: Source, found: Sequence[_Found]) -> int:
    """How many lines have a question mark that stand in the text once and are not also in the contents."""
    code = _code(source)
    lines = (line for n, line in enumerate(source.lines) if n not in code)
    counts = Counter(letters(line) for line in lines if line.rstrip(_SIGNS).endswith(_MARKS))
    told = {letters(one.rest) for one in found}
    return sum(count == 1 and not any(text in line for text in told if text) for line, count in counts.items())


def _letters(lines: Sequence[str]) -> dict[str, set[str]]:
    """The single letters that lines begin with, by the dot, bracket or tab behind them."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if not line.startswith("#") and (match := _LETTER.match(line)):  # of a heading it may be a Roman number
            found[match["sign"]].add(lexicon.folded(match["letter"]))
    return found


def _is_of_list(word: str, labels: Sequence[_Found], letters: Mapping[str, set[str]]) -> bool:
    """Whether other letters begin lines in the same way: then `D. …` is one of a list's."""
    return any(letters.get(one.sign, set()) - {word, "q"} for one in labels if not one.is_open)


def _ask_alone(labels: Sequence[_Found]) -> bool:
    if len(labels) < _FEW:
        return all(_LAST_SIGNS.sub("", one.rest).endswith(_MARKS) for one in labels)
    return _ask(labels, _SURELY)


def _are_promised(source: Source, labels: Sequence[_Found], letters: Mapping[str, set[str]]) -> bool:
    """Whether labels with a colon or a tab stand often, and the text begins with words that promise questions."""
    answers = {answered for asked, answered in lexicon.pairs() if asked == labels[0].word}
    others = {letter for one in labels for letter in letters.get(one.sign, ())} - answers - {labels[0].word}
    are_labels = len(labels) >= _FEW and not others and all(one.sign in ":：\t" for one in labels)
    return are_labels and _is_promised(source)


def _is_promised(source: Source) -> bool:
    """Whether a text begins with words that promise questions."""
    first = next((line for line in source.lines[source.front_lines :] if line.strip()), "")
    return title_cues.questions(first) or title_cues.questions(str(source.front_matter.get("title", "")))


def _are_answered(lines: Sequence[str], labels: Sequence[_Found]) -> bool:
    """Whether labels that may ask take turns with labels in full: `F: …` above `Antwort: …`."""
    own = {one.line for one in labels}
    found = ((n, prefixes.label(line.strip())) for n, line in enumerate(lines) if ANSWERED.may_begin(line.strip()))
    answers = {n for n, label in found if label and not label.is_weak}
    return _take_turns([n in own for n in sorted({*own, *answers})]) and _ask(labels, _ASKING)


def _answer_alone(lines: Sequence[str], labels: Sequence[_Found], *, promised: bool, others: Collection[str]) -> bool:
    """Whether such labels stand below lines that ask, or take turns with labels in full: `Pergunta: …` above `R: …`."""
    own = {one.line for one in labels}
    heads = [n for n, line in enumerate(lines) if _HEAD.match(line) and line.rstrip(_SIGNS).endswith(_MARKS)]
    heads = [] if others else heads  # letters of a list, or quantities
    if any(_take_turns([n not in own for n in sorted({*own, *asked})]) for asked in (_in_full(lines), heads)):
        return True
    if _ask(labels, _ASKING):
        return False
    above = [_above(lines, one.line) for one in labels]
    asking = sum(text.endswith(_MARKS) or (len(labels) >= _FEW and asks(text) >= LIKELY) for text in above)
    if promised:  # topics are questions there
        asking = max(asking, sum(bool(_HEAD.match(lines[_line_above(lines, one.line)])) for one in labels))
    return asking >= _SURELY * len(labels) and all(one.is_open or len(labels) >= _FEW for one in labels)


def _above(lines: Sequence[str], line: int) -> str:
    """The text right above a line, without its marks."""
    return _LAST_SIGNS.sub("", _ADORNED.sub("", _TAG.sub("", lines[_line_above(lines, line)])))


def _line_above(lines: Sequence[str], line: int) -> int:
    """The last line above that has a text, and is no picture and no code, else the line itself."""
    is_code = False
    for n in range(line - 1, -1, -1):
        if _FENCE.match(lines[n]):
            is_code = not is_code
        elif not is_code and _TAG.sub("", lines[n]).strip("> -=\t") and not lines[n].startswith("!["):
            return n
    return line


def _in_full(lines: Sequence[str]) -> list[int]:
    """The lines with the label of a question, in full."""
    return [n for n, line in enumerate(lines) if ASKED.may_begin(line) and prefixes.read(line).label == "q"]


def _take_turns(turns: Sequence[bool]) -> bool:
    """Whether questions (true) and answers take turns, often enough to be no chance."""
    most = max(turns.count(True), turns.count(False), _TURNS)
    return sum(pair == (True, False) for pair in pairwise(turns)) >= _SHARE * most


def _ask(labels: Collection[_Found], share: float) -> bool:
    """Whether enough of the texts behind labels ask."""
    texts = [one.rest.strip(_SIGNS) for one in labels]
    return sum(asks(text) >= LIKELY or text.endswith(_MARKS) for text in texts) >= share * len(texts)


def _with(source: Source, questions: Iterable[_Found], answers: Iterable[_Found]) -> Source:
    lines = list(source.lines)
    for letter, labels in (("Q", questions), ("A", answers)):
        for one in labels:
            lines[one.line] = f"{lines[one.line][: one.start]}{letter}{lines[one.line][one.end :]}"
    return source.with_lines(lines)


def _label(n: int, line: str) -> _Found | None:
    """The abbreviation that a line begins with."""
    found = _pattern().match(line)
    if not found:
        return None
    word = lexicon.folded(found["word"])
    if word == "c" and "[" in line:
        return None  # a cloze of hashcards
    return _Found(n, word, found.start("word"), found.end("word"), line[found.end() :], found["sign"][-1:])


@lru_cache(maxsize=1)
def _askers() -> frozenset[str]:
    return frozenset(asked for asked, _ in lexicon.pairs())


@lru_cache(maxsize=1)
def _answerers() -> frozenset[str]:
    return frozenset(answered for _, answered in lexicon.pairs())


def _words(words: Iterable[str]) -> str:
    """A pattern of these words, in small letters and capitals."""
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


def _of_line(words: Iterable[str]) -> str:
    sign = r"(?P<sign>\.? ?(?::(?=\s|\*|_|$)|：)|[.)/](?=[ \t*_])|\t)"
    return rf"^{_BEFORE}(?P<word>{_words(words)})(?:\.? ?\d{{1,4}})?{sign}"


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    """Whether any of them stands in a text, but for the English ones alone."""
    return re.compile(_of_line((_askers() | _answerers()) - {"q", "a"}), re.IGNORECASE | re.MULTILINE)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile(_of_line(_askers() | _answerers()), re.IGNORECASE)
