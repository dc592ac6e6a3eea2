"""The streams of a PDF: what stands in them, and how far it is compressed."""

from __future__ import annotations

import zlib
from typing import Any

import pydyf

from exporter.emitters.print.adapter.tags import complete

_PAYS = 6  # of 9 levels of zlib


def content(stream: pydyf.Stream) -> bytes:
    """The operators of a stream, as they stand in the PDF."""
    return b"\n".join(map(_operator, stream.stream))


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """What is done to the PDF of a document before it is written."""
    complete(document, pdf)
    compress(pdf)


def compress(pdf: pydyf.PDF) -> None:
    """Compresses the streams of a PDF, as far as pays: the last twentieth takes four fifths of the time."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream) and each.compress and "Filter" not in each.extra:
            each.stream = [zlib.compress(content(each), _PAYS)]
            each.extra["Filter"], each.compress = "/FlateDecode", False


def data(self: pydyf.Stream) -> bytes:
    """A stream as it stands in the PDF; the one that holds all objects is made last, and compressed as others are."""
    stream, extra = content(self), pydyf.Dictionary(self.extra.copy())
    if self.compress:
        stream, extra["Filter"] = zlib.compress(stream, _PAYS), "/FlateDecode"
    extra["Length"] = len(stream)
    return b"\n".join((extra.data, b"stream", stream, b"endstream"))


def _operator(item: Any) -> bytes:
    return item.data if isinstance(item, pydyf.Object) else item if isinstance(item, bytes) else item.encode("latin-1")


REPLACED = ((pydyf.Stream, "data", property(data)),)
