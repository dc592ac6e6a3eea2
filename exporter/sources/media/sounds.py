"""Sounds by their content, which decides about their kind and not their name."""

from __future__ import annotations

import re

TYPES = {"mp3": "mpeg", "ogg": "ogg", "wav": "wav", "flac": "flac", "m4a": "mp4", "webm": "webm"}  # suffix -> subtype
_MARKS = {
    "mp3": re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    "ogg": re.compile(rb"OggS"),
    "wav": re.compile(rb"RIFF.{4}WAVE", re.DOTALL),
    "flac": re.compile(rb"fLaC"),
    "m4a": re.compile(rb".{4}ftyp(?:M4A|mp4|isom|iso2|dash)", re.DOTALL),
    "webm": re.compile(rb"\x1a\x45\xdf\xa3"),
}


def suffix(data: bytes) -> str:
    """The suffix of a sound's kind; "" where the bytes are none."""
    return next((name for name, mark in _MARKS.items() if mark.match(data)), "")
