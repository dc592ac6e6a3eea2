"""AsciiDoc before pandoc reads it: lines keep their numbers."""

from __future__ import annotations

import pytest

from exporter import readers
from exporter.sources import asciidoc, formats


@pytest.mark.parametrize(
    ("lines", "prepared"),
    [
        (["Hives", "-----"], ["== Hives", ""]),
        (["A page", "======="], ["= A page", ""]),
        (["[[hives]]", "Hives", "~~~~~"], ["[[hives]]", "=== Hives", ""]),
        (["[[hives]]", "words", "ifdef::x[]", "more", "endif::[]"], ["", "words", "", "more", ""]),
        (["[role=x]", "Hives", "^^^^^^"], ["[role=x]", "==== Hives", ""]),
        (["words above", "Hives", "-----"], ["words above", "Hives", "-----"]),  # a paragraph above a block
        (["----", "a", "-", "Hives", "-----", "----"], ["----", "a", "-", "Hives", "-----", "----"]),
        (["A long line of words", "----", "code", "----"], ["A long line of words", "----", "code", "----"]),
        (["|===", "|a", "|==="], ["|===", "|a", "|==="]),
        (["see linkbee:bee-size[1], linkbee:b[the b]"], ["see bee-size(1), the b"]),
        (["see xref:a[b], https://a.b[c], kbd:[x]"], ["see xref:a[b], https://a.b[c], kbd:[x]"]),
    ],
)
def test_lines(lines: list[str], prepared: list[str]) -> None:
    assert asciidoc.prepared(lines) == prepared


def test_sections_and_code_come_through() -> None:
    text = (
        "Bees\n====\n\nHives\n-----\n\nHow large is one?::\n\tAs `two boxes`, or\n\t`C:\\Bees\\size.exe --ask`.\n\n"
        "Honey\n-----\n\nWhen is it ripe?::\n\tWhen it is capped, see linkbee:cap[7].\n"
    )
    document = readers.read(formats.source("a.adoc", text.encode())).documents[0]
    assert document.title == "Bees"
    assert [(card.section, card.answer, card.where.line) for card in document.cards] == [
        (("Hives",), "As `two boxes`, or `C:\\Bees\\size.exe --ask`.", 7),
        (("Honey",), "When it is capped, see cap(7).", 14),
    ]
