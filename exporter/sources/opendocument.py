"""OpenDocument as pandoc understands it: formulas are found under the paths that LibreOffice gives them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

_CONTENT = "content.xml"
_MOST = 100_000_000  # bytes of text
_MOST_FILES = 10_000
_OBJECT = re.compile(rb'(<draw:object\b[^<>]{0,500}?xlink:href=")(?:\./)?([^"/:]{1,200})/?(")')


def prepared(data: bytes) -> bytes:
    """The document with its objects at `./Object 1`; as it is where it has none, or cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_FILES or archive.getinfo(_CONTENT).file_size > _MOST:
                return data
            content = archive.read(_CONTENT)
            changed = _OBJECT.sub(rb"\1./\2\3", content)
            if changed == content:
                return data
            return _rewritten(archive, members, changed)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, OSError):
        return data  # pandoc says what is wrong


def _rewritten(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], content: bytes) -> bytes:
    """The texts of an archive, with another content; pictures are taken from the document itself."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for each in members:
            if each.filename == _CONTENT:
                made.writestr(each, content)
            elif each.filename.endswith((".xml", "mimetype")) and each.file_size <= _MOST:
                made.writestr(each, archive.read(each))
    return out.getvalue()
