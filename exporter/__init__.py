"""Turns question-and-answer documents into Anki decks, printable sheets and CSV.

The public API: `read`, `check` and `build`, the model that they use, what plug-ins need, and all errors. Each name is
loaded when it is used first, so that `import exporter` costs next to nothing.
"""

from __future__ import annotations

__version__ = "0.2.0"

TYPE_CHECKING = False  # what type checkers take for true; importing `typing` costs more than all else here

__all__ = (
    "Basic",
    "Card",
    "CardId",
    "Change",
    "Choice",
    "Cloze",
    "DifferenceError",
    "Document",
    "Edition",
    "EmitterPlugin",
    "ExporterError",
    "Hint",
    "Identity",
    "IdentityError",
    "InputError",
    "InternalError",
    "Item",
    "Kind",
    "LedgerError",
    "Level",
    "Location",
    "Media",
    "NoDocumentError",
    "Note",
    "OutputError",
    "OverwriteError",
    "Parsed",
    "PluginError",
    "Problem",
    "ReaderPlugin",
    "Reading",
    "Report",
    "Reviews",
    "Selection",
    "SelectionError",
    "SettingsError",
    "Severity",
    "Source",
    "Span",
    "WorkerError",
    "__version__",
    "build",
    "check",
    "read",
)

if TYPE_CHECKING:
    from exporter.api import build, check, read
    from exporter.emitters import Edition
    from exporter.emitters.plugin import EmitterPlugin
    from exporter.errors import (
        DifferenceError,
        ExporterError,
        IdentityError,
        InputError,
        InternalError,
        LedgerError,
        NoDocumentError,
        OutputError,
        OverwriteError,
        PluginError,
        SelectionError,
        SettingsError,
        WorkerError,
    )
    from exporter.identity.changing import Change
    from exporter.model import (
        Basic,
        Card,
        Choice,
        Cloze,
        Document,
        Identity,
        Item,
        Kind,
        Level,
        Location,
        Media,
        Note,
        Problem,
        Severity,
    )
    from exporter.pipeline.parsing import CardId, Parsed
    from exporter.pipeline.report import Report
    from exporter.pipeline.selection import Reviews, Selection
    from exporter.readers.plugin import ReaderPlugin
    from exporter.readers.source import Hint, Reading, Source, Span
else:
    _HOMES = {  # name -> module; those that are not here are in exporter.model
        **dict.fromkeys(("build", "check", "read"), "exporter.api"),
        "Change": "exporter.identity.changing",
        "Edition": "exporter.emitters",
        "EmitterPlugin": "exporter.emitters.plugin",
        **dict.fromkeys(("CardId", "Parsed"), "exporter.pipeline.parsing"),
        "Report": "exporter.pipeline.report",
        **dict.fromkeys(("Reviews", "Selection"), "exporter.pipeline.selection"),
        "ReaderPlugin": "exporter.readers.plugin",
        **dict.fromkeys(("Hint", "Reading", "Source", "Span"), "exporter.readers.source"),
    }

    def __getattr__(name: str) -> object:
        """Loads a name of the API (PEP 562)."""
        from importlib import import_module

        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        home = _HOMES.get(name, "exporter.errors" if name.endswith("Error") else "exporter.model")
        value = globals()[name] = getattr(import_module(home), name)
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
