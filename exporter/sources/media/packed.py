"""Pictures inside of documents that hold them (archives, notebooks, saved web pages), by the names in their text."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from exporter import safefiles
from exporter.sources import decks, webarchives

_ARCHIVES = {".docx", ".odt", ".epub"}
_NOTEBOOK = ".ipynb"
_MOST_FILES = 10_000  # in an archive
_MOST_PICTURES = 1_000  # in a notebook


def picture(document: Path, address: str, most: int) -> bytes | None:
    """The picture of this address in a document of at most so many bytes; None where the document holds none.

    Raises UnsafeFileError where it is larger.
    """
    suffix = document.suffix.lower()
    if suffix in _ARCHIVES:
        return _unpacked(_data(document), address, most)
    if suffix in decks.SUFFIXES:
        return decks.picture(_data(document), address, most)
    if suffix in webarchives.SUFFIXES:
        return _bounded(webarchives.pictures(_data(document)).get(address), most)
    return _of_notebook(_data(document)).get(Path(address).stem) if suffix == _NOTEBOOK else None


def _bounded(found: bytes | None, most: int) -> bytes | None:
    if found is not None and len(found) > most:
        raise safefiles.UnsafeFileError("size", "the picture is too large.")
    return found


def forget() -> None:
    """Forgets the documents that were opened."""
    _data.cache_clear()
    _of_notebook.cache_clear()
    webarchives.pictures.cache_clear()


@lru_cache(maxsize=2)  # a document has many pictures
def _data(document: Path) -> bytes:
    return safefiles.read(document, safefiles.DOCUMENT)


def _unpacked(data: bytes, address: str, most: int) -> bytes | None:
    """A file of an archive whose path ends with the address: pandoc leaves out the folder of the text."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()[:_MOST_FILES]
            wanted = address.removeprefix("./")
            found = next((each for each in members if f"/{each.filename}".endswith(f"/{wanted}")), None)
            if found is None:
                return None
            if found.file_size > most:
                raise safefiles.UnsafeFileError("size", "the picture is too large.")
            with archive.open(found) as file:
                return file.read(most + 1)[:most]  # what the archive says of its size may be a lie
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        if isinstance(error, safefiles.UnsafeFileError):
            raise
        return None


@lru_cache(maxsize=2)
def _of_notebook(data: bytes) -> Mapping[str, bytes]:
    """The pictures of a notebook by the SHA-1 of their content, as pandoc names those of outputs, or by their name."""
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    found: dict[str, bytes] = {}
    for name, said in _pictures(notebook):
        try:
            content = base64.b64decode(said)
        except (binascii.Error, ValueError):
            continue
        found.setdefault(Path(name).stem or hashlib.sha1(content, usedforsecurity=False).hexdigest(), content)
        if len(found) >= _MOST_PICTURES:
            break
    return found


def _pictures(notebook: Any) -> Iterator[tuple[str, str]]:
    """Names and content of the pictures in outputs, which have no name, and of attachments."""
    for cell in _listed(_of(notebook, "cells")):
        for output in _listed(_of(cell, "outputs")):
            yield from (("", said) for said in _said(_of(output, "data")))
        for name, held in _mapping(_of(cell, "attachments")).items():
            yield from ((str(name), said) for said in _said(held))


def _said(held: Any) -> Iterator[str]:
    """The Base64 of pictures by their types."""
    for kind, value in _mapping(held).items():
        if str(kind).startswith("image/") and "svg" not in str(kind):
            yield "".join(map(str, value)) if isinstance(value, list) else str(value)


def _of(held: Any, key: str) -> Any:
    return held.get(key) if isinstance(held, dict) else None


def _listed(held: Any) -> list[Any]:
    return held if isinstance(held, list) else []


def _mapping(held: Any) -> dict[Any, Any]:
    return held if isinstance(held, dict) else {}
