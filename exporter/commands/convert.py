"""`exporter convert`: a document as canonical Markdown, which is read back before it is written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from exporter import checks, jsontypes, markup, safefiles
from exporter.commands.outcome import Outcome, dumps
from exporter.emitters import canonical
from exporter.errors import DifferenceError, InputError, OverwriteError
from exporter.model import Document, Location, Problem, Severity
from exporter.naming import count
from exporter.pipeline import guard, readback, reading
from exporter.pipeline.readback import Mismatch
from exporter.pipeline.store import files
from exporter.settings import Settings
from exporter.sources.discover import SourceFile
from exporter.sources.formats import FORMATS

_SHOWN = 20  # differences and images that are listed


@dataclass(frozen=True, slots=True)
class Converted:
    """A document's canonical form, and what to mind of it."""

    text: str
    differences: tuple[Mismatch, ...]  # between the document and what its canonical form is read as
    remarks: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The differences, then the remarks, for people."""
        yield from map(str, self.differences[:_SHOWN])
        if len(self.differences) > _SHOWN:
            yield f"… and {count(len(self.differences) - _SHOWN, 'more difference')}"
        yield from self.remarks

    def table(self, path: str, written: Path | None, text: str | None) -> jsontypes.Conversion:
        """The same for programs; `written` and `text` are what became of it."""
        return {
            "schema": 1,
            "source": path,
            "output": str(written) if written else None,
            "text": text,
            "differences": [
                {"path": each.where.path, "line": each.where.line, "what": each.what, "change": each.change}
                for each in self.differences
            ],
            "remarks": list(self.remarks),
        }


def run(path: str, output: Path | None, *, force: bool, as_json: bool) -> Outcome:
    """Converts and writes a document; where cards would change nothing is written, unless forced."""
    made = convert(path, output, force=force)
    refused = refusal(path, output) if made.differences and not force else None
    written = output if refused is None else None
    if written:
        files.write(written, made.text.encode())
    said = [*made.lines(), *([f"wrote {written}"] if written else [])]
    text = None if written or refused else made.text
    product = dumps(made.table(path, written, text)) if as_json else text or ""
    return Outcome(product, said, error=refused)


def convert(path: str, output: Path | None, *, force: bool = False) -> Converted:
    """A file as canonical Markdown; `output` is where it will be written, None for stdout.

    Raises InputError where no question is found, OverwriteError where the output is the document itself, unless forced.
    """
    if Path(path).is_dir():
        raise InputError(f"{path}: a folder. Convert one document at a time.")
    with guard.reading(path):
        return _converted(path, output, force=force)


def _converted(path: str, output: Path | None, *, force: bool) -> Converted:
    if output and not force and _is_same(path, output):
        raise OverwriteError(f"{output}: the document itself. Name another file, or replace it with --force.")
    settings = reading.settings_beside(path)
    found = reading.read(SourceFile(Path(path), path, ""), settings)
    if not found.cards:
        raise InputError(
            str(found.problems[0])
            if found.problems
            else f"{path}:1: `exclude` in the settings leaves out every question. Change it."
        )
    documents = [reading.named(document, settings) for document in found.documents]
    text = canonical.write(documents)
    target = output or Path(path).with_suffix(".md")
    remarks = [*_doubts(path, found.problems, settings), *(_images(documents, path, output) if output else ())]
    return Converted(text, tuple(_differences(documents, text, target)), tuple(remarks))


def refusal(path: str, output: Path | None) -> DifferenceError:
    """The error that ends a conversion with differences."""
    is_markdown = output is None or output.suffix.lower() not in FORMATS
    remedy = "Correct these places in the document" if is_markdown else "Name an output that ends with .md"
    return DifferenceError(
        f"nothing was written, because {output or 'the output'} would not give the same cards as {path}: see above. "
        f"{remedy}, or write it anyway with --force."
    )


def _is_same(path: str, output: Path) -> bool:
    """Whether both are one file, by whatever names: links, or capitals on a disk that ignores them."""
    try:
        return os.path.samefile(path, output)
    except (OSError, ValueError):  # the output is not there yet
        return False


def _differences(documents: list[Document], text: str, target: Path) -> Iterator[Mismatch]:
    """What a build or a command would find in the file, by its name and with the settings beside it."""
    data = text.encode()
    try:
        if len(data) > safefiles.DOCUMENT:
            raise InputError(f"{target}: larger than {safefiles.DOCUMENT // safefiles.MEGABYTE} MB.")
        again = reading.read_data(str(target), data, reading.settings_beside(str(target)))
    except InputError as error:
        yield Mismatch(Location(documents[0].source, 1), "what would be written cannot be read", error.message)
        return
    yield from readback.mismatches(documents, again)


def _doubts(path: str, problems: Iterable[Problem], settings: Settings) -> Iterator[str]:
    found = [problem for problem in checks.unsilenced(problems, settings) if problem.severity is not Severity.INFO]
    if found:
        yield f"{count(len(found), 'place')} to look at: `exporter check {path}` lists them."


def _images(documents: Iterable[Document], path: str, output: Path) -> Iterator[str]:
    """Images that are found beside the document and not beside the output."""
    home, there = Path(path).parent, output.parent
    shown = {
        address: item.where
        for document in documents
        for item in document.items
        for text in item.texts
        for address in markup.images(text)
    }
    lost = [address for address in shown if _is_file(home, address) and not _is_file(there, address)]
    yield from (
        f"{shown[each]}: the image {each} would not be found from {output}: copy it there." for each in lost[:_SHOWN]
    )


def _is_file(folder: Path, address: str) -> bool:
    try:
        return (folder / unquote(address)).is_file()
    except (OSError, ValueError):  # not a name of a file: data, or far too long
        return False
