"""Libraries of the system that print: looked for by themselves, since WeasyPrint tells half a screen of what it misses.

The names are those that WeasyPrint (version 70) tries, and they are found as it finds them.
"""

from __future__ import annotations

import ctypes.util
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from ctypes import CDLL
from functools import cache
from itertools import chain
from pathlib import Path

NEEDED = {  # what it is -> names of its file on several systems; Pango first, which most likely brings the others
    "Pango": (
        *("libpango-1.0-0", "pango-1.0-0", "pango-1.0", "libpango-1.0.so.0"),
        *("libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ),
    "GLib": (
        *("libgobject-2.0-0", "gobject-2.0-0", "gobject-2.0", "libgobject-2.0.so.0"),
        *("libgobject-2.0.0.dylib", "libgobject-2.0-0.dll"),
    ),
    "HarfBuzz": (
        *("libharfbuzz-0", "harfbuzz", "harfbuzz-0.0", "libharfbuzz.so.0"),
        *("libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
    ),
    "fontconfig": (
        *("libfontconfig-1", "fontconfig-1", "fontconfig", "libfontconfig.so.1"),
        *("libfontconfig.1.dylib", "libfontconfig-1.dll"),
    ),
    "PangoFT2": (
        *("libpangoft2-1.0-0", "pangoft2-1.0-0", "pangoft2-1.0", "libpangoft2-1.0.so.0"),
        *("libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    ),
}
OLDEST = (1, 44)  # Pango's version that WeasyPrint needs
_HOMEBREW = ("/opt/homebrew/lib", "/usr/local/lib")  # where Homebrew puts libraries; macOS looks into the latter alone
_WINDOWS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"
_DEFAULT_DIRS = 0x1000  # of Windows: look where os.add_dll_directory says


@cache
def fault() -> str:
    """Why nothing can be printed here, as half a sentence; "" where it can."""
    look_further()
    for name, files in NEEDED.items():
        library = _loaded(files)
        if library is None:
            return f"{name} is not installed here"
        if name == "Pango" and (version := _version(library)) < OLDEST:
            found, least = (".".join(map(str, each)) for each in (version, OLDEST))
            return f"Pango is {found} here and has to be {least} or newer"
    return ""


def look_further() -> None:
    """Has libraries be found where Homebrew and MSYS2 put them, by this process and what it starts."""
    if sys.platform == "darwin":
        known = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH", f"{Path.home() / 'lib'}:/usr/lib").split(":")
        os.environ["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join(dict.fromkeys([*known, *_HOMEBREW]))
    elif sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _WINDOWS).split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)


def _loaded(files: Sequence[str]) -> CDLL | None:
    """A library by the first of its names that is found: as the system looks for it, then as Python does, who asks
    other programs for it."""
    for name in chain(files, filter(None, map(ctypes.util.find_library, files))):
        with suppress(OSError):
            return CDLL(name, winmode=_DEFAULT_DIRS) if sys.platform == "win32" else CDLL(name)
    return None


def _version(pango: CDLL) -> tuple[int, int]:
    """The first two numbers of Pango's version."""
    number = int(pango.pango_version())
    return number // 10_000, number // 100 % 100
