"""Runs poppler's `pdftotext`, within bounds of time, memory and output."""

from __future__ import annotations

import io
import shutil
import tempfile
from functools import cache
from typing import IO, TextIO

from exporter.errors import InputError
from exporter.sources import programs

_LIMITS = programs.Limits(seconds=60, kilobytes=2_000_000, output=200_000_000)  # output of 5,000 pages
_SIGNAL = 128  # exit codes above: ended by a signal
_ENCRYPTED = "Incorrect password"
_NOT_PDF = ("May not be a PDF file", "Couldn't find trailer dictionary", "Couldn't read xref table")


def run(name: str, data: bytes) -> TextIO:
    """The file that `pdftotext -bbox-layout` writes of a PDF, to be closed by the caller; raises InputError."""
    if b"%PDF-" not in data[:1024]:
        raise InputError(f"{name}: not a PDF file: it does not begin with %PDF-. Save or download it again.")
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it; a file is bounded by the system, no pipe is
    try:
        _run(name, data, out)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return io.TextIOWrapper(out, "utf-8", errors="replace")


def _run(name: str, data: bytes, out: IO[bytes]) -> None:
    command = [_program(name), "-bbox-layout", "-enc", "UTF-8", programs.reopened(), "-"]
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.flush()
        try:
            done = programs.run(command, given, out, _LIMITS)
        except programs.OverLimitError as error:
            raise InputError(f"{name}: pdftotext needs {error}") from error
        if done.code:
            raise InputError(f"{name}: {_reason(done)}")


def _reason(done: programs.Done) -> str:
    said = done.said
    if _ENCRYPTED in said:
        return "protected by a password. Save a copy without it."
    if done.code > _SIGNAL:
        return "pdftotext crashes on it. Print it to a new PDF."
    if any(sign in said for sign in _NOT_PDF):
        return "damaged or cut off: pdftotext finds no pages in it. Save or download it again."
    return f"pdftotext cannot read it: {' '.join(said.split())[:300]} Save or print it to a new PDF."


def _program(name: str) -> str:
    found = _found()
    if not found:
        from exporter import syspackages

        command = syspackages.command("poppler")
        remedy = f": `{command}`" if command else ""
        raise InputError(f"{name}: PDF is read by poppler's pdftotext, which is not installed. Install it{remedy}.")
    return found


@cache
def _found() -> str:
    return shutil.which("pdftotext") or ""
