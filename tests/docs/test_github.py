"""What docs/github.md has people copy does what it says: the hook of pre-commit, and the workflow's steps."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "github.md").read_text(encoding="utf-8")
HOOK, WORKFLOW = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
SHOWN = re.findall(r"^```text\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
BIN = Path(sys.executable).parent
PRE_COMMIT = shutil.which("pre-commit", path=str(BIN))
ZIZMOR = shutil.which("zizmor", path=str(BIN))
NO_NETWORK = re.compile(r"No matching distribution|connection|Temporary failure|timed out|SSLError", re.IGNORECASE)
BOILED = "### Q: Why is water boiled?\n\nTo free its air.\n\n"
WARMED = "### Q: Why is a pot warmed?\n\nTo keep the heat.\n\n"
UNANSWERED = "### Q: Why is it stirred?\n\n"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is missing")


class Repository:
    """A Git repository in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch", "main")

    def git(self, *arguments: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *who, *arguments], cwd=self.folder, capture_output=True, text=True, check=True, env=clean()
        )
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "Change cards")
        return self.git("rev-parse", "HEAD")


def clean(**more: str) -> dict[str, str]:
    """The environment of a command, without what a hook that runs these tests says of its own repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **more}


# ── pre-commit ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="session")
def tool(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository with this project as it is now, but for its tests."""
    repository = Repository(tmp_path_factory.mktemp("tool"))
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False, env=clean(),
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("this is not a Git checkout: the hook cannot be installed from it")
    for name in listed.stdout.splitlines():
        if not name.startswith("tests/") and (ROOT / name).is_file():
            (repository.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, repository.folder / name)
    repository.commit()
    return repository


@pytest.mark.skipif(PRE_COMMIT is None, reason="pre-commit is missing (make setup)")
def test_the_hook_stops_a_commit_with_problems_and_no_other(tool: Repository, tmp_path: Path) -> None:
    documents = Repository(tmp_path / "documents")
    config = yaml.safe_load(HOOK)
    config["repos"][0] |= {"repo": str(tool.folder), "rev": tool.git("rev-parse", "HEAD")}
    documents.write(".pre-commit-config.yaml", yaml.safe_dump(config))
    documents.write("README.md", "No questions here.\n")
    documents.write("source/tea.md", BOILED + UNANSWERED)
    documents.git("add", "--all")

    def run() -> subprocess.CompletedProcess[str]:
        environment = clean(PRE_COMMIT_HOME=str(tmp_path / "cache"), PRE_COMMIT_COLOR="never")
        return subprocess.run(
            [str(PRE_COMMIT), "run"], cwd=documents.folder, capture_output=True, text=True, check=False, env=environment
        )

    first = run()
    if "An unexpected error has occurred" in first.stdout and NO_NETWORK.search(first.stdout):
        pytest.skip("pre-commit cannot install packages here")
    assert first.returncode == 1, first.stdout + first.stderr
    assert "source/tea.md:5: warning [unanswered]" in first.stdout
    documents.write("source/tea.md", BOILED + UNANSWERED + "For the sugar.\n")
    documents.git("add", "--all")
    second = run()
    assert second.returncode == 0, second.stdout
    assert "Passed" in second.stdout
    assert documents.git("status", "--short") == "A  .pre-commit-config.yaml\nA  README.md\nA  source/tea.md"


# ── the workflow ─────────────────────────────────────────────────────────────────────────────────────────────────────

Steps = Callable[[], tuple[str, subprocess.CompletedProcess[str]]]


def steps() -> list[dict[str, Any]]:
    """The steps of the workflow that run commands."""
    (job,) = yaml.safe_load(WORKFLOW)["jobs"].values()
    return [step for step in job["steps"] if "run" in step]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path / "cards")
    made.write("source/tea.md", f"# Tea\n\n{BOILED}{WARMED}")
    return made


