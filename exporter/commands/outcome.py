"""Outcome of a command: its output and exit code, which `exporter.cli` prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exporter import jsontypes
from exporter.errors import DONE, ExporterError


@dataclass(frozen=True, slots=True)
class Outcome:
    """The output of a command, product first, and its exit code."""

    product: str | Iterable[str] = ()  # text for stdout, perhaps in parts
    messages: Iterable[str] = ()  # lines for stderr
    code: int = DONE
    error: ExporterError | None = None  # ends the command after all this


def dumps(table: Mapping[str, Any]) -> str:
    """JSON as commands print it."""
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def joined(lines: Iterable[str]) -> Iterable[str]:
    """Lines as text."""
    return (f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a command that keeps running, such as `watch`."""

    text: str  # for people
    table: jsontypes.Event  # for programs

    @property
    def line(self) -> str:
        """The JSON of the event, in one line."""
        return json.dumps(self.table, ensure_ascii=False)
