"""Links on paper, which is no screen: their addresses or QR codes, and lines that only lead elsewhere, left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import escape, unescape

from exporter.model import Card, Cloze, Document

_LINK = re.compile(r'<a href="(https?://[^"]+)"[^<>]*>(.*?)</a>', re.DOTALL)
_SHOWN = re.compile(r"^https?://(?:www\.)?|/$")  # what an address on paper goes without
_END = "</section>"
_ADDRESS = r"https?://[^\s)>]+"
_MARKDOWN = re.compile(rf"(?<!!)\[([^\]\n]*)\]\(<?{_ADDRESS}[^)]*\)|<{_ADDRESS}>|{_ADDRESS}")
_SHORT = 60  # characters that such a line has besides its links
_OFTEN = 3  # cards that end with the same line before it is left out


def printed(html: str, how: str) -> str:
    """The HTML of a unit with its links as they are to be printed: "text", "address" or "qr"."""
    if how == "address":
        return _LINK.sub(_with_address, html)
    codes = "".join(map(_code, dict.fromkeys(found[1] for found in _LINK.finditer(html)))) if how == "qr" else ""
    if not codes:
        return html
    head, end, tail = html.rpartition(_END)
    return f'{head}<div class="codes">{codes}</div>{end}{tail}' if end else f"{html}{codes}"


def _with_address(found: re.Match[str]) -> str:
    """A link with its address behind it, unless that is what it says."""
    address = _SHOWN.sub("", found[1])
    says_it = re.sub(r"<[^<>]*>", "", found[2]).strip() in (found[1], address)
    return found[0] if says_it else f'{found[0]} <span class="address">({address})</span>'


def _code(address: str) -> str:
    """A link as an image of a QR code above its address; `address` is escaped, as in HTML."""
    import segno  # only where codes are wanted

    image = segno.make(unescape(address), error="m", micro=False).svg_data_uri(border=2, scale=4, encode_minimal=True)
    words = f"QR code: {unescape(address)}"
    shown = _SHOWN.sub("", address)
    return f'<span class="qr"><img src="{escape(image)}" alt="{escape(words)}"> <span>{shown}</span></span>'


def without_pointers(document: Document) -> Document:
    """A document without lines at the end of answers that repeat from card to card and lead elsewhere ("Read more:
    [here](…)"): nobody can follow them on paper. What is all of an answer stays."""
    count = Counter(key for card in document.cards for key in {*_keys(_last(card))})
    often = {key for key, number in count.items() if number >= _OFTEN}
    if not often:
        return document
    items = (
        replace(item, answer=_cut(item))
        if isinstance(item, Card) and not often.isdisjoint(_keys(_last(item)))
        else item
        for item in document.items
    )
    return replace(document, items=tuple(items))


def _last(card: Card) -> str:
    """The last line of an answer, where it stands by itself below another text; of a cloze none."""
    head, _, last = card.answer.rstrip().rpartition("\n\n")
    return last if head.strip() and "\n" not in last and not isinstance(card.kind, Cloze) else ""


def _cut(card: Card) -> str:
    return card.answer.rstrip().rpartition("\n\n")[0].rstrip()


def _keys(line: str) -> Iterator[str]:
    """What two such lines have in common: all that they say, or what they say beside their links."""
    if "![" in line or not _MARKDOWN.search(line):
        return
    words, beside = _MARKDOWN.sub(lambda found: found[1] or "", line), _MARKDOWN.sub("", line)
    if len(beside.strip()) <= _SHORT:
        yield f"words\0{words.strip()}"
        if re.search(r"\w", beside):
            yield f"beside\0{beside.strip()}"
