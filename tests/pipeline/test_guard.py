"""What exporter did not expect: told in a sentence, of the document or output it hit, and everything else is made."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import BinaryIO

import click
import pytest
import watchfiles
from click.testing import Result

from exporter import checks
from exporter.cli import main
from exporter.commands import init, watch
from exporter.emitters import anki
from exporter.errors import DEBUG
from exporter.identity import identification as identity
from exporter.model import Card, Document, Problem, Severity
from exporter.pipeline import guard, produce, reading, steps
from exporter.pipeline import identify as identify_step
from exporter.pipeline.options import Options
from exporter.pipeline.store import files
from exporter.readers.source import NO_HINT, Source
from exporter.sources.discover import SourceFile
from exporter.workers import Task
from tests.pipeline.test_processes import shared  # noqa: F401  a fixture
from tests.test_cli import run
from tests.tools import needs

Folder = Callable[..., Path]
TEA = "# Tea\n\n### Q1: How hot?\n\n80 degrees.\n"


# ── a command ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """`init` stumbles over something."""

    def start(folder: Path, program: str) -> list[str]:
        raise KeyError(f"no such thing\nin {folder}")

    monkeypatch.setattr(init, "start", start)


@pytest.mark.usefixtures("broken")
def test_what_was_not_expected_is_a_sentence(tmp_path: Path) -> None:
    result = run("init", tmp_path)
    assert result.exit_code == 70
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: unexpected KeyError: 'no such thing\\nin ")
    assert "(exporter/commands/init.py:" in line
    assert "please report it, with what --debug prints." in line


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("arguments", [["init", "--debug"], ["--debug", "init"]])
def test_debug_shows_the_trace(tmp_path: Path, arguments: list[str]) -> None:
    result = run(*arguments, tmp_path)
    assert result.exit_code == 70
    assert "Traceback" in result.stderr
    assert "in start" in result.stderr
    assert DEBUG not in os.environ


def test_every_command_has_debug() -> None:
    assert [
        name for name, each in main.commands.items() if "debug" not in {option.name for option in each.params}
    ] == []


def test_watch_goes_on(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever it was, the next save may put it right."""
    said: list[str] = []
    stop = Event()
    stop.set()

    def build(*_: object) -> None:
        raise KeyError("no such thing")

    monkeypatch.setattr(steps, "built", build)
    watch.watch(
        Options((str(folder(tea__md=TEA)),), folder().parent / "dist"), lambda event: said.append(event.text), stop
    )
    assert "error: unexpected KeyError: 'no such thing'" in click.unstyle(said[0])
    assert said[1].startswith("Watching")


@pytest.mark.parametrize("command", ["watch", "serve"])
def test_nothing_is_watched_where_nothing_is(command: str, tmp_path: Path) -> None:
    result = run(command, tmp_path / "nowhere", "--out", tmp_path / "dist")
    assert result.exit_code == 3
    assert "nowhere: no such file or folder." in result.stderr


def test_a_system_that_watches_nothing_is_no_bug(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchfiles, "watch", refused)
    result = run("watch", folder(tea__md=TEA), "--out", folder().parent / "dist", "--only", "csv")
    assert result.exit_code == 3
    assert "not watched: OS file watch limit reached. Close other programs" in result.stderr


def refused(*_: object, **__: object) -> Iterator[object]:
    raise OSError("OS file watch limit reached")
    yield


class SpeechlessError(Exception):
    def __str__(self) -> str:
        raise ValueError


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ValueError(), "ValueError"),
        (ValueError("a\n  b"), "ValueError: a b"),
        (ValueError("x" * 1000), f"ValueError: {'x' * 159}…"),
        (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "no"), "UnicodeEncodeError: 'utf-8' codec can't encode character"),
        (OSError(2, "No such file", "\udce9.md"), "FileNotFoundError: [Errno 2] No such file: '\\udce9.md'"),
        (SpeechlessError(), "SpeechlessError"),
    ],
)
def test_a_cause_is_short_and_can_be_written(error: Exception, said: str) -> None:
    cause = guard.cause(error)
    assert cause.startswith(said)
    assert len(cause) < 200
    assert cause.encode()


def test_memory_is_no_bug() -> None:
    assert "bug" not in guard.unforeseen(MemoryError()).message


