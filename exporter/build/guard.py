"""Borders around what is done for one document or output: an unforeseen exception becomes a problem of it alone.

Such an exception is a bug of ours. It is told in a sentence; where `DEBUG` is set in the environment, as `--debug` does
for a command and all its processes, its trace is printed as well.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from exporter.errors import DEBUG, InternalError

_LONGEST = 160  # characters of an exception's own words
_PACKAGE = Path(__file__).resolve().parent.parent


def unforeseen(error: Exception) -> InternalError:
    """The error that ends a command, for an exception that no border below took."""
    return InternalError(f"unexpected {cause(error)}. {remedy(error)}")


def cause(error: Exception) -> str:
    """An exception in a few words: its type, what it says, and the line of ours that it comes from."""
    if os.environ.get(DEBUG):
        traceback.print_exception(error, file=sys.stderr)
    said = " ".join(_words(error).split()).encode("utf-8", "replace").decode()
    short = f"{said[: _LONGEST - 1]}…" if len(said) > _LONGEST else said
    return f"{type(error).__name__}{f': {short}' if short else ''}{_place(error)}"


def remedy(error: Exception) -> str:
    """What a user can do about it."""
    if isinstance(error, MemoryError):
        return "Close other programs, build with --jobs 1, or divide what is large."
    seen = "what is printed above" if os.environ.get(DEBUG) else "what --debug prints"
    return f"This is a bug of exporter: please report it, with {seen}."


def _words(error: Exception) -> str:
    """What an exception says."""
    try:
        return str(error)
    except Exception:  # an exception of somebody else, which cannot even say what it is
        return ""


def _place(error: Exception) -> str:
    """Where it comes from: the last line of this package that it went through, if any."""
    ours = [
        f" (exporter/{path.relative_to(_PACKAGE).as_posix()}:{line})"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if (path := Path(frame.f_code.co_filename)).is_relative_to(_PACKAGE)
    ]
    return ours[-1] if ours else ""
