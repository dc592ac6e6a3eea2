"""Commands about documents: init, parse, convert, check, pull, recover."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter.cli.group import command
from exporter.cli.options import (
    LOCK,
    SET,
    SOURCES,
    asked,
    code_argument,
    file_argument,
    finish,
    json_option,
    lock_option,
    out_option,
    program,
)

if TYPE_CHECKING:
    from exporter.commands.check import Form


@command("exporter init notes")
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@json_option("Print what was written as JSON.")
def init(folder: Path, as_json: bool) -> None:
    """Create settings and an example document in a folder.

    FOLDER is the current folder unless you name another one, which is created if it is missing. Files that exist are
    left as they are.
    """
    from exporter.commands import init as logic

    finish(logic.run(folder, program(), as_json=as_json))


@command("exporter parse notes/tides.md", "exporter parse --json notes > notes.json")
@file_argument("paths", nargs=-1, required=True, metavar="PATH...")
@json_option("Print the documents and their cards as JSON.")
@LOCK
@click.option("--verbose", "-v", is_flag=True, help="Explain the choice of reader, and list every problem.")
def parse(paths: tuple[str, ...], lock: Path | None, as_json: bool, verbose: bool) -> None:
    """Print the cards that are found in documents.

    PATH is a document or a folder. The exporter.toml beside the documents applies.
    """
    from exporter.commands import parse as logic

    finish(logic.run(paths, lock, as_json=as_json, verbose=verbose))


@command("exporter convert article.txt -o article.md")
@file_argument("path")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file to write.  [default: stdout]",
)
@click.option("--force", is_flag=True, help="Write even if cards would change, or if the file is the document itself.")
@json_option("Print the text, or where it was written, and the differences as JSON.")
def convert(path: str, output: Path | None, force: bool, as_json: bool) -> None:
    """Rewrite a document as canonical Markdown.

    Canonical Markdown is the form of a document that is read without guessing: convert a messy document once, correct
    it by hand, and delete the original. The output is read back before it is written. If it would give other cards than
    the document does, nothing is written, the differences are shown, and the exit code is 1.
    """
    from exporter.commands import convert as logic

    finish(logic.run(path, None if output == Path("-") else output, force=force, as_json=as_json))


@command("exporter check notes", "exporter check --strict --format github notes")
@SOURCES
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    help="Print lines for people, JSON, or workflow commands of GitHub, which show problems in a pull request.  "
    "[default: text]",
)
@json_option("The same as --format json.")
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too, not only on errors.")
@SET
@click.option(
    "--verbose", "-v", is_flag=True, help="List every problem, and the lines that are neither a card nor a note."
)
def check(
    sources: tuple[str, ...],
    form: Form | None,
    as_json: bool,
    strict: bool,
    overrides: tuple[str, ...],
    verbose: bool,
) -> None:
    """List problems in documents, with path:line and a remedy.

    Without a SOURCE, ./source is checked, or the current folder if there is no ./source. The exit code is 1 if there is
    an error.
    """
    from exporter.commands import check as logic

    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} exclude each other.")
    chosen = "json" if as_json else form or "text"
    finish(logic.run(asked(sources, overrides=overrides), form=chosen, strict=strict, verbose=verbose))


@command("exporter explain", "exporter explain unanswered")
@code_argument
@json_option("Print the explanation as JSON.")
def explain(code: str | None, as_json: bool) -> None:
    """Explain a problem: why it matters, what to do, and an example.

    CODE is what `exporter check` prints in brackets, such as unanswered. Without it, all codes are listed.
    """
    from exporter.commands import explain as logic

    finish(logic.run(code, as_json=as_json))


@command(
    "exporter pull notes/dist/csv/tides.csv notes",
    "exporter pull export.apkg notes --write",
    "exporter pull --collection ~/.local/share/Anki2/Me/collection.anki2 notes",
)
@file_argument("words", nargs=-1, metavar="[FILE] [SOURCE]...")
@click.option(
    "--collection",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="Instead of FILE the collection.anki2 of a closed Anki, which `exporter push` writes to. A copy is read.",
)
@click.option("--write", is_flag=True, help="Write the corrections into the documents.")
@json_option("Print the corrections as JSON.")
@out_option("The folder of the last build's outputs, which has the old texts.")
@LOCK
@SET
def pull(
    words: tuple[str, ...],
    collection: Path | None,
    write: bool,
    as_json: bool,
    out: Path,
    lock: Path | None,
    overrides: tuple[str, ...],
) -> None:
    """Copy corrections from a spreadsheet or from Anki into documents.

    FILE is a CSV of a build that you edited, or what Anki exports: a package (.apkg or .colpkg, with media), or Notes
    in Plain Text with every box ticked. What would change is shown card by card; only with --write are the documents
    changed. What you changed in Anki and what changed in the document are merged by field.
    """
    from exporter.commands import pull as logic

    if not words and collection is None:
        raise click.UsageError("Missing argument 'FILE', or --collection.")
    file, sources = (collection, words) if collection else (Path(words[0]), words[1:])
    options = asked(sources, out, lock=lock, overrides=overrides)
    finish(logic.run(file, options, write=write, as_json=as_json, is_collection=collection is not None))


@command("exporter recover export.txt --lock notes/cards.lock")
@click.argument("export", type=click.Path(dir_okay=False, path_type=Path))
@lock_option("source/cards.lock or cards.lock")
@json_option("Print what was recovered as JSON.")
def recover(export: Path, lock: Path | None, as_json: bool) -> None:
    """Rebuild a lost ledger from an export of Anki.

    EXPORT is made in Anki: File > Export, a package, or Notes in Plain Text with every box ticked. The next
    build matches your documents with the ledger.
    """
    from exporter.commands import recover as logic

    finish(logic.run(export, lock, as_json=as_json))
