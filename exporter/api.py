"""Public API: `read`, `check` and `build`; `import exporter` gives them, the model and the errors, loaded on first use.

Nothing here prints or ends the program. What goes wrong as a whole is an `exporter.ExporterError`, whose `message` says
what was expected and what to do; what is wrong in one document is a `Problem`, and costs that document only.
Functions may be called from several threads; of builds with one ledger at the same time, one is done and the others
raise LedgerError. Builds start processes of their own, which do not import the program: it needs no
`if __name__ == "__main__"`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exporter.model import Problem
    from exporter.pipeline.options import Options
    from exporter.pipeline.parsing import Parsed
    from exporter.pipeline.report import Report
    from exporter.pipeline.selection import Selection

PathLike = str | os.PathLike[str]


def read(source: PathLike, *more: PathLike, lock: PathLike | None = None) -> Parsed:
    """Reads documents: files, and folders with their subfolders.

    The exporter.toml beside each applies. `lock` is the ledger, by default the one beside each path; it is not written.

    >>> import exporter
    >>> from pathlib import Path
    >>> _ = Path("tea.md").write_text("# Tea\\n\\n### Q1: How hot is the water?\\n\\n80 °C.\\n", encoding="utf-8")
    >>> found = exporter.read("tea.md")
    >>> [document] = found.documents
    >>> document.title
    'Tea'
    >>> [card] = document.cards
    >>> card.question, card.answer, str(card.where)
    ('How hot is the water?', '80 °C.', 'tea.md:3')

    Every card has an id: the key of the ledger, or the one that a build would give.

    >>> found.ids[card]
    CardId(key='8f483d01de490d98', known=False)

    A document that cannot be read is a problem, and the others are read. Raises `InputError` for a path that is not
    there or a folder without documents, `SettingsError`, and `LedgerError` for a damaged ledger.

    >>> exporter.read("coffee.md")
    Traceback (most recent call last):
        ...
    exporter.errors.InputError: coffee.md: no such file or folder. Name a document, or a folder of documents.
    """
    from exporter.pipeline import parsing

    with _documented():
        return parsing.parse(_paths(source, *more), Path(lock) if lock else None)


def check(
    source: PathLike, *more: PathLike, lock: PathLike | None = None, settings: Mapping[str, object] | None = None
) -> tuple[Problem, ...]:
    """Finds the problems of documents that are built together: what is wrong or doubtful, with its place and a remedy.

    `settings` override exporter.toml, which stands beside the first path. Problems that it silences are left out.

    >>> import exporter
    >>> from pathlib import Path
    >>> _ = Path("tea.md").write_text("# Tea\\n\\n### Q1: How hot is the water?\\n\\n### Q2: Why?\\n\\nSo.\\n")
    >>> [problem] = exporter.check("tea.md")
    >>> str(problem.where), problem.severity.value, problem.code
    ('tea.md:3', 'warning', 'unanswered')
    >>> exporter.check("tea.md", settings={"duplicates": "never"})
    Traceback (most recent call last):
        ...
    exporter.errors.SettingsError: exporter.toml: duplicates is 'never', expected 'keep' or 'suppress'.

    Raises `InputError` for a path that is not there or a folder without documents, and `SettingsError`.
    """
    from exporter.pipeline import checking
    from exporter.pipeline.load import load

    with _documented():
        inputs = load(_options((source, *more), lock=lock, settings=settings))
        roots = inputs.sources.shown
        return tuple(
            replace(each, where=replace(each.where, path=roots.get(each.where.path, each.where.path)))
            for each in checking.unsilenced(inputs)
        )


def build(
    source: PathLike,
    *more: PathLike,
    out: PathLike = "dist",
    only: str | Iterable[str] = (),
    lock: PathLike | None = None,
    jobs: int = 0,
    settings: Mapping[str, object] | None = None,
    selection: Selection | None = None,
    keep_history: bool = False,
    retire_tag: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
) -> Report:
    """Builds decks, sheets and spreadsheets from documents if they are out of date, as `exporter build` does.

    `out` is the folder for outputs. `only` names outputs, as `"anki"` or `["anki", "csv"]`, by default the standard
    ones. `lock` is the ledger, by default `cards.lock` beside the first path. `jobs` is how many processes may work at
    once, 0 one per processor. `settings` override exporter.toml. `selection` chooses the cards that are printed;
    with `Reviews` in it nothing else is made, and `out` has these prints in a folder of their own, `chosen`.
    With `keep_history`, `IdentityError` is raised where it is uncertain which card is which. `retire_tag` adds
    retired cards to packages once more, tagged. `progress` is called for each output with how many are done, of how
    many, and its path below `out`.

    >>> import exporter
    >>> from pathlib import Path
    >>> _ = Path("tea.md").write_text("# Tea\\n\\n### Q1: How hot is the water?\\n\\n80 °C.\\n", encoding="utf-8")
    >>> report = exporter.build("tea.md", out="dist", only="csv", settings={"csv.bom": False})
    >>> report.written, report.exit_code()
    (('csv/tea.csv',), 0)
    >>> [(change.what, change.entry.key) for change in report.changes]
    [('new', '8f483d01de490d98')]
    >>> exporter.build("tea.md", out="dist", only="csv", settings={"csv.bom": False}).current
    ('csv/tea.csv',)

    Problems of documents, and outputs that could not be made (`failures`), are in the report. Raises `InputError`,
    `SettingsError`, `LedgerError`, `SelectionError` for outputs and cards that are not there, `OverwriteError` where
    `out` holds the outputs of other documents, `OutputError` where the ledger or the report cannot be written, and
    `IdentityError`.
    """
    from exporter.pipeline import steps
    from exporter.pipeline.selection import ALL

    with _documented():
        names = (only,) if isinstance(only, str) else tuple(only)
        options = _options((source, *more), out=out, only=names, lock=lock, jobs=jobs, settings=settings)
        options = replace(
            options, keep_history=keep_history, retire_tag=retire_tag, selection=selection or ALL
        ).in_place()
        return steps.build(options, progress or (lambda done, total, name: None))


def _paths(*paths: PathLike) -> tuple[str, ...]:
    return tuple(os.fspath(path) for path in paths)


def _options(
    sources: tuple[PathLike, ...],
    *,
    out: PathLike = "dist",
    only: tuple[str, ...] = (),
    lock: PathLike | None = None,
    jobs: int = 0,
    settings: Mapping[str, object] | None = None,
) -> Options:
    from exporter.pipeline.options import Options

    overrides = tuple(f"{key}={_toml(value)}" for key, value in (settings or {}).items())
    return Options(_paths(*sources), Path(out), only, Path(lock) if lock else None, jobs, overrides)


def _toml(value: object) -> str:
    """A value of a setting as TOML, whose strings are those of JSON."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value if isinstance(value, bool | int | float) else str(value), ensure_ascii=False)


@contextmanager
def _documented() -> Iterator[None]:
    """Turns unexpected exceptions into InternalError: only documented errors leave the API."""
    from exporter.errors import ExporterError
    from exporter.pipeline import guard

    try:
        yield
    except ExporterError:
        raise
    except Exception as error:
        raise guard.unforeseen(error) from error
