"""Installed fonts and their characters, from fontconfig, which Pango uses as well."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial

from exporter import syspackages
from exporter.checks import Rule, glyphs
from exporter.checks.glyphs import Fonts
from exporter.model import Document, Problem
from exporter.settings import PrintSettings

_FORMAT = "%{family}\t%{fontformat}\t%{spacing}\t%{fontversion}\t%{charset}\n"
_FORMATS = {"TrueType", "CFF"}  # Pango draws no others
_FIXED_WIDTH = {"90", "100"}  # fontconfig's numbers for dual-width and monospaced fonts
_PATIENCE = 30  # seconds: the first call on a machine may fill fontconfig's cache


@cache
def _listed() -> tuple[str, ...]:
    """A line per font; none if fontconfig's tools are missing."""
    try:
        made = subprocess.run(["fc-list", "--format", _FORMAT], capture_output=True, timeout=_PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(sorted(made.stdout.decode("utf-8", "replace").splitlines()))


def fingerprint() -> str:
    """A hash that changes when fonts are installed or removed."""
    return hashlib.sha256("\n".join(_listed()).encode()).hexdigest()[:16]


@cache
def installed() -> Fonts | None:
    """The characters of the installed fonts; None if fontconfig is missing."""
    rows = [row for row in (line.split("\t") for line in _listed()) if len(row) == 5 and row[1] in _FORMATS]
    if not rows:
        return None
    families = frozenset(name.casefold() for row in rows for name in row[0].split(","))
    return Fonts(families, _characters(rows), _characters([row for row in rows if row[2] in _FIXED_WIDTH]))


def _characters(rows: Iterable[Sequence[str]]) -> glyphs.Ranges:
    """The characters of some fonts, as ranges of code points."""
    return glyphs.merged(pair for row in rows for pair in _ranges(row[4]))


def _ranges(charset: str) -> Iterator[tuple[int, int]]:
    for word in charset.split():
        first, _, last = word.partition("-")
        yield int(first, 16), int(last or first, 16)


def rule(chosen: PrintSettings) -> Rule:
    """The rule that finds what the installed fonts cannot print."""

    command = partial(syspackages.command, is_root=False)  # for any user alike

    def unprintable(documents: Sequence[Document]) -> Iterator[Problem]:
        if fonts := installed():
            yield from glyphs.missing(documents, fonts, command)
            yield from glyphs.unknown_families(chosen, fonts)

    return unprintable
