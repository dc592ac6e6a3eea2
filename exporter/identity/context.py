"""Context of identification: clock, scope, files of the documents, and the rendered note of each card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from exporter.identity.gap_numbers import Gap
from exporter.identity.originals import Original
from exporter.model import Card


@dataclass(frozen=True, slots=True)
class Rendering:
    """A card's rendered note, as far as identification looks at it."""

    digest: str  # of its fields, tags and note type
    deck: str
    shingles: str | None = None  # the fingerprint of its answer, where it was made along the way
    note_type: str = ""
    is_reversed: bool = False  # whether a basic note has a second card, from the answer to the question

    @property
    def gaps(self) -> Sequence[Gap]:
        """The hidden parts of a cloze."""
        return ()

    def numbered(self, numbers: Sequence[int]) -> Rendering:
        """The cloze with these numbers for its hidden parts."""
        return self

    def as_type(self, note_type: str) -> Rendering:
        """The same as a note of another type, where that can show it; else as it is."""
        return self


@dataclass(frozen=True, slots=True)
class BuildContext:
    """The facts that identification depends on besides cards and ledger."""

    now: int  # seconds since 1970
    in_scope: Callable[[str], bool]  # whether this build reads the document of a name, or would if it still existed
    is_gone: Callable[[str], bool] = lambda file: False  # whether a document that is not in scope is there no more
    renderings: Mapping[Card, Rendering] = field(default_factory=dict)
    version: str = ""  # of exporter
    originals: Mapping[str, Original] = field(default_factory=dict)  # the documents' files by name
    unanswered: Sequence[Card] = ()  # cards that have no answer, and so no note
