"""The schemas are those of the types, and everything that commands print has them, to the last field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from threading import Event
from typing import Any

import jsonschema
import pytest

import exporter
from exporter import jsontypes
from exporter.cli import main
from exporter.commands import outcome, serve
from exporter.pipeline.options import Options
from tests.conftest import ROOT, SHARED
from tests.schemas import making
from tests.test_cli import run

HOME = ROOT / "exporter" / "schemas"
PLACES = {"where", "place", "location"}  # names of fields that a place must not have
NOT_COMMANDS = {"report", "event"}
EVENTS = {"watch", "serve"}
TEA = "# Tea\n\n### Q1: Why?\n\nSo.\n\n### Q2: Which?\n\n- A) Green\n- B) Black\n\nAnswer: B\n\n### Q3: When?\n"
CLOZE = "# Pot\n\n### C: Water\n\nPour at ==80 °C==.\n\n## Notes\n\nA pot is warmed.\n"
Make = Callable[[str, Any], None]


@pytest.mark.parametrize("name", making.SCHEMAS)
def test_they_are_those_of_the_types(name: str, request: pytest.FixtureRequest) -> None:
    path = HOME / f"{name}.json"
    if request.config.getoption("--rewrite"):
        path.write_text(making.text(name), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == making.text(name)
    jsonschema.Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


def test_there_is_one_for_every_command_and_none_besides() -> None:
    assert {path.stem for path in HOME.glob("*.json")} == making.SCHEMAS.keys()
    assert making.SCHEMAS.keys() - NOT_COMMANDS == main.commands.keys() - EVENTS
    assert resources.files(exporter).joinpath("schemas", "parse.json").is_file()


def test_every_field_is_described_or_plain() -> None:
    """A field without a description is one whose name says it, and names of places are always the same."""
    fields = {field for name in making.SCHEMAS for part in _parts(name).values() for field in part["properties"]}
    assert fields.isdisjoint(PLACES)
    assert all("line" in part["required"] for part in _parts("parse").values() if "path" in part["properties"])
    described = [value for part in _parts("parse").values() for value in part["properties"].values()]
    assert sum("description" in value for value in described) > 15


def _parts(name: str) -> dict[str, Any]:
    parts: dict[str, Any] = json.loads((HOME / f"{name}.json").read_text(encoding="utf-8"))["$defs"]
    return parts


def require(name: str, value: Any) -> None:
    """Raises ValidationError unless a value has a schema, and no field that the schema does not name."""
    schema = json.loads((HOME / f"{name}.json").read_text(encoding="utf-8"))
    for part in schema["$defs"].values():
        part["additionalProperties"] = False
    jsonschema.Draft202012Validator(schema).validate(value)


@pytest.mark.parametrize(
    "change",
    [
        lambda card: card.pop("id"),
        lambda card: card.update(id=None),
        lambda card: card.update(line=0),
        lambda card: card.update(kind="other"),
        lambda card: card.update(where="tea.md:3"),
    ],
)
def test_what_is_wrong_does_not_have_it(change: Callable[[Any], object], folder: Callable[..., Path]) -> None:
    table = json.loads(run("parse", folder(tea__md=TEA), "--json").stdout)
    require("parse", table)
    change(table["documents"][0]["cards"][0])
    with pytest.raises(jsonschema.ValidationError):
        require("parse", table)


def printed(*arguments: object) -> Any:
    return json.loads(run(*arguments, "--json").stdout)


@pytest.fixture
def notes(folder: Callable[..., Path]) -> Path:
    return folder(tea__md=TEA, pot__md=CLOZE)


def test_each_command(notes: Path, tmp_path: Path) -> None:
    """Every kind of change and of what may be left out is in what is printed here."""
    out = ("--out", tmp_path / "dist", "--only", "csv,anki")
    require("init", printed("init", tmp_path / "mine"))
    require("check", printed("check", notes))
    require("explain", printed("explain"))
    require("explain", printed("explain", "internal"))
    require("convert", printed("convert", notes / "tea.md"))
    require("convert", printed("convert", notes / "tea.md", "-o", tmp_path / "tea.md"))
    require("diff", printed("diff", notes, *out[:2]))
    require("build", printed("build", notes, *out))
    (notes / "tea.md").write_text(TEA.replace("Why?", "Why so?").replace("Answer: B", "Answer: A"), encoding="utf-8")
    (notes / "pot.md").write_text("# Jug\n\n### Q: What is a jug?\n\nA vessel.\n", encoding="utf-8")
    (notes / "bad.md").write_bytes(b"\0")
    found = printed("diff", notes, *out[:2])
    require("diff", found)
    assert {"new", "retired", "updated"} <= {each["change"] for each in found["changes"]}
    require("build", printed("build", notes, *out))
    require("report", json.loads((tmp_path / "dist" / "report.json").read_text(encoding="utf-8")))
    require("parse", printed("parse", notes))
    sheet = tmp_path / "dist" / "csv" / "tea.csv"
    sheet.write_text(sheet.read_text("utf-8-sig").replace("So.", "Thus.") + '"x","","new?"\r\n', encoding="utf-8")
    pulled = printed("pull", sheet, notes, *out[:2])
    assert (len(pulled["corrected"]), len(pulled["left"])) == (1, 1)
    require("pull", pulled)
    require("pull", printed("pull", sheet, notes, *out[:2], "--write"))


def test_a_refused_conversion(notes: Path) -> None:
    (notes / "exporter.toml").write_text('[[documents]]\npath = "out.md"\ntitle = "Other"\n', encoding="utf-8")
    made = printed("convert", notes / "tea.md", "-o", notes / "out.md")
    assert made["differences"]
    require("convert", made)


def test_events(notes: Path, tmp_path: Path) -> None:
    found: list[outcome.Event] = []
    stop = Event()
    stop.set()
    serve.serve(Options((str(notes),), tmp_path / "dist", ("preview",)), 0, found.append, stop)
    events = [json.loads(event.line) for event in found]
    assert [event["event"] for event in events] == ["serving", "built", "watching"]
    for event in events:
        require("event", event)
    require("event", {**_failed(), "files": ["tea.md"]})


def _failed() -> jsontypes.Failed:
    return {"schema": 1, "event": "failed", "files": [], "message": "so", "exit_code": 3}


def documents() -> Iterator[Path]:
    """Real documents of all kinds; none where they are not there."""
    yield from sorted((ROOT / "source").glob("*.md"))
    yield from sorted(path for path in (SHARED / "seeds").glob("*.*") if path.is_file())
    yield from sorted((SHARED / "corpus" / "docs").glob("*.md"))[::12]


def test_many_documents(tmp_path: Path) -> None:
    chosen = list(documents())
    require("parse", printed("parse", *chosen))
    for path in chosen:
        (tmp_path / "notes").mkdir(exist_ok=True)
        (tmp_path / "notes" / path.name).write_bytes(path.read_bytes())
    made = printed("build", tmp_path / "notes", "--out", tmp_path / "dist", "--only", "csv")
    require("build", made)
    require("report", json.loads((tmp_path / "dist" / "report.json").read_text(encoding="utf-8")))
    require("check", printed("check", tmp_path / "notes"))
    require("diff", printed("diff", tmp_path / "notes", "--out", tmp_path / "dist"))
    assert len(made["documents"]) >= len(list((ROOT / "source").glob("*.md")))
