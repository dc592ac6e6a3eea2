"""The way back: spreadsheets and Anki's export, edited and pulled."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from anki.collection import Collection
from click.testing import Result

from exporter.identity.identification import TYPES_OF_NEW
from tests.collection import opened, take
from tests.pipeline.test_identity_in_anki import execute
from tests.test_cli import run

Folder = Callable[..., Path]
BREAD = """\
---
tags: [kitchen]
---
# Bread

Some words before.

## Doughs

### Q1: Why is *salt* in it? `beginner`
Taste,  and it slows the yeast.
It is **not** optional: `2 %` of the flour.

- sea salt
- rock salt & `NaCl`


### Q2: How is it weighed?

```python
print("240 g")  # weigh \\(not\\) guess
```

| what | how much |
|---|---|
| flour | 500 g |
| List<String> | =1+1 |

#### Later ####

=1+1 is no formula.

### C:

Bread needs ==salt== and ==time==.

### Q: Which one rises?

- [ ] stone
- [x] *yeast*

**Answer:**

It makes gas: \\(n = 2m\\).
"""
OTHER = """\
1. **Question:** Why milk?
   **Answer:** It is **soft**.

2. **Question:** Why sugar?
   **Answer:** It is sweet.
"""


@pytest.fixture
def source(folder: Folder) -> Path:
    place = folder(bread__md=BREAD)
    make(place)
    return place


def make(source: Path, *rest: object) -> Path:
    result = run("build", source, "--out", source.parent / "dist", "--only", "anki,csv", *rest)
    assert result.exit_code == 0, result.output
    return source.parent / "dist"


def table(source: Path, name: str = "bread") -> list[dict[str, str]]:
    text = (source.parent / "dist" / "csv" / f"{name}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def save(path: Path, rows: list[dict[str, str]], delimiter: str = ",") -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def pull(file: Path, source: Path, *rest: object, code: int = 0) -> Result:
    result = run("pull", file, source, "--out", source.parent / "dist", *rest)
    assert result.exit_code == code, result.output
    return result


def edited(source: Path, n: int, column: str, old: str, new: str, **options: str) -> Path:
    """The spreadsheet with one cell edited."""
    rows = table(source)
    assert old in rows[n][column]
    rows[n][column] = rows[n][column].replace(old, new)
    return save(source.parent / "edited.csv", rows, **options)


# ── spreadsheets ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_edited_changes_nothing(source: Path) -> None:
    result = pull(source.parent / "dist" / "csv" / "bread.csv", source, "--write")
    assert result.stdout == ""
    assert "0 cards corrected, 4 unchanged" in result.stderr
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD


def test_without_write_the_difference_is_shown_and_nothing_written(source: Path) -> None:
    result = pull(edited(source, 0, "answer (Markdown)", "slows", "calms"), source)
    assert f"{source}/bread.md:10: Why is *salt* in it?" in result.stdout
    assert "[-slows-] {+calms+}" in result.stdout
    assert "--write" in result.stderr
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("row", "column", "old", "new", "before", "after"),
    [
        (0, "answer (Markdown)", "slows", "calms", "slows", "calms"),
        (0, "answer", "slows", "calms", "slows", "calms"),
        (0, "answer", "not optional", "never optional", "**not** optional", "**never** optional"),
        (0, "answer", "rock salt", "stone salt", "rock salt", "stone salt"),
        (0, "answer", "2 % of", "3 % of", "`2 %` of", "`3 %` of"),
        (0, "question", "salt", "table salt", "*salt* in", "*table salt* in"),
        (0, "question (Markdown)", "Why", "And why", "Q1: Why", "Q1: And why"),
        (1, "answer", "240 g", "250 g", "240 g", "250 g"),
        (1, "answer", "500 g", "600 g", "500 g", "600 g"),
        (1, "answer", "Later", "Much later", "#### Later", "#### Much later"),
        (1, "answer (Markdown)", "#### Later", "#### Soon", "#### Later", "#### Soon"),
        (2, "answer (Markdown)", "==time==", "==much time==", "==time==", "==much time=="),
        (2, "answer", "Bread", "Rye", "Bread needs", "Rye needs"),
        (3, "question", "stone", "a stone", "[ ] stone", "[ ] a stone"),
        (3, "question (Markdown)", "[ ] stone", "[x] stone", "[ ] stone", "[x] stone"),
        (3, "answer", "gas", "C*O*2", "makes gas", r"makes C\*O\*2"),
    ],
)
def test_an_edit_changes_just_that(
    source: Path, row: int, column: str, old: str, new: str, before: str, after: str, separator: str
) -> None:
    file = edited(source, row, column, old, new, delimiter=separator)
    pull(file, source, "--write")
    assert BREAD.count(before) == 1
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD.replace(before, after)
    again = pull(file, source, "--write")
    assert "0 cards corrected, 4 unchanged" in again.stderr


def test_line_ends_and_byte_order_mark_stay(source: Path) -> None:
    (source / "bread.md").write_bytes(b"\xef\xbb\xbf" + BREAD.replace("\n", "\r\n").encode())
    pull(edited(source, 0, "answer (Markdown)", "slows the", "slows the lazy\nold"), source, "--write")
    expected = BREAD.replace("slows the", "slows the lazy\nold").replace("\n", "\r\n")
    assert (source / "bread.md").read_bytes() == b"\xef\xbb\xbf" + expected.encode()


def test_the_guard_is_taken_off(source: Path) -> None:
    pull(edited(source, 0, "answer (Markdown)", "Taste,", "'=2+2,"), source, "--write")
    assert "\n=2+2,  and it" in (source / "bread.md").read_text(encoding="utf-8")


def test_a_raw_spreadsheet_is_pulled_too(source: Path) -> None:
    (source / "bread.md").write_text("# Bread\n\n### Q: Sum?\n\n=1+1 and more\n", encoding="utf-8")
    make(source, "--raw")
    assert table(source)[0]["answer"] == "=1+1 and more"
    pull(edited(source, 0, "answer (Markdown)", "more", "less"), source, "--write")
    assert (source / "bread.md").read_text(encoding="utf-8") == "# Bread\n\n### Q: Sum?\n\n=1+1 and less\n"


def test_a_document_that_changed_meanwhile_is_left_alone(source: Path) -> None:
    file = edited(source, 0, "answer (Markdown)", "slows", "calms")
    text = BREAD.replace("rock salt", "mountain salt").replace("500 g", "501 g")
    (source / "bread.md").write_text(text, encoding="utf-8")
    result = pull(file, source, "--write", code=1)
    assert "left alone: its answer: it changed in its document and in the edited file" in result.stderr
    assert "[-rock-] {+mountain+}" in result.stderr
    assert "[-slows-] {+calms+}" in result.stderr
    assert "0 cards corrected, 3 unchanged, 1 left alone" in result.stderr  # the row nobody edited is no conflict
    assert (source / "bread.md").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("id", "0000", "no card of these documents has the id 0000"),
        ("id", "", "a new row"),
        ("answer (Markdown)", "", "its answer: it is empty"),
        ("level", "advanced", "its level is not pulled"),
        (
            "answer",
            "Other words.\nIn other lines.\n\nAltogether.",
            "its answer: the edit cannot be expressed in Markdown",
        ),
    ],
)
def test_what_is_not_understood_is_told_and_left_alone(source: Path, column: str, value: str, said: str) -> None:
    rows = table(source)
    rows[0][column] = value
    result = pull(save(source.parent / "edited.csv", rows), source, "--write", code=1)
    assert f"left alone: {said}" in result.stderr
    assert "edited.csv:2" in result.stderr
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD


def test_corrections_as_json(source: Path) -> None:
    table = json.loads(pull(edited(source, 0, "answer (Markdown)", "slows", "calms"), source, "--json").stdout)
    (found,) = table["corrected"]
    assert (found["path"], found["line"]) == (f"{source}/bread.md", 10)
    assert found["answer"]["after"] == found["answer"]["before"].replace("slows", "calms")
    assert "question" not in found
    assert (table["schema"], table["same"], table["left"], table["written"]) == (2, 3, [], False)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is missing: no real spreadsheet is tried")
def test_what_a_real_spreadsheet_saves_is_no_edit(folder: Folder, tmp_path: Path) -> None:
    texts = [
        "=1+1",
        "'=x",
        "1e5",
        "007",
        "1/2",
        "May 5",
        "+a\n\n- b\n-  c “é” 🍞",
        "`TRUE`",
        '```\n  a\n\n"b"\n```',
        "1.50",
    ]
    source = folder(sums__md="# Sums\n\n" + "".join(f"### Q: No {n}?\n\n{text}\n\n" for n, text in enumerate(texts)))
    make(source)
    to = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    options = [home, "--headless", "--infilter=CSV:44,34,76,1", "--convert-to", to, "--outdir", str(tmp_path / "saved")]
    subprocess.run(["soffice", *options, source.parent / "dist" / "csv" / "sums.csv"], check=True, timeout=120)
    (saved,) = (tmp_path / "saved").iterdir()
    assert b"#" not in saved.read_bytes()  # no formula was calculated, well or ill
    result = pull(saved, source)
    assert "0 cards corrected, 10 unchanged, 0 left alone" in result.stderr


@pytest.mark.parametrize("text", ["", "name,value\na,b\n", "id,section\n1,2\n", "#separator:tab\na\tb\n"])
def test_another_file_is_an_error(source: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "x.csv").write_text(text, encoding="utf-8")
    pull(tmp_path / "x.csv", source, code=3)
    pull(tmp_path / "nothing.csv", source, code=3)


COLUMNS = ["²", "", "0", "-1", "1.5", "x", "9" * 5000, "10000", "99"]


@pytest.mark.parametrize("value", COLUMNS)
@pytest.mark.parametrize("column", ["guid", "notetype", "deck", "tags"])
@pytest.mark.parametrize("command", ["pull", "recover"])
def test_a_column_that_no_export_has_is_an_error(
    source: Path, tmp_path: Path, command: str, column: str, value: str
) -> None:
    numbers = {"guid": "1", "notetype": "2", "deck": "3", "tags": "4", column: value}
    head = "".join(f"#{name} column:{number}\n" for name, number in numbers.items())
    (tmp_path / "x.txt").write_text(f"#separator:tab\n#html:true\n{head}g\tQA Basic\td\tt\tWhy?\tSo.\n", "utf-8")
    result = run(command, tmp_path / "x.txt", *((source,) if command == "pull" else ("--lock", tmp_path / "new")))
    assert result.exit_code == 3
    (line,) = result.stderr.splitlines()
    assert f"#{column} column is {value if value == '99' else repr(value[:20])}" in line


def test_a_document_of_another_shape_is_converted_beside_it(folder: Folder) -> None:
    source = folder(other__txt=OTHER)
    make(source)
    rows = table(source, "other")
    rows[0]["answer"] = "It is very soft."
    file = save(source.parent / "edited.csv", rows)
    result = pull(file, source, "--write")
    assert "delete the original" in result.stderr
    assert (source / "other.txt").read_text(encoding="utf-8") == OTHER
    assert "It is **very soft**." in (source / "other.md").read_text(encoding="utf-8")
    (source / "other.md").write_text("mine", encoding="utf-8")
    assert "is not overwritten" in pull(file, source, "--write", code=1).stderr
    assert (source / "other.md").read_text(encoding="utf-8") == "mine"


def test_a_question_asked_anew_keeps_its_card(source: Path) -> None:
    (key,) = [row["id"] for row in table(source) if row["question"].startswith("How")]
    rows = table(source)
    rows[1]["question (Markdown)"] = "What does the recipe list in grams?"
    rows[1]["answer (Markdown)"] = "Everything."
    pull(save(source.parent / "edited.csv", rows), source, "--write")
    make(source)
    assert key in [row["id"] for row in table(source) if "grams" in row["question"]]


# ── Anki ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def collection(source: Path, tmp_path: Path) -> Iterator[Collection]:
    with opened(tmp_path / "anki") as made:
        take(made, source.parent / "dist" / "anki" / "all-decks.apkg")
        yield made


def export(collection: Collection, path: Path) -> Path:
    collection.export_note_csv(
        out_path=str(path),
        limit=None,
        with_html=True,
        with_tags=True,
        with_deck=True,
        with_notetype=True,
        with_guid=True,
    )
    return path


def edit(collection: Collection, tag_or_text: str, name: str, old: str, new: str) -> None:
    (note_id,) = collection.find_notes(tag_or_text)
    note = collection.get_note(note_id)
    assert old in note[name], note[name]
    note[name] = note[name].replace(old, new)
    collection.update_note(note)


def test_an_export_as_it_is_changes_nothing(source: Path, collection: Collection, tmp_path: Path) -> None:
    result = pull(export(collection, tmp_path / "notes.txt"), source, "--write")
    assert "0 cards corrected, 4 unchanged, 0 left" in result.stderr
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD


@pytest.mark.parametrize(
    ("found", "name", "old", "new", "before", "after"),
    [
        ("slows", "Answer", "slows", "calms", "slows", "calms"),
        ("slows", "Answer", "slows the yeast", "slows&nbsp;the <b>wild</b> yeast", "slows the", "slows the **wild**"),
        ("slows", "Answer", "flour.", "flour.<br>All of it.", "flour.", "flour.\\\nAll of it."),
        (
            "slows",
            "Answer",
            "<li>sea salt</li>",
            "<li>sea salt</li><li>pink <i>salt</i></li>",
            "- sea salt",
            "- sea salt\n- pink *salt*",
        ),
        (
            "slows",
            "Answer",
            "flour.</p>",
            "flour.</p><div>See `that`, too.</div>",
            "flour.\n",
            "flour.\n\nSee \\`that\\`, too.\n",
        ),
        ("slows", "Answer", "</ul>", "</ul>And <b>much</b> more", "`NaCl`", "`NaCl`\n\nAnd **much** more"),
        ("slows", "Answer", "rock salt &amp; ", "pink salt &amp; ", "rock salt", "pink salt"),
        ("slows", "Question", "salt", "&lt;salt&gt;", "*salt* in", r"*\<salt\>* in"),
        ("weighed", "Answer", "240 g", "250 g", "240 g", "250 g"),
        ("weighed", "Answer", "flour", "rye flour", "| flour", "| rye flour"),
        ("needs", "Text", "Bread needs", "Rye needs", "Bread needs", "Rye needs"),
        ("needs", "Text", "time", "much time", "==time==", "==much time=="),
        ("rises", "Answer", "makes gas", "makes air", "makes gas", "makes air"),
        ("rises", "Answer", "2m", "3m", "2m", "3m"),
        ("rises", "Extra1", "stone", "a stone", "[ ] stone", "[ ] a stone"),
    ],
)
def test_an_edit_in_anki_changes_just_that(
    source: Path,
    collection: Collection,
    tmp_path: Path,
    found: str,
    name: str,
    old: str,
    new: str,
    before: str,
    after: str,
) -> None:
    edit(collection, found, name, old, new)
    pull(export(collection, tmp_path / "notes.txt"), source, "--write")
    assert BREAD.count(before) == 1
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD.replace(before, after)


def test_a_formula_that_anki_shows_as_code_stays_what_it_is(folder: Folder, tmp_path: Path) -> None:
    text = "# Bread\n\n### Q: Why?\n\nIn $\\Reals^n$ and `x` *old*.\n\n### C:\n\nIt is $\\Reals ==x==$, ==old==.\n"
    source = folder(bread__md=text)
    with opened(tmp_path / "anki") as collection:
        take(collection, make(source) / "anki" / "all-decks.apkg")
        edit(collection, "Why", "Answer", "old", "new")
        edit(collection, "is", "Text", "old", "new")
        pull(export(collection, tmp_path / "notes.txt"), source, "--write")
    assert (source / "bread.md").read_text(encoding="utf-8") == text.replace("old", "new")


def test_reviews_are_kept_through_edit_pull_build_and_import(
    source: Path, collection: Collection, tmp_path: Path
) -> None:
    execute(collection, "update cards set type = 2, queue = 2, reps = 7, ivl = 100 + ord")
    cards = execute(collection, "select id, nid, ivl, reps from cards order by id")
    edit(collection, "slows", "Answer", "slows", "calms")
    edit(collection, "rises", "Extra1", "stone", "a stone")
    pull(export(collection, tmp_path / "notes.txt"), source, "--write")
    rows = table(source)
    rows[1]["answer"] = rows[1]["answer"].replace("500 g", "600 g")
    pull(save(tmp_path / "edited.csv", rows), source, "--write")
    time.sleep(1.1)  # Anki takes a package's note only where it is newer by the second than an edit made there
    take(collection, make(source) / "anki" / "all-decks.apkg")
    assert execute(collection, "select id, nid, ivl, reps from cards order by id") == cards
    assert collection.note_count() == 4
    assert len(collection.find_notes("600")) == len(collection.find_notes("calms")) == 1
    assert pull(export(collection, tmp_path / "again.txt"), source).stdout == ""


def test_leeches_and_marked_notes_are_listed(source: Path, collection: Collection, tmp_path: Path) -> None:
    collection.tags.bulk_add(collection.find_notes("slows"), "leech marked")
    result = pull(export(collection, tmp_path / "notes.txt"), source)
    assert result.stdout == f"{source}/bread.md:10: leech, marked: Why is *salt* in it?\n"


def test_a_note_of_an_older_build_takes_nothing_back(source: Path, collection: Collection, tmp_path: Path) -> None:
    (source / "bread.md").write_text(BREAD.replace("slows", "calms"), encoding="utf-8")
    result = pull(export(collection, tmp_path / "notes.txt"), source, "--write")
    assert "0 cards corrected, 4 unchanged, 0 left" in result.stderr
    edit(collection, "slows", "Answer", "rock", "stone")
    result = pull(export(collection, tmp_path / "notes.txt"), source, "--write", code=1)
    assert "it changed in its document" in result.stderr


def test_a_text_import_of_version_0_1_can_be_edited_and_pulled(source: Path, tmp_path: Path) -> None:
    make(source)
    entries = map(json.loads, (source / "cards.lock").read_text(encoding="utf-8").splitlines()[1:])
    guid = next(entry["guid"] for entry in entries if "Why" in entry.get("question", ""))
    head = "#separator:Comma\n#html:true\n#guid column:1\n#notetype column:2\n#deck column:3\n#tags column:4\n"
    head += "#columns:guid,notetype,deck,tags,field 1,field 2\n#if matches:update current\n"
    cells = [
        guid,
        "exporter Q&A",
        "Bread",
        "qa::bread",
        "<p>Why is <em>salt</em> in it?</p>",
        "<p>Taste, and it calms yeast.</p>",
    ]
    row = ",".join(f'"{cell}"' for cell in cells)
    (tmp_path / "bread.anki.csv").write_text(f"{head}{row}\n", encoding="utf-8")
    result = pull(tmp_path / "bread.anki.csv", source)
    assert "1 card corrected" in result.stderr


@pytest.mark.parametrize(
    ("found", "name", "old", "new", "said"),
    [
        ("needs", "Text", "{{c2::time}}", "{{c2::time::when}}", "a cloze with hints"),
        ("needs", "Text", "{{c2::time}}", "{{c1::time}}", "whose gaps changed"),
        ("rises", "Extra1", "<li>stone</li>", "", "options were added or removed in Anki"),
        (
            "slows",
            "Answer",
            "Taste",
            '<img src="pasted.png">Taste',
            "its answer: the image pasted.png is not in the file",
        ),
        ("slows", "Answer", "Taste", "<ruby>Taste</ruby>", "its answer: Markdown cannot express <ruby> around “Taste”"),
    ],
)
def test_what_documents_cannot_say_is_left_alone(
    source: Path, collection: Collection, tmp_path: Path, found: str, name: str, old: str, new: str, said: str
) -> None:
    edit(collection, found, name, old, new)
    assert said in pull(export(collection, tmp_path / "notes.txt"), source, "--write", code=1).stderr
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD


@pytest.mark.parametrize("name", ["Options", "Solution"])
def test_options_of_a_note_of_multiple_choice_are_pulled(
    name: str, folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As people have them who built with version 0.1: front and back are two fields."""
    monkeypatch.setitem(TYPES_OF_NEW, "choice", "choice")
    source = folder(bread__md=BREAD)
    with opened(tmp_path / "anki") as collection:
        take(collection, make(source) / "anki" / "all-decks.apkg")
        monkeypatch.undo()
        edit(collection, "rises", name, "stone", "a stone")
        pull(export(collection, tmp_path / "notes.txt"), source, "--write")
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD.replace("[ ] stone", "[ ] a stone")


