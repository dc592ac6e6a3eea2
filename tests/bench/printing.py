"""Work on printing to be measured by `make bench`, which reads the number that a command prints last.

`python -m tests.bench.printing pages FOLDER`: pages of the sheets of the user's documents, built in the folder.
`python -m tests.bench.printing edited FOLDER`: a sheet's time after an edit, as a share of all sheets' cold time.
`python -m tests.bench.printing alone FOLDER`: the same as a share of its own cold time.
`python -m tests.bench.printing chromium FOLDER`: how long Chromium takes to print the same cards, in seconds.
`python -m tests.bench.printing many FOLDER`: pages of the sheet of three thousand cards.
`python -m tests.bench.printing beside FOLDER`: the processor time of the sheets as a multiple of Chromium's: nothing is
known of the last time, and its profile is new.
`python -m tests.bench.printing again FOLDER`: the same for all sheets a second time, and a profile that is there.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from exporter.emitters import Edition
from exporter.model import Document
from exporter.settings import Settings
from tests.bench.cputime import processor_seconds
from tests.bench.peers import UNAVAILABLE
from tests.bench.places import EXPORTER, SEEDS
from tests.editions import templates

CARDS = 3_000
_PAGE = """<!doctype html><meta charset="utf-8"><title>Cards</title><style>{style}
@page {{ size: A4; margin: 13mm 10mm 11.5mm }}
.galley {{ page: auto; columns: 2; column-gap: 6mm }}
.galley > * {{ width: auto; break-inside: avoid }}
</style><div class="galley">{units}</div>
"""


def pages(folder: Path) -> float:
    """The pages of all sheets together."""
    import pikepdf

    build(SEEDS, folder / "pages")
    return sum(len(pikepdf.open(path).pages) for path in folder.rglob("*-sheet.pdf"))


def many(folder: Path) -> float:
    """The pages of one sheet of many cards: the user's own, again and again."""
    import pikepdf

    from exporter.emitters.canonical import emit

    cards = list(islice(cycle(card for document in read(folder) for card in document.cards), CARDS))
    items = tuple(replace(card, question=f"{n}: {card.question}", section=(), id=None) for n, card in enumerate(cards))
    (folder / "docs").mkdir(parents=True)
    with (folder / "docs" / "many.md").open("wb") as file:
        emit(edition(Document("Many", "many.md", items)), file)
    build(folder / "docs", folder / "dist")
    return len(pikepdf.open(folder / "dist/print/many-sheet.pdf").pages)


def edited(folder: Path) -> float:
    """The time of one sheet after an edit in its document, as a share of that of all sheets, cold."""
    return _after_an_edit(folder, sorted(SEEDS.glob("*.txt")))


def alone(folder: Path) -> float:
    """The same as a share of the time of that sheet alone, cold."""
    return _after_an_edit(folder, [min(SEEDS.glob("*.txt"))])


def _after_an_edit(folder: Path, documents: Sequence[Path]) -> float:
    docs, out = folder / "docs", folder / "dist"
    docs.mkdir(parents=True)
    for document in documents:
        shutil.copyfile(document, docs / document.name)
    cold = timed(lambda: build(docs, out))
    first = docs / documents[0].name
    text = first.read_text(encoding="utf-8")
    first.write_text(text.replace("**Answer:**", "**Answer:** Indeed.", 1), encoding="utf-8")
    return timed(lambda: build(docs, out)) / cold


def chromium(folder: Path) -> float:
    """The seconds that Chromium takes, one document after another: it uses more than one processor itself."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit(UNAVAILABLE)
    sources = sorted((folder / "html").glob("*.html")) or html(folder / "html")

    def one(source: Path) -> None:
        profile, target = f"--user-data-dir={source}.profile", f"--print-to-pdf={source}.pdf"
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", profile, target)
        subprocess.run([browser, *flags, source.as_uri()], check=True, capture_output=True)
        Path(f"{source}.pdf").unlink()  # fails where it could not be printed: Chromium does not tell

    return timed(lambda: list(map(one, sources)))


def beside(folder: Path) -> float:
    """The processor time of our sheets, cold, as a multiple of Chromium's with a new profile."""
    chromium(folder)  # has what it needs in the memory of the system, and writes the HTML
    for known in [folder / "cold", *folder.glob("html/*.profile")]:
        shutil.rmtree(known, ignore_errors=True)
    return _ratio(folder, folder / "cold")


def again(folder: Path) -> float:
    """The processor time of our sheets a second time, as a multiple of Chromium's with the profile of the last time."""
    chromium(folder)
    build(SEEDS, folder / "again")
    shutil.rmtree(folder / "again" / "print")
    return _ratio(folder, folder / "again")


def _ratio(folder: Path, out: Path) -> float:
    ours, theirs = processor_seconds(lambda: build(SEEDS, out)), processor_seconds(lambda: chromium(folder))
    if ours is None or theirs is None:
        sys.exit(UNAVAILABLE)
    return ours / theirs


def html(folder: Path) -> list[Path]:
    """The same cards in the same style, a page of HTML for each document, in columns that the browser fills."""
    from exporter.emitters.print.document import PrintedDocument

    folder.mkdir(parents=True)
    for number, document in enumerate(read(folder)):
        made = edition(document)
        units = PrintedDocument(made, document.items, made.settings.print).units()
        text = _PAGE.format(style=made.templates["sheet.css"], units="\n".join(unit.html for unit in units))
        (folder / f"{number}.html").write_text(text, encoding="utf-8")
    return sorted(folder.glob("*.html"))


def read(folder: Path) -> Sequence[Document]:
    """The user's documents."""
    from exporter.pipeline.load import load
    from exporter.pipeline.options import Options

    return load(Options((str(SEEDS),), folder)).library.documents


def edition(document: Document) -> Edition:
    """A document alone, to be printed as it is by default."""
    return Edition((document,), (document.title,), ("slug",), {}, Settings(), templates("print"), 0, 0)


def build(source: Path, out: Path) -> None:
    """Builds the sheets of some documents."""
    command = [EXPORTER, "build", str(source), f"--out={out}", f"--lock={out}/cards.lock", "--only=sheet"]
    subprocess.run(command, check=True, capture_output=True)


def timed(work: Callable[[], object]) -> float:
    """How many seconds some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


WORK: Mapping[str, Callable[[Path], float]] = {
    work.__name__: work for work in (pages, many, edited, alone, chromium, beside, again)
}

if __name__ == "__main__":
    print(WORK[sys.argv[1]](Path(sys.argv[2])))
