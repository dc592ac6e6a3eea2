"""`exporter init`: a folder to begin with."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from exporter import settings
from exporter.build import files
from exporter.identity import ledger

_LETTER = {"US", "CA", "MX", "PH", "CL", "CO", "VE", "GT", "CR", "PA", "DO"}  # where paper is Letter (CLDR)

_EXAMPLE = """\
# My Questions

## First Steps

### Q1: How is a question written? `beginner`

As a heading that begins with `Q:`, or with a number, `Q1:`. The answer is any Markdown below it:

- lists, **bold**, `code`
- tables, code blocks, images

> [!TIP]
> `exporter convert` rewrites other documents in this form.

### Q2: What happens to my reviews when I edit an answer?

They stay. The ledger `cards.lock` remembers which card is which; commit it beside your documents.
"""


def start(folder: Path) -> Iterator[str]:
    """Makes what is missing and yields a line for each file; what exists is left as it is."""
    for name, text in (
        (settings.FILE, _settings()),
        (".gitattributes", f"{ledger.FILE} merge=union\n"),
        ("questions.md", _EXAMPLE),
    ):
        path = folder / name
        if os.path.lexists(path):
            yield f"{path} exists, left as it is"
        else:
            files.write(path, text.encode())
            yield f"wrote {path}"
    yield f"Next: exporter build {folder}"


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
