"""Emitter plug-ins: the Protocol for emitters of other packages, and their rows in the table of outputs.

The package's metadata names an emitter by an entry point, for example in its pyproject.toml; the name is what `--only`
takes, and the folder below DIST:

    [project.entry-points."exporter.emitters"]
    quizlet = "exporter_quizlet.emitter"
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from exporter.errors import ExporterError
from exporter.model import Problem
from exporter.plugins import Plugin

if TYPE_CHECKING:
    from exporter.emitters import Edition

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_FOLDERS = ("print", "all")  # names that outputs may not have: a folder of ours, and the word for all
_SUFFIX = re.compile(r"[.-][a-z0-9.-]{1,20}")


class EmitterPlugin(Protocol):
    """An emitter of another package: the object, often a module, that an entry point in `exporter.emitters` names.

    An emitter is pure: it reads and writes no files, its output depends on the edition alone, and the same edition
    gives the same bytes. It may be called in several processes. Its outputs are made where `--only` asks for them.
    """

    @property
    def suffix(self) -> str:
        """The end of the file names, as `.tsv`: a document's output is `DIST/NAME/DOCUMENT.tsv`."""
        ...

    def emit(self, edition: Edition, out: BinaryIO, /) -> Iterable[Problem]:
        """Writes the output of one document, and returns what the user should know of it.

        Cards without an identity in `edition.identities` have no answer. What it raises costs this output: the last one
        stays, and an error names the plug-in.
        """
        ...


def suffix(plugin: Plugin, own: Iterable[str]) -> str:
    """The suffix of a plug-in's outputs; `own` are names that it may not have. Raises PluginError."""
    if plugin.name in {*own, *_FOLDERS} or not _NAME.fullmatch(plugin.name):
        raise plugin.fault("has a name that another output has, or that is not of the form `quizlet` or `quizlet-2`")
    emitter = plugin.load()
    if not callable(getattr(emitter, "emit", None)):
        raise plugin.fault(f"has no function `emit` in {plugin.value}")
    made = getattr(emitter, "suffix", None)
    if not (isinstance(made, str) and _SUFFIX.fullmatch(made)):
        raise plugin.fault(f"has the suffix {made!r}, expected one as `.tsv`")
    return made


def emit(plugin: Plugin, edition: Edition, out: BinaryIO) -> tuple[Problem, ...]:
    """Writes an output; raises PluginError where the plug-in fails."""
    emitter: Any = plugin.load()
    try:
        made = tuple(emitter.emit(edition, out) or ())
    except ExporterError:
        raise
    except Exception as error:
        raise plugin.failed("failed", error) from error
    if not all(isinstance(each, Problem) for each in made):
        raise plugin.fault("returned something that is not a Problem")
    return made
