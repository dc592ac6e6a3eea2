"""When `make` starts a build, and when it does not."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.make.checkout import EXPORTER, Checkout, edit, remove, script

# What must not start a build.


def test_with_nothing_to_do_no_python_starts(built: Checkout) -> None:
    for program in (".venv/bin/python", ".venv/bin/exporter"):
        script(built.root / program, "#!/bin/sh\nexit 99\n")
    result = built.make()
    assert (result.returncode, result.stdout, result.stderr) == (0, "dist is up to date\n", "")
    assert built.log.read_text() == ""


def hide(root: Path) -> None:
    (root / "source/.tea.md.swp").write_text("an editor's")


def change_tests(root: Path) -> None:
    (root / "tests").mkdir()
    (root / "tests/test_new.py").write_text("")


@pytest.mark.parametrize("change", [hide, change_tests])
def test_what_no_output_depends_on_starts_no_build(built: Checkout, change: Callable[[Path], None]) -> None:
    change(built.root)
    assert not built.builds()


def test_another_target_does_not_make_the_first_one_stale(built: Checkout) -> None:
    assert built.builds("csv")
    assert not built.builds()
    assert not built.builds("csv")


def test_another_dist_does_not_make_the_first_one_stale(built: Checkout) -> None:
    assert built.builds("DIST=other place")
    assert not built.builds("DIST=other place")
    assert not built.builds()


def test_a_ledger_of_any_name_below_source_is_no_document(checkout: Checkout) -> None:
    assert checkout.builds("LOCK=source/my ledger")
    assert not checkout.builds("LOCK=source/my ledger")


def test_outputs_below_source_are_no_documents(checkout: Checkout) -> None:
    assert checkout.builds("SOURCE=.", "DIST=dist")
    assert not checkout.builds("SOURCE=.", "DIST=dist")


def test_a_source_may_be_a_file_or_hidden_or_above(checkout: Checkout) -> None:
    (checkout.root.parent / ".notes").mkdir()
    note = checkout.root.parent / ".notes/it's $5.md"
    note.write_text("text")
    for source in ("../.notes", "source/tea.md"):
        assert checkout.builds(f"SOURCE={source}", "LOCK=ledger")
        assert not checkout.builds(f"SOURCE={source}", "LOCK=ledger")
    assert checkout.builds("SOURCE=../.notes", "LOCK=ledger")
    note.write_text("other")
    assert checkout.builds("SOURCE=../.notes", "LOCK=ledger")


# What must.


def test_what_this_machine_could_not_make_is_tried_again(checkout: Checkout) -> None:
    for left_out in ('"print/tea-sheet.pdf"', '"print/tea-sheet.pdf"', ""):
        result = checkout.make(LEFT_OUT=left_out)
        assert (result.returncode, bool(checkout.calls("exporter"))) == (0, True)
    assert not checkout.builds()


def test_settings_beside_a_single_document_count(checkout: Checkout) -> None:
    assert checkout.builds("SOURCE=source/tea.md", "LOCK=ledger")
    edit("source/exporter.toml")(checkout.root)
    assert checkout.builds("SOURCE=source/tea.md", "LOCK=ledger")
    assert not checkout.builds("SOURCE=source/tea.md", "LOCK=ledger")


def rename(root: Path) -> None:
    (root / "source/tea.md").rename(root / "source/chai.md")


def replace_by_an_older_file(root: Path) -> None:
    old = root / "old"
    old.write_text("old")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    old.rename(root / "source/tea.md")


CHANGES = {
    "a document edited": edit("source/more/coffee.md"),
    "a document added": edit("source/water.md"),
    "a document removed": remove("source/more/coffee.md"),
    "a folder removed": remove("source/more"),
    "a document renamed": rename,
    "an older version put back": replace_by_an_older_file,
    "settings made": edit("source/exporter.toml"),
    "a template edited": edit("templates/anki/front.html"),
    "the program edited": edit("exporter/cli.py"),
    "a version changed": edit("requirements.lock"),
    "the ledger edited": edit("source/cards.lock"),
    "the ledger removed": remove("source/cards.lock"),
    "an output removed": remove("dist/anki/all-decks.apkg"),
    "a folder of outputs removed": remove("dist/anki"),
    "all outputs removed": remove("dist"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_starts_one_build_of_each_target(built: Checkout, change: Callable[[Path], None]) -> None:
    assert built.builds("csv")
    time.sleep(0.02)
    change(built.root)
    for target in ("build", "csv"):
        assert built.builds(target)
        assert not built.builds(target)


def test_a_new_font_prints_again_and_leaves_the_decks_alone(built: Checkout) -> None:
    fonts = built.root.parent / "bin/fc-list"
    for names in ("Noto Sans", "Noto Sans\nNoto Emoji"):
        script(fonts, f"#!/bin/sh\necho '{names}'\n")
        assert built.builds("print")
        assert not built.builds("print")
        built.builds("anki")
    script(fonts, "#!/bin/sh\necho 'Noto Emoji'\n")
    assert not built.builds("anki")
    assert built.builds("print")


def test_without_a_list_of_fonts_make_works(built: Checkout) -> None:
    script(built.root.parent / "bin/fc-list", "#!/bin/sh\nexit 1\n")
    built.builds("print")
    assert not built.builds("print")


def test_a_change_during_a_build_counts(checkout: Checkout) -> None:
    slow = EXPORTER + "echo changed >source/tea.md\n"
    script(Path(checkout.env["EXPORTER"]), slow)
    assert checkout.builds()
    script(checkout.root / ".venv/bin/exporter", EXPORTER)
    assert checkout.builds()
    assert not checkout.builds()


def test_a_dist_holds_the_outputs_of_one_source(built: Checkout) -> None:
    for arguments in (["SOURCE=source/more"], ["LOCK=ledger"], []):
        assert built.builds(*arguments)
        assert not built.builds(*arguments)


def test_a_failed_build_is_tried_again_and_its_exit_is_seen(built: Checkout) -> None:
    edit("source/tea.md")(built.root)
    for _ in range(2):
        result = built.make(EXIT="4")
        assert result.returncode != 0
        assert "Error 4" in result.stderr
    assert built.builds()


def test_an_unwritable_dist_is_left_to_the_build_to_report(checkout: Checkout) -> None:
    (checkout.root / "dist").write_text("a file")
    result = checkout.make(EXIT="4")
    assert checkout.calls("exporter")
    assert result.returncode != 0
    assert "mkdir" not in result.stderr


# Links, and what is not a file.


def test_a_linked_folder_is_not_looked_through(built: Checkout) -> None:
    outside = built.root.parent / "outside"
    outside.mkdir()
    for name, target in (("loop", "."), ("all", "/"), ("outside", outside)):
        (built.root / "source" / name).symlink_to(target)
    assert built.builds()
    assert not built.builds()
    (outside / "milk.md").write_text("text")
    assert not built.builds()


def test_the_file_that_a_link_leads_to_counts(checkout: Checkout) -> None:
    (checkout.root / "source/.data").mkdir()
    edit("source/.data/milk.md")(checkout.root)
    (checkout.root / "source/milk.md").symlink_to(".data/milk.md")
    assert checkout.builds()
    assert not checkout.builds()
    edit("source/.data/milk.md")(checkout.root)
    assert checkout.builds()
    assert not checkout.builds()


def test_a_linked_ledger_is_no_document(checkout: Checkout) -> None:
    through = EXPORTER.replace('>"$ledger.tmp" && mv "$ledger.tmp" "$ledger"', '>"$ledger"')
    assert through != EXPORTER
    script(Path(checkout.env["EXPORTER"]), through)
    (checkout.root.parent / "real.lock").write_text("")
    (checkout.root / "source/cards.lock").symlink_to(checkout.root.parent / "real.lock")
    assert checkout.builds()
    assert not checkout.builds()


@pytest.mark.parametrize("name", ["source/cards.lock", "source/milk.md", "dist/.stamps/made", "dist/.stamps/build"])
def test_a_pipe_keeps_nobody_waiting(built: Checkout, name: str) -> None:
    (built.root / name).unlink(missing_ok=True)
    os.mkfifo(built.root / name)
    (built.root / ".venv/bin/exporter").write_text("#!/bin/sh\n")  # which refuses it
    assert built.make().returncode == 0


@pytest.mark.parametrize("name", [".stamps", ".stamps/build", ".stamps/build.new", ".stamps/made", ".stamps/made.new"])
def test_stamps_are_not_written_through_a_link(built: Checkout, name: str) -> None:
    outside = built.root.parent / "outside"
    if name == ".stamps":
        (built.root / "dist/.stamps").rename(outside)
    else:
        (built.root / "dist" / name).unlink(missing_ok=True)
        outside.write_text("theirs")
    (built.root / "dist" / name).symlink_to(outside)
    before = sorted((path.name, path.read_bytes()) for path in outside.iterdir()) if outside.is_dir() else "theirs"
    edit("source/tea.md")(built.root)
    assert built.builds()
    assert not built.builds()
    after = sorted((path.name, path.read_bytes()) for path in outside.iterdir()) if outside.is_dir() else "theirs"
    assert after == before
    assert outside.is_dir() or outside.read_text() == "theirs"
