"""Pasted articles: the plain text of a web page, its questions numbered `Q1. …` or `01` above the question.

The marks of the questions are found first; between two of them stand an answer and, maybe, the next section's head.
What stands before the first and after the last question is furniture, an introduction, notes, or questions without a
number under "Frequently Asked Questions". One file may hold several articles, pasted after each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.readers.inferred.preparation import numbers_above
from exporter.readers.pasted import questions
from exporter.readers.pasted.questions import Mark
from exporter.readers.source import Reading, Source

_MARKUP = re.compile(
    r"^ {0,3}(?:```|~~~|\|.*\|[ \t]*$|</?(?:details|summary|h[1-6])\b[^<>\n]{0,200}>)|\]\([^\s()]{1,500}\)",
    re.MULTILINE,
)
_WEAK_MARKUP = re.compile(r"^ {0,3}<!--|(?<![\w*])\*\*[A-Za-z][^*\n]*\*\*(?![\w*])", re.MULTILINE)
_WEAK = 0.5  # of a mark: code that is shown has comments, and some pages forget to set a word in bold
_HEADING = re.compile(r"# (?![#!])\S|#{2,6} \S")  # a page's title has no sign before it
_RULE = re.compile(r"(?:-{3,}|={3,})[ \t]*")
_UNDERLINE = re.compile(r"={3,}[ \t]*")
_OFFER = re.compile(  # the first two options of a multiple choice
    r"^\s{0,6}(?:[-*+]\s+)?(?:\*\*)?[(\[]?(?:A(?P<mark>[.):\]]).*\n\n?\W{0,9}B|a(?P<small>[.):\]]).*\n\n?\W{0,9}b)"
    r"(?:(?P=mark)|(?P=small))",
    re.MULTILINE,
)
_LOOSE = re.compile(r"A\s?[.)–-]\s")  # alone it is no option
_NEAR = 8  # lines below a question that are looked at: for options, and for a label
_NEXT = 2
_SELDOM = 200  # lines per mark, of Markdown in a pasted text and of questions: less is there by chance


def read(source: Source) -> Reading | None:
    """The reading, or None where no question is numbered in an article's way, or the text is something else."""
    found = questions.find(source.lines)
    if not found or len(found) * _SELDOM < len(source.lines) or _is_markdown(source):
        return None
    if len(numbers_above.lines_with(source.lines)) > len(found):
        return None  # numbers that do not run on
    if _is_quiz(source, found) or _is_labelled(source, found) or _is_headed(source, found):
        return None
    from exporter.readers.pasted import assembly

    return assembly.read(source, found)


def _is_quiz(source: Source, found: Sequence[Mark]) -> bool:
    """Whether options stand below most questions: articles have none, and what knows their keys reads them."""
    from exporter.readers.inferred.preparation import choices

    below = ("\n".join(source.lines[mark.end : mark.end + _NEAR]) for mark in found)
    is_lettered = 2 * sum(bool(_OFFER.search(text)) for text in below) > len(found)
    return is_lettered or choices.replaced(source) is not source


def _is_headed(source: Source, found: Sequence[Mark]) -> bool:
    """Whether a heading of Markdown stands above questions that are one line each, which others read as well."""
    top = [line for line in source.lines[source.front_lines : source.front_lines + _NEAR] if line.strip()]
    is_headed = bool(top) and bool(_HEADING.match(top[0]) or (len(top) > 1 and _UNDERLINE.fullmatch(top[1])))
    ruled = sum(bool(_RULE.fullmatch(source.lines[mark.end])) for mark in found if mark.end < len(source.lines))
    if ruled * 2 > len(found):
        return True  # underlined
    are_lines = all(mark.end - mark.start == 1 for mark in found)
    return is_headed and (are_lines or len(numbers_above.lines_with(source.lines)) == len(found))


def _is_markdown(source: Source) -> bool:
    """Whether the text has marks that a browser's copy never has: fences, links, tables with borders, bold words."""
    marked = len(_MARKUP.findall(source.text)) + _WEAK * len(_WEAK_MARKUP.findall(source.text))
    return marked * _SELDOM > len(source.lines)


def _is_labelled(source: Source, found: Sequence[Mark]) -> bool:
    """Whether the answers are labelled, which those of articles never are."""
    from exporter.readers.inferred import alternating_labels, prefixes, splitting
    from exporter.readers.inferred.preparation import short_labels

    if alternating_labels.replaced(source) is not source or short_labels.replaced(source) is not source:
        return True
    labelled = 0
    for mark in found:
        below = next((line for line in source.lines[mark.end : mark.end + _NEXT] if line.strip()), "")
        label = prefixes.label(below.strip().lstrip("#").lstrip())
        labelled += bool(label or _LOOSE.match(below.strip()) or splitting.is_answered(mark.question))
    return 2 * labelled > len(found)
