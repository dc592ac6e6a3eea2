"""Letters that pandoc would change in code, on their way through it, as letters of the private use area."""

from __future__ import annotations

_SPACE, _BACKSLASH = "\ue020", "\ue05c"


def kept(code: str) -> str:
    """The code with its blanks and backslashes as such letters."""
    return code.replace(" ", _SPACE).replace("\\", _BACKSLASH)


def restored(text: str) -> str:
    """What pandoc made of it, with the blanks and backslashes."""
    return text.replace(_SPACE, " ").replace(_BACKSLASH, "\\")
