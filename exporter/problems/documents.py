"""Problems of whole documents: unread, incomplete or misread."""

from __future__ import annotations

from exporter.problems.code import ERROR, INFO, WARNING, Code, Example, document

COLUMNS = Code(
    "columns",
    (WARNING,),
    title="columns of a spreadsheet or of data have no place in a card",
    why="What they say is in no card: nothing tells whether they belong to the question, to the answer or to neither.",
    remedy="Give them a place by `columns` of `[[documents]]`, rename them, or silence this.",
    example=Example(
        {"tea.csv": "Question,Answer,Harvest\nHow hot is it?,80 degrees,May\nHow long?,Two minutes,June\n"}
    ),
)

CONTENTS = Code(
    "contents",
    (WARNING,),
    title="the document's contents name questions that were not found",
    why="Questions of the contents that were not found may be missing from the document, or be part of another answer.",
    remedy="Add them, fix their headings, or remove them from the contents.",
    example=document(
        "# Tea\n\n- [Why is water boiled?](#boiled)\n- [Why is a pot warmed?](#warmed)\n"
        "- [Why is milk added?](#milk)\n- [Why is tea stirred?](#stirred)\n\n"
        "## Why is water boiled?\n\nTo free its air.\n\n## Why is a pot warmed?\n\nTo keep the heat.\n\n"
        "## Why is milk added?\n\nFor its taste.\n"
    ),
)

EMPTY = Code(
    "empty",
    (ERROR,),
    title="a document is empty",
    why="Nothing is made from it. If it had cards before, a build keeps them and their last outputs.",
    remedy="Write questions into it, or remove it.",
    example=document(""),
)

ENCODING = Code(
    "encoding",
    (WARNING,),
    title="a document is not in UTF-8, and its encoding is guessed or damaged",
    why="It is read all the same; letters with accents may be wrong.",
    remedy="If letters are wrong in its cards, save the document as UTF-8 in the program that it comes from.",
    example=document("### Q: Why?\n\nTaste.\n", shell="printf '\\n### Q: Where?\\n\\nIn a caf\\351.\\n' >> tea.md"),
)

GUESSED_QUESTIONS = Code(
    "guessed-questions",
    (WARNING,),
    title="nothing asks, and headings with text below are taken for questions",
    why="A file that you name is read even so; a folder's document would be passed over.",
    remedy='Set `question = "heading 2"` for the document if that is right, or mark its questions.',
    example=document(
        "# Tea\n\n## Green tea\n\nIt is steamed.\n\n## Black tea\n\nIt is oxidised.\n\n## White tea\n\nIt is dried.\n",
        command="exporter check tea.md",
    ),
)

INCLUDED = Code(
    "included",
    (WARNING,),
    title="a document includes another file or note, which is not read with it",
    why="What stands in the other file is in no card of this document: a document never has files of yours read.",
    remedy="Read the other file as a document of its own if it holds questions, or silence this.",
    example=document(
        "Tea\n===\n\n.. include:: leaves.rst\n\nWhy is water boiled?\n--------------------\n\nTo free its air.\n\n"
        "Why is a pot warmed?\n--------------------\n\nTo keep the heat.\n",
        name="tea.rst",
    ),
)

INTERNAL = Code(  # never silenced
    "internal",
    (ERROR,),
    title="an unexpected error, which is a bug in exporter",
    why="The document or output it names was left as it is, and everything else was made.",
    remedy="Please report it, with what `--debug` prints.",
    example=None,
)

LINKED_OUTSIDE = Code(
    "linked-outside",
    (WARNING, ERROR),
    title="a symbolic link leads out of the source folder and is not read",
    why="A folder from somewhere else could have its links lead to any file of yours. "
    "It is an error if nothing else is read, or if the ledger knows cards of that document.",
    remedy="Copy the document here, or name the link on the command line after the folder.",
    example=document("### Q: Why?\n\nTaste.\n", shell='ln -s "$(mktemp)" outside.md'),
)

