"""Work to be measured by `make bench`: `python -m tests.bench.pushing FOLDER`.

Prints how many times as long a push of 200 changed notes into a collection of 10,000 takes as an import of the same
package, with its backup and its comparison. The first run makes documents, packages and the collection.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from exporter.push.offer import Offer
from tests.bench.decks import documents

if TYPE_CHECKING:
    from anki.collection import Collection

_CARDS, _CHANGED = 10_000, 200


def main(folder: Path) -> None:
    """Measures both, each in a copy of the collection."""
    from exporter.push import session
    from exporter.push.steps import Choices
    from tests.collection import take

    home = folder / "pushing"
    package, offer = _made(home)

    def imported(col: Collection) -> None:
        assert take(col, package).updated == _CHANGED

    def pushed(col: Collection) -> None:
        plan, _ = session.push(col, offer, Choices(), package, home / "work" / "backups")
        assert sum(step.what == "updated" for step in plan.steps) == _CHANGED

    print(f"{_seconds(home, pushed) / _seconds(home, imported):.2f}")


def _seconds(home: Path, work: Callable[[Collection], None]) -> float:
    from anki.collection import Collection

    work_folder = home / "work"
    shutil.rmtree(work_folder, ignore_errors=True)
    work_folder.mkdir()
    shutil.copyfile(home / "collection.anki2", work_folder / "collection.anki2")
    col = Collection(str(work_folder / "collection.anki2"))
    try:
        started = time.perf_counter()
        work(col)
        return time.perf_counter() - started
    finally:
        col.close()


def _made(home: Path) -> tuple[Path, Offer]:
    """The package of the changed documents, and the offer."""
    from anki.collection import Collection

    from exporter.pipeline import offering, steps
    from exporter.pipeline.options import Options
    from tests.collection import take

    docs, options = home / "docs", Options((str(home / "docs"),), home / "dist", ("anki",))
    package = home / "dist" / "anki" / "all-decks.apkg"
    if not (home / "collection.anki2").exists():
        shutil.rmtree(home, ignore_errors=True)
        docs.mkdir(parents=True)
        for number, text in enumerate(documents(_CARDS)):
            (docs / f"{number}.md").write_text(text, encoding="utf-8")
        steps.built(options, lambda *_: None)
        col = Collection(str(home / "new.anki2"))
        take(col, package)
        col.close()
        time.sleep(2)  # a change of the same second is not newer
        for path in docs.glob("*.md"):
            path.write_text(_changed(path.read_text(encoding="utf-8")), encoding="utf-8")
        (home / "new.anki2").rename(home / "collection.anki2")
    build, _ = steps.built(options, lambda *_: None)
    return package, offering.offer(build)


def _changed(text: str) -> str:
    """A document with some of its answers changed."""
    first, *others = text.split("## Q: ")
    few = _CHANGED // 4
    return "## Q: ".join([first, *(f"{each.rstrip()}\n\nAnd so on.\n\n" for each in others[:few]), *others[few:]])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
