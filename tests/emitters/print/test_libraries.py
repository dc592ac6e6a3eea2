"""Libraries that print: which are looked for, and what is said where one is missing. Nothing of it is WeasyPrint's."""

from __future__ import annotations

import ast
import ctypes.util
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from ctypes import CDLL
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from exporter.emitters.print import libraries


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """Libraries are looked for again, before and after."""
    libraries.fault.cache_clear()
    yield
    libraries.fault.cache_clear()


def having(monkeypatch: pytest.MonkeyPatch, *, but: str = "", pango: int = 15000) -> None:
    """A machine with all libraries but one, and this version of Pango."""

    def load(files: Sequence[str]) -> CDLL | None:
        found = SimpleNamespace(pango_version=lambda: pango)
        return None if but and tuple(files) == libraries.NEEDED[but] else cast("CDLL", found)

    monkeypatch.setattr(libraries, "_loaded", load)


def tried_by_weasyprint() -> Iterator[tuple[str, ...]]:
    """The names of each library that WeasyPrint cannot do without, as its source has them."""
    spec = find_spec("weasyprint")
    assert spec
    assert spec.submodule_search_locations
    source = Path(spec.submodule_search_locations[0], "text", "ffi.py").read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="_dlopen"), keywords=[]):  # others may be missing: allow_fail
                yield tuple(str(each.value) for each in node.args if isinstance(each, ast.Constant))


def test_they_are_those_that_weasyprint_loads_by_the_same_names() -> None:
    assert sorted(tried_by_weasyprint()) == sorted(libraries.NEEDED.values())


def test_with_all_of_them_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    having(monkeypatch, pango=14400)
    assert libraries.fault() == ""


@pytest.mark.parametrize("name", libraries.NEEDED)
def test_one_that_is_missing_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    having(monkeypatch, but=name)
    assert libraries.fault() == f"{name} is not installed here"


def test_an_old_pango_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    having(monkeypatch, pango=14211)
    assert libraries.fault() == "Pango is 1.42 here and has to be 1.44 or newer"


def test_what_the_system_does_not_find_python_may(monkeypatch: pytest.MonkeyPatch) -> None:
    libc = ctypes.util.find_library("c")
    monkeypatch.setattr(ctypes.util, "find_library", {"no-such-library": libc}.get)
    assert libraries._loaded(["no-such-library"])
    assert libraries._loaded(["no-other-library"]) is None


@pytest.mark.parametrize("known", [None, "/elsewhere"])
def test_on_macos_homebrew_is_searched(known: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(libraries, "_HOMEBREW", (str(tmp_path),))
    monkeypatch.delenv("DYLD_FALLBACK_LIBRARY_PATH", raising=False)
    if known:
        monkeypatch.setenv("DYLD_FALLBACK_LIBRARY_PATH", known)
    (tmp_path / "libpango-1.0.dylib").touch()
    for _ in range(2):
        libraries.look_further()
    assert os.environ["DYLD_FALLBACK_LIBRARY_PATH"].split(":").count(str(tmp_path)) == 1
    assert known is None or os.environ["DYLD_FALLBACK_LIBRARY_PATH"].startswith(known)
    dyld = pytest.importorskip("ctypes.macholib.dyld", reason="this Python does not know how macOS looks for libraries")
    assert dyld.dyld_find("libpango-1.0.dylib") == str(tmp_path / "libpango-1.0.dylib")


def test_weasyprint_itself_is_not_heard() -> None:
    program = """
import cffi
def dlopen(*_): raise OSError("cannot load library")
cffi.FFI.dlopen = dlopen
try:
    import exporter.emitters.print.adapter.engine
except OSError as error:
    print("OSError", error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("OSError cannot load library\n", "")
