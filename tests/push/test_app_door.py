"""The command and the add-on talk on loopback: nobody else gets a word in, and what is sent arrives whole."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

from exporter.errors import InputError, OutputError
from exporter.push.addon import meeting, message, server
from exporter.push.addon.meeting import Meeting
from exporter.push.addon.server import RefusedError, Server
from exporter.push.doors import app
from exporter.push.doors.app import App


def echo(received: Path) -> Mapping[str, Any]:
    """Answers with what arrived."""
    table, package = message.read(received, received.with_name("package.apkg"))
    return {"table": table, "package": package.read_bytes().hex() if package else None}


def refuse(received: Path) -> Mapping[str, Any]:
    raise RefusedError(409, "1 review waits to be synced.")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file where both meet, in a home of its own."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    return meeting.place(sys.platform, os.environ, Path.home())


@pytest.fixture
def served(here: Path) -> Iterator[Server]:
    made = Server({"/echo": echo, "/refuse": refuse})
    made.start()
    meeting.announce(here, made.meeting)
    yield made
    meeting.withdraw(here, made.meeting)
    made.close()


def ask(
    served: Server,
    method: str = "POST",
    path: str = "/echo",
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
) -> tuple[int, dict[str, Any]]:
    """A request with the right token, or with what is put in its place; "" leaves a header out."""
    port = served.meeting.port
    sent = {"Host": f"127.0.0.1:{port}", "Authorization": f"Bearer {served.meeting.token}"}
    sent["Content-Length"] = str(len(body))
    sent |= headers or {}
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.putrequest(method, path, skip_host=True)
        for name, value in sent.items():
            if value:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": ""}, 401),
        ({"Authorization": "Bearer "}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Bearer w\u00fcrong"}, 401),
        ({"Host": "evil.example"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Origin": "http://127.0.0.1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Length": ""}, 411),
        ({"Content-Length": "-1"}, 411),
        ({"Content-Length": "1e3"}, 411),
        ({"Content-Length": "9" * 30}, 413),
        ({"Content-Length": str(message.LARGEST + 1)}, 413),
        ({"Transfer-Encoding": "chunked"}, 411),
    ],
)
def test_what_is_not_the_command_is_refused(served: Server, headers: dict[str, str], status: int) -> None:
    found, answer = ask(served, headers=headers)
    assert found == status
    assert set(answer) == {"error"}


@pytest.mark.parametrize(("method", "path"), [("POST", "/"), ("POST", "/hello"), ("GET", "/echo"), ("GET", "/hello?x")])
def test_other_paths_are_not_there(served: Server, method: str, path: str) -> None:
    assert ask(served, method, path)[0] == 404


@pytest.mark.parametrize("body", [b"", b"no message", b"\xff" * 8 + b"{}", (2).to_bytes(8, "big") + b"[]"])
def test_what_is_no_message_is_refused(served: Server, body: bytes) -> None:
    assert ask(served, body=body)[0] == 400


def test_who_waits_without_asking_is_hung_up_on(served: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "_PATIENCE", 0.2)
    with socket.create_connection(("127.0.0.1", served.meeting.port), timeout=10) as slow:
        slow.sendall(b"POST /echo HTTP/1.1\r\n")
        assert slow.recv(100) == b""


def test_too_many_are_hung_up_on_and_leave_room_again(served: Server) -> None:
    address = ("127.0.0.1", served.meeting.port)
    waiting = [socket.create_connection(address, timeout=10) for _ in range(8)]
    time.sleep(0.2)
    with socket.create_connection(address, timeout=10) as late:
        assert late.recv(100) == b""
    for each in waiting:
        each.close()
    until = time.monotonic() + 10
    while not app.running():
        assert time.monotonic() < until


def test_what_is_sent_arrives_whole(served: Server, tmp_path: Path) -> None:
    package, found = tmp_path / "a.apkg", app.running()
    package.write_bytes(os.urandom(3_000_000))
    assert found
    assert found.ask("/echo", {"é": [1]}, package) == {"table": {"é": [1]}, "package": package.read_bytes().hex()}
    assert found.ask("/echo", {}, None) == {"table": {}, "package": None}


def test_a_refusal_comes_in_its_words(served: Server) -> None:
    found = app.running()
    assert found
    with pytest.raises(OutputError, match=r"^Anki: 1 review waits to be synced\.$"):
        found.ask("/refuse", {}, None)


def test_without_an_add_on_nobody_answers(here: Path) -> None:
    assert app.running() is None


def test_a_file_that_was_left_behind_leads_nowhere(here: Path, served: Server) -> None:
    """Another program listens there now, perhaps of another user: it does not know the token, and does not get it."""
    meeting.announce(here, Meeting(served.meeting.port, "x" * 40))
    assert app.running() is None
    meeting.announce(here, Meeting(1, "x" * 40))
    assert app.running() is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows keeps files private in other ways")
def test_the_file_is_private_or_not_trusted(here: Path, served: Server) -> None:
    assert here.stat().st_mode & 0o777 == 0o600
    here.chmod(0o644)
    with pytest.raises(InputError, match=r"not to be trusted: other users can read or write it. Remove it"):
        app.running()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"port": 80}', '{"port": "80", "token": "%s"}' % ("x" * 40), "\0"])
def test_what_the_add_on_did_not_write_is_not_trusted(here: Path, text: str) -> None:
    here.parent.mkdir(parents=True)
    here.touch(0o600)
    here.write_text(text)
    with pytest.raises(InputError, match="not to be trusted"):
        app.running()


def test_a_link_is_not_followed(here: Path, tmp_path: Path) -> None:
    here.parent.mkdir(parents=True)
    meeting.announce(tmp_path / "other", Meeting(80, "x" * 40))
    here.symlink_to(tmp_path / "other")
    with pytest.raises(InputError, match="not to be trusted"):
        app.running()


def test_the_file_of_another_anki_stays(here: Path, served: Server) -> None:
    later = Meeting(served.meeting.port, "y" * 40)
    meeting.announce(here, later)
    meeting.withdraw(here, served.meeting)
    assert meeting.read(here) == later


def test_the_add_on_may_end_before_it_answers(here: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        found = App(Meeting(listening.getsockname()[1], "x" * 40))
    with pytest.raises(OutputError, match="Look in Anki whether the push was done"):
        found.ask("/echo", {}, None)
