"""The add-on of a running Anki, to which the command talks on loopback, with a token that only this user can read."""

from __future__ import annotations

import json
import os
import secrets
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, BinaryIO

from exporter.errors import InputError, OutputError
from exporter.push.addon import meeting, message
from exporter.push.addon.meeting import Meeting
from exporter.push.addon.server import HOST

_PATIENCE = 5.0  # seconds until the add-on says hello
_LONGEST = 1800.0  # seconds of a push, and of what is asked in Anki before
_LARGEST = 1_000_000_000  # bytes of an answer
_NOT_READ = 400
REINSTALL = "If its add-on is of another version, write it again with `exporter addon`, and install that."


@dataclass(frozen=True, slots=True)
class App:
    """A running Anki whose add-on answers."""

    meeting: Meeting

    def ask(self, path: str, table: Mapping[str, Any], package: Path | None) -> dict[str, Any]:
        """Sends a message and returns the answer. Raises OutputError where the add-on refuses, in its words."""
        with tempfile.TemporaryFile() as body:
            message.write(body, table, package)
            status, answer = _asked(self.meeting, path, body)
        if status != 200:
            remedy = f" {REINSTALL}" if status == _NOT_READ else ""
            raise OutputError(f"Anki: {answer.get('error', f'status {status}')}{remedy}")
        return answer


def place() -> Path:
    """The file where the add-on and the command meet."""
    return meeting.place(sys.platform, os.environ, Path.home())


def running() -> App | None:
    """The running Anki of this user; None where none answers. Raises InputError where its file cannot be trusted."""
    path = place()
    try:
        found = meeting.read(path)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: not to be trusted: {error}. Remove it, and start Anki again.") from error
    return App(found) if found and _is_there(found) else None


def _is_there(found: Meeting) -> bool:
    """Whether the add-on answers: another program at its port, perhaps of another user, does not know the token."""
    nonce = secrets.token_hex(16)
    try:
        connection = HTTPConnection(HOST, found.port, timeout=_PATIENCE)
        try:
            connection.request("GET", f"/hello?{nonce}")
            answer = connection.getresponse().read(1024)
        finally:
            connection.close()
        table = json.loads(answer)
        return isinstance(table, dict) and secrets.compare_digest(str(table.get("proof", "")), found.proof(nonce))
    except (OSError, HTTPException, ValueError, TypeError):
        return False


def _asked(found: Meeting, path: str, body: BinaryIO) -> tuple[int, dict[str, Any]]:
    size = body.tell()
    body.seek(0)
    headers = {"Authorization": f"Bearer {found.token}", "Content-Length": str(size)}
    connection = HTTPConnection(HOST, found.port, timeout=_LONGEST)
    try:
        connection.request("POST", path, body, headers)
        answer = connection.getresponse()
        table = json.loads(answer.read(_LARGEST))
        if not isinstance(table, dict):
            raise ValueError("not a table")
        return answer.status, table
    except (OSError, HTTPException, ValueError) as error:
        raise OutputError(
            f"Anki: the add-on ended before it answered ({error}). Look in Anki whether the push was done: Edit > Undo."
        ) from error
    finally:
        connection.close()
