"""Names of documents, their tags and their files."""

from __future__ import annotations

import ast
import importlib.util
from abc import ABC, abstractmethod
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter import naming
from exporter.emitters import COLLECTION, EMITTERS
from exporter.model import Card, Document, Location
from exporter.pipeline import names
from exporter.settings import Settings


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Notes on Soup", "Notes on Soup"),
        ("Top 40 Baking & Pastry Interview Questions and Answers – Beginner to Advanced", "Baking & Pastry"),
        ("Top 50 Sailing Interview Questions & Answers", "Sailing"),
        ("100+ Chess Questions with Answers: From Zero to Club Player", "Chess"),
        ("The most common Rust questions for beginners (2026 Edition)", "Rust questions"),
        ("Interview Questions", "Interview Questions"),
        ("REST API Interview Questions", "REST API"),
    ],
)
def test_short_names(title: str, name: str) -> None:
    assert naming.short(title) == name


def test_short_names_are_short() -> None:
    assert len(naming.short("A very long title that never ends and says " * 4)) <= naming.LONGEST


@pytest.mark.parametrize(
    ("name", "slug"), [("C++ & C#", "cpp-csharp"), ("Вопросы", "вопросы"), ("…", "untitled"), ("a_b  c", "a-b-c")]
)
def test_slugs(name: str, slug: str) -> None:
    assert naming.slug(name) == slug


def test_section_slugs_lose_their_ordinal() -> None:
    assert naming.section_slug("Section 2 – Bread Doughs") == "bread-doughs"
    assert naming.section_slug("Section 2") == "section-2"


def document(title: str, *sections: str) -> Document:
    cards = (
        Card("What is Yeast?", "Yeast lifts bread.", Location("a.md", n), section=(s,)) for n, s in enumerate(sections)
    )
    return Document(title, "a.md", tuple(cards))


def test_untitled_documents_are_named_after_topics_in_the_texts_spelling() -> None:
    assert naming.untitled(document("", "YEAST", "bread"), "a") == "Yeast & bread"


def test_documents_without_topics_are_named_after_their_file() -> None:
    assert naming.untitled(document(""), "my-notes") == "my notes"


def test_topics_are_those_that_name_the_document() -> None:
    assert naming.topics(document("Yeast & bread", "YEAST", "bread")) == {"YEAST": "Yeast", "bread": "bread"}
    assert naming.topics(document("Baking", "YEAST", "bread")) == {}


def test_a_topic_is_spelled_as_the_texts_spell_it_most_often() -> None:
    texts = ("Rest APIs, Rest api; the REST API.", "REST API!", "rest API: rest API, rest API")
    cards = [Card(text, "Asp.Net", Location("a.md", n), section=("rest api",)) for n, text in enumerate(texts)]
    cards.append(Card("?", "bread", Location("a.md", 9), section=(".net",)))
    assert naming.untitled(Document("", "a.md", tuple(cards)), "a") == "rest API & .Net"


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("Yeast", "yeasty, myyeast, YEAST1"),  # in other words
        ("C++", "c++ and C++"),  # no word ends behind it
        ("a b", "A  B, A\nB"),
        (" ".join(["So"] * 70), " ".join(["so"] * 70)),
    ],
)
def test_a_topic_that_no_text_holds_is_spelled_as_it_stands(head: str, text: str) -> None:
    cards = (Card("What?", text, Location("a.md", 1), section=(head,)),)
    assert naming.untitled(Document("", "a.md", cards), "a") == head


def test_of_many_topics_a_title_names_three() -> None:
    named = document("Yeast, bread, Salt & 2 more", "YEAST", "bread", "Salt", "Yeast", "bread ")
    assert naming.topics(named)["YEAST"] == "Yeast"
    assert naming.topics(replace(named, title="Yeast, bread, Salt & 3 more")) == {}
    assert naming.topics(replace(named, title="yeast, bread, Salt & 2 more")) == {}


def test_equal_tags_get_their_stem() -> None:
    assert naming.tag_slugs(["A", "A", "B"], ["x", "x", "y"]) == ["a-x", "a-x-2", "b"]


def test_tags_are_those_that_people_have() -> None:
    """Only names of files changed: these are the slugs of 0.1, whatever the files of such a document are called."""
    names = ["Backup Strategies", "Backup", "All decks", "NUL", "Kısa", "Kisa", "Collection", "x" * 300]
    made = ["backup-strategies", "backup", "all-decks", "nul", "kısa", "kisa", "collection-g", "x" * 300]
    assert naming.tag_slugs(names, "abcdefgh") == made


