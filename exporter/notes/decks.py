"""Names of decks: the root deck, folders where these are wanted, the document's own, and its sections or topics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from exporter.settings import AnkiSettings

SEPARATOR = "::"
_NESTED = re.compile(r"\s*:{2,}\s*")


def parts(name: str) -> tuple[str, ...]:
    """The decks that a name nests; Anki would call an empty one `blank`."""
    return tuple(filter(None, (" ".join(part.split()) for part in _NESTED.split(name))))


def of_document(name: str, source: str, chosen: AnkiSettings, given: Sequence[str] = ()) -> tuple[str, ...]:
    """The deck of a document, by its short name and its path; `given` is what the document or the settings say."""
    folders = PurePosixPath(source).parent.parts if chosen.decks == "folders" and not given else ()
    own = given or (_alone(name),)
    return (*parts(chosen.root_deck), *map(_alone, folders), *own)


def of_card(home: Sequence[str], section: Sequence[str], topics: Mapping[str, str], *, by_section: bool) -> str:
    """The deck of a card: the document's, or a subdeck for its section, or for its topic."""
    below = section if by_section else [topics[section[0]]] if section and section[0] in topics else ()
    return SEPARATOR.join((*home, *map(_alone, below)))


def document_name(deck: str, file: str, section: Sequence[str], chosen: AnkiSettings) -> str:
    """The short name of a document that cannot be read, by the deck of one of its cards."""
    found = list(parts(deck))
    for head in (parts(chosen.root_deck), PurePosixPath(file).parent.parts if chosen.decks == "folders" else ()):
        if found[: len(head)] == list(head) and len(found) > len(head):
            found = found[len(head) :]
    below = len(section) if chosen.by_section else 1
    while below and len(found) > 1 and any(found[-1].casefold() == _alone(each).casefold() for each in section):
        found.pop()
        below -= 1
    return shown(found)


def shown(names: Iterable[str]) -> str:
    """Nested names, for people."""
    return " › ".join(names)


def _alone(name: str) -> str:
    """A name that nests nothing, whatever stands in it."""
    return _NESTED.sub(": ", name).strip() or "-"
