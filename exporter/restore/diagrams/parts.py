"""Parts the rows of a line where a caption starts a second drawing."""

from __future__ import annotations

import re

from exporter.restore.diagrams.pieces import Role, Row

# A legend before a caption on the same line ends with a sentence, a bracket, or an explained letter ("S = Shelf").
_LEGEND = re.compile(r".*(?:[.!?;)\]]|\S+ ?= ?\S+)(?= )")


def part(rows: list[Row]) -> list[list[Row]]:
    """The drawings of a line: a text between boxes opens the next one if it ends with a colon, as a caption does, or if
    the first drawing has such a caption too and no connector leads past it.
    """
    drawings: list[list[Row]] = [[]]
    captioned = bool(rows) and _is_text(rows[0])
    for at, row in enumerate(rows):
        if _is_caption(rows, at, captioned):
            legend, caption = _cut(row)
            drawings[-1] += [legend] * bool(legend)
            drawings.append([caption])
        else:
            drawings[-1].append(row)
    return drawings


def _is_text(row: Row) -> bool:
    return all(piece.role is Role.TEXT for piece in row)


def _is_caption(rows: list[Row], at: int, captioned: bool) -> bool:
    if not 0 < at < len(rows) - 1 or not _is_text(rows[at]):
        return False
    before, after = rows[at - 1], rows[at + 1]
    if not (before[-1].role is Role.BORDER and after[0].role is Role.BORDER):
        return False
    return captioned or rows[at][-1].text.endswith(":")


def _cut(row: Row) -> tuple[Row, Row]:
    """A row of text as a legend of the drawing above and a caption of the one below."""
    text = "".join(piece.text if piece.glued else " " + piece.text for piece in row)[1:]
    legend = _LEGEND.match(text)
    rest, done = legend.end() if legend else 0, 0
    for at, piece in enumerate(row):
        if done >= rest:
            return row[:at], row[at:]
        done += len(piece.text) + (not piece.glued and at > 0)
    return [], row
