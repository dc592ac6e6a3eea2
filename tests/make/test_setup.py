"""Which Python and which packages `make` takes, and what it says where there are none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.markdown import README, consoles
from tests.make.checkout import ROOT, Checkout, edit, script

# The Python, and what goes into .venv.


def test_plain_make_installs_what_runs_once(checkout: Checkout) -> None:
    assert checkout.builds()
    pips = [call for call in checkout.calls("python") if "pip" in call and "install" in call]
    assert len(pips) == 2
    assert "requirements.lock" in pips[0]
    assert "--editable ." in pips[1]
    edit("source/tea.md")(checkout.root)
    assert checkout.builds()
    assert checkout.calls("python") == []


def test_setup_installs_the_tests_too_and_that_is_enough_to_build(checkout: Checkout) -> None:
    assert checkout.make("setup").returncode == 0
    assert any("requirements-dev.lock" in call for call in checkout.calls("python"))
    assert checkout.builds()
    assert checkout.calls("python") == []


def test_a_venv_that_was_moved_with_its_folder_is_made_anew(built: Checkout) -> None:
    moved = Checkout(built.root.rename(built.root.parent / "elsewhere"), built.env)
    assert moved.builds()
    assert any("-m venv" in call for call in moved.calls("python"))


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("3", r"python3 is older than Python 3\.11: .*\(sudo apt-get install python3 python3-venv, or uv python"),
        ("4", r"python3 lacks the venv module: .*\(sudo apt-get install python3 python3-venv, or uv python"),
        ("127", r"no python3 here: .*\(sudo apt-get install python3 python3-venv, or uv python"),
    ],
)
def test_without_a_usable_python_one_sentence_helps(checkout: Checkout, status: str, sentence: str) -> None:
    (checkout.root / "os-release").write_text("ID=debian\n")
    result = checkout.make(STATUS=status, OS_RELEASE=str(checkout.root / "os-release"))
    said = [line for line in result.stderr.splitlines() if "***" not in line]
    assert result.returncode != 0
    assert len(said) == 1
    assert re.search(sentence, said[0])
    assert not (checkout.root / ".venv").exists()


def test_a_newer_python_on_the_path_is_found(checkout: Checkout) -> None:
    script(Path(checkout.env["PATH"].split(":")[0]) / "python3", "#!/bin/sh\nexit 3\n")
    assert checkout.builds()


def test_a_named_python_is_the_only_one_tried(checkout: Checkout) -> None:
    result = checkout.make("PYTHON=python0")
    assert "no python0 here" in result.stderr
    assert checkout.calls("python") == []


@pytest.mark.parametrize(
    ("pip_says", "sentence"),
    [
        ("Failed to establish a new connection", "check the network"),
        ("error: command 'gcc' failed", "could not be installed"),
    ],
)
def test_a_failed_installation_is_shown_and_done_again(checkout: Checkout, pip_says: str, sentence: str) -> None:
    result = checkout.make(PIP_SAYS=pip_says)
    assert result.returncode != 0
    assert pip_says in result.stderr
    assert sentence in result.stderr
    assert checkout.builds()


# Anki's app.


def test_ankis_app_goes_into_a_folder_of_its_own_once(checkout: Checkout) -> None:
    assert checkout.make("test-gui").returncode == 0
    (pip,) = [call for call in checkout.calls("python") if "requirements-gui.lock" in call]
    assert "--editable" not in pip
    assert (checkout.root / ".venv-gui/bin/python").exists()
    assert checkout.calls("pytest") == ["pytest tests/gui"]
    assert checkout.make("test-gui").returncode == 0
    assert checkout.calls("python") == []


def test_where_ankis_app_cannot_be_installed_its_tests_say_so(checkout: Checkout) -> None:
    assert checkout.make("setup").returncode == 0
    result = checkout.make("test-gui", PIP_SAYS="no matching distribution")
    assert result.returncode == 0
    assert "the tests of Anki's app are skipped" in result.stderr
    assert checkout.calls("pytest") == ["pytest tests/gui"]


def test_root_installs_a_screen_for_ankis_app(checkout: Checkout) -> None:
    result = checkout.make("test-gui", USER_ID="0", HAS="nothing")
    assert "needed for Anki's app" in result.stderr
    assert "xvfb" in checkout.calls("apt-get")[-1]


# Pango and fonts.


@pytest.mark.parametrize(
    ("target", "user", "has"),
    [("build", "1000", "nothing"), ("build", "0", "everything"), ("anki", "0", "nothing")],
    ids=["not root", "nothing missing", "nothing to print"],
)
def test_nothing_is_installed_unasked(checkout: Checkout, target: str, user: str, has: str) -> None:
    assert checkout.make(target, USER_ID=user, HAS=has).returncode == 0
    assert checkout.calls("apt-get") == []
    assert checkout.calls("exporter")


def test_root_installs_pango_and_fonts(checkout: Checkout) -> None:
    result = checkout.make("print", USER_ID="0", HAS="nothing")
    assert result.returncode == 0
    install = checkout.calls("apt-get")[-1]
    assert "libpangoft2-1.0-0" in install
    assert "fonts-noto-color-emoji" in install
    assert "installing what is needed for the PDFs" in result.stderr


def test_without_apts_help_the_build_goes_on(checkout: Checkout) -> None:
    result = checkout.make("print", USER_ID="0", HAS="nothing", APT_SAYS="E: no such mirror")
    assert result.returncode == 0
    assert "no such mirror" in result.stderr
    assert checkout.calls("exporter")


def test_nothing_calls_sudo() -> None:
    for path in [ROOT / "Makefile", *(ROOT / "scripts").glob("*.sh"), ROOT / ".ci/run"]:
        assert not re.search(r"(^|[;&|(@]|\b(?:then|do|else))\s*sudo\b", path.read_text(), re.MULTILINE), path


def test_install_says_what_the_readme_shows(checkout: Checkout) -> None:
    first = next(iter(consoles(README).values()))[0]
    assert first.command.endswith("make install")
    made = checkout.make("install")
    assert made.returncode == 0
    assert (made.stderr + made.stdout).splitlines() == list(first.output)
    assert checkout.calls("exporter") == []
    assert checkout.make("install").stderr == ""
