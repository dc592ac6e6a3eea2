"""The way into a collection that a push takes: a file that is named, else the running Anki, else the profile found."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from exporter.errors import OutputError
from exporter.push import session, wire
from exporter.push.addon import meeting
from exporter.push.addon.meeting import Command
from exporter.push.apply import ApplyError
from exporter.push.doors import app, closed, profiles
from exporter.push.doors.app import App
from exporter.push.steps import Plan
from exporter.push.transaction import PushError
from exporter.push.wire import Request
from exporter.sources import ankifiles


class Door(Protocol):
    """A collection that a push goes to."""

    @property
    def shown(self) -> str:
        """What it is called in messages."""

    def look(self, request: Request) -> Plan:
        """What a push would do. Raises InputError, OutputError."""

    def push(self, request: Request, package: Path | None) -> Plan:
        """Pushes, and returns what was done. Raises InputError, OutputError: then nothing has changed."""

    def remember(self, words: Sequence[str]) -> None:
        """Takes the words of a command that previews this push, where it can be done again from there."""


@dataclass(frozen=True, slots=True)
class Running:
    """The collection of a running Anki."""

    app: App
    shown: str = "Anki"

    def look(self, request: Request) -> Plan:
        """What a push would do, as the app finds it."""
        return _plan(self.app.ask("/look", request.table(), None))

    def push(self, request: Request, package: Path | None) -> Plan:
        """Pushes as one operation of the app."""
        return _plan(self.app.ask("/push", request.table(), package))

    def remember(self, words: Sequence[str]) -> None:
        """Puts the push into Anki's Tools menu."""
        with suppress(OSError):  # the push itself went well
            meeting.remember(app.place(), Command(tuple(words), os.getcwd()))


@dataclass(frozen=True, slots=True)
class Closed:
    """A collection while Anki is closed."""

    path: Path

    @property
    def shown(self) -> str:
        """Its path."""
        return str(self.path)

    def look(self, request: Request) -> Plan:
        """What a push would do; found in a copy, since opening a collection writes to it."""
        with ankifiles.copied(self.path) as copy, closed.opened(copy) as collection:
            return session.plan(collection, request.offer, request.choices)

    def push(self, request: Request, package: Path | None) -> Plan:
        """Pushes as one transaction, after a backup into Anki's own folder for that."""
        with closed.opened(self.path) as collection:
            try:
                return session.push(collection, request.offer, request.choices, package, closed.backups(self.path))[0]
            except (PushError, ApplyError, OSError, ValueError) as error:
                raise OutputError(f"{self.path}: {error}") from error

    def remember(self, words: Sequence[str]) -> None:
        """A closed Anki has no menu."""


def chosen(collection: Path | None) -> Door:
    """The way that a push takes. Raises InputError where there is none, or where it must not be taken."""
    if collection is None and (found := app.running()):
        return Running(found)
    path = collection or profiles.found()
    closed.require_usable(path)
    return Closed(path)


def _plan(answer: Mapping[str, Any]) -> Plan:
    try:
        return wire.plan(answer)
    except ValueError as error:
        raise OutputError(f"Anki: its answer cannot be read: {error}. {app.REINSTALL}") from error
