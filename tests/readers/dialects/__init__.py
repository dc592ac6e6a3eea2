"""Dialects: documents written from known cards, to see whether the reading is exactly those cards.

A document is a combination of rows, one of each trait: how questions are marked and numbered, how answers begin, what
they hold, what stands above, between and below the cards. `python -m tests.readers.dialects --count 2000` writes that
many, so that every two rows that can stand together do, prints the share read exactly right, and the failures by the
rows they have in common. A new shape is a row in a table: `questions`, `answers`, `choices`, `formats`, `surroundings`.

The texts are our own (`subjects.yaml`). What a combination gives depends on its own name and nothing else, so a row
more changes no other document.
"""
