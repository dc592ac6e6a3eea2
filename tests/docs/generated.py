"""Pages of docs/ that are made from the code: `pytest tests/docs --rewrite` writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from click.testing import CliRunner

from exporter.cli import main
from exporter.commands import explain
from exporter.commands.explain import severities
from exporter.problems import CODES
from exporter.problems.code import Example
from exporter.settings.keys import Setting, Settings, settings_of, tables, toml

WIDTH = 100  # columns of the help
NAVIGATION = """\
[README](../README.md) · [Anki](anki.md) · [reading](reading.md) · [printing](printing.md) ·
[corrections](corrections.md) · [GitHub](github.md) · [settings](settings.md) · [commands](commands.md) ·
[problems](problems.md) · [API and JSON](api.md)
"""


# ── commands.md ──────────────────────────────────────────────────────────────────────────────────────────────────────

EXIT_CODES = """\
| code | meaning |
|---|---|
| 0 | done |
| 1 | a problem of severity error (with `--strict` also warnings), or a conversion that would change a card |
| 2 | wrong usage: an unknown option, a setting with a wrong value, a DIST that holds outputs of other documents |
| 3 | an input cannot be read, or the ledger is damaged |
| 4 | an output that you asked for could not be made or written |
| 5 | `--keep-history`: it is uncertain which card is which, nothing was written |
| 70 | a bug in exporter: please report it, with the output of the command with `--debug` |
| 130 | interrupted by Ctrl-C |
"""

FAILED = """\
A bug costs only the document or output that it affects: it is reported as `internal`, and everything else is made.
A document that failed, for whatever reason, keeps its cards in the ledger, their reviews in Anki and its last outputs.
The package of all decks lacks that document until it can be read again; importing that package leaves its cards as
they are.
"""


def commands() -> Iterator[str]:
    """The help of each command."""
    yield f"# Commands\n\n{NAVIGATION}"
    yield "This page shows `exporter COMMAND --help` for every command. Results are printed on stdout, progress and"
    yield "messages on stderr. `make` has targets for the common cases: `make help` lists them.\n"
    yield "".join(f"- [{name}](#{name})\n" for name in main.commands) + "- [Exit codes](#exit-codes)\n"
    for name in main.commands:
        shown = CliRunner().invoke(main, [name, "--help"], prog_name="exporter", terminal_width=WIDTH)
        yield f"## {name}\n\n```text\n{shown.output}```\n"
    yield f"## Exit codes\n\n{EXIT_CODES}\n{FAILED}"
    yield "`EXPORTER_DEBUG=1` in the environment does what `--debug` does, for `make` as well."


# ── settings.md ──────────────────────────────────────────────────────────────────────────────────────────────────────

_EXAMPLES = {
    "silence": """\
```toml
[[silence]]
code = "unanswered"
path = "drafts/*"
reason = "to be written in spring"
```
""",
    "documents": """\
```toml
[[documents]]
path = "notes/*.md"
deck = "Networking"
question = "heading 3"
exclude = ["Further reading", "/^Appendix/"]
```
""",
}


def settings() -> Iterator[str]:
    """Every setting with its default, its values and its meaning."""
    yield f"# Settings\n\n{NAVIGATION}"
    yield "Settings are in `exporter.toml` in the folder of your documents. `exporter init` writes one that explains"
    yield "every setting. All of them are optional. On the command line, `--set print.columns=3` overrides one.\n"
    yield "".join(f"- [{name}](#{name})\n" for name, *_ in tables()) + "- [Above all tables](#above-all-tables)\n"
    for name, table, is_list in tables():
        head = f"Written as `[[{name}]]`, as often as needed." if is_list else f"Written below `[{name}]`."
        yield f"## {name}\n\n{table.__doc__} {head}\n\n{_rows(table)}"
        if name in _EXAMPLES:
            yield _EXAMPLES[name]
    yield f"## Above all tables\n\nThis setting is written above the first `[table]`.\n\n{_rows(Settings)}".rstrip("\n")


def _rows(table: type) -> str:
    rows = "".join(
        f"| `{each.name}` | {_default(each)} | {_values(each)} | {each.help} |\n" for each in settings_of(table)
    )
    return f"| setting | default | values | meaning |\n|---|---|---|---|\n{rows}"


def _default(setting: Setting) -> str:
    return "none: required" if setting.example != setting.default else f"`{toml(setting.default)}`"


def _values(setting: Setting) -> str:
    default: Any = setting.default
    if setting.choices:
        return ", ".join(f"`{toml(value)}`" for value in setting.choices)
    return "`true`, `false`" if isinstance(default, bool) else setting.values


# ── problems.md ──────────────────────────────────────────────────────────────────────────────────────────────────────


def problems() -> Iterator[str]:
    """Every code of a problem: what it means, why it matters, what to do, an example."""
    yield f"# Problems\n\n{NAVIGATION}"
    yield "Every problem is printed with `path:line`, its severity and its code. An error fails a build or a check"
    yield "(exit 1, or 3 where a document cannot be read), a warning only with `--strict`, an info never. This page"
    yield "shows what `exporter explain CODE` does. [`[[silence]]`](settings.md#silence) accepts problems of a code.\n"
    yield "".join(f"- [{code.name}](#{code.name}): {code.title}\n" for code in CODES.values())
    for code in CODES.values():
        yield f"## {code.name}\n\n{severities(code).capitalize()}: {code.title}.\n\n{code.why} *{code.remedy}*\n"
        yield from _example(code.example) if code.example else ()


def _example(example: Example) -> Iterator[str]:
    for name, text in example.files.items():
        yield (
            f"`{name}`:\n\n````{PurePath(name).suffix[1:]}\n{text.removesuffix(chr(10))}\n````\n"
            if text
            else f"`{name}` is empty.\n"
        )
    yield "```sh\n{}\n```\n".format("\n".join(explain.commands(example)))


GENERATED: Mapping[str, Callable[[], Iterator[str]]] = {
    "commands.md": commands,
    "problems.md": problems,
    "settings.md": settings,
}


def page(name: str) -> str:
    """The text of a page."""
    return "\n".join(GENERATED[name]()).rstrip("\n") + "\n"
