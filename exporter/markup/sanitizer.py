"""Sanitizer of raw HTML in Markdown: a short list of harmless tags works, everything else is shown as text.

Markdown takes `List<String>` for a tag, and a browser would swallow it. So a tag that is not on the list, or that has
no partner, becomes text. What is left passes through nh3, which has the last word on what is safe.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING

from exporter.markup.highlighting import attribute, escape, unlike_math
from exporter.markup.placeholders import PLACE, words_of

if TYPE_CHECKING:
    from markdown_it.token import Token


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PHRASES = _names(
    "a abbr b bdi bdo big cite code del dfn em font i ins kbd mark q rp rt ruby s samp small span strike strong sub "
    "sup tt u var"
)
_BLOCKS = _names(
    "blockquote caption center colgroup dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre summary "
    "table tbody td tfoot th thead tr ul"
)
_VOID = _names("br col hr img wbr")
_DEEPEST = 1000  # elements in elements: what is deeper is no layout, and would cost the square of its depth
_IN_TEXT = _PHRASES | {"details", "summary"}  # what may begin amid a paragraph: `the <div> tag` is talk about it
_KNOWN = _PHRASES | _BLOCKS | _VOID
_ATTRIBUTES = {
    "a": {"href", "title", PLACE},
    "abbr": {"title"},
    "col": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"value"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align"},
}
_EVERYWHERE = {"dir", "lang"}
_OWN = {"class", "data-lang"}  # what our own renderer adds, and no document can
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<attributes>(?:\s+[A-Za-z_:][\w:.-]*"
    r"""(?:\s*=\s*(?:[^"'=<>`\x00-\x20]+|'[^']*'|"[^"]*"))?)*)\s*/?>"""
)
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^"'=<>`\s]+)))?""")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|/summary|hr)\b[^>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")


@dataclass(slots=True)
class _Piece:
    """A tag, or the text between tags, in the order of the document."""

    text: str
    token: Token
    tag: re.Match[str] | None = None
    scope: int = 0  # number of the paragraph it stands in; 0 in a block of HTML
    at: int = -1  # which of the paragraph's tokens it is
    in_cell: bool = False  # of a table: lists are written there, as Markdown has none for it
    kept: bool = False

    @property
    def name(self) -> str:
        return self.tag["name"].lower() if self.tag else ""


def settle(tokens: Sequence[Token]) -> bool:
    """Makes text of all raw HTML in these tokens that is none, and clean tags of the rest; whether there is a rest."""
    pieces = list(_pieces(tokens))
    _match(pieces)
    for piece in pieces:
        piece.text = _shown(piece)
    blocks: dict[int, list[str]] = defaultdict(list)
    for piece in pieces:
        if piece.token.type == "html_block":
            blocks[id(piece.token)].append(piece.text)
        else:
            piece.token.type = "html_inline" if piece.kept else "text"
            piece.token.content = piece.text
    for token in tokens:
        if token.type == "html_block":
            token.content = "".join(blocks[id(token)])
    return any(piece.kept for piece in pieces)


def _pieces(tokens: Sequence[Token]) -> Iterator[_Piece]:
    in_cell = False
    for number, token in enumerate(tokens, 1):
        in_cell = token.tag in ("td", "th") if token.type != "inline" else in_cell
        if token.type == "html_block":
            yield from _block_pieces(token)
        for at, child in enumerate(token.children or ()):
            if child.type == "html_inline":
                text = child.content
                yield _Piece("" if text.startswith("<!--") else text, child, _TAG.fullmatch(text), number, at, in_cell)


def _block_pieces(token: Token) -> Iterator[_Piece]:
    """A block that begins with a foreign tag is text as it stands, lines and all: it becomes code."""
    first = _TAG.match(token.content.lstrip())
    if not token.content.lstrip().startswith("<!--") and (not first or first["name"].lower() not in _KNOWN):
        token.type = "code_block"
        return
    content = _COMMENT.sub("", token.content) if "-->" in token.content else token.content
    done = 0
    for found in _TAG.finditer(content):
        if found.start() > done:
            yield _Piece(content[done : found.start()], token)
        yield _Piece(found[0], token, found)
        done = found.end()
    yield _Piece(content[done:], token)


def _match(pieces: Sequence[_Piece]) -> None:
    """Keeps tags that stand alone by nature, and pairs: of phrases within a paragraph, of blocks anywhere.

    A pair with nothing between, `<b></b>`, is talk about it.
    """
    opened: dict[tuple[str, int], list[_Piece]] = defaultdict(list)
    depth = 0
    for piece in pieces:
        name, tag = piece.name, piece.tag
        place = (name, piece.scope if name in _PHRASES else 0)
        if not tag or name not in _KNOWN:
            continue
        if name in _VOID:
            piece.kept = not tag["end"]
        elif not tag["end"]:
            if depth < _DEEPEST and _may_open(piece):
                opened[place].append(piece)
                depth += 1
                piece.kept = piece.at < 0 and name in _BLOCKS  # its end may be left out
        elif opened[place]:
            opening = opened[place].pop()
            depth -= 1
            opening.kept = piece.kept = not _is_empty(opening, piece)


def _may_open(piece: _Piece) -> bool:
    """Whether a pair may begin here: of blocks not within a paragraph, but in a cell."""
    return piece.at < 0 or piece.name in _IN_TEXT or piece.in_cell


def _is_empty(opening: _Piece, end: _Piece) -> bool:
    """Whether nothing stands between two tags of one paragraph."""
    return end.scope == opening.scope > 0 and end.at == opening.at + 1


def _shown(piece: _Piece) -> str:
    """A piece as HTML, or as text where it is none: in a block, text is HTML but for its stray brackets."""
    in_block = piece.token.type == "html_block"
    if piece.kept and piece.tag:
        return _clean(piece.tag)
    if not in_block:
        return piece.text
    if piece.tag:
        return "" if piece.tag["end"] and piece.name in _BLOCKS else escape(piece.text)
    return unlike_math(piece.text.replace("<", "&lt;").replace(">", "&gt;"))


def _clean(tag: re.Match[str]) -> str:
    """A tag with no attribute but the harmless ones of its name."""
    name = tag["name"].lower()
    if tag["end"]:
        return f"</{name}>"
    allowed = _ATTRIBUTES.get(name, set()) | _EVERYWHERE
    found = _attributes(tag["attributes"])
    return f"<{name}{''.join(attribute(key, value) for key, value in found if key in allowed)}>"


def sanitize(html: str) -> str:
    """What nh3 leaves of HTML: whole elements, harmless tags, and addresses that are no scripts."""
    import nh3

    attributes = {tag: set(names) for tag, names in _ATTRIBUTES.items()}
    attributes["*"] = _EVERYWHERE | _OWN
    return nh3.clean(
        html,
        tags=set(_KNOWN),
        attributes=attributes,
        attribute_filter=_filtered,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "data"},
    )


