"""Problems of printing: fonts, images and sizes."""

from __future__ import annotations

from exporter.problems.code import WARNING, Code, Example, document

IMAGE_REFUSED = Code(
    "image-refused",
    (WARNING,),
    title="an image is not printed",
    why="Pages show its description instead: printing fetches nothing, and draws only sound images of bearable size.",
    remedy="Convert them, or make them smaller.",
    example=Example(
        {
            "tea.md": "### Q: How?\n\n![a pot](pot.svg)\n",
            "pot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="A 1 2 3"/></svg>\n',
        },
        command="exporter build . --only sheet",
    ),
    several="{count} images are not printed",
)

NO_FONT = Code(
    "no-font",
    (WARNING,),
    title="a font of the settings is not installed",
    why="The next font of the list is used, so pages look other than you meant.",
    remedy="Install it, or choose a name that `fc-list : family` lists.",
    example=document("### Q: Why?\n\nTaste.\n", settings='[print]\nfonts = ["Nowhere Sans"]\n'),
)

NO_GLYPH = Code(
    "no-glyph",
    (WARNING,),
    title="no installed font has a character",
    why="Pages would show an empty box instead.",
    remedy="Install the font that its message names, or replace the character.",
    example=document("### Q: Why?\n\nA sign for private use: &#xF8FED;\n"),
)

NO_ROOM = Code(
    "no-room",
    (WARNING,),
    title="the format of an output has no room for something",
    why="It is left out there, or written in another way.",
    remedy="Moodle XML has room for it: `--only moodle`.",
    example=Example(
        {"tea.md": "### Q: How?\n\n![a pot](pot.svg)\n", "pot.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n'},
        command="exporter build . --only gift",
    ),
)

SHRUNK = Code(
    "shrunk",
    (WARNING,),
    title="a block was printed smaller, since it is taller than a page",
    why="It may be too small to read.",
    remedy="Split them.",
    example=document(
        "### Q: How?\n\n| step | why |\n|---|---|\n| boil | it ",
        shell="yes 'frees the air, and' | head -n 3000 | tr '\\n' ' ' >> tea.md",
        command="exporter build . --only sheet",
    ),
    several="{count} blocks are taller than a page and printed smaller",
)

TOO_MANY_PAGES = Code(
    "too-many-pages",
    (WARNING,),
    title="a sheet takes more pages than `print.pages`",
    why="Smaller print could not be read, so the sheet has as few pages as legible print takes.",
    remedy="Allow more pages, print fewer cards, or short answers (`--brief`).",
    example=document(
        "### Q: How?\n\n" + "So.\n\n" * 400,
        settings="[print]\npages = 1\n",
        command="exporter build . --only sheet",
    ),
    several="{count} sheets take more pages than `print.pages`",
)

TOO_WIDE = Code(
    "too-wide",
    (WARNING,),
    title="a table or a line was printed smaller, since it is wider than its column",
    why="It may be too small to read.",
    remedy="Split it, or print fewer columns (`print.columns`).",
    example=document(
        "### Q: How?\n\n" + "| pot " * 70 + "|\n" + "|---" * 70 + "|\n", command="exporter build . --only sheet"
    ),
    several="{count} tables or lines are wider than their column and printed smaller",
)
