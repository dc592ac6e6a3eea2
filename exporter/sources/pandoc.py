"""Runs pandoc, which makes Markdown of a document, within bounds, in its sandbox: it includes and fetches nothing."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from exporter.errors import InputError
from exporter.sources import programs

_HERE = Path(__file__).parent
_FILTERS = ("directives.lua", "formats.lua")
_OFFICE = "office.lua"  # for documents of word processors
_LETTERS = "letters.lua"
OFFICE = frozenset({"docx", "odt", "rtf", "epub", "fb2"})
_TO = "gfm-raw_html+yaml_metadata_block"
_HEAP = 1_000  # MB of memory; pandoc ends itself with a message, before the system does
_LIMITS = programs.Limits(seconds=45, kilobytes=2_000_000, output=200_000_000)
_NO_MEMORY = (251, "heap exhausted")  # exit code and message of its runtime system
_TRIED = 300  # characters of its messages that are shown


def converted(name: str, kind: str, data: bytes) -> str:
    """What pandoc makes of a document in the format that it calls so; raises InputError."""
    command = [
        _program(name),
        "+RTS",
        f"-M{_HEAP}m",
        "-RTS",
        "--from",
        kind,
        "--to",
        _TO,
        "--standalone",
    ]
    if kind == "rst":
        command.append("--metadata=exporter-kind:rst")  # for the filter, which pandoc does not tell
    command += ["--wrap=none", "--sandbox", "--quiet"]
    filters = (*([_OFFICE] if kind in OFFICE else []), *_FILTERS, _LETTERS)
    command += [f"--lua-filter={_HERE / each}" for each in filters]
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out:
        given.write(data)
        given.flush()
        try:
            done = programs.run(command, given, out, _LIMITS)
        except programs.OverLimitError as error:
            raise InputError(f"{name}: pandoc needs {error}") from error
        if done.code:
            raise InputError(f"{name}: {_reason(kind, done)}")
        out.seek(0)
        return out.read().decode("utf-8").replace("\r\n", "\n")


def _reason(kind: str, done: programs.Done) -> str:
    said = " ".join(done.said.split())[:_TRIED]
    if done.code == _NO_MEMORY[0] or _NO_MEMORY[1] in said.lower():
        return f"pandoc needs more than {_HEAP} MB of memory. Split the document."
    return f"pandoc cannot read it as {kind}: {said} Fix it, or convert it to Markdown."


def _program(name: str) -> str:
    program = found()
    if not program:
        from exporter import installation, syspackages

        commands = filter(None, (installation.adding("formats"), syspackages.command("pandoc")))
        remedy = " or ".join(f"`{command}`" for command in commands)
        raise InputError(
            f"{name}: this format is read by pandoc, which is not installed. Install it{f': {remedy}' * bool(remedy)}."
        )
    return program


@cache
def found() -> str:
    """The pandoc of the extra `formats`, or the one on the PATH; "" where there is none."""
    import shutil

    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return shutil.which("pandoc") or ""
