"""The preview on localhost: what it gives, to whom, and that it tells of changes."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from exporter.commands import localserver, serve
from exporter.commands.serve import News, server_of
from exporter.errors import OutputError

PAGE = "<meta content=\"script-src 'sha256-x'; connect-src 'none'\"><body>connect-src 'none' cards</body>"


@pytest.fixture
def news() -> Iterator[News]:
    news = News()
    yield news
    news.close()


@pytest.fixture
def port(tmp_path: Path, news: News) -> Iterator[int]:
    (tmp_path / "anki").mkdir()
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "anki" / "bread.apkg").write_bytes(b"package")
    (tmp_path / ".manifest.json").write_text("secret")
    (tmp_path / ".plates" / "print").mkdir(parents=True)
    (tmp_path / ".plates" / "print" / "x.json").write_text("secret")
    (tmp_path.parent / "secret.txt").write_text("secret")
    (tmp_path / "link.txt").symlink_to("../secret.txt")
    (tmp_path / "away").symlink_to("..")
    (tmp_path / "inside.json").symlink_to(".manifest.json")
    (tmp_path / "zero").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    server = server_of(tmp_path, 0, news)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def raw(port: int, request_: bytes, *, ends: bool = False) -> bytes:
    """What is answered to these bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(request_)
        if ends:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65536):
            answer += part
        return answer


def get(port: int, path: str, host: str = "localhost") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    response = connection.getresponse()
    return response.status, response.read().decode()


HIDDEN = [
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/anki/..%2f..%2fsecret.txt",
    "/.manifest.json",
    "/%2emanifest.json",
    "/%2Emanifest%2ejson",
    "//.manifest.json",
    "/./.manifest.json",
    "/anki/%2e%2e/%2emanifest.json",
    "/anki/../.manifest.json",
    "/%252emanifest.json",
    "/%2emanifest.json?x#y",
    "/.plates/print/x.json",
    "/%2eplates%2fprint%2fx.json",
    "/anki/",
    "/anki",
    "/anki//bread.apkg",
    "/anki/bread.apkg/",
    "/nothing",
    "//etc/hostname",
    "/%2fetc%2fhostname",
    "/link.txt",
    "/away/secret.txt",
    "/inside.json",
    "/pipe",
    "/zero",
    "/" + "x" * 5000,
]


@pytest.mark.parametrize("path", HIDDEN)
def test_nothing_else_is_served(port: int, path: str) -> None:
    status, body = get(port, path)
    assert status == 404
    assert "secret" not in body


@pytest.mark.parametrize(
    "path", ["/a%00b", "/a%0ab", "/a\x7fb", "/%ff", "/a%5cb", "/caf\xe9", "http://localhost/", "*", "x"]
)
def test_what_is_not_a_path_is_refused(port: int, path: str) -> None:
    assert raw(port, f"GET {path} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode("latin-1")).startswith(b"HTTP/1.0 400 ")


OTHERS = [
    "",
    "Host: example.org",
    "Host: [::",
    "Host: [::]",
    "Host: [::2]",
    "Host: ]",
    "Host:",
    "Host: localhost.",
    "Host: localhost.evil.com",
    "Host: evil.com@localhost",
    "Host: user:pw@localhost",
    "Host: localhost@evil.com",
    "Host: localhost/evil.com",
    "Host: localhost#.evil.com",
    "Host: localhost?evil.com",
    "Host: localhost\\evil.com",
    "Host: localhost:{other}",
    "Host: localhost:99999999",
    "Host: localhost:{port}0",
    "Host: localhost:0{port}",
    "Host: localhost:",
    "Host: localhost:http",
    "Host: localhost evil.com",
    "Host: localhost,evil.com",
    "Host: evil.com localhost",
    "Host: 127.0.0.1.nip.io",
    "Host: 127.1",
    "Host: 2130706433",
    "Host: 127.0.0.2",
    "Host: 0.0.0.0",
    "Host: 0",
    "Host: ::1",
    "Host: localhost\r\nHost: evil.com",
    "Host: evil.com\r\nHost: localhost",
    "Host: localhost\r\nHost: localhost",
    "Host: localhost\r\n evil.com",
    "Host: localhost\r\nOrigin: https://evil.com",
    "Host: localhost\r\nOrigin: null",
    "Host: localhost\r\nOrigin: http://localhost.evil.com",
    "Host: localhost\r\nOrigin: http://localhost:{other}",
]


@pytest.mark.parametrize("headers", OTHERS)
def test_only_who_names_this_machine_is_served(port: int, headers: str) -> None:
    given = headers.format(port=port, other=port + 1)
    answer = raw(port, f"GET / HTTP/1.0\r\n{given}\r\n\r\n".encode())
    assert answer.startswith((b"HTTP/1.0 403 ", b"HTTP/1.0 400 "))
    assert b"cards" not in answer


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]", "localhost:{port}", "[::1]:{port}"])
@pytest.mark.parametrize("more", ["", "\r\nOrigin: http://localhost:{port}"])
def test_this_machine_is_served(port: int, host: str, more: str) -> None:
    given = f"Host: {host}{more}".format(port=port)
    assert raw(port, f"GET / HTTP/1.1\r\n{given}\r\n\r\n".encode()).startswith(b"HTTP/1.0 200 ")