def test_options_of_a_note_that_was_born_without_are_pulled(
    source: Path, collection: Collection, tmp_path: Path
) -> None:
    document = source / "bread.md"
    asked = "### Q2: How is it weighed?\n"
    document.write_text(
        document.read_text().replace(asked, f"{asked}\n- [ ] by eye\n- [x] by *scale*\n\n**Answer:**\n")
    )
    time.sleep(1.1)
    take(collection, make(source) / "anki" / "all-decks.apkg")
    edit(collection, "weighed", "Extra1", "by eye", "by hand")
    edit(collection, "weighed", "Answer", "500 g", "600 g")
    pull(export(collection, tmp_path / "notes.txt"), source, "--write")
    assert "- [ ] by hand\n- [x] by *scale*\n" in document.read_text()
    assert "600 g" in document.read_text()


@pytest.mark.parametrize(("words", "name"), [("slows", "Extra1"), ("rises", "Extra1")])
def test_options_that_somebody_added_or_removed_in_anki_are_told(
    source: Path, collection: Collection, tmp_path: Path, words: str, name: str
) -> None:
    note = collection.get_note(collection.find_notes(f'"{words}"')[0])
    note[name] = '<ol class="options"><li>stone</li></ol>'
    collection.update_note(note)
    result = pull(export(collection, tmp_path / "notes.txt"), source, "--write", code=1)
    assert "options were added or removed in Anki" in result.stderr
    assert (source / "bread.md").read_text(encoding="utf-8") == BREAD


