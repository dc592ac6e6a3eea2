"""The public API: what `import exporter` gives, and that it prints nothing, ends nothing and needs no `__main__`."""

from __future__ import annotations

import doctest
import pkgutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import exporter
from exporter import api, errors, model
from tests.conftest import ROOT

TEXT = "# {0}\n\n### Q1: What is {0}?\n\nA drink.\n\n### Q2: How hot is {0}?\n\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def run(program: str, folder: Path) -> str:
    """What a program prints; on stderr it prints nothing."""
    command = [sys.executable, str(folder / "program.py")]
    (folder / "program.py").write_text(program, encoding="utf-8")
    env = {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return str(done.stdout)


@pytest.mark.parametrize("function", [api.read, api.check, api.build], ids=lambda function: function.__name__)
def test_the_examples_are_true(function: Callable[..., object], here: Path) -> None:
    (example,) = doctest.DocTestFinder(recurse=False).find(function, function.__name__)
    found = doctest.DocTestRunner().run(example)
    assert found.attempted > 3
    assert found.failed == 0


def test_every_name_is_there() -> None:
    assert all(hasattr(exporter, name) for name in exporter.__all__)
    assert set(exporter.__all__) <= set(dir(exporter))
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        exporter.nothing  # type: ignore[attr-defined]  # noqa: B018


def test_no_module_has_the_name_of_one() -> None:
    """An import of such a module would take its place."""
    modules = {module.name for module in pkgutil.iter_modules(exporter.__path__)}
    assert modules.isdisjoint(exporter.__all__)


def test_the_model_and_all_errors_are_in_it() -> None:
    raised = {name for name, value in vars(errors).items() if name.endswith("Error") and isinstance(value, type)}
    own = {name for name, value in vars(model).items() if getattr(value, "__module__", "") == model.__name__}
    assert (raised | own) - set(exporter.__all__) == set()


def test_all_of_it_has_documentation() -> None:
    names = set(exporter.__all__) - {"__version__", "Item", "Kind"}  # unions of types have none of their own
    assert [name for name in names if not getattr(exporter, name).__doc__] == []


def test_an_import_loads_nothing_else(here: Path) -> None:
    program = "import sys; before = set(sys.modules); import exporter; print(*sorted(set(sys.modules) - before))"
    assert set(run(program, here).split()) == {"__future__", "exporter"}


def test_the_model_alone_is_light(here: Path) -> None:
    program = "import sys, exporter; exporter.Card, exporter.InputError; print('exporter.pipeline' in sys.modules)"
    assert run(program, here) == "False\n"


SCRIPT = """
import exporter
report = exporter.build("notes", only=["anki", "csv", "markdown"], jobs=3)
print(len(report.written), report.exit_code())
"""


def test_a_script_needs_no_main(here: Path) -> None:
    """Its work is shared among processes, and none of them runs the script again."""
    (here / "notes").mkdir()
    cards = "\n".join(f"### Q{n}: What is step {n}?\n\n{'Stir. ' * 30}{n}\n" for n in range(1, 1_500))
    for name in ("cake", "pie"):
        (here / "notes" / f"{name}.md").write_text(f"# {name.title()}\n\n{cards}".replace("step", name), "utf-8")
    assert run(SCRIPT, here) == "7 0\n"


def test_it_prints_nothing(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("tea.md").write_text(TEXT.format("Tea"), encoding="utf-8")
    exporter.read("tea.md")
    exporter.check("tea.md")
    exporter.build("tea.md", only="csv")
    assert capfd.readouterr() == ("", "")


def test_threads_build_at_the_same_time(here: Path) -> None:
    names = [f"Tea {n}" for n in range(8)]
    for name in names:
        (here / name).mkdir()
        (here / name / "tea.md").write_text(TEXT.format(name), encoding="utf-8")

    def build(name: str) -> exporter.Report:
        return exporter.build(name, out=Path(name, "dist"), only=["anki", "csv", "markdown"], jobs=1)

    alone = {name: _files(build(name), name) for name in names}
    for name in names:
        for path in (*Path(name, "dist").rglob("*.*"), Path(name, "cards.lock")):
            path.unlink(missing_ok=True)
    with ThreadPoolExecutor(8) as threads:
        together = dict(zip(names, threads.map(lambda name: _files(build(name), name), names), strict=True))
    assert {name: together[name].keys() for name in names} == {name: alone[name].keys() for name in names}
    assert {name: _texts(together[name]) for name in names} == {name: _texts(alone[name]) for name in names}


def _texts(files: dict[str, bytes]) -> list[bytes]:
    """Outputs that do not hold the time of their build."""
    return [data for name, data in sorted(files.items()) if not name.endswith(".apkg")]


def _files(report: exporter.Report, name: str) -> dict[str, bytes]:
    assert report.failures == ()
    return {path: Path(name, "dist", path).read_bytes() for path in report.written}


def test_of_threads_that_build_with_one_ledger_one_builds(here: Path) -> None:
    Path("tea.md").write_text(TEXT.format("Tea"), encoding="utf-8")

    def build(_: int) -> exporter.Report | exporter.LedgerError:
        try:
            return exporter.build("tea.md", only=["csv", "anki"], jobs=1)
        except exporter.LedgerError as error:
            return error

    with ThreadPoolExecutor(6) as threads:
        results = list(threads.map(build, range(6)))
    (key,) = {change.entry.key for each in results if isinstance(each, exporter.Report) for change in each.changes}
    assert [key in line for line in Path("cards.lock").read_text(encoding="utf-8").splitlines()].count(True) == 1
    assert all("another build" in each.message for each in results if isinstance(each, exporter.LedgerError))


WRONG: dict[str, tuple[Callable[[], object], type[exporter.ExporterError]]] = {
    "no such file": (lambda: exporter.read("nothing.md"), exporter.InputError),
    "an empty folder": (lambda: exporter.check("empty"), exporter.InputError),
    "a setting": (lambda: exporter.check("tea.md", settings={"print.colums": 2}), exporter.SettingsError),
    "a value": (lambda: exporter.build("tea.md", settings={"print.columns": "two"}), exporter.SettingsError),
    "an output": (lambda: exporter.build("tea.md", only="decks"), exporter.SelectionError),
    "cards": (
        lambda: exporter.build("tea.md", only="quiz", selection=exporter.Selection(ids=("nothing",))),
        exporter.SelectionError,
    ),
    "a ledger": (lambda: exporter.read("tea.md", lock="damaged.lock"), exporter.LedgerError),
}


@pytest.mark.parametrize(("call", "error"), WRONG.values(), ids=WRONG)
def test_errors_are_documented_exceptions(
    here: Path, call: Callable[[], object], error: type[exporter.ExporterError]
) -> None:
    Path("empty").mkdir()
    Path("tea.md").write_text(TEXT.format("Tea"), encoding="utf-8")
    Path("damaged.lock").write_text("# exporter ledger 2\n{broken\n", encoding="utf-8")
    with pytest.raises(error) as raised:
        call()
    assert raised.value.message


def test_what_nobody_expected_is_an_internal_error(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("tea.md").write_text(TEXT.format("Tea"), encoding="utf-8")

    def fails(*_: object, **__: object) -> None:
        raise KeyError("so")

    monkeypatch.setattr("exporter.pipeline.parsing.parse", fails)
    with pytest.raises(exporter.InternalError, match="KeyError"):
        exporter.read("tea.md")


@pytest.mark.parametrize(
    ("value", "want"), [(True, "true"), (3, "3"), ('a "b" \\d', '"a \\"b\\" \\\\d"'), (("a", "b"), '["a", "b"]')]
)
def test_settings_take_values_of_python(value: object, want: str) -> None:
    assert api._toml(value) == want
