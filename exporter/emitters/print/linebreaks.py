"""Where lines of running text may break: where Unicode forbids what readers expect, and in words as long as a line.

A zero width space allows a break, a word joiner forbids one (UAX 14). Neither is drawn, nor copied from a PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from math import ceil

BREAK, JOIN, HYPHEN = "\u200b", "\u2060", "\u00ad"
_SIGN = r"[!?.,:;/)\]}]"  # no line begins with one of these, says Unicode, even behind a space
INLINE = "a|abbr|b|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr"
_TEXT = re.compile(
    r"<(pre|svg)\b.*?</\1>"  # code is broken by `fitting`, a picture has no lines
    rf"|(?P<run>(?:[^\s<>]++|</?(?:{INLINE})(?![\w-])[^<>]*>)++)"  # what no space divides
    r"|<[^<>]*>"
    # so `.a()`, `.b()` were one word, and `; ; ;`; but `so !` and `quoi ?` are
    rf"|(?P<forbidden>[ \n](?P<tags>(?:<(?:{INLINE})(?![\w-])[^<>]*>)*)"
    rf"(?={_SIGN}(?:[^\s<>!?.,:;)\]}}]|(?<=<code dir=\"ltr\">.))|(?<=[\s>]{_SIGN}[ \n]){_SIGN}))"
    # WeasyPrint breaks too early where a text would fit its line but for the space at its end, where a tag begins
    rf"|(?P<hanging>(?<=[^\s<>])(?: |\n(?=<(?:{INLINE})\b))(?=<[a-z]))",
    re.DOTALL,
)
_PART = re.compile(r"(<[^<>]*>)|([^<>]+)")
_CELL = re.compile(r"&[^;\s]+;|.", re.DOTALL)
_SEAM = re.compile(  # in names, paths and addresses: behind a sign, before a capital in a name
    r"(?<=[^\W_][_./\\:=,?#%+~@|;-])(?=[^\W_])|(?<=[a-z0-9])(?=[A-Z][a-z])|(?<=[^\W\d_][)\]])(?=\.?[^\W_])|(?<=[^\W_]{3})(?=\()"
    r"|(?<=[:,;=])(?=[\"'\[{(]|&quot;|&#x27;)"
)
_OPENING = ("(", "[", "{", "“", "„", "«", "‘", '"', "'", "/", "&quot;", "&#x27;", "&lt;")
# Between these letters lines break by the rules of their languages: Thai to Burmese, Khmer, Chinese, Japanese, Korean
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3130-\u318f\u3400-\u9fff"
UNSPACED += "\uac00-\ud7af\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff"
_BREAKS = re.compile(f"[{BREAK}{HYPHEN}{UNSPACED}]")
_UNSPACED = re.compile(f"([{UNSPACED}]+)")
_ENDLESS = 300  # characters of a word without a seam that WeasyPrint breaks only slowly
_JOINT = re.compile(rf"(?<=[^\w\s{JOIN}])(?=[^\s{JOIN}])")
_NAMES = re.compile(
    r"<(?:(pre|svg)\b.*?</\1>|[^<>]*>)"
    r"|(?P<code>(?<=<code dir=\"ltr\">)[^<]+)(?P<behind></code>[.,;:)!?…])?"
    r"|(?<![\w&#;-])(?P<flag>--?[a-z][\w-]*)",
    re.DOTALL | re.IGNORECASE,
)
_FIRST = re.compile(r"(?<!\S)[-/.]+(?=[^\s&/-])[^\s&/-]{1,13}")  # `-f`, `/var`: no line breaks behind its first signs
_HYPHEN = re.compile(rf"(?<=-)(?=[^\s{JOIN}])")
_LAST = re.compile(r"(?<=\s)[^\s<>&]{2,20}$|^[^\s<>&]{2,20}$")  # else broken itself, not the line before it


def whole(text: str) -> str:
    """A short text without entities that stays on one line, though signs in it would let it break."""
    return _JOINT.sub(JOIN, text)


def names_whole(html: str) -> str:
    """HTML whose options are kept on one line, and in whose code names with hyphens and the first signs of paths are,
    and its last word with the sign behind it. Where one is as long as a line, `mend` lets it break."""

    def joined(found: re.Match[str]) -> str:
        if found["flag"]:
            return _HYPHEN.sub(JOIN, found["flag"])
        if not found["code"]:
            return found[0]
        code = _HYPHEN.sub(JOIN, _FIRST.sub(lambda first: whole(first[0]), found["code"]))
        return _LAST.sub(lambda word: whole(word[0]), code) + found["behind"] if found["behind"] else code

    return _NAMES.sub(joined, html)


def mend(html: str, limit: int) -> str:
    """HTML whose lines break where readers expect it; no word is longer than `limit` characters without a break."""

    def mended(found: re.Match[str]) -> str:
        if found["run"]:
            return found["run"] if len(found["run"]) <= limit else _divided(found["run"], limit)
        if found["forbidden"]:
            return f"<span></span> <wbr>{found['tags']}" if found["tags"] else f"{BREAK} "
        return "<span></span> " if found["hanging"] else found[0]  # so the space is a text of its own

    return _TEXT.sub(mended, html)


def _divided(run: str, limit: int) -> str:
    """What no space divides, with breaks where it is longer than a line should have to hold."""
    if _length(re.sub(r"<[^<>]*>", "", run)) <= limit:
        return run
    return "".join(_parts(run, limit))


def _parts(run: str, limit: int) -> Iterator[str]:
    before = ""
    for tag, text in _PART.findall(run):
        if tag and before and tag[1] != "/" and not before.endswith(_OPENING):
            yield BREAK
        yield tag or seamed(text, limit, is_first=not before)
        before = text or before


def seamed(text: str, limit: int, *, is_first: bool = False) -> str:
    """A text with a break at each seam, if it is longer than the limit; and where it has none, anywhere."""
    if _length(text) <= limit:
        return text
    parts = enumerate(_UNSPACED.split(text))
    return "".join(part if n % 2 else _seamed(part, limit, is_first=is_first and not n) for n, part in parts)


def _seamed(text: str, limit: int, *, is_first: bool) -> str:
    """The same of what is written with spaces."""
    if _length(text) <= limit:
        return text
    parts = enumerate(at_seams(text))
    return BREAK.join(BREAK.join(_cut(part, limit, is_first=is_first and not n)) for n, part in parts)


def at_seams(text: str) -> list[str]:
    """A name, a path or an address in parts: behind its signs and before its capitals it is best broken."""
    return _SEAM.sub(BREAK, text.replace(JOIN, "")).split(BREAK)


def _cut(piece: str, limit: int, *, is_first: bool) -> Iterator[str]:
    """A piece in parts of about the same length; at the head of a line WeasyPrint finds a better place itself."""
    cells = _CELL.findall(piece)
    most = _ENDLESS if is_first else limit
    size = ceil(len(cells) / max(1, ceil(len(cells) / most)))  # as even as it goes
    for start in range(0, len(cells), max(1, size)):
        yield "".join(cells[start : start + size])


def _length(text: str) -> int:
    """The characters of the longest part that is not broken."""
    return max(map(len, _BREAKS.split(unescape(text).replace(JOIN, ""))))
