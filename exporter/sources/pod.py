"""POD as pandoc understands it: items with signs of lists, code with its blanks, no text for other programs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.sources import placeholders

_ITEM = re.compile(r"=item[ \t]+(?P<sign>\*|\d{1,4})[.)]?[ \t]+(?P<words>\S.*)$")
_BEGIN = re.compile(r"=begin[ \t]+(?!text\b|:)(?P<name>\S+)")
_CODE = re.compile(r"C(?:<(?P<one>[^<>\n]{1,300})>|<<[ \t]+(?P<two>[^\n]{1,300}?)[ \t]+>>)")


def prepared(lines: Sequence[str]) -> list[str]:
    """The lines with items and code as pandoc reads them, without what is meant for other programs."""
    made: list[str] = []
    shut = ""  # what ends text for another program
    for line in lines:
        if shut:
            shut = "" if line.split() == shut.split() else shut
        elif found := _BEGIN.match(line):
            shut = f"=end {found['name']}"
        elif found := _ITEM.match(line):
            sign = found["sign"] if found["sign"] == "*" else f"{found['sign']}."
            made += [f"=item {sign}", "", _coded(found["words"])]
        elif line[:1] in " \t":
            made.append(line)
        else:
            made.append(_coded(line))
    return made


def _coded(line: str) -> str:
    if "C<" not in line or "  " not in line:
        return line
    return _CODE.sub(lambda found: found[0].replace("  ", placeholders.kept("  ")), line)
