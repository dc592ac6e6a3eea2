"""Which images are printed: small ones that stand in the document itself, and nothing else: no file, no network."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from urllib.parse import unquote_to_bytes

_BYTES = 2_000_000  # of a data URL as it stands in the document
_PIXELS = 16_000_000  # decoded, at four bytes each: a small file may hold a very large image
_SOURCE = re.compile(r'<img\b[^>]*?\bsrc="([^"]*)"')


def image(url: str) -> bytes | None:
    """What a data URL holds, when that is an image of bearable size; else None."""
    head, comma, body = url.partition(",")
    if not head.startswith("data:image/") or not comma or len(url) > _BYTES:
        return None
    from PIL import Image

    try:
        data = unquote_to_bytes(body)
        data = base64.b64decode(data) if head.endswith(";base64") else data
        with Image.open(BytesIO(data)) as picture:
            known = picture.format in ("PNG", "JPEG", "GIF", "WEBP") and picture.width * picture.height <= _PIXELS
    except Exception:  # bytes of a stranger: Pillow's readers raise whatever they stumble over
        return None
    return data if known else None


def refused(html: str) -> Iterator[str]:
    """The addresses of the images in some HTML that are not printed."""
    return (url for url in map(unescape, _SOURCE.findall(html)) if image(url) is None)
