"""The preview on localhost: what it gives, to whom, and that it tells of changes."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exporter.build import serve
from exporter.build.options import Options
from exporter.build.serve import News, server_of
from exporter.errors import OutputError
from tests.browser.conftest import CHROMIUM

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
    (tmp_path / ".manifest.json").write_text("{}")
    (tmp_path.parent / "secret.txt").write_text("secret")
    server = server_of(tmp_path, 0, news)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def get(port: int, path: str, host: str = "localhost") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    response = connection.getresponse()
    return response.status, response.read().decode()


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/.manifest.json", "/anki/", "/anki", "/nothing", "//etc/hostname"]
)
def test_nothing_else_is_served(port: int, path: str) -> None:
    status, body = get(port, path)
    assert status in (301, 404)
    assert "secret" not in body


def test_only_who_names_this_machine_is_served(port: int) -> None:
    assert get(port, "/", "example.org")[0] == 403
    assert get(port, "/", "127.0.0.1")[0] == 200


def test_files_are_served(port: int) -> None:
    assert get(port, "/anki/bread.apkg") == (200, "package")


def test_the_page_may_ask_this_server_alone(port: int) -> None:
    status, body = get(port, "/")
    assert status == 200
    assert body.startswith("<meta content=\"script-src 'sha256-")
    assert "'sha256-x'; connect-src 'self'\"><body>connect-src 'none' cards<script>new EventSource(" in body


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


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is missing: no page is reloaded")
def test_a_page_reloads_when_a_document_is_saved(folder: Callable[..., Path], tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    source = folder(tea__md="# Tea\n\n### Q1: How hot?\n\n80 degrees.\n")
    said: list[str] = []
    stop = threading.Event()
    options = Options((str(source),), tmp_path / "dist", ("preview",))
    server = threading.Thread(target=serve.serve, args=(options, 0, said.append, stop), daemon=True)
    server.start()
    try:
        deadline = time.monotonic() + 30
        while len(said) < 3 and server.is_alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(said) == 3  # its address, the first build, what it watches
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(said[0].rpartition(" ")[2])
            page.get_by_role("article", name="How hot?").wait_for()
            (source / "tea.md").write_text("# Tea\n\n### Q1: How warm?\n\n80 degrees.\n")
            page.get_by_role("article", name="How warm?").wait_for(timeout=20_000)
            browser.close()
    finally:
        stop.set()
        server.join(timeout=20)
    assert not server.is_alive()
