"""Every code of a problem, once: what it means, and how several of its kind in one document are told in one line.

A test holds the code that finds problems to this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem."""

    meaning: str  # of one problem, without a full stop
    several: str = ""  # says that there are {count} in a document; empty where each needs a line with its own message
    remedy: str = ""  # what to do about all of them


INTERNAL = "internal"  # never silenced

CODES: Mapping[str, Code] = {
    "asked-twice": Code(
        "a question stands more than once in the documents",
        "{count} questions are asked more than once",
        'Reword or delete some, or set `duplicates = "suppress"`.',
    ),
    "attribute": Code(
        "an attribute of canonical Markdown has a value that it cannot have",
        "{count} attributes have values that they cannot have",
        "Correct or delete them.",
    ),
    "bare-link": Code(
        "an answer is nothing but a link",
        "{count} answers are only a link",
        "Write the answers below them.",
    ),
    "contents": Code("the document's contents name questions that were not found"),
    "doubtful-diagram": Code(
        "a flattened diagram could not be restored with certainty",
        "the boxes of {count} diagrams do not add up",
        "Compare with the original; fix them in what `exporter convert` writes.",
    ),
    "doubtful-table": Code(
        "the column breaks of a flattened table's row are guessed",
        "{count} table rows have guessed column breaks",
        "Compare with the original; fix them in what `exporter convert` writes.",
    ),
    "empty": Code("a document is empty"),
    "formula": Code(
        "a formula cannot be set",
        "{count} formulas cannot be set: print and preview show their source",
        "Write them in simpler TeX.",
    ),
    "image-refused": Code(
        "an image is not printed",
        "{count} images are not printed",
        "Convert them, or make them smaller.",
    ),
    INTERNAL: Code("an unexpected error, which is a bug in exporter"),
    "linked-outside": Code("a symbolic link leads out of the source folder and is not read"),
    "linked-twice": Code("a symbolic link leads to a document that is read already"),
    "metadata": Code("front matter, or the metadata below a later title, is not valid YAML"),
    "missing-image": Code(
        "an image is missing or is not an image",
        "{count} images are missing or cannot be used",
        "Paths are relative to the document's own folder.",
    ),
    "nearly-asked-twice": Code(
        "two questions are nearly the same",
        "{count} questions are nearly the same as others",
        "Make them ask different things, or delete them.",
    ),
    "no-font": Code("a font of the settings is not installed"),
    "no-glyph": Code("no installed font has a character"),
    "no-question": Code(
        "a card has no question",
        "{count} cards have no question",
        "Write it after the mark, as in `### Q: Why?`, or delete them.",
    ),
    "no-questions": Code("no question was found in a document"),
    "no-text": Code(
        "a question or an answer shows nothing",
        "{count} questions or answers show nothing",
        "Write them in words.",
    ),
    "numbers": Code(
        "the numbers of questions have a gap",
        "the numbers of questions have {count} gaps",
        "Questions may be missing, or be read as part of an answer.",
    ),
    "open-fence": Code(
        "a code block is not closed",
        "{count} code blocks are not closed",
        "Write the closing fence on a line below each.",
    ),
    "open-html": Code(
        "a comment or other raw HTML is not closed",
        "{count} comments or tags are not closed",
        "Close them, or write a backslash before them.",
    ),
    "remote-image": Code(
        "an image on the web is a link",
        "{count} images on the web are shown as links",
        "Save them beside the document and use those.",
    ),
    "retired-cut": Code("only the beginning of a retired card's answer is known"),
    "shrunk": Code(
        "a block was printed smaller, since it is taller than a page",
        "{count} blocks are taller than a page and printed smaller",
        "Split them.",
    ),
    "too-long": Code(
        "an answer is too long to be learned as one card",
        "{count} answers are too long for one card",
        "Split them into several questions.",
    ),
    "unanswered": Code(
        "a question has no answer",
        "{count} questions have no answer and stay out of decks",
        "Write the answers below them.",
    ),
    # each has an id of its own to write, and nothing asks about it again once the ledger is written
    "uncertain-identity": Code("it is not certain which card of the last build a card is"),
    "unkept-promise": Code("a title promises more questions than were found"),
    "unreadable": Code("a document cannot be read"),
    "unsolved": Code(
        "none of a question's options is known to be right, although the document says something about that",
        "{count} multiple-choice questions have no right option that is known",
        "Name them as in `Answer: B` or `Answer: A, C`.",
    ),
}
