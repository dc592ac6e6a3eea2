"""Fills the neutral HTML of `rendering`: every output has its own form of formulas and images."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import unquote, urlsplit

from exporter.markup.highlighting import attribute, escape

Formula = Callable[[str, bool], str]  # TeX, whether it is displayed -> HTML
Source = Callable[[str], str | None]  # address of an image as in the document -> address in the output

_FORMULA = re.compile(r'<span class="math( display)?">(.*?)</span>', re.DOTALL)
_IMAGE = re.compile(r'<img((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*/?>')
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')


def fill(html: str, formula: Formula, source: Source) -> str:
    """The HTML with its formulas and images; an image without a source is shown by its words, linked if remote."""
    if '<span class="math' in html:
        html = _FORMULA.sub(lambda found: formula(unescape(found[2]), bool(found[1])), html)
    return _IMAGE.sub(lambda found: _image(found[1], source), html) if "<img" in html else html


def _image(attributes: str, source: Source) -> str:
    found = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
    address = found.pop("src", "")
    target = source(address)
    if target is not None:
        found = {"src": target, "alt": found.pop("alt", ""), **found}
        return f"<img{''.join(attribute(name, value) for name, value in found.items())}>"
    words = escape(words_of(address, found.get("alt", "")))
    link = attribute("href", address) if is_remote(address) else ""
    return f'<a class="no-image"{link}>{words}</a>'


def words_of(address: str, alternative: str) -> str:
    """What an image is called where it is not seen: as the document says, else by its name."""
    if alternative:
        return alternative
    return "image" if address.startswith("data:") else unquote(urlsplit(address).path.rpartition("/")[2]) or "image"


def is_remote(address: str) -> bool:
    """Whether an image lies on the web."""
    return address.lower().startswith(("http://", "https://"))
