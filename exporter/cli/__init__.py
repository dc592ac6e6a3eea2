"""The commands: thin, and quick to start, since everything heavy is imported inside them."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter import __version__
from exporter.cli.group import Commands
from exporter.cli.options import LOCK, SET, SOURCES, agreeing, asked, out_option, selected

if TYPE_CHECKING:
    from exporter.build.selection import Selection


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="exporter")
def main() -> None:
    """Turns question-and-answer documents into Anki decks, printable cheat sheets and CSV.

    A SOURCE is a document or a folder of documents; without one it is ./source, or else the current folder.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        click.get_current_context().color = False


@main.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Start a folder of your own: settings, an example document, a line for git."""
    from exporter.build import starter

    for line in starter.start(folder):
        click.echo(line, err=True)


@main.command()
@SOURCES
@out_option()
@click.option(
    "--only",
    metavar="NAME,...",
    default="",
    help="Make these only: anki, sheet, flashcards, quiz, csv, anki-csv, markdown, preview, or all.",
)
@LOCK
@click.option("--jobs", type=click.IntRange(0), default=0, help="Processes to use [enough for all cores].")
@click.option("--strict", is_flag=True, help="Warnings fail the build, too.")
@click.option("--keep-history", is_flag=True, help="Write nothing where it is doubtful which card is which (exit 5).")
@click.option("--retire-tag", is_flag=True, help="Emit cards that are gone once more, tagged qa::retired.")
@click.option(
    "--resend",
    is_flag=False,
    flag_value="",
    metavar="[all]",
    help="Send notes again, over what you changed in Anki: all, or those of --level, --section, --ids. Asks first.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--raw", is_flag=True, help="Leave CSV cells that look like formulas as they are.")
@selected
@click.option("--brief", is_flag=True, help="Print answers in brief: the first sentence, tables, six lines of code.")
@SET
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but problems.")
@click.option("--verbose", "-v", is_flag=True, help="Name every file, and tell every problem by itself.")
def build(  # one parameter per option of the command
    sources: tuple[str, ...],
    out: Path,
    only: str,
    lock: Path | None,
    jobs: int,
    strict: bool,
    keep_history: bool,
    retire_tag: bool,
    resend: str | None,
    yes: bool,
    raw: bool,
    selection: Selection,
    brief: bool,
    overrides: tuple[str, ...],
    quiet: bool,
    verbose: bool,
) -> None:
    """Make decks, sheets and CSV of all documents, as far as they are not up to date.

    --level, --section, --ids and --sample choose cards for what is printed: sheet, flashcards and quiz, under their
    usual names, until the next build without them. Decks and spreadsheets always hold all cards, and none retires.
    With --resend they choose whose notes are sent again, and prints hold all cards.
    """
    from exporter.build import pipeline, report
    from exporter.build import resend as sending
    from exporter.build.progress import shown
    from exporter.build.selection import ALL

    flags = ["csv.guard=false"] * raw + ["print.brief=true"] * brief  # settings, too
    options = asked(sources, out, only, lock, jobs, [*overrides, *flags])
    again = sending.wanted(resend, selection)
    options = replace(options, keep_history=keep_history, retire_tag=retire_tag, resend=again)
    options = replace(options, selection=selection if again is None else ALL)
    agree = agreeing(yes=yes, needed=again is not None)
    with shown(quiet=quiet) as progress:
        made = pipeline.build(options, progress, agree)
    lines = report.problems_alone(made) if quiet else report.summary(made, verbose=verbose)
    for line in lines:
        click.echo(line, err=True)
    sys.exit(made.exit_code(strict=strict))


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print the reading as JSON.")
@click.option("--verbose", "-v", is_flag=True, help="Explain the choice of reading, and tell every problem by itself.")
def parse(paths: tuple[str, ...], as_json: bool, verbose: bool) -> None:
    """Print how documents are read: an outline, or JSON; settings are those beside them."""
    from exporter.build import parse as parser

    text, code = parser.parsed(paths, as_json=as_json, verbose=verbose)
    click.echo(text, nl=False)
    sys.exit(code)


@main.command()
@click.argument("path")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="Write here instead of to stdout.",
)
@click.option("--force", is_flag=True, help="Write even where cards would change, or over the document itself.")
def convert(path: str, output: Path | None, force: bool) -> None:
    """Rewrite a document as canonical Markdown, to take over and correct by hand.

    What is written is read back first. Where that would give other cards than the document, nothing is written, the
    differences are shown, and the exit code is 1.
    """
    from exporter.build import convert as converter

    output = None if output == Path("-") else output
    made = converter.convert(path, output, force=force)
    for line in made.lines():
        click.echo(line, err=True)
    if made.differences and not force:
        raise converter.refusal(path, output)
    if output is None:
        click.echo(made.text, nl=False)
        return
    from exporter.build import files

    files.write(output, made.text.encode())
    click.echo(f"wrote {output}", err=True)


@main.command()
@SOURCES
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option("--strict", is_flag=True, help="Exit 1 on warnings, too.")
@SET
@click.option(
    "--verbose", "-v", is_flag=True, help="Tell every problem by itself, and list the lines that were set aside."
)
def check(sources: tuple[str, ...], as_json: bool, strict: bool, overrides: tuple[str, ...], verbose: bool) -> None:
    """List what is wrong or doubtful in documents, with path:line and a remedy."""
    from exporter.build import inspect

    text, code = inspect.checked(asked(sources, overrides=overrides), as_json=as_json, strict=strict, verbose=verbose)
    click.echo(text, nl=False)
    sys.exit(code)


@main.command()
@SOURCES
@out_option(": the words of the last build are remembered there")
@LOCK
@SET
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.option("--verbose", "-v", is_flag=True, help="Show the words that change.")
def diff(
    sources: tuple[str, ...], out: Path, lock: Path | None, overrides: tuple[str, ...], as_json: bool, verbose: bool
) -> None:
    """Show what a build would change, card by card, and write nothing."""
    from exporter.build import diff as differ

    found = differ.compare(asked(sources, out, lock=lock, overrides=overrides))
    if as_json:
        click.echo(differ.as_json(found), nl=False)
        return
    for line in differ.lines(found, verbose=verbose):
        click.echo(line)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@SOURCES
@click.option("--write", is_flag=True, help="Put the corrections into the documents.")
@click.option("--json", "as_json", is_flag=True, help="Print the corrections as JSON.")
@out_option(": the texts of the last build are remembered there")
@LOCK
@SET
def pull(
    file: Path,
    sources: tuple[str, ...],
    write: bool,
    as_json: bool,
    out: Path,
    lock: Path | None,
    overrides: tuple[str, ...],
) -> None:
    """Take corrections from an edited spreadsheet CSV, or from Anki's text export, back into the documents.

    Shows what would change, card by card; --write changes the documents. In Anki: File, Export, Notes in Plain Text,
    with all boxes ticked.
    """
    from exporter.build import pull as puller

    pulled = puller.pull(file, asked(sources, out, lock=lock, overrides=overrides), write=write)
    if as_json:
        click.echo(pulled.as_json(), nl=False)
    else:
        for line in pulled.lines():
            click.echo(line)
    for line in pulled.words():
        click.echo(line, err=True)
    sys.exit(pulled.code)


@main.command()
@click.argument("export", type=click.Path(dir_okay=False, path_type=Path))
@LOCK
def recover(export: Path, lock: Path | None) -> None:
    """Make a lost ledger again from Anki's own export.

    In Anki: File, Export, Notes in Plain Text, with all boxes ticked. The next build finds its cards in it.
    """
    from exporter.build import recover as recovery

    for line in recovery.recover(export, lock or Path("source" if Path("source").is_dir() else ".") / "cards.lock"):
        click.echo(line, err=True)


@main.command()
@SOURCES
@out_option()
@click.option("--only", metavar="NAME,...", default="", help="Make these only, as for build.")
@LOCK
@SET
def watch(sources: tuple[str, ...], out: Path, only: str, lock: Path | None, overrides: tuple[str, ...]) -> None:
    """Build again whenever a document is saved, until Ctrl-C."""
    from exporter.build import watch as watcher

    watcher.watch(asked(sources, out, only, lock, 0, overrides), lambda line: click.echo(line, err=True))


@main.command()
@SOURCES
@out_option()
@click.option("--only", metavar="NAME,...", default="preview", show_default=True, help="Make these, as for build.")
@click.option("--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="On localhost; 0 for any.")
@LOCK
@SET
def serve(
    sources: tuple[str, ...], out: Path, only: str, port: int, lock: Path | None, overrides: tuple[str, ...]
) -> None:
    """Show the preview on localhost; make and reload it whenever a document is saved, until Ctrl-C."""
    from exporter.build import serve as server

    server.serve(asked(sources, out, only, lock, 0, overrides), port, lambda line: click.echo(line, err=True))