LINKED_TWICE = Code(
    "linked-twice",
    (INFO,),
    title="a symbolic link leads to a document that is read already",
    why="Its cards would be there twice, so the link is not read.",
    remedy="Delete the link, or name it on the command line to read both.",
    example=document("### Q: Why?\n\nTaste.\n", shell="ln -s tea.md again.md"),
)

METADATA = Code(
    "metadata",
    (WARNING,),
    title="front matter, or the metadata below a later title, is not valid YAML",
    why="It is read line by line instead: a list or a nested value is taken for text.",
    remedy="Write `key: value` in a line each, with quotes around a value that has a colon or brackets.",
    example=document("---\ntitle: Tea: a guide\n---\n\n### Q: Why?\n\nTaste.\n"),
)

NO_QUESTIONS = Code(
    "no-questions",
    (ERROR,),
    title="no question was found in a document",
    why="Nothing is made from it. If it had cards before, a build keeps them and their last outputs.",
    remedy="Mark questions as docs/reading.md shows, or set `question` of `[[documents]]` to the mark that they have.",
    example=document("# Tea\n\nWater is boiled first.\n", command="exporter check tea.md"),
)

NUMBERS = Code(
    "numbers",
    (INFO,),
    title="the numbers of questions have a gap",
    why="A question may be missing, or be read as part of the answer before it.",
    remedy="Compare with the original: questions may be missing, or be read as part of an answer.",
    example=document("### Q1: Why boil?\n\nAir.\n\n### Q2: Why warm?\n\nHeat.\n\n### Q4: Why stir?\n\nSugar.\n"),
    several="the numbers of questions have {count} gaps",
)

UNKEPT_PROMISE = Code(
    "unkept-promise",
    (WARNING,),
    title="a title promises more questions than were found",
    why="Questions may be missing, or be read as part of other answers.",
    remedy="Compare with the original, and mark the missing questions like the others.",
    example=document("# 3 questions about tea\n\n### Q1: Why boil?\n\nAir.\n\n### Q2: Why warm?\n\nHeat.\n"),
)

PASSED_OVER = Code(
    "passed-over",
    (INFO, ERROR),
    title="a document of a folder is passed over, since little in it asks",
    why="READMEs, lists and notes have a question here and there, or none: in a folder only what is surely meant is "
    "read. It is an error if nothing else is read.",
    remedy="Name the file itself, or give it an entry in `[[documents]]`, to read it all the same.",
    example=document(
        "### Q: Why?\n\nTaste.\n",
        shell="printf '# Notes\\n\\nBuy tea. Water the pots. Write to Ann.\\n' > notes.md",
    ),
)

PLUGIN = Code(
    "plugin",
    (ERROR,),
    title="a plug-in of another package cannot be used",
    why="Documents that only this plug-in reads are not read; everything else is made without it.",
    remedy="Update or uninstall the package that is named, or report this to its authors.",
    example=None,
)

SKIPPED_RECORDS = Code(
    "skipped-records",
    (WARNING,),
    title="rows of a spreadsheet or of data have no question",
    why="No card is made of them.",
    remedy="Write their questions, or delete the rows.",
    example=Example({"tea.csv": "Question,Answer\nHow hot is it?,80 degrees\n,Two minutes\nWhich pot?,A warm one\n"}),
)

UNEXPLAINED = Code(
    "unexplained",
    (INFO,),
    title="much of a document is in no card",
    why="Questions may be among it that are written in another way than those that were found.",
    remedy="Look at the notes that `exporter parse` prints; `exporter parse -v` says what else could be asked.",
    example=document(
        "Water is boiled first. Then it cools, and leaves go in.\n\n"
        "Q: Why boil?\nA: Air.\n\nQ: Why cool?\nA: Taste.\n\nQ: Why wait?\nA: Color.\n"
    ),
)

UNREADABLE = Code(
    "unreadable",
    (ERROR,),
    title="a document cannot be read",
    why="It is damaged, not text, or closed to you. If it had cards before, a build keeps them and their last outputs.",
    remedy="Do what its message says.",
    example=document("### Q: Why?\n\nTaste.\n", shell="printf '\\0' >> tea.md"),
)
