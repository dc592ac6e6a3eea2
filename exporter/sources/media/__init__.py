"""Images of documents: found beside the document, checked, and named by their content.

A document is untrusted: an image is read only from its source folder, not through a symbolic link out of it, and only
when its bytes are an image of bearable size. Nothing is fetched.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from urllib.parse import unquote, unquote_to_bytes

from exporter import markup, safefiles
from exporter.emitters import drawings
from exporter.errors import InputError
from exporter.model import Document, Location, Media, Problem
from exporter.problems.texts import MISSING_IMAGE, REMOTE_IMAGE
from exporter.sources import discover, encodings
from exporter.sources.discover import SourceFile
from exporter.sources.media import places, sounds

MOST_BYTES = 10_000_000  # of an image or a sound
_FAR = 100_000  # characters behind the last image in which the next one is looked for: so the cost stays linear
_MOST_PIXELS = 40_000_000  # decoded: a small file may hold a very large image
SUFFIXES = {
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".webp",
    ".svg",
    *(f".{name}" for name in sounds.TYPES),
}  # by which a change is noticed; the content decides
_TYPES = {"PNG": "png", "JPEG": "jpeg", "GIF": "gif", "WEBP": "webp"}

_REASONS = {  # of `safefiles`, in the words of images
    "outside": "it lies outside the folder of the documents. Put it there, beside the document or in a folder.",
    "kind": "no such image. Paths are relative to the document's own folder.",
    "size": f"it is larger than {MOST_BYTES // 1_000_000} MB. Make it smaller.",
    "name": "not a valid path. Paths are relative to the document's own folder.",
}

Images = Mapping[tuple[str, str], Media]  # by document and by the address that stands there


@dataclass(frozen=True, slots=True)
class Gathered:
    """All images of the documents, and what is wrong with others."""

    images: Images
    problems: tuple[Problem, ...]


class UnusableError(Exception):
    """Why an image is not taken."""


def gather(documents: Iterable[Document], found: Iterable[SourceFile], remote: bool) -> Gathered:
    """Reads the images of all documents; `remote`: images of the web are left to the reader's network."""
    places.forget()
    files = {each.name: each for each in found}
    images: dict[tuple[str, str], Media] = {}
    problems: dict[tuple[str, str], Problem] = {}
    texts: dict[str, _Text] = {}
    for document in documents:
        for item in document.items:
            for address in (address for text in item.texts for address in markup.images(text)):
                key = (document.source, address)
                if key in images or key in problems or (remote and markup.is_remote(address)):
                    continue
                try:
                    images[key] = _image(address, files[document.source])
                except UnusableError as error:
                    text = texts.setdefault(document.source, _Text(files[document.source]))
                    problems[key] = _problem(item.where, address, str(error), text)
    return Gathered(images, tuple(problems.values()))


@dataclass
class _Text:
    """A document's text, in which images are looked for in their order: behind the last one, and not far."""

    document: SourceFile
    line: int = 1
    at: int = 0  # where this line begins, or the last image in it

    @cached_property
    def _text(self) -> str:
        try:
            return "\n".join(encodings.text_of(discover.data(self.document)).splitlines())
        except InputError:  # it is gone since it was read
            return ""

    def line_of(self, address: str, item: int) -> int:
        """The line of an image; that of its item if it is unknown."""
        while self.line < item and (end := self._text.find("\n", self.at)) >= 0:
            self.line, self.at = self.line + 1, end + 1
        spellings = {address, unquote(address)}
        found = [at for each in spellings if (at := self._text.find(each, self.at, self.at + _FAR)) >= 0]
        if not found or address.startswith("data:"):
            return item
        self.line, self.at = self.line + self._text.count("\n", self.at, min(found)), min(found)
        return self.line


def _problem(where: Location, address: str, reason: str, text: _Text) -> Problem:
    """The problem at the image's own line, if that is known."""
    where = Location(where.path, text.line_of(address, where.line))
    if markup.is_remote(address):
        message = f"{address[:80]}: an image on the web is shown as a link. Save it beside the document and use that."
        return REMOTE_IMAGE.at(where, message)
    return MISSING_IMAGE.at(where, f"{unquote(address)[:80]}: {reason}")


def _image(address: str, document: SourceFile) -> Media:
    if markup.is_remote(address):
        raise UnusableError("on the web")
    data = decoded(address) if address.startswith("data:") else _read(address, document)
    return checked(data, sounding=markup.is_sound(address))


def checked(data: bytes, *, sounding: bool) -> Media:
    """An image, or a sound, by its content; raises UnusableError where it is none that can be shown."""
    name = f"qa-{hashlib.sha256(data).hexdigest()[:24]}"
    if sounding:
        kind = sounds.suffix(data)
        if not kind:
            raise UnusableError("it is not a sound. Supported: MP3, Ogg, WAV, FLAC, M4A and WebM.")
        return Media(f"{name}.{kind}", f"audio/{sounds.TYPES[kind]}", data)
    kind = _kind(data)
    suffix = {"jpeg": "jpg", "svg+xml": "svg"}.get(kind, kind)
    return Media(f"{name}.{suffix}", f"image/{kind}", data)


def decoded(address: str) -> bytes:
    """The bytes of a `data:` address; raises UnusableError where it is damaged."""
    head, _, body = address.partition(",")
    try:
        return base64.b64decode(unquote(body)) if head.endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError) as error:
        raise UnusableError(f"the image in the document is damaged ({error})") from error


def _read(address: str, document: SourceFile) -> bytes:
    try:
        return places.read(address, document, MOST_BYTES)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UnusableError(_REASONS["kind"]) from error
    except safefiles.UnsafeFileError as error:
        raise UnusableError(_REASONS[error.why]) from error
    except ValueError as error:  # an address that cannot be taken apart
        raise UnusableError(_REASONS["name"]) from error
    except OSError as error:
        raise UnusableError(f"the image cannot be read ({error.strerror}).") from error


def _kind(data: bytes) -> str:
    """The subtype of an image, by its content and not by its name."""
    if drawings.is_drawing(data):
        if fault := drawings.fault(data):
            raise UnusableError(f"{fault}. Save it as plain SVG, or as PNG.")
        return "svg+xml"
    from PIL import Image

    try:
        with warnings.catch_warnings(action="error"), Image.open(BytesIO(data)) as picture:
            kind, pixels = _TYPES.get(picture.format or ""), picture.width * picture.height
            picture.verify()
    except Exception as error:  # bytes of a stranger: Pillow's readers raise whatever they stumble over
        raise UnusableError("it is not an image, or it is damaged. Supported: PNG, JPEG, GIF, WebP and SVG.") from error
    if kind is None or pixels > _MOST_PIXELS:
        raise UnusableError(
            "it is in another format or too large. Supported: PNG, JPEG, GIF, WebP and SVG, up to 40 megapixels."
        )
    return kind
