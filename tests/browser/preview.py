"""The preview in a browser, with an eye on what it asks for and complains about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

from exporter.model import Card, Level, Location

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

LEVELS = (None, *Level)


def loaves(count: int, name: str = "bread.md") -> tuple[Card, ...]:
    """Cards with a list, code, a table and some hundred words each."""
    return tuple(
        Card(
            f"How is loaf {n} baked?",
            f"Loaf{n} needs *patience*:\n\n- knead\n- rest\n- bake\n\n```python\nbake(loaf={n}, degrees=240)\n```\n\n"
            f"| flour | water |\n|---|---|\n| {n} g | {n // 2} g |\n\n"
            + "It rises slowly, and then it is baked. "
            * 12,
            Location(name, 10 * n),
            n,
            LEVELS[n % 4],
            (f"Section {n % 7}",),
        )
        for n in range(1, count + 1)
    )


class Preview:
    """A page that shows the preview."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.fetched: list[str] = []
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self.see)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def see(self, request: Request) -> None:
        if not request.url.startswith(("data:", "file:")) or not request.is_navigation_request():
            self.fetched.append(request.url)

    def questions(self) -> list[str]:
        """The names of the cards that are shown."""
        script = "() => [...document.querySelectorAll('.entry')].map((entry) => entry.ariaLabel)"
        return cast("list[str]", self.page.evaluate(script))

    def answers(self, part: str = ".answer") -> list[str]:
        """All cards' answers as they are read, or the text of a part of them."""
        script = """async (part) => {
          const button = document.getElementById("answers");
          if (button.getAttribute("aria-pressed") !== "true") button.click();
          const more = document.getElementById("more");
          for (let tries = 0; !more.hidden && tries < 500; tries++) {
            window.scrollTo(0, tries % 2 ? 0 : document.body.scrollHeight);
            await new Promise((done) => setTimeout(done, 20));
          }
          const faces = [...document.querySelectorAll(".face")].map((face) => face.shadowRoot.querySelector(part));
          for (const entry of document.querySelectorAll(".entry")) entry.style.contentVisibility = "visible";
          return faces.filter(Boolean).map((face) => (part === ".answer" ? face.innerText : face.textContent));
        }"""
        return cast("list[str]", self.page.evaluate(script, part))


@contextmanager
def shown_by(browser: Browser, path: Path, *, width: int = 1100, dark: bool = False) -> Iterator[Preview]:
    """The preview of a file."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light")
    screen = Preview(page)
    page.goto(path.as_uri())
    try:
        yield screen
    finally:
        page.close()