@pytest.fixture
def ran(repository: Repository, tmp_path: Path) -> Steps:
    """Runs the steps as GitHub does; gives the summary, and how the last step ended."""

    def run() -> tuple[str, subprocess.CompletedProcess[str]]:
        summary = tmp_path / "summary.md"
        (tmp_path / "temp").mkdir()
        environment = clean(
            GITHUB_STEP_SUMMARY=str(summary), RUNNER_TEMP=str(tmp_path / "temp"),
            PATH=f"{_tools(tmp_path / 'bin')}{os.pathsep}{os.environ['PATH']}",
        )  # fmt: skip
        for step in steps():
            done = subprocess.run(
                ["sh", "-ec", step["run"]], cwd=repository.folder, env=environment, capture_output=True, text=True,
                check=False,
            )  # fmt: skip
            assert done.returncode == 0 or step["name"] == "Problems", done.stderr
        return summary.read_text(encoding="utf-8"), done

    return run


def _tools(folder: Path) -> Path:
    """A folder with this exporter, and a pipx that has nothing to do."""
    folder.mkdir()
    (folder / "exporter").write_text(f"#!{sys.executable}\nfrom exporter.__main__ import main\nmain()\n")
    (folder / "pipx").write_text("#!/bin/sh\n")
    for path in folder.iterdir():
        path.chmod(0o755)
    return folder


@pytest.mark.skipif(ZIZMOR is None, reason="zizmor is missing: the workflow is not checked (make setup)")
def test_the_workflow_is_well_formed_and_safe(tmp_path: Path) -> None:
    (tmp_path / "cards.yml").write_text(WORKFLOW)
    command = [str(ZIZMOR), "--offline", "--no-progress", "--strict-collection", str(tmp_path / "cards.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_changes_where_no_card_does(repository: Repository, ran: Steps) -> None:
    repository.commit()
    repository.write("LICENSE", "Free.\n")
    repository.commit()
    summary, checked = ran()
    assert "Nothing would change: 2 cards as in the last build." in summary
    assert (checked.returncode, checked.stdout) == (0, "")


def test_the_summary_is_as_the_page_shows_it(repository: Repository, ran: Steps) -> None:
    repository.commit()
    text = (repository.folder / "source/tea.md").read_text()
    text = text.replace("air.", "air and to kill germs.")
    repository.write("source/tea.md", f"{text}### Q: Why milk?\n\nTaste.\n")
    repository.commit()
    summary, checked = ran()
    assert summary == f"``````text\n{SHOWN[0]}``````\n"
    assert checked.returncode == 0


def test_a_pull_request_is_compared_with_the_branch_that_it_goes_to(repository: Repository, ran: Steps) -> None:
    """The ledger of the pull request has its cards; the branch went on meanwhile."""
    repository.commit()
    repository.git("checkout", "--quiet", "-b", "pull-request")
    repository.write("source/milk.md", "### Q: Why milk?\n\nTaste.\n")
    subprocess.run(
        [sys.executable, "-m", "exporter", "build", "--only", "csv", "--quiet"], cwd=repository.folder, check=True
    )
    shutil.rmtree(repository.folder / "dist")
    repository.commit()
    repository.git("checkout", "--quiet", "main")
    repository.write("source/pot.md", "### Q: Why a pot?\n\nHeat.\n")
    repository.commit()
    repository.git("merge", "--quiet", "--no-ff", "--message", "Merge", "pull-request")
    summary, _ = ran()
    assert re.findall(r"^  (\w+) +(.*?)  ", summary, re.MULTILINE) == [("new", "Why milk?")]
    assert "1 new, 3 unchanged." in summary


def test_a_deleted_document_is_in_the_summary_and_problems_are_at_their_lines(
    repository: Repository, ran: Steps
) -> None:
    repository.write("source/pot.md", "### Q: Why a pot?\n\nHeat.\n")
    repository.commit()
    (repository.folder / "source/pot.md").unlink()
    repository.write("source/empty.md", "")
    repository.write("source/tea.md", f"# Tea\n\n{BOILED}{WARMED}{UNANSWERED}")
    repository.commit()
    summary, checked = ran()
    assert re.search(r"^  retired +Why a pot\?$", summary, re.MULTILINE)
    assert summary.endswith("``````\n")
    assert checked.returncode == 1
    assert "::error file=source/empty.md,line=1," in checked.stdout
    assert "::warning file=source/tea.md,line=11," in checked.stdout
