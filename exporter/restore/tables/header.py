"""The row of headings: short, capitalized alike, often words of the question, now and then without the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from exporter.restore.tables.cuts import Cut, cut
from exporter.restore.tables.seams import Seam
from exporter.restore.words.frequencies import word_set

# What columns are called everywhere.
_USUAL = word_set(
    "action advantage advantages aspect best case cases category code command complexity cons criteria criterion"
    " default description difference disadvantage disadvantages example examples feature features field flag function"
    " key keyword level meaning memory method name notes operation operator option parameter performance point pros"
    " property purpose result return returns scope space speed syntax term time tool type usage use value version"
    " when бывает значение когда команда критерий метод название назначение описание операция оператор параметр пример"
    " признак разница свойство тип"
)
_TERM = re.compile(r"[\w.@#+/()*=-]+")
_TERM_WORDS = 4
_IN_QUESTION, _USUAL_WORD, _SMALL_LETTER, _LONG = 1.8, 1.2, -1.0, -1.0
_ALL_IN_QUESTION = 2.0
_DIGIT = -3.0  # `50Questions` is furniture, no heading
_NAME = re.compile(r"[a-z][A-Z]|[_().]")  # a name of code keeps its small letter: `useState`
_DECORATION = "?.,:;!"


class Header:
    """Judges cells of a header; built once per table from the question that the table answers."""

    def __init__(self, question: str) -> None:
        self._terms = _terms(question)

    def cuts(self, line: str, seams: Sequence[Seam], count: int) -> Iterator[tuple[bool, Cut]]:
        """The headings cut into `count` cells, and into one less where the first is empty: whether it is, and how."""
        for corner in (False, True):
            found = self._proven(cut(line, seams, count - corner, self._judge))
            if found:
                yield corner, found

    def _proven(self, found: Cut | None) -> Cut | None:
        """The question names what its table compares: headings that are all its terms are hardly cut by chance."""
        if found is None or len(found.cells) < 2 or not self.are_terms(found.cells):
            return found
        return replace(found, score=found.score + _ALL_IN_QUESTION * len(found.cells))

    def are_terms(self, cells: Sequence[str]) -> bool:
        """Whether the question names all of these."""
        return all(cell.lower() in self._terms for cell in cells)

    def _judge(self, _column: int, cell: str) -> float:
        words = cell.split()
        score = _LONG * max(0, len(words) - 3)
        if cell.lower() in self._terms:
            score += _IN_QUESTION
        elif usual(cell):
            score += _USUAL_WORD
        elif cell[0].islower() and not _NAME.search(cell):
            score += _SMALL_LETTER
        return score + (_DIGIT if cell[0].isdigit() else 0.0)


def usual(cell: str) -> bool:
    """Whether a cell begins as headings everywhere do."""
    return cell[0].isupper() and cell.split()[0].lower() in _USUAL


def _terms(question: str) -> frozenset[str]:
    """All sequences of up to four words of the question, in lower case, singular and plural."""
    words = [word.strip(_DECORATION) for word in _TERM.findall(question.lower()[:500].replace("?", " "))]
    spans = {" ".join(words[start : start + size]) for start in range(len(words)) for size in range(1, _TERM_WORDS + 1)}
    return frozenset(spans | {f"{span}s" for span in spans} | {span.removesuffix("s") for span in spans})
