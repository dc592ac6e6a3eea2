"""Commands that build: build, diff, watch, serve."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter.cli.group import command
from exporter.cli.options import (
    COLLECTION,
    LOCK,
    SET,
    SOURCES,
    agreeing,
    asked,
    finish,
    json_option,
    only_option,
    out_option,
    selected,
    telling,
)

if TYPE_CHECKING:
    from exporter.pipeline.selection import Selection


@command(
    "exporter build notes --out notes/dist",
    "exporter build notes --only quiz --sample 20",
    "exporter build notes --set print.columns=3",
    "exporter build notes --where 'prop:lapses>3' --from my.apkg",
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
    "--keep-history",
    is_flag=True,
    help="Write nothing, and exit with 5, if it is uncertain which card is which, or if reviews would begin from zero.",
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
@json_option("Print the report as JSON.")
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
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Make decks, sheets and CSV from documents.

    Only outputs that are out of date are written. Without a SOURCE, ./source is built, or the current folder if there
    is no ./source.

    --level, --section, --ids and --sample choose the cards in sheets, flashcards and quizzes; the next build without
    these options prints all cards again. Decks and spreadsheets always hold all cards. With --resend these options
    choose the notes to send again instead.

    --where prints the cards that are hard in Anki into DIST/chosen, and changes nothing else.
    """
    from exporter.commands import build as logic

    flags = ["csv.guard=false"] * raw + ["print.brief=true"] * brief  # settings, too
    options = asked(sources, out, only, lock, jobs, [*overrides, *flags])
    options = replace(options, keep_history=keep_history, retire_tag=retire_tag)
    options = logic.with_cards(options, selection, resend)
    agree = agreeing(yes=yes, needed=resend is not None)
    finish(logic.run(options, agree, as_json=as_json, strict=strict, quiet=quiet, verbose=verbose))


@command("exporter diff notes --out notes/dist -v")
@SOURCES
@out_option("The folder of the last build's outputs, which has the old texts.")
@LOCK
@SET
@json_option("Print the changes as JSON.")
@click.option("--verbose", "-v", is_flag=True, help="Show the words that changed.")
def diff(
    sources: tuple[str, ...], out: Path, lock: Path | None, overrides: tuple[str, ...], as_json: bool, verbose: bool
) -> None:
    """Show what a build would change, card by card.

    Nothing is written. Without a SOURCE, ./source is compared, or the current folder if there is no ./source.
    """
    from exporter.commands import diff as logic

    options = asked(sources, out, lock=lock, overrides=overrides)
    finish(logic.run(options, as_json=as_json, verbose=verbose))


@command("exporter watch notes --out notes/dist --only anki")
@SOURCES
@out_option()
@only_option()
@LOCK
@SET
@click.option(
    "--push",
    "pushes",
    is_flag=True,
    help="Push each build into your collection of Anki, as `exporter push --write` does; it never retires notes.",
)
@COLLECTION
@json_option("Print a line of JSON for each event.")
def watch(
    sources: tuple[str, ...],
    out: Path,
    only: str,
    lock: Path | None,
    overrides: tuple[str, ...],
    pushes: bool,
    collection: Path | None,
    as_json: bool,
) -> None:
    """Build again whenever a document is saved.

    Ctrl-C ends it. Without a SOURCE, ./source is built, or the current folder if there is no ./source.
    """
    from exporter.commands import watch as logic

    if collection and not pushes:
        raise click.UsageError("--collection says where to push: add --push.")
    options = asked(sources, out, only, lock, 0, overrides)
    if pushes and "anki" not in options.outputs:
        raise click.UsageError("--push pushes decks, but --only does not name anki. Add it.")
    logic.watch(options, telling(as_json=as_json), pushing=logic.Pushing(collection) if pushes else None)


@command("exporter serve notes --out notes/dist")
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
@json_option("Print a line of JSON for each event.")
def serve(
    sources: tuple[str, ...],
    out: Path,
    only: str,
    port: int,
    lock: Path | None,
    overrides: tuple[str, ...],
    as_json: bool,
) -> None:
    """Serve the preview on localhost and reload it on changes.

    The preview shows every card as Anki does. It is made again whenever a document is saved. Ctrl-C ends it. Without a
    SOURCE, ./source is shown, or the current folder if there is no ./source.
    """
    from exporter.commands import serve as logic

    logic.serve(asked(sources, out, only, lock, 0, overrides), port, telling(as_json=as_json))
