"""Commands for a collection of Anki: push, and the add-on that takes pushes while Anki runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter.cli.group import command
from exporter.cli.options import (
    COLLECTION,
    LOCK,
    SET,
    SOURCES,
    asked,
    finish,
    json_option,
    missing_asked,
    one_way_allowed,
    out_option,
)

if TYPE_CHECKING:
    from exporter.push.merge import Side
    from exporter.push.steps import Missing


@command("exporter push notes --collection ~/.local/share/Anki2/Me/collection.anki2", "exporter push notes --write")
@SOURCES
@COLLECTION
@click.option("--write", is_flag=True, help="Change the collection. A backup is made before.")
@click.option("--ours", "side", flag_value="ours", default="", help="End conflicts with the text of the documents.")
@click.option("--theirs", "side", flag_value="theirs", help="End conflicts with the text that Anki has.")
@click.option(
    "--missing",
    type=click.Choice(["ask", "add", "leave"]),
    default="ask",
    show_default=True,
    help="Notes that were built before and that the collection lacks: add them, or leave them out for good.",
)
@click.option(
    "--adopt/--no-adopt",
    default=None,
    help="Notes from elsewhere that your documents were made from: take them over with their reviews, in their own "
    "note type, or add the cards beside them.  [default: neither]",
)
@click.option(
    "--change-type",
    is_flag=True,
    help="With --adopt: give them the note types of exporter, which makes the next sync one-way.",
)
@click.option("--retire", is_flag=True, help="Retire notes even if they are more than five, and more than a tenth.")
@click.option(
    "--delete-retired",
    type=click.IntRange(0),
    metavar="COUNT",
    help="Delete retired notes with their reviews, if they are exactly so many; the preview says how many.",
)
@out_option()
@LOCK
@SET
@json_option("Print what would change, or what was changed, as JSON.")
@click.option("--verbose", "-v", is_flag=True, help="Show the words that change, and notes with words of your own.")
def push(
    sources: tuple[str, ...],
    collection: Path | None,
    write: bool,
    side: Side,
    missing: Missing,
    adopt: bool | None,
    change_type: bool,
    retire: bool,
    delete_retired: int | None,
    out: Path,
    lock: Path | None,
    overrides: tuple[str, ...],
    as_json: bool,
    verbose: bool,
) -> None:
    """Bring documents into a collection of Anki, merged by field with what you changed there.

    What would change is shown note by note; only with --write is the collection changed, in one undo step. A field that
    you edited in Anki keeps your words unless the document changed, too: that is a conflict, and the exit code is 1.
    Your tags, flags, decks, reviews and suspended cards stay. Cards that are no longer in the documents are tagged and
    suspended.
    """
    from exporter.commands import push as logic
    from exporter.push.steps import Choices

    if change_type and not adopt:
        raise click.UsageError("--change-type needs --adopt.")
    if change_type and write and not one_way_allowed():
        raise click.UsageError("--change-type --write needs an answer on a terminal, and there is none or it was no.")
    choices = Choices(
        side,
        missing,
        "all" if retire else "few",
        foreign="ask" if adopt is None else "adopt" if adopt else "add",
        retypes=change_type,
        delete_retired=delete_retired,
    )
    options = asked(sources, out, "anki", lock, 0, overrides)
    ask = missing_asked if write and missing == "ask" else None
    finish(logic.run(options, collection, choices, ask, write=write, as_json=as_json, verbose=verbose))


@command("exporter addon --out notes/dist")
@out_option("The folder of outputs; the add-on is anki/exporter.ankiaddon in it.")
@json_option("Print where it was written as JSON.")
def addon(out: Path, as_json: bool) -> None:
    """Write the add-on by which a running Anki takes pushes.

    Without it `exporter push` needs a closed Anki. Install it once in Anki (Tools > Add-ons > Install from file), and
    again after an upgrade of exporter.
    """
    from exporter.commands import addon as logic

    finish(logic.run(out, as_json=as_json))
