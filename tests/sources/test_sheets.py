"""Sheets of Excel and OpenDocument: rows with their numbers, and files that would take all memory."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from exporter import readers
from exporter.errors import InputError
from exporter.readers.source import Reading
from exporter.sources import formats
from tests.test_cli import run

ROWS = (("Question", "Answer", "Level"), ("Which is <hot>?", "Tea\nand soup", "easy"), ("How many?", 3.0, ""))
_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def archive(files: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return file.getvalue()


def xlsx(*sheets: tuple[str, str]) -> bytes:
    """A file of Excel with the rows of these sheets, by name, as XML."""
    named = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="r{n}"/>' for n, (name, _) in enumerate(sheets, 1))
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    return archive(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r0" '
            f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{_NS}" xmlns:r="{_REL}"><sheets>{named}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
            "</Relationships>",
        }
        | {
            f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{_NS}"><sheetData>{rows}</sheetData></worksheet>'
            for n, (_, rows) in enumerate(sheets, 1)
        }
    )


def rows(cells: Sequence[Sequence[str | float]], first: int = 1) -> str:
    return "".join(
        f'<row r="{n}">{"".join(cell(f"{chr(65 + at)}{n}", value) for at, value in enumerate(row))}</row>'
        for n, row in enumerate(cells, first)
    )


def cell(place: str, value: str | float) -> str:
    if isinstance(value, float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>' if value else ""


def ods(rows: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return archive(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}"><m:file-entry m:full-path="/" '
            f'm:media-type="{kind}"/></m:manifest>',
            "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Tea">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        }
    )


def word(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def read(name: str, data: bytes) -> Reading:
    return readers.read(formats.source(name, data))


def shown(reading: Reading) -> list[tuple[str, int, str, str]]:
    return [(d.title, card.where.line, card.question, card.answer) for d in reading.documents for card in d.cards]


def refusal(name: str, data: bytes) -> str:
    with pytest.raises(InputError) as error:
        read(name, data)
    return error.value.message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (xlsx(("Tea", cell("A1", "x") + cell("XFD1000000", "y"))), "a sheet of 16,384,000,000 cells, empty ones too"),
        (
            ods(row(word("x", 'table:number-columns-repeated="16000"'), more='table:number-rows-repeated="900000"')),
            "a sheet of",
        ),
        (
            ods(row(word("x", 'table:number-columns-repeated="99999999999999"'))),
            "16,384 columns, expected at most 1,000",
        ),
        (xlsx(("Tea", rows(ROWS)))[:-200], "damaged, cut off or encrypted"),
        (b"PK\x03\x04 and nothing more", "damaged, cut off or encrypted"),
        (b"\xd0\xcf\x11\xe0 and nothing more", "the sheets cannot be read"),
        (archive({"xl/worksheets/a.xml": "0" * 600_000_000}), "more than 512 MB without its compression"),
        (xlsx(("Tea", rows([("kettle", 20.0), ("pot", 30.0)]))), "Columns: 1 (kettle), 2 (20)"),
    ],
    ids=["sparse", "repeated", "far", "cut", "empty", "xls", "large", "columns"],
)
def test_a_file_that_is_refused(data: bytes, said: str) -> None:
    assert said in refusal("tea.ods" if b"opendocument" in data else "tea.xlsx", data)


def test_rows_have_their_numbers() -> None:
    reading = read("tea.xlsx", xlsx(("Tea", rows(ROWS, 3))))
    assert shown(reading) == [
        ("tea", 4, "Which is \\<hot>?", "Tea\\\nand soup"),
        ("tea", 5, "How many?", "3"),
    ]
    assert [card.level for card in reading.cards] == ["beginner", None]


def test_sheets_are_documents() -> None:
    reading = read("tea.xlsx", xlsx(("Green", rows(ROWS)), ("Empty", ""), ("Black", rows(ROWS))))
    assert [(title, line) for title, line, *_ in shown(reading)] == [
        ("Green", 2),
        ("Green", 3),
        ("Black", 2),
        ("Black", 3),
    ]


def test_open_document_with_what_programs_repeat() -> None:
    empty = '<table:table-cell table:number-columns-repeated="16382"/>'
    made = ods(
        row(word("Question"), word("Answer"), empty)
        + row(word("How hot?"), word("80 degrees"), empty)
        + row('<table:table-cell table:number-columns-repeated="16384"/>', more='table:number-rows-repeated="1048574"')
    )
    assert shown(read("tea.ods", made)) == [("tea", 2, "How hot?", "80 degrees")]


def test_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "sure.xlsx").write_bytes(xlsx(("Tea", rows(ROWS))))
    (tmp_path / "prices.xlsx").write_bytes(xlsx(("Tea", rows([("kettle", 20.0), ("pot", 30.0)]))))
    (tmp_path / "broken.ods").write_bytes(b"PK")
    for _ in range(2):
        assert run("build", tmp_path, "--out", tmp_path / "dist", "--only", "csv").exit_code == 0
    assert json.loads((tmp_path / "dist" / "report.json").read_text())["passed_over"] == {".ods": 1, ".xlsx": 1}


def test_pull_reads_sheets(folder: Callable[..., Path]) -> None:
    source = folder(tea__md="# Tea\n\n### Q1: How hot?\n\n80 degrees.\n\n### Q2: How *long*?\n\nTwo minutes.\n")
    run("build", source, "--out", source.parent / "dist", "--only", "csv")
    text = (source.parent / "dist" / "csv" / "tea.csv").read_text(encoding="utf-8-sig").replace("80", "90")
    cells = list(csv.reader(io.StringIO(text, newline="")))
    (source.parent / "edited.xlsx").write_bytes(xlsx(("Tea", rows(cells))))
    result = run("pull", source.parent / "edited.xlsx", source, "--write")
    assert "1 card corrected, 1 unchanged, 0 left alone." in result.stderr
    assert "90 degrees." in (source / "tea.md").read_text()
