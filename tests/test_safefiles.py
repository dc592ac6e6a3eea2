"""What is opened: a regular file, inside its root, of bearable size; and everything else is refused at once."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from exporter import safefiles
from exporter.safefiles import UnsafeFileError, read


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "root"
    (made / "sub").mkdir(parents=True)
    (made / "a.md").write_text("inside")
    (tmp_path / "secret").write_text("outside")
    (tmp_path / "root-2").mkdir()
    (tmp_path / "root-2" / "b.md").write_text("outside")
    return made


@pytest.mark.parametrize(
    "way", ["../secret", "sub/../../secret", "../root-2/b.md", "to-secret", "to-up/secret", "twice"]
)
def test_nothing_outside_of_the_root_is_read(root: Path, way: str) -> None:
    (root / "to-secret").symlink_to("../secret")
    (root / "to-up").symlink_to("..")
    (root / "twice").symlink_to(root / "to-secret")
    with pytest.raises(UnsafeFileError) as told:
        read(root / way, 100, root)
    assert told.value.why == "outside"
    assert str(root) not in str(told.value.strerror)  # reports are the same on all machines


@pytest.mark.parametrize("way", ["a.md", "sub/../a.md", "to-a", "to-root/a.md"])
def test_links_that_stay_inside_are_followed(root: Path, way: str) -> None:
    (root / "to-a").symlink_to(root / "a.md")
    (root / "to-root").symlink_to(".")
    assert read(root / way, 100, root) == b"inside"
    (root.parent / "elsewhere").symlink_to(root)
    assert read(root / way, 100, root.parent / "elsewhere") == b"inside"  # the root itself may be a link
    assert read(root.parent / "elsewhere" / way, 100, root) == b"inside"


def test_without_a_root_links_are_followed(root: Path) -> None:
    (root / "to-secret").symlink_to("../secret")
    assert read(root / "to-secret", 100) == b"outside"


@pytest.mark.parametrize("kind", ["pipe", "socket", "device", "folder"])
@pytest.mark.parametrize("is_linked", [False, True])
def test_only_regular_files_are_opened(root: Path, kind: str, is_linked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)  # the address of a socket is short
    if kind == "pipe":
        os.mkfifo("it")
    elif kind == "socket":
        socket.socket(socket.AF_UNIX).bind("it")
    elif kind == "device":
        Path("it").symlink_to("/dev/zero")
    else:
        Path("it").mkdir()
    if is_linked:
        Path("link").symlink_to("it")
    with pytest.raises(UnsafeFileError, match=kind) as told:
        read(Path("link" if is_linked else "it"), 100)
    assert told.value.why == "kind"


def test_a_device_is_not_even_opened(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("opened"))
    with pytest.raises(UnsafeFileError):
        read(Path("/dev/null"), 100)


def test_size_is_bounded(root: Path) -> None:
    assert read(root / "a.md", 6) == b"inside"
    with pytest.raises(UnsafeFileError, match="larger than 0 MB"):
        read(root / "a.md", 5)
    with (root / "sparse").open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(UnsafeFileError, match="larger than 64 MB"):
        read(root / "sparse", safefiles.DOCUMENT)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="no /proc: no file that is larger than it says")
def test_a_file_that_is_larger_than_it_says_is_not_read_whole() -> None:
    assert Path("/proc/self/maps").stat().st_size == 0
    with pytest.raises(UnsafeFileError):
        read(Path("/proc/self/maps"), 5)


@pytest.mark.parametrize("name", ["a\0.md", "\ud800.md"])
def test_what_no_file_can_be_called_is_refused(root: Path, name: str) -> None:
    with pytest.raises(UnsafeFileError) as told:
        read(root / name, 100, root)
    assert told.value.why == "name"


def test_a_circle_and_a_long_name_are_errors_of_the_system(root: Path) -> None:
    (root / "circle").symlink_to("circle")
    for name in ("circle", "x" * 5000, "nothing", "a.md/b"):
        with pytest.raises(OSError, match=r".") as told:
            read(root / name, 100, root)
        assert not isinstance(told.value, UnsafeFileError)
        assert safefiles.reason(told.value, "Look.").endswith(". Look.")
