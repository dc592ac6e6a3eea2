"""What goes into outputs: of a hundred thousand cards, tables of them are made once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exporter import markup
from exporter.markup.cache import CLOZE, HTML, PLAIN
from exporter.pipeline.build import Build, Job
from exporter.pipeline.identify import identify
from exporter.pipeline.load import load
from exporter.pipeline.options import Options
from exporter.pipeline.plan import plan
from exporter.pipeline.render import render


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """A build of two documents that ask the same, and one question each."""
    for name in ("tea", "sea"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n## Q: What?\n\nThat.\n\n## Q: Why {name}?\n\nSo, **so**.\n")
    options = Options((str(tmp_path),), tmp_path / "dist", ("anki", "csv", "preview"), tmp_path / "lock")
    return plan(identify(render(load(options))))


def jobs(build: Build) -> dict[str, Job]:
    return {job.name: job for job in build.outputs.jobs}


def test_outputs_of_the_same_documents_share_their_tables(build: Build) -> None:
    made = jobs(build)
    assert made["anki/tea.apkg"].edition.identities is made["csv/tea.csv"].edition.identities
    assert made["anki/all-decks.apkg"].edition.identities is build.identified.identities
    assert made["anki/all-decks.apkg"].edition.notes is made["index.html"].edition.notes is build.notes


def test_who_packs_no_notes_gets_none(build: Build) -> None:
    assert jobs(build)["csv/tea.csv"].edition.notes == {}
    assert len(jobs(build)["anki/tea.apkg"].edition.notes) == 2


def test_what_is_suppressed_is_in_no_output(build: Build) -> None:
    made = jobs(plan(replace(build, settings=replace(build.settings, duplicates="suppress"))))
    assert len(made["anki/all-decks.apkg"].edition.identities) == 3
    assert len(made["index.html"].edition.notes) == 3


def test_what_no_output_asks_for_is_forgotten() -> None:
    with markup.CACHE.only({kind: {"a": "b"} for kind in (HTML, CLOZE, PLAIN)}):
        markup.CACHE.keep(HTML, "c", "d")
        markup.CACHE.release({PLAIN})
        assert [markup.CACHE.find(kind, text) for kind in (HTML, CLOZE, PLAIN) for text in "ac"] == [
            *[None] * 4,
            "b",
            None,
        ]