def _filtered(tag: str, attribute: str, value: str) -> str | None:
    """A link leads to the web or nowhere: what a document calls by a relative path is not there in Anki."""
    return None if attribute == "href" and not leads_out(value) else value


def leads_out(address: str) -> bool:
    """Whether an address is one of the web, or of mail."""
    return address.lower().startswith(("http://", "https://", "mailto:"))


def plain(html: str) -> str:
    """What a reader sees of raw HTML: lines, and the words of images."""
    html = _TAG.sub(lambda tag: _alternative(tag) if tag["name"].lower() == "img" else tag[0], html)
    return unescape(_ANY_TAG.sub("", _LINE_BREAK.sub("\n", html)))


def _alternative(tag: re.Match[str]) -> str:
    found = dict(_attributes(tag["attributes"]))
    return escape(words_of(found.get("src", ""), found.get("alt", "")))


def images(token: Token) -> list[str]:
    """The addresses of the images in a settled HTML token."""
    if token.type not in ("html_block", "html_inline") or "<img" not in token.content:
        return []
    sources = (dict(_attributes(tag["attributes"])) for tag in _TAG.finditer(token.content) if tag["name"] == "img")
    return [found["src"] for found in sources if found.get("src")]


def _attributes(attributes: str) -> Iterator[tuple[str, str]]:
    return ((key.lower(), unescape("".join(values))) for key, *values in _ATTRIBUTE.findall(attributes))
