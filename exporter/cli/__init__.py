"""Command line: options -> a function of `exporter.commands` -> its output and exit code.

It is quick to start, since everything heavy is imported inside of the commands.
"""

from __future__ import annotations

import os

import click

from exporter import __version__
from exporter.cli import building, documents, pushing
from exporter.cli.group import Commands, epilog


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    epilog=epilog("exporter init notes", "exporter build notes --out notes/dist", "exporter build --help"),
)
@click.version_option(__version__, prog_name="exporter")
def main() -> None:
    """Turn question-and-answer documents into Anki decks, printable sheets and CSV.

    SOURCE is a document, or a folder that is read with its subfolders. Without one, the folder ./source is read, or the
    current folder if there is no ./source.
    """
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        click.get_current_context().color = False


for command in (
    documents.init,
    building.build,
    documents.parse,
    documents.convert,
    documents.check,
    documents.explain,
    building.diff,
    documents.pull,
    pushing.push,
    pushing.addon,
    documents.recover,
    building.watch,
    building.serve,
):
    main.add_command(command)
