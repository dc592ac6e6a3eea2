"""The same cards through other tools, for rows of `make bench`: `python -m tests.bench.peers TOOL FOLDER CARDS`

A tool has a venv of its own in FOLDER, made by the first run. Where it cannot be had, the exit code is UNAVAILABLE.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench import decks

UNAVAILABLE = 75  # EX_TEMPFAIL of sysexits.h
PYTHONS = (sys.executable, "python3", "python3.14", "python3.13", "python3.12")


@dataclass(frozen=True, slots=True)
class Peer:
    """Another tool that makes packages of documents."""

    command: str
    requirements: tuple[str, ...]
    per_file: bool  # whether it takes a document, or a folder of them
    python: tuple[int, int] = (3, 11)  # what it needs


PEERS = {
    # Its command line breaks with newer versions of click.
    "markdown-anki-decks": Peer("mdankideck", ("markdown-anki-decks==1.1.1", "click<8.2"), per_file=False),
    "md2anki": Peer("md2anki", ("md2anki==3.1.0",), per_file=True, python=(3, 12)),
}


def main(name: str, folder: str, cards: str) -> int:
    """Makes packages of this many cards; returns the exit code."""
    peer, home, documents = PEERS[name], Path(folder) / name, Path(folder) / f"{name}-documents"
    if not home.exists():
        if not installed(peer, home):
            return UNAVAILABLE
        decks.main(str(documents), cards)
    with tempfile.TemporaryDirectory() as out:
        for command in commands(peer, home, documents, out):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        made = [package.stat().st_size for package in Path(out).glob("*.apkg")]
    return 0 if len(made) == decks.DOCUMENTS and min(made) > 0 else 1


def installed(peer: Peer, home: Path) -> bool:
    """Installs a tool; whether that was possible."""
    try:
        python = next(found for name in PYTHONS if (found := shutil.which(name)) and is_new(found, peer.python))
        subprocess.run([python, "-m", "venv", home], check=True)
        subprocess.run([home / "bin" / "pip", "install", "--quiet", *peer.requirements], check=True)
    except (StopIteration, OSError, subprocess.CalledProcessError):
        shutil.rmtree(home, ignore_errors=True)
        return False
    return True


def is_new(python: str, version: tuple[int, int]) -> bool:
    """Whether a Python runs, and is new enough."""
    probe = f"import sys; sys.exit(sys.version_info < {version})"
    return subprocess.run([python, "-c", probe], capture_output=True, check=False).returncode == 0


def commands(peer: Peer, home: Path, documents: Path, out: str) -> Iterator[Sequence[str | Path]]:
    """The commands that make packages of the documents."""
    program = home / "bin" / peer.command
    if peer.per_file:
        for document in sorted(documents.iterdir()):
            yield program, document, "-o-anki", Path(out) / f"{document.stem}.apkg"
    else:
        yield program, documents, out


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
