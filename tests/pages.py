"""Pages of PDFs as small gray pictures, and how unlike two of them are."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

_RESOLUTION = 36  # dots per inch: lines of text are strokes, and nobody can read them
_SHADES = 16  # of gray in a file
_BLUR = 1.5  # pixels: so that fonts may be drawn a little differently
_SEEN = 25  # of 255: what the eye takes for another shade


def page(data: bytes, number: int) -> Image.Image:
    """A page of a PDF, counted from 1."""
    command = ["pdftoppm", "-r", str(_RESOLUTION), "-gray", "-png", "-f", str(number), "-singlefile", "-"]
    made = subprocess.run(command, input=data, capture_output=True, check=True).stdout
    return Image.open(BytesIO(made)).convert("L")


def keep(picture: Image.Image, path: Path) -> None:
    """Writes a picture in few bytes."""
    picture.quantize(_SHADES).save(path, optimize=True)


def unlike(one: Image.Image, other: Image.Image) -> float:
    """How much of what is printed on either of two pages differs visibly, as a share; 1 where they differ in size."""
    if one.size != other.size:
        return 1.0
    first, second = (each.convert("L").filter(ImageFilter.GaussianBlur(_BLUR)) for each in (one, other))
    different = sum(ImageChops.difference(first, second).histogram()[_SEEN:])
    printed = sum(ImageChops.darker(first, second).histogram()[: 255 - _SEEN])
    return different / max(1, printed)
