"""Notes of Anki: what it gets of each card, rendered once. Identity hashes it, and all outputs for Anki pack it.

`rendering.Renderer` makes a note of a card; `types` has the note types, `fields` what HTML is to Anki.
"""

from exporter.notes.note import SEPARATOR, AnkiNote, Home, Placed, in_order
from exporter.notes.rendering import Renderer
from exporter.notes.types import FIELDS, NOTE_TYPES, NoteType

__all__ = ("FIELDS", "NOTE_TYPES", "SEPARATOR", "AnkiNote", "Home", "NoteType", "Placed", "Renderer", "in_order")
