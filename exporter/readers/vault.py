"""Signs of Obsidian and Logseq in the texts of cards, as their users mean them.

Embedded pictures and links to pages become those of Markdown, marked words are marked, ids of blocks go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import quote

from exporter import markup
from exporter.model import Card, Choice, Cloze, Document, Item, Problem
from exporter.problems.documents import INCLUDED
from exporter.readers import prose
from exporter.readers.source import Reading, Source

_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".avif"}
_MAY = re.compile(r"\[\[|==|\^|!\[|\[sound:|<audio", re.IGNORECASE)
_LINK = re.compile(r"(?P<shown>!?)\[\[(?P<target>(?!\s)[^\[\]|\n]{1,300})(?:\|(?P<words>[^\[\]\n]{0,300}))?\]\]")
_SOUND = re.compile(
    r"\[sound:(?P<anki>[^\[\]\n]{1,300})\]|<audio\b[^<>]{0,200}?\bsrc=[\"'](?P<html>[^\"'<>\n]{1,300})[\"'][^<>]{0,200}>"
    r"(?:[^<>]{0,200}</audio\s*>)?",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"\.\w{1,6}$")
_CODE = re.compile(r"`[^`]*`")
_NUMBERS = re.compile(r"[\s\d.,+*/()-]*")  # of a matrix: `[[1, 2]]`
_WIDTH = re.compile(r"\d{1,5}(?:x\d{1,5})?")  # of a picture, in its place for words
_MARKED = re.compile(r"(?<![\w=`])==(?=[^\s=])((?:(?!==|\n[ \t]*\n).){1,500}?)(?<=[^\s=])==(?![\w=])", re.DOTALL)
_BLOCK_ID = re.compile(r"[ \t]+\^(?=\w*[a-z])(?=\w*\d)[a-z0-9]{6}[ \t]*$", re.MULTILINE)
_SPACED = re.compile(  # a picture whose name has blanks, which is none in Markdown
    r"!\[(?P<words>[^\[\]\n]{0,300})\]\((?P<path>(?![<\s])[^()<>\n\"]{0,300}? [^()<>\n\"]{0,300}?"
    r"\.(?:png|jpe?g|gif|webp|svg))\)",
    re.IGNORECASE,
)


def read(reading: Reading) -> Reading:
    """The reading with such signs in its texts as Markdown has them."""
    has_clozes = any(isinstance(card.kind, Cloze) for card in reading.cards)
    change = _without_marks if has_clozes else _with_marks
    documents = tuple(_document(document, change) for document in reading.documents)
    return reading if documents == reading.documents else replace(reading, documents=documents)


def embedded(source: Source) -> Iterator[Problem]:
    """Notes that a document shows within itself: none is read for it, so a link stands in their place."""
    if "![[" not in source.text:
        return
    code = {
        n for token in source.tokens if token.type in ("fence", "code_block") and token.map for n in range(*token.map)
    }
    for n, line in enumerate(source.lines):
        if "![[" in line and n not in code:
            for found in _LINK.finditer(_CODE.sub("", line)):
                if found["shown"] and not _is_media(found["target"]):
                    what = found["target"].strip()[:100]
                    message = (
                        f"{what}: another note would be shown here, and is not read. Copy what a card needs of it."
                    )
                    yield INCLUDED.at(source.at(n), message)


def _is_media(target: str) -> bool:
    """Whether a target is a file of another kind than notes, or numbers of a matrix."""
    suffix = _SUFFIX.search(target.partition("#")[0].strip())
    return bool(_NUMBERS.fullmatch(target)) or (suffix is not None and suffix[0].lower() != ".md")


def _document(document: Document, change: Callable[[str], str]) -> Document:
    items = tuple(_item(item, change) for item in document.items)
    return document if items == document.items else replace(document, items=items)


def _item(item: Item, change: Callable[[str], str]) -> Item:
    if not any(_MAY.search(text) for text in item.texts):
        return item
    if not isinstance(item, Card):
        return replace(item, text=change(item.text))
    kind = item.kind
    if isinstance(kind, Choice):
        kind = replace(kind, options=tuple(map(change, kind.options)))
    return replace(item, question=change(item.question), answer=change(item.answer), kind=kind)


def _without_marks(text: str) -> str:
    """A text whose `==so==` may be what a cloze hides."""
    if "[[" in text:
        text = prose.replaced(text, _LINK, _linked)
    if "sound:" in text or "<audio" in text:
        text = prose.replaced(text, _SOUND, _sounding)
    if "![" in text:
        text = prose.replaced(text, _SPACED, lambda found: f"![{found['words']}](<{found['path']}>)")
    return prose.replaced(text, _BLOCK_ID, lambda found: "") if "^" in text else text


def _with_marks(text: str) -> str:
    text = _without_marks(text)
    return prose.replaced(text, _MARKED, lambda found: f"<mark>{found[1]}</mark>") if "==" in text else text


def _sounding(found: re.Match[str]) -> str:
    """A sound as a picture would be written: outputs play it, or say what it is called."""
    address = found["anki"] or found["html"]
    if not markup.is_sound(address):
        return found[0]
    return f"![{PurePosixPath(address).name}]({address if '%' in address else quote(address, safe='/:')})"


def _linked(found: re.Match[str]) -> str:
    target, words = found["target"].strip(), (found["words"] or "").strip()
    if _NUMBERS.fullmatch(target):
        return found[0]
    page, _, part = (each.strip() for each in target.partition("#"))
    name = PurePosixPath(page)
    if found["shown"] and (markup.is_sound(page) or name.suffix.lower() in _PICTURES):
        is_named = bool(words) and not _WIDTH.fullmatch(words)
        return f"![{words if is_named else name.name if markup.is_sound(page) else name.stem}]({quote(page)})"
    return _to_page(page, "" if part.startswith("^") else part, words)


def _to_page(page: str, part: str, words: str) -> str:
    """A link to a page, or the words of one to a part of this page."""
    address = page if page.endswith(".md") else f"{page}.md"
    name = PurePosixPath(address).stem if page else ""
    words = words or " > ".join(filter(None, [name, *part.split("#")]))
    return f"[{words}]({quote(address)})" if page else words
