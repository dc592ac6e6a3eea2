"""The options that commands share, and what the user asks for by them."""

from __future__ import annotations

import sys
from functools import reduce, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from exporter.build.options import Options

SOURCES = click.argument("sources", nargs=-1, metavar="[SOURCE]...")
SET = click.option(
    "--set", "overrides", multiple=True, metavar="KEY=VALUE", help="Override a setting, e.g. print.columns=3."
)
LOCK = click.option("--lock", type=click.Path(path_type=Path), metavar="FILE", help="The ledger [SOURCE/cards.lock].")


def out_option(also: str = "") -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The folder of outputs; `also` says what else a command looks for there."""
    return click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        default=Path("dist"),
        show_default=True,
        help=f"Where outputs go{also}.",
    )


def selected(command: Callable[..., None]) -> Callable[..., None]:
    """Options that choose cards to print, taken by the command as one Selection."""
    options = (
        click.option("--level", multiple=True, metavar="NAME,...", help="Print cards of these levels only."),
        click.option("--section", multiple=True, metavar="HEADING", help="Print what stands under this heading only."),
        click.option("--ids", multiple=True, metavar="ID,...", help="Print these cards only, by their ids as in CSV."),
        click.option("--sample", type=click.IntRange(1), metavar="N", help="Print N cards of each document only."),
        click.option("--seed", type=int, default=0, metavar="S", help="Another seed draws another sample."),
    )

    @wraps(command)
    def taken(
        level: tuple[str, ...],
        section: tuple[str, ...],
        ids: tuple[str, ...],
        sample: int | None,
        seed: int,
        **rest: Any,
    ) -> None:
        from exporter.build import selection

        command(**rest, selection=selection.parse(level, section, ids, sample or 0, seed))

    return reduce(lambda made, option: option(made), reversed(options), taken)


def agreeing(*, yes: bool, needed: bool) -> Callable[[str], None]:
    """Asks on the terminal, and raises Abort where the answer is no; raises UsageError where nobody can be asked."""
    if yes:
        return lambda question: None
    if needed and not _is_asked():
        raise click.UsageError("--resend asks before it replaces anything, and there is no terminal. Add --yes.")

    def ask(question: str) -> None:
        click.echo(f"\r\x1b[K{question}" if sys.stderr.isatty() else question, err=True)
        click.confirm("Send them again?", abort=True, err=True)

    return ask


def _is_asked() -> bool:
    """Whether somebody can answer."""
    return sys.stdin.isatty()


def asked(
    sources: tuple[str, ...],
    out: Path = Path("dist"),
    only: str = "",
    lock: Path | None = None,
    jobs: int = 0,
    overrides: Sequence[str] = (),
) -> Options:
    """What a command is asked for; raises UsageError."""
    from exporter.build.options import Options
    from exporter.emitters import EMITTERS

    names = tuple(name.strip() for name in only.split(",") if name.strip())
    unknown = [name for name in names if name not in EMITTERS and name != "all"]
    if unknown:
        raise click.UsageError(f"--only {unknown[0]}: no such output. Known: {', '.join(EMITTERS)}, all.")
    if "all" in names:
        names = ("all",)
    standard = "source" if Path("source").is_dir() else "."
    return Options(sources or (standard,), out, names, lock, jobs, tuple(overrides))
