"""Files that are passed over, counted by suffix."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from exporter.errors import InputError, NoDocumentError
from exporter.naming import count

FOLDER = "/"  # ends the name of a folder that is not searched
_WITHOUT = "without suffix"
_SHOWN = 8  # kinds, or folders, that a line names
_LONGEST = 20  # characters of a suffix: longer ones are part of a name


def kinds(names: Iterable[str]) -> dict[str, int]:
    """How many files there are of each kind, the most frequent first."""
    found = Counter(_kind(name) for name in names if not name.endswith(FOLDER))
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _kind(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return suffix if 1 < len(suffix) <= _LONGEST else _WITHOUT


def unused(names: Iterable[str], images: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The files that are no images of documents either; `images` are given by document and address there."""
    used = set(_files(images))
    return tuple(name for name in names if name not in used)


def _files(images: Iterable[tuple[str, str]]) -> Iterator[str]:
    for document, address in images:
        if not address.startswith("data:"):
            yield posixpath.normpath(posixpath.join(posixpath.dirname(document), unquote(urlsplit(address).path)))


def lines(names: Iterable[str]) -> Iterator[str]:
    """What a build says of them."""
    names = tuple(names)
    if found := kinds(names):
        yield f"Not read: {count(sum(found.values()), 'file')} ({_listed(found)})."
    if folders := sorted(name.rstrip(FOLDER) for name in names if name.endswith(FOLDER)):
        more = f" and {len(folders) - _SHOWN} more" if len(folders) > _SHOWN else ""
        yield f"Not searched: {', '.join(folders[:_SHOWN])}{more}."


def unsure(names: Iterable[str]) -> Iterator[str]:
    """What a build says of documents in which little asks."""
    if found := sorted(names):
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        what = f"{count(len(found), 'document')} in which little asks ({', '.join(found[:_SHOWN])}{more})"
        yield f"Passed over: {what}. To read one, name it."


def nothing(source: str, names: Iterable[str]) -> InputError:
    """The error of a folder without documents, which says what there is instead."""
    names = tuple(names)
    if there := " ".join(lines(names)):
        remedy = "Save them as .docx, .html, .md or .txt, or name one of them: it is read as text whatever its name."
        remedy = remedy if kinds(names) else "Name the folder that has the documents."
        return NoDocumentError(f"{source}: no document in this folder. {there} {remedy}")
    start = "exporter init" if source in ("", os.curdir) else f"exporter init {source}"
    return NoDocumentError(f"{source}: no document in this folder, which is empty. `{start}` writes an example.")


def _listed(found: Mapping[str, int]) -> str:
    shown = [f"{number} {kind}" for kind, number in found.items()]
    rest = sum(list(found.values())[_SHOWN:])
    return ", ".join([*shown[:_SHOWN], *([f"{rest} others"] if rest else [])])
