"""Packages and collections of Anki, pulled: what a person does for weeks loses no review, and no edit."""

from __future__ import annotations

import base64
import io
import json
import shutil
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions
from anki.decks import DeckId
from PIL import Image

from exporter.errors import OutputError
from exporter.pipeline.store import files
from tests.collection import take
from tests.pipeline.test_identity_in_anki import execute
from tests.pull.test_pull import Folder, edit, export, make, pull, save, table
from tests.test_cli import run

BREAD = """\
# Bread

### Q: Why is salt in it?

Taste, and it slows the yeast.

### Q: Which flour has most protein?

- [ ] cake flour
- [x] bread flour

**Answer:**

Bread flour has 12 percent.

### C:

A ==sponge== of flour.
"""
KINDS = ["apkg", "old.apkg", "colpkg", "old.colpkg", "anki2"]


def picture(color: str = "red") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), color).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def source(folder: Folder, collection: Collection) -> Path:
    place = folder(bread__md=BREAD)
    take(collection, make(place) / "anki" / "all-decks.apkg")
    return place


def packed(collection: Collection, folder: Path, kind: str = "apkg", *, media: bool = True) -> Path:
    """An export as the app makes it, under a name that says nothing; the collection is open again afterwards."""
    path, is_old = folder / f"export-{kind}", kind.startswith("old.")
    if kind == "anki2":
        collection.close()
        shutil.copytree(collection.path.removesuffix("/collection.anki2"), folder / "copy")
        path = (folder / "copy" / "collection.anki2").rename(folder / "copy" / "mine.db")
        (folder / "copy" / "collection.media").rename(folder / "copy" / "mine.media")
        collection.reopen()
    elif kind.endswith("colpkg"):
        collection.export_collection_package(str(path), media, is_old)
        collection.reopen()
    else:
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=media, legacy=is_old)
        collection.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def paste(collection: Collection, words: str, field: str, name: str, data: bytes) -> None:
    """Puts an image into a field, as the editor does with the clipboard's."""
    (key,) = collection.find_notes(words)
    note = collection.get_note(key)
    note[field] += f'<img src="{collection.media.write_data(name, data)}">'
    collection.update_note(note)


@pytest.mark.parametrize("kind", KINDS)
def test_any_file_of_anki_is_known_by_its_content(
    source: Path, collection: Collection, tmp_path: Path, kind: str
) -> None:
    edit(collection, "slows", "Answer", "slows", "calms")
    file = packed(collection, tmp_path, kind)
    result = pull(file, source)
    assert "1 card corrected, 2 unchanged, 0 left alone" in result.stderr
    pull(file, source, "--write")
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD.replace("slows", "calms")


def test_round_trip_keeps_notes_reviews_text_and_images(source: Path, collection: Collection, tmp_path: Path) -> None:
    execute(collection, "update cards set type = 2, queue = 2, reps = 7, ivl = 100 + ord")
    cards = execute(collection, "select id, nid, ivl, reps from cards order by id")
    paste(collection, "slows", "Answer", "paste-1.png", picture())
    edit(collection, "protein", "Extra1", "cake flour", "cake flour (T45)")
    edit(collection, "sponge", "Text", "of flour", "of rye")
    pull(packed(collection, tmp_path), source, "--write")
    (image,) = (source / "images").iterdir()
    assert image.read_bytes() == picture()
    assert f"yeast.\n\n![](images/{image.name})\n" in (source / "bread.md").read_text(encoding="utf-8")
    assert "0 cards corrected, 3 unchanged, 0 left" in pull(packed(collection, tmp_path), source).stderr
    time.sleep(1.1)  # a note is newer by the second
    counts = take(collection, make(source) / "anki" / "all-decks.apkg")
    assert (counts.new, counts.updated, counts.conflicting) == (0, 3, 0)
    assert execute(collection, "select id, nid, ivl, reps from cards order by id") == cards
    (note,) = [collection.get_note(key) for key in collection.find_notes("slows")]
    assert collection.media.have(note["Answer"].split('src="')[1].split('"')[0])
    assert "0 cards corrected, 3 unchanged, 0 left" in pull(packed(collection, tmp_path), source, "--write").stderr
    assert len(list((source / "images").iterdir())) == 1


