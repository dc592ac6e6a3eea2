"""Print: one document as a cheat sheet, as flashcards, as a quiz.

    templates + document ── manuscript.py, cards.py ──▶ units of HTML ── fitting.py ──▶ units that fit a column
    units ── press/ (WeasyPrint) ──▶ a galley: all units laid out once, one below the other, galley.py
    galley ── packing.py ──▶ spots: what goes where on which page
    galley + spots ── press/ ──▶ PDF

A sheet, which is printed after every edit, goes by way of plates, plates.py: what a galley holds of each spot, drawn.
composing.py takes those of the last build and shares the other units among processes (setters.py).

`sheet`, `flashcards` and `quiz` are the outputs; each goes this way, and says what it wants different.
"""
