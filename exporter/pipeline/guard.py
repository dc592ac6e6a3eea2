"""Error border: an unexpected exception becomes a problem of the one document or output that it hit.

Such an exception is a bug in exporter, reported in a sentence; if `DEBUG` is set in the environment, as `--debug` does
for a command and all its processes, its trace is printed as well.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from exporter.errors import DEBUG, ExporterError, InternalError
from exporter.model import Document, Item, Location, Problem
from exporter.problems.documents import INTERNAL

Result = TypeVar("Result")
Given = ParamSpec("Given")
Documents = Sequence[Document]

LEFT_OUT = "the document is left out, and its cards and last outputs stay as they are"
_LONGEST = 160  # characters of an exception's own words
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Failure:
    """An unexpected exception, as it is reported to the user."""

    cause: str  # see `cause`
    remedy: str
    line: int = 1  # 1-based, of the item of a document that it was raised for, where that is known

    def problem(self, path: str, consequence: str) -> Problem:
        """The problem of a document, or of what was to be made; `consequence` says what becomes of it."""
        message = f"unexpected {self.cause}: {consequence}. {self.remedy}"
        return INTERNAL.at(Location(path, self.line), message)


def failure(error: Exception) -> Failure:
    """An unexpected exception as a failure."""
    return Failure(cause(error), remedy(error))


def attempt(work: Callable[Given, Result], /, *given: Given.args, **named: Given.kwargs) -> Result | Failure:
    """The result of some work, or a failure; an ExporterError is raised."""
    try:
        return work(*given, **named)
    except ExporterError:
        raise
    except Exception as error:
        return failure(error)


def isolated(work: Callable[[Documents], Result], documents: Documents) -> tuple[Result, dict[str, Failure]]:
    """What some work gives for all documents but those that it fails for, and these failures by the documents' source.

    Where it fails for all together, each file's documents are tried by themselves; where it fails for none of them, its
    exception is raised. The work gives the same whenever it is done.
    """
    try:
        return work(documents), {}
    except ExporterError:
        raise
    except Exception:
        failed = dict(failures(work, documents))
        if not failed:
            raise
    return work([document for document in documents if document.source not in failed]), failed


def failures(work: Callable[[Documents], object], documents: Documents) -> Iterator[tuple[str, Failure]]:
    """The failures of some work for the documents of each file by themselves, by their source."""
    for source in dict.fromkeys(document.source for document in documents):
        own = [document for document in documents if document.source == source]
        made = attempt(work, own)
        if isinstance(made, Failure):
            yield source, replace(made, line=_line(work, own))


def _line(work: Callable[[Documents], object], documents: Documents) -> int:
    """The line of the item of a file for which some work fails, found by halves; 1 where it is none by itself."""
    items = [(document, item) for document in documents for item in document.items]
    if _fails(work, [replace(document, items=()) for document in documents]):
        return 1
    while len(items) > 1:
        middle = len(items) // 2
        halves = (items[:middle], items[middle:])
        failing = next((half for half in halves if _fails(work, _with(half))), None)
        if failing is None:
            return 1
        items = failing
    return items[0][1].where.line if items else 1


def _with(items: Sequence[tuple[Document, Item]]) -> Documents:
    """The documents of some items, with nothing else in them."""
    return [replace(document, items=(item,)) for document, item in items]


def _fails(work: Callable[[Documents], object], documents: Documents) -> bool:
    try:
        work(documents)
    except ExporterError:
        return False
    except Exception as error:
        return not isinstance(error, MemoryError)  # trying again many times does not help
    return False


@contextmanager
def reading(path: str) -> Iterator[None]:
    """Names the document that a command is about in what ends the command."""
    try:
        yield
    except ExporterError:
        raise
    except Exception as error:
        raise InternalError(f"{path}:1: unexpected {cause(error)}. {remedy(error)}") from error


def unforeseen(error: Exception) -> InternalError:
    """The error that ends a command, for an exception that no border below took."""
    return InternalError(f"unexpected {cause(error)}. {remedy(error)}")


def cause(error: Exception) -> str:
    """An exception in a few words: its type, what it says, and the line of ours that it comes from.

    Where traces are asked for it prints its own.
    """
    if os.environ.get(DEBUG):
        traceback.print_exception(error, file=sys.stderr)
    said = " ".join(_words(error).split()).encode("utf-8", "replace").decode()
    short = f"{said[: _LONGEST - 1]}…" if len(said) > _LONGEST else said
    return f"{type(error).__name__}{f': {short}' if short else ''}{_place(error)}"


def remedy(error: Exception) -> str:
    """The remedy that a user can try."""
    if isinstance(error, MemoryError):
        return "Close other programs, build with --jobs 1, or split what is large."
    seen = "what is printed above" if os.environ.get(DEBUG) else "what --debug prints"
    return f"This is a bug in exporter: please report it, with {seen}."


def _words(error: Exception) -> str:
    """What an exception says."""
    try:
        return str(error)
    except Exception:  # an exception of a library whose own message fails
        return ""


def _place(error: Exception) -> str:
    """Where it comes from: the last line of this package that it went through, if any."""
    ours = [
        f" (exporter/{path.relative_to(_PACKAGE).as_posix()}:{line})"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if (path := Path(frame.f_code.co_filename)).is_relative_to(_PACKAGE)
    ]
    return ours[-1] if ours else ""
