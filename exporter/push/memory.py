"""Memory of pushes: what this collection has seen, in its config, which syncs with it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

KEY = "exporter"  # in the config
_SIZE = 5  # bytes of a hash: of 10,000 notes and a new one, two are the same once in 100 million


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of earlier pushes into a collection."""

    seen: frozenset[bytes] = frozenset()  # hashes of guids that it has or had
    told: frozenset[bytes] = frozenset()  # those of notes that its owner deleted, and that this was told of
    until: int = 0  # seconds since 1970: when the newest card of the last push was first seen
    decks: Mapping[str, int] = field(default_factory=dict)  # hash of a deck's name -> its id
    bases: Mapping[str, str] = field(default_factory=dict)  # guid -> base, of notes without a field for it
    types: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # note type -> part -> hash of what was sent
    gaps: Mapping[str, tuple[int, ...]] = field(default_factory=dict)  # guid -> numbers of gaps that came later

    def has_seen(self, guid: str) -> bool:
        """Whether the collection has a note, or had it."""
        return mark(guid) in self.seen

    def table(self) -> dict[str, Any]:
        """The memory as a value of the config."""
        return {
            "seen": _packed(self.seen),
            "told": _packed(self.told),
            "until": self.until,
            "decks": dict(sorted(self.decks.items())),
            "bases": dict(sorted(self.bases.items())),
            "types": {name: dict(sorted(parts.items())) for name, parts in sorted(self.types.items())},
            "gaps": {guid: list(numbers) for guid, numbers in sorted(self.gaps.items())},
        }


def read(table: object) -> Memory:
    """The memory that a value of the config is; an empty one where it is none."""
    if not isinstance(table, dict):
        return Memory()
    try:
        return Memory(
            _unpacked(table.get("seen", "")),
            _unpacked(table.get("told", "")),
            int(table.get("until", 0)),
            {str(name): int(number) for name, number in table.get("decks", {}).items()},
            {str(guid): str(base) for guid, base in table.get("bases", {}).items()},
            {str(name): dict(parts) for name, parts in table.get("types", {}).items()},
            {str(guid): tuple(map(int, numbers)) for guid, numbers in table.get("gaps", {}).items()},
        )
    except (ValueError, TypeError, AttributeError):
        return Memory()


def mark(guid: str) -> bytes:
    """A short hash of a guid."""
    return hashlib.blake2b(guid.encode(), digest_size=_SIZE).digest()


def _packed(marks: Iterable[bytes]) -> str:
    return base64.b64encode(b"".join(sorted(marks))).decode()


def _unpacked(text: str) -> frozenset[bytes]:
    data = base64.b64decode(text, validate=True)
    return frozenset(data[at : at + _SIZE] for at in range(0, len(data) - _SIZE + 1, _SIZE))
