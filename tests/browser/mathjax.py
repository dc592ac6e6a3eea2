"""MathJax as Anki runs it, in Anki's own reviewer page, and what its output may hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tests.browser.reviewer import DEVICES, Reviewer, reviewer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_SCRIPT = Path(__file__).with_suffix(".js")


@contextmanager
def mathjax(browser: Browser) -> Iterator[MathJax]:
    """The reviewer's page with MathJax in it."""
    with reviewer(browser, DEVICES[0]) as screen:
        for script in ("mathjax.js", "vendor/mathjax/tex-chtml-full.js"):
            screen.page.add_script_tag(url=f"/_anki/js/{script}")
        screen.page.wait_for_function("() => window.MathJax.startup?.document")
        watch(screen.page)
        yield MathJax(screen)


def watch(page: Page) -> None:
    """Adds our questions to a page: `beyond(element)`, `faults(element)`; and a `canary` that records its calls."""
    page.add_script_tag(content=_SCRIPT.read_text(encoding="utf-8"))


class MathJax:
    """A page that sets formulas."""

    def __init__(self, screen: Reviewer) -> None:
        self.screen = screen

    def converted(self, texts: Sequence[str]) -> list[tuple[list[str], list[str]]]:
        """For each TeX what of its output is no drawing, and MathJax's own complaints."""
        return [(beyond, faults) for beyond, faults in self._ask("converted", list(texts))]

    def shown(self, sides: Sequence[str]) -> list[list[str]]:
        """For each side of a card, as HTML, what MathJax made of it that is no drawing."""
        return cast("list[list[str]]", self._ask("shown", list(sides)))

    def known(self, kind: str) -> dict[str, list[str]]:
        """The names that MathJax knows, by the table they stand in; `kind`: macro, environment, delimiter."""
        return cast("dict[str, list[str]]", self._ask("known", kind))

    def options(self, texts: Sequence[str]) -> list[list[str]]:
        """For each TeX what MathJax took as options: text in brackets behind a command."""
        return cast("list[list[str]]", self._ask("options", list(texts)))

    def _ask(self, name: str, given: object) -> Any:
        return self.screen.page.evaluate(f"(given) => window.{name}(given)", given)

    @property
    def harm(self) -> list[Any]:
        """Scripts that ran, addresses that were asked for, errors of the page."""
        return [*self.screen.ask("() => window.sung"), *self.screen.refused, *self.screen.faults]
