"""Cards as Anki shows them: rendered by its backend, in the page, style and script of its own reviewer."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from anki.cards import Card
    from playwright.sync_api import Browser, Dialog, Page, Route

_HOME = "http://anki.invalid"
_PAGE = """<!doctype html>
<html class="{root}" dir="ltr" data-bs-theme="{theme}"><head><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/_anki/css/webview.css"><link rel="stylesheet" href="/_anki/css/reviewer.css"></head>
<body class="{body}"><script>qFade = 0;</script>
<script src="/_anki/js/webview.js"></script><script src="/_anki/js/reviewer.js"></script>
<div id="_mark" hidden>&#x2605;</div><div id="_flag" hidden>&#x2691;</div><div id="qa" dir="auto"></div></body></html>
"""


@dataclass(frozen=True, slots=True)
class Device:
    """Where a card is seen."""

    name: str
    width: int
    height: int
    root: str  # classes of the html element
    body: str  # classes of the body, beside those of the card
    scale: int = 1

    @property
    def is_dark(self) -> bool:
        return "nightMode" in self.body


DEVICES = (
    Device("desktop-light", 1000, 760, "linux", "isLin"),
    Device("desktop-dark", 1000, 760, "linux night-mode", "isLin nightMode night_mode"),
    Device("phone-light", 390, 780, "mobile android linux js", "mathjax-rendered", 2),
    Device("phone-dark", 390, 780, "mobile android linux js night-mode", "nightMode night_mode", 2),
    Device("ios-dark", 390, 780, "mobile iphone night-mode", "nightMode night_mode", 2),
)


def _assets() -> Path:
    spec = find_spec("_aqt")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "data" / "web"


@contextmanager
def reviewer(browser: Browser, device: Device, media: Path | None = None) -> Iterator[Reviewer]:
    """Anki's reviewer on a device; all it may reach is Anki's own files and the collection's media."""
    page = browser.new_page(viewport={"width": device.width, "height": device.height}, device_scale_factor=device.scale)
    screen = Reviewer(page, device, media)
    page.route("**/*", screen.serve)
    page.on("dialog", screen.refuse)
    page.on("pageerror", lambda error: screen.faults.append(f"error: {error}"))
    page.add_init_script("window.bridgeCommand = () => {};")  # what the desktop program listens to
    page.goto(f"{_HOME}/")
    try:
        yield screen
    finally:
        page.close()


class Reviewer:
    """A page that shows cards."""

    def __init__(self, page: Page, device: Device, media: Path | None) -> None:
        self.page, self.device, self.media = page, device, media
        self.faults: list[str] = []
        self.refused: list[str] = []  # addresses outside of Anki that were asked for

    def serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(f"{_HOME}/")
        if not path:
            body = f"card card1 {self.device.body}"
            theme = "dark" if self.device.is_dark else "light"
            route.fulfill(body=_PAGE.format(root=self.device.root, body=body, theme=theme), content_type="text/html")
            return
        file = _assets() / path.removeprefix("_anki/") if path.startswith("_anki/") else (self.media or Path()) / path
        if route.request.url.startswith(_HOME) and file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=mimetypes.guess_type(file.name)[0] or "")
        else:
            if not path.startswith("favicon"):
                self.refused.append(route.request.url)
            route.abort()

    def refuse(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def show(self, card: Card, *, answer: bool = False) -> None:
        """Shows a side of a card and waits until it is typeset."""
        question, solution = json.dumps(card.question()), json.dumps(card.answer())
        body = json.dumps(f"card card{card.ord + 1} {self.device.body}")
        style = f"<style>{card.note_type()['css']}</style>"
        assert style in card.question()
        self.page.evaluate(f"() => _showQuestion({question}, {solution}, {body})")
        self.page.wait_for_function("() => document.getElementById('qa').style.opacity === '1'", timeout=20_000)
        if answer:
            self.page.evaluate(f"() => _showAnswer({solution})")
            self.page.wait_for_timeout(80)
            self.page.wait_for_function("() => document.getElementById('qa').style.opacity === '1'", timeout=20_000)
        self.page.evaluate("() => window.scrollTo(0, 0)")

    def ask(self, script: str) -> Any:
        """The value of a script's expression in the page."""
        return self.page.evaluate(script)
