"""Links, pipes and devices among documents and outputs: what is outside stays outside, and nothing hangs."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from exporter.identity import ledger
from tests.test_cli import run
from tests.tools import needs

Folder = Callable[..., Path]
SECRET = "# Secret\n\n### Q1: What is the password?\n\ncanaryx\n"


def text(name: str) -> str:
    return f"# {name}\n\n### Q1: What is {name}?\n\nIt is *{name}*, of course.\n"


@pytest.fixture(autouse=True)
def _patience() -> Iterator[None]:
    """What waits for a pipe or reads a device would do so for ever."""
    signal.signal(signal.SIGALRM, lambda *_: pytest.fail("hangs"))
    signal.alarm(30)
    yield
    signal.alarm(0)


@pytest.fixture
def place(folder: Folder, tmp_path: Path) -> Path:
    """A folder with documents, and a secret one outside of it."""
    folder(tea__md=text("tea"))
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.md").write_text(SECRET)
    return tmp_path


def build(place: Path, *more: object, only: str = "csv,anki") -> Result:
    sources = [place / "docs", *(each for each in more if isinstance(each, Path))]
    options = [each for each in more if not isinstance(each, Path)]
    return run("build", *sources, "--out", place / "dist", "--only", only, "--jobs", "1", *options)


def problems(place: Path) -> list[tuple[str, str, str]]:
    found: list[dict[str, Any]] = json.loads((place / "dist" / "report.json").read_text("utf-8"))["problems"]
    return [(one["severity"], one["code"], one["path"]) for one in found]


def written(folder: Path) -> str:
    """All that stands in the files of a folder, which no link leads out of."""
    files = (Path(here, name) for here, _, names in os.walk(folder) for name in names)
    return "".join(
        path.read_bytes().decode("utf-8", "replace") for path in files if path.is_file() and not path.is_symlink()
    )


def entries(place: Path) -> dict[str, bool]:
    """The documents in the ledger, and whether their cards are retired."""
    known = ledger.loads((place / "docs" / ledger.FILE).read_text("utf-8"), "")
    return {entry.file: entry.retired for entry in known.entries.values()}


# ── documents ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("target", ["../outside/secret.md", "{place}/outside/secret.md", "away"])
def test_a_link_out_of_the_folder_is_told_once_and_not_read(place: Path, target: str) -> None:
    (place / "docs" / "away").symlink_to(place / "outside" / "secret.md")
    (place / "docs" / "linked.md").symlink_to(target.format(place=place))
    result = build(place)
    assert result.exit_code == 0
    assert result.stderr.count("linked-outside") == 1
    assert (
        f"{place}/docs/linked.md:1: warning [linked-outside] a symbolic link that leads out of the source folder"
        in result.stderr
    )
    assert problems(place) == [("warning", "linked-outside", "linked.md")]
    assert "canaryx" not in written(place / "dist") + written(place / "docs")
    assert entries(place) == {"tea.md": False}


@pytest.mark.parametrize("command", ["check", "parse", "diff"])
def test_other_commands_do_not_read_it_either(place: Path, command: str) -> None:
    (place / "docs" / "linked.md").symlink_to(place / "outside" / "secret.md")
    result = run(command, place / "docs")
    assert result.exit_code == 0
    assert "password" not in result.output
    assert ("docs/linked.md:1: warning [linked-outside]" in result.output) == (command != "diff")


def test_a_linked_folder_is_told_once_and_not_read(place: Path) -> None:
    (place / "outside" / "more.md").write_text(SECRET)
    (place / "docs" / "sub").symlink_to(place / "outside")
    assert build(place).exit_code == 0
    assert problems(place) == [("warning", "linked-outside", "sub")]
    assert entries(place) == {"tea.md": False}


def test_what_is_named_by_hand_is_read(place: Path) -> None:
    (place / "docs" / "linked.md").symlink_to(place / "outside" / "secret.md")
    assert build(place, place / "docs" / "linked.md").exit_code == 0
    assert problems(place) == []
    assert entries(place) == {"tea.md": False, "linked.md": False}
    assert "canaryx" in run("parse", "--json", place / "docs" / "linked.md").output
    assert "canaryx" in run("convert", place / "docs" / "linked.md").output


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_linked_document_that_the_ledger_knows_is_an_error_and_keeps_its_cards(place: Path, is_folder: bool) -> None:
    (place / "docs" / "sub").mkdir()
    (place / "docs" / "sub" / "milk.md").write_text(text("milk"))
    build(place)
    known = entries(place)
    old = (place / "dist" / "csv" / "milk.csv").read_bytes()
    moved = place / "docs" / ("sub" if is_folder else "sub/milk.md")
    shutil.move(moved, place / "outside" / "moved")
    moved.symlink_to(place / "outside" / "moved")
    result = build(place)
    assert result.exit_code == 3
    assert "error [linked-outside]" in result.stderr
    assert "its cards stay as they are. Copy the documents here, or name the link" in result.stderr
    assert entries(place) == known == {"tea.md": False, "sub/milk.md": False}
    assert (place / "dist" / "csv" / "milk.csv").read_bytes() == old
    assert run("check", place / "docs").exit_code == 3
    (place / "docs" / "sub").unlink() if is_folder else moved.unlink()
    assert build(place).exit_code == 0  # now it is gone indeed
    assert entries(place) == {"tea.md": False, "sub/milk.md": True}


def test_a_known_link_whose_target_is_gone_keeps_its_cards(place: Path) -> None:
    (place / "docs" / "milk.md").write_text(text("milk"))
    build(place)
    (place / "docs" / "milk.md").unlink()
    (place / "docs" / "milk.md").symlink_to(place / "nowhere" / "milk.md")
    assert build(place).exit_code == 3
    assert run("build", place / "docs" / "tea.md", "--out", place / "dist", "--only", "csv").exit_code == 0
    assert entries(place) == {"tea.md": False, "milk.md": False}


def test_a_second_name_of_a_document_is_not_a_second_document(place: Path) -> None:
    (place / "docs" / "also.md").symlink_to("tea.md")
    (place / "docs" / "circle").symlink_to(".")
    (place / "docs" / "loop.md").symlink_to("loop.md")
    result = build(place)
    assert "1 document, 1 card" in result.stderr
    assert ("info", "linked-twice", "also.md") in problems(place)
    assert ("error", "unreadable", "loop.md") in problems(place)
    assert not [path for _, _, path in problems(place) if path == "circle"]


def test_a_second_name_that_has_cards_keeps_them(place: Path) -> None:
    (place / "docs" / "also.md").write_text(text("tea"))
    build(place)
    (place / "docs" / "also.md").unlink()
    (place / "docs" / "also.md").symlink_to("tea.md")
    assert "2 documents, 2 cards: 2 unchanged" in build(place).stderr


def test_a_link_to_what_is_not_a_document_by_its_name_is_read(place: Path) -> None:
    (place / "docs" / "faq").write_text(text("milk"))
    (place / "docs" / "faq.md").symlink_to("faq")
    assert build(place).exit_code == 0
    assert entries(place) == {"tea.md": False, "faq.md": False}


def test_source_dist_and_their_parents_may_be_links(place: Path) -> None:
    (place / "docs").rename(place / "there")
    (place / "docs").symlink_to(place / "there")
    (place / "out").mkdir()
    (place / "dist").symlink_to(place / "out")
    assert build(place).exit_code == 0
    assert problems(place) == []
    assert (place / "out" / "csv" / "tea.csv").is_file()
    assert entries(place) == {"tea.md": False}
    assert "1 unchanged" in build(place).stderr


@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_what_is_not_a_file_is_told_and_the_rest_is_built(
    place: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place / "docs")
    (place / "docs" / "odd.md").write_text(text("odd"))
    build(place)
    (place / "docs" / "odd.md").unlink()
    if kind == "pipe":
        os.mkfifo("odd.md")
    elif kind == "socket":
        import socket

        socket.socket(socket.AF_UNIX).bind("odd.md")
    else:
        (place / "docs" / "odd.md").symlink_to("/dev/zero")
    result = build(place)
    assert result.exit_code == 3
    assert (
        "a symbolic link that leads out"
        if kind == "device"
        else f"odd.md:1: error [unreadable] a {kind}".replace("a p", "a named p")
    ) in result.stderr
    assert entries(place) == {"tea.md": False, "odd.md": False}
    assert (place / "dist" / "csv" / "odd.csv").is_file()


def test_a_name_that_is_not_utf8_is_told_and_the_rest_is_built(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    odd = os.fsencode(place / "docs") + b"/caf\xe9"
    try:
        os.mkdir(odd)
    except OSError:
        pytest.skip("this disk takes no such names")
    for name in (odd + b".md", odd + b"/milk.md"):
        with open(name, "w") as file:
            file.write(text("milk"))
    os.symlink("../outside/secret.md", odd + b"-link.md")
    result = build(place)
    assert result.exit_code == 3
    assert "docs/caf?.md:1: error [unreadable] the name is not UTF-8. Rename the file" in result.stderr
    assert sorted(path for _, _, path in problems(place)) == ["caf?-link.md", "caf?.md", "caf?/milk.md"]
    assert entries(place) == {"tea.md": False}
    for command in ("check", "parse", "convert", "build"):
        result = run(command, os.fsdecode(odd + b".md"))
        assert result.exit_code == 3
        assert "caf?.md:1: error" in result.output or "caf?.md: the name is not UTF-8" in result.output


def test_devices_and_pipes_named_by_hand_are_refused(place: Path) -> None:
    os.mkfifo(place / "pipe.md")
    for path in ("/dev/zero", place / "pipe.md"):
        for command in ("build", "parse", "convert", "check"):
            result = run(
                command, path, *(["--out", place / "dist", "--lock", place / "l"] if command == "build" else [])
            )
            assert result.exit_code == 3
            assert "expected a regular file" in result.output


def test_large_documents_are_refused(place: Path) -> None:
    with (place / "docs" / "large.md").open("wb") as file:
        file.truncate(10**11)
    assert "large.md:1: error [unreadable] larger than 64 MB. Split it" in build(place).stderr


def test_a_folder_that_cannot_be_read_keeps_its_cards(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "docs" / "sub").mkdir()
    (place / "docs" / "sub" / "milk.md").write_text(text("milk"))
    build(place)
    scandir = os.scandir

    def refused(path: Any) -> Any:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    result = build(place)
    assert result.exit_code == 3
    assert "docs/sub:1: error [unreadable] Permission denied: the folder is not read" in result.stderr
    assert entries(place) == {"tea.md": False, "sub/milk.md": False}


# ── images ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["loop.png", "pipe.png", "zero.png", "sub/away.png", "//[x", "x" * 3000, "%00", "."])
def test_odd_images_are_told(place: Path, name: str) -> None:
    docs = place / "docs"
    (docs / "sub").symlink_to(place / "outside")
    (docs / "loop.png").symlink_to("loop.png")
    (docs / "zero.png").symlink_to("/dev/zero")
    os.mkfifo(docs / "pipe.png")
    shutil.copyfile(Path(__file__).parents[2] / "docs" / "card.png", place / "outside" / "away.png")
    (docs / "tea.md").write_text(text("tea") + f"\n![it]({name})\n")
    assert build(place).exit_code == 0
    assert ("warning", "missing-image", "tea.md") in problems(place) or "//" in name


def test_images_of_a_linked_document_are_beside_its_target(place: Path) -> None:
    shutil.copyfile(Path(__file__).parents[2] / "docs" / "card.png", place / "outside" / "card.png")
    (place / "outside" / "secret.md").write_text(SECRET + "\n![it](card.png)\n")
    (place / "docs" / "linked.md").symlink_to(place / "outside" / "secret.md")
    assert build(place, place / "docs" / "linked.md").exit_code == 0
    assert problems(place) == []


# ── ledger and settings ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("by_option", [False, True])
def test_a_linked_ledger_is_replaced_at_its_target(place: Path, by_option: bool) -> None:
    build(place)
    real, link = place / "outside" / "real.lock", place / ("my.lock" if by_option else "docs/cards.lock")
    shutil.move(place / "docs" / ledger.FILE, real)
    link.symlink_to(real)
    (place / "outside" / ".real.lock.abcd1234.tmp").write_text("left by a killed build")
    (place / "docs" / "milk.md").write_text(text("milk"))
    options = ["--lock", str(link)] if by_option else []
    assert "2 cards: 1 new" in build(place, *options).stderr
    assert link.is_symlink()
    known = ledger.loads(real.read_text("utf-8"), "").entries.values()
    prefix = "docs/" if by_option else ""
    assert {entry.file for entry in known} == {f"{prefix}tea.md", f"{prefix}milk.md"}
    assert sorted(path.name for path in (place / "outside").iterdir()) == ["real.lock", "secret.md"]
    assert "2 unchanged" in build(place, *options).stderr


def test_a_link_to_a_ledger_that_is_not_there_yet(place: Path) -> None:
    (place / "docs" / ledger.FILE).symlink_to(place / "outside" / "new.lock")
    assert build(place).exit_code == 0
    assert (place / "docs" / ledger.FILE).is_symlink()
    assert (place / "outside" / "new.lock").is_file()


@pytest.mark.parametrize("link", ["docs/cards.lock", "disk"])
def test_a_ledger_on_a_disk_that_is_not_mounted_is_not_begun_anew(place: Path, link: str) -> None:
    (place / link).symlink_to(place / "mnt" / "disk" / "cards.lock")
    lock = ["--lock", str(place / "disk" / "cards.lock")] if link == "disk" else []
    result = build(place, *lock)
    assert result.exit_code == 3
    assert "which does not exist. Mount or restore it" in result.output
    assert not (place / "mnt").exists()
    assert run("diff", place / "docs", *lock).exit_code == 3
    assert run("recover", place / "docs" / "tea.md", "--lock", *(lock[1:] or [str(place / link)])).exit_code == 3


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "large"])
def test_what_is_not_a_ledger_is_told(place: Path, kind: str) -> None:
    lock = place / "docs" / ledger.FILE
    if kind == "pipe":
        os.mkfifo(lock)
    elif kind == "device":
        lock.symlink_to("/dev/zero")
    elif kind == "folder":
        lock.mkdir()
    else:
        with lock.open("wb") as file:
            file.truncate(10**12)
    for command in (("build", place / "docs", "--out", place / "dist"), ("diff", place / "docs")):
        result = run(*command)
        assert result.exit_code == 3
        said = {"pipe": "a named pipe", "large": "larger than 512 MB"}.get(kind, f"a {kind}")
        assert f"{lock}: {said}" in result.output
    assert not (place / "dist" / "csv").exists()


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "link"])
def test_what_is_not_a_settings_file_is_told(place: Path, kind: str) -> None:
    file = place / "docs" / "exporter.toml"
    (place / "outside" / "exporter.toml").write_text("duplicates = 'suppress'\n")
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "folder":
        file.mkdir()
    else:
        file.symlink_to("/dev/zero" if kind == "device" else place / "outside" / "exporter.toml")
    for command in ("build", "check", "parse"):
        result = run(command, place / "docs", *(["--out", place / "dist"] if command == "build" else []))
        assert result.exit_code == 2
        assert f"{file}: a " in result.output


# ── outputs ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_linked_folder_of_outputs_is_not_written_through(place: Path) -> None:
    (place / "docs" / "milk.md").write_text(text("milk"))
    (place / "dist").mkdir()
    (place / "dist" / "csv").symlink_to(place / "outside")
    result = build(place)
    assert result.exit_code == 4
    assert (
        result.stderr.count(f"{place / 'dist' / 'csv'}: a symbolic link, and outputs are not written through links")
        == 1
    )
    assert [path.name for path in (place / "outside").iterdir()] == ["secret.md"]
    assert (place / "dist" / "anki" / "tea.apkg").is_file()
    (place / "dist" / "csv").unlink()
    assert build(place).exit_code == 0
    (place / "dist" / "csv").rename(place / "csv")  # what is up to date stands behind a link now
    (place / "dist" / "csv").symlink_to(place / "csv")
    assert build(place).exit_code == 4


HIDDEN = (".manifest.json", ".readings.json", ".rendered.json", ".cards.json")


@pytest.mark.parametrize("name", ["csv/tea.csv", "index.html", "report.json", *HIDDEN])
def test_a_link_in_the_place_of_an_output_is_replaced(place: Path, name: str) -> None:
    (place / "docs" / "tea.md").write_text(text("tea").replace("It", "*It*"))  # plain text is not kept as rendered
    build(place, only="csv,preview")
    made = (place / "dist" / name).read_bytes()
    shutil.move(place / "dist" / name, place / "outside" / "moved")
    (place / "dist" / name).symlink_to(place / "outside" / "moved")
    (place / "docs" / "tea.md").write_text(text("tea").replace("It", "*Indeed it*"))
    assert build(place, only="csv,preview").exit_code == 0
    assert not (place / "dist" / name).is_symlink()
    assert (place / "outside" / "moved").read_bytes() == made != (place / "dist" / name).read_bytes()


@needs("pdf")
@pytest.mark.parametrize("name", [*HIDDEN, ".plates", ".plates/print", ".plates/print/tea-sheet.pdf.json"])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "file"])
def test_whatever_is_in_the_place_of_a_cache(place: Path, name: str, kind: str) -> None:
    path = place / "dist" / name
    path.parent.mkdir(parents=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    elif kind == "folder":
        path.mkdir()
    else:
        path.write_text("[" * 100_000)
    result = build(place, only="csv,sheet,preview")
    is_manifest = name == HIDDEN[0] and kind == "folder"
    assert result.exit_code == (4 if is_manifest else 0), result.output
    assert (place / "dist" / "csv" / "tea.csv").is_file()
    assert (place / "dist" / "print" / "tea-sheet.pdf").is_file()


# ── pull, convert, init ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("command", ["pull", "recover"])
def test_what_is_not_an_edited_file_is_told(place: Path, command: str) -> None:
    os.mkfifo(place / "pipe.csv")
    with (place / "large.csv").open("wb") as file:
        file.truncate(10**11)
    for path, said in (
        (place / "pipe.csv", "a named pipe"),
        ("/dev/zero", "a device"),
        (place / "large.csv", "256 MB"),
    ):
        result = run(command, path, *([place / "docs"] if command == "pull" else ["--lock", place / "new.lock"]))
        assert result.exit_code == 3
        assert said in result.output


def test_a_linked_document_is_corrected_at_its_target(place: Path) -> None:
    (place / "docs" / "faq").write_text(text("milk"))
    (place / "docs" / "faq.md").symlink_to("faq")
    build(place, only="csv")
    sheet = place / "dist" / "csv" / "milk.csv"
    sheet.write_text(sheet.read_text("utf-8-sig").replace("of course", "indeed"), "utf-8")
    result = run("pull", sheet, place / "docs", "--out", place / "dist", "--write")
    assert result.exit_code == 0, result.output
    assert (place / "docs" / "faq.md").is_symlink()
    assert "milk*, indeed." in (place / "docs" / "faq").read_text()


def test_convert_replaces_neither_a_device_nor_a_link(place: Path) -> None:
    result = run("convert", place / "docs" / "tea.md", "-o", "/dev/null")
    assert result.exit_code == 4
    assert "not a regular file" in result.output
    (place / "link.md").symlink_to(place / "outside" / "made.md")
    assert run("convert", place / "docs" / "tea.md", "-o", place / "link.md").exit_code == 0
    assert (place / "link.md").is_symlink()
    assert (place / "outside" / "made.md").is_file()


def test_init_writes_through_no_link(place: Path) -> None:
    (place / "docs" / "exporter.toml").symlink_to(place / "outside" / "made.toml")
    assert "exists and is left as it is" in run("init", place / "docs").output
    assert not (place / "outside" / "made.toml").exists()