def test_files_are_called_as_their_tags() -> None:
    names = ["Docker & Kubernetes", "Collection", "Вопросы", "Backups", "A", "A", "C++", "Console", "Com 1", "x" * 99]
    stems = [f"stem{n}" for n in range(len(names))]
    assert naming.file_names(names, stems, ("all-decks",)) == naming.tag_slugs(names, stems)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Backup Strategies", "qa-backup-strategies"),
        ("BACKUP", "qa-backup"),
        ("ｂａｃｋｕｐ – restore", "qa-backup-restore"),
        ("All Decks", "all-decks-notes"),
        ("COLLECTION", "collection-notes"),
        ("Aux", "qa-aux"),
        ("LPT¹", "qa-lpt1"),
    ],
)
def test_files_have_no_name_that_means_something_else(name: str, file: str) -> None:
    assert naming.file_names([name], ["notes"], ("all-decks",)) == [file]


def test_files_that_some_disk_takes_for_one_have_two_names() -> None:
    assert naming.file_names(["Kısa", "Kisa"], ["a", "b"]) == ["kısa-a", "kisa-b"]
    assert naming.file_names(["Backup", "Backup", "QA backup a"], ["a", "b", "c"]) == [
        "qa-backup-a",
        "qa-backup-b",
        "qa-backup-a-2",
    ]


# What Anki would do with any output of any documents, asked of Anki itself.

WORDS = (
    "長" * 70,
    "backup",
    "Backup-",
    "collection",
    "all decks",
    ".apkg",
    "colpkg",
    "con",
    "nul",
    "ſ",
    "K",
    "ß",
    "ﬁ",
    "-",
    "/",
)
NAMES = st.text() | st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=5).map("".join)


def importers() -> list[Any]:
    """Anki's table of importers. The module itself would need Qt, so its classes and its table alone are run."""
    spec = importlib.util.find_spec("aqt")
    assert spec
    assert spec.submodule_search_locations
    source = Path(spec.submodule_search_locations[0], "import_export", "importing.py").read_text(encoding="utf-8")
    kept = (ast.ClassDef, ast.AnnAssign)
    body = [node for node in ast.parse(source).body if isinstance(node, kept) or "__future__" in ast.unparse(node)]
    names: dict[str, Any] = {"ABC": ABC, "abstractmethod": abstractmethod}
    exec(compile(ast.Module(body, []), "importing.py", "exec"), names)
    return list(names["IMPORTERS"])


IMPORTERS = importers()


def importer(file: str) -> str:
    """Which of Anki's importers takes a file, as `import_file` of Anki asks it."""
    return next((each.__name__ for each in IMPORTERS if each.can_import(file.lower())), "")


@pytest.mark.parametrize(
    "file", ["collection.apkg", "Collection.APKG", "backup-2026.apkg", "backup-.apkg", "x.colpkg", "backup-x.COLPKG"]
)
def test_anki_takes_some_names_for_backups(file: str) -> None:
    assert importer(file) == "ColpkgImporter"
    assert naming.is_backup(file)


DOCUMENTS = st.builds(
    lambda title, deck, stem: Document(title, f"{stem}.md", (), (), {"deck": deck} if deck else {}),
    NAMES,
    st.just("") | NAMES,
    NAMES,
)


@given(st.lists(DOCUMENTS, max_size=5))
def test_anki_takes_no_output_for_a_backup(documents: list[Document]) -> None:
    files = names.names(documents, Settings()).files
    for emitter in EMITTERS.values():
        made = [emitter.path(name).rpartition("/")[2] for name in (*files, COLLECTION)]
        expected = {"anki": "ApkgImporter", "csv": "CsvImporter"}.get(emitter.folder, "")
        assert {importer(name) for name in made} == {expected}
        assert not any(map(naming.is_backup, made))
        if not emitter.single:
            assert all(map(emitter.makes, map(emitter.path, files)))  # so that a later build can remove them
            assert len({name.casefold() for name in made}) == len(made)
            assert max(len(f".{name}.json.12345678".encode()) for name in made) <= 255
            assert not {name.partition(".")[0] for name in made} & {"con", "prn", "aux", "nul", "com1", "lpt9"}


@given(NAMES)
def test_the_rule_is_ankis_own(name: str) -> None:
    for suffix in (".apkg", ".APKG", ".colpkg", ".csv", ""):
        assert naming.is_backup(name + suffix) == (importer(name + suffix) == "ColpkgImporter")