def test_an_image_that_is_left_takes_nothing_else_with_it(source: Path, collection: Collection, tmp_path: Path) -> None:
    """A text export has no media: only the field with the image is left alone, and it is named."""
    paste(collection, "protein", "Answer", "paste-1.png", picture())
    edit(collection, "protein", "Extra1", "cake flour", "cake flour (T45)")
    result = pull(export(collection, tmp_path / "notes.txt"), source, "--write", code=1)
    assert f"{source}/bread.md:7: left alone: its answer: the image paste-1.png is not in the file" in result.stderr
    assert "Which flour has most protein?" in result.stderr
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD.replace("cake flour", "cake flour (T45)")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("no-image.png", b"this is text"),
        ("script.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("large.png", picture() + b"\0" * 10_000_001),
    ],
)
def test_what_is_no_image_stays_where_it_is(
    source: Path, collection: Collection, tmp_path: Path, name: str, data: bytes
) -> None:
    paste(collection, "slows", "Answer", name, data)
    result = pull(packed(collection, tmp_path), source, "--write", code=1)
    assert f"its answer: the image {name} is not in the file, or is no image" in result.stderr
    assert not (source / "images").exists()


def test_images_are_named_by_their_content_and_never_lead_out(
    source: Path, collection: Collection, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (source / "images").symlink_to(outside)
    paste(collection, "slows", "Answer", "a b.png", picture())
    result = pull(packed(collection, tmp_path), source, "--write", code=1)
    assert "a symbolic link" in result.stderr
    assert not list(outside.iterdir())
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD


def test_one_image_in_two_notes_is_one_file(source: Path, collection: Collection, tmp_path: Path) -> None:
    paste(collection, "slows", "Answer", "one.png", picture())
    paste(collection, "protein", "Answer", "two.png", picture())
    paste(collection, "sponge", "Text", "three.png", picture("blue"))
    pull(packed(collection, tmp_path), source, "--write")
    assert len(list((source / "images").iterdir())) == 2


def test_a_recording_comes_along(source: Path, collection: Collection, tmp_path: Path) -> None:
    (key,) = collection.find_notes("slows")
    note = collection.get_note(key)
    note["Answer"] += f"[sound:{collection.media.write_data('rec.mp3', b'ID3' + bytes(99))}]"
    collection.update_note(note)
    pull(packed(collection, tmp_path), source, "--write")
    (sound,) = (source / "images").iterdir()
    assert sound.suffix == ".mp3"
    assert f"![](images/{sound.name})" in (source / "bread.md").read_text(encoding="utf-8")


def test_notes_of_others_are_counted_in_one_line(source: Path, collection: Collection, tmp_path: Path) -> None:
    for n in range(5):
        kind = collection.models.by_name("Basic" if n else "exporter Q&A")
        assert kind
        note = collection.new_note(kind)
        note.fields[:2] = [f"Foreign {n}?", "Yes."]
        collection.add_note(note, DeckId(1))
    for file in (packed(collection, tmp_path), export(collection, tmp_path / "notes.txt")):
        lines = pull(file, source).stderr.splitlines()
        assert lines == ["5 notes not of these documents: ignored.", "0 cards corrected, 3 unchanged, 0 left alone."]


# ── both sides changed ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("is_built", [False, True])
@pytest.mark.parametrize("kind", ["apkg", "txt"])
def test_a_field_for_the_document_and_another_for_anki(
    source: Path, collection: Collection, tmp_path: Path, kind: str, is_built: bool
) -> None:
    """Also where the document was built since, and the note in Anki is of the build before."""
    edit(collection, "slows", "Answer", "slows", "calms")
    edit(collection, "protein", "Extra1", "cake flour", "cake flour (T45)")
    text = BREAD.replace("Why is salt", "Why is *sea* salt").replace("has 12", "has 13")
    (source / "bread.md").write_text(text, encoding="utf-8")
    if is_built:
        make(source)
    file = packed(collection, tmp_path) if kind == "apkg" else export(collection, tmp_path / "notes.txt")
    pull(file, source, "--write")
    merged = text.replace("slows", "calms").replace("cake flour", "cake flour (T45)")
    assert (source / "bread.md").read_text(encoding="utf-8") == merged


@pytest.mark.parametrize("is_built", [False, True])
def test_one_field_for_both_is_a_conflict_with_both_sides(
    source: Path, collection: Collection, tmp_path: Path, is_built: bool
) -> None:
    edit(collection, "slows", "Answer", "slows", "calms")
    edit(collection, "salt", "Question", "Why is", "Why then is")
    text = BREAD.replace("yeast", "wild yeast")
    (source / "bread.md").write_text(text, encoding="utf-8")
    if is_built:
        make(source)
    file = packed(collection, tmp_path)
    result = pull(file, source, "--write", code=1)
    assert f"{source}/bread.md:3: left alone: its answer: it changed in its document and in the edited file" in (
        result.stderr
    )
    assert "{+wild+} yeast." in result.stderr
    assert "[-slows-] {+calms+}" in result.stderr
    assert (source / "bread.md").read_text(encoding="utf-8") == text.replace("Why is", "Why then is")
    (left,) = json.loads(pull(file, source, "--json", code=1).stdout)["left"]
    assert (left["part"], left["card"]["line"]) == ("answer", 3)
    assert "{+wild+}" in left["document"]
    assert "{+calms+}" in left["edited"]


def test_rows_of_an_older_build_merge_by_field_too(source: Path, tmp_path: Path) -> None:
    rows = table(source)
    rows[0]["answer"] = rows[0]["answer"].replace("slows", "calms")
    rows[1]["question (Markdown)"] = rows[1]["question (Markdown)"].replace("most", "the most")
    text = BREAD.replace("Why is", "Why then is").replace("Which flour", "What flour")
    (source / "bread.md").write_text(text, encoding="utf-8")
    make(source)
    result = pull(save(tmp_path / "edited.csv", rows), source, "--write", code=1)
    assert "bread.md:7: left alone: its question: it changed in its document" in result.stderr
    assert (source / "bread.md").read_text(encoding="utf-8") == text.replace("slows", "calms")


def test_what_anki_has_of_an_older_build_takes_nothing_back(
    source: Path, collection: Collection, tmp_path: Path
) -> None:
    for word in ("quiets", "calms", "hinders"):
        (source / "bread.md").write_text(BREAD.replace("slows", word), encoding="utf-8")
        make(source)
    result = pull(packed(collection, tmp_path), source, "--write")
    assert "0 cards corrected, 3 unchanged, 0 left alone" in result.stderr


def test_gaps_that_a_document_got_since_are_no_edit(source: Path, collection: Collection, tmp_path: Path) -> None:
    text = BREAD.replace("A ==sponge==", "A ==wet== ==sponge==")
    (source / "bread.md").write_text(text, encoding="utf-8")
    make(source)
    assert "3 unchanged, 0 left" in pull(packed(collection, tmp_path), source, "--write").stderr
    assert (source / "bread.md").read_text(encoding="utf-8") == text


def test_a_card_that_cannot_be_written_keeps_no_other_back(folder: Folder, tmp_path: Path) -> None:
    text = BREAD.replace("slows the yeast.", "slows the yeast. %%Ask Ann.%%")
    source = folder(bread__md=text)
    make(source)
    rows = table(source)
    for row in rows[:2]:
        row["answer (Markdown)"] += " So it is."
    result = pull(save(tmp_path / "edited.csv", rows), source, "--write", code=1)
    assert f"{source}/bread.md:3: left alone: a private comment" in result.stderr
    assert "Why is salt in it?" in result.stderr
    assert "bread.md: 1 card\n" in result.stderr
    assert (source / "bread.md").read_text(encoding="utf-8") == text.replace("12 percent.", "12 percent. So it is.")


# ── files that cannot be read ────────────────────────────────────────────────────────────────────────────────────────


def test_a_collection_that_anki_has_open_is_not_read(source: Path, collection: Collection) -> None:
    command = [sys.executable, "-m", "exporter", "pull", collection.path, str(source)]  # locks are those of a process
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 3
    assert "Anki has this collection open. Close Anki" in result.stderr


def test_a_collection_is_read_with_its_log_and_left_as_it_is(
    source: Path, collection: Collection, tmp_path: Path
) -> None:
    """After a crash the last changes stand in a file beside it."""
    edit(collection, "slows", "Answer", "slows", "calms")
    crashed = tmp_path / "crashed"
    shutil.copytree(Path(collection.path).parent, crashed)
    assert (crashed / "collection.anki2-wal").stat().st_size
    before = {path: path.read_bytes() for path in crashed.iterdir() if path.is_file()}
    assert "1 card corrected" in pull(crashed / "collection.anki2", source).stderr
    assert {path: path.read_bytes() for path in crashed.iterdir() if path.is_file()} == before


def _members(data: bytes, **changed: bytes | None) -> bytes:
    """An archive with other members, or without some."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            held = changed.get(info.filename.replace(".", "_"), old.read(info))
            if held is not None:
                new.writestr(info.filename, held)
    return file.getvalue()


@pytest.mark.parametrize("damage", ["cut", "inner", "zstd", "none", "text", "view", "odd"])
def test_a_damaged_package_is_an_error_with_a_remedy(
    source: Path, collection: Collection, tmp_path: Path, damage: str
) -> None:
    data = packed(collection, tmp_path).read_bytes()
    view, odd = tmp_path / "view.db", tmp_path / "odd.db"
    with sqlite3.connect(view) as made:
        made.execute("create view notes as with recursive n(i) as (select 1 union all select i from n) select * from n")
    made.close()
    with sqlite3.connect(odd) as made:
        made.execute("create table col (models, decks)")
        made.execute("insert into col values (x'00ff', '[1]')")
        for name in ("notes", "cards", "revlog"):
            made.execute(f"create table {name} (id, other)")
    made.close()
    damaged = {
        "cut": data[: len(data) // 2],
        "inner": _members(data, collection_anki21b=b"SQLite format 3\0" + bytes(5000)),
        "zstd": _members(data, collection_anki21b=b"\x28\xb5\x2f\xfd" + bytes(99)),
        "none": _members(data, collection_anki21b=b""),
        "text": b"PK\x03\x04 but no archive",
        "odd": _members(data, collection_anki21b=odd.read_bytes()),
        "view": _members(data, collection_anki21b=view.read_bytes()),
    }[damage]
    (tmp_path / "bad.apkg").write_bytes(damaged)
    result = pull(tmp_path / "bad.apkg", source, code=3)
    assert str(tmp_path / "bad.apkg") in result.stderr
    assert result.stderr.count("\n") == 1


def test_recover_takes_a_package_too(source: Path, collection: Collection, tmp_path: Path) -> None:
    file = packed(collection, tmp_path)
    lock = source / "cards.lock"
    before = {
        entry["guid"] for line in lock.read_text("utf-8").splitlines()[1:] if "guid" in (entry := json.loads(line))
    }
    lock.unlink()
    assert run("recover", file, "--lock", lock).exit_code == 0
    assert {json.loads(line)["guid"] for line in lock.read_text("utf-8").splitlines()[1:]} == before


def test_a_note_of_ours_with_another_type_is_told(source: Path, collection: Collection, tmp_path: Path) -> None:
    """A note type that somebody changed, or that an import doubled (`exporter Q&A+`)."""
    kind = collection.models.by_name("exporter Q&A")
    assert kind
    kind["name"] = "exporter Q&A+"
    collection.models.update_dict(kind)
    for file in (packed(collection, tmp_path), export(collection, tmp_path / "notes.txt")):
        result = pull(file, source, code=1)
        assert "its note type in Anki is exporter Q&A+, expected exporter Q&A; change it there" in result.stderr
        assert "0 cards corrected, 1 unchanged, 2 left alone" in result.stderr


def test_an_image_that_is_written_into_the_field_comes_along(
    source: Path, collection: Collection, tmp_path: Path
) -> None:
    inline = f"data:image/png;base64,{base64.b64encode(picture()).decode()}"
    edit(collection, "slows", "Answer", "Taste", f"<img src='{inline}'>Taste")
    pull(export(collection, tmp_path / "notes.txt"), source, "--write")
    (image,) = (source / "images").iterdir()
    assert image.read_bytes() == picture()
    assert f"![](images/{image.name})Taste" in (source / "bread.md").read_text(encoding="utf-8")


def test_an_image_on_the_web_is_named(source: Path, collection: Collection, tmp_path: Path) -> None:
    edit(collection, "slows", "Answer", "Taste", '<img src="https://example.org/a.png">Taste')
    result = pull(packed(collection, tmp_path), source, "--write", code=1)
    assert "its answer: the image https://example.org/a.png is on the web; save it beside" in result.stderr


def test_a_document_that_cannot_be_written_keeps_no_other_back(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = folder(bread__md=BREAD, salt__md="# Salt\n\n### Q: Where from?\n\nThe sea.\n")
    make(source)
    rows = [*table(source), *table(source, "salt")]
    rows[0]["answer"] = rows[0]["answer"].replace("slows", "calms")
    rows[-1]["answer"] = "The wide sea."
    file = save(tmp_path / "edited.csv", rows)
    real = files.write

    def write(path: Path, data: files.Data) -> None:
        if path.name == "bread.md":
            raise OutputError(f"{path}: No space left on device. Free some space; the old file is untouched.")
        real(path, data)

    monkeypatch.setattr(files, "write", write)
    result = pull(file, source, "--write", code=4)
    assert "bread.md: left alone:" in result.stderr
    assert "No space left" in result.stderr
    assert "The wide sea." in (source / "salt.md").read_text(encoding="utf-8")


def test_cells_of_another_type_are_text(source: Path, collection: Collection, tmp_path: Path) -> None:
    """SQLite lets a stranger write anything into any column."""
    edit(collection, "slows", "Answer", "slows", "calms")
    packed(collection, tmp_path, "anki2")
    file = tmp_path / "copy" / "mine.db"
    with sqlite3.connect(file) as made:
        key = "(select max(id) from notes where flds not like '%calms%')"
        made.execute(f"update notes set flds = x'ff00', tags = 7, mod = 'soon', guid = x'01' where id = {key}")
    made.close()
    assert "1 card corrected, 1 unchanged, 0 left alone" in pull(file, source).stderr
