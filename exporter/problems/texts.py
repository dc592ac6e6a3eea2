"""Problems in the text of cards: code, formulas, images, restored tables and diagrams."""

from __future__ import annotations

from exporter.problems.code import INFO, WARNING, Code, document

_COMPARE = "Compare with the original; fix them in what `exporter convert` writes."

DOUBTFUL_DIAGRAM = Code(
    "doubtful-diagram",
    (WARNING,),
    title="a flattened diagram could not be restored with certainty",
    why="Copied from a web page, a drawing stands in one line. Its rows were put back, but its boxes do not fit.",
    remedy=_COMPARE,
    example=document(
        "Q1. How does a farm look?\n\nAs in this plan.\n\n"
        "┌──────────────┐│     Barn     ││ ┌──────────┐ ││ │ hens     │ ││ │(turtledoves)│ ││ │ ducks    │ ││ "
        "└──────────┘ │└──────────────┘\n\nQ2. Where do doves nest?\n\nIn a loft.\n",
        "farm.txt",
    ),
    several="the boxes of {count} diagrams do not add up",
)

DOUBTFUL_TABLE = Code(
    "doubtful-table",
    (WARNING,),
    title="the column breaks of a flattened table's row are guessed",
    why="Copied from a web page, the cells of a row run together. Words may stand in the wrong column:"
    " mend them in what `exporter convert` writes.",
    remedy="Compare with the original.",
    example=document(
        "Q1. How hot is the water?\n\nThat depends.\n\n"
        "LeafHeatMinutes\nGreen80 °C2\nBlack100 °C hot water3 to 5\nHerbal mix 95100 °C10\n\n"
        "Q2. Why is a pot warmed?\n\nTo keep the heat.\n",
        "tea.txt",
    ),
    several="{count} table rows have guessed column breaks",
)

FORMULA = Code(
    "formula",
    (WARNING,),
    title="a formula cannot be set",
    why="Its source is shown instead: everywhere if it has commands that are not allowed, else by print and preview.",
    remedy="Write them in simpler TeX.",
    example=document("### Q: How hot?\n\n\\(\\usepackage{tea} 100\\)\n"),
    several="{count} formulas cannot be set: print and preview show their source",
)

MISSING_IMAGE = Code(
    "missing-image",
    (WARNING,),
    title="an image or a sound is missing, or is none",
    why="Cards and pages show its description instead; Anki plays a sound of that name if it has one.",
    remedy="Paths are relative to the document's own folder.",
    example=document("### Q: How?\n\n![a pot](pot.png)\n"),
    several="{count} images or sounds are missing or cannot be used",
)

LOST_CELLS = Code(
    "lost-cells",
    (WARNING,),
    title="a row of a table has more cells than its header",
    why="What stands in these cells is shown nowhere: Markdown leaves it out.",
    remedy="Give the header a cell for each, or write `\\|` where a bar is meant.",
    example=document("### Q: Which teas?\n\n| tea | degrees |\n|---|---|\n| green | 80 | a lost note |\n"),
    several="{count} rows of tables have more cells than their headers",
)

OPEN_FENCE = Code(
    "open-fence",
    (WARNING,),
    title="a code block is not closed",
    why="The questions below it would be code. It was closed where that is plain.",
    remedy="Write the closing fence on a line below each.",
    example=document("### Q: How?\n\n```sh\nboil\n\n### Q: Why?\n\nAir.\n"),
    several="{count} code blocks are not closed",
)

OPEN_HTML = Code(
    "open-html",
    (WARNING,),
    title="a comment or other raw HTML is not closed",
    why="It hides all that follows in its card or note.",
    remedy="Close them, or write a backslash before them.",
    example=document("### Q: How?\n\nBoil it.\n\n<!-- more\n"),
    several="{count} comments or tags are not closed",
)

REMOTE_IMAGE = Code(
    "remote-image",
    (INFO,),
    title="an image on the web is a link",
    why="Nothing is fetched by a build. With `media.remote = true` your device fetches it whenever it shows the card.",
    remedy="Save them beside the document and use those.",
    example=document("### Q: How?\n\n![a pot](https://example.org/pot.png)\n"),
    several="{count} images on the web are shown as links",
)
