"""Where the add-on and the command meet: files in the user's data folder that only their owner can read.

One has the port and a secret, and is there while the add-on listens: who has read it is the same user. The other has
the last push, which can be done again from Anki.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

_FILE = "anki-add-on.json"
_LAST = "last-push.json"  # beside it
_LARGEST = 100_000  # bytes
_WRONG = "it is not what exporter writes"
_LAST_PORT = 65_535
_SHORTEST = 32  # characters of a token


@dataclass(frozen=True, slots=True)
class Meeting:
    """How to reach the add-on."""

    port: int  # on 127.0.0.1
    token: str  # secret

    def proof(self, nonce: str) -> str:
        """What only one who knows the token can answer to a random text."""
        return hmac.new(self.token.encode(), nonce.encode(), hashlib.sha256).hexdigest()


def begun(port: int) -> Meeting:
    """A meeting with a new secret."""
    return Meeting(port, secrets.token_urlsafe(_SHORTEST))


def place(platform: str, environment: Mapping[str, str], home: Path) -> Path:
    """The file, in the folder for a user's data on this system."""
    if platform == "win32":
        folder = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    return folder / "exporter" / _FILE


@dataclass(frozen=True, slots=True)
class Command:
    """A command, to be run again."""

    words: tuple[str, ...]
    folder: str  # in which it was typed


def announce(path: Path, meeting: Meeting) -> None:
    """Writes the file. Raises OSError."""
    _write(path, asdict(meeting))


def remember(path: Path, command: Command) -> None:
    """Writes the last push beside the file. Raises OSError."""
    _write(path.with_name(_LAST), asdict(command))


def last(path: Path) -> Command | None:
    """The last push; None where there was none. Raises OSError, and ValueError where it must not be trusted."""
    table = _read(path.with_name(_LAST))
    if table is None:
        return None
    words, folder = table.get("words"), table.get("folder")
    if not words or type(words) is not list or not all(type(each) is str for each in (*words, folder)):
        raise ValueError(_WRONG)
    return Command(tuple(words), str(folder))


def withdraw(path: Path, meeting: Meeting) -> None:
    """Removes the file, unless another Anki has announced itself since."""
    try:
        if read(path) == meeting:
            path.unlink()
    except (OSError, ValueError):
        pass


def read(path: Path) -> Meeting | None:
    """The meeting in a file; None where there is none. Raises OSError, and ValueError where it must not be trusted."""
    table = _read(path)
    if table is None:
        return None
    port, token = table.get("port"), table.get("token")
    if type(port) is not int or not 0 < port <= _LAST_PORT or type(token) is not str or len(token) < _SHORTEST:
        raise ValueError(_WRONG)
    return Meeting(port, token)


def _write(path: Path, table: Mapping[str, Any]) -> None:
    """Writes a file, whole at once and readable by its owner alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{os.getpid()}")
    made.unlink(missing_ok=True)
    with open(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(table, file)
    made.replace(path)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    with open(handle, "rb") as file:
        _require_private(os.fstat(handle))
        table = json.loads(file.read(_LARGEST))
    if not isinstance(table, dict):
        raise ValueError(_WRONG)
    return table


def _require_private(status: os.stat_result) -> None:
    """Raises ValueError where somebody else may have written or read a file; Windows keeps that in other ways."""
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("it is not a regular file")
    if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o077):
        raise ValueError("other users can read or write it")
