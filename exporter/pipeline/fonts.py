"""Which fonts are installed, as fontconfig tells, which is what Pango asks as well."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache, partial

from exporter import syspackages
from exporter.checks import Rule, glyphs
from exporter.checks.glyphs import Fonts
from exporter.model import Document, Problem
from exporter.settings import PrintSettings

_FORMAT = "%{family}\t%{fontformat}\t%{spacing}\t%{fontversion}\t%{charset}\n"
_FORMATS = {"TrueType", "CFF"}  # Pango draws no others
_UPRIGHT = {"90", "100"}  # fontconfig's words for fonts whose characters are all equally wide
_PATIENCE = 30  # seconds: the first call on a machine may fill fontconfig's cache


@cache
def _listed() -> tuple[str, ...]:
    """A line per font; none where fontconfig's tools are missing."""
    try:
        made = subprocess.run(["fc-list", "--format", _FORMAT], capture_output=True, timeout=_PATIENCE, check=True)
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(sorted(made.stdout.decode("utf-8", "replace").splitlines()))


def fingerprint() -> str:
    """Changes when fonts come or go."""
    return hashlib.sha256("\n".join(_listed()).encode()).hexdigest()[:16]


@cache
def installed() -> Fonts | None:
    """What the fonts have; None where nobody can tell."""
    rows = [line.split("\t") for line in _listed()]
    rows = [row for row in rows if len(row) == 5 and row[1] in _FORMATS]
    if not rows:
        return None
    return Fonts(
        frozenset(name.casefold() for row in rows for name in row[0].split(",")),
        glyphs.merged(pair for row in rows for pair in _ranges(row[4])),
        glyphs.merged(pair for row in rows if row[2] in _UPRIGHT for pair in _ranges(row[4])),
    )


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
