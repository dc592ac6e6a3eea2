"""What tests look at in our Markdown pages: links, headings, examples on a console."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from exporter import markup
from tests.conftest import ROOT

README = ROOT / "README.md"
PAGES = (README, *sorted((ROOT / "docs").glob("*.md")), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")


@dataclass(frozen=True, slots=True)
class Step:
    """A command on a console, and what it prints."""

    command: str
    output: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([f"$ {self.command}", *self.output])


def consoles(page: Path) -> dict[str, list[Step]]:
    """The examples of a page, each under the heading above it."""
    text = page.read_text(encoding="utf-8")
    return {_heading_above(text, found.start()): list(_steps(found[1])) for found in _CONSOLE.finditer(text)}


def with_console(text: str, heading: str, steps: list[Step]) -> str:
    """The page with another example under a heading."""

    def replaced(found: re.Match[str]) -> str:
        if _heading_above(text, found.start()) != heading:
            return found[0]
        return "```console\n{}\n```".format("\n".join(map(str, steps)))

    return _CONSOLE.sub(replaced, text)


def _heading_above(text: str, place: int) -> str:
    return str(re.findall(r"^#+ (.*)$", text[:place], re.MULTILINE)[-1])


def _steps(block: str) -> Iterator[Step]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *output = part.rstrip("\n").split("\n")
        yield Step(command, tuple(output))


def links(page: Path) -> list[str]:
    """Where the links and pictures of a page lead, code left out."""
    text = re.sub(r"`+[^`\n]+`+", "code", _without_fences(page.read_text(encoding="utf-8")))
    return [found[1] or found[2] for found in _LINK.finditer(text)]


def anchors(page: Path) -> list[str]:
    """The anchors of the headings of a page, as GitHub makes them."""
    return [_anchor(title) for _, title in headings(page)]


def headings(page: Path) -> list[tuple[int, str]]:
    """The headings of a page with their levels."""
    text = page.read_text(encoding="utf-8")
    tokens = markup.tokens(text)
    return [(int(head.tag[1]), text.content) for head, text in pairwise(tokens) if head.type == "heading_open"]


def _without_fences(text: str) -> str:
    lines = text.split("\n")
    for token in markup.tokens(text):
        if token.type == "fence" and token.map:
            lines[slice(*token.map)] = [""] * (token.map[1] - token.map[0])
    return "\n".join(lines)


def _anchor(title: str) -> str:
    return re.sub(r"[^\w\- ]", "", title.replace("`", "")).strip().lower().replace(" ", "-")
