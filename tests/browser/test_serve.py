"""A page of `exporter serve` in a browser: it shows a document as it was saved last."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.commands import serve
from exporter.commands.outcome import Event
from exporter.pipeline.options import Options

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_a_page_reloads_when_a_document_is_saved(folder: Callable[..., Path], tmp_path: Path, browser: Browser) -> None:
    source = folder(tea__md="# Tea\n\n### Q1: How hot?\n\n80 degrees.\n")
    said: list[str] = []

    def tell(event: Event) -> None:
        said.append(event.text)

    stop = threading.Event()
    options = Options((str(source),), tmp_path / "dist", ("preview",))
    server = threading.Thread(target=serve.serve, args=(options, 0, tell, stop), daemon=True)
    server.start()
    page = browser.new_page()
    try:
        deadline = time.monotonic() + 30
        while len(said) < 3 and server.is_alive() and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(said) == 3  # its address, the first build, what it watches
        page.goto(said[0].rpartition(" ")[2])
        page.get_by_role("article", name="How hot?").wait_for()
        (source / "tea.md").write_text("# Tea\n\n### Q1: How warm?\n\n80 degrees.\n")
        page.get_by_role("article", name="How warm?").wait_for()
    finally:
        page.close()
        stop.set()
        server.join(timeout=20)
    assert not server.is_alive()
