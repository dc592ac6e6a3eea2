"""Tables written in HTML: their rows, as if they were a table of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.readers.inferred.structure.blocks import Block

_ROW = re.compile(r"<tr\b[^<>]{0,300}>(.*?)(?=<tr\b|</tbody|</thead|</table|\Z)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<t([hd])\b[^<>]{0,300}>(.*?)(?=<t[hd]\b|</tr|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?(?:t[hdr]|strong|b|em|i|span|p|center|font|div)\b[^<>]{0,300}>", re.IGNORECASE)


def rows(block: Block) -> Iterator[Block]:
    """The head and the rows of the table in a block of HTML; nothing where it has none."""
    if "<tr" not in block.text:
        return
    line, done = block.first, 0
    for n, row in enumerate(_ROW.finditer(block.text)):
        line += block.text.count("\n", done, row.start())
        done = row.start()
        cells = [(name.lower(), " ".join(_TAG.sub(" ", text).split())) for name, text in _CELL.findall(row[1])]
        if cells:
            kind = "head" if not n or all(name == "h" for name, _ in cells) else "row"
            end = line + row[0].rstrip().count("\n") + 1
            yield block._replace(kind=kind, first=line, end=end, text="\n".join(text for _, text in cells))
