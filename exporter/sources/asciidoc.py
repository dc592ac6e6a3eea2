"""AsciiDoc as pandoc understands it: what its reader does not know is put so that it does; lines keep their numbers.

Titles underlined on a second line, anchors, code with spaces or backslashes, macros that a project made for itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from exporter.sources import placeholders

_UNDERLINES = {"=": 1, "-": 2, "~": 3, "^": 4, "+": 5}
_UNDERLINE = re.compile(r"([=~^+-])\1{2,}\s*$")
_SLACK = 2  # columns by which an underline may be longer or shorter than its title: Asciidoctor allows one
_VERBATIM = re.compile(r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,}\w*)\s*$")
_RULE = re.compile(r"'{4,}[ \t]*$")
_TABLE = re.compile(r"[|,:!]={3,}\s*$")
_TITLE = re.compile(r"={1,6}[ \t]+\S")
_ANCHOR = re.compile(r"\[\[[^\[\]]+\]\]\s*$")
_CODE = re.compile(r"(?<![\w`])`(?!\s)([^`\n]{1,300}?)(?<!\s)`(?![\w`])")
_MACRO = re.compile(r"(?<![\w:/+])(?P<name>[a-z][a-z0-9]{2,20}):(?P<target>[\w.-]{1,60})\[(?P<text>[^\[\]\n]{0,200})\]")
# Behind the words of a link: that it opens another window, and how it looks
_WINDOW = re.compile(
    r"((?:https?://|link:|mailto:|xref:)[^\s\[\]]{1,500}\[[^\[\]\n]{1,300}?)(?:\^|,\s*(?:window|role|opts|rel)=[^\[\]]*)\]"
)
_KNOWN = re.compile(
    "link|xref|image|icon|kbd|btn|menu|footnote|footnoteref|pass|stem|latexmath|asciimath|mailto|https?|ftp|irc|include"
    "|indexterm|anchor|video|audio|toc|counter|indirect"
)
_CONDITION = re.compile(r"(?:ifdef|ifndef|ifeval|endif)::[^\s\[\]]*\[(?P<text>.*)\][ \t]*$")


def prepared(lines: Sequence[str]) -> list[str]:
    """The lines with titles, anchors, code and macros as pandoc reads them."""
    made = list(lines)
    shut = ""  # what ends the block that a line stands in, of which no word counts
    for n, line in enumerate(made):
        if shut:
            shut = "" if line.rstrip() == shut else shut
        elif n and (level := _level(made, n)):
            made[n - 1], made[n] = f"{'=' * level} {made[n - 1].strip()}", ""
        elif _VERBATIM.match(line):
            shut = re.sub(r"\w+$", "", line.rstrip())
        else:
            made[n] = _line(lines, n)
    return made


def _line(lines: Sequence[str], n: int) -> str:
    """A line that is neither a title's nor code."""
    line = lines[n]
    if _RULE.match(line):
        return "'''"
    if _ANCHOR.match(line):
        return line if _is_title(lines, n + 1) else ""
    if found := _CONDITION.match(line):  # what holds under some condition is read
        return "" if line.startswith("ifeval") else _inline(found["text"])
    return line if _TABLE.match(line) else _inline(line)


def _level(lines: Sequence[str], n: int) -> int:
    """The level of the title that a line underlines; 0 where it underlines none."""
    title = lines[n - 1].rstrip()
    found = _UNDERLINE.match(lines[n])
    if not found or not re.match(r"\w", title) or abs(len(title) - len(lines[n].rstrip())) > _SLACK:
        return 0
    above = lines[n - 2].strip() if n > 1 else ""
    return _UNDERLINES[found[1]] if not above or above.startswith(("[", ":", "//")) else 0


def _is_title(lines: Sequence[str], n: int) -> bool:
    """Whether a line is a title, in one line or underlined."""
    return n < len(lines) and bool(_TITLE.match(lines[n]) or (n + 1 < len(lines) and _level(lines, n + 1)))


def _inline(line: str) -> str:
    if "`" in line:
        line = _CODE.sub(lambda code: f"`{placeholders.kept(code[1])}`", line)
    if "[" not in line or ":" not in line:
        return line
    return _MACRO.sub(_said, _WINDOW.sub(r"\1]", line))


def _said(macro: re.Match[str]) -> str:
    """What a macro of a project's own shows: `linkgit:git-log[1]` is `git-log(1)`, as on a page of a manual."""
    if _KNOWN.fullmatch(macro["name"]):
        return macro[0]
    if macro["text"].isdigit():
        return f"{macro['target']}({macro['text']})"
    return macro["text"] or macro["target"]
