"""Problems of questions, answers and their identity in the ledger."""

from __future__ import annotations

from exporter.problems.code import ERROR, INFO, WARNING, Code, Example, document

ASKED_TWICE = Code(
    "asked-twice",
    (WARNING, INFO),
    title="a question stands more than once in the documents",
    why='You would learn it twice, maybe with different answers. With `duplicates = "suppress"` one becomes a card, '
    "and the others are named as info.",
    remedy='Reword or delete some, or set `duplicates = "suppress"`.',
    example=document("### Q: Why boil?\n\nAir.\n\n### Q: Why boil?\n\nTaste.\n"),
    several="{count} questions are asked more than once",
)

ATTRIBUTE = Code(
    "attribute",
    (WARNING,),
    title="an attribute of canonical Markdown has a value that it cannot have",
    why="The attribute is not read: for example, the card does not get the id that keeps its reviews.",
    remedy="Correct or delete them.",
    example=document("<!-- canonical -->\n\n# Tea\n\n### Q: Why boil?\n<!-- depth: deep -->\n\nAir.\n"),
    several="{count} attributes have values that they cannot have",
)

BARE_LINK = Code(
    "bare-link",
    (WARNING,),
    title="an answer is nothing but a link",
    why="The card asks for something that its back does not say, and paper has no links.",
    remedy="Write the answers below them.",
    example=document("### Q: Why boil?\n\n[Read more](https://example.org/tea)\n"),
    several="{count} answers are only a link",
)

NEARLY_ASKED_TWICE = Code(
    "nearly-asked-twice",
    (INFO,),
    title="two questions are nearly the same",
    why="You would learn the same thing from two documents. Both become cards.",
    remedy="Make them ask different things, or delete them.",
    example=Example(
        {
            "tea.md": "### Q: Why is the water for tea boiled?\n\nAir.\n",
            "water.md": "### Q: Why is water for tea boiled?\n\nGerms.\n",
        }
    ),
    several="{count} questions are nearly the same as others",
)

NO_GAP = Code(
    "no-gap",
    (ERROR,),
    title="a cloze hides nothing",
    why="It is left out: its card in Anki would hide all of its text.",
    remedy="Mark what to hide, as in `Water boils at ==100== degrees.` or `{{c1::100}}`, or make it a question.",
    example=document("<!-- canonical -->\n\n# Tea\n\n### C:\n\nWater boils.\n\n### C:\n\nTea ==steeps==.\n"),
    several="{count} clozes hide nothing",
)

NO_QUESTION = Code(
    "no-question",
    (WARNING,),
    title="a card has no question",
    why="It is left out: nothing could be asked.",
    remedy="Write it after the mark, as in `### Q: Why?`, or delete them.",
    example=document("<!-- canonical -->\n\n# Tea\n\n### Q: Why boil?\n\nAir.\n\n### Q:\n"),
    several="{count} cards have no question",
)

NO_TEXT = Code(
    "no-text",
    (WARNING,),
    title="a question or an answer shows nothing",
    why="A side of the card would be empty: it holds only markup, a comment, or what is not allowed on a card.",
    remedy="Write them in words.",
    example=document("<!-- canonical -->\n\n### Q: Why boil?\n\n<!-- to be written -->\n"),
    several="{count} questions or answers show nothing",
)

RETIRED_CUT = Code(
    "retired-cut",
    (WARNING,),
    title="only the beginning of a retired card's answer is known",
    why="Cards sent once more with `--retire-tag` need their answers. The ledger has only the first words of them; the "
    "rest was in the output folder of the last build. An import would shorten these answers in Anki.",
    remedy="Do not import this package; find retired cards by the search in report.json instead.",
    example=document(
        "### Q1: Why boil?\n\nAir.\n\n### Q2: Why warm?\n\nHeat.\n",
        shell="exporter build . --only anki\nprintf '### Q1: Why boil?\\n\\nAir.\\n' > tea.md\nrm -r dist",
        command="exporter build . --only anki --retire-tag",
    ),
)

REVIEWS_RESTART = Code(
    "reviews-restart",
    (WARNING,),
    title="a card became a cloze, or is no longer one, and its reviews begin from zero",
    why="Anki cannot turn a note into a cloze, or back. So the old note is retired with its reviews, and a new one is "
    "made. Any other change of a card's kind keeps the note and its reviews.",
    remedy="To keep them, undo the change before you import.",
    example=document(
        "### Q: What frees the air in water?\n\nBoiling it.\n",
        shell="exporter build . --only anki\nprintf '### C:\\n\\n==Boiling it== frees the air in water.\\n' > tea.md",
        command="exporter build . --only anki",
    ),
    several="{count} cards became clozes, or no longer are, and lose their reviews",
)

TOO_LONG = Code(
    "too-long",
    (INFO,),
    title="an answer is too long to be learned as one card",
    why="It has more than 240 words, about a minute of reading. Long cards are forgotten as a whole, again and again.",
    remedy="Split them into several questions.",
    example=document(
        "### Q: Why boil?\n\n",
        shell="yes 'Boiling frees the air.' | head -n 80 >> tea.md",
    ),
    several="{count} answers are too long for one card",
)

UNANSWERED = Code(
    "unanswered",
    (WARNING,),
    title="a question has no answer",
    why="It stays out of decks, spreadsheets and sheets, since there is nothing to learn. Quizzes ask it.",
    remedy="Write the answers below them.",
    example=document("### Q: Why boil?\n\n### Q: Why warm?\n\nHeat.\n"),
    several="{count} questions have no answer and stay out of decks",
)

UNCERTAIN_IDENTITY = Code(  # each has an id of its own to write, and nothing asks about it once the ledger is written
    "uncertain-identity",
    (WARNING,),
    title="it is not certain which card of the last build a card is",
    why="A reworded question should keep its reviews in Anki, and another question should not take them over.",
    remedy="If the choice is wrong, write the id that its message names below the question, and build again.",
    example=document(
        "### Q: Why is water boiled first?\n\nTo free its air.\n",
        shell="exporter build . --only anki\nsed -i.bak 's/water/tea/; s/air/taste/' tea.md",
        command="exporter build . --only anki",
    ),
)

SHIFTED_KEY = Code(
    "shifted-key",
    (WARNING,),
    title="a list of answers has other numbers than the questions above it",
    why="It is not used: by its numbers each entry would answer another question than the one that it is meant for.",
    remedy="Give entries and questions the same numbers.",
    example=document(
        "### 1. What is boiled?\n\n- A) water ✅\n- B) tea\n\n### 2. What is warmed?\n\n- A) a spoon\n- B) a pot ✅\n\n"
        "### 3. What is poured?\n\n- A) tea ✅\n- B) a cup\n\n## Answers\n\n2. A\n3. B\n4. A\n"
    ),
    several="{count} lists of answers have other numbers than the questions above them",
)

UNSOLVED = Code(
    "unsolved",
    (WARNING,),
    title="no option is known to be right, although the document says something about that",
    why="A key that is not understood marks nothing, since a wrong answer learned as right is the worst of all.",
    remedy="Name them as in `Answer: B` or `Answer: A, C`.",
    example=document(
        "### 1. What is boiled?\n\n- A) water\n- B) tea\n\nAnswer: D\n\n### 2. What is warmed?\n\n- A) a pot\n"
        "- B) a spoon\n\nAnswer: A\n"
    ),
    several="{count} multiple-choice questions have no right option that is known",
)
