r"""Validates untrusted TeX: MathJax has commands that make links, fetch styles or never end.

Every control sequence in the text is looked at, wherever it stands, and what follows a command that takes more than
TeX must be on the list, letter by letter. So nothing depends on how a program reads braces, comments or text in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from exporter.markup.cloze_syntax import replace_hidden_in_tex
from exporter.markup.tex_commands import CHEMISTRY, CHEMISTRY_GROUPS, COMMANDS, ENVIRONMENTS

_TOKEN = re.compile(r"\\([A-Za-z]+|[^A-Za-z])|\\\Z|[{}]|\^\^|[\x00-\x08\x0b-\x1f\x7f]")
_NAME = re.compile(r"\s*\{([A-Za-z]{1,20}\*?)\}")
_MARK = "\x1e"  # parts what a cloze hides from the rest; no formula that holds it is allowed
_GAP = f"{_MARK}{{}}{_MARK}"
_STEPS = {"{": 1, "}": -1, r"\left": 1, r"\right": -1, r"\begin": 1, r"\end": -1}
_DEEPEST = 10  # levels of braces, environments and \left: MathJax doubles its work with each nested arrow
_SHOWN = 20  # characters of what follows a command, in a message


@lru_cache(maxsize=20_000)
def refused(tex: str) -> str:
    """The reason why a formula is shown as code, as words that follow its text; empty if it is typeset."""
    return next(filter(None, map(_refused, _variants(tex))), "")


def _variants(tex: str) -> Iterator[str]:
    """The texts that MathJax may get: Anki composes characters, and shows or hides parts of a cloze."""
    tex = unicodedata.normalize("NFC", tex)
    yield tex
    if (bare := replace_hidden_in_tex(tex, lambda gap: _GAP.format(gap.text))) != tex:
        yield from bare.split(_MARK)[1::2]
        yield replace_hidden_in_tex(tex, lambda gap: f" {gap.text} ")
        yield replace_hidden_in_tex(tex, lambda _: " [...] ")


def _refused(tex: str) -> str:
    depth = braces = 0
    for found in _TOKEN.finditer(tex):
        token, name = found[0], found[1]
        depth += _STEPS.get(token, 0)
        braces += (token == "{") - (token == "}")
        reason = _fault(tex, name, found.end()) if name else "" if token in "{}" else _sign(token)
        if reason or braces < 0 or depth > _DEEPEST:
            return reason or ("its braces do not match" if braces < 0 else "it is nested too deeply")
    return "its braces do not match" if braces else ""


def _sign(token: str) -> str:
    """Why a sign that is neither a command nor a brace is refused."""
    return "it ends with a backslash" if token == "\\" else f"{ascii(token)[1:-1]} is not allowed in formulas"


def _fault(tex: str, name: str, end: int) -> str:
    r"""Why a command that ends here is refused; without its `\`."""
    if name in ("begin", "end"):
        return _environment(tex, name, end)
    follows = COMMANDS.get(name)
    if follows is None:
        return rf"\{name} is not allowed in formulas"
    if not follows.match(tex, end):
        return rf"\{name} is not allowed before {_shown(tex, end)}"
    return _chemistry(tex, name, end) if name in ("ce", "pu") else ""


def _environment(tex: str, name: str, end: int) -> str:
    found = _NAME.match(tex, end)
    if not found:
        return rf"\{name} is not allowed before {_shown(tex, end)}"
    follows = ENVIRONMENTS.get(found[1])
    if follows is None:
        return f"the environment {found[1]} is not allowed in formulas"
    if name == "begin" and not follows.match(tex, found.end()):
        return f"the environment {found[1]} is not allowed before {_shown(tex, found.end())}"
    return ""


def _chemistry(tex: str, name: str, end: int) -> str:
    depth = 0
    for found in _TOKEN.finditer(tex, end):
        depth += (found[0] == "{") - (found[0] == "}")
        if depth <= 0:
            break
        inner, opens = found[1], tex[found.end() : found.end() + 1] == "{"
        if inner and inner not in CHEMISTRY and not (inner in CHEMISTRY_GROUPS and opens):
            return rf"\{inner} is not allowed in \{name}"
    return ""


def _shown(tex: str, at: int) -> str:
    text = " ".join(tex[at : at + _SHOWN + 1].split())
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text or "its end"
