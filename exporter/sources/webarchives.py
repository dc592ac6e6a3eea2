"""Web pages saved as one file (MHTML): the page with its lines in the file, and the pictures that lie beside it there.

The file is taken apart here and not by `email`, which nests parts as deep as a file says, and knows no lines.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from urllib.parse import unquote, urljoin, urlsplit

from exporter.errors import InputError

SUFFIXES = frozenset({".mhtml", ".mht"})
_MOST_PARTS = 5_000
_LONGEST_HEAD = 20_000  # bytes of the lines above a part
_BLANK = re.compile(rb"\r?\n\r?\n")
_BOUNDARY = re.compile(r"\bboundary\s*=\s*(?:\"([^\"]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_CHARSET = re.compile(r"\bcharset\s*=\s*\"?([\w.:-]{1,40})", re.IGNORECASE)
_SOURCE = re.compile(r"(\b(?:src|data-src)\s*=\s*)(\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+)", re.IGNORECASE)
_NEWLINE = ord("\n")
_STOP = re.compile(
    rb"\n|<(?P<kept>pre|script|style|textarea)\b|</(?P<end>pre|script|style|textarea)\b"
    rb"|<(?:h[1-6]|p|div|li|ul|ol|dl|dt|dd|tr|section|article|main|summary|details|button)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class _Part:
    """A file in the archive, still encoded."""

    kind: str  # such as text/html
    charset: str
    coding: str  # of its bytes: "base64", "quoted-printable", or none
    location: str
    identity: str
    body: bytes
    line: int  # 1-based, on which the body begins


@dataclass(frozen=True, slots=True)
class Page:
    """A page, whose pictures have the names that `picture` knows."""

    data: bytes
    is_decoded: bool  # whether the bytes are UTF-8, since the archive says what they were
    lines: tuple[int, ...]  # for each of its lines the 1-based line of the file


def page(name: str, data: bytes) -> Page:
    """The page of an archive. Raises InputError where there is none."""
    parts = [*_parts(data)]
    found = next((part for part in parts if part.kind in ("text/html", "application/xhtml+xml")), None)
    if found is None:
        raise InputError(f"{name}: no web page is in it, expected one saved by a browser. Save it again, or as .html.")
    text, lines = _lined(found)
    try:
        said, is_decoded = text.decode(found.charset or "utf-8"), True
    except (LookupError, UnicodeDecodeError):
        said, is_decoded = text.decode("latin-1"), False
    said = _SOURCE.sub(_Named(found.location, _names(parts)).replaced, said)
    return Page(said.encode("utf-8" if is_decoded else "latin-1"), is_decoded, lines)


@lru_cache(maxsize=2)  # a page has many pictures
def pictures(data: bytes) -> Mapping[str, bytes]:
    """The pictures and sounds of an archive by the names that they have in its page."""
    parts = [*_parts(data)]
    return {_name(n, part): _decoded(part) for n, part in enumerate(parts) if _is_media(part)}


class _Named:
    """Gives pictures the names that they have in the archive."""

    def __init__(self, base: str, names: Mapping[str, str]) -> None:
        self._base, self._names = base, names

    def replaced(self, found: re.Match[str]) -> str:
        address = html.unescape(found[2].strip("\"'"))
        name = self._names.get(address) or self._names.get(_joined(self._base, address))
        return f'{found[1]}"{name}"' if name else found[0]


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _names(parts: list[_Part]) -> dict[str, str]:
    """The names of pictures by the addresses under which a page may know them."""
    found: dict[str, str] = {}
    for n, part in enumerate(parts):
        if _is_media(part):
            for address in (part.location, part.identity):
                if address:
                    found.setdefault(address, _name(n, part))
    return found


def _name(n: int, part: _Part) -> str:
    try:
        last = unquote(urlsplit(part.location).path).rpartition("/")[2]
    except ValueError:
        last = ""
    return f"{n}-{_NO_NAME.sub('-', last)[-_LONGEST_NAME:]}" if last else f"{n}"


def _is_media(part: _Part) -> bool:
    return part.kind.startswith(("image/", "audio/"))


def _parts(data: bytes) -> Iterator[_Part]:
    """The files of an archive in their order."""
    above = _BLANK.search(data, 0, _LONGEST_HEAD)
    boundary = _BOUNDARY.search(_headers(data[: above.start()]).get("content-type", "")) if above else None
    if boundary is None:
        yield from _part(data, 1)
        return
    mark = b"--" + (boundary[1] or boundary[2]).encode("utf-8", "replace")
    line = 1
    for n, chunk in enumerate(data.split(mark, _MOST_PARTS)):
        if n and not chunk.startswith(b"--"):
            start = chunk.find(b"\n") + 1
            yield from _part(chunk[start:], line + 1)
        line += chunk.count(b"\n")


def _part(data: bytes, line: int) -> Iterator[_Part]:
    above = _BLANK.search(data, 0, _LONGEST_HEAD)
    if above is None:
        return
    said = _headers(data[: above.start()])
    kind, _, more = said.get("content-type", "").partition(";")
    charset = _CHARSET.search(more)
    identity = said.get("content-id", "").strip("<> ")
    yield _Part(
        kind.strip().lower(),
        charset[1] if charset else "",
        said.get("content-transfer-encoding", "").lower(),
        said.get("content-location", ""),
        f"cid:{identity}" if identity else "",
        data[above.end() :].removesuffix(b"\n").removesuffix(b"\r"),
        line + data[: above.end()].count(b"\n"),
    )


def _headers(head: bytes) -> dict[str, str]:
    """The lines above a file by their names in small letters; a line that begins with a blank goes on."""
    text = re.sub(r"\r?\n[ \t]+", " ", head.decode("utf-8", "replace"))
    pairs = (line.partition(":") for line in text.splitlines())
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _decoded(part: _Part) -> bytes:
    return b"".join(said for _, said in _pieces(part))


def _pieces(part: _Part) -> Iterator[tuple[int, bytes]]:
    """What the lines of a part say, each with its line in the file."""
    raw = part.body.split(b"\n")
    if part.coding == "base64":
        yield from _of_base64(part, raw)
    elif part.coding == "quoted-printable":
        for n, line in enumerate(raw, part.line):
            said = line.rstrip()
            yield n, binascii.a2b_qp(said.removesuffix(b"=")) + b"\n" * (not said.endswith(b"="))
    else:
        yield from ((n, line + b"\n") for n, line in enumerate(raw, part.line))


def _of_base64(part: _Part, raw: list[bytes]) -> Iterator[tuple[int, bytes]]:
    try:
        said = base64.b64decode(part.body)
    except (binascii.Error, ValueError):
        return
    at = 0.0
    for n, line in enumerate(raw, part.line):
        following = at + len(line.strip()) * 3 / 4
        yield n, said[int(at) : int(following)]
        at = following


def _lined(part: _Part) -> tuple[bytes, tuple[int, ...]]:
    """The text of a page, and for each of its lines the line of the file.

    Where the file breaks a line of the page, the next block begins a line: so its place is known, and no word is cut.
    """
    pieces = [*_pieces(part)]
    starts = [0, *accumulate(len(said) for _, said in pieces)]
    text = b"".join(said for _, said in pieces)
    made: list[bytes] = []
    lines: list[int] = []
    at = 0
    for end in [*_ends(text), len(text)]:
        if end == at:
            continue
        number = pieces[min(bisect_right(starts, at), len(pieces)) - 1][0] if pieces else part.line
        if not at or text[at - 1] == _NEWLINE:
            lines.append(number)
        elif number != lines[-1]:
            made.append(b"\n")
            lines.append(number)
        made.append(text[at:end])
        at = end
    return b"".join(made), tuple(lines) or (part.line,)


def _ends(text: bytes) -> Iterator[int]:
    """Where a line of a page ends, or a block begins that stands on it; not within code."""
    within = b""
    for found in _STOP.finditer(text):
        if found[0] == b"\n":
            yield found.end()
        elif found["kept"]:
            within = within or found["kept"].lower()
        elif found["end"]:
            within = b"" if found["end"].lower() == within else within
        elif not within:
            yield found.start()
