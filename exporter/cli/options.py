"""Options that commands share, and the output of commands to the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from functools import reduce, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from click.shell_completion import CompletionItem

    from exporter.commands.outcome import Event, Outcome
    from exporter.pipeline.options import Options

Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def file_argument(name: str, **attributes: Any) -> Decorator:
    """An argument that takes text, and is completed by a shell as the path of a file."""
    return click.argument(name, shell_complete=lambda context, parameter, text: _files(text), **attributes)


def _files(text: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(text, type="file")]


def _codes(context: click.Context, parameter: click.Parameter, text: str) -> list[str]:
    from exporter.problems import CODES

    return [name for name in CODES if name.startswith(text)]


code_argument = click.argument("code", required=False, shell_complete=_codes)  # of a problem
SOURCES = file_argument("sources", nargs=-1, metavar="[SOURCE]...")
SET = click.option(
    "--set",
    "overrides",
    multiple=True,
    metavar="KEY=VALUE",
    help="Override a setting of exporter.toml, such as print.columns=3. May be repeated.",
)


def lock_option(default: str = "SOURCE/cards.lock") -> Decorator:
    """The ledger."""
    return click.option(
        "--lock",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=f"The ledger, which records which card is which note in Anki.  [default: {default}]",
    )


LOCK = lock_option()


COLLECTION = click.option(
    "--collection",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    help="The collection.anki2 of a closed Anki.  [default: that of a running Anki with the add-on, else of your only "
    "profile]",
)


def json_option(help: str) -> Decorator:
    """What a command prints, for programs."""
    return click.option("--json", "as_json", is_flag=True, help=help)


def out_option(help: str = "The folder for outputs.") -> Decorator:
    """The folder of outputs."""
    return click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("dist"),
        show_default=True,
        help=help,
    )


def only_option(default: str = "") -> Decorator:
    """Which outputs are made; the standard ones by default."""
    return click.option(
        "--only",
        metavar="NAME,...",
        default=default,
        help="Make only these outputs: anki, sheet, flashcards, quiz, quiz-key, csv, markdown, gift, moodle, preview, "
        f"or all.  [default: {default or 'anki,sheet,csv,preview'}]",
    )


def program() -> str:
    """The name by which this program was called, for commands that a message proposes."""
    from exporter.commands.init import typed

    called = Path(sys.argv[0])
    if called.stem == "__main__":
        return "python -m exporter"
    found = shutil.which(called.name)
    on_path = found and called.exists() and os.path.samefile(found, called)
    return called.name if on_path else typed(called)


def selected(command: Callable[..., None]) -> Callable[..., None]:
    """Options that choose cards to print, taken by the command as one Selection."""
    options = (
        click.option(
            "--level",
            multiple=True,
            metavar="NAME,...",
            help="Print only cards of these levels: beginner, intermediate, advanced.",
        ),
        click.option(
            "--section",
            multiple=True,
            metavar="HEADING",
            help="Print only what is under headings with these words, or that match this pattern.",
        ),
        click.option(
            "--ids",
            multiple=True,
            metavar="ID,...",
            help="Print only cards with these ids, as in the first column of CSV.",
        ),
        click.option("--sample", type=click.IntRange(1), metavar="N", help="Print only N random cards per document."),
        click.option(
            "--seed",
            type=int,
            default=0,
            show_default=True,
            metavar="S",
            help="Random seed of --sample: change it for a different sample.",
        ),
        click.option(
            "--where",
            metavar="SEARCH",
            help="Print only cards that this search finds in Anki, hardest first, as 'prop:lapses>3'. Needs --from.",
        ),
        click.option(
            "--from",
            "path",
            type=click.Path(dir_okay=False, path_type=Path),
            metavar="FILE",
            help="The file that --where searches: a package with scheduling, or the collection.anki2 of a closed Anki.",
        ),
    )

    @wraps(command)
    def taken(
        level: tuple[str, ...],
        section: tuple[str, ...],
        ids: tuple[str, ...],
        sample: int | None,
        seed: int,
        where: str | None,
        path: Path | None,
        **rest: Any,
    ) -> None:
        from exporter.pipeline import selection

        command(**rest, selection=selection.parse(level, section, ids, sample or 0, seed, where, path))

    return reduce(lambda made, option: option(made), reversed(options), taken)


def agreeing(*, yes: bool, needed: bool) -> Callable[[str], None]:
    """Asks on the terminal, and raises Abort if the answer is no; raises UsageError if there is no terminal."""
    if yes:
        return lambda question: None
    if needed and not _is_asked():
        raise click.UsageError("--resend asks before it replaces anything, but there is no terminal. Add --yes.")

    def ask(question: str) -> None:
        click.echo(f"\r\x1b[K{question}" if sys.stderr.isatty() else question, err=True)
        click.confirm("Send them again?", abort=True, err=True)

    return ask


def missing_asked(notes: int) -> str:
    """Asks on the terminal whether to add notes that a collection lacks: "add", "leave"; "ask" without a terminal."""
    if not _is_asked():
        return "ask"
    said = f"{notes} notes were built before, but are not in this collection. Add them? If not, they stay out for good."
    return "add" if click.confirm(said, err=True) else "leave"


def one_way_allowed() -> bool:
    """Asks on the terminal whether the next sync may be one-way; without a terminal it may not."""
    said = "Other note types make the next sync one-way: sync every device first. Change them?"
    return _is_asked() and click.confirm(said, err=True)


def _is_asked() -> bool:
    """Whether there is a terminal to answer on."""
    return sys.stdin.isatty()


def asked(
    sources: tuple[str, ...],
    out: Path = Path("dist"),
    only: str = "",
    lock: Path | None = None,
    jobs: int = 0,
    overrides: Sequence[str] = (),
) -> Options:
    """The options of a build from the words of a command line; raises SelectionError."""
    from exporter import emitters
    from exporter.pipeline.options import Options

    names = tuple(name.strip() for name in only.split(",") if name.strip())
    emitters.chosen(names)  # which knows what is not an output
    standard = "source" if Path("source").is_dir() else "."
    return Options(sources or (standard,), out, names, lock, jobs, tuple(overrides))


# ── what is printed ──────────────────────────────────────────────────────────────────────────────────────────────────


def finish(outcome: Outcome) -> NoReturn:
    """Prints the product to stdout and messages to stderr, and ends the command."""
    for part in [outcome.product] if isinstance(outcome.product, str) else outcome.product:
        click.echo(part, nl=False)
    for line in outcome.messages:
        click.echo(line, err=True)
    if outcome.error:
        raise outcome.error
    sys.exit(outcome.code)


def telling(*, as_json: bool) -> Callable[[Event], None]:
    """A function that prints events: text to stderr, or JSON to stdout."""

    def tell(event: Event) -> None:
        click.echo(event.text, err=True)
        if as_json:
            click.echo(event.line)  # which flushes

    return tell
