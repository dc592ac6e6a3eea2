"""Tables at random: what is true of every table, and how often one made of a document's own words comes back."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from exporter.restore import tables
from exporter.restore.words.vocabulary import Vocabulary

# Words no lexicon has: only the document knows them.
_LIST = (
    "zorvex plimbar quondle frabbit snerkul vostrim drazzle glemphur trusken wibbertop yaxforn keldrum moffrig"
    " hesquil brondip jurvane tilquor fendrax oxbrimble cadvorn"
)
WORDS = _LIST.split()
PROSE = " ".join(f"The {word} is described here, and every {word} has a purpose." for word in WORDS)
TABLES, ROWS = 60, 6
RATE = 0.97  # of rows that must come back exactly

cell_text = st.text(st.characters(categories=("Lu", "Ll", "Nd", "Po", "Ps", "Pe", "So", "Zs")), min_size=1, max_size=30)
lines = st.lists(cell_text, min_size=1, max_size=12)


def cells(row: tuple[str, ...]) -> str:
    return "".join(row)


@settings(deadline=None, max_examples=150)
@given(lines)
def test_no_character_is_changed(texts: list[str]) -> None:
    for start, end, table in tables.find(texts, Vocabulary.of("\n".join(texts))):
        assert 0 <= start < end <= len(texts)
        assert [cells(row) for row in table.rows] == [text.rstrip() for text in texts[start:end]]


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=3), min_size=3, max_size=9), st.booleans())
def test_every_row_has_as_many_cells(drawn: list[list[str]], capitals: bool) -> None:
    texts = ["".join(word.title() if capitals else word for word in row) for row in drawn]
    for _, _, table in tables.find(texts, Vocabulary.of(PROSE)):
        assert len({len(row) for row in table.rows}) == 1
        assert all(cell and cell == cell.strip() for row in table.rows[1:] for cell in row)
        assert all(index < len(table.rows) for index in table.doubtful)


@settings(deadline=None, max_examples=60)
@given(st.lists(cell_text, max_size=6), st.text(max_size=200))
def test_reading_twice_gives_the_same(texts: list[str], around: str) -> None:
    assert tables.find(texts, Vocabulary.of(around)) == tables.find(texts, Vocabulary.of(around))


def test_tables_of_the_documents_own_words_come_back() -> None:
    """Cells of one to three words that only the document knows, the first word capitalized or all of them small."""
    dice = random.Random(7)
    vocabulary = Vocabulary.of(PROSE)
    exact = 0
    for _ in range(TABLES):
        rows = random_table(dice, capitals=dice.random() < 0.7)
        found = [row for _, _, table in tables.find([cells(row) for row in rows], vocabulary) for row in table.rows]
        exact += sum(row in found for row in rows)
    assert exact / (TABLES * ROWS) >= RATE


def random_table(dice: random.Random, *, capitals: bool) -> list[tuple[str, ...]]:
    columns = dice.randint(2, 4)

    def cell(longest: int) -> str:
        text = " ".join(dice.choices(WORDS, k=dice.randint(1, longest)))
        return text.capitalize() if capitals else text

    header = tuple(cell(1).title() for _ in range(columns))
    return [header, *(tuple(cell(3) for _ in range(columns)) for _ in range(ROWS - 1))]
