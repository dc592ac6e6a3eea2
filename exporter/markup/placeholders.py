"""Placeholders for formulas, images and links in neutral HTML, which each output fills in its own form."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from exporter.markup.highlighting import attribute, escape

Formula = Callable[[str, bool], str]  # TeX, whether it is displayed -> HTML
Source = Callable[[str], str | None]  # address of an image as in the document -> address in the output

Link = Callable[[str], str]  # a relative address as in the document -> where it leads; "" where that is unknown

FORMULA, DISPLAYED, IMAGE = "formula", "displayed", "image"  # kinds of slots
PLACE = "data-to"  # attribute of a link that leads somewhere beside the document
_FORMULA = re.compile(r'<span class="math( display)?">(.*?)</span>', re.DOTALL)
SOUND = re.compile(r"\.(?:mp3|ogg|oga|opus|wav|flac|m4a|aac|webm)\Z", re.IGNORECASE)  # of an address, without a query
_IMAGE = re.compile(r'<img((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*/?>')
_PLACE = re.compile(rf'<a((?:\s+[a-z-]+(?:="[^"]*")?)*?) {PLACE}="([^"]*)"')
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')


def _nowhere(address: str) -> str:
    return ""


class Slot(NamedTuple):
    """A formula or an image, which every output shows in its own way."""

    kind: str  # FORMULA, DISPLAYED or IMAGE
    content: str  # TeX; of an image its attributes, as in HTML


def fill(html: str, formula: Formula, source: Source, link: Link = _nowhere) -> str:
    """The HTML with its formulas, images and links; an image without a source is shown by its words, linked if remote.

    A link that leads nowhere stays as its words.
    """
    return emptied(html, lambda slot: shown(slot, formula, source), link)


def emptied(html: str, hold: Callable[[Slot], str], link: Link = _nowhere) -> str:
    """The HTML with its links, and with what `hold` gives in the place of each formula and image."""
    if PLACE in html:
        html = _PLACE.sub(lambda found: f"<a{found[1]}{_target(link(unescape(found[2])))}", html)
    if '<span class="math' in html:
        html = _FORMULA.sub(lambda found: hold(Slot(DISPLAYED if found[1] else FORMULA, unescape(found[2]))), html)
    return _IMAGE.sub(lambda found: hold(Slot(IMAGE, found[1])), html) if "<img" in html else html


def shown(slot: Slot, formula: Formula, source: Source) -> str:
    """What stands in a slot."""
    return _image(slot.content, source) if slot.kind == IMAGE else formula(slot.content, slot.kind == DISPLAYED)


def _target(address: str) -> str:
    return attribute("href", address) if is_remote(address) else ""


def resolved(base: str, document: str, address: str) -> str:
    """Where a relative link of a document leads; `base` is where documents are read, with `{path}` in it."""
    home, path, rest = base.partition("{path}")
    if not path or set(home) & set("?#"):
        return ""
    try:
        return urljoin(f"{home}{quote(document)}{rest.replace('{line}', '')}", address)
    except ValueError:  # no address: "//["
        return ""


def _image(attributes: str, source: Source) -> str:
    found = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
    address = found.pop("src", "")
    target = source(address)
    if is_sound(address):
        return _sound(address, found.get("alt", ""), target)
    if target is not None:
        found = {"src": target, "alt": found.pop("alt", ""), **found}
        return f"<img{''.join(attribute(name, value) for name, value in found.items())}>"
    words = escape(words_of(address, found.get("alt", "")))
    link = attribute("href", address) if is_remote(address) else ""
    return f'<a class="no-image"{link}>{words}</a>'


def is_sound(address: str) -> bool:
    """Whether an address is that of a sound, by its name."""
    return not address.startswith("data:") and SOUND.search(address.partition("?")[0]) is not None


def _sound(address: str, words: str, target: str | None) -> str:
    """A sound where it is played, and a sign with its name where it is not.

    A file's name is Anki's way to say it; there a sound that was not found beside the document may be in the
    collection, under the name that stands there.
    """
    if target and target.startswith("data:"):
        return f"<audio controls{attribute('src', target)}></audio>"
    if target:
        return f"[sound:{escape(target)}]"
    return f'<span class="sound">♪ {escape(words_of(address, words))}</span>'


def words_of(address: str, alternative: str) -> str:
    """What an image is called where it is not seen: as the document says, else by its name."""
    if alternative:
        return alternative
    return "image" if address.startswith("data:") else unquote(urlsplit(address).path.rpartition("/")[2]) or "image"


def is_remote(address: str) -> bool:
    """Whether an image lies on the web."""
    return address.lower().startswith(("http://", "https://"))
