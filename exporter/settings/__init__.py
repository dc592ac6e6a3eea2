"""Settings: exporter.toml and its defaults; `--set key=value` overrides one."""

from exporter.settings.keys import (
    AnkiSettings,
    ColumnSettings,
    CsvSettings,
    DocumentSettings,
    MediaSettings,
    PrintSettings,
    Settings,
    Silence,
    commented,
)
from exporter.settings.limits import MARKERS
from exporter.settings.loading import FILE, beside, load

__all__ = [
    "FILE",
    "MARKERS",
    "AnkiSettings",
    "ColumnSettings",
    "CsvSettings",
    "DocumentSettings",
    "MediaSettings",
    "PrintSettings",
    "Settings",
    "Silence",
    "beside",
    "commented",
    "load",
]
