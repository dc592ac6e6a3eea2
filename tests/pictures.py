"""`make pictures`: what the README shows, taken from the outputs of our own documents.

The card stands in Anki's own reviewer beside what was pasted, the sheet is a page of the PDF, the preview is a window
of a browser.
"""

from __future__ import annotations

import base64
import html
import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.browser.reviewer import Device, reviewer
from tests.collection import opened, take
from tests.conftest import ROOT, SOURCE
from tests.tools import CHROMIUM, lacking

if TYPE_CHECKING:
    from anki.cards import Card
    from playwright.sync_api import Browser

DOCS = ROOT / "docs"
HEIGHT = 1280  # pixels: twice as sharp as they are shown
COLORS = 256  # of a palette: with fewer, the accents of callouts go; without one, a visitor waits longer
BACK = Device("back", 600, 712, "linux", "isLin", 2)
PASTED = (SOURCE / "pasted-articles.txt", "Q2. ", "Q3. ")  # one question and its answer, as a browser copied them
CARD = "Question:*travel*browser*container*"  # what became of it: a diagram and a table that were one line each
SHEET = ("docker-kubernetes-in-depth-sheet.pdf", 1)  # contents, a diagram, tables, code, callouts
SEARCH = "layers hardware"
FRAME = (208, 215, 222)
BEFORE_AND_AFTER = """<!DOCTYPE html><meta charset="utf-8"><style>
body { margin: 0; display: grid; grid-template-columns: 1fr 48px 600px; background: white }
pre { margin: 0; padding: 26px; border: 1px solid #d0d7de; background: #fff8e6; color: #424a53;
  white-space: pre-wrap; word-break: break-all; font: 15px/1.75 "Noto Sans Mono", monospace }
b { font-size: 32px; place-self: center; color: #0b4a9e } img { width: 600px; display: block }
</style><pre>%s</pre><b>→</b><img src="data:image/png;base64,%s">"""


def main() -> int:
    """Writes docs/*.png; returns 1 where something that is needed for it is missing."""
    if why := lacking("browser", "pdf", "poppler"):
        print(why, file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory(prefix="pictures-") as folder, sync_playwright() as playwright:
        dist = build(Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        save("card", card(browser, dist / "anki" / "all-decks.apkg", Path(folder) / "anki"))
        save("sheet", page(dist / "print" / SHEET[0], SHEET[1]))
        save("preview", preview(browser, dist / "index.html"))
        browser.close()
    return 0


def build(folder: Path) -> Path:
    """The outputs of our documents, with a ledger of their own."""
    command = [sys.executable, "-m", "exporter", "build", str(SOURCE), "--quiet", "--only", "anki,sheet,preview"]
    subprocess.run(
        [*command, "--out", str(folder / "dist"), "--lock", str(folder / "cards.lock")], cwd=ROOT, check=True
    )
    return folder / "dist"


def card(browser: Browser, package: Path, profile: Path) -> Image.Image:
    """What was pasted, and the card that it became."""
    with opened(profile) as collection:
        take(collection, package)
        chosen = collection.get_card(next(iter(collection.find_cards(CARD))))
        after = io.BytesIO()
        side(browser, BACK, chosen).save(after, "PNG")
    window = browser.new_page(viewport={"width": 1020, "height": BACK.height}, device_scale_factor=2)
    window.set_content(BEFORE_AND_AFTER % (html.escape(pasted()), base64.b64encode(after.getvalue()).decode()))
    picture = opened_picture(window.screenshot())
    window.close()
    return picture


def pasted() -> str:
    """The lines of a question in our pasted article."""
    file, first, following = PASTED
    text = file.read_text(encoding="utf-8")
    start = text.index(f"\n{first}") + 1
    return text[start : text.index(f"\n{following}", start)]


def side(browser: Browser, device: Device, chosen: Card) -> Image.Image:
    """What Anki shows of a card."""
    with reviewer(browser, device) as screen:
        screen.show(chosen, answer=True)
        return framed(opened_picture(screen.page.screenshot()))


def page(pdf: Path, number: int) -> Image.Image:
    """A page of a PDF."""
    command = ["pdftoppm", "-png", "-singlefile", "-f", str(number), "-scale-to-y", str(HEIGHT), "-scale-to-x", "-1"]
    return framed(opened_picture(subprocess.run([*command, str(pdf)], check=True, capture_output=True).stdout))


def preview(browser: Browser, file: Path) -> Image.Image:
    """The preview in the dark, with something searched for and its answer shown."""
    size = {"width": 940, "height": HEIGHT // 2}
    window = browser.new_page(viewport=size, device_scale_factor=2, color_scheme="dark")  # type: ignore[arg-type]
    window.goto(file.as_uri())
    window.get_by_role("searchbox").fill(SEARCH)
    window.click("#answers")
    window.wait_for_timeout(500)  # the search waits for the end of typing
    picture = framed(opened_picture(window.screenshot()))
    window.close()
    return picture


def opened_picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def framed(picture: Image.Image) -> Image.Image:
    """The picture with a thin line around it, for pages are white as well."""
    inner = picture.crop((2, 2, picture.width - 2, picture.height - 2))
    frame = Image.new("RGB", picture.size, FRAME)
    frame.paste(inner, (2, 2))
    return frame


def save(name: str, picture: Image.Image) -> None:
    """Writes a small PNG."""
    file = DOCS / f"{name}.png"
    picture.quantize(COLORS, method=Image.Quantize.MAXCOVERAGE).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} KB")


if __name__ == "__main__":
    sys.exit(main())
