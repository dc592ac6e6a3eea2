"""Settings: exporter.toml and its defaults; `--set key=value` overrides one."""

from exporter.settings.keys import (
    AnkiSettings,
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
