"""What one language calls the parts of a question-and-answer document: the fields of the data.

Every field is a list of words or phrases with commas between them; `{a/b}` stands for either, `{s/}` for one that may
be missing: `{sample /}question{s/}` are four phrases.
"""

from __future__ import annotations

from typing import NamedTuple


class Language(NamedTuple):
    """The words of one language. Case does not count; how accents may be missing, `accents` says."""

    name: str
    accents: str = "kept"  # "kept"; "stripped": people type without, too; "spelled": as `ae`, `oe`, `aa`, too

    # labels of questions and of answers, such as `Question 5:`
    question: str = ""
    questions: str = ""  # their plural: columns and titles
    task: str = ""  # an exercise
    answer: str = ""  # nothing else is meant by it
    solution: str = ""  # has other uses: `Solution: 5 % salt`; counts where a document labels its answers so
    loose: str = ""  # the same, and only with a colon: `Correct: B`
    plural: str = ""  # several answers: `Answers: A, C`; alone it is the title of a key
    short: str = ""  # abbreviations of both: `Q A`; count where they take turns
    roles: str = ""  # who asks and who answers in a chat or an interview, a term and its definition: `host > guest`

    front: str = ""  # the sides of a card, as columns are called; the back labels answers, too
    back: str = ""

    # answers at other places
    answers: str = ""  # titles of a key, names of the answers
    inflected: str = ""  # other forms of the words for an answer, as in "show the answer"
    explanation: str = ""
    hint: str = ""
    reveal: str = ""  # what offers something hidden, even alone: "show", "reveal"
    more: str = ""  # the same, where it need not be an answer: "details", "output", "click"
    around: str = ""  # what may stand beside it: "the", "to", "here"

    # keys that name options
    option: str = ""
    right: str = ""  # all forms of "right", "correct"
    wrong: str = ""  # all forms of "wrong", "false"
    article: str = ""  # what may stand before "answer" in a key: articles, "only", "both"
    be: str = ""  # is, are
    conjunction: str = ""  # and
    alternative: str = ""  # or
    denial: str = ""  # not
    reason: str = ""  # because

    # levels
    beginner: str = ""
    intermediate: str = ""
    advanced: str = ""
    level: str = ""  # what stands beside such a word in a title: "level", "questions", "for"

    # titles
    faq: str = ""
    exam: str = ""  # what else promises questions in a title: "interview", "quiz"
    contents: str = ""
    resources: str = ""  # links, references, sources
    part: str = ""  # other usual parts of a document: "introduction", "license", "summary"
    advice: str = ""  # tips

    # what teaches nothing
    top: str = ""  # "back to top", "to the contents"
    missing: str = ""  # in place of an answer: "coming soon"
    farewell: str = ""  # how the last words to a reader begin: "let me know", "would you like me"
    published: str = ""  # names of data of an article: "updated", "author", "reading time"
    share: str = ""  # what stands in a line around an article: "share this", "leave a comment"
    button: str = ""  # the same, as a whole line: "follow"

    # first words of questions
    asking: str = ""  # what, why, how
    auxiliary: str = ""  # is, can
    order: str = ""  # an exam's order: "explain"
    task_order: str = ""  # an order that manuals give, too: "write"
