"""`exporter init`: settings and an example document."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from exporter import settings
from exporter.identity import ledger
from exporter.pipeline.store import files

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


def start(folder: Path, program: str = "exporter") -> Iterator[str]:
    """Makes missing files and yields a line for each; what exists is left as it is. `program` is how to call us."""
    for name, text, what in (
        ("questions.md", _EXAMPLE, "an example document: put your own beside it, or write into it"),
        (settings.FILE, _settings(), "settings, all optional"),
        (".gitattributes", f"{ledger.FILE} merge=union\n", "lets git merge the ledger, if you use git"),
    ):
        path = folder / name
        if os.path.lexists(path):
            yield f"{path} exists and is left as it is"
        else:
            files.write(path, text.encode())
            yield f"wrote {path}: {what}"
    yield f"Next: {' '.join([program, 'build', *_arguments(folder)])}"


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


def _settings() -> str:
    """The commented defaults, with the paper of this locale."""
    text = settings.commented()
    return text.replace('# paper = "A4"', 'paper = "Letter"') if _country() in _LETTER else text


def _country() -> str:
    """The country of the locale for paper sizes, as two capitals; empty where it has none, as in C.UTF-8.

    Python's `locale.getlocale()` calls C.UTF-8 American, so the variables are read as POSIX orders them.
    """
    given = next((value for name in ("LC_ALL", "LC_PAPER", "LANG") if (value := os.environ.get(name))), "")
    found = re.match(r"[a-z]{2,3}_([A-Z]{2})(?![A-Za-z])", given)
    return found[1] if found else ""
