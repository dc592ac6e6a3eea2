"""Print: one document as a cheat sheet, as flashcards, as a quiz and its key.

    templates + document ── document.py, cards.py ──▶ units of HTML ── fitting.py ──▶ units that fit a column
    units ── adapter/ (WeasyPrint) ──▶ a galley: all units laid out once, one below the other, galley.py
    galley ── packing.py ──▶ spots: what goes where on which page
    galley + spots ── adapter/ ──▶ PDF

What is printed goes by way of fragments (fragments.py): what a galley holds of each spot, drawn. layout_cache.py takes
those of the last build and shares the other units among processes (layout_workers.py). Frames of pages, titles and
contents depend on where all else stands: they are laid out each time.

With `print.layout = "flowing"` WeasyPrint fills the columns of sheets and quizzes by its public interface alone, from
the same units (flowing.py, adapter/flowing.py): the way out when its insides change.

`sheet`, `flashcards`, `quiz` and `quiz_key` are the outputs; each goes this way, and says what it wants different.
versions.py orders the versions of a quiz, which stand in one PDF as parts (parts.py).
"""
