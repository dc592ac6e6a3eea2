"""reStructuredText as pandoc understands it: titles, code that only Sphinx knows, sessions of Python."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CODE = {  # directives for code -> its language, always
    "prompt": "bash",
    "ipython": "python",
    "doctest": "pycon",
    "testcode": "python",
    "testoutput": "text",
    "testsetup": "python",
    "code-cell": "python",
    "jupyter-execute": "python",
    "terminal": "console",
}
_DIRECTIVE = re.compile(rf"[ \t]*\.\. (?P<name>{'|'.join(_CODE)})::[ \t]*(?P<given>[\w+#-]*).*$")
_UNDERLINE = re.compile(r"([!-/:-@[-`{-~])\1{2,}[ \t]*$")
_TOP = 500  # lines in which the title is looked for
_APART = re.compile(r"^([ \t]*\.\. [a-z][\w:+.-]{0,40}) ::(?=\s|$)")  # a blank before the colons
_SESSION = re.compile(r"[ \t]*>>> ")


def prepared(lines: Sequence[str]) -> list[str]:
    """The lines with such code in blocks that pandoc reads as code, and no section taken for a subtitle."""
    state = _State()
    for line in _without_subtitle(lines):
        state.take(line)
    return state.made


def _without_subtitle(lines: Sequence[str]) -> Sequence[str]:
    """The lines with something that is not shown between the title and the first section."""
    for n in range(1, min(len(lines), _TOP)):
        if _UNDERLINE.match(lines[n]) and lines[n - 1].strip() and not _UNDERLINE.match(lines[n - 1]):
            return [*lines[: n + 1], "", ".. index:: title", "", *lines[n + 1 :]]
    return lines


class _State:
    """What is made of the lines so far, and which block the next one stands in."""

    def __init__(self) -> None:
        self.made: list[str] = []
        self._in_session = False
        self._literal = 0  # blanks that lines of a literal block have at least; 0 outside of one
        self._is_after_blank = True

    def take(self, line: str) -> None:
        """Takes the next line."""
        blanks = len(line) - len(line.lstrip())
        if line.strip():
            self._literal = self._literal if blanks >= self._literal else 0
        else:
            self._in_session = False
        if self._in_session:
            self.made.append(f"   {line}")
        elif self._literal:
            self.made.append(line)
        else:
            self._outside(line, blanks)
        self._is_after_blank = not line.strip()

    def _outside(self, line: str, blanks: int) -> None:
        line = _APART.sub(r"\1::", line)
        if found := _DIRECTIVE.match(line):
            language = _CODE[found["name"]] or found["given"]
            self.made.append(f"{line[:blanks]}.. code-block:: {language}".rstrip())
            self._literal = blanks + 1
        elif self._is_after_blank and _SESSION.match(line):
            self.made += [f"{line[:blanks]}.. code-block:: pycon", "", f"   {line}"]
            self._in_session = True
        else:
            self.made.append(line)
            self._literal = blanks + 1 if _opens_literal(line) else 0


def _opens_literal(line: str) -> bool:
    words = line.strip()
    is_code = re.match(r"\.\. (?:code|code-block|sourcecode|parsed-literal|raw|highlight)::", words)
    return bool(is_code) or (words.endswith("::") and not words.startswith(".. "))
