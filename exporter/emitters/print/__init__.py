"""Print: one document as a cheat sheet, as flashcards, as a quiz.

    templates + document ── manuscript.py, cards.py ──▶ units of HTML ── fitting.py ──▶ units that fit a column
    units ── press.py (WeasyPrint) ──▶ a galley: all units laid out once, one below the other, galley.py
    galley ── packing.py ──▶ spots: what goes where on which page
    galley + spots ── press.py ──▶ PDF

`sheet`, `flashcards` and `quiz` are the outputs; each goes this way, and says what it wants different.
"""