def test_options_of_an_older_build_take_nothing_back(source: Path, collection: Collection, tmp_path: Path) -> None:
    """The note has options of a card that has none any more: nobody added them in Anki."""
    document = source / "bread.md"
    asked = "### Q2: How is it weighed?\n"
    document.write_text(BREAD.replace(asked, f"{asked}\n- [ ] by eye\n- [x] by scale\n\n**Answer:**\n"))
    time.sleep(1.1)
    take(collection, make(source) / "anki" / "all-decks.apkg")
    document.write_text(BREAD)
    assert (
        "0 cards corrected, 4 unchanged, 0 left"
        in pull(export(collection, tmp_path / "notes.txt"), source, "--write").stderr
    )


def test_an_edit_beside_a_footnote_keeps_it(folder: Folder, tmp_path: Path) -> None:
    text = "# A\n\n### Q: What is a sponge?\n\nA first dough[^s].\n\n[^s]: Flour, water and yeast.\n"
    source = folder(bread__md=text)
    with opened(tmp_path) as collection:
        take(collection, make(source) / "anki" / "a.apkg")
        edit(collection, "sponge", "Answer", "A first", "An early")
        edit(collection, "sponge", "Answer", "yeast", "a little yeast")
        pull(export(collection, tmp_path / "notes.txt"), source, "--write")
    changed = text.replace("A first", "An early").replace("yeast", "a little yeast")
    assert (source / "bread.md").read_text(encoding="utf-8") == changed
