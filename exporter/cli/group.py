"""Click group of the commands: adds `--debug`, and ends every error with a message and an exit code."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import click

from exporter.errors import DEBUG, INTERRUPTED

_WHOLE = 1_000  # characters: more than the first sentence of any command


def _set_debug(context: click.Context, option: click.Parameter, value: bool) -> None:
    """Prints tracebacks until the command ends, in other processes too."""
    if not value or os.environ.get(DEBUG):
        return
    os.environ[DEBUG] = "1"
    context.find_root().call_on_close(lambda: os.environ.pop(DEBUG, None))


def _debug() -> click.Option:
    return click.Option(
        ["--debug"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_set_debug,
        help="Print the traceback of an unexpected error.",
    )


class Command(click.Command):
    """A command with `--debug`."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params.append(_debug())


class Commands(click.Group):
    """The commands."""

    command_class = Command

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.params.append(_debug())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which they are needed."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Lists the commands with their whole first sentence, in a narrow terminal on several lines."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self.commands[name].get_short_help_str(_WHOLE)) for name in self.commands])

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; an unexpected exception is reported like any error, and Ctrl-C is silent."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            ctx.exit(INTERRUPTED)
        except click.Abort as error:
            if isinstance(error.__context__, KeyboardInterrupt):  # where an answer was waited for
                ctx.exit(INTERRUPTED)
            raise
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as error:
            from exporter.pipeline import guard

            raise guard.unforeseen(error) from error


def command(*examples: str) -> Callable[[Callable[..., None]], click.Command]:
    """Makes a command of a function; its help ends with these examples."""
    return click.command(cls=Command, epilog=epilog(*examples))


def epilog(*examples: str) -> str:
    """The end of a command's help."""
    return "\n".join(["\b", "Examples:" if len(examples) > 1 else "Example:", *(f"  {line}" for line in examples)])
