"""What the preview of 5,000 cards costs in Chromium, in milliseconds: rows of `make bench`.

`python -m tests.bench.preview paint|search FOLDER`; exits with UNAVAILABLE where there is no Chromium.
"""

from __future__ import annotations

import sys
from pathlib import Path

from exporter.model import Document
from tests.bench.peers import UNAVAILABLE
from tests.browser.conftest import chromium
from tests.browser.preview import Preview, loaves, shown_by
from tests.editions import edition, written
from tests.tools import lacking

CARDS = 5_000
PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
SEARCH = """() => {
  const box = document.getElementById("search");
  return Math.max(...["l", "lo", "loaf49", "loaf 4999 patience", "nowhere", ""].map((text) => {
    box.value = text;
    const start = performance.now();
    box.dispatchEvent(new Event("input"));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  }));
}"""


def main(what: str, folder: Path) -> int:
    """Prints the first paint, or the slowest of some searches."""
    if lacking("browser"):
        return UNAVAILABLE
    page = folder / "index.html"
    if not page.exists():
        written("preview", edition(Document("Bread", "bread.md", loaves(CARDS))), page)
    with chromium() as browser, shown_by(browser, page) as screen:
        screen.page.wait_for_timeout(1000)  # a reader's first word takes longer
        print(measured(screen, PAINT if what == "paint" else SEARCH))
    return 0


def measured(screen: Preview, script: str) -> float:
    """Milliseconds that a script tells."""
    return float(screen.page.evaluate(script))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
