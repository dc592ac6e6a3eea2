"""The defaults as a commented exporter.toml, for `exporter init`."""

from __future__ import annotations

from typing import Any

from exporter.settings.keys import Setting, Settings, settings_of, tables

_HOW = "To change one, remove the # before its name. Keep it below the [heading] above it."


def commented() -> str:
    """The defaults as a commented exporter.toml, for `exporter init`."""
    lines = ["# Settings of exporter. Every key is optional; the values below are the defaults.", f"# {_HOW}"]
    lines += [_line(setting) for setting in settings_of(Settings)]  # TOML has them before tables
    for name, table, is_list in tables():
        lines += [
            "",
            f"# {table.__doc__}",
            f"# [[{name}]]" if is_list else f"[{name}]",
            *map(_line, settings_of(table)),
        ]
    return "\n".join(lines) + "\n"


def _line(setting: Setting) -> str:
    others = [toml(value) for value in setting.choices if value != setting.default]
    choices = f"or {', '.join(others)}: " if others else ""
    return f"# {setting.name} = {toml(setting.example)}  # {choices}{setting.help}"


def toml(value: Any) -> str:
    """A value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else "[]" if value == () else str(value)
