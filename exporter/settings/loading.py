"""Loads exporter.toml: an unknown key, a wrong type or a value out of its limit is an error with its line."""

from __future__ import annotations

import difflib
import os
import re
import sys
import tomllib
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Literal

from exporter import safefiles
from exporter.errors import SettingsError
from exporter.settings.keys import Settings

FILE = "exporter.toml"
_HEADER = re.compile(r"\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}")


def beside(folder: Path) -> Path | None:
    """The settings file of a folder of documents; None where there is none."""
    path = folder / FILE
    return path if os.path.lexists(path) else None


def load(path: Path | None, overrides: Iterable[str] = ()) -> Settings:
    """Reads a settings file (None: the defaults) and applies `key=value` overrides; raises SettingsError."""
    table: dict[str, Any] = {}
    text = ""
    if path is not None:
        try:
            text = safefiles.read(path, safefiles.SETTINGS, path.parent).decode()
            table = tomllib.loads(text)
        except OSError as error:
            raise SettingsError(f"{path}: {safefiles.reason(error, 'Check its permissions.')}") from error
        except (ValueError, RecursionError) as error:
            raise SettingsError(f"{path}: {error}. Fix the file, or compare it with `exporter init`.") from error
    for override in overrides:
        _override(table, override)
    return typing.cast(Settings, _build(Settings, table, _Place(str(path or FILE), text), ""))


@dataclass(frozen=True, slots=True)
class _Place:
    path: str
    text: str

    def error(self, key: str, message: str) -> SettingsError:
        """The error at the line where the setting stands, as far as that is plain; else for the whole file."""
        table, _, last = key.rpartition(".")
        here = ""
        line = None
        for number, text in enumerate(self.text.splitlines(), 1):
            if header := _HEADER.match(text):
                here = header[1]
            if (here == table and re.match(rf"\s*{re.escape(last)}\s*=", text)) or here == key:
                line = number
                break
        return SettingsError(f"{self.path}{f':{line}' if line else ''}: {message}")


def _override(table: dict[str, Any], override: str) -> None:
    key, equals, value = override.partition("=")
    if not equals:
        raise SettingsError(f"--set {override}: expected key=value, such as print.columns=3.")
    *parents, last = key.strip().split(".")
    for parent in parents:
        table = table.setdefault(parent, {})
        if not isinstance(table, dict):
            raise SettingsError(f"--set {override}: {parent} is not a table.")
    try:
        table[last] = tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        table[last] = value


def _build(kind: Any, table: Mapping[str, Any], place: _Place, prefix: str) -> Any:
    known = {f.name: f for f in fields(kind)}
    types_ = typing.get_type_hints(kind)
    values = {}
    for name, value in table.items():
        key = f"{prefix}{name}"
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"did you mean {prefix}{near[0]}?" if near else f"known here: {', '.join(known)}."
            raise place.error(key, f"unknown setting {key}; {hint}")
        values[name] = _value(types_[name], value, place, key)
        limit = known[name].metadata.get("limit")
        if fault := limit(values[name]) if limit else "":
            raise place.error(key, f"{key} {fault}")
    for name, setting in known.items():
        if setting.metadata.get("example") and not values.get(name):
            raise place.error(
                prefix.rstrip("."),
                f'{prefix}{name} is missing: write {name} = "{setting.metadata["example"]}", for example.',
            )
    return kind(**values)


def _value(kind: Any, value: Any, place: _Place, key: str) -> Any:
    if is_dataclass(kind):
        if not isinstance(value, dict):
            raise place.error(key, f"{key} is {value!r}, expected a table: write [{key}].")
        return _build(kind, value, place, f"{key}.")
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple and isinstance(value, list):
        return tuple(_value(inner[0], entry, place, key) for entry in value)
    if origin is Literal and value in inner:
        return value
    if kind is float and type(value) in (int, float):
        return float(max(min(value, sys.maxsize), -sys.maxsize)) if isinstance(value, int) else value
    if _is_exactly(value, kind):
        return value
    raise place.error(key, f"{key} is {value!r}, expected {_expected(kind)}.")


def _is_exactly(value: Any, kind: Any) -> bool:
    """Whether a value is of just this type: `true` is no whole number."""
    return isinstance(kind, type) and not isinstance(kind, types.GenericAlias) and type(value) is kind


def _expected(kind: Any) -> str:
    if typing.get_origin(kind) is Literal:
        return " or ".join(repr(choice) for choice in typing.get_args(kind))
    if typing.get_origin(kind) is tuple:
        return "a list"
    return {"str": "a string", "int": "a whole number", "float": "a number", "bool": "true or false"}.get(
        getattr(kind, "__name__", ""), str(kind)
    )
