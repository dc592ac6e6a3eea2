"""Reader plug-ins: the Protocol for readers of other packages, and those that are installed.

The package's metadata names a reader by an entry point, for example in its pyproject.toml:

    [project.entry-points."exporter.readers"]
    recipe = "exporter_recipe.reader"
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

from exporter import plugins
from exporter.errors import InputError, PluginError
from exporter.model import Location, Problem
from exporter.plugins import Plugin
from exporter.problems.documents import PLUGIN
from exporter.readers.source import Reading, Source

_SUFFIX = re.compile(r"\.[a-z0-9]{1,20}")


class ReaderPlugin(Protocol):
    """A reader of another package: the object, often a module, that an entry point in `exporter.readers` names.

    A reader is pure: it reads no files and keeps nothing. It may be called in several processes.
    """

    @property
    def suffixes(self) -> Collection[str]:
        """Suffixes such as `.recipe`, in small letters: files with them are documents that this reader alone reads.

        Suffixes that exporter reads by itself do not count. A reader without suffixes is asked about every document
        that does not say what it is; where its reading explains a document as well as any other, it is taken.
        """
        ...

    def read(self, source: Source, /) -> Reading | None:
        """The documents of a source; None where it does not have the shape that this reader reads.

        Texts are Markdown, and `source.at(index)` is the place of a line. `Reading.spans` says which lines became what:
        the reading that leaves the fewest lines unexplained wins. What it raises costs this document, with a problem
        that names the plug-in.
        """
        ...


@dataclass(frozen=True, slots=True)
class Loaded:
    """A reader of another package that can be used."""

    plugin: Plugin
    suffixes: frozenset[str]
    reader: ReaderPlugin

    def read(self, source: Source) -> Reading | None:
        """The reading of a source, or None; raises InputError where the plug-in fails."""
        try:
            made: Any = self.reader.read(source)
        except Exception as error:
            raise _lost(source, self.plugin.failed("failed", error)) from error
        if made is None:
            return None
        if not isinstance(made, Reading):
            raise _lost(source, self.plugin.fault(f"gave {type(made).__name__}, expected Reading or None"))
        return replace(made, reader=self.plugin.name)


def _lost(source: Source, error: PluginError) -> InputError:
    return InputError(f"{source.path}:1: {error.message}")


@dataclass(frozen=True, slots=True)
class Readers:
    """The readers of other packages, and what is wrong with those that cannot be used."""

    loaded: tuple[Loaded, ...]
    problems: tuple[Problem, ...]

    @property
    def asked(self) -> Iterator[Loaded]:
        """Those that are asked about every document."""
        return (each for each in self.loaded if not each.suffixes)

    def of(self, suffix: str) -> str:
        """The name of the reader of all documents with a suffix; "" where there is none."""
        return next((each.plugin.name for each in self.loaded if suffix in each.suffixes), "")

    def named(self, name: str) -> Loaded:
        """The reader of a name."""
        return next(each for each in self.loaded if each.plugin.name == name)


def readers(own: Iterable[str]) -> Readers:
    """The readers of other packages; `own` are names that they may not have."""
    return _readers(frozenset(own), tuple(sys.path))


@cache
def _readers(own: frozenset[str], path: tuple[str, ...]) -> Readers:
    taken: dict[str, Plugin] = {}
    loaded, problems = [], []
    for plugin in plugins.found(plugins.READERS).values():
        try:
            made = _loaded(plugin, own, taken)
        except PluginError as error:
            problems.append(PLUGIN.at(Location(plugin.package, 1), error.message))
            continue
        loaded.append(made)
        taken |= dict.fromkeys(made.suffixes, plugin)
    return Readers(tuple(loaded), tuple(problems))


def _loaded(plugin: Plugin, own: Collection[str], taken: Mapping[str, Plugin]) -> Loaded:
    """Loads a reader and looks at what it is; raises PluginError."""
    if plugin.name in own:
        raise plugin.fault("has the name of a reader of exporter")
    reader = plugin.load()
    if not callable(getattr(reader, "read", None)):
        raise plugin.fault(f"has no function `read` in {plugin.value}")
    suffixes = getattr(reader, "suffixes", None)
    if isinstance(suffixes, str) or not isinstance(suffixes, Collection):
        raise plugin.fault(f"has no list `suffixes` in {plugin.value}")
    for suffix in suffixes:
        if not (isinstance(suffix, str) and _SUFFIX.fullmatch(suffix)):
            raise plugin.fault(f"has the suffix {suffix!r}, expected one as `.recipe`")
        if suffix in taken:
            raise plugin.fault(f"has the suffix {suffix}, as has {taken[suffix]}")
    return Loaded(plugin, frozenset(suffixes), reader)
