"""Plug-ins: readers and emitters of other packages, found by entry points and loaded on first use."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exporter.errors import PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

READERS, EMITTERS = "exporter.readers", "exporter.emitters"  # groups of entry points
_KINDS = {READERS: "reader", EMITTERS: "emitter"}
_LONGEST = 160  # characters of an exception's own words


@dataclass(frozen=True, slots=True)
class Plugin:
    """An entry point of another package."""

    group: str
    name: str
    package: str  # the distribution, as it is called on a package index
    version: str
    value: str  # "module" or "module:attribute"

    def __str__(self) -> str:
        return f"{_KINDS[self.group]} {self.name} of {self.package} {self.version}"

    def load(self) -> Any:
        """What the entry point names; raises PluginError."""
        module, _, attribute = self.value.partition(":")
        try:
            found: Any = importlib.import_module(module.strip())
            for part in filter(None, attribute.strip().split(".")):
                found = getattr(found, part)
        except Exception as error:
            raise self.failed("cannot be loaded", error) from error
        return found

    def failed(self, what: str, error: Exception) -> PluginError:
        """The error for an exception of a plug-in."""
        return self.fault(f"{what}: {type(error).__name__}{_said(error)}")

    def fault(self, what: str) -> PluginError:
        """The error for what a plug-in does."""
        return PluginError(f"{self} {what}. Report this to its authors, or uninstall {self.package}.")


def _said(error: Exception) -> str:
    """What an exception says, in a line."""
    try:
        words = " ".join(str(error).split()).encode("utf-8", "replace").decode()
    except Exception:  # one that cannot even say what it is
        return ""
    return f": {words[: _LONGEST - 1]}…" if len(words) > _LONGEST else f": {words}" * bool(words)


def found(group: str) -> Mapping[str, Plugin]:
    """The plug-ins of a group by name; of several with one name the first, by package."""
    return _found(group, tuple(sys.path))


@cache
def _found(group: str, path: tuple[str, ...]) -> Mapping[str, Plugin]:
    from importlib.metadata import entry_points

    made = [_plugin(point) for point in entry_points(group=group)]
    plugins: dict[str, Plugin] = {}
    for plugin in sorted(made, key=lambda each: (each.name, each.package)):
        plugins.setdefault(plugin.name, plugin)
    return plugins


def _plugin(point: EntryPoint) -> Plugin:
    name, version = (point.dist.name, point.dist.version) if point.dist else ("an unknown package", "0")
    return Plugin(point.group, point.name, name, version, point.value)


def fingerprint(group: str) -> str:
    """Changes whenever a plug-in of a group does: its version, or a file of its package, as of one that is edited."""
    return _fingerprint(group, tuple(sys.path))


@cache
def _fingerprint(group: str, path: tuple[str, ...]) -> str:
    return repr([(plugin, *_files(plugin)) for plugin in found(group).values()])


def _files(plugin: Plugin) -> Iterator[tuple[str, int, int]]:
    """Names, sizes and times of the modules of a plug-in's package, which is not imported for that."""
    try:
        spec = importlib.util.find_spec(plugin.value.partition(":")[0].split(".")[0].strip())
    except (ImportError, ValueError):
        return
    if spec is None:
        return
    folders = [Path(folder) for folder in spec.submodule_search_locations or ()]
    files = [path for folder in folders for path in folder.rglob("*.py")] or [Path(spec.origin or "")]
    for path in sorted(filter(Path.is_file, files)):
        stat = path.stat()
        yield path.name, stat.st_size, stat.st_mtime_ns
