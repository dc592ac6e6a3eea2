"""Anki's own sync server, and devices that share a collection through it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from anki.collection import Collection
from anki.sync import SyncAuth

from tests.collection import opened

_USER = ("somebody", "secret")
_PATIENCE = 20  # seconds until the server answers


@dataclass(slots=True)
class Device:
    """A collection on one device of a user."""

    collection: Collection
    auth: SyncAuth

    def sync(self) -> None:
        """Syncs as Anki does; a one-way sync, which would drop what one side has, is a failure."""
        done = self.collection.sync_collection(self.auth, False)
        assert done.required in (done.NO_CHANGES, done.NORMAL_SYNC), "Anki demands a one-way sync"

    def one_way(self, *, upload: bool) -> None:
        """The first sync of a device."""
        usn = self.collection.sync_collection(self.auth, False).server_media_usn
        self.collection.close_for_full_sync()
        self.collection.full_upload_or_download(auth=self.auth, server_usn=usn, upload=upload)
        self.collection.reopen(after_full_sync=True)


@contextmanager
def devices(folder: Path, names: tuple[str, ...]) -> Iterator[list[Device]]:
    """Devices that are in sync, with empty collections."""
    with ExitStack() as stack:
        endpoint = stack.enter_context(server(folder / "server"))
        made = [joined(stack.enter_context(opened(folder / name)), endpoint) for name in names]
        first = made[0].collection
        first.set_config("begun", True)  # an empty collection cannot be uploaded
        note = first.new_note(first.models.all()[0])
        note.fields[0] = "a note of the user's own"
        first.add_note(note, first.decks.id("Default") or 1)  # type: ignore[arg-type]
        for number, device in enumerate(made):
            device.one_way(upload=number == 0)
        yield made


def joined(collection: Collection, endpoint: str) -> Device:
    return Device(collection, collection.sync_login(*_USER, endpoint))


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """A server on this machine alone; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"SYNC_USER1": ":".join(_USER), "SYNC_BASE": str(folder), "SYNC_HOST": "127.0.0.1", "SYNC_PORT": str(port)}
    command = [sys.executable, "-m", "anki.syncserver"]
    process = subprocess.Popen(command, env={**os.environ, **own, "RUST_LOG": "error"}, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.kill()
        process.wait()


def _wait(port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < end, "the sync server does not answer"
            time.sleep(0.1)
        else:
            return
