"""`exporter init`: settings and an example document."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from exporter import jsontypes, safefiles, settings
from exporter.commands.outcome import Outcome, dumps
from exporter.identity import ledger
from exporter.pipeline.store import files
from exporter.settings import limits

_LETTER = {"US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "PA", "DO"}  # where paper is Letter (CLDR)

_EXAMPLE = """\
# My Questions

## First Steps

### Q1: How is a question written? `beginner`

As a heading that begins with `Q:` or, with a number, `Q1:`. The answer is the Markdown below it:

- lists, **bold**, `code`
- tables, code blocks, images

> [!TIP]
> Many other documents can be read as they are. `exporter convert` rewrites them in this form.

### Q2: What happens to my reviews when I edit an answer?

They stay. The first build writes the ledger, `cards.lock`, which records which card is which note in Anki. Keep it
beside your documents.
"""


@dataclass(frozen=True, slots=True)
class Started:
    """A folder that can be built."""

    files: tuple[tuple[Path, bool, str], ...]  # path, whether it was written, what it is
    next: str  # the command that builds it

    def lines(self) -> Iterator[str]:
        """A line for each file, and the next command."""
        for path, written, what in self.files:
            yield f"wrote {path}: {what}" if written else f"{path} exists and is left as it is"
        yield f"Next: {self.next}"

    def table(self) -> jsontypes.Init:
        """The same for programs."""
        files: list[jsontypes.StartedFile] = [
            {"path": str(path), "written": written} for path, written, _ in self.files
        ]
        return {"schema": 1, "files": files, "next": self.next}


def run(folder: Path, program: str, *, as_json: bool) -> Outcome:
    """Creates missing files; `program` is the command that calls exporter."""
    started = start(folder, program)
    return Outcome(dumps(started.table()) if as_json else (), started.lines())


def start(folder: Path, program: str = "exporter") -> Started:
    """Creates missing files, and leaves existing ones as they are. Raises OutputError."""
    files = (
        ("questions.md", _EXAMPLE, "an example document: put your own beside it, or write into it"),
        (settings.FILE, _settings(folder), "settings, all optional"),
        (".gitattributes", f"{ledger.FILE} merge=union\n", "lets git merge the ledger, if you use git"),
    )
    made = tuple((folder / name, _written(folder / name, text), what) for name, text, what in files)
    return Started(made, " ".join([program, "build", *_arguments(folder)]))


def _written(path: Path, text: str) -> bool:
    """Writes a file unless it exists; returns whether it did."""
    if os.path.lexists(path):
        return False
    files.write(path, text.encode())
    return True


def _arguments(folder: Path) -> Iterator[str]:
    """What to build a folder with, so that its outputs are inside of it."""
    yield typed(folder)
    if folder != Path():
        yield from ("--out", typed(folder / "dist"))


def typed(path: Path) -> str:
    """A path as it is typed in a shell."""
    if os.name == "posix":
        return shlex.quote(str(path))
    return f'"{path}"' if " " in str(path) else str(path)


def _settings(folder: Path) -> str:
    """The commented defaults, with the paper of this locale, and a deck for the decks of a folder that has none yet."""
    text = settings.commented()
    if root := "" if os.path.lexists(folder / ledger.FILE) else _root_deck(folder):
        text = text.replace('# root_deck = ""', f"root_deck = {json.dumps(root, ensure_ascii=False)}")
    return text.replace('# paper = "A4"', 'paper = "Letter"') if _country() in _LETTER else text


def _root_deck(folder: Path) -> str:
    """The name of a folder as that of a deck; empty where it cannot be one."""
    name = " ".join(folder.resolve().name.split()).replace("::", ":")
    return name if safefiles.is_legible(name) and not limits.deck(name) else ""


def _country() -> str:
    """The country of the locale for paper sizes, as two capitals; empty where it has none, as in C.UTF-8.

    Python's `locale.getlocale()` calls C.UTF-8 American, so the variables are read as POSIX orders them.
    """
    given = next((value for name in ("LC_ALL", "LC_PAPER", "LANG") if (value := os.environ.get(name))), "")
    found = re.match(r"[a-z]{2,3}_([A-Z]{2})(?![A-Za-z])", given)
    return found[1] if found else ""