@pytest.mark.parametrize("method", ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "MADE-UP"])
def test_nothing_but_get_is_known(port: int, method: str) -> None:
    body = b"x" * 300_000  # an answer arrives all the same
    answer = raw(port, f"{method} / HTTP/1.0\r\nHost: localhost\r\n\r\n".encode() + body)
    assert answer.startswith(b"HTTP/1.0 405 ")
    assert b"Allow: GET" in answer


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.0\r\n", 431),
        (b"GET / HTTP/1.0\r\nX: " + b"a" * 70_000 + b"\r\n", 431),
        (b"GET / HTTP/1.0\r\n" + b"".join(b"X%d: y\r\n" % n for n in range(300)), 431),
        (b"GET / HTTP/1.0\r\n" + b"".join(b"X%d: y\r\n" % n for n in range(9_000)), 431),
        (b"GET / HTTP/9.9\r\n", 505),
        (b"GET / / /\r\n", 400),
        (b"GET\r\n", 400),
        (b"\x16\x03\x01\x02\r\n", 400),
        (b"\0\r\n", 400),
    ],
)
def test_odd_requests_are_answered(port: int, request_: bytes, status: int) -> None:
    assert b" %d " % status in raw(port, request_ + b"Host: localhost\r\n\r\n").partition(b"\n")[0]


def test_no_request_is_told_in_the_terminal(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    for request_ in (b"", b"GET", b"\r\n\r\n", b"GET /a%00b HTTP/1.0\r\nHost: [::\r\n\r\n", b"\xff\xfe\r\n\r\n"):
        raw(port, request_, ends=True)
    with socket.create_connection(("127.0.0.1", port)) as gone:  # in the middle of an answer
        gone.sendall(b"GET /.changes HTTP/1.0\r\nHost: localhost\r\n\r\n")
    assert get(port, "/")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_a_fault_of_ours_is_one_line(
    port: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "reloading", lambda page, builds: 1 // 0)
    assert raw(port, b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n") == b""
    assert capfd.readouterr().err == "serve: a request failed: ZeroDivisionError: integer division or modulo by zero\n"


def test_slow_clients_hold_nobody_up(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(localserver, "_MOST", 20)
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(60)]
    for each in slow:
        with contextlib.suppress(OSError):
            each.sendall(b"GET / HTTP/1.0\r\nX: ")
    assert get(port, "/")[0] == 200
    assert sum("process_request_thread" in thread.name for thread in threading.enumerate()) <= 30
    for each in slow:
        each.close()


def test_a_slow_client_is_let_go(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(localserver, "_PATIENCE", 0.3)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as slow:
        with contextlib.suppress(OSError):
            for _ in range(100):  # a byte now and then is not a request
                slow.sendall(b"G")
                time.sleep(0.05)
        with contextlib.suppress(ConnectionError):
            assert slow.recv(100) == b""


def test_who_does_not_take_the_answer_is_let_go(port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(localserver, "_PATIENCE", 0.3)
    (tmp_path / "large.pdf").write_bytes(b"x" * 30_000_000)
    before = threading.active_count()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as lazy:
        lazy.sendall(b"GET /large.pdf HTTP/1.0\r\nHost: localhost\r\n\r\n")
        deadline = time.monotonic() + 10
        time.sleep(0.1)
        while threading.active_count() > before and time.monotonic() < deadline:
            time.sleep(0.05)
        assert threading.active_count() == before


def hear(stream: socket.socket) -> None:
    """Reads on until a build is told."""
    told = b""
    while b"data: built" not in told:
        told += (more := stream.recv(1000))
        assert more, told


def test_too_many_who_listen_are_refused(port: int, news: News, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(localserver, "_MOST", 5)
    asks = b"GET /.changes HTTP/1.0\r\nHost: localhost\r\n\r\n"
    streams = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(5)]
    for stream in streams:
        stream.sendall(asks)
        assert stream.recv(100).startswith(b"HTTP/1.0 200 ")
    assert raw(port, asks).startswith(b"HTTP/1.0 503 ")
    news.tell()
    for stream in streams:
        hear(stream)
        stream.close()


def test_fifty_pages_are_told(port: int, news: News) -> None:
    streams = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(50)]
    for stream in streams:
        stream.sendall(b"GET /.changes HTTP/1.0\r\nHost: localhost\r\n\r\n")
        stream.recv(1000)
    news.tell()
    for stream in streams:
        hear(stream)
        stream.close()


def test_files_are_served(port: int) -> None:
    assert get(port, "/anki/bread.apkg") == (200, "package")


def test_the_page_may_ask_this_server_alone(port: int) -> None:
    status, body = get(port, "/")
    assert status == 200
    assert body.startswith("<meta content=\"script-src 'sha256-")
    assert "'sha256-x'; connect-src 'self'\"><body>connect-src 'none' cards<script>new EventSource(" in body


def test_a_build_between_a_page_and_its_question_is_told(port: int, news: News) -> None:
    news.tell()
    address = re.search(r'EventSource\("(.*?)"\)', get(port, "/")[1])
    assert address
    news.tell()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as stream:
        stream.sendall(f"GET {address[1]} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        hear(stream)


@pytest.mark.parametrize("query", ["", "?", "?x", "?-1", "?%D9%A3", "?1e9", "?" + "9" * 100, "?1&2"])
def test_who_says_nothing_sensible_is_told_of_the_next_build(port: int, news: News, query: str) -> None:
    news.tell()
    with socket.create_connection(("127.0.0.1", port), timeout=10) as stream:
        stream.sendall(f"GET /.changes{query} HTTP/1.0\r\nHost: localhost\r\n\r\n".encode())
        assert b"data: built" not in stream.recv(1000)
        news.tell()
        hear(stream)


def test_a_taken_port_is_told(port: int, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=f"port {port}"):
        server_of(tmp_path, port, News())


def test_a_build_is_told_to_who_listens(port: int, news: News) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/.changes", headers={"Host": "localhost"})
    stream = connection.getresponse()
    time.sleep(0.1)
    news.tell()
    assert stream.readline() == b"data: built\n"
    news.close()
