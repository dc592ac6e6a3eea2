"""Encodings: the text that a file's bytes are, whatever program saved it.

UTF-8 and what a byte order mark says are sure. UTF-16 without a mark is known by its zero bytes. Anything else is in an
old code page, which is a guess, and told.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from exporter.errors import InputError
from exporter.model import Location, Problem
from exporter.naming import count
from exporter.problems.documents import ENCODING
from exporter.sources import codepages

_MARKS = (  # the longer ones first: that of UTF-16 begins that of UTF-32
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What pages, XML, LaTeX and editors (Emacs, Vim, Python) say of a file's encoding, and where.
_HEAD = 2048
_DECLARATION = re.compile(
    rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})"
    rb"|\A\s{0,20}<\?xml\s[^<>]{0,100}?encoding\s*=\s*[\"']([\w.-]{1,40})"
    rb"|^\\usepackage\[([a-z\d-]{1,20})\]\{inputenc\}"
    rb"|(?:-\*-|vim:|#)[^\n]{0,40}?\b(?:file)?(?:en)?coding[:=]\s{0,9}([\w.-]{1,40})",
    re.IGNORECASE | re.MULTILINE,
)
_WESTERN = {
    "iso-8859-1",
    "iso8859-1",
    "latin-1",
    "latin1",
    "us-ascii",
    "ascii",
}  # in fact Windows-1252, as browsers know
_WIDE = re.compile("utf-?(?:16|32)", re.IGNORECASE)  # what says so in ASCII is not
_CONTROL = bytes({*range(32), 127} - {*b"\t\n\v\f\r\x1a\x1b"})  # what stands in no text
_FEW = 100  # one of them in so many bytes may be a slip; a compressed file has every tenth
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, without a byte order mark, and what is doubtful about it."""

    text: str
    problems: tuple[Problem, ...] = ()


def decode(path: str, data: bytes, *, is_page: bool = False) -> Decoded:
    """The text of a file of this name; raises InputError where its bytes are not a text.

    Of a web page (`is_page`) counts first what it declares, of other documents where they are not UTF-8: a text may
    show such a line.
    """
    if mark := next((encoding for bom, encoding in _MARKS if data.startswith(bom)), ""):
        return _marked(path, data, mark)
    if is_page and (text := _declared(data)):
        return Decoded(text)
    if b"\0" in data:
        return _wide(path, data)
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _old(path, data, error.start)


def text_of(data: bytes) -> str:
    """The text of a file's bytes, damaged where they are no text: for what was read, or could not be."""
    try:
        return decode("", data).text
    except InputError:
        return data.decode("utf-8-sig", "replace")


def _declared(data: bytes) -> str:
    """The text in the encoding that a document says it is in; "" where it says none, or is not in it."""
    found = _DECLARATION.search(data[:_HEAD])
    name = found[found.lastindex or 0].decode("ascii") if found else ""
    names = ("cp1252", name) if name.lower().replace("_", "-") in _WESTERN else (name,)
    for each in () if not name or _WIDE.match(name) else names:
        try:
            return data.decode(each)
        except (LookupError, ValueError):  # not an encoding, not one of text, or not the document's
            continue
    return ""


def _binary(path: str, data: bytes, at: int, what: str) -> InputError:
    return InputError(f"{path}:{_line(data, at)}: binary data ({what}), expected text. Name a text document instead.")


def _line(data: bytes, at: int) -> int:
    """The 1-based line of a byte, whatever ends lines here."""
    head = data[:at]
    return head.count(b"\n") + head.count(b"\r") - head.count(b"\r\n") + 1


# ── UTF-16 ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _marked(path: str, data: bytes, encoding: str) -> Decoded:
    """Text that begins with a byte order mark of this encoding."""
    found = data.decode(encoding, "replace")
    if "\0" in found:
        line = found.count("\n", 0, found.index("\0")) + 1
        raise InputError(f"{path}:{line}: binary data (a NUL character), expected text. Name a text document instead.")
    line = found.count("\n", 0, max(0, found.find(_LOST))) + 1
    return Decoded(found, tuple(_lost(path, line, found.count(_LOST), encoding.upper())))


def _wide(path: str, data: bytes) -> Decoded:
    """UTF-16 without a byte order mark, the only text in which there are zero bytes."""
    # Text with a zero byte by mistake would be pairs of letters, all of them Chinese.
    without = data.replace(b"\0", b"")
    is_stray = _is_utf8(without) and len(without.translate(None, _CONTROL)) == len(without) > len(data) * 2 / 3
    for encoding in () if is_stray else ("utf-16-le", "utf-16-be"):
        try:
            found = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(map(_is_of_text, set(found))):
            return Decoded(found, (_guess(path, 1, "UTF-16"),))
    raise _binary(path, data, data.index(b"\0"), "a NUL byte")


def _is_of_text(character: str) -> bool:
    """Whether a character stands in texts; what is no text, or has its bytes the other way round, holds others."""
    return character in "\t\n\v\f\r" or unicodedata.category(character) not in ("Cc", "Cn", "Co")


# ── UTF-8 and others ─────────────────────────────────────────────────────────────────────────────────────────────────


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether most lines with letters beyond ASCII are UTF-8: hardly a line in another encoding is."""
    lines = codepages.foreign_lines(data)
    return sum(map(_is_utf8, lines)) * 2 > len(lines)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _old(path: str, data: bytes, at: int) -> Decoded:
    """Text that is not, or not all, UTF-8; `at` is the first byte that is not."""
    if len(data) - len(data.translate(None, _CONTROL)) > len(data) / _FEW + 1:
        raise _binary(path, data, at, f"byte 0x{data[at]:02x}")
    line = _line(data, at)
    if _is_mostly_utf8(data):
        found = data.decode("utf-8-sig", "replace")
        lost = found.count(_LOST) - data.count(_LOST.encode())
        return Decoded(found, tuple(_lost(path, line, lost, "UTF-8")))
    if text := _declared(data):
        return Decoded(text)
    return _guessed(path, data, line)


def _lost(path: str, line: int, number: int, encoding: str) -> Iterator[Problem]:
    if number > 0:
        message = (
            f"{count(number, 'character')} cannot be decoded as {encoding} and {'is' if number == 1 else 'are'} shown "
            f"as “{_LOST}”, {'in' if number == 1 else 'the first in'} this line. Correct it in the document."
        )
        yield ENCODING.at(Location(path, line), message)


def _guessed(path: str, data: bytes, line: int) -> Decoded:
    """Text in an old code page."""
    page = codepages.guess(data)
    found = data.decode(page, "replace")
    lost = _lost(path, line, found.count(_LOST), codepages.NAMES[page])
    return Decoded(found, (_guess(path, line, codepages.NAMES[page]), *lost))


def _guess(path: str, line: int, encoding: str) -> Problem:
    message = f"not UTF-8: read as {encoding}, as its letters suggest. If some are wrong, save the document as UTF-8."
    return ENCODING.at(Location(path, line), message)
