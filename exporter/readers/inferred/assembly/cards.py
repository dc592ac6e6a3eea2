"""From a chosen mark and the lines up to its end to a card."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from exporter import grammar, markup
from exporter.lexicon.wording import UNSPACED
from exporter.model import Basic, Card, Cloze, Kind, Level, Problem
from exporter.readers.inferred import boilerplate, levels, options, prefixes
from exporter.readers.inferred.answer_labels import AnswerLabels
from exporter.readers.inferred.assembly import answer_text, common_signs
from exporter.readers.inferred.assembly.sections import title
from exporter.readers.inferred.candidate import Candidate
from exporter.readers.inferred.detectors import clozes, summaries
from exporter.readers.inferred.features import Features
from exporter.readers.inferred.options import solutions, sub_questions, unlettered
from exporter.readers.inferred.options.sub_questions import comes_first
from exporter.readers.inferred.question_cues import LIKELY, asks
from exporter.readers.inferred.structure.folds import Fold
from exporter.readers.inferred.structure.link_definitions import Definitions
from exporter.readers.inferred.verdict import Verdict

_POINTS = re.compile(
    r"\b(?:output|outputs|following|below|this|these|snippet|prints?|printed|logged|logs?|returns?"
    r"|returned|result|results|code"
    r"|above|happens?|wrong|error|bug)\b|[:：]$|выведет|вывод|следующ|输出|结果|下面|以下|salida|ausgabe",
    re.IGNORECASE,
)
_CODE_NAMES = r"(?:code|snippet|program|below|following|this)"
_PRINTS = r"(?:outputs?|prints?|printed|logs?|logged)"
_SHOWN = re.compile(  # what nobody can answer without the code below it
    rf"\b{_PRINTS}\b.*\b{_CODE_NAMES}\b|\b{_CODE_NAMES}\b.*\b{_PRINTS}\b"
    rf"|^\W*what(?:'s|’s| is| will be| would be| does)?\s(?:(?:the|it|this|that)\s)?(?:{_PRINTS}|results?)\W*$",
    re.IGNORECASE,
)
_TASK = re.compile(
    r"^\W*(?:write|implement|create|how (?:do|to|can|would)|make a|give an example|show|define|explain"
    r"|what is|what are|напишите)\b",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_HASHCARD = re.compile(  # within a word only where words have no blanks between them
    rf"(?<![\\\]!{{}}])(?:(?<!\w)|(?<={UNSPACED.pattern}))"
    r"\[(?!\d*\])([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\](?![(\[])(?!:(?!\s))"
)
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

    def __init__(self, features: Features, verdict: Verdict, definitions: Definitions) -> None:
        self.features = features
        self.lines = features.source.lines
        self.aligned = verdict.aligned
        self.bare = verdict.bare
        self.definitions = definitions
        self.labels = AnswerLabels(features, verdict.candidates, verdict.ends)
        self.folds = {fold.first: fold for fold in features.folds}
        self.problems: list[Problem] = []
        self.shows_code = self._show_code(verdict)
        self.sign = common_signs.sign(self.lines, verdict)
        self.separator = common_signs.separator(self.lines, verdict)
        self.ticked = self._are_ticked(verdict) if options.may_be_ticked(features.source.text) else False

    def card(self, candidate: Candidate, end: int, section: tuple[str, ...], level: Level | None) -> Card:
        """The card of a mark whose lines end before `end`."""
        question, own = levels.split(_clean(candidate.text) or candidate.text)
        own = own or candidate.grade
        halves = self._halves(candidate, end)
        lines = question.split("\n")
        if len(lines) > 1 and (offered := options.find(lines)) is not None and offered.start:
            question = "\n".join(lines[: offered.start])
            halves = halves._replace(above=[*lines[offered.start :], "", *halves.above])
        if candidate.cloze:
            text = self._answer([*question.split("\n"), *halves.below], candidate, self.labels.count) or question
            text = text if "==" in text or "{{c" in text else _HASHCARD.sub(r"==\1==", text)
            return self._made(candidate, grammar.blanked(text), text, Cloze(), section, own or level)
        found, above, below = self._options(candidate, question, halves)
        kind: Kind = Basic()
        answer = self._answer(below, candidate, self._counting(halves, found))
        if candidate.labelled and not found:
            answer = self.labels.without_loose(answer)
        if self.separator and answer.partition("\n")[0].strip() == self.separator:
            answer = answer.partition("\n")[2].lstrip("\n")
        if self.sign and answer.startswith(self.sign):
            answer = answer.removeprefix(self.sign).lstrip("\ufe0f \t")
        if not found and clozes.is_numbered(answer):
            return self._hiding(candidate, question, answer, section, own or level)
        if found:
            solution = solutions.solved(found, answer, halves.keys)
            if solution.doubt:
                where = self.features.source.at(self._place(candidate, end, halves.line, below))
                self.problems.append(solutions.unsolved(solution, found, where))
            kind, answer = solution.choice, solution.answer
            above = [*above[: found.start], *above[found.end :]]
        more = "\n".join(above)
        question = f"{question}\n\n{answer_text.question(more)}".strip() if more.strip() else question
        return self._made(candidate, question, answer, kind, section, own or level)

    def _hiding(
        self, candidate: Candidate, question: str, answer: str, section: tuple[str, ...], level: Level | None
    ) -> Card:
        """A card whose answer hides something itself: a title above it is its section, a question is of its text."""
        text = markup.simplified(answer)
        if asks(question) >= LIKELY:
            text = f"{question}\n\n{text}"
        else:
            section = (*section, title(question))
        return self._made(candidate, grammar.blanked(text), text, Cloze(), section, level)

    def _show_code(self, verdict: Verdict) -> bool:
        """Whether an answer stands below the code of some question that nobody can answer without."""
        asked = (
            self._body(candidate, candidate.end, end)
            for candidate, end in zip(verdict.candidates, verdict.ends, strict=True)
            if _SHOWN.search(candidate.text)
        )
        return any(_behind_code(lines) for lines in asked)

    def _are_ticked(self, verdict: Verdict) -> bool:
        """Whether ticks and crosses tell the options of most questions: in a few answers they are dos and don'ts."""
        ranges = zip(verdict.candidates, verdict.ends, strict=True)
        ticked = sum(options.is_ticked(self.lines[candidate.end : end]) for candidate, end in ranges)
        return ticked * 2 >= len(verdict.candidates)

    def _options(
        self, candidate: Candidate, question: str, halves: _Halves
    ) -> tuple[options.Found | None, list[str], list[str]]:
        """The options of a question, and the lines above and below them; where there are none, those of the answer."""
        above, below = halves.above, halves.below
        if asked := sub_questions.end([*above, *below], halves.keys):
            asked = max(0, asked - len(above))
            return None, [*above, *below[:asked]], below[asked:]
        found = options.find(above) if above else None
        if found and (self.ticked or not found.ticked):
            return found, above, below
        lines = [*above, *below]
        if (found := unlettered.named(lines, len(above) if halves.is_folded else None)) and comes_first(
            lines, found.start
        ):
            return found, lines[: found.end], lines[found.end :]
        if (found := options.find(below)) and found.is_sure and (self.ticked or not found.ticked):
            if comes_first(below, found.start):
                return found, below[: found.end], below[found.end :]
            if not any(line.strip() for line in above):
                return found, [], below  # a list further down stays in the answer, too
        if candidate.sign in self.bare and _LISTED.search(question):
            return None, [*above, *below], []
        return None, *self._with_code(question, above, below)

    def _place(self, candidate: Candidate, end: int, line: int, below: Sequence[str]) -> int:
        """The line where what is said of the right options begins."""
        first = next((text.strip() for text in below if text.strip()), "")
        at = max(line, candidate.first)
        return next((n for n in range(at, max(at, end)) if first and first in self.lines[n]), at)

    def _made(
        self,
        candidate: Candidate,
        question: str,
        answer: str,
        kind: Kind,
        section: tuple[str, ...],
        level: Level | None,
    ) -> Card:
        return Card(
            self.definitions.inlined(question),
            self.definitions.inlined(answer),
            self.features.source.at(candidate.first),
            candidate.number,
            level,
            section,
            candidate.tags,
            kind,
            origin=candidate.origin or None,
            reverse=candidate.reverse and isinstance(kind, Basic),
        )

    def _counting(self, halves: _Halves, found: options.Found | None) -> answer_text.Counts:
        """Which labels count at the beginning of an answer."""
        if found:
            return self.labels.count_below_options
        return self.labels.count_behind if halves.is_folded else self.labels.count

    def _answer(self, lines: Sequence[str], candidate: Candidate, counts: answer_text.Counts) -> str:
        is_plain = candidate.sign.family in ("number", "plain", "label", "admonition", "summary", "capitals")
        if not is_plain:
            return answer_text.answer(lines, counts)
        start, end = boilerplate.trimmed(lines)
        text = answer_text.answer(answer_text.outdented(lines[start:end]), counts)
        return "\n".join(answer_text.outdented(text.split("\n")))  # tags around it may have stood further left

    def _halves(self, candidate: Candidate, end: int) -> _Halves:
        """The lines that still belong to the question, and those of the answer."""
        if candidate.answer:
            return _Halves(self._body(candidate, candidate.end, end), self._body(candidate, *candidate.answer), end)
        at = self._label(candidate, end)
        rest = candidate.rest.split("\n") if candidate.rest else []
        key = self.features.key_after(candidate.first) if self.features.keys else None
        entries = (
            key.answers[candidate.number]
            if key and candidate.number is not None and candidate.first in key.candidates
            else ()
        )
        texts = tuple(entry.text for entry in entries)
        above = [*rest, *self._body(candidate, candidate.end, end if at is None else at)]
        fold = self.folds.get(at) if at is not None else None
        if at is None and entries:
            return _Halves(above, texts[0].split("\n"), entries[0].line, texts[1:])
        if at is None:
            return _Halves([], above, candidate.end)
        if fold is None:
            return _Halves(above, self._body(candidate, at, end), at, texts)
        said = prefixes.label(summaries.cleaned(fold.summary))
        keys = (*texts, said.rest) if said and said.rest else texts
        return _Halves(above, self._folded(candidate, fold, end), at, keys, is_folded=True)

    def _body(self, candidate: Candidate, start: int, end: int) -> list[str]:
        out = self.definitions.lines
        lines = [
            line for n, line in enumerate(self.lines[start:end], start) if line != boilerplate.GONE and n not in out
        ]
        first = next((line for line in lines if line.strip()), "")
        quote = candidate.quote if first.lstrip().startswith(">") else 0  # else the question alone stands in a quote
        text = next((n for n in range(start, end) if self.lines[n].strip()), start)
        is_behind = candidate.item and text >= candidate.item.end and not first[:1].isspace()  # the list
        if candidate.item and not is_behind:
            return answer_text.outdented(answer_text.dedented(lines, candidate.item.column, quote), most=4)
        return answer_text.dedented(lines, 0, quote)

    def _folded(self, candidate: Candidate, fold: Fold, end: int) -> list[str]:
        """What stands in details and below them, without their own tags."""
        last = min(fold.end, end) - 1
        inner = self._body(candidate, fold.below + 1, last) if last > fold.below else []
        closing = self._body(candidate, last, last + 1) if last > fold.below else []
        closing = [re.sub(r"</details\s*>", "", line, count=1, flags=re.IGNORECASE) for line in closing]
        return [fold.rest, *inner, *closing, *self._body(candidate, last + 1, end)]

    def _label(self, candidate: Candidate, end: int) -> int | None:
        """The line that labels the answer: where that is the rule, or directly below a question with a label."""
        at = self.labels.first(candidate.end, end)
        if at is None:
            return None
        between = "".join(self.lines[candidate.end : at]).strip()
        told = candidate.sign in self.aligned or (candidate.labelled and not (between and self.labels.is_weak(at)))
        return at if told or not between else None

    def _with_code(self, question: str, above: list[str], below: list[str]) -> tuple[list[str], list[str]]:
        """Moves code that a question points to from the answer's beginning to the question, where more follows."""
        if any(line.strip() for line in above):
            return above, below
        first = next((n for n, line in enumerate(below) if line.strip()), 0)
        fence = _FENCE.match(below[first]) if below else None
        if not fence:
            return above, below
        shut = next((n for n in range(first + 1, len(below)) if below[n].strip() == fence[1]), None)
        if shut is not None and answer_text.ARROW.match(next((line for line in below[shut + 1 :] if line.strip()), "")):
            return below[: shut + 1], below[shut + 1 :]
        shown = bool(_SHOWN.search(question))
        points = shown or (not _TASK.match(question) and _POINTS.search(_TAGS.sub("", question)))
        if (
            shut is None
            or not points
            or not (answer_text.answer(below[shut + 1 :], self.labels.count) or (shown and self.shows_code))
        ):
            return above, below
        return below[: shut + 1], below[shut + 1 :]


def _behind_code(lines: Sequence[str]) -> bool:
    """Whether lines begin with code, and words follow it."""
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    fence = _FENCE.match(lines[first]) if first < len(lines) else None
    shut = next((n for n in range(first + 1, len(lines)) if fence and lines[n].strip() == fence[1]), len(lines))
    return any(line.strip() and not boilerplate.reason(line) for line in lines[shut + 1 :])


def _clean(text: str) -> str:
    """A question without anchors, tags and emphasis around the whole of it."""
    text = boilerplate.unanchored(_TAG.sub("", text) if "<" in text else text)
    wrapped = _WRAPPED.match(text)
    return (wrapped[2] + wrapped[3]).strip() if wrapped else text.strip()