# ── Ctrl-C ───────────────────────────────────────────────────────────────────────────────────────────────────────────

INTERRUPTED = """
import os, signal, sys
from exporter.{package} import {module}
def interrupt(*_, **__): os.kill(os.getpid(), signal.SIGINT)
{module}.{name} = interrupt
from exporter.__main__ import main
main()
"""


@needs("pdf")
@pytest.mark.parametrize(
    ("place", "name", "jobs"),
    [
        ("sources.discover", "data", 1),
        ("pipeline.store.files", "os.fsync", 1),
        ("pipeline.produce", "_make", 1),
        ("pipeline.produce", "_result", 2),
    ],
)
def test_an_interrupt_ends_silently_and_leaves_nothing_half_written(
    folder: Folder, place: str, name: str, jobs: int
) -> None:
    source = folder(tea__md=TEA)
    dist = str(source.parent / "dist")
    package, _, module = place.rpartition(".")
    program = INTERRUPTED.format(package=package, module=module, name=name)
    command = [
        sys.executable,
        "-c",
        program,
        "build",
        str(source),
        "--out",
        dist,
        "--only",
        "sheet",
        "--jobs",
        str(jobs),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "")
    assert [path for path in source.parent.rglob("*") if path.name.endswith(files.TEMPORARY)] == []


