"""Every code of a problem, once, with what it means. A test holds the code that finds problems to this table."""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    "asked-twice": "a question stands more than once in the documents",
    "attribute": "an attribute of canonical Markdown is not what it can be",
    "bare-link": "an answer is nothing but a link",
    "contents": "the document's contents name questions that were not found",
    "doubtful-diagram": "a flattened diagram could not be restored with certainty",
    "doubtful-table": "columns of a flattened table were cut by likelihood",
    "empty": "a document is empty",
    "formula": "a formula cannot be set",
    "image-refused": "an image is not printed",
    "linked-outside": "a link leads out of the folder of documents and is not read",
    "linked-twice": "a link is a second name of a document and is not read",
    "missing-image": "an image is missing or is not an image",
    "nearly-asked-twice": "two questions are nearly the same",
    "no-font": "a font of the settings is not installed",
    "no-glyph": "no installed font has a character",
    "no-question": "a card has no question",
    "no-questions": "no question was found in a document",
    "no-text": "a question or an answer shows nothing",
    "numbers": "the numbers of questions have gaps or repetitions",
    "open-fence": "a code block is not closed",
    "open-html": "a comment or other raw HTML is not closed",
    "remote-image": "an image of the web is a link",
    "retired-cut": "of a retired card only the opening of its answer is known",
    "shrunk": "a block was printed smaller, since it is taller than a page",
    "too-long": "an answer is too long to be learned as one card",
    "unanswered": "a question has no answer",
    "uncertain-identity": "it is not certain which card of the last build a card is",
    "unkept-promise": "a title promises another number of questions than were found",
    "unreadable": "a document cannot be read",
}
