"""WeasyPrint, loaded without a detour, and the fonts of this machine as it knows them.

Importing this module raises OSError where the libraries that WeasyPrint needs are missing. It starts no thread, so that
a process that did nothing else can be forked; `fonts` does.

On Linux a library is found by the whole name of its file, which WeasyPrint tries last. For each other name that it
tries, Python would ask ldconfig, gcc and ld in processes of their own: a quarter of a second, and to no end.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from functools import cache
from io import StringIO
from typing import Any

from exporter.emitters.print import libraries


@contextmanager
def _silently() -> Iterator[None]:
    with redirect_stdout(StringIO()):  # WeasyPrint prints what it does not find, even where it may be found otherwise
        yield


@contextmanager
def _by_whole_names() -> Iterator[None]:
    find = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = lambda name: None
    try:
        with _silently():
            yield
    finally:
        ctypes.util.find_library = find


libraries.look_further()
try:
    with _by_whole_names():
        import weasyprint
except OSError:
    with _silently():
        import weasyprint

for _name in ("char[]", "PangoRectangle *", "PangoLogAttr[]", "PangoFcFontMap *"):
    weasyprint.text.ffi.ffi.typeof(_name)  # else each process that is forked would parse these types, for 40 ms

__all__ = ["fonts", "weasyprint"]


@cache
def fonts() -> Any:
    """The fonts for all that is printed by this process: finding them costs. Pango may keep a thread with them."""
    return weasyprint.text.fonts.FontConfiguration()