def test_an_interrupt_of_a_shell_is_silent(folder: Folder) -> None:
    source, dist = folder(tea__md=TEA), folder().parent / "dist"
    command = [sys.executable, "-m", "exporter", "watch", str(source), "--out", str(dist), "--only", "csv"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stderr
        while "Ctrl-C ends it" not in process.stderr.readline():
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stderr.read() == ""


# ── a document ───────────────────────────────────────────────────────────────────────────────────────────────────────

SEA = "# Sea\n\n### Q1: What is a tide?\n\nThe moon.\n\n### Q2: What is a coral reef?\n\nStone.\n"
ALL = "anki,csv,markdown,preview"
STAGES = {  # function -> the line that is told, where the item is known
    "exporter.sources.discover.data": 1,
    "exporter.readers._read": 1,
    "exporter.sources.media.markup.images": 7,
    "exporter.pipeline.names.short_name": 7,
    "exporter.naming.topics": 7,
    "exporter.notes.rendering.Renderer.render": 7,
    "exporter.identity.keys.normal": 1,  # the ledger has that question, too
    "exporter.identity.keys.content": 7,
    "exporter.identity.fingerprint.opening": 7,
}


def stumble(
    monkeypatch: pytest.MonkeyPatch, function: str, error: type[Exception] = ValueError, word: str = "zebra"
) -> None:
    """Has a function raise an error wherever a word is in what it is given, or in the file that this names."""
    path, _, name = function.rpartition(".")
    home, _, inner = path.rpartition(".")
    try:
        owner = import_module(path)
    except ModuleNotFoundError:
        owner = getattr(import_module(home), inner)
    works = getattr(owner, name)

    def stumbling(*given: object, **named: object) -> object:
        if word in f"{given} {named}" or any(word in _text(each) for each in given):
            raise error("a zebra")
        return works(*given, **named)

    monkeypatch.setattr(owner, name, stumbling)


def _text(given: object) -> str:
    if isinstance(given, SourceFile):
        return given.path.read_bytes().decode("utf-8", "replace")
    return given.text if isinstance(given, Source) else ""


def build(source: Path, *options: object, only: str = ALL) -> Result:
    return run("build", source, "--out", source.parent / "dist", "--only", only, "--jobs", 1, *options)


def problems(source: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((source.parent / "dist" / "report.json").read_text())["problems"]
    return found


def files_of(source: Path, *words: str) -> dict[str, bytes]:
    """The outputs whose names hold one of these words, and the lines of the ledger that do."""
    dist = source.parent / "dist"
    paths = [path for path in dist.rglob("[!.]*.*") if not path.relative_to(dist).as_posix().startswith(".")]
    made = {path.name: path.read_bytes() for path in paths if any(word in path.name for word in words)}
    lines = [
        line
        for line in (source / "cards.lock").read_bytes().splitlines()
        if any(f'"{word}.md"'.encode() in line for word in words)
    ]
    return {**made, "": b"\n".join(lines)}


@pytest.fixture
def source(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents that were built, and changed since: one of them holds a word that somebody stumbles over."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made = folder(tea__md=TEA, sea__md=SEA)
    assert build(made).exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000100")
    (made / "tea.md").write_text(TEA.replace("80", "90"))
    (made / "sea.md").write_text(SEA.replace("Stone", "A zebra of stone"))
    return made


@pytest.mark.parametrize("function", STAGES)
def test_one_document_costs_one_problem(source: Path, monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    before = files_of(source, "sea")
    with monkeypatch.context() as patch:
        stumble(patch, function, word="coral" if "normal" in function else "zebra")
        result = build(source)
    assert result.exit_code == 70
    (problem,) = problems(source)
    assert (problem["code"], problem["path"], problem["line"]) == ("internal", "sea.md", STAGES[function])
    assert str(problem["message"]).startswith("unexpected ValueError: a zebra (exporter/")
    assert f"{source / 'sea.md'}:{STAGES[function]}: error [internal] unexpected ValueError" in result.stderr
    assert "Traceback" not in result.stderr
    assert "2 cards of documents that failed" in result.stderr
    assert files_of(source, "sea") == before
    assert b"90 degrees" in files_of(source, "tea")["tea.csv"]
    page = (source.parent / "dist" / "index.html").read_text()
    assert "90 degrees" in page
    assert "a zebra (exporter/" in page
    after = build(source)
    assert after.exit_code == 0, after.stderr
    assert "1 document" not in after.stderr
    assert b"zebra" in files_of(source, "sea")["sea.csv"]


@pytest.mark.parametrize("error", [RecursionError, MemoryError, UnicodeEncodeError])
def test_whatever_the_exception_is(source: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    if error is UnicodeEncodeError:
        monkeypatch.setattr(guard, "_LONGEST", 160)
    stumble(monkeypatch, "exporter.notes.rendering.Renderer.render", error)
    assert build(source).exit_code == 70
    assert [problem["code"] for problem in problems(source)] == ["internal"]


FAILING = {
    "unreadable": b"\x7f\x01\x02\xff",
    "binary": b"a\0b",
    "empty": b"",
    "no-questions": b"Just words.\n",
}


@pytest.mark.parametrize("data", FAILING.values(), ids=FAILING)
@pytest.mark.parametrize("options", [(), ("--retire-tag",)])
def test_what_failed_keeps_its_cards_and_outputs_whatever_the_code(
    source: Path, data: bytes, options: tuple[str, ...]
) -> None:
    before = files_of(source, "sea", "tea", "all-decks")
    for name in ("tea", "sea"):
        (source / f"{name}.md").write_bytes(data)
    assert build(source, *options).exit_code in (1, 3)
    assert files_of(source, "sea", "tea", "all-decks") == before


@pytest.mark.parametrize("data", FAILING.values(), ids=FAILING)
def test_names_of_other_documents_do_not_hang_on_one_that_failed(folder: Folder, data: bytes) -> None:
    source = folder(a__md=TEA, b__md=TEA.replace("How hot", "How long").replace("80 degrees", "Two minutes"))
    assert build(source).exit_code == 0
    before = files_of(source, "tea")
    (source / "a.md").write_bytes(data)
    assert build(source).exit_code in (1, 3)
    assert sorted(before) == ["", *(f"tea-{n}{end}" for n in "ab" for end in (".apkg", ".csv", ".md"))]
    assert files_of(source, "tea") == before


def test_a_question_that_a_document_which_failed_asks_stays_suppressed(folder: Folder) -> None:
    source = folder(
        a__md=TEA, b__md=TEA + "\n### Q2: How long?\n\nTwo minutes.\n", exporter__toml='duplicates = "suppress"\n'
    )
    assert build(source).exit_code == 0
    before = files_of(source, "b")
    assert b"How hot" not in before["tea-b.csv"]
    (source / "a.md").write_bytes(b"")
    assert build(source).exit_code == 1
    assert files_of(source, "b") == before


def test_what_documents_fail_for_only_together_ends_the_build(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows whom to leave out."""
    before = files_of(source, "sea", "tea", "all-decks")
    identify = identity.identify

    def together(cards: Sequence[Card], *rest: object) -> object:
        if len({card.where.path for card in cards}) > 1:
            raise ValueError
        return identify(cards, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(identify_step, "matched", together)
    result = build(source)
    assert result.exit_code == 70
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: unexpected ValueError")
    assert files_of(source, "sea", "tea", "all-decks") == before


def test_what_nobody_is_to_blame_for_is_no_ones_problem(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(source, "sea", "tea", "all-decks")
    stumble(monkeypatch, "exporter.pipeline.names.homes", word="")
    result = build(source)
    assert result.exit_code == 70
    assert files_of(source, "sea", "tea", "all-decks") == before


# ── rules ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def failing_rule(documents: Sequence[Document]) -> Iterator[Problem]:
    for document in documents:
        for card in document.cards:
            if "zebra" in card.answer:
                raise ValueError("a zebra")
            yield Problem(Severity.WARNING, "too-long", "-", card.where)


def together_only(documents: Sequence[Document]) -> Iterator[Problem]:
    if len(documents) > 1:
        raise ValueError("a crowd")
    yield from ()


@pytest.mark.parametrize(("rule", "line"), [(failing_rule, 7), (together_only, 1)])
def test_a_rule_that_fails_for_a_document_stops_no_other_one(
    source: Path, monkeypatch: pytest.MonkeyPatch, rule: checks.Rule, line: int
) -> None:
    (source / "tea.md").write_text(TEA + "\n### Q2: Why?\n")
    monkeypatch.setattr(checks, "RULES", (rule, *checks.RULES))
    result = build(source)
    assert result.exit_code == 70
    found = {(problem["code"], problem["path"], problem["line"]) for problem in problems(source)}
    assert found >= {("internal", "sea.md", line), ("unanswered", "tea.md", 7)}
    assert ("too-long", "tea.md", 3) in found or rule is together_only
    assert b"zebra" in files_of(source, "sea")["sea.csv"]  # all is made of it
    told = run("check", source)
    assert told.exit_code == 70
    assert f"sea.md:{line}: error [internal] unexpected ValueError: a " in told.stdout
    assert "tea.md:7: warning [unanswered]" in told.stdout


def test_a_bug_is_not_silenced(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (source / "exporter.toml").write_text('[[silence]]\ncode = "internal"\n')
    result = build(source)
    assert result.exit_code == 2
    assert "silence.code is 'internal', which cannot be silenced" in result.stderr


# ── outputs ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("function", "said"),
    [
        ("exporter.emitters.spreadsheet.emit", "csv/sea.csv: not made, and the last ones stay as they are. This"),
        ("exporter.emitters.canonical.write", "markdown/sea.md: not made, and the last ones stay as they are. This"),
        (
            "exporter.emitters.anki._database",
            "anki/sea.apkg: not made, and the last ones stay as they are; anki/all-decks.apkg: made without",
        ),
        ("exporter.emitters.preview._data", "index.html: made without this document. This"),
        (
            "exporter.pipeline.readback.require_same",
            "markdown/sea.md: not made, and the last ones stay as they are. This",
        ),
        pytest.param(
            "exporter.emitters.print.quiz.emit",
            "print/sea-quiz.pdf: not made, and the last ones stay as they are. This",
            marks=needs("pdf"),
        ),
    ],
)
def test_an_output_that_cannot_be_made_costs_one_problem(
    source: Path, monkeypatch: pytest.MonkeyPatch, function: str, said: str
) -> None:
    only = f"{ALL},quiz" if "quiz" in function else ALL
    (source / "sea.md").write_text((source / "sea.md").read_text().replace("zebra", "zebrine"))
    assert build(source, only=only).exit_code == 0
    before = files_of(source, "sea")
    (source / "sea.md").write_text((source / "sea.md").read_text().replace("zebrine", "zebra"))
    with monkeypatch.context() as patch:
        stumble(patch, function)
        result = build(source, only=only)
    assert result.exit_code == 70
    found = problems(source)
    assert [(problem["code"], problem["path"]) for problem in found] == [("internal", "sea.md")], found
    problem = found[0]
    assert said in str(problem["message"])
    kept = {name for name, data in files_of(source, "sea").items() if name and before[name] == data}
    assert kept == {Path(name).name for name in said.split(": ")[:1] if "sea" in name}
    assert build(source, only=only).exit_code == 0
    assert not {name for name, data in files_of(source, "sea").items() if before[name] == data}


def test_what_holds_all_documents_and_fails_only_so_stays(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(source, "all-decks")

    def write(database: bytes, images: object, out: BinaryIO) -> None:
        if b"zebra" in database and b"90 degrees" in database:
            raise ValueError("both")
        archive(database, images, out)  # type: ignore[arg-type]

    archive = anki._write_archive
    monkeypatch.setattr(anki, "_write_archive", write)
    result = build(source)
    assert result.exit_code == 70
    (problem,) = problems(source)
    assert problem["path"] == "anki/all-decks.apkg"
    assert files_of(source, "all-decks")["all-decks.apkg"] == before["all-decks.apkg"]


# ── other processes ──────────────────────────────────────────────────────────────────────────────────────────────────


def raising(*_: object) -> None:
    raise ValueError("elsewhere")


@pytest.mark.usefixtures("shared")
def test_another_process_that_stumbles_costs_what_it_does(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(produce, "_made_elsewhere", raising)
    result = build(source, "--jobs", 2, only="csv,preview")
    assert result.exit_code == 70
    assert {(problem["path"], problem["code"]) for problem in problems(source)} <= {
        ("sea.md", "internal"),
        ("tea.md", "internal"),
    }
    assert "unexpected ValueError: elsewhere" in result.stderr


def test_a_reading_that_cannot_come_back_is_told() -> None:
    entry = reading._ReadFile(SourceFile(Path("tea.md"), "tea.md", ""), NO_HINT)
    task: Task[object] = Task(raising)
    task.take()
    outcome = reading._outcome(entry, task)  # type: ignore[arg-type]
    assert isinstance(outcome, guard.Failure)


# ── other commands ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", ["parse", "check", "diff"])
@pytest.mark.parametrize("options", [(), ("--json",), ("-v",)])
def test_commands_tell_one_document_and_go_on(
    source: Path, monkeypatch: pytest.MonkeyPatch, command: str, options: tuple[str, ...]
) -> None:
    stumble(monkeypatch, "exporter.readers._read")
    result = run(command, source, *options)
    assert result.exit_code == 70
    assert "a zebra (exporter/" in result.stdout
    assert "sea.md" in result.stdout
    if command != "check":
        assert "How hot" in result.stdout


def test_convert_names_its_document(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stumble(monkeypatch, "exporter.readers._read")
    result = run("convert", source / "sea.md")
    assert result.exit_code == 70
    assert result.stderr.startswith(f"Error: {source / 'sea.md'}:1: unexpected ValueError: a zebra (exporter/")
    assert len(result.stderr.splitlines()) == 1


def test_pull_tells_what_failed_and_corrects_the_others(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert build(source).exit_code == 0
    sheets = source.parent / "dist" / "csv"
    rows = (sheets / "tea.csv").read_text("utf-8-sig") + "".join(
        (sheets / "sea.csv").read_text("utf-8-sig").splitlines(True)[1:]
    )
    (source.parent / "edited.csv").write_text(rows.replace("90 degrees", "95 degrees"), newline="")
    arguments = ("pull", source.parent / "edited.csv", source, "--out", source.parent / "dist")
    with monkeypatch.context() as patch:
        stumble(patch, "exporter.sources.discover.data")  # the cache of the build has its reading
        result = run(*arguments)
    assert result.exit_code == 70
    assert "95" in result.stdout
    assert f"{source}/sea.md:1: error [internal] unexpected ValueError: a zebra" in result.stderr
    assert result.stderr.count("left alone: its document, sea.md, could not be read") == 2
    stumble(monkeypatch, "exporter.pull.documents.canonical.write", word="95")
    stumble(monkeypatch, "exporter.pull.documents._in_place", word="95")
    result = run(*arguments, "--write")
    assert result.exit_code == 70
    assert f"{source}/tea.md:1: error [internal] unexpected ValueError: a zebra" in result.stderr
    assert "its cards are not corrected" in result.stderr
    assert "90" in (source / "tea.md").read_text()
