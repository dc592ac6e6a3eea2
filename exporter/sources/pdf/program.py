"""Runs poppler's `pdftotext`, within bounds of time, memory and output."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
from functools import cache
from typing import IO, TextIO

from exporter.errors import InputError

_SECONDS = 60  # of processor
_WAIT = 3 * _SECONDS  # the same where other programs have the processors
_SAID = 4_000  # bytes of messages
_KILOBYTES = 2_000_000  # of memory
_MOST = 200_000_000  # bytes of output, of 5,000 pages
_BLOCKS = _MOST // 512  # as the shell counts
# A shell sets the limits, and ends the child when its standard input does: when this process has closed it, or died.
# macOS bounds no memory.
_LIMITS = f"ulimit -t {_SECONDS}; ulimit -f {_BLOCKS}; ulimit -v {_KILOBYTES} 2>/dev/null"
_FIRST = 20  # number of a file for the child: the shell has the first ones
_WATCHED = (
    'exec 4<&0; "$@" 4<&- & child=$!; { read -r _ <&4; kill -9 $child; } 2>/dev/null & watch=$!; exec 4<&-; '
    "wait $child; code=$?; kill $watch 2>/dev/null; exit $code"
)
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
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as err:
        given.write(data)
        given.flush()
        try:
            code = _called(_program(name), given, out, err)
        except subprocess.TimeoutExpired as error:
            raise InputError(f"{name}: {_TOO_LONG}") from error
        if code:
            err.seek(0)
            raise InputError(f"{name}: {_reason(code, err.read(_SAID).decode('utf-8', 'replace'))}")


def _called(program: str, given: IO[bytes], out: IO[bytes], err: IO[bytes]) -> int:
    """Runs the program on a file; its exit code. Raises TimeoutExpired."""
    given.seek(0)
    options = ["-bbox-layout", "-enc", "UTF-8"]
    if os.name != "posix":
        command = [program, *options, "-", "-"]
        return subprocess.run(command, stdin=given, stdout=out, stderr=err, timeout=_WAIT, check=False).returncode
    import fcntl

    file = fcntl.fcntl(given, fcntl.F_DUPFD, _FIRST)
    reading, writing = os.pipe()
    command = ["sh", "-c", f"{_LIMITS}; {_WATCHED}", "sh", program, *options, f"/dev/fd/{file}", "-"]
    try:
        return subprocess.run(
            command, stdin=reading, stdout=out, stderr=err, timeout=_WAIT, check=False, pass_fds=(file,)
        ).returncode
    finally:
        for each in (file, reading, writing):
            os.close(each)


_TOO_LONG = f"to read it takes more than {_SECONDS} seconds, 2 GB of memory or 200 MB of output. Split the PDF."


def _reason(code: int, said: str) -> str:
    if _ENCRYPTED in said:
        return "protected by a password. Save a copy without it."
    if code < 0 or code > 128:  # killed by a signal: a limit, or a crash
        return _TOO_LONG
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
