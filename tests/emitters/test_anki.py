"""Packages in the real Anki."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest

from exporter.model import Card, Cloze, Document, Location
from exporter.notes import NOTE_TYPES
from tests.collection import Counts, opened, take
from tests.editions import edition, written
from tests.test_cli import run

TEXT = """\
# Bread

## Doughs

### Q1: What is `List<String>` & {{this}} [sound:x.mp3]? `beginner`

Text with `[$]x[/$]`, **bold**, \\[sound:y.mp3\\] and {{c1::no cloze}}.

```python
print("[sound:z.mp3]")
```

### C:

Bread needs ==salt== and ==time==.

### Q: Which is right?

- [ ] one
- [x] two

**Answer:**

Two.

## Ovens

### Q9: How hot?

240 degrees.
"""


@pytest.fixture
def dist(folder: Callable[..., Path]) -> Path:
    source = folder(bread__md=TEXT)
    run("build", source, "--out", source.parent / "dist", "--only", "anki")
    return source.parent / "dist"


def test_import_twice(dist: Path, tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        assert take(collection, dist / "anki" / "all-decks.apkg") == Counts(4, 0, 0, 0)
        assert collection.card_count() == 5  # two clozes
        assert take(collection, dist / "anki" / "all-decks.apkg") == Counts(0, 0, 4, 0)
        assert take(collection, dist / "anki" / "bread.apkg") == Counts(0, 0, 4, 0)


def test_cards_come_in_the_documents_order(dist: Path, tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        take(collection, dist / "anki" / "all-decks.apkg")
        assert collection.db is not None
        dues = collection.db.list("select distinct due from cards order by nid")
        assert sorted(dues) == [1, 2, 3, 4]
        assert {deck.name for deck in collection.decks.all_names_and_ids()} == {"Default", "Bread"}


def test_nothing_of_a_document_is_anki_syntax(dist: Path, tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        take(collection, dist / "anki" / "all-decks.apkg")
        (note_id,) = collection.find_notes('"tag:qa::level::beginner"')
        card = collection.get_note(note_id).cards()[0]
        assert [str(getattr(tag, "filename", tag)) for tag in card.question_av_tags()] == ["x.mp3"]  # a sound
        assert card.answer_av_tags() == []  # in code, and behind a backslash, it is none
        shown = card.answer()
        assert "List&lt;String&gt;" in shown
        assert "&#91;sound:z.mp3]" in shown
        assert "anki:play" not in shown.replace("[anki:play:q:0]", "")


def test_tags_are_nested(dist: Path, tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        take(collection, dist / "anki" / "all-decks.apkg")
        assert set(collection.tags.all()) == {"qa::bread::doughs", "qa::bread::ovens", "qa::level::beginner"}


def test_reverse_cards_are_made_by_setting(dist: Path, tmp_path: Path) -> None:
    source = dist.parent / "docs"
    run("build", source, "--out", dist, "--only", "anki", "--set", "anki.reverse=true")
    with opened(tmp_path) as collection:
        take(collection, dist / "anki" / "all-decks.apkg")
        assert collection.card_count() == 5 + 3  # two questions and one with options


def test_note_types_are_frozen() -> None:
    """These ids, names and places are in people's collections: this test only ever grows."""
    common = "Breadcrumb Level Number CardId Source"
    frozen = {
        "basic": (1772100310001, f"Question Answer {common} Reverse Extra1 Extra2 Extra3"),
        "cloze": (1772100310002, f"Text Title {common} Extra1 Extra2 Extra3"),
        "choice": (1772100310003, f"Question Options Solution Answer {common} Extra1 Extra2 Extra3"),
    }
    assert {name: (kind.id, " ".join(kind.fields)) for name, kind in NOTE_TYPES.items()} == frozen


def shown(html: str) -> str:
    """What is read of a card's side."""
    text = re.sub(r"<style>.*?</style>|<[^>]*>", "", html, flags=re.DOTALL)
    return " ".join(unescape(text).split())


@pytest.mark.parametrize(
    ("text", "asked", "answered"),
    [
        ("It is ==a::b {{c}} }} d== here.", "It is [...] here.", "It is a::b {{c}} }} d here."),
        ("Code ==`x::y}}`== here.", "Code [...] here.", "Code x::y}} here."),
        ("No ==x and {{c1::y}} ==.", "No ==x and [...] ==.", "No ==x and y ==."),
        ("<mark>m</mark> ==x== `==y==`", "m [...] ==y==", "m x ==y=="),
        (r"So $\frac{{a}}{==b==}$.", r"So \(\frac{ {a} }{ [...] }\).", r"So \(\frac{ {a} }{ b }\)."),
        ("==$x^{2}$== is it.", "[...] is it.", r"\(x^{2}\) is it."),
    ],
)
def test_clozes_hide_just_what_is_marked(text: str, asked: str, answered: str, tmp_path: Path) -> None:
    card = Card("What is it?", text, Location("bread.md", 1), kind=Cloze())
    made = edition(Document("Bread", "bread.md", (card,)))
    with opened(tmp_path / "anki") as collection:
        assert take(collection, written("anki", made, tmp_path / "bread.apkg")).new == 1
        (found,) = collection.find_cards("")
        assert shown(collection.get_card(found).question()).removeprefix("Bread What is it? ") == asked
        assert shown(collection.get_card(found).answer()).removeprefix("Bread What is it? ") == answered


def test_a_line_that_moves_changes_no_note(folder: Callable[..., Path], tmp_path: Path) -> None:
    """The link to the source names a line; it is made anew only with the note."""
    text = "# Bread\n\n### Q: How hot?\n\n240 degrees.\n"
    source = folder(bread__md=text)
    base = "anki.source_url=https://example.org/{path}#L{line}"
    run("build", source, "--out", tmp_path / "dist", "--only", "anki", "--set", base)
    (source / "bread.md").write_text(text.replace("###", "Some words.\n\n###"))
    said = run("build", source, "--out", tmp_path / "dist", "--only", "anki", "--set", base)
    assert "1 unchanged" in said.output
    with opened(tmp_path / "anki") as collection:
        take(collection, tmp_path / "dist" / "anki" / "all-decks.apkg")
        note = collection.get_note(collection.find_notes("")[0])
        assert note["Source"] == "https://example.org/bread.md#L5"
