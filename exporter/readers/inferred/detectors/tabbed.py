"""Two columns with a tab between them, as flashcard programs export: `front⇥back`, `front⇥back⇥tags`."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.readers.inferred.candidate import Candidate, Paragraph, Signature

_LEAST = 3  # rows


def candidates(paragraph: Paragraph) -> Sequence[Candidate]:
    """Every row of a paragraph that is nothing but rows; `#separator:tab` and the like may stand above them."""
    if "\t" not in paragraph.block.text:
        return ()
    rows = [(n, line.split("\t")) for n, line in enumerate(paragraph.lines) if not line.startswith("#")]
    columns = {len(cells) for _, cells in rows}
    whole = len(columns) == 1 and columns != {1} and all(cells[0].strip() and cells[1].strip() for _, cells in rows)
    if len(rows) < _LEAST or not whole or len({cells[0] for _, cells in rows}) < len(rows):
        return ()
    return [_mark(paragraph, n, cells) for n, cells in rows if any(letter.isalpha() for letter in cells[0])]


def _mark(paragraph: Paragraph, n: int, cells: Sequence[str]) -> Candidate:
    end = paragraph.block.first + n + 1
    front, back = cells[0].strip(), cells[1].strip()
    tags = tuple(word for cell in cells[2:] for word in cell.split())
    return paragraph.candidate(Signature("tabbed"), n, n + 1, front, rest=back, labelled=True, limit=end, tags=tags)
