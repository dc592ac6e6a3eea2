"""From a chosen mark and the lines up to its end to a card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from exporter import grammar
from exporter.model import Basic, Card, Cloze, Kind, Level, Problem
from exporter.readers.inference import bodies, choices, levels, noise, prefixes, solutions
from exporter.readers.inference.answer_labels import AnswerLabels
from exporter.readers.inference.families import summaries
from exporter.readers.inference.folds import Fold
from exporter.readers.inference.links import Definitions
from exporter.readers.inference.mark import Mark
from exporter.readers.inference.survey import Survey
from exporter.readers.inference.verdict import Verdict

_POINTS = re.compile(
    r"\b(?:output|outputs|following|below|this|these|snippet|prints?|printed|logged|logs?|returns?"
    r"|returned|result|results|code"
    r"|above|happens?|wrong|error|bug)\b|[:：]$|выведет|вывод|следующ|输出|结果|下面|以下|salida|ausgabe",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"^\W*(?:write|implement|create|how (?:do|to|can|would)|make a|give an example|show|define|explain"
    r"|what is|what are|напишите)\b",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HASHCARD = re.compile(r"(?<![\\\]!\w{}])\[(?!\d*\])([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\](?![(\[:])")
_STEM_KEY = re.compile(r"[(\[](?P<letter>[A-J])[)\]]\s*$")
_LEAST_KEYED = 2  # questions with a key at their end
_TAG = re.compile(r"</?(?:b|strong|u|font|span|p|center)\b[^<>]{0,100}>|<br\s*/?>\s*$", re.IGNORECASE)
_TAGS = re.compile(r"<[^<>]{0,300}>")
_LISTED = re.compile(r"\b(?:following|these|below)\b|[:：]$|следующ|以下", re.IGNORECASE)
_WRAPPED = re.compile(r"^(\*\*|__)((?:(?!\1).)+)\1([?？.:]?)$", re.DOTALL)


class _Halves(NamedTuple):
    """The lines of a question below its first one, and those of its answer."""

    above: list[str]
    below: list[str]
    line: int  # where the answer begins, 0-based
    keys: tuple[str, ...] = ()  # what else may be its key: entries of a list of keys, the summary above the answer
    is_folded: bool = False  # whether the answer stands in details


class Maker:
    """Makes the cards of one document."""

    def __init__(self, survey: Survey, verdict: Verdict, definitions: Definitions) -> None:
        self.survey = survey
        self.lines = survey.source.lines
        self.aligned = verdict.aligned
        self.bare = verdict.bare
        self.definitions = definitions
        self.labels = AnswerLabels(survey, verdict.marks, verdict.ends)
        self.folds = {fold.first: fold for fold in survey.folds}
        self.problems: list[Problem] = []
        keyed = sum(bool(_STEM_KEY.search(mark.text)) for mark in verdict.marks)
        self.ticked = self._are_ticked(verdict) if choices.may_be_ticked(survey.source.text) else False
        self.stem_keys = keyed >= _LEAST_KEYED and keyed * 2 > len(verdict.marks)

    def card(self, mark: Mark, end: int, section: tuple[str, ...], level: Level | None) -> Card:
        """The card of a mark whose lines end before `end`."""
        question, own = levels.split(_clean(mark.text) or mark.text)
        own = own or mark.grade
        halves = self._halves(mark, end)
        above, below = halves.above, halves.below
        lines = question.split("\n")
        if len(lines) > 2 and (offered := choices.find(lines)) is not None and offered.start:
            question, above = "\n".join(lines[: offered.start]), [*lines[offered.start :], "", *above]
        if mark.cloze:
            text = self._answer([*question.split("\n"), *below], mark, self.labels.count) or question
            text = text if "==" in text else _HASHCARD.sub(r"==\1==", text)
            return self._made(mark, grammar.blanked(text), text, Cloze(), section, own or level)
        found, above, below = self._options(mark, question, above, below)
        kind: Kind = Basic()
        answer = self._answer(below, mark, self._counting(halves, found))
        if mark.labelled and not found:
            answer = self.labels.without_loose(answer)
        if found:
            question, stem_key = self._stem_key(question, found)
            solution = solutions.solved(found, answer, (*halves.keys, *stem_key))
            if solution.doubt:
                where = self.survey.source.at(self._place(mark, end, halves.line, below))
                self.problems.append(solutions.unsolved(solution, found, where))
            kind, answer = solution.choice, solution.answer
            above = [*above[: found.start], *above[found.end :]]
        more = "\n".join(above)
        question = f"{question}\n\n{bodies.question(more)}".strip() if more.strip() else question
        return self._made(mark, question, answer, kind, section, own or level)

    def _are_ticked(self, verdict: Verdict) -> bool:
        """Whether ticks and crosses tell the options of most questions: in a few answers they are dos and don'ts."""
        ranges = zip(verdict.marks, verdict.ends, strict=True)
        ticked = sum(choices.is_ticked(self.lines[mark.end : end]) for mark, end in ranges)
        return ticked * 2 >= len(verdict.marks)

    def _stem_key(self, question: str, found: choices.Found) -> tuple[str, tuple[str, ...]]:
        """The question without the key at its end, `Which one? [B]`, and the key, where most questions have one."""
        key = _STEM_KEY.search(question) if self.stem_keys else None
        if not key or key["letter"].upper() not in {option.label.upper() for option in found.options}:
            return question, ()
        return question[: key.start()].rstrip(), (key["letter"],)

    def _options(
        self, mark: Mark, question: str, above: list[str], below: list[str]
    ) -> tuple[choices.Found | None, list[str], list[str]]:
        """The options of a question, and the lines above and below them; where there are none, those of the answer."""
        found = choices.find(above) if above else None
        if found and (self.ticked or not found.ticked):
            return found, above, below
        lines = [*above, *below]
        if (found := choices.named(lines)) and _comes_first(lines, found.start):
            return found, lines[: found.end], lines[found.end :]
        if (found := choices.find(below)) and found.is_sure and (self.ticked or not found.ticked):
            if _comes_first(below, found.start):
                return found, below[: found.end], below[found.end :]
            if not any(line.strip() for line in above):
                return found, [], below  # a list further down stays in the answer, too
        if mark.sign in self.bare and _LISTED.search(question):
            return None, [*above, *below], []
        return None, *self._with_code(question, above, below)

    def _place(self, mark: Mark, end: int, line: int, below: Sequence[str]) -> int:
        """The line where what is said of the right options begins."""
        first = next((text.strip() for text in below if text.strip()), "")
        at = max(line, mark.first)
        return next((n for n in range(at, max(at, end)) if first and first in self.lines[n]), at)

    def _made(
        self, mark: Mark, question: str, answer: str, kind: Kind, section: tuple[str, ...], level: Level | None
    ) -> Card:
        return Card(
            self.definitions.inlined(question),
            self.definitions.inlined(answer),
            self.survey.source.at(mark.first),
            mark.number,
            level,
            section,
            mark.tags,
            kind,
        )

    def _counting(self, halves: _Halves, found: choices.Found | None) -> bodies.Counts:
        """Which labels count at the beginning of an answer."""
        if found:
            return self.labels.count_below_options
        return self.labels.count_behind if halves.is_folded else self.labels.count

    def _answer(self, lines: Sequence[str], mark: Mark, counts: bodies.Counts) -> str:
        is_plain = mark.sign[0] in ("number", "plain", "label", "admonition", "summary", "capitals")
        if not is_plain:
            return bodies.answer(lines, counts)
        start, end = noise.trimmed(lines)
        text = bodies.answer(bodies.outdented(lines[start:end]), counts)
        return "\n".join(bodies.outdented(text.split("\n")))  # tags around it may have stood further left

    def _halves(self, mark: Mark, end: int) -> _Halves:
        """The lines that still belong to the question, and those of the answer."""
        at = self._label(mark, end)
        rest = mark.rest.split("\n") if mark.rest else []
        key = self.survey.key_after(mark.first) if self.survey.keys else None
        entries = key.answers[mark.number] if key and mark.number is not None and mark.first in key.marks else ()
        texts = tuple(entry.text for entry in entries)
        above = [*rest, *self._body(mark, mark.end, end if at is None else at)]
        fold = self.folds.get(at) if at is not None else None
        if at is None and entries:
            return _Halves(above, texts[0].split("\n"), entries[0].line, texts[1:])
        if at is None:
            return _Halves([], above, mark.end)
        if fold is None:
            return _Halves(above, self._body(mark, at, end), at, texts)
        said = prefixes.label(summaries.cleaned(fold.summary))
        keys = (*texts, said.rest) if said and said.rest else texts
        return _Halves(above, self._folded(mark, fold, end), at, keys, is_folded=True)

    def _body(self, mark: Mark, start: int, end: int) -> list[str]:
        out = self.definitions.lines
        lines = [line for n, line in enumerate(self.lines[start:end], start) if line != noise.GONE and n not in out]
        if mark.item:
            return bodies.outdented(bodies.dedented(lines, mark.item.column, mark.quote), most=4)
        return bodies.dedented(lines, 0, mark.quote)

    def _folded(self, mark: Mark, fold: Fold, end: int) -> list[str]:
        """What stands in details and below them, without their own tags."""
        last = min(fold.end, end) - 1
        inner = self._body(mark, fold.below + 1, last) if last > fold.below else []
        closing = self._body(mark, last, last + 1) if last > fold.below else []
        closing = [re.sub(r"</details\s*>", "", line, count=1, flags=re.IGNORECASE) for line in closing]
        return [fold.rest, *inner, *closing, *self._body(mark, last + 1, end)]

    def _label(self, mark: Mark, end: int) -> int | None:
        """The line that labels the answer: where that is the rule, or directly below a question with a label."""
        at = self.labels.first(mark.end, end)
        if at is None:
            return None
        between = "".join(self.lines[mark.end : at]).strip()
        told = mark.labelled or mark.sign in self.aligned
        return at if told or not between else None

    def _with_code(self, question: str, above: list[str], below: list[str]) -> tuple[list[str], list[str]]:
        """Moves code that a question points to from the answer's beginning to the question, where more follows."""
        if any(line.strip() for line in above) or _TASK.match(question) or not _POINTS.search(_TAGS.sub("", question)):
            return above, below
        first = next((n for n, line in enumerate(below) if line.strip()), 0)
        fence = _FENCE.match(below[first]) if below else None
        if not fence:
            return above, below
        shut = next((n for n in range(first + 1, len(below)) if below[n].strip() == fence[1]), None)
        if shut is None or not bodies.answer(below[shut + 1 :], self.labels.count):
            return above, below
        return below[: shut + 1], below[shut + 1 :]


def _clean(text: str) -> str:
    """A question without anchors, tags and emphasis around the whole of it."""
    text = noise.unanchored(_TAG.sub("", text) if "<" in text else text)
    wrapped = _WRAPPED.match(text)
    return (wrapped[2] + wrapped[3]).strip() if wrapped else text.strip()


def _comes_first(lines: Sequence[str], start: int) -> bool:
    """Whether only code and a line or two stand above the options: a list further down belongs to the answer."""
    fenced, words = False, 0
    for line in lines[:start]:
        if _FENCE.match(line):
            fenced = not fenced
        elif line.strip() and not fenced:
            words += 1
    return words <= 2
