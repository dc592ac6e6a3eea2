"""Base of a merge: what was sent last of a note, as hashes by field and tag.

It stands in a spare field of our notes, so it travels with the collection, and comes by packages as well. The add-on
brings this package along as it is: modules of it import the standard library, each other, and inside functions `anki`.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

FIELD = "Extra3"  # the spare field that holds it
UNKNOWN = "?"  # of a field: nobody knows what was sent
_SHORT = 80  # characters
_NONE, _PUT = "-", "="
_HASH = r"(?:[\w-]{8}|\?)?(?:~(?:[\w-]{8})?)?"  # of a note from elsewhere two: what we had, and what it had
_NUMBERS = r"(?:-|\d{1,3}(?:\.\d{1,3}){0,499})"
_FORM = re.compile(
    rf"1 (?P<fields>{_HASH}(?:,{_HASH}){{0,63}}) (?P<tags>-|[\w-]{{8}}(?:,[\w-]{{8}}){{0,999}})"
    rf" (?P<deck>-|=?[\w-]{{8}}) (?P<gaps>{_NUMBERS})(?: retired (?P<suspended>{_NUMBERS}))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Base:
    """What was sent last of a note."""

    fields: tuple[str, ...]  # a hash of each field of our note type, in its order; "" for an empty one
    tags: frozenset[str]  # a hash of each tag
    deck: str = ""  # a hash of the name of the deck that its cards were sent to
    is_put: bool = False  # whether they were put there: a package leaves cards that are known where they are
    gaps: frozenset[int] = frozenset()  # of a cloze: all numbers that were ever sent
    suspended: frozenset[int] | None = None  # of a note that was retired: the cards, by ordinal, that were suspended

    def __str__(self) -> str:
        """The base as the text of a field."""
        said = f"1 {','.join(self.fields)} {_joined(sorted(self.tags), ',')} {self._place} {_numbers(self.gaps)}"
        return said if self.suspended is None else f"{said} retired {_numbers(self.suspended)}"

    @property
    def _place(self) -> str:
        return f"{_PUT * self.is_put}{self.deck}" if self.deck else _NONE


def _joined(texts: Sequence[str], mark: str) -> str:
    return mark.join(texts) or _NONE


def _numbers(numbers: Iterable[int]) -> str:
    return _joined(list(map(str, sorted(numbers))), ".")


def of(fields: Iterable[str], tags: Iterable[str], deck: str, gaps: Iterable[int] = ()) -> Base:
    """The base of a note with these fields, in the order of our note type."""
    hashes = tuple(map(digest, fields))
    return Base(hashes, tag_digests(tuple(tags)), deck_digest(deck), gaps=frozenset(gaps))


def read(text: str) -> Base | None:
    """The base that the text of a field is; None where it is none."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        return None
    tags = frozenset(found["tags"].split(",")) if found["tags"] != _NONE else frozenset()
    suspended = None if found["suspended"] is None else _read_numbers(found["suspended"])
    deck = "" if found["deck"] == _NONE else found["deck"].removeprefix(_PUT)
    is_put = found["deck"].startswith(_PUT)
    return Base(tuple(found["fields"].split(",")), tags, deck, is_put, _read_numbers(found["gaps"]), suspended)


def _read_numbers(text: str) -> frozenset[int]:
    return frozenset(map(int, text.split("."))) if text != _NONE else frozenset()


def pair(ours: str, theirs: str) -> str:
    """The hashes of two texts that said the same when a note from elsewhere was taken over."""
    return f"{digest(ours)}~{digest(theirs)}"


def digest(text: str) -> str:
    """A short hash of a text, the same for all its Unicode forms; "" for an empty one."""
    if len(text) > _SHORT:
        return _hash(normal(text))
    return _short_digest(text) if text else ""


@lru_cache(maxsize=5_000)
def _short_digest(text: str) -> str:
    """The hash of what many notes share: a level, a breadcrumb."""
    return _hash(normal(text))


def normal(text: str) -> str:
    """A text as Anki keeps it: in the Unicode form NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=5_000)
def tag_digest(tag: str) -> str:
    """A short hash of a tag, whatever its case: Anki takes two cases of one tag for the same."""
    return _hash(tag_key(tag))


@lru_cache(maxsize=5_000)
def tag_digests(tags: tuple[str, ...]) -> frozenset[str]:
    """Short hashes of the tags of a note."""
    return frozenset(map(tag_digest, tags))


@lru_cache(maxsize=5_000)
def deck_digest(name: str) -> str:
    """A short hash of a deck's name; "" for none."""
    return _hash(normal(name).casefold()) if name else ""


def tag_key(tag: str) -> str:
    """What two cases of one tag have in common."""
    return normal(tag).casefold()


def _hash(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.blake2b(text.encode(), digest_size=6).digest()).decode()
