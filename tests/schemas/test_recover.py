"""What `exporter recover --json` prints has its schema."""

from __future__ import annotations

from pathlib import Path

from exporter.notes import NOTE_TYPES
from tests.schemas.test_schemas import printed, require


def test_copies_made_in_anki_are_named(tmp_path: Path) -> None:
    kind = NOTE_TYPES["basic"]
    cells = {"Question": "Why?", "Answer": "So.", "CardId": "0123456789abcdef"}
    row = "\t".join(["{}", kind.name, *(cells.get(name, "") for name in kind.fields)])
    head = "#separator:tab\n#html:true\n#guid column:1\n#notetype column:2\n"
    rows = "\n".join(row.format(guid) for guid in ("first", "copy"))
    (tmp_path / "export.txt").write_text(f"{head}{rows}\n", encoding="utf-8")
    made = printed("recover", tmp_path / "export.txt", "--lock", tmp_path / "cards.lock")
    require("recover", made)
    assert (made["lock"], made["cards"]) == (str(tmp_path / "cards.lock"), 1)
    assert made["copies"] == [{"id": "0123456789abcdef", "guid": "copy"}]
