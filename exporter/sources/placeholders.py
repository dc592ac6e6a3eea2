"""Letters that pandoc would change in code, on their way through it, as letters of the private use area.

The filter `letters.lua` puts back what they stand for.
"""

from __future__ import annotations

_SPACE, _BACKSLASH = "\ue020", "\ue05c"


def kept(code: str) -> str:
    """The code with its blanks and backslashes as such letters."""
    return code.replace(" ", _SPACE).replace("\\", _BACKSLASH)
