"""Which images are printed: those that are in the page itself, of bearable size, and nothing else: no file, no network.

Images of a document's folder are in the page as well: the build has read and checked them (`Edition.media`).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Container, Iterator
from html import unescape
from io import BytesIO
from urllib.parse import unquote_to_bytes

from exporter.emitters import drawings

_BYTES = 14_000_000  # of a data URL: 10 MB as base64
_PIXELS = 24_000_000  # decoded, at four bytes each: a small file may hold a very large image
_SOURCE = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"(?: alt="([^"]*)")?')
_SHOWN = 60  # characters of an image's words or address
EXPECTED = "PNG, JPEG, GIF, WebP, or sound SVG without scripts and addresses, up to 10 MB and 24 megapixels"


def image(url: str) -> bytes | None:
    """What a data URL holds, when that is an image of bearable size; else None."""
    head, comma, body = url.partition(",")
    if not head.startswith("data:image/") or not comma or len(url) > _BYTES:
        return None
    try:
        data = unquote_to_bytes(body)
        data = base64.b64decode(data) if head.endswith(";base64") else data
    except ValueError:
        return None
    harmless = not drawings.fault(data) if drawings.is_drawing(data) else _is_picture(data)
    return data if harmless else None


def _is_picture(data: bytes) -> bool:
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as picture:
            return picture.format in ("PNG", "JPEG", "GIF", "WEBP") and picture.width * picture.height <= _PIXELS
    except Exception:  # bytes of a stranger: Pillow's readers raise whatever they stumble over
        return False


def refused(html: str, failed: Container[str]) -> Iterator[str]:
    """What the images in some HTML are called that are not printed; `failed`: addresses that could not be drawn."""
    for url, words in _SOURCE.findall(html):
        if unescape(url) in failed or image(unescape(url)) is None:
            yield (unescape(words) or unescape(url))[:_SHOWN]
