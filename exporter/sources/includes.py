"""Lines of a document that include another file: no other file is read, so they go, and are told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from exporter.model import Location, Problem
from exporter.problems.documents import INCLUDED

_LINES: Mapping[str, re.Pattern[str]] = {  # by the format's name in pandoc; of what stands in code, see `_is_literal`
    "rst": re.compile(r"(?P<blanks>[ \t]*)\.\. (?:include|literalinclude|mdinclude)::[ \t]+(?P<file>\S.*?)[ \t]*$"),
    "asciidoc": re.compile(r"include::(?P<file>[^\s\[\]][^\[\]]*)\[[^\[\]]*\][ \t]*$"),
    "org": re.compile(r"[ \t]*#\+INCLUDE:[ \t]*(?:\"(?P<file>[^\"]+)\"|(?P<bare>\S+)).*$", re.IGNORECASE),
    "typst": re.compile(r"[ \t]*#include[ \t]+\"(?P<file>[^\"]+)\"[ \t]*$"),
    "man": re.compile(r"\.so[ \t]+(?P<file>\S+)[ \t]*$"),
    "t2t": re.compile(r"%!include(?:\([^()]*\))?:[ \t]*(?P<file>\S.*?)[ \t]*$", re.IGNORECASE),
    "muse": re.compile(r"[ \t]*<include\s+file=\"(?P<file>[^\"]+)\"\s*/?>[ \t]*$"),
    "dokuwiki": re.compile(r"[ \t]*\{\{(?:page|section|include)>(?P<file>[^{}]+)\}\}[ \t]*$"),
    "mediawiki": re.compile(r"[ \t]*\{\{:(?P<file>[^{}|]+)(?:\|[^{}]*)?\}\}[ \t]*$"),
}
_IN_LINE: Mapping[str, re.Pattern[str]] = {
    "latex": re.compile(
        r"(?<!\\)\\(?:input|include|subfile|lstinputlisting(?:\[[^\[\]]{0,200}\])?|verbatiminput|import\{[^{}]{0,200}\})"
        r"[ \t]*\{(?P<file>[^{}]{1,300})\}"
    ),
}
_FENCES: Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]] = {  # what begins text as it is, and what ends it
    "org": (
        re.compile(r"[ \t]*#\+BEGIN_(?:SRC|EXAMPLE)\b", re.IGNORECASE),
        re.compile(r"[ \t]*#\+END_(?:SRC|EXAMPLE)\b", re.IGNORECASE),
    ),
    "latex": (
        re.compile(r"\s*\\begin\{(?:verbatim|lstlisting|minted)"),
        re.compile(r"\s*\\end\{(?:verbatim|lstlisting|minted)"),
    ),
    "mediawiki": (
        re.compile(r"[ \t]*<(?:pre|nowiki|syntaxhighlight)\b"),
        re.compile(r".*</(?:pre|nowiki|syntaxhighlight)>"),
    ),
    "dokuwiki": (re.compile(r"[ \t]*<(?:code|file|nowiki)\b"), re.compile(r".*</(?:code|file|nowiki)>")),
    "typst": (re.compile(r"[ \t]*```"), re.compile(r"[ \t]*```")),
    "muse": (re.compile(r"[ \t]*<(?:example|verbatim|src)\b"), re.compile(r".*</(?:example|verbatim|src)>")),
}
_LITERAL = re.compile(
    r"(?P<blanks>[ \t]*)(?:\.\. (?:code|code-block|sourcecode|highlight|parsed-literal|literalinclude|raw|prompt)::.*"
    r"|(?!\.\. ).*::)[ \t]*$"
)
_COMMENT = {"latex": "%"}


def removed(kind: str, lines: Sequence[str]) -> tuple[list[str], list[tuple[int, str]]]:
    """The lines of a format without what includes a file, and each such file with its 0-based line."""
    whole, inside = _LINES.get(kind), _IN_LINE.get(kind)
    made = list(lines)
    found: list[tuple[int, str]] = []
    if whole is None and inside is None:
        return made, found
    for n in _prose(kind, lines):
        line = lines[n]
        if whole and (said := whole.match(line)):
            found.append((n, said["file"] or said.groupdict().get("bare") or ""))
            made[n] = ""
        elif inside and "\\" in line:
            code = line.partition(_COMMENT[kind])[0] if not line.count("\\%") else line
            found += [(n, said["file"]) for said in inside.finditer(code)]
            made[n] = inside.sub("", code) + line[len(code) :]
    return made, found


def _prose(kind: str, lines: Sequence[str]) -> Iterable[int]:
    """The numbers of the lines that are not text as it is."""
    if kind == "rst":
        return _outside_literals(lines)
    return _outside_fences(lines, *_FENCES[kind]) if kind in _FENCES else range(len(lines))


def _outside_fences(lines: Sequence[str], begin: re.Pattern[str], end: re.Pattern[str]) -> Iterable[int]:
    is_open = False
    for n, line in enumerate(lines):
        if is_open:
            is_open = not end.match(line)
        elif found := begin.match(line):
            is_open = not end.match(line, found.end())
        else:
            yield n


def _outside_literals(lines: Sequence[str]) -> Iterable[int]:
    """Lines that are not indented below a line that ends in two colons, or below a block of code."""
    deeper = -1  # blanks that a literal line has at least
    for n, line in enumerate(lines):
        blanks = len(line) - len(line.lstrip())
        if deeper >= 0 and line.strip() and blanks < deeper:
            deeper = -1
        if deeper >= 0:
            continue
        yield n
        if found := _LITERAL.match(line):
            deeper = len(found["blanks"]) + 1


def problems(path: str, found: Iterable[tuple[int, str]]) -> list[Problem]:
    """What is told of the included files, at their lines of the document."""
    return [
        INCLUDED.at(
            Location(path, n + 1),
            f"{file[:100]}: another file would be included here, and is not read with this document. If it holds "
            "questions, read it as a document of its own.",
        )
        for n, file in found
    ]
