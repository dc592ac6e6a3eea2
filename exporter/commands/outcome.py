"""What a command prints, and how it ends: `exporter.cli` writes it to the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from exporter import jsontypes
from exporter.errors import DONE, ExporterError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is printed, product first, and the exit code."""

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
    """Something that a command which goes on has to say."""

    text: str  # for people
    table: jsontypes.Event  # for programs

    @property
    def line(self) -> str:
        """The JSON of the event, in one line."""
        return json.dumps(self.table, ensure_ascii=False)
