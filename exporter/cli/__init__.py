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
from exporter.cli.options import (
    LOCK,
    SET,
    SOURCES,
    agreeing,
    asked,
    code_argument,
    examples,
    file_argument,
    lock_option,
    only_option,
    out_option,
    program,
    selected,
)

if TYPE_CHECKING:
    from exporter.commands.check import Form
    from exporter.pipeline.selection import Selection


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    epilog=examples("exporter init notes", "exporter build notes --out notes/dist", "exporter build --help"),
)
@click.version_option(__version__, prog_name="exporter")
def main() -> None:
    """Turn question-and-answer documents into Anki decks, printable sheets and CSV.

    SOURCE is a document, or a folder that is read with its subfolders. Without one, the folder ./source is read, or the
    current folder if there is no ./source.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        click.get_current_context().color = False


@main.command(epilog=examples("exporter init notes"))
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
def init(folder: Path) -> None:
    """Create settings and an example document in a folder.

    FOLDER is the current folder unless you name another one, which is created if it is missing. Files that exist are
    left as they are.
    """
    from exporter.commands import init as init_step

    for line in init_step.start(folder, program()):
        click.echo(line, err=True)


@main.command(
    epilog=examples(
        "exporter build notes --out notes/dist",
        "exporter build notes --only quiz --sample 20",
        "exporter build notes --set print.columns=3",
    )
)
@SOURCES
@out_option()
@only_option()
@LOCK
@click.option(
    "--jobs",
    type=click.IntRange(0),
    metavar="N",
    default=0,
    help="Number of worker processes.  [default: one per core]",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too, not only on errors.")
@click.option(
    "--keep-history", is_flag=True, help="Write nothing, and exit with 5, if it is uncertain which card is which."
)
@click.option(
    "--retire-tag",
    is_flag=True,
    help="Add cards that are no longer in the documents to the packages once more, tagged qa::retired.",
)
@click.option(
    "--resend",
    is_flag=False,
    flag_value="",
    metavar="[all]",
    help="Send unchanged notes again: all, or those chosen by --level, --section and --ids. Replaces your own words "
    "and tags in these notes in Anki, and asks first.",
)
@click.option("--yes", is_flag=True, help="Do not ask before --resend.")
@click.option("--raw", is_flag=True, help="Write CSV cells that look like formulas without a protecting apostrophe.")
@selected
@click.option("--brief", is_flag=True, help="Print short answers: the first sentence, tables, six lines of code.")
@SET
@click.option("--quiet", "-q", is_flag=True, help="Print problems only.")
@click.option("--verbose", "-v", is_flag=True, help="List every file and every problem.")
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
    """Make decks, sheets and CSV from documents.

    Only outputs that are out of date are written. Without a SOURCE, ./source is built, or the current folder if there
    is no ./source.

    --level, --section, --ids and --sample choose the cards in sheets, flashcards and quizzes; the next build without
    these options prints all cards again. Decks and spreadsheets always hold all cards. With --resend these options
    choose the notes to send again instead.
    """
    from exporter.commands.progress import shown
    from exporter.pipeline import report, steps
    from exporter.pipeline import resend as sending
    from exporter.pipeline.selection import ALL

    flags = ["csv.guard=false"] * raw + ["print.brief=true"] * brief  # settings, too
    options = asked(sources, out, only, lock, jobs, [*overrides, *flags])
    again = sending.wanted(resend, selection)
    options = replace(options, keep_history=keep_history, retire_tag=retire_tag, resend=again)
    options = replace(options, selection=selection if again is None else ALL)
    agree = agreeing(yes=yes, needed=again is not None)
    with shown(quiet=quiet) as progress:
        made = steps.build(options, progress, agree)
    lines = report.problems_alone(made) if quiet else report.summary(made, verbose=verbose)
    for line in lines:
        click.echo(line, err=True)
    sys.exit(made.exit_code(strict=strict))


@main.command(epilog=examples("exporter parse notes/tides.md", "exporter parse --json notes > notes.json"))
@file_argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="Print the documents and their cards as JSON.")
@click.option("--verbose", "-v", is_flag=True, help="Explain the choice of reader, and list every problem.")
def parse(paths: tuple[str, ...], as_json: bool, verbose: bool) -> None:
    """Print the cards that are found in documents.

    PATH is a document or a folder. The exporter.toml beside the documents applies.
    """
    from exporter.commands import parse as parser

    text, code = parser.parsed(paths, as_json=as_json, verbose=verbose)
    click.echo(text, nl=False)
    sys.exit(code)


@main.command(epilog=examples("exporter convert article.txt -o article.md"))
@file_argument("path")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file to write.  [default: stdout]",
)
@click.option("--force", is_flag=True, help="Write even if cards would change, or if the file is the document itself.")
def convert(path: str, output: Path | None, force: bool) -> None:
    """Rewrite a document as canonical Markdown.

    Canonical Markdown is the form of a document that is read without guessing: convert a messy document once, correct
    it by hand, and delete the original. The output is read back before it is written. If it would give other cards than
    the document does, nothing is written, the differences are shown, and the exit code is 1.
    """
    from exporter.commands import convert as converter

    output = None if output == Path("-") else output
    made = converter.convert(path, output, force=force)
    for line in made.lines():
        click.echo(line, err=True)
    if made.differences and not force:
        raise converter.refusal(path, output)
    if output is None:
        click.echo(made.text, nl=False)
        return
    from exporter.pipeline.store import files

    files.write(output, made.text.encode())
    click.echo(f"wrote {output}", err=True)


@main.command(epilog=examples("exporter check notes", "exporter check --strict --format github notes"))
@SOURCES
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    help="Print lines for people, JSON, or workflow commands of GitHub, which show problems in a pull request.  "
    "[default: text]",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
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
    from exporter.commands import check as check_step

    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} exclude each other.")
    chosen = "json" if as_json else form or "text"
    text, code = check_step.checked(asked(sources, overrides=overrides), form=chosen, strict=strict, verbose=verbose)
    click.echo(text, nl=False)
    sys.exit(code)


@main.command(epilog=examples("exporter explain", "exporter explain unanswered"))
@code_argument
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
def explain(code: str | None, as_json: bool) -> None:
    """Explain a problem: why it matters, what to do, and an example.

    CODE is what `exporter check` prints in brackets, such as unanswered. Without it, all codes are listed.
    """
    from exporter.commands import explain as explainer

    click.echo(explainer.explained(code, as_json=as_json), nl=False)


@main.command(epilog=examples("exporter diff notes --out notes/dist -v"))
@SOURCES
@out_option("The folder of the last build's outputs, which has the old texts.")
@LOCK
@SET
@click.option("--json", "as_json", is_flag=True, help="Print the changes as JSON.")
@click.option("--verbose", "-v", is_flag=True, help="Show the words that changed.")
def diff(
    sources: tuple[str, ...], out: Path, lock: Path | None, overrides: tuple[str, ...], as_json: bool, verbose: bool
) -> None:
    """Show what a build would change, card by card.

    Nothing is written. Without a SOURCE, ./source is compared, or the current folder if there is no ./source.
    """
    from exporter.commands import diff as differ

    found = differ.compare(asked(sources, out, lock=lock, overrides=overrides))
    if as_json:
        click.echo(differ.as_json(found), nl=False)
    else:
        for line in differ.lines(found, verbose=verbose):
            click.echo(line)
    sys.exit(differ.code(found))


@main.command(epilog=examples("exporter pull notes/dist/csv/tides.csv notes", "exporter pull export.txt notes --write"))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@SOURCES
@click.option("--write", is_flag=True, help="Write the corrections into the documents.")
@click.option("--json", "as_json", is_flag=True, help="Print the corrections as JSON.")
@out_option("The folder of the last build's outputs, which has the old texts.")
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
    """Copy corrections from a spreadsheet or from Anki into documents.

    FILE is a CSV of a build that you edited, or a text export from Anki: File > Export, format Notes in Plain Text,
    every box ticked. What would change is shown card by card; only with --write are the documents changed.
    """
    from exporter import pull as puller

    pulled = puller.pull(file, asked(sources, out, lock=lock, overrides=overrides), write=write)
    if as_json:
        click.echo(pulled.as_json(), nl=False)
    else:
        for line in pulled.lines():
            click.echo(line)
    for line in pulled.words():
        click.echo(line, err=True)
    sys.exit(pulled.code)


@main.command(epilog=examples("exporter recover export.txt --lock notes/cards.lock"))
@click.argument("export", type=click.Path(dir_okay=False, path_type=Path))
@lock_option("source/cards.lock or cards.lock")
def recover(export: Path, lock: Path | None) -> None:
    """Rebuild a lost ledger from a text export of Anki.

    EXPORT is made in Anki: File > Export, format Notes in Plain Text, every box ticked. The next build matches your
    documents with the ledger.
    """
    from exporter.commands import recover as recovery

    for line in recovery.recover(export, lock or Path("source" if Path("source").is_dir() else ".") / "cards.lock"):
        click.echo(line, err=True)


@main.command(epilog=examples("exporter watch notes --out notes/dist --only anki"))
@SOURCES
@out_option()
@only_option()
@LOCK
@SET
def watch(sources: tuple[str, ...], out: Path, only: str, lock: Path | None, overrides: tuple[str, ...]) -> None:
    """Build again whenever a document is saved.

    Ctrl-C ends it. Without a SOURCE, ./source is built, or the current folder if there is no ./source.
    """
    from exporter.commands import watch as watcher

    watcher.watch(asked(sources, out, only, lock, 0, overrides), lambda line: click.echo(line, err=True))


@main.command(epilog=examples("exporter serve notes --out notes/dist"))
@SOURCES
@out_option()
@only_option("preview")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    default=8017,
    show_default=True,
    help="Port on localhost; 0: any free port.",
)
@LOCK
@SET
def serve(
    sources: tuple[str, ...], out: Path, only: str, port: int, lock: Path | None, overrides: tuple[str, ...]
) -> None:
    """Serve the preview on localhost and reload it on changes.

    The preview shows every card as Anki does. It is made again whenever a document is saved. Ctrl-C ends it. Without a
    SOURCE, ./source is shown, or the current folder if there is no ./source.
    """
    from exporter.commands import serve as server

    server.serve(asked(sources, out, only, lock, 0, overrides), port, lambda line: click.echo(line, err=True))
